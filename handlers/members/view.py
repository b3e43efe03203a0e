"""A membership as its member sees it: how it stands, leaving it."""

from typing import Literal

from aiogram import Router
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, InlineKeyboardButton

from domain.contacts import Person
from domain.home import Homes
from domain.members import (
    Members,
    Membership,
    MemberStatus,
)
from handlers.contacts import ContactAction, back_button, show_home
from handlers.groups.view import GroupAction
from handlers.say import Recipient, Say, Tell
from handlers.ui import Tapped, button, clip, keyboard

router = Router(name="members-view")


class MembershipAction(CallbackData, prefix="membership"):
    """A member's tap, about their own membership; `id` is a representative."""

    verb: Literal["show", "invite", "remove", "remove-sure", "leave", "leave-sure"]
    id: int = 0


@router.callback_query(Tapped(ContactAction, "membership"))
@router.callback_query(Tapped(MembershipAction, "show"))
async def show(query: CallbackQuery, person: Person, say: Say, members: Members, homes: Homes) -> None:
    membership = await members.membership_of(person)
    if membership is None:
        show_home(say.to(person), await homes.of(person))
    else:
        show_membership(say.to(person), membership)


def show_membership(to: Recipient, membership: Membership) -> None:
    """How one's membership stands, and who speaks for the organisation."""
    member = membership.member
    text = to.text(
        "member-stands",
        kind=member.kind.value,
        name=clip(member.name, 200),
        status=member.status.value,
        since=to.say.texts.moment(to.person.language, member.since),
    )
    rows: list[list[InlineKeyboardButton]] = []
    if membership.active:
        rows.append([button(to.label("command-groups"), GroupAction(verb="list"))])
    if membership.organisation is not None:
        names = [clip(person_called(person), 60) for person in membership.representatives]
        text += "\n\n" + to.text("member-representatives", names=", ".join(names), count=len(names))
        if membership.active:
            rows.append([button(to.label("member-invite"), MembershipAction(verb="invite"))])
            rows += [
                [
                    button(
                        to.label("member-remove", name=clip(person_called(other), 30)),
                        MembershipAction(verb="remove", id=other.id),
                    )
                ]
                for other in membership.representatives
                if len(names) > 1
            ]
    if member.status in (MemberStatus.ACTIVE, MemberStatus.LAPSED):
        rows.append([button(to.label("member-leave"), MembershipAction(verb="leave")), back_button(to)])
    else:
        rows.append([button(to.label("contact-join"), ContactAction(verb="join")), back_button(to)])
    to.screen(text, keyboard(*rows))


def person_called(person: Person) -> str:
    """What a representative is called: by name, else by number."""
    return person.name or str(person.id)


@router.callback_query(Tapped(MembershipAction, "leave"))
async def ask_to_leave(query: CallbackQuery, person: Person, say: Say) -> None:
    to = say.to(person)
    to.screen(
        to.text("member-leave-ask"),
        keyboard(
            [button(to.label("member-leave-sure"), MembershipAction(verb="leave-sure"))],
            [button(to.label("ui-back"), MembershipAction(verb="show"))],
        ),
    )


@router.callback_query(Tapped(MembershipAction, "leave-sure"))
async def leave(query: CallbackQuery, person: Person, members: Members, tell: Tell) -> None:
    tell(await members.leave(person))
