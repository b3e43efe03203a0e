"""Cards of news: the content as it would be published, and below it the status and what can be decided."""

from collections.abc import Iterable
from functools import partial

from aiogram.types import InlineKeyboardMarkup

from domain.chats.entities import CardPlace
from domain.outbox import Lane
from domain.publications.entities import Publication, PublicationStatus
from domain.publications.events import (
    NewsApproved,
    NewsCard,
    NewsDeclined,
    NewsMoved,
    NewsPublished,
    NewsRevised,
    NewsShown,
)
from domain.roles import Role
from handlers.cards import CARD, to_moderators
from handlers.contacts.home import home_button
from handlers.names import person_name
from handlers.publications.posting import show
from handlers.publications.wording import (
    DeskAction,
    about,
    card_key,
    chats_named,
    here,
    link_buttons,
    payload_of,
    room_button,
    title_of,
)
from handlers.say import Recipient, Say
from handlers.tellings import tells
from handlers.ui import button, clip, keyboard, link


def send_cards(card: NewsCard, places: Iterable[CardPlace], say: Say) -> None:
    """Send the content and a card to everywhere news are decided on."""
    for place in places:
        key = f"{card_key(card.news)}:{place.id}:content"
        show(say, card.news.final, place.id, key=key, lane=Lane.NOTICES, result_topic=CARD)
    to_moderators(say, places, card_key(card.news), partial(_written, card))


def amend_cards(card: NewsCard, places: Iterable[CardPlace], say: Say) -> None:
    """Update every card, also those sent because the news had been changed."""
    news = card.news
    for key in (card_key(news), _fresh_key(news, news.version - 1), _fresh_key(news)):
        to_moderators(say, places, key, partial(_written, card), again=True)


def _fresh_key(news: Publication, version: int | None = None) -> str:
    """The beginning of the keys of the cards sent for this version of news."""
    return f"{card_key(news)}:version-{news.version if version is None else version}"


def _written(card: NewsCard, to: Recipient) -> tuple[str, InlineKeyboardMarkup]:
    return card_text(to, card), card_keyboard(to, card)


def card_text(to: Recipient, card: NewsCard) -> str:
    """The text of a card: the author, the chats and the status of news."""
    news = card.news
    return to.text(
        "publication-card",
        number=str(news.id),
        title=title_of(to, news),
        who="none" if card.author is None else person_name(to, card.author),
        username=(card.author.username if card.author is not None else None) or "none",
        signed="yes" if news.signature else "no",
        chats=chats_named(to, card.chats),
        status=news.status.value,
        decider="none" if card.decider is None else person_name(to, card.decider),
        at=to.say.texts.moment(to.person.language, news.updated_at),
        reason=clip(news.reason, 300) or "none",
    )


def card_keyboard(to: Recipient, card: NewsCard) -> InlineKeyboardMarkup:
    """The buttons to decide on the version shown; acts that take a text are done in private."""
    news, private = card.news, to.person.id > 0
    if news.status is not PublicationStatus.WAITING:
        return keyboard(link_buttons(to, card.links), [room_button(to)] if private else [])
    publish, edit, decline = (
        DeskAction.model_validate({"verb": verb, "id": news.id, "version": news.version})
        for verb in ("publish", "edit", "decline")
    )
    if not private:
        address = f"https://t.me/{to.say.bot_name}?start={payload_of(news)}"
        return keyboard(
            [button(to.label("publication-publish"), publish)],
            [link(to.label("publication-elsewhere"), address)],
        )
    return keyboard(
        [button(to.label("publication-publish"), publish)],
        [
            button(to.label("publication-edit"), edit),
            button(to.label("publication-decline"), decline),
        ],
        [room_button(to)],
    )


@tells(NewsShown)
def tell_news_shown(event: NewsShown, say: Say) -> None:
    """Show the content again, and the card below it."""
    tap = say.tapped.id if say.tapped is not None else say.now
    _show_anew(say.to(event.person), event.card, f"{about(event.card.news)}:look:{tap}")


def _show_anew(to: Recipient, card: NewsCard, key: str) -> None:
    show(to.say, card.news.final, to.person.id, key=f"{key}:{to.person.id}:content")
    to.send(*_written(card, to), key=f"{key}:{to.person.id}")


@tells(NewsRevised)
def tell_news_revised(event: NewsRevised, say: Say) -> None:
    """Show the reviser the new version; all older cards only lead there."""
    news = event.card.news

    def leading(to: Recipient) -> tuple[str, InlineKeyboardMarkup]:
        text = to.text("publication-revised", title=title_of(to, news), who=person_name(to, event.actor))
        look = DeskAction(verb="look", id=news.id)
        return text, keyboard([button(to.label("publication-preview"), look)])

    for key in (card_key(news), _fresh_key(news, news.version - 1)):
        to_moderators(say, event.places, key, leading, again=True)
    _show_anew(say.to(event.actor), event.card, _fresh_key(news))


@tells(NewsMoved)
def tell_news_moved(event: NewsMoved, say: Say) -> None:
    """Show what there is to decide on now (each version once), or how it was decided."""
    to, card = here(say, event.person), event.card
    waits = card.news.status is PublicationStatus.WAITING
    to.answer("publication-card-moved", waits="yes" if waits else "no", alert=True)
    if waits:
        _show_anew(to, card, _fresh_key(card.news))
    else:
        _show_state(to, card)


def _show_state(to: Recipient, card: NewsCard) -> None:
    to.screen(card_text(to, card), card_keyboard(to, card), about=about(card.news))


@tells(NewsApproved)
def tell_news_approved(event: NewsApproved, say: Say) -> None:
    to = here(say, event.actor)
    to.answer("publication-approved")
    _show_state(to, event.card)
    amend_cards(event.card, event.places, say)


@tells(NewsDeclined)
def tell_news_declined(event: NewsDeclined, say: Say) -> None:
    _show_state(here(say, event.actor), event.card)
    amend_cards(event.card, event.places, say)
    if event.card.author is not None:
        to = say.to(event.card.author)
        to.send(
            to.text(
                "publication-yours-declined",
                title=title_of(to, event.card.news),
                reason=event.card.news.reason or "none",
            ),
            keyboard([room_button(to)]),
            lane=Lane.NOTICES,
            key=f"{about(event.card.news)}:declined:{event.card.news.cards}",
            unheard=Role.MODERATOR,
        )


@tells(NewsPublished)
def tell_news_published(event: NewsPublished, say: Say) -> None:
    """Update the cards, and lead the author to the first post that Telegram confirmed."""
    amend_cards(event.card, event.places, say)
    if not event.first or event.card.author is None:
        return
    to, links = say.to(event.card.author), link_buttons(say.to(event.card.author), event.card.links)
    to.send(
        to.text("publication-yours-published", title=title_of(to, event.card.news)),
        keyboard(links, [room_button(to)]) if links else home_button(to),
        lane=Lane.NOTICES,
        key=f"{about(event.card.news)}:published",
        may_be_lost=True,  # the news stand in the chats
    )
