"""Commands in a group, most of them replies to the message that they are about."""

from typing import Any

from aiogram.enums import ContentType
from aiogram.filters import CommandObject, Filter
from aiogram.methods import DeleteMessage
from aiogram.types import Message

from domain.chats.answers import GroupAnswers, Place
from domain.chats.entities import TELEGRAM
from domain.moderation.entities import TIMED, Author, AuthorKind, ModerationAct, Written
from domain.moderation.events import Events
from domain.moderation.policy import duration
from domain.moderation.reporting import Reporting
from domain.moderation.undoing import Undoing
from domain.moderation.use_cases import Moderation
from domain.moderation.watching import Watching
from domain.people import Person
from handlers.moderation.wording import rules_text
from handlers.router import Router
from handlers.say import Recipient, Say, Tell

router = Router(name="moderation-commands")
SECOND = 1_000_000  # microseconds
# Contents that people send; everything else is a service message.
CONTENT = frozenset(
    {
        *(ContentType.TEXT, ContentType.PHOTO, ContentType.VIDEO, ContentType.ANIMATION, ContentType.AUDIO),
        *(ContentType.DOCUMENT, ContentType.STICKER, ContentType.VOICE, ContentType.VIDEO_NOTE),
        *(ContentType.CONTACT, ContentType.LOCATION, ContentType.VENUE, ContentType.POLL, ContentType.DICE),
        *(ContentType.STORY, ContentType.GAME, ContentType.PAID_MEDIA, ContentType.CHECKLIST),
        *(ContentType.INVOICE, ContentType.LIVE_PHOTO),
    }
)
MINUTE = 60 * SECOND
RULES_STAY = 10 * MINUTE
HINT_STAYS = MINUTE
ACTS = {
    "warn": ModerationAct.WARN,
    "kick": ModerationAct.REMOVE,
    "mute": ModerationAct.MUTE,
    "ban": ModerationAct.BLOCK,
    "spam": ModerationAct.SPAM,
}


class Newcomers(Filter):
    """A message that was kept for the filter; the handler gets the finding as `why`."""

    async def __call__(self, message: Message, watching: Watching) -> bool | dict[str, Any]:
        why = watching.suspicion(
            message.text or message.caption or "",
            [mark.type for mark in message.entities or message.caption_entities or ()],
            forwarded=message.forward_origin is not None,
        )
        if not why and (message.text or "").startswith("/"):
            return False
        # Other group messages are not kept: one without another fault exceeded the limit.
        return {"why": why or "flood"}


@router.commands(*ACTS)
async def act(
    message: Message,
    command: CommandObject,
    person: Person,
    to: Recipient,
    say: Say,
    moderation: Moderation,
    reporting: Reporting,
    answers: GroupAnswers,
    tell: Tell,
) -> None:
    wanted = ACTS[command.command.lower()]
    written = _about(message, say)
    sender = author_of(message, say.bot_id)
    if sender.kind not in (AuthorKind.PERSON, AuthorKind.ANONYMOUS):
        return
    if written is None:
        await _hint(message, to, answers, to.text("moderation-needs-reply", command=command.command))
        return
    first, _, rest = (command.args or "").partition(" ")
    rule = lasting = 0
    words = command.args or ""
    if wanted is ModerationAct.WARN and first.isdecimal() and len(first) < 4:
        rule, words = int(first), rest
        if reporting.rule(rule) is None:
            await _hint(message, to, answers, to.text("moderation-no-rule", command=first))
            return
    elif wanted in TIMED:
        lasting, words = duration(first) or 0, rest
        if not lasting:
            await _hint(message, to, answers, to.text("moderation-needs-time", command=command.command))
            return
    if sender.kind is AuthorKind.ANONYMOUS:
        asked = await moderation.ask_who(wanted, written, rule=rule, words=words, lasting=lasting)
        events: Events = () if asked is None else (asked,)
    else:
        events = await moderation.act(
            person, wanted, written, rule=rule, words=words.strip(), lasting=lasting
        )
    _done(message, say, events, tell)


@router.commands("report")
async def report(
    message: Message,
    person: Person,
    to: Recipient,
    say: Say,
    reporting: Reporting,
    answers: GroupAnswers,
    tell: Tell,
) -> None:
    written = _about(message, say)
    if author_of(message, say.bot_id).kind is not AuthorKind.PERSON:
        return
    if written is None:
        await _hint(message, to, answers, to.text("moderation-needs-reply", command="report"))
        return
    _done(message, say, await reporting.report(person, written), tell)


@router.commands("unwarn")
async def unwarn(
    message: Message,
    person: Person,
    to: Recipient,
    say: Say,
    undoing: Undoing,
    answers: GroupAnswers,
    tell: Tell,
) -> None:
    whose = _whose(message, say)
    if whose is None:
        await _hint(message, to, answers, to.text("moderation-needs-reply", command="unwarn"))
        return
    _done(message, say, await undoing.unwarn(person, message.chat.id, whose), tell)


@router.commands("warnings")
async def show_warnings(message: Message, person: Person, say: Say, reporting: Reporting, tell: Tell) -> None:
    """Show one's own warnings, or as a reply another person's; always in private."""
    whose = _whose(message, say)
    if author_of(message, say.bot_id).kind is not AuthorKind.PERSON:
        return
    if whose is None or whose.id == person.id:
        shown = await reporting.warnings(person)
    else:
        found = await reporting.warnings_of(person, message.chat.id, whose)
        if found is None:
            return
        shown = found
    _done(message, say, (shown,), tell)


@router.commands("rules")
async def show_rules(
    message: Message, person: Person, say: Say, reporting: Reporting, answers: GroupAnswers
) -> None:
    """Post the rules, unless they still stand in the chat."""
    chat = await reporting.kept(message.chat.id)
    if chat is not None and await answers.allow(person, chat.id):
        to = say.to(Person(chat.id, chat.language, 0))
        text = rules_text(to, reporting.rules)
        key, fades_at = f"rules:{chat.id}", say.now + RULES_STAY
        say.post(chat.id, text, key=key, again=False, fades_at=fades_at, may_be_lost=True)


@router.commands("log")
async def show_log(message: Message, person: Person, reporting: Reporting, tell: Tell) -> None:
    """Show the log, in the moderators' chat only."""
    if await reporting.is_moderators_chat(message.chat.id):
        tell(await reporting.log(person, message.chat.id))


@router.message(Newcomers())
@router.edited_message(Newcomers())
async def hold(message: Message, why: str, say: Say, watching: Watching, tell: Tell) -> None:
    """Hold a message that the filter found; the use case decides whether its author counts as a newcomer."""
    tell(await watching.hold(written_of(message, say.bot_id), why))


def _about(message: Message, say: Say) -> Written | None:
    replied = message.reply_to_message
    return None if replied is None else written_of(replied, say.bot_id)


def _whose(message: Message, say: Say) -> Author | None:
    replied = message.reply_to_message
    return None if replied is None else author_of(replied, say.bot_id)


def _done(message: Message, say: Say, events: Events, tell: Tell) -> None:
    """Tell the outcome of a command, and delete the command."""
    tell(events)
    if events:
        method = DeleteMessage(chat_id=message.chat.id, message_id=message.message_id)
        say.call(method, message.chat.id, may_be_lost=True)


async def _hint(message: Message, to: Recipient, answers: GroupAnswers, text: str) -> None:
    """Explain the usage: in private to a known person, else in the group for a minute."""
    match await answers.place(to.person, message.chat.id):
        case Place.PRIVATE:
            to.send(text, screen=True)
        case Place.GROUP:
            fades_at = to.say.now + HINT_STAYS
            to.say.post(message.chat.id, text, again=False, fades_at=fades_at, may_be_lost=True)


# A message as the one-warning rule looks at it


def written_of(message: Message, bot_id: int) -> Written:
    """The message that a command is about."""
    kind = ContentType(message.content_type)
    text = message.text or message.caption or ("" if kind is ContentType.TEXT else f"[{kind.value}]")
    return Written(
        message.chat.id,
        message.message_id,
        author_of(message, bot_id),
        text,
        (message.edit_date or int(message.date.timestamp())) * SECOND,
        message.media_group_id is not None,
    )


def author_of(message: Message, bot_id: int) -> Author:
    """The author of a message; accounts that stand for many people are not persons."""
    sender, user = message.sender_chat, message.from_user
    if message.content_type not in CONTENT:
        return Author(AuthorKind.SERVICE, 0, "")
    if message.is_automatic_forward or (user is not None and user.id == TELEGRAM):
        return Author(AuthorKind.LINKED, 0, "")
    if sender is not None:
        hidden = sender.id == message.chat.id
        return Author(AuthorKind.ANONYMOUS if hidden else AuthorKind.CHANNEL, sender.id, sender.title or "")
    if user is None:
        return Author(AuthorKind.SERVICE, 0, "")
    bot = AuthorKind.SELF if user.id == bot_id else AuthorKind.BOT
    return Author(bot if user.is_bot else AuthorKind.PERSON, user.id, user.full_name)
