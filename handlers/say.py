"""Saying: what a handler wants sent is collected here, and kept with the handler's effects."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import KW_ONLY, dataclass, field
from datetime import date
from typing import Any, Protocol

from aiogram.enums import ParseMode
from aiogram.methods import (
    AnswerCallbackQuery,
    AnswerPreCheckoutQuery,
    DeleteMessage,
    EditMessageCaption,
    EditMessageReplyMarkup,
    EditMessageText,
    SendDocument,
    SendMessage,
    SendPhoto,
    TelegramMethod,
)
from aiogram.types import (
    CallbackQuery,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    PreCheckoutQuery,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from domain.association import Association, Localized
from domain.consent import ConsentText
from domain.events import Event
from domain.outbox import REFUSED, Lane, Outgoing
from domain.people import Person
from domain.refusal import Refusal
from domain.roles import Role
from handlers.wire import to_wire

# Tells what a use case returned: an event, many, or none.
Tell = Callable[[Event | Refusal | Iterable[Event | Refusal | None] | None], None]

Answer = (
    AnswerCallbackQuery | AnswerPreCheckoutQuery
)  # worthless seconds later: goes out after the commit, and isn't kept
Keyboard = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove

Day = date  # a method below has the name
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
LONGEST_CAPTION = 1024  # characters under a picture


class Texts(Protocol):
    """The wording of everything the bot says."""

    def html(self, language: str, key: str, /, **values: object) -> str:
        """A message; its markup is ours, `values` are escaped. Raises KeyError for an unknown key."""
        ...

    def plain(self, language: str, key: str, /, **values: object) -> str:
        """A text without markup, as buttons, alerts and menus take it."""
        ...

    def consent(self, language: str, key: str) -> ConsentText:
        """The version and digest of a text that people agree to."""
        ...

    def money(self, language: str, kopecks: int) -> str:
        """A sum in roubles as the language writes it."""
        ...

    def moment(self, language: str, at: int) -> str:
        """Date and time of `at` (microseconds UTC) in the association's time zone, which it names."""
        ...

    def day(self, language: str, at: int) -> str:
        """The same in short, for buttons."""
        ...

    def date(self, language: str, at: int) -> str:
        """The day of the week, the day and the month of `at` in the association's time zone."""
        ...

    def full_date(self, language: str, day: Day) -> str:
        """A day with its year."""
        ...

    def birthday(self, language: str, month: int, day: int, year: int | None) -> str:
        """A day of every year, with the first year where it is known."""
        ...

    def zone(self, language: str, zone: str, at: int) -> str:
        """A time zone by a city in it, with what its clocks show at that moment."""
        ...


@dataclass(eq=False, slots=True)
class Say:
    """What one update, or one tick of the clock, wants sent.

    `now` is that moment in microseconds UTC; `update_id` is 0 at a tick. `actor` is whose update it is, 0 for nobody's.
    """

    texts: Texts
    association: Association
    _: KW_ONLY
    bot_id: int = 0
    bot_name: str = ""
    now: int = 0
    update_id: int = 0
    actor: int = 0
    tapped: CallbackQuery | None = None
    calls: list[Outgoing] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)

    def to(self, person: Person) -> "Recipient":
        """Speak to `person`, in their language, in the private chat."""
        return Recipient(self, person)

    def call(self, method: TelegramMethod[Any], chat_id: int | None = None, **how: Any) -> None:
        """Owe a call of the Bot API; `how` as for `owe`."""
        self.owe(*to_wire(method), chat_id, **how)

    def owe(
        self,
        method: str,
        params: Mapping[str, Any],
        chat_id: int | None = None,
        *,
        unheard: Role = Role.ADMINISTRATOR,
        may_be_lost: bool = False,
        result_topic: str | None = None,
        **how: Any,
    ) -> None:
        """Owe a call as it is sent; `how` are the further fields of `Outgoing`.

        If Telegram refuses it, those who hold the role `unheard` hear of it (docs/decisions/0011). Not so where the
        result has a taker of its own, where it `may_be_lost`, and in the chat with the `actor`, who sees that nothing
        has come, or has blocked the bot.
        """
        answers = chat_id is not None and chat_id == self.actor
        if result_topic is None and not may_be_lost and not answers:
            result_topic = REFUSED + unheard
        self.calls.append(Outgoing(method, params, chat_id, result_topic=result_topic, **how))

    def post(
        self,
        chat: int | str,
        text: str,
        keyboard: Keyboard | None = None,
        *,
        picture: str = "",
        protect: bool = False,
        **how: Any,
    ) -> None:
        """Send a message into a chat, by number or name, under a picture where a file id is given.

        `protect`: Telegram lets nobody pass it on. `how` as for `owe`.
        """
        content: dict[str, Any] = {
            "chat_id": chat,
            "parse_mode": ParseMode.HTML,
            "reply_markup": keyboard,
            "protect_content": protect or None,
        }
        method = (
            SendPhoto(photo=picture, caption=text, **content)
            if picture
            else SendMessage(text=text, link_preview_options=NO_PREVIEW, **content)
        )
        self.call(method, chat if isinstance(chat, int) else None, **how)

    def keep(self, chat_id: int, key: str, text: str, *, fades_at: int, **how: Any) -> None:
        """Say it in the one message that stands in a chat under `key`: it is changed, or posted if there is none.

        It is deleted at `fades_at` (microseconds UTC). `how` as for `owe`.
        """
        method = EditMessageText(
            chat_id=chat_id, text=text, parse_mode=ParseMode.HTML, link_preview_options=NO_PREVIEW
        )
        how |= {"again": False, "edits": key, "resend_if_missing": True, "fades_at": fades_at}
        self.call(method, chat_id, **how)

    def answer(self, text: str | None = None, *, alert: bool = False, url: str | None = None) -> None:
        """Answer the tap: at once after the commit, and never kept."""
        if self.tapped is not None and not self.answers:
            self.answers.append(
                AnswerCallbackQuery(
                    callback_query_id=self.tapped.id, text=text, show_alert=alert or None, url=url
                )
            )

    def let_pay(self, query: PreCheckoutQuery, refusal: str = "") -> None:
        """Let a payment go through, or say to the payer why not: like the answer to a tap, at once and never kept."""
        self.answers.append(
            AnswerPreCheckoutQuery(
                pre_checkout_query_id=query.id, ok=not refusal, error_message=refusal or None
            )
        )


@dataclass(eq=False, slots=True)
class Recipient:
    """One person who is spoken to."""

    say: Say
    person: Person

    def text(self, key: str, /, **values: object) -> str:
        """A message in the person's language, for `screen` and `send`."""
        return self.say.texts.html(self.person.language, key, **values)

    def label(self, key: str, /, **values: object) -> str:
        """A text without markup in the person's language, for buttons and alerts."""
        return self.say.texts.plain(self.person.language, key, **values)

    def name(self, text: Localized) -> str:
        """A name from the configuration in the person's language."""
        return self.say.association.speak(text, self.person.language)

    def screen(
        self,
        text: str,
        keyboard: InlineKeyboardMarkup | None = None,
        *,
        key: str | None = None,
        about: str | None = None,
        result_topic: str | None = None,
        protect: bool = False,
        passing: bool = False,
    ) -> None:
        """Show a screen: in place of the one that was tapped, else as a new message.

        While it waits, what the next update shows replaces it, unless it has a result, or a key and is not `passing`.
        Under `key` it can be changed later; whether it could be shown comes back through the inbox under `result_topic`.
        `about` begins the key of an edit that tells more of somebody else than their name (which an erasure finds by
        itself), so that their erasure takes it back. `protect`: a new message can't be passed on.
        """
        tapped = self.say.tapped
        shown = tapped.message if tapped is not None and isinstance(tapped.message, Message) else None
        mine = shown is not None and shown.chat.id == self.person.id
        edit: TelegramMethod[Any] | None = None
        if shown is not None and mine and shown.text is not None:
            edit = EditMessageText(
                chat_id=self.person.id,
                message_id=shown.message_id,
                text=text,
                parse_mode=ParseMode.HTML,
                reply_markup=keyboard,
                link_preview_options=NO_PREVIEW,
            )
        elif shown is not None and mine and shown.photo and len(text) <= LONGEST_CAPTION:
            edit = EditMessageCaption(
                chat_id=self.person.id,
                message_id=shown.message_id,
                caption=text,
                parse_mode=ParseMode.HTML,
                reply_markup=keyboard,
            )
        how: dict[str, Any] = {"key": key, "result_topic": result_topic}
        how["screen"] = result_topic is None and (key is None or passing)
        if edit is None or tapped is None:
            self.send(text, keyboard, protect=protect, **how)
        else:
            if key is None and about is not None:
                how["key"] = f"{about}:tap:{tapped.id}"
            self.say.call(edit, self.person.id, **how)

    def send(
        self,
        text: str,
        keyboard: Keyboard | None = None,
        *,
        lane: Lane = Lane.REPLIES,
        picture: str = "",
        protect: bool = False,
        **how: Any,
    ) -> None:
        """Send something worth keeping as a message of its own, under a picture where a file id is given.

        `protect`: it can't be passed on. `how` as for `owe`.
        """
        self.say.post(self.person.id, text, keyboard, picture=picture, protect=protect, lane=lane, **how)

    def amend(
        self,
        key: str,
        text: str,
        keyboard: InlineKeyboardMarkup | None = None,
        *,
        resend_if_missing: bool = False,
        result_topic: str | None = None,
        **how: Any,
    ) -> None:
        """Change what was sent under `key`, so that a card shows the present state to everyone who has it.

        `resend_if_missing`: if there is no such message, it is sent as a new one. Without that, and without a taker of
        its result, it may be lost: what changed is said elsewhere, and a button shows it. `how` as for `owe`.
        """
        self.say.call(
            EditMessageText(
                chat_id=self.person.id,
                text=text,
                parse_mode=ParseMode.HTML,
                reply_markup=keyboard,
                link_preview_options=NO_PREVIEW,
            ),
            self.person.id,
            lane=Lane.NOTICES,
            edits=key,
            resend_if_missing=resend_if_missing,
            result_topic=result_topic,
            may_be_lost=not resend_if_missing,
            **how,
        )

    def retire(self, key: str, instead: InlineKeyboardMarkup | None = None, *, passing: bool = False) -> None:
        """Take the buttons from what was sent under `key`, if anything was: they are out of date.

        `instead` come in their place. `passing`: as part of a screen, which the next one replaces while it waits.
        """
        method = EditMessageReplyMarkup(chat_id=self.person.id, reply_markup=instead)
        # A button that stays says, when it is pressed, that it is out of date.
        how: dict[str, Any] = {"screen": passing, "may_be_lost": True}
        self.say.call(method, self.person.id, lane=Lane.NOTICES, edits=key, **how)

    def remove(self, key: str) -> None:
        """Delete what was sent under `key`, if anything was."""
        # The message's id is looked up when it is sent.
        method = DeleteMessage(chat_id=self.person.id, message_id=0)
        self.say.call(method, self.person.id, lane=Lane.NOTICES, edits=key, may_be_lost=True)

    def document(
        self,
        job: int,
        caption: str,
        keyboard: InlineKeyboardMarkup | None = None,
        *,
        protect: bool = False,
        **how: Any,
    ) -> None:
        """Send the file that a job makes, as soon as it is made; `protect`: it can't be passed on.

        `how` as for `owe`.
        """
        self.say.call(
            SendDocument(
                chat_id=self.person.id,
                document=f"job:{job}",
                caption=caption,
                parse_mode=ParseMode.HTML,
                reply_markup=keyboard,
                protect_content=protect or None,
            ),
            self.person.id,
            lane=Lane.NOTICES,
            job=job,
            **how,
        )

    @property
    def in_private(self) -> bool:
        """Whether the person is in the chat with the bot, and not at a button in some group."""
        tapped = self.say.tapped
        return tapped is None or (tapped.message is not None and tapped.message.chat.id == self.person.id)

    def answer(self, key: str, /, *, alert: bool = False, **values: object) -> None:
        """Answer the person's tap with a short text."""
        self.say.answer(self.label(key, **values)[:200], alert=alert)
