"""Control of Telegram's pickers, which open for the buttons `request_users` and `request_chat`."""

from sandbox.chats import Chat
from sandbox.control.asked import Asked, on, whole
from sandbox.control.writing import hide_one_time_keyboard
from sandbox.errors import ControlError
from sandbox.posting import service
from sandbox.shapes import Json
from sandbox.sharing import chat_shared, offered_chats, offered_users, requested, users_shared


def _button(asked: Asked) -> tuple[int, Chat, str, Json]:
    """Return who presses, in which private chat, and the button's kind and criteria."""
    person_id = asked.person()
    dialog = asked.chat(person_id)
    if dialog.type != "private" or not dialog.started or dialog.blocked:
        raise ControlError("only who writes to a bot privately shares anything with it")
    given = asked.get("request_id")
    return person_id, dialog, *requested(dialog, None if given is None else whole("request_id", given))


@on("GET", "/control/share")
async def see_picker(asked: Asked) -> Json:
    """Return the ids that the picker offers and how many may be picked: `{"users", "chats", "most"}`."""
    person_id, dialog, kind, terms = _button(asked)
    if kind == "request_users":
        users = offered_users(asked.world, person_id, terms)
        return {"users": users, "chats": [], "most": terms.get("max_quantity") or 1}
    chats = offered_chats(asked.world, person_id, dialog.bot_id, terms)
    return {"users": [], "chats": chats, "most": 1}


@on("POST", "/control/share")
async def share(asked: Asked) -> Json:
    """Pick `users` (ids) or `picked` (a chat's id) for the button of `request_id`; returns the service message."""
    world = asked.world
    person_id, dialog, kind, terms = _button(asked)
    if kind == "request_users":
        chosen = [whole("users", one) for one in asked.get("users") or []]
        content = users_shared(world, person_id, terms, chosen)
    else:
        content = chat_shared(world, person_id, dialog.bot_id, terms, world.chat(asked.number("picked")))
    message = service(world, dialog, person_id, content)
    hide_one_time_keyboard(world, dialog, person_id)
    return message.body
