"""What the screens of webinars share: their texts and buttons."""

from typing import Annotated, Literal

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton

from domain.roles import Role
from domain.webinars.entities import Standing, Webinar, WebinarStatus
from domain.webinars.events import Announced, Invitation, Posted, WebinarCard, WebinarMoved
from handlers.say import Recipient, Say
from handlers.ui import Staff, button, clip

LONG = 2200  # characters of the text and the partner together: as long as their forms take them
SHORT = 400  # the same in an announcement, which may be a caption


class WebinarAction(CallbackData, prefix="webinar"):
    """A tap of a guest; `value` is a score."""

    verb: Literal["list", "look", "come", "leave", "here", "score", "certificate"]
    id: int = 0
    value: int = 0


class OrganiserAction(CallbackData, prefix="webplan"):
    """A tap of an organiser.

    `what` is a kind, a question of the form or an option; `value` a person, a group's number or a page.
    """

    verb: (
        Literal["plan"]
        | Annotated[
            Literal[
                "open",
                "publish",
                "preview",
                "later",
                "edit",
                "field",
                "set",
                "cancel",
                "cancel-sure",
                "recording",
                "again",
                "roll",
                "mark",
                "report",
                "export",
            ],
            Staff(Role.MARKETING, Role.SECRETARY, Role.GROUP_LEADER),
        ]
    )
    id: int = 0
    what: str = ""
    value: int = 0
    page: int = 0


Described = Announced | Invitation | Posted | WebinarCard | WebinarMoved


def describe(say: Say, language: str, event: Described, *, longest: int = LONG) -> str:
    """What it is, when, who speaks, what about, and what the partner gives to members."""
    webinar, group, partner = event.webinar, event.group, event.partner
    title = partner.title if partner else ""
    gives = clip(partner.gives, longest // 2) if partner else ""
    text = say.texts.html(
        language,
        "webinar-about",
        kind=webinar.kind.value,
        title=webinar.title,
        group=say.association.speak(group.titles, language) if group else "none",
        at=say.texts.moment(language, webinar.starts_at),
        minutes=webinar.minutes,
        speakers=webinar.speakers or "none",
        partner=title or "none",
        text=clip(webinar.text, longest - len(title) - len(gives)),
        gives=gives or "none",
    )
    if webinar.status is WebinarStatus.CANCELLED:
        text += "\n\n" + say.texts.html(language, "webinar-called-off")
    return text


def standing_of(shown: Invitation) -> str:
    """The person's registration as the texts name it."""
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
    """The label of a webinar's button."""
    return clip(f"{mark}{to.say.texts.day(to.person.language, webinar.starts_at)} · {webinar.title}", 60)


def look_button(to: Recipient, webinar_id: int) -> InlineKeyboardButton:
    """The button to a webinar's screen."""
    return button(to.label("webinar-look"), WebinarAction(verb="look", id=webinar_id))


def list_button(to: Recipient) -> InlineKeyboardButton:
    """The button to all webinars."""
    return button(to.label("webinar-all"), WebinarAction(verb="list"))
