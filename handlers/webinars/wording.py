"""How a webinar reads: for those who may come, and what every screen of webinars shares."""

from typing import Literal

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton

from domain.answers import Wrong
from domain.groups.model import Group
from domain.webinars.entities import Standing, Webinar, WebinarKind, WebinarStatus
from domain.webinars.events import Invitation
from handlers.say import Recipient, Say
from handlers.ui import button, clip, keyboard

SHORT = 400  # characters of the text in an announcement, which may stand under a picture


class WebinarAction(CallbackData, prefix="webinar"):
    """A tap of somebody who may come; `value` is a score."""

    verb: Literal["list", "look", "come", "leave", "here", "score", "certificate"]
    id: int = 0
    value: int = 0


class OrganiserAction(CallbackData, prefix="webplan"):
    """A tap of an organiser; `what` is a kind, a question of the form or an option, `value` a person, a group's number or a page."""

    verb: Literal[
        "plan",
        "open",
        "publish",
        "preview",
        "later",
        "edit",
        "field",
        "option",
        "clear",
        "cancel",
        "cancel-sure",
        "recording",
        "again",
        "roll",
        "mark",
        "report",
        "export",
    ]
    id: int = 0
    what: str = ""
    value: int = 0
    page: int = 0


def describe(say: Say, language: str, webinar: Webinar, group: Group | None, *, longest: int = 1500) -> str:
    """What it is, when, who speaks, what about."""
    text = say.texts.html(
        language,
        "webinar-about",
        kind=webinar.kind.value,
        title=webinar.title,
        group=say.association.speak(group.titles, language) if group else "none",
        at=say.texts.moment(language, webinar.starts_at),
        minutes=webinar.minutes,
        speakers=webinar.speakers or "none",
        text=clip(webinar.text, longest),
    )
    if webinar.status is WebinarStatus.CANCELLED:
        text += "\n\n" + say.texts.html(language, "webinar-called-off")
    return text


def standing_of(shown: Invitation) -> str:
    """How somebody stands with a webinar, in one word of the wording."""
    webinar, guest = shown.webinar, shown.guest
    if webinar.status is WebinarStatus.CANCELLED:
        return "cancelled"
    registered = guest is not None and guest.standing is Standing.REGISTERED
    if shown.now >= webinar.ends_at:
        return "came" if registered and guest and guest.attended else "over"
    if guest is None or guest.standing in (Standing.INVITED, Standing.LEFT):
        return "full" if webinar.places and shown.taken >= webinar.places else "free"
    return guest.standing.name.lower()


def title_line(to: Recipient, webinar: Webinar, mark: str = "") -> str:
    """A webinar as a button."""
    return clip(f"{mark}{to.say.texts.day(to.person.language, webinar.starts_at)} · {webinar.title}", 60)


def look_button(to: Recipient, webinar_id: int) -> InlineKeyboardButton:
    """The way to a webinar's screen."""
    return button(to.label("webinar-look"), WebinarAction(verb="look", id=webinar_id))


def list_button(to: Recipient) -> InlineKeyboardButton:
    """The way to all webinars."""
    return button(to.label("webinar-all"), WebinarAction(verb="list"))


def explain(to: Recipient, wrong: Wrong, back: OrganiserAction) -> None:
    """Say what is wrong with what an organiser wrote; the question stays, `back` leads out of it."""
    to.send(
        to.text(f"wrong-{wrong.reason}", example=to.label("forms-none"), **wrong.details),
        keyboard([button(to.label("ui-back"), back)]),
    )


def kind_named(to: Recipient, kind: WebinarKind, group: str) -> str:
    """What can be planned, as a button."""
    return clip(to.label("webinar-plan-kind", kind=kind.value, group=group), 60)
