"""Control of Telegram's pickers, which open for the buttons `request_users` and `request_chat`."""

from sandbox.chats import Chat
from sandbox.control.messages import hide_one_time_keyboard
from sandbox.control.request import ControlRequest, route, whole_number
from sandbox.errors import ControlError
from sandbox.posting import post_service
from sandbox.sharing import chat_shared, offered_chats, offered_users, requested, users_shared
from sandbox.types import Json


def _button(request: ControlRequest) -> tuple[int, Chat, str, Json]:
    """Return who presses, in which private chat, and the button's kind and criteria."""
    person_id = request.person()
    dialog = request.chat(person_id)
    if dialog.type != "private" or not dialog.started or dialog.blocked:
        raise ControlError("only who writes to a bot privately shares anything with it")
    given = request.get("request_id")
    return person_id, dialog, *requested(dialog, None if given is None else whole_number("request_id", given))


@route("GET", "/control/share")
async def show_picker(request: ControlRequest) -> Json:
    """Return the ids that the picker offers and how many may be picked: `{"users", "chats", "most"}`."""
    person_id, dialog, kind, terms = _button(request)
    if kind == "request_users":
        users = offered_users(request.world, person_id, terms)
        return {"users": users, "chats": [], "most": terms.get("max_quantity") or 1}
    chats = offered_chats(request.world, person_id, dialog.bot_id, terms)
    return {"users": [], "chats": chats, "most": 1}


@route("POST", "/control/share")
async def share(request: ControlRequest) -> Json:
    """Pick `users` (ids) or `picked` (a chat's id) for the button of `request_id`; returns the service message."""
    world = request.world
    person_id, dialog, kind, terms = _button(request)
    if kind == "request_users":
        chosen = [whole_number("users", one) for one in request.get("users") or []]
        content = users_shared(world, person_id, terms, chosen)
    else:
        content = chat_shared(world, person_id, dialog.bot_id, terms, world.chat(request.number("picked")))
    message = post_service(world, dialog, person_id, content)
    hide_one_time_keyboard(world, dialog, person_id)
    return message.body
