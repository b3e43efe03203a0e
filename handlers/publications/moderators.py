"""Decide on news: a card below the content, to publish, change or decline."""

from typing import Any

from aiogram.filters import Filter
from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from domain.people import Person
from domain.publications.content import Content
from domain.publications.entities import PublicationAct
from domain.publications.news_review import NewsReview
from domain.refusal import InvalidAnswer
from handlers.asking import Asked, Question, ask
from handlers.publications.posting import Sendable
from handlers.publications.wording import (
    REASONS,
    DeskAction,
    about,
    news_of,
    title_of,
)
from handlers.router import Router
from handlers.say import Recipient, Say, Tell
from handlers.ui import button

router = Router(name="publications-moderators")

TEXT = Question("publications-text")
REASON = Question("publications-reason")


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
    """Show the news in private, where a text can be typed, from a card in a moderators' chat."""
    await state.clear()
    tell(await news_review.look(person, news_id))


@router.taps(DeskAction, "publish")
async def publish(action: DeskAction, person: Person, news_review: NewsReview, tell: Tell) -> None:
    tell(await news_review.publish(person, action.id, action.version))


@router.taps(DeskAction, "edit", "decline")
async def ask_for_words(
    action: DeskAction, person: Person, to: Recipient, news_review: NewsReview, state: FSMContext
) -> None:
    """Ask for another text, or the reason to decline; not if the news have changed since they were shown."""
    edits = action.verb == "edit"
    act = PublicationAct.CHANGE if edits else PublicationAct.DECLINE
    news = await news_review.may_change(person, action.id, action.version, act)
    ready = [
        [
            button(
                to.label(f"publication-reason-{reason}"),
                DeskAction(verb="reason", id=news.id, version=news.version, value=reason),
            )
        ]
        for reason in ([] if edits else REASONS)
    ]
    await ask(
        to,
        state,
        TEXT if edits else REASON,
        to.text("publication-edit-ask" if edits else "publication-decline-ask", title=title_of(to, news)),
        *ready,
        back=DeskAction(verb="look", id=news.id),
        about=about(news),
        news=news.id,
        version=news.version,
    )


@router.answers(TEXT, content=Sendable())
async def revise(
    content: Content | None, asked: Asked, person: Person, news_review: NewsReview, tell: Tell
) -> None:
    if content is None or content.media or content.poll:
        raise InvalidAnswer(person, "publications-unfit", text="yes")
    tell(
        await news_review.revise(
            person, asked["news"], asked["version"], content.text, content.entities, content.preview
        )
    )


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


@router.answers(REASON)
async def take_reason(text: str, asked: Asked, person: Person, news_review: NewsReview, tell: Tell) -> None:
    tell(await news_review.decline(person, asked["news"], asked["version"], text))
