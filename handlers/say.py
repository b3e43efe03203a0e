"""Saying: what a handler wants sent is collected here, and kept with the handler's effects."""

from collections.abc import Callable
from typing import Any, Protocol

from aiogram.enums import ParseMode
from aiogram.methods import (
    AnswerCallbackQuery,
    EditMessageText,
    SendDocument,
    SendMessage,
    TelegramMethod,
)
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, LinkPreviewOptions, Message

from domain.association import Association, Localized
from domain.consent import ConsentText
from domain.contacts import Person
from domain.outbox import Lane, Outgoing
from handlers.wire import to_wire

Tell = Callable[
    [object], None
]  # tells an event that a use case returned, by the table in `handlers.tellings`

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


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

    def moment(self, language: str, at: int) -> str:
        """Date and time of `at` (microseconds UTC) in the association's time zone, which it names."""
        ...


class Say:
    """What one update, or one tick of the clock, wants sent; `now` is that moment in microseconds UTC."""

    def __init__(
        self,
        texts: Texts,
        association: Association,
        *,
        bot_id: int = 0,
        now: int = 0,
        tapped: CallbackQuery | None = None,
    ) -> None:
        self.texts = texts
        self.association = association
        self.bot_id = bot_id
        self.now = now
        self.tapped = tapped
        self.calls: list[Outgoing] = []
        self.answers: list[AnswerCallbackQuery] = []

    def to(self, person: Person) -> "Recipient":
        """Speak to `person`, in their language, in the private chat."""
        return Recipient(self, person)

    def call(self, method: TelegramMethod[Any], chat_id: int | None = None, **how: Any) -> None:
        """Owe a call of the Bot API; `how` are the further fields of `Outgoing`."""
        name, params = to_wire(method)
        self.calls.append(Outgoing(name, params, chat_id, **how))

    def answer(self, text: str | None = None, *, alert: bool = False, url: str | None = None) -> None:
        """Answer the tap: at once after the commit, and never kept."""
        if self.tapped is not None and not self.answers:
            self.answers.append(
                AnswerCallbackQuery(
                    callback_query_id=self.tapped.id, text=text, show_alert=alert or None, url=url
                )
            )


class Recipient:
    """One person who is spoken to."""

    def __init__(self, say: Say, person: Person) -> None:
        self.say = say
        self.person = person

    def text(self, key: str, /, **values: object) -> str:
        """A message in the person's language, for `screen` and `send`."""
        return self.say.texts.html(self.person.language, key, **values)

    def label(self, key: str, /, **values: object) -> str:
        """A text without markup in the person's language, for buttons and alerts."""
        return self.say.texts.plain(self.person.language, key, **values)

    def name(self, text: Localized) -> str:
        """A name from the configuration in the person's language."""
        return self.say.association.speak(text, self.person.language)

    def screen(self, text: str, keyboard: InlineKeyboardMarkup | None = None) -> None:
        """Show a screen: in place of the one that was tapped, else as a new message."""
        tapped = self.say.tapped
        if (
            tapped is not None
            and isinstance(tapped.message, Message)
            and tapped.message.chat.id == self.person.id
            and tapped.message.text is not None
        ):
            self.say.call(
                EditMessageText(
                    chat_id=self.person.id,
                    message_id=tapped.message.message_id,
                    text=text,
                    parse_mode=ParseMode.HTML,
                    reply_markup=keyboard,
                    link_preview_options=NO_PREVIEW,
                ),
                self.person.id,
            )
        else:
            self.send(text, keyboard)

    def send(
        self,
        text: str,
        keyboard: InlineKeyboardMarkup | None = None,
        *,
        lane: Lane = Lane.REPLIES,
        key: str | None = None,
    ) -> None:
        """Send something worth keeping as a message of its own."""
        self.say.call(
            SendMessage(
                chat_id=self.person.id,
                text=text,
                parse_mode=ParseMode.HTML,
                reply_markup=keyboard,
                link_preview_options=NO_PREVIEW,
            ),
            self.person.id,
            lane=lane,
            key=key,
        )

    def document(self, job: int, caption: str) -> None:
        """Send the file that a job makes, as soon as it is made."""
        self.say.call(
            SendDocument(
                chat_id=self.person.id, document=f"job:{job}", caption=caption, parse_mode=ParseMode.HTML
            ),
            self.person.id,
            lane=Lane.NOTICES,
            job=job,
        )

    def answer(self, key: str, /, *, alert: bool = False, **values: object) -> None:
        """Answer the person's tap with a short text."""
        self.say.answer(self.label(key, **values)[:200], alert=alert)
