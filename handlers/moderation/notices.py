"""The moderators' acts in Telegram, and the notices to the people they concern."""

from typing import Any

from aiogram.methods import (
    BanChatMember,
    BanChatSenderChat,
    DeleteMessage,
    DeleteMessages,
    RestrictChatMember,
    UnbanChatMember,
    UnbanChatSenderChat,
)
from aiogram.types import ChatPermissions, InlineKeyboardButton, InlineKeyboardMarkup

from domain.chats.answers import Place
from domain.chats.entities import Chat
from domain.moderation.entities import ModerationAct, Sanction
from domain.moderation.events import (
    ConfirmationNeeded,
    MessageHeld,
    MessageReleased,
    MessageReported,
    MessagesTakenAway,
    SanctionEnded,
    SanctionImposed,
    SanctionUndone,
    WarningIssued,
    WarningLifted,
)
from domain.moderation.policy import RejectionReason
from domain.moderation.refusals import ModerationRejected
from domain.moderation.reporting import THANKS_STAY
from domain.moderation.watching import Watching
from domain.outbox import Lane
from domain.roles import Role
from domain.time import HOUR
from handlers.moderation.wording import AppealAction, ModerationAction
from handlers.results import Payload, Told, result
from handlers.say import Recipient, Say
from handlers.tellings import tells
from handlers.ui import button, clip, keyboard, link

MINUTE = 60_000_000  # microseconds
CONFIRM_STAYS = 10 * MINUTE
ALLOWED = ChatPermissions(**dict.fromkeys(ChatPermissions.model_fields, True))
GONE = "message to delete not found"  # somebody was quicker
SILENT = ChatPermissions(**dict.fromkeys(ChatPermissions.model_fields, False))


@tells(MessagesTakenAway)
def tell_messages_taken_away(event: MessagesTakenAway, say: Say) -> None:
    chat, ids = event.chat, list(event.incident.message_ids)
    if ids:
        say.call(
            DeleteMessages(chat_id=chat.id, message_ids=ids),
            chat.id,
            result_topic=f"refused-taking-away:{event.incident.id}",
        )


@result("refused-taking-away")
async def take_not_taken_away(number: int, payload: Payload, watching: Watching) -> Told:
    error = payload["error"] or ""
    return None if GONE in error else await watching.not_taken_away(number, error)


@tells(WarningIssued)
def tell_warning_issued(event: WarningIssued, say: Say) -> None:
    """Warn in private, with the consequences and a way to appeal; or for a while in the group."""
    warning, chat, person = event.warning, event.chat, event.person
    if person is None or event.in_group:
        _warn_in_group(event, say)
        return
    to = say.to(person)
    rule = "" if event.rule is None else to.name(event.rule)
    to.send(
        to.text(
            "moderation-warned",
            chat=clip(chat.title, 60),
            number=warning.rule,
            rule=rule,
            words=clip(warning.words, 500) or "none",
            text=clip(event.incident.text, 300) or "…",
            until=say.texts.moment(person.language, warning.expires_at),
        ),
        keyboard([_appeal_button(to, "w", warning.id)]),
        key=f"warning:{warning.id}",
        result_topic=f"moderation-told:{warning.id}",
    )


@result("moderation-told")
async def take_told(number: int, payload: Payload, watching: Watching) -> Told:
    return None if payload["ok"] else await watching.untold(number)


def _warn_in_group(event: WarningIssued, say: Say) -> None:
    warning, chat = event.warning, event.chat
    rule = "" if event.rule is None else say.association.speak(event.rule, chat.language)
    text = say.texts.html(
        chat.language,
        "moderation-warned-in-group",
        id=str(warning.subject_id),
        person="no" if event.person is None else "yes",
        name=clip(event.incident.name, 100),
        number=warning.rule,
        rule=rule,
    )
    address = f"https://t.me/{say.bot_name}?start=appeal_w{warning.id}"
    markup = keyboard([link(say.texts.plain(chat.language, "moderation-appeal"), address)])
    say.post(
        chat.id,
        text,
        None if event.person is None else markup,
        key=f"warning:{warning.id}:group",
        fades_at=say.now + event.stays,
        result_topic=f"refused-warning:{warning.id}",
    )


@result("refused-warning")
async def take_unheard(number: int, payload: Payload, watching: Watching) -> Told:
    return await watching.unheard(number, payload["error"] or "")


@tells(SanctionImposed)
def tell_sanction_imposed(event: SanctionImposed, say: Say) -> None:
    """Carry out the act before anything else in that chat, and tell the person why and for how long."""
    sanction, chat = event.sanction, event.chat
    _carry_out(sanction, chat, say)
    if event.person is None or sanction.act is ModerationAct.SPAM:
        return
    to = say.to(event.person)
    until = "none" if sanction.until is None else say.texts.moment(to.person.language, sanction.until)
    to.send(
        to.text("moderation-sanctioned", act=sanction.act.value, chat=clip(chat.title, 60), until=until),
        keyboard([_appeal_button(to, "s", sanction.id)]),
        key=f"sanction:{sanction.id}:told",
        after=f"sanction:{sanction.id}",
        may_be_lost=True,  # most spammers never wrote to the bot, and the act itself shows
    )


def _carry_out(sanction: Sanction, chat: Chat, say: Say) -> None:
    subject, number = sanction.subject_id, sanction.id
    until = None if sanction.until is None else sanction.until // 1_000_000
    # Telegram takes a very short term as «forever», so a late call is dropped.
    expires = None if sanction.until is None else sanction.until - MINUTE
    how: dict[str, Any] = {
        "key": f"sanction:{number}",
        "result_topic": f"moderation-acted:{number}",
        "expires_at": expires,
    }
    match sanction.act:
        case ModerationAct.MUTE:
            silence = RestrictChatMember(
                chat_id=chat.id, user_id=subject, permissions=SILENT, until_date=until
            )
            say.call(silence, chat.id, **how)
        case ModerationAct.BLOCK if subject < 0:
            say.call(BanChatSenderChat(chat_id=chat.id, sender_chat_id=subject), chat.id, **how)
        case ModerationAct.BLOCK:
            say.call(BanChatMember(chat_id=chat.id, user_id=subject, until_date=until), chat.id, **how)
        case ModerationAct.SPAM:
            say.call(BanChatMember(chat_id=chat.id, user_id=subject, revoke_messages=True), chat.id, **how)
        case ModerationAct.REMOVE:
            say.call(BanChatMember(chat_id=chat.id, user_id=subject), chat.id, **how)
            unban = UnbanChatMember(chat_id=chat.id, user_id=subject, only_if_banned=True)
            how |= {"key": None, "after": f"sanction:{number}"}
            say.call(unban, chat.id, **how)


@result("moderation-acted")
async def take_acted(number: int, payload: Payload, watching: Watching) -> Told:
    return None if payload["ok"] else await watching.failed(number, payload["error"] or "")


@tells(SanctionUndone)
def tell_sanction_undone(event: SanctionUndone, say: Say) -> None:
    """Undo the act in Telegram, then tell the person that they can come back."""
    sanction, chat = event.sanction, event.chat
    first = None if event.by_hand else _let_back(sanction, chat, say)
    if event.person is not None:
        to = say.to(event.person)
        to.send(
            to.text("moderation-undone", act=sanction.act.value, chat=clip(chat.title, 60)),
            _way_back(to, chat, sanction),
            after=first,
            unheard=Role.MODERATOR,
        )


@tells(SanctionEnded)
def tell_sanction_ended(event: SanctionEnded, say: Say) -> None:
    sanction, chat = event.sanction, event.chat
    if event.person is None:
        _let_back(sanction, chat, say)  # Telegram can block a channel only forever
        return
    to = say.to(event.person)
    to.send(
        to.text("moderation-ended", act=sanction.act.value, chat=clip(chat.title, 60)),
        _way_back(to, chat, sanction),
        lane=Lane.NOTICES,
        key=f"sanction:{sanction.id}:ended",
        may_be_lost=True,  # they were told until when
    )


def _let_back(sanction: Sanction, chat: Chat, say: Say) -> str | None:
    """Undo an act in the chat; returns the key of the call, or None without one."""
    subject = sanction.subject_id
    if sanction.act is ModerationAct.REMOVE:
        return None
    # A refused call can be repeated: each attempt has its own key.
    key = f"sanction:{sanction.id}:taken-back:{say.now}"
    how: dict[str, Any] = {
        "key": key,
        "result_topic": f"moderation-taken-back:{sanction.id}",
    }
    if subject < 0:
        say.call(UnbanChatSenderChat(chat_id=chat.id, sender_chat_id=subject), chat.id, **how)
    elif sanction.act is ModerationAct.MUTE:
        speak = RestrictChatMember(chat_id=chat.id, user_id=subject, permissions=ALLOWED)
        say.call(speak, chat.id, **how)
    else:
        unban = UnbanChatMember(chat_id=chat.id, user_id=subject, only_if_banned=True)
        say.call(unban, chat.id, **how)
    return key


@result("moderation-taken-back")
async def take_taken_back(number: int, payload: Payload, watching: Watching) -> Told:
    return None if payload["ok"] else await watching.not_taken_back(number, payload["error"] or "")


def _way_back(to: Recipient, chat: Chat, sanction: Sanction) -> InlineKeyboardMarkup | None:
    if sanction.act is ModerationAct.MUTE or not chat.link:
        return None
    return keyboard([link(to.label("moderation-back"), chat.link)])


@tells(WarningLifted)
def tell_warning_lifted(event: WarningLifted, say: Say) -> None:
    if event.person is not None:
        to = say.to(event.person)
        to.send(
            to.text("moderation-lifted", chat=clip(event.chat.title, 60)),
            lane=Lane.NOTICES,
            key=f"warning:{event.warning.id}:lifted",
            unheard=Role.MODERATOR,
        )


@tells(MessageReported)
def tell_message_reported(event: MessageReported, say: Say) -> None:
    """Thank in the group, without naming anybody; for several messages at once if they were reported close together."""
    if event.recent:
        chat = event.chat
        text = say.texts.html(chat.language, "moderation-reported", count=event.recent)
        say.keep(chat.id, f"thanks:{chat.id}", text, fades_at=say.now + THANKS_STAY, may_be_lost=True)


@tells(ConfirmationNeeded)
def tell_confirmation_needed(event: ConfirmationNeeded, say: Say) -> None:
    chat = event.chat
    say.post(
        chat.id,
        say.texts.html(chat.language, "moderation-who"),
        keyboard(
            [
                button(
                    say.texts.plain(chat.language, "moderation-it-is-me"),
                    ModerationAction(verb="confirm", id=event.pending),
                )
            ]
        ),
        again=False,
        key=f"confirm:{event.pending}",
        fades_at=event.at + CONFIRM_STAYS,
        unheard=Role.MODERATOR,
    )


def take_question_away(say: Say, chat_id: int, pending: int) -> None:
    """Delete the question which administrator it was."""
    method = DeleteMessage(chat_id=chat_id, message_id=0)  # looked up when it is sent
    say.call(method, chat_id, edits=f"confirm:{pending}", may_be_lost=True)


@tells(ModerationRejected)
def tell_moderation_rejected(event: ModerationRejected, say: Say) -> None:
    """Answer the tap; or tell a command's sender in private, where they can be reached."""
    to = say.to(event.person)
    if say.tapped is not None:
        to.answer("moderation-refused-short", alert=True, why=event.why.value)
        return
    text = to.text("moderation-refused", why=event.why.value)
    # A person who floods is told once an hour.
    once = (
        f"{event.why}:{event.person.id}:{say.now // HOUR}" if event.why is RejectionReason.TOO_MANY else None
    )
    match event.place:
        case Place.PRIVATE:
            to.send(text, key=once, screen=once is None)
        case Place.GROUP:
            say.post(event.chat.id, text, again=False, fades_at=say.now + MINUTE, may_be_lost=True)


@tells(MessageHeld)
def tell_message_held(event: MessageHeld, say: Say) -> None:
    to = say.to(event.person)
    to.send(
        to.text("moderation-held", chat=clip(event.chat.title, 60), text=clip(event.incident.text, 300)),
        lane=Lane.NOTICES,
        key=f"incident:{event.incident.id}:held",
    )


@tells(MessageReleased)
def tell_message_released(event: MessageReleased, say: Say) -> None:
    chat, incident = event.chat, event.incident
    text = say.texts.html(
        chat.language, "moderation-released", name=clip(incident.name, 100), text=clip(incident.text, 3000)
    )
    key = f"incident:{incident.id}:released"
    say.post(chat.id, text, key=key, unheard=Role.MODERATOR)


def _appeal_button(to: Recipient, kind: str, number: int) -> InlineKeyboardButton:
    return button(to.label("moderation-appeal"), AppealAction(verb="ask", kind=kind, id=number))
