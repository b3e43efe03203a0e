"""Show the members of a group, on the screen and as a spreadsheet."""

from domain.groups.events import RosterNotMade, RosterOrdered
from domain.groups.rosters import Rosters
from domain.people import Person
from handlers.asking import lead_back
from handlers.contacts.home import home_button
from handlers.groups.places import PlaceAction
from handlers.groups.view import GroupAction, member_name, page_of, pages
from handlers.names import person_name
from handlers.router import Router
from handlers.say import Recipient, Say, Tell
from handlers.tellings import tells
from handlers.ui import button, clip, keyboard

router = Router(name="groups-rosters")

LABELS = ("person", "organisation", "confirmed", "proposed", "none", "sheet", "file")
HEADINGS = ("group", "member", "kind", "contact", "username", "status", "since")


@router.taps(GroupAction, "roster")
async def show_roster(action: GroupAction, person: Person, to: Recipient, rosters: Rosters) -> None:
    group, placed = await rosters.show(person, action.group)
    page, shown = page_of(placed, action.value)
    lines = [
        "\n"
        + to.text(
            "roster-line",
            member=member_name(one.member),
            person=person_name(to, one.person)
            if one.person and one.person.name != one.member.name
            else "none",
            settled="yes" if one.place.settled else "no",
        )
        for one in shown
    ]
    rows = [
        [
            button(
                clip(one.member.name, 60),
                PlaceAction(verb="card", member=one.member.member_id, since=one.place.since),
            )
        ]
        for one in shown
    ]
    to.screen(
        to.text("roster-screen", group=to.name(group.titles), count=len(placed)) + "".join(lines),
        keyboard(
            *rows,
            pages(to, "roster", group.id, page, len(placed)),
            [
                button(to.label("group-export-button"), GroupAction(verb="export", group=group.id)),
                lead_back(to, GroupAction(verb="open", group=group.id)),
            ],
        ),
    )


@router.taps(GroupAction, "export")
async def export(
    action: GroupAction, person: Person, to: Recipient, say: Say, rosters: Rosters, tell: Tell
) -> None:
    labels = {name: to.label("roster-" + name) for name in LABELS}
    labels |= {"heading-" + name: to.label("roster-heading-" + name) for name in HEADINGS}
    labels["zone"] = say.association.time_zone
    tell(await rosters.export(person, action.group, labels, person.language))


@tells(RosterOrdered)
def tell_roster_ordered(event: RosterOrdered, say: Say) -> None:
    to = say.to(event.person)
    to.answer("roster-coming")
    to.document(event.job, to.text("roster-caption"))


@tells(RosterNotMade)
def tell_roster_not_made(event: RosterNotMade, say: Say) -> None:
    to = say.to(event.person)
    to.send(to.text("roster-failed"), home_button(to))
