"""An organisation names its representative in a group."""

from domain.groups.admin import GroupAdmin
from domain.groups.events import RepresentativeNamed
from domain.groups.representatives import GroupRepresentatives
from domain.outbox import Lane
from domain.people import Person
from domain.roles import Role
from handlers.asking import lead_back
from handlers.groups.view import GroupAction, group_button, member_name, show_group
from handlers.names import person_name
from handlers.router import Router
from handlers.say import Recipient, Say, Tell
from handlers.tellings import tells
from handlers.ui import button, keyboard

router = Router(name="groups-representatives")


@router.taps(GroupAction, "speakers")
async def list_speakers(
    action: GroupAction, person: Person, to: Recipient, group_representatives: GroupRepresentatives
) -> None:
    place, candidates = await group_representatives.candidates(person, action.group)
    rows = [
        [
            button(
                ("● " if one.id == place.person_id else "") + person_name(to, one),
                GroupAction(verb="speak", group=action.group, value=one.id),
            )
        ]
        for one in candidates
    ]
    back = [lead_back(to, GroupAction(verb="open", group=action.group))]
    to.screen(to.text("group-speakers"), keyboard(*rows, back))


@router.taps(GroupAction, "speak")
async def name_speaker(
    action: GroupAction,
    person: Person,
    to: Recipient,
    group_representatives: GroupRepresentatives,
    group_admin: GroupAdmin,
    tell: Tell,
) -> None:
    tell(await group_representatives.name(person, action.group, action.value))
    show_group(to, await group_admin.see(person, action.group))


@tells(RepresentativeNamed)
def tell_representative_named(event: RepresentativeNamed, say: Say) -> None:
    say.to(event.actor).answer("group-speaker-named")
    if event.fresh and event.representative.id != event.actor.id:
        to = say.to(event.representative)
        to.send(
            to.text("group-you-speak", member=member_name(event.member), group=to.name(event.group.titles)),
            keyboard([group_button(to, event.group)]),
            lane=Lane.NOTICES,
            unheard=Role.SECRETARY,
        )
