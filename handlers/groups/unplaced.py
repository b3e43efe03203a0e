"""Members who have no group yet: one by one, or spread all at once."""

from domain.groups.charters import Charters
from domain.groups.events import BulkAssigned
from domain.groups.model import GroupGone
from domain.groups.places import Groups
from domain.people import Person
from handlers.groups.places import PlaceAction, tell_placed_to_others
from handlers.groups.view import PAGE, GroupAction, pages, show_groups
from handlers.router import Router
from handlers.say import Recipient, Say, Tell
from handlers.tellings import tells
from handlers.ui import button, clip, keyboard

router = Router(name="groups-unplaced")


@router.taps(GroupAction, "unplaced")
async def list_unplaced(action: GroupAction, person: Person, to: Recipient, groups: Groups) -> None:
    members = await groups.unplaced(person)
    page = min(max(action.value, 0), max(len(members) - 1, 0) // PAGE)
    rows = [
        [button(clip(member.name, 60), PlaceAction(verb="card", member=member.member_id))]
        for member in members[page * PAGE : (page + 1) * PAGE]
    ]
    everybody = [button(to.label("place-assign-all", count=len(members)), GroupAction(verb="assign-all"))]
    to.screen(
        to.text("place-unplaced", count=len(members)),
        keyboard(
            everybody if members else [],
            *rows,
            pages(to, "unplaced", "", page, len(members)),
            [button(to.label("group-to-groups"), GroupAction(verb="list"))],
        ),
    )


@router.taps(GroupAction, "assign-all")
async def assign_all(person: Person, to: Recipient, groups: Groups, charters: Charters, tell: Tell) -> None:
    try:
        tell(await groups.assign_all(person))
    except GroupGone:
        to.answer("group-gone")
    show_groups(to, await charters.look(person))


@tells(BulkAssigned)
def tell_bulk_assigned(event: BulkAssigned, say: Say) -> None:
    say.to(event.actor).answer("place-assigned", count=len(event.placed))
    for placed in event.placed:
        tell_placed_to_others(placed, say)
