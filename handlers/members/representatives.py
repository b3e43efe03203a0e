"""An organisation's representatives: inviting, accepting an invitation, removing."""

from typing import Any

from aiogram.filters import Filter
from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from domain.contacts import Contacts
from domain.members.events import RepresentativeAdded, RepresentativeInvited, RepresentativeRemoved
from domain.members.use_cases import INVITATION, Members
from domain.outbox import Lane
from domain.people import Person
from domain.refusal import Gone
from domain.roles import Role
from handlers.asking import confirm
from handlers.consent import ask_consent
from handlers.contacts.home import home_button
from handlers.members.view import MembershipAction, person_called, show_membership
from handlers.router import Router
from handlers.say import Recipient, Say, Tell
from handlers.tellings import tells
from handlers.ui import button, keyboard

router = Router(name="members-representatives")


class Invitation(Filter):
    """/start with an invitation to represent an organisation; the handler gets it as `payload`."""

    async def __call__(self, message: Message) -> bool | dict[str, Any]:
        command, _, payload = (message.text or "").partition(" ")
        if command != "/start" or not payload.startswith(INVITATION):
            return False
        return {"payload": payload.strip()}


@router.taps(MembershipAction, "invite")
async def invite(person: Person, members: Members, tell: Tell) -> None:
    tell(await members.invite(person))


@tells(RepresentativeInvited)
def tell_representative_invited(event: RepresentativeInvited, say: Say) -> None:
    to = say.to(event.person)
    to.send(
        to.text(
            "member-invitation",
            name=event.organisation.name,
            link=f"https://t.me/{say.bot_name}?start={event.payload}",
            until=say.texts.moment(to.person.language, event.expires_at),
        ),
        keyboard([button(to.label("contact-membership"), MembershipAction(verb="show"))]),
    )


@router.message(Invitation())
async def take_up(
    payload: str,
    person: Person,
    say: Say,
    contacts: Contacts,
    members: Members,
    state: FSMContext,
    tell: Tell,
) -> None:
    await state.clear()
    person = await contacts.start(person, None)
    if person.consented:
        tell(await members.take_up(person, payload))
        return
    organisation = await members.invited(person, payload)
    to = say.to(person)
    to.send(to.text("member-invited", name=organisation.name))
    ask_consent(to, then=payload)


@tells(RepresentativeAdded)
def tell_representative_added(event: RepresentativeAdded, say: Say) -> None:
    show_membership(say.to(event.person), event.membership)
    for other in event.others:
        to = say.to(other)
        to.send(
            to.text("member-representative-added", name=person_called(event.person)),
            keyboard([button(to.label("contact-membership"), MembershipAction(verb="show"))]),
            lane=Lane.NOTICES,
            may_be_lost=True,  # the list of representatives shows it
        )


@router.taps(MembershipAction, "remove")
async def ask_to_remove(action: MembershipAction, person: Person, to: Recipient, members: Members) -> None:
    membership = await members.membership_of(person)
    others = () if membership is None else membership.representatives
    other = next((it for it in others if it.id == action.id), None)
    if other is None:
        raise Gone(person, "members-missing")
    confirm(
        to,
        to.text("member-remove-ask", name=person_called(other)),
        button(to.label("member-remove-sure"), MembershipAction(verb="remove-sure", id=action.id)),
        back=MembershipAction(verb="show"),
    )


@router.taps(MembershipAction, "remove-sure")
async def remove(action: MembershipAction, person: Person, members: Members, tell: Tell) -> None:
    tell(await members.remove_representative(person, action.id))


@tells(RepresentativeRemoved)
def tell_representative_removed(event: RepresentativeRemoved, say: Say) -> None:
    to = say.to(event.actor)
    to.answer("member-removed")
    if event.actor.id == event.person.id:
        to.screen(to.text("member-you-removed", name=event.membership.member.name), home_button(to))
        return
    show_membership(to, event.membership)
    gone = say.to(event.person)
    gone.send(
        gone.text("member-you-removed", name=event.membership.member.name),
        home_button(gone),
        lane=Lane.NOTICES,
        unheard=Role.SECRETARY,
    )
