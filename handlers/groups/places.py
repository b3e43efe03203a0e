"""Staff decide on places: cards of proposals and of members, and the members without a group."""

from collections.abc import Sequence
from typing import Annotated, Literal

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from domain.groups.admin import GroupAdmin
from domain.groups.events import BulkAssigned, GroupProposed, MemberCard, MemberPlaced, ProposalDeclined
from domain.groups.model import Group, Placed
from domain.groups.places import Groups
from domain.groups.refusals import PlaceSettled
from domain.members.entities import MemberRef
from domain.outbox import Lane
from domain.people import Person
from domain.roles import Role
from handlers.contacts.home import home_button
from handlers.groups.view import (
    GroupAction,
    group_button,
    groups_button,
    member_name,
    page_of,
    pages,
    show_groups,
)
from handlers.names import person_name
from handlers.router import Router
from handlers.say import Recipient, Say, Tell
from handlers.tellings import tells
from handlers.ui import Staff, button, clip, keyboard, link

router = Router(name="groups-places")


class PlaceAction(CallbackData, prefix="place"):
    """A tap on a member's card; `since` identifies the place that was shown, `to` is a group."""

    verb: Annotated[Literal["card", "settle", "decline"], Staff(Role.SECRETARY, Role.GROUP_LEADER)]
    member: int
    since: int = 0
    to: str = ""


@tells(GroupProposed)
def tell_group_proposed(event: GroupProposed, say: Say) -> None:
    if event.asked_by is not None:
        asker = say.to(event.asked_by)
        asker.screen(asker.text("place-wish-noted", group=asker.name(event.group.titles)), home_button(asker))
    for person in event.staff:
        to = say.to(person)
        to.send(
            to.text(
                "place-proposed",
                member=member_name(event.member),
                group=to.name(event.group.titles),
                before=to.name(event.instead_of.titles) if event.instead_of else "none",
                asked="yes" if event.asked_by else "no",
            ),
            _proposal_keyboard(to, event),
            lane=Lane.NOTICES,
            key=_key(event.member, event.place.since, person),
            unheard=Role.SECRETARY,
        )


def _proposal_keyboard(to: Recipient, event: GroupProposed) -> InlineKeyboardMarkup:
    place = event.place
    return keyboard(
        *_decisions(to, event.member, place.since, event.group, event.choices, declinable=event.declinable)
    )


def _decisions(
    to: Recipient,
    member: MemberRef,
    since: int,
    proposed: Group | None,
    choices: Sequence[Group],
    *,
    declinable: bool,
) -> list[list[InlineKeyboardButton]]:
    def settle(group: Group) -> PlaceAction:
        return PlaceAction(verb="settle", member=member.member_id, since=since, to=group.id)

    rows = [[button(to.label("place-confirm"), settle(proposed))]] if proposed else []
    if declinable:
        decline = PlaceAction(verb="decline", member=member.member_id, since=since)
        rows.append([button(to.label("place-decline"), decline)])
    return rows + [
        [button(to.label("place-to", group=to.name(group.titles)), settle(group))] for group in choices
    ]


def _key(member: MemberRef, since: int, person: Person) -> str:
    return f"place:{member.member_id}:{since}:{person.id}"


@router.taps(PlaceAction, "settle", "decline")
async def decide(action: PlaceAction, person: Person, groups: Groups, tell: Tell) -> None:
    if action.verb == "decline":
        tell(await groups.decline(person, action.member, action.since))
    else:
        tell(await groups.settle(person, action.member, action.since, action.to))


@tells(PlaceSettled)
def tell_place_settled(event: PlaceSettled, say: Say) -> None:
    to = say.to(event.person)
    to.answer("refused-groups-place-settled")
    _show_member(to, event.card)


@tells(MemberPlaced)
def tell_member_placed(event: MemberPlaced, say: Say) -> None:
    actor = say.to(event.actor)
    actor.answer("place-done")
    actor.screen(*_settled(actor, event))
    tell_placed_to_others(event, say)


def tell_placed_to_others(event: MemberPlaced, say: Say) -> None:
    """Tell the member, and show the decision on the other staff's cards."""
    for person in event.people:
        to = say.to(person)
        to.send(
            to.text(
                "place-yours",
                member=member_name(event.member),
                group=to.name(event.group.titles),
                before=to.name(event.before.titles) if event.before else "none",
                leaders=", ".join(person_name(to, leader) for leader in event.leaders),
                led=len(event.leaders),
            ),
            keyboard(
                [link(to.label("group-chat"), event.group.way_in)] if event.group.way_in else [],
                [group_button(to, event.group)],
            ),
            lane=Lane.NOTICES,
            unheard=Role.SECRETARY,
        )
    if event.card:
        for person in event.staff:
            if person.id != event.actor.id:
                to = say.to(person)
                to.amend(_key(event.member, event.card, person), *_settled(to, event))


def _settled(to: Recipient, event: MemberPlaced) -> tuple[str, InlineKeyboardMarkup]:
    text = to.text(
        "place-settled",
        member=member_name(event.member),
        group=to.name(event.group.titles),
        who=person_name(to, event.actor),
        at=to.say.texts.moment(to.person.language, event.place.since),
    )
    return text, _after(to, event.member)


@tells(ProposalDeclined)
def tell_proposal_declined(event: ProposalDeclined, say: Say) -> None:
    actor = say.to(event.actor)
    actor.answer("place-done")
    actor.screen(*_declined(actor, event))
    tell_declined_to_others(event, say)


def tell_declined_to_others(event: ProposalDeclined, say: Say) -> None:
    """Tell the member that they stay, and show it on the other staff's cards."""
    for person in event.people:
        to = say.to(person)
        to.send(
            to.text("place-you-stay", group=to.name(event.group.titles)),
            home_button(to),
            lane=Lane.NOTICES,
            unheard=Role.SECRETARY,
        )
    for person in event.staff:
        if person.id != event.actor.id:
            to = say.to(person)
            to.amend(_key(event.member, event.card, person), *_declined(to, event))


def _declined(to: Recipient, event: ProposalDeclined) -> tuple[str, InlineKeyboardMarkup]:
    text = to.text(
        "place-declined",
        member=member_name(event.member),
        group=to.name(event.group.titles),
        who=person_name(to, event.actor),
    )
    return text, _after(to, event.member)


def _after(to: Recipient, member: MemberRef) -> InlineKeyboardMarkup:
    card = PlaceAction(verb="card", member=member.member_id)
    return keyboard(
        [
            button(to.label("place-change"), card),
            groups_button(to),
        ]
    )


@router.taps(PlaceAction, "card")
async def open_member(action: PlaceAction, person: Person, to: Recipient, groups: Groups) -> None:
    _show_member(to, await groups.card(person, action.member), action.since)


def _show_member(to: Recipient, card: MemberCard, since: int = 0) -> None:
    chosen = _chosen(card, since)
    lines = [
        "\n"
        + to.text(
            "place-line",
            group=to.name(card.groups[one.place.group_id].titles),
            settled="yes" if one.place.settled else "no",
            person=person_name(to, one.person) if one.person else "none",
        )
        for one in card.places
    ]
    others = [
        [
            button(
                to.label("place-about", group=to.name(card.groups[one.place.group_id].titles)),
                PlaceAction(verb="card", member=card.member.member_id, since=one.place.since),
            )
        ]
        for one in card.places
        if one != chosen
    ]
    place = chosen.place if chosen else None
    proposed = card.groups[place.group_id] if place and not place.settled else None
    to.screen(
        to.text("place-card", member=member_name(card.member), count=len(card.places)) + "".join(lines),
        keyboard(
            *_decisions(
                to,
                card.member,
                place.since if place else 0,
                proposed,
                card.choices,
                declinable=proposed is not None and len(card.places) > 1,
            ),
            *others,
            [groups_button(to)],
        ),
    )


def _chosen(card: MemberCard, since: int) -> Placed | None:
    """Choose the place to decide on: the one asked for, else a proposed one, else the first."""
    named = [one for one in card.places if one.place.since == since]
    proposed = [one for one in card.places if not one.place.settled]
    return next(iter([*named, *proposed, *card.places]), None)


@router.taps(GroupAction, "unplaced")
async def list_unplaced(action: GroupAction, person: Person, to: Recipient, groups: Groups) -> None:
    members = await groups.unplaced(person)
    page, shown = page_of(members, action.value)
    rows = [
        [button(clip(member.name, 60), PlaceAction(verb="card", member=member.member_id))] for member in shown
    ]
    everybody = [button(to.label("place-assign-all", count=len(members)), GroupAction(verb="assign-all"))]
    to.screen(
        to.text("place-unplaced", count=len(members)),
        keyboard(
            everybody if members else [],
            *rows,
            pages(to, "unplaced", "", page, len(members)),
            [groups_button(to)],
        ),
    )


@router.taps(GroupAction, "assign-all")
async def assign_all(
    person: Person, to: Recipient, groups: Groups, group_admin: GroupAdmin, tell: Tell
) -> None:
    tell(await groups.assign_all(person))
    show_groups(to, await group_admin.look(person))


@tells(BulkAssigned)
def tell_bulk_assigned(event: BulkAssigned, say: Say) -> None:
    say.to(event.actor).answer("place-assigned", count=len(event.placed))
    for placed in event.placed:
        tell_placed_to_others(placed, say)
