"""The migration of a basic group to a supergroup, which has another id."""

from dataclasses import replace

from sandbox.chats import FIRST_SUPERGROUP, Chat, Member
from sandbox.errors import ControlError
from sandbox.membership import push_member_update
from sandbox.people import ANONYMOUS_ADMIN
from sandbox.posting import Author, post
from sandbox.world import World


def migrate(world: World, group: Chat) -> Chat:
    """Return the new supergroup; its messages are numbered from 1. Raises ControlError unless `group` is basic."""
    if group.type != "group" or group.migrated_to is not None:
        raise ControlError("only a group can become a supergroup, and only once")
    owner = next(member.user_id for member in group.members.values() if member.status == "creator")
    supergroup = replace(
        group,
        id=-world.next_number("supergroups", FIRST_SUPERGROUP),
        type="supergroup",
        members={user_id: replace(member) for user_id, member in group.members.items()},
        permissions=dict(group.permissions),
        links={},
        requests={},
        banned_senders=[],
        pinned=[],
        keyboards={},
        read={},
    )
    world.save(supergroup)
    for bot_id in [member.user_id for member in group.members.values() if member.user_id in world.bots]:
        member = world.member(supergroup, bot_id)
        if member.inside:  # Telegram reports that the bot joined the supergroup, not that it left the group
            push_member_update(world, supergroup, Member(bot_id), member, owner)
    post(world, group, Author(owner, world.user(owner)), {"migrate_to_chat_id": supergroup.id})
    group.migrated_to = supergroup.id
    world.save(group)
    anonymous = Author(owner, world.user(ANONYMOUS_ADMIN), world.chat_json(supergroup))
    post(world, supergroup, anonymous, {"migrate_from_chat_id": group.id})
    world.publish_change("member", group)
    return supergroup
