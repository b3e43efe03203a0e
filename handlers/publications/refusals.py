"""Why something can't be done with a publication, said with what can."""

from aiogram.filters.callback_data import CallbackData

from domain.publications.content import FEWEST_OPTIONS, MOST_MEDIA, MOST_OPTIONS
from domain.publications.events import (
    NothingToSend,
    NowhereToPublish,
    PollUnfit,
    PublicationMissing,
    TooLong,
    TooManyMedia,
    TooManyWaiting,
)
from handlers.contacts.home import back_button, home_button
from handlers.publications.wording import plan_button, room_button
from handlers.say import Recipient, Say
from handlers.tellings import tells
from handlers.ui import button, keyboard


def refuse_content(to: Recipient, album: str, back: CallbackData, *, text_only: bool = False) -> None:
    """What came can't be published; an album hears it once."""
    to.send(
        to.text("publication-unfit", text="yes" if text_only else "no"),
        keyboard([button(to.label("ui-back"), back)]),
        key=f"publication:unfit:{album}" if album else None,
    )


@tells(PublicationMissing)
def tell_publication_missing(event: PublicationMissing, say: Say) -> None:
    to = say.to(event.person)
    to.answer("publication-missing", alert=True)
    to.screen(to.text("publication-missing"), keyboard([room_button(to)], [back_button(to)]))


@tells(TooLong)
def tell_too_long(event: TooLong, say: Say) -> None:
    """The question stays: a shorter text takes its place."""
    to = say.to(event.person)
    signed = "yes" if event.signed else "no"
    to.answer("publication-too-long", length=event.length, most=event.most, signed=signed, alert=True)
    if say.tapped is None:
        text = to.text("publication-too-long", length=event.length, most=event.most, signed=signed)
        to.send(text, home_button(to))


@tells(TooManyMedia)
def tell_too_many_media(event: TooManyMedia, say: Say) -> None:
    to = say.to(event.person)
    to.send(to.text("publication-too-many-media", most=MOST_MEDIA), home_button(to))


@tells(PollUnfit)
def tell_poll_unfit(event: PollUnfit, say: Say) -> None:
    to = say.to(event.person)
    to.send(
        to.text("publication-poll-unfit", why=event.why, least=FEWEST_OPTIONS, most=MOST_OPTIONS),
        keyboard([plan_button(to)]),
    )


@tells(TooManyWaiting)
def tell_too_many_waiting(event: TooManyWaiting, say: Say) -> None:
    to = say.to(event.person)
    to.answer("publication-too-many", most=event.most, alert=True)
    if say.tapped is None:
        to.send(to.text("publication-too-many", most=event.most), keyboard([room_button(to)]))


@tells(NowhereToPublish)
def tell_nowhere_to_publish(event: NowhereToPublish, say: Say) -> None:
    to = say.to(event.person)
    to.answer("publication-no-chat", alert=True)
    if say.tapped is None:
        to.send(to.text("publication-no-chat"), keyboard([plan_button(to)]))


@tells(NothingToSend)
def tell_nothing_to_send(event: NothingToSend, say: Say) -> None:
    to = say.to(event.person)
    to.answer("publication-nothing-to-send", alert=True)
