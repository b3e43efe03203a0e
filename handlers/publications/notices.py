"""Notices to editors and moderators: missed and refused posts, empty days, drafts of the summary."""

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from domain.outbox import Lane
from domain.people import Person
from domain.publications.entities import Publication
from domain.publications.events import DayEmpty, PostMissed, PostRefused, SentAgain, SummaryDrafted
from domain.publications.publishing import Publishing
from domain.roles import Role
from handlers.cards import to_moderators
from handlers.deliveries import reason_of
from handlers.publications.posting import show
from handlers.publications.posts import card_keyboard, card_text
from handlers.publications.wording import (
    LONGEST_TITLE,
    PlanAction,
    SendingAction,
    about,
    here,
    plan_button,
    title_of,
)
from handlers.router import Router
from handlers.say import Recipient, Say, Tell
from handlers.tellings import tells
from handlers.ui import button, clip, keyboard

router = Router(name="publications-notices")


@router.taps(SendingAction, "again")
async def send_again(action: SendingAction, person: Person, publishing: Publishing, tell: Tell) -> None:
    tell(await publishing.send_again(person, action.id, action.version, action.occurrence))


def _again(to: Recipient, publication: Publication, occurrence: int) -> InlineKeyboardMarkup:
    action = SendingAction(
        verb="again", id=publication.id, version=publication.version, occurrence=occurrence
    )
    look: list[InlineKeyboardButton] = []
    if not publication.is_news and to.person.id > 0:
        look = [button(to.label("publication-open"), PlanAction(verb="open", id=publication.id))]
    return keyboard([button(to.label("publication-send-now"), action)], look)


@tells(PostMissed)
def tell_post_missed(event: PostMissed, say: Say) -> None:
    publication = event.publication

    def written(to: Recipient) -> tuple[str, InlineKeyboardMarkup]:
        at = say.texts.moment(to.person.language, event.occurrence)
        text = to.text("publication-missed", title=title_of(to, publication), at=at)
        return text, _again(to, publication, event.occurrence)

    to_moderators(say, event.places, f"{about(publication)}:missed:{event.occurrence}", written)


@tells(PostRefused)
def tell_post_refused(event: PostRefused, say: Say) -> None:
    publication, chat = event.publication, event.chat

    def written(to: Recipient) -> tuple[str, InlineKeyboardMarkup]:
        text = to.text(
            "publication-refused",
            title=title_of(to, publication),
            chat="none" if chat is None else clip(chat.title, LONGEST_TITLE),
            reason=reason_of(to, event.error) if event.error else "none",
        )
        return text, _again(to, publication, event.occurrence)

    number = 0 if chat is None else chat.number
    key = f"{about(publication)}:refused:{event.occurrence}:{number}:{event.tries}"
    to_moderators(say, event.places, key, written)


@tells(SentAgain)
def tell_sent_again(event: SentAgain, say: Say) -> None:
    to = here(say, event.person)
    to.answer("publication-approved")
    to.screen(
        to.text("publication-sent-again", title=title_of(to, event.publication)),
        keyboard([plan_button(to)]) if not event.publication.is_news else None,
    )


@tells(DayEmpty)
def tell_day_empty(event: DayEmpty, say: Say) -> None:
    to = say.to(event.person)
    to.send(
        to.text("publication-day-empty", date=say.texts.date(to.person.language, event.day)),
        keyboard([button(to.label("publication-new"), PlanAction(verb="new")), plan_button(to)]),
        lane=Lane.NOTICES,
        key=f"publication:empty:{event.day}:{to.person.id}",
        unheard=Role.MARKETING,
    )


@tells(SummaryDrafted)
def tell_summary_drafted(event: SummaryDrafted, say: Say) -> None:
    """Show the draft as it would be published, and below it the card."""
    card = event.card
    to, key = say.to(card.person), f"{about(card.post)}:card:{card.person.id}"
    # Whoever doesn't get the draft doesn't get its card either, and that is heard of.
    show(say, card.post.final, to.person.id, key=f"{key}:content", lane=Lane.NOTICES, may_be_lost=True)
    text, buttons = card_text(to, card), card_keyboard(to, card)
    to.send(text, buttons, lane=Lane.NOTICES, key=key, unheard=Role.MARKETING)
