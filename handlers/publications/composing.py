"""Compose a post or a poll, change its content, and set the moment at which it comes out."""

from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from domain.people import Person
from domain.publications.content import Content, poll_of
from domain.publications.events import AlbumGrown
from domain.publications.post_plan import PostPlan
from domain.refusal import InvalidAnswer
from handlers.asking import Asked, Question, ask, expect, lead_back
from handlers.publications.posting import Sendable
from handlers.publications.wording import PlanAction, plan_button
from handlers.router import Router
from handlers.say import Recipient, Tell

router = Router(name="publications-composing")

POST = Question("publications-post")
POLL = Question("publications-poll")
WHEN = Question("publications-when")


@router.taps(PlanAction, "new", "poll")
async def begin(
    action: PlanAction, person: Person, to: Recipient, post_plan: PostPlan, state: FSMContext
) -> None:
    await post_plan.week(person)  # checks the role before anything is written
    question = POST if action.verb == "new" else POLL
    await ask(to, state, question, to.text("publication-compose", what=action.verb), back=plan_button(to))


@router.taps(PlanAction, "edit")
async def ask_for_content(
    action: PlanAction, person: Person, to: Recipient, post_plan: PostPlan, state: FSMContext
) -> None:
    post = await post_plan.may_change(person, action.id)
    question, what = (POST, "edit") if post.content.poll is None else (POLL, "poll")
    back = PlanAction(verb="open", id=post.id)
    await ask(to, state, question, to.text("publication-compose", what=what), back=back, post=post.id)


@router.answers(POST, POLL, content=Sendable())
async def take_content(
    content: Content | None,
    album: str,
    asked: Asked,
    person: Person,
    to: Recipient,
    post_plan: PostPlan,
    state: FSMContext,
    raw_state: str,
    tell: Tell,
) -> None:
    if content is None:
        raise InvalidAnswer(person, "publications-unfit", text="no")
    if raw_state == POLL.name and content.poll is None:
        content = Content(poll=poll_of(content.text))
    await _compose(content, album, asked, to, post_plan, state, tell)


async def _compose(
    content: Content,
    album: str,
    asked: Asked,
    to: Recipient,
    post_plan: PostPlan,
    state: FSMContext,
    tell: Tell,
) -> None:
    composed = await post_plan.compose(to.person, content, album, asked.get("post", 0))
    post = composed.publication if isinstance(composed, AlbumGrown) else composed.post
    back = lead_back(to, PlanAction(verb="open", id=post.id))
    await expect(state, WHEN, way_back=back, post=post.id, album=album)
    tell(composed)


@router.taps(PlanAction, "when")
async def ask_when(
    action: PlanAction, person: Person, to: Recipient, post_plan: PostPlan, state: FSMContext
) -> None:
    post = await post_plan.may_change(person, action.id)
    back = PlanAction(verb="open", id=post.id)
    await ask(to, state, WHEN, to.text("publication-when-ask"), back=back, post=post.id)


@router.answers(WHEN, content=Sendable())
async def take_moment(
    message: Message,
    content: Content | None,
    album: str,
    asked: Asked,
    person: Person,
    to: Recipient,
    post_plan: PostPlan,
    state: FSMContext,
    tell: Tell,
) -> None:
    """Take a text as the moment; further parts of the post's album are content."""
    if content is not None and album and album == asked.get("album"):
        await _compose(content, album, asked, to, post_plan, state, tell)
    else:
        tell(await post_plan.plan(person, asked["post"], message.text or ""))
