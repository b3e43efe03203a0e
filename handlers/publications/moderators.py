"""News as those see them who decide: a card with the content above it, to be published, changed or declined."""

from typing import Any

from aiogram.filters import Filter, StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from domain.people import Person
from domain.publications.content import Content
from domain.publications.entities import PublicationAct
from domain.publications.events import NewsMoved
from domain.publications.news_review import NewsReview
from handlers.publications.posting import Sendable
from handlers.publications.refusals import refuse_content
from handlers.publications.wording import (
    REASONS,
    Deciding,
    DeskAction,
    about,
    news_of,
    title_of,
)
from handlers.router import Router
from handlers.say import Recipient, Say, Tell
from handlers.ui import PlainText, button, keyboard

router = Router(name="publications-moderators")


class NewsLink(Filter):
    """/start from a card in a moderators' chat; the handler gets the number of the news as `news_id`."""

    async def __call__(self, message: Message) -> bool | dict[str, Any]:
        command, _, payload = (message.text or "").partition(" ")
        number = news_of(payload.strip())
        return {"news_id": number} if command == "/start" and number else False


@router.taps(DeskAction, "look")
async def look(
    action: DeskAction, person: Person, news_review: NewsReview, state: FSMContext, tell: Tell
) -> None:
    await state.clear()
    tell(await news_review.look(person, action.id))


@router.message(NewsLink())
async def look_by_link(
    news_id: int, person: Person, news_review: NewsReview, state: FSMContext, tell: Tell
) -> None:
    """From a card in a moderators' chat to where a text can be typed."""
    await state.clear()
    tell(await news_review.look(person, news_id))


@router.taps(DeskAction, "publish")
async def publish(action: DeskAction, person: Person, news_review: NewsReview, tell: Tell) -> None:
    tell(await news_review.publish(person, action.id, action.version))


@router.taps(DeskAction, "edit", "decline")
async def ask_for_words(
    action: DeskAction, person: Person, to: Recipient, news_review: NewsReview, state: FSMContext
) -> None:
    """A new text, or why not; of news that are no longer what was shown neither is asked."""
    edits = action.verb == "edit"
    act = PublicationAct.CHANGE if edits else PublicationAct.DECLINE
    news = await news_review.may_change(person, action.id, action.version, act)
    await state.set_state(Deciding.text if edits else Deciding.reason)
    await state.set_data({"news": news.id, "version": news.version})
    ready = [
        [
            button(
                to.label(f"publication-reason-{reason}"),
                DeskAction(verb="reason", id=news.id, version=news.version, value=reason),
            )
        ]
        for reason in ([] if edits else REASONS)
    ]
    to.screen(
        to.text("publication-edit-ask" if edits else "publication-decline-ask", title=title_of(to, news)),
        keyboard(*ready, [button(to.label("ui-back"), DeskAction(verb="look", id=news.id))]),
        about=about(news),
    )


@router.message(StateFilter(Deciding.text), Sendable())
async def revise(
    message: Message,
    content: Content | None,
    album: str,
    person: Person,
    to: Recipient,
    news_review: NewsReview,
    state: FSMContext,
    tell: Tell,
) -> None:
    kept = await state.get_data()
    if content is None or not message.text:
        refuse_content(to, album, DeskAction(verb="look", id=kept["news"]), text_only=True)
        return
    try:
        revised = await news_review.revise(
            person, kept["news"], kept["version"], content.text, content.entities, content.preview
        )
    except NewsMoved:
        await state.clear()
        raise
    await state.clear()
    tell(revised)


@router.taps(DeskAction, "reason")
async def take_ready_reason(
    action: DeskAction,
    person: Person,
    to: Recipient,
    say: Say,
    news_review: NewsReview,
    state: FSMContext,
    tell: Tell,
) -> None:
    if action.value not in REASONS:
        to.answer("contact-stale-button")
        return
    shown = await news_review.look(person, action.id)
    author = shown.card.author
    language = say.association.default_language if author is None else author.language
    wording = say.texts.plain(language, f"publication-reason-{action.value}")
    await state.clear()
    tell(await news_review.decline(person, action.id, action.version, wording))


@router.message(StateFilter(Deciding.reason), PlainText())
async def take_reason(
    text: str, person: Person, news_review: NewsReview, state: FSMContext, tell: Tell
) -> None:
    kept = await state.get_data()
    await state.clear()
    tell(await news_review.decline(person, kept["news"], kept["version"], text))
