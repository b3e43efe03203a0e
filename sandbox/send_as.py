"""Telegram's «send as»: people write in a group as themselves, as the group, or as one of their channels."""

from sandbox.access import permitted
from sandbox.chats import Chat, Member
from sandbox.errors import ControlError
from sandbox.posting import Author, author_of
from sandbox.world import World


def send_as_options(world: World, chat: Chat, person_id: int) -> list[Chat | None]:
    """Return the names a person may write under, the default first.

    None is the person's own name; the chat itself is the name of an anonymous administrator.
    """
    member = world.member(chat, person_id)
    if not chat.is_group or not member.inside:
        return [None]
    own: list[Chat | None] = [None]
    if member.is_admin and member.is_anonymous:
        own = [chat]
    elif member.status == "creator":
        own = [None, chat]
    return [*own, *_own_channels(world, person_id)]


def _own_channels(world: World, person_id: int) -> list[Chat]:
    return [
        one
        for one in world.chats.values()
        if one.type == "channel" and world.member(one, person_id).status == "creator"
    ]


def author_sending_as(
    world: World, chat: Chat, person_id: int, send_as: Chat | None, permission: str
) -> Author:
    """Return the author of a person's message sent as `send_as`, or as their default.

    `permission` is what this kind of message requires. Raises ControlError if the person may not send it.
    """
    member = world.member(chat, person_id)
    if chat.migrated_to is not None:
        raise ControlError(f"the group has become {chat.migrated_to}")
    if not member.inside:
        raise ControlError("isn't in the chat")
    if chat.type == "channel":
        if not member.may("can_post_messages"):
            raise ControlError("only administrators write in a channel")
        return author_of(world, chat, person_id)
    if send_as is not None and all(one is not send_as for one in send_as_options(world, chat, person_id)):
        raise ControlError(f"can't write in the name of {send_as.title}")
    if send_as is not None and send_as is not chat:
        if any(
            one.id in chat.banned_senders for one in _own_channels(world, person_id)
        ):  # the ban is for all of them
            raise ControlError("the channel is banned in the chat")
        member = Member(send_as.id, "member")
    if not permitted(chat, member, permission):
        raise ControlError("may not write this in the chat")
    return author_of(world, chat, person_id, send_as=send_as)
