"""Losing a working group's chat, and the way back into it."""

from aiogram.methods import BanChatMember, UnbanChatMember

from domain.entry.events import Parted, WayBack
from domain.outbox import Lane
from handlers.contacts.home import back_button
from handlers.entry.asking import LONGEST_TITLE, group_button
from handlers.groups.view import GroupAction
from handlers.say import Say
from handlers.tellings import tells
from handlers.ui import button, clip, keyboard, link


@tells(Parted)
def tell_parted(event: Parted, say: Say) -> None:
    """Out of the chat, but not kept out; and told so, with the way back, once that is done."""
    chat, to = event.chat, say.to(event.person)
    key = f"entry:part:{chat.number}:{to.person.id}:{event.at}"
    say.call(BanChatMember(chat_id=chat.id, user_id=to.person.id), chat.id, lane=Lane.ACTS, key=key)
    unban = UnbanChatMember(chat_id=chat.id, user_id=to.person.id, only_if_banned=True)
    say.call(unban, chat.id, lane=Lane.ACTS, after=key)
    to.send(
        to.text(
            "entry-parted",
            title=clip(chat.title, LONGEST_TITLE),
            group=to.name(event.group.titles) if event.group is not None else "none",
            standing=event.standing.value,
        ),
        keyboard([group_button(to, event.standing, chat)], [back_button(to)]),
        lane=Lane.NOTICES,
        after=key,
    )


@tells(WayBack)
def tell_way_back(event: WayBack, say: Say) -> None:
    chat, to = event.chat, say.to(event.person)
    to.send(
        to.text(
            "entry-way-back",
            title=clip(chat.title, LONGEST_TITLE),
            group=to.name(event.group.titles) if event.group is not None else "none",
        ),
        keyboard(
            [link(to.label("entry-come-back"), event.link)] if event.link else [],
            [button(to.label("group-to-group"), GroupAction(verb="open", group=chat.scope))],
        ),
        lane=Lane.NOTICES,
    )
