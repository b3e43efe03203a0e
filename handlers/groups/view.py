"""Show the groups to everybody: the list, one group, a wish to change."""

from collections.abc import Sequence
from typing import Annotated, Literal, TypeVar

from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.context import FSMContext
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from domain.groups.admin import GroupAdmin
from domain.groups.events import GroupShown, GroupsShown
from domain.groups.model import Group
from domain.groups.places import Groups
from domain.members.entities import MemberRef
from domain.parties import PartyKind
from domain.people import Person
from domain.roles import Role
from handlers.asking import lead_back
from handlers.contacts.home import ContactAction, back_button
from handlers.names import person_name
from handlers.refusals import way_on
from handlers.router import Router
from handlers.say import Recipient, Tell
from handlers.ui import Staff, button, clip, keyboard, link
from handlers.webinars.wording import look_button

router = Router(name="groups-view")

PAGE = 8  # members on a screen

Row = TypeVar("Row")


class GroupAction(CallbackData, prefix="group"):
    """A tap on a group's screens; `to` is another group, `value` a page or a person."""

    verb: (
        Literal["list", "open", "wish", "speakers", "speak", "ask"]
        | Annotated[
            Literal["roster", "export", "link", "unlink", "questions"],
            Staff(Role.SECRETARY, Role.GROUP_LEADER),
        ]
        | Annotated[
            Literal["unplaced", "assign-all", "add", "rename", "describe", "skip", "close", "close-into"],
            Staff(Role.SECRETARY),
        ]
    )
    group: str = ""
    to: str = ""
    value: int = 0


@router.commands("groups")
@router.taps(GroupAction, "list")
async def list_groups(person: Person, to: Recipient, group_admin: GroupAdmin, state: FSMContext) -> None:
    await state.clear()
    show_groups(to, await group_admin.look(person))


def show_groups(to: Recipient, shown: GroupsShown) -> None:
    """Show all open groups, the person's own first."""
    mine = {placed.place.group_id: placed for placed in shown.mine}
    lines = []
    for group in shown.groups:
        if (placed := mine.get(group.id)) is not None:
            key = "group-line-mine" if placed.place.settled else "group-line-proposed"
            lines.append("\n" + to.text(key, group=to.name(group.titles)))
    if shown.member is not None and not lines:
        lines.append("\n" + to.text("group-line-none"))
    order = sorted(shown.groups, key=lambda group: group.id not in mine and group.id not in shown.leads)
    rows = [
        [button(_label(to, group, shown, mine=group.id in mine), GroupAction(verb="open", group=group.id))]
        for group in order
    ]
    staff = [button(to.label("group-add"), GroupAction(verb="add"))]
    staff.append(button(to.label("group-export-all"), GroupAction(verb="export")))
    unplaced = button(to.label("group-unplaced-button", count=shown.unplaced), GroupAction(verb="unplaced"))
    to.screen(
        to.text("group-list", count=len(shown.groups)) + "".join(lines),
        keyboard(
            [unplaced] if shown.unplaced else [],
            *rows,
            staff if shown.secretary else [],
            [button(to.label("contact-join"), ContactAction(verb="join"))] if shown.member is None else [],
            [back_button(to)],
        ),
    )


def _label(to: Recipient, group: Group, shown: GroupsShown, *, mine: bool) -> str:
    mark = "★ " if mine or group.id in shown.leads else ""
    return f"{mark}{to.name(group.titles)} · {shown.sizes.get(group.id, 0)}"


@router.taps(GroupAction, "open")
async def open_group(
    action: GroupAction, person: Person, to: Recipient, group_admin: GroupAdmin, state: FSMContext
) -> None:
    await state.clear()
    show_group(to, await group_admin.see(person, action.group))


def show_group(to: Recipient, shown: GroupShown) -> None:
    """Show one group, with what the person can do in it."""
    group = shown.group
    standing = "none" if shown.mine is None else "mine" if shown.mine.place.settled else "proposed"
    speaks = shown.mine is not None and shown.mine.member.kind is PartyKind.ORGANISATION
    text = to.text(
        "group-screen",
        group=to.name(group.titles),
        field=to.name(group.field) if group.field else "none",
        leaders=", ".join(person_name(to, leader) for leader in shown.leaders),
        led=len(shown.leaders),
        size=shown.size,
        standing=standing,
    )
    if speaks:
        speaker = shown.mine.person if shown.mine else None
        text += "\n" + to.text("group-speaker", who=person_name(to, speaker) if speaker else "none")
    inside = standing == "mine" or shown.leads or shown.secretary
    if shown.webinar is not None:
        at = to.say.texts.moment(to.person.language, shown.webinar.starts_at)
        text += "\n" + to.text("group-webinar", title=shown.webinar.title, at=at)
    to.screen(
        text,
        keyboard(
            [look_button(to, shown.webinar.id)] if shown.webinar else [],
            [link(to.label("group-chat"), group.way_in)] if group.way_in and inside else [],
            _member_row(to, shown),
            [button(to.label("group-speaker-button"), GroupAction(verb="speakers", group=group.id))]
            if speaks
            else [],
            *_staff_rows(to, shown),
            [lead_back(to, GroupAction(verb="list"))],
        ),
    )


def _member_row(to: Recipient, shown: GroupShown) -> list[InlineKeyboardButton]:
    if shown.member is None:
        return []
    group_id = shown.group.id
    row = [button(to.label("group-ask-button"), GroupAction(verb="ask", group=group_id))]
    if shown.mine is None:
        row.append(button(to.label("group-wish-button"), GroupAction(verb="wish", group=group_id)))
    return row


def _staff_rows(to: Recipient, shown: GroupShown) -> list[list[InlineKeyboardButton]]:
    if not (shown.leads or shown.secretary):
        return []
    group_id = shown.group.id
    rows = [
        [
            button(to.label("group-roster-button"), GroupAction(verb="roster", group=group_id)),
            button(to.label("group-export-button"), GroupAction(verb="export", group=group_id)),
        ],
        [
            button(
                to.label("group-questions-button", count=shown.questions),
                GroupAction(verb="questions", group=group_id),
            ),
            button(to.label("group-link-button"), GroupAction(verb="link", group=group_id)),
        ],
    ]
    if shown.secretary:
        rows.append(
            [
                button(to.label("group-rename-button"), GroupAction(verb="rename", group=group_id)),
                button(to.label("group-describe-button"), GroupAction(verb="describe", group=group_id)),
                button(to.label("group-close-button"), GroupAction(verb="close", group=group_id)),
            ]
        )
    return rows


@router.taps(GroupAction, "wish")
async def wish(
    action: GroupAction, person: Person, to: Recipient, groups: Groups, group_admin: GroupAdmin, tell: Tell
) -> None:
    """Move a person to another group; ask an organisation whether it leaves one or joins a further one."""
    shown = await group_admin.look(person)
    settled = [placed.place.group_id for placed in shown.mine if placed.place.settled]
    undecided = shown.member is not None and shown.member.kind is PartyKind.ORGANISATION and settled
    if undecided and not action.to:
        titles = {group.id: to.name(group.titles) for group in shown.groups}
        rows = [
            [
                button(
                    to.label("group-wish-instead", group=titles[one]),
                    GroupAction(verb="wish", group=action.group, to=one),
                )
            ]
            for one in settled
            if one in titles
        ]
        further = GroupAction(verb="wish", group=action.group, to="-")
        to.screen(
            to.text("group-wish-how"),
            keyboard(
                [button(to.label("group-wish-further"), further)],
                *rows,
                [lead_back(to, GroupAction(verb="open", group=action.group))],
            ),
        )
        return
    tell(await groups.wish(person, action.group, "" if action.to == "-" else action.to))


def member_name(member: MemberRef) -> str:
    """A member's name, clipped to fit any screen."""
    return clip(member.name, 200)


def group_button(to: Recipient, group: Group) -> InlineKeyboardButton:
    """The button that leads to a group's screen."""
    return button(to.label("group-to-group"), GroupAction(verb="open", group=group.id))


def groups_button(to: Recipient) -> InlineKeyboardButton:
    """The button that leads to the list of groups."""
    return button(to.label("group-to-groups"), GroupAction(verb="list"))


@way_on("groups")
def lead_to_groups(to: Recipient) -> InlineKeyboardMarkup:
    return keyboard([groups_button(to)])


def page_of(rows: Sequence[Row], page: int) -> tuple[int, Sequence[Row]]:
    """The page of a list that is nearest to the one asked for, and its rows."""
    page = min(max(page, 0), max(len(rows) - 1, 0) // PAGE)
    return page, rows[page * PAGE : (page + 1) * PAGE]


def pages(
    to: Recipient, verb: Literal["unplaced", "roster"], group_id: str, page: int, count: int
) -> list[InlineKeyboardButton]:
    """The buttons that lead to the previous and the next page."""
    row = []
    if page > 0:
        row.append(button("←", GroupAction(verb=verb, group=group_id, value=page - 1)))
    if (page + 1) * PAGE < count:
        row.append(button("→", GroupAction(verb=verb, group=group_id, value=page + 1)))
    return row
