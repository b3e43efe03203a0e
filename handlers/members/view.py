"""A membership as its member sees it: its status, and the way to leave."""

from typing import Literal

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from domain.home import HomeScreen
from domain.leaving.use_cases import Leaving
from domain.members.entities import Member, Membership, MemberStatus
from domain.members.use_cases import Members
from domain.people import Person
from handlers.contacts.home import ContactAction, back_button, show_home
from handlers.dues.wording import day_at
from handlers.groups.view import GroupAction
from handlers.router import Router
from handlers.say import Recipient
from handlers.ui import button, clip, keyboard

router = Router(name="members-view")


class MembershipAction(CallbackData, prefix="membership"):
    """A member's tap, about their own membership; `id` is a representative, or with `leave` a member."""

    verb: Literal["show", "invite", "remove", "remove-sure", "leave"]
    id: int = 0


@router.taps(ContactAction, "membership")
@router.taps(MembershipAction, "show")
async def show(
    person: Person, to: Recipient, members: Members, leaving: Leaving, home_screen: HomeScreen
) -> None:
    membership = await members.membership_of(person)
    if membership is None:
        show_home(to, await home_screen.of(person))
    else:
        show_membership(to, membership, leaves=await leaving.is_asked(membership))


def show_membership(to: Recipient, membership: Membership, *, leaves: bool = False) -> None:
    """Show the status of a membership and who represents the organisation; `leaves`: there is an application to leave."""
    member = membership.member
    text = to.text(
        "member-stands",
        kind=member.kind.value,
        name=clip(member.name, 200),
        status=member.status.value,
        since=day_at(to, member.since),
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
        leave = MembershipAction(verb="leave", id=member.id)
        label = to.label("member-leaves" if leaves else "member-leave")
        rows.append([button(label, leave), back_button(to)])
    else:
        rows.append([button(to.label("contact-join"), ContactAction(verb="join")), back_button(to)])
    to.screen(text, keyboard(*rows))


def way_back(to: Recipient, member: Member) -> InlineKeyboardMarkup:
    """Make the buttons under a notice about a membership: the member's next step."""
    if member.status is MemberStatus.ACTIVE:
        next_step = button(to.label("contact-membership"), MembershipAction(verb="show"))
    elif member.status is MemberStatus.LAPSED:
        next_step = button(to.label("dues-show"), ContactAction(verb="dues"))
    else:
        next_step = button(to.label("contact-join"), ContactAction(verb="join"))
    return keyboard([next_step], [back_button(to)])


def person_called(person: Person) -> str:
    """Name a representative, or give their number if they have no name."""
    return person.name or str(person.id)
