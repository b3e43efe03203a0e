"""Methods about chats: their details, pinned messages, and leaving them."""

from aiogram.methods import (
    DeleteChatPhoto,
    GetChat,
    LeaveChat,
    PinChatMessage,
    SetChatDescription,
    SetChatPermissions,
    SetChatPhoto,
    SetChatTitle,
    UnpinAllChatMessages,
    UnpinChatMessage,
)

from sandbox.access import find_message, permitted, readable_chat, writable_chat
from sandbox.api.members import permissions
from sandbox.api.registry import Call, implements
from sandbox.chats import Chat, Member
from sandbox.errors import bad_request
from sandbox.media import media_content
from sandbox.membership import change_member
from sandbox.posting import post_service, quoted
from sandbox.types import Json


@implements(GetChat)
def get_chat(call: Call, method: GetChat) -> Json:
    """Return ChatFullInfo."""
    world = call.world
    chat = readable_chat(world, call.bot, method.chat_id)
    info = world.chat_json(chat) | {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(
            (
                "unlimited_gifts",
                "limited_gifts",
                "unique_gifts",
                "premium_subscription",
                "gifts_from_channels",
            ),
            chat.type in {"private", "channel"},
        ),
    }
    if chat.description:
        info["description"] = chat.description
    if chat.photo:
        info["photo"] = chat.photo
    if chat.is_group:
        info["permissions"] = chat.permissions
    if chat.linked_chat:
        info["linked_chat_id"] = chat.linked_chat
    if chat.join_by_request:
        info["join_by_request"] = True
    if chat.hides_members:
        info["has_hidden_members"] = True
    if chat.type == "private" and (bio := world.people[chat.id].bio):
        info["bio"] = bio
    pinned = world.message(chat, chat.pinned[-1]) if chat.pinned else None
    if pinned is not None:
        info["pinned_message"] = quoted(pinned.body)
    primary = next(
        (link.url for link in chat.links.values() if link.is_primary and link.creator == call.bot.id), None
    )
    if primary:
        info["invite_link"] = primary
    return info


def _changeable(call: Call, chat_id: int | str, right: str, refusal: str) -> Chat:
    """Return a group or channel that the bot may change, with the administrator right or as any member."""
    chat = writable_chat(call.world, call.bot, chat_id)
    if chat.type == "private":
        raise bad_request(f"can't {refusal.removeprefix('not enough rights to ')} in private chats")
    member = call.world.member(chat, call.bot.id)
    if not member.may(right) and (member.is_admin or not permitted(chat, member, right)):
        raise bad_request(refusal)
    return chat


@implements(SetChatTitle)
def set_chat_title(call: Call, method: SetChatTitle) -> bool:
    chat = _changeable(call, method.chat_id, "can_change_info", "not enough rights to change chat title")
    title = method.title.strip()
    if not 1 <= len(title) <= 128:
        raise bad_request("chat title must be non-empty" if not title else "CHAT_TITLE_EMPTY")
    if title != chat.title:
        chat.title = title
        call.world.save(chat)
        post_service(call.world, chat, call.bot.id, {"new_chat_title": title})
    return True


@implements(SetChatDescription)
def set_chat_description(call: Call, method: SetChatDescription) -> bool:
    chat = _changeable(call, method.chat_id, "can_change_info", "not enough rights to set chat description")
    description = (method.description or "").strip()
    if len(description) > 255:
        raise bad_request("CHAT_ABOUT_TOO_LONG")
    if description == chat.description:
        raise bad_request("chat description is not modified")
    chat.description = description
    call.world.save(chat)
    return True


@implements(SetChatPhoto)
def set_chat_photo(call: Call, method: SetChatPhoto) -> bool:
    chat = _changeable(call, method.chat_id, "can_change_info", "not enough rights to change chat photo")
    upload = call.upload("photo")
    if upload is None:
        raise bad_request("photo must be uploaded as an InputFile")
    sizes: list[Json] = media_content(call.world, upload, "photo", {})["photo"]
    small, big = sizes[0], sizes[-1]
    chat.photo = {
        "small_file_id": small["file_id"],
        "small_file_unique_id": small["file_unique_id"],
        "big_file_id": big["file_id"],
        "big_file_unique_id": big["file_unique_id"],
    }
    call.world.save(chat)
    post_service(call.world, chat, call.bot.id, {"new_chat_photo": sizes})
    return True


@implements(DeleteChatPhoto)
def delete_chat_photo(call: Call, method: DeleteChatPhoto) -> bool:
    chat = _changeable(call, method.chat_id, "can_change_info", "not enough rights to change chat photo")
    chat.photo = None
    call.world.save(chat)
    post_service(call.world, chat, call.bot.id, {"delete_chat_photo": True})
    return True


@implements(SetChatPermissions)
def set_chat_permissions(call: Call, method: SetChatPermissions) -> bool:
    chat = _changeable(
        call, method.chat_id, "can_restrict_members", "not enough rights to change chat permissions"
    )
    if not chat.is_group:
        raise bad_request("can't change channel permissions")
    allowed = permissions(
        call.params["permissions"], independent=bool(method.use_independent_chat_permissions)
    )
    if allowed == chat.permissions:
        raise bad_request("CHAT_NOT_MODIFIED")
    chat.permissions = allowed
    call.world.save(chat)
    call.world.publish_change("member", chat)
    return True


@implements(LeaveChat)
def leave_chat(call: Call, method: LeaveChat) -> bool:
    chat = writable_chat(call.world, call.bot, method.chat_id)
    if chat.type == "private":
        raise bad_request("chat member status can't be changed in private chats")
    change_member(call.world, chat, Member(call.bot.id, "left"), call.bot.id)
    return True


def _pinnable(call: Call, chat_id: int | str) -> Chat:
    chat = writable_chat(call.world, call.bot, chat_id)
    if chat.type == "private":
        return chat
    right = "can_edit_messages" if chat.type == "channel" else "can_pin_messages"
    return _changeable(call, chat_id, right, "not enough rights to manage pinned messages in the chat")


@implements(PinChatMessage)
def pin_chat_message(call: Call, method: PinChatMessage) -> bool:
    world = call.world
    chat = _pinnable(call, method.chat_id)
    message = find_message(world, call.bot, chat, method.message_id, "message to pin")
    if message.id in chat.pinned:
        chat.pinned.remove(message.id)
    chat.pinned.append(message.id)
    world.save(chat)
    post_service(world, chat, call.bot.id, {"pinned_message": quoted(message.body)})
    return True


@implements(UnpinChatMessage)
def unpin_chat_message(call: Call, method: UnpinChatMessage) -> bool:
    """Unpin a message, by default the one pinned last."""
    world = call.world
    chat = _pinnable(call, method.chat_id)
    message_id = method.message_id or (chat.pinned[-1] if chat.pinned else 0)
    if message_id not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(message_id)
    world.save(chat)
    world.publish_change("edit", chat)
    return True


@implements(UnpinAllChatMessages)
def unpin_all_chat_messages(call: Call, method: UnpinAllChatMessages) -> bool:
    chat = _pinnable(call, method.chat_id)
    chat.pinned.clear()
    call.world.save(chat)
    call.world.publish_change("edit", chat)
    return True
