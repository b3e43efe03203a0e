"""The register of members for staff, and the notices of what happened to a membership."""

from typing import Annotated, Literal

from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton

from domain.dues.events import ISSUED, InvoiceVoided, notice_key
from domain.leaving.use_cases import Leaving
from domain.members.entities import Member, Membership
from domain.members.events import MembershipChanged
from domain.members.life import MEMBERSHIP, MemberAction
from domain.members.use_cases import Members
from domain.outbox import Lane
from domain.people import Person
from domain.roles import Role
from handlers.asking import confirm
from handlers.contacts.home import back_button
from handlers.dues.notices import tell_treasurers
from handlers.dues.wording import day_at
from handlers.members.view import way_back
from handlers.router import Router
from handlers.say import Recipient, Say, Tell
from handlers.tellings import tells
from handlers.ui import Staff, button, clip, keyboard

router = Router(name="members-register")

PAGE = 8  # members on a page
ACTS = (MemberAction.LAPSE, MemberAction.RESTORE)  # which staff do by a button


class RegisterAction(CallbackData, prefix="register"):
    """A tap of staff on the register; `value` is a page or a MemberAction."""

    verb: (
        Annotated[Literal["page", "open", "act", "act-sure"], Staff(Role.SECRETARY, Role.TREASURER)]
        | Annotated[Literal["expel", "departures"], Staff(Role.SECRETARY)]
    )
    id: int = 0
    value: str = ""


@router.commands("members")
@router.taps(RegisterAction, "page")
async def show_register(
    person: Person, to: Recipient, members: Members, leaving: Leaving, action: RegisterAction | None = None
) -> None:
    value = "" if action is None else action.value
    page = int(value) if value.isascii() and value.isdigit() and len(value) < 7 else 0
    listed, count = await members.register(person, offset=page * PAGE, limit=PAGE)
    waiting = await leaving.waiting(person)
    departures = (
        [button(to.label("leaving-waiting", count=waiting), RegisterAction(verb="departures"))]
        if waiting
        else []
    )
    turn = []
    if page > 0:
        turn.append(button(to.label("ui-earlier"), RegisterAction(verb="page", value=str(page - 1))))
    if (page + 1) * PAGE < count:
        turn.append(button(to.label("ui-further"), RegisterAction(verb="page", value=str(page + 1))))
    to.screen(
        to.text("member-register", count=count),
        keyboard(departures, *[[_row(to, member)] for member in listed], turn, [back_button(to)]),
    )


def _row(to: Recipient, member: Member) -> InlineKeyboardButton:
    label = to.label("member-row", name=clip(member.name, 40), status=member.status.value)
    return button(label, RegisterAction(verb="open", id=member.id))


@router.taps(RegisterAction, "open")
async def open_member(action: RegisterAction, person: Person, to: Recipient, members: Members) -> None:
    show_member(to, await members.look(person, action.id))


def show_member(to: Recipient, membership: Membership) -> None:
    """Show a member to staff, with buttons for what can be done now."""
    member, organisation = membership.member, membership.organisation
    text = to.text(
        "member-card",
        number=str(member.id),
        name=clip(member.name, 200),
        kind=member.kind.value,
        status=member.status.value,
        since=day_at(to, member.since),
        inn="none" if organisation is None else organisation.inn,
    )
    acts = [
        button(to.label(f"member-{act}"), RegisterAction(verb="act", id=member.id, value=act.value))
        for act in ACTS
        if (member.status, act) in MEMBERSHIP
    ]
    if acts:  # only the board expels: the secretary puts it on an agenda
        acts.append(button(to.label("member-expel"), RegisterAction(verb="expel", id=member.id)))
    to.screen(
        text,
        keyboard(
            acts,
            [button(to.label("member-register-back"), RegisterAction(verb="page"))],
        ),
    )


@router.taps(RegisterAction, "act")
async def ask_to_act(action: RegisterAction, person: Person, to: Recipient, members: Members) -> None:
    membership = await members.look(person, action.id)
    if action.value not in ACTS:
        raise SkipHandler
    sure = RegisterAction(verb="act-sure", id=action.id, value=action.value)
    confirm(
        to,
        to.text("member-act-ask", action=action.value, name=clip(membership.member.name, 200)),
        button(to.label("member-act-sure"), sure),
        back=RegisterAction(verb="open", id=action.id),
    )


@router.taps(RegisterAction, "act-sure")
async def act(action: RegisterAction, person: Person, members: Members, tell: Tell) -> None:
    if action.value not in ACTS:
        raise SkipHandler
    tell(await members.act(person, action.id, MemberAction(action.value)))


@tells(MembershipChanged)
def tell_membership_changed(event: MembershipChanged, say: Say) -> None:
    """Notify the member and the other secretaries; the member of staff who did it sees the member's card."""
    notify_concerned(event, say)
    if event.actor is not None and event.actor.id not in {person.id for person in event.concerned}:
        show_member(say.to(event.actor), Membership(event.member))


def notify_concerned(event: MembershipChanged, say: Say, *, staff: bool = True) -> None:
    """Notify the member, with the next step as a button, and with `staff` the secretaries other than the actor."""
    told = set()
    voided = [one for one in event.voided if isinstance(one, InvoiceVoided)]
    actor_id = None if event.actor is None else event.actor.id
    for person in event.concerned:
        to = say.to(person)
        text = to.text(
            "member-changed",
            kind=event.member.kind.value,
            name=clip(event.member.name, 200),
            action=event.action.value,
            reason=event.reason or "none",
            voided=len(voided),
        )
        to.send(text, way_back(to, event.member), lane=Lane.NOTICES, unheard=Role.SECRETARY)
        for one in voided:  # which offered to pay it
            to.retire(notice_key(one.card.invoice.id, ISSUED, person))
        told.add(person.id)
    for one in voided:
        tell_treasurers(one, say)
    for secretary in event.secretaries if staff else ():
        if secretary.id not in told and secretary.id != actor_id:
            to = say.to(secretary)
            to.send(
                to.text("member-changed-staff", action=event.action.value, name=event.member.name),
                lane=Lane.NOTICES,
                key=f"member:{event.member.id}:{event.member.status}:{event.at}:{secretary.id}",
                unheard=Role.SECRETARY,
            )
