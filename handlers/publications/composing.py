"""What marketing writes: a post, a poll, another content, and the moment at which it comes out."""

from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import InlineKeyboardButton, Message

from domain.answers import Wrong
from domain.people import Person
from domain.publications.content import Content, poll_of
from domain.publications.events import AlbumGrown, TooLong
from domain.publications.post_plan import PostPlan
from handlers.publications.posting import Sendable
from handlers.publications.refusals import refuse_content
from handlers.publications.wording import Composing, PlanAction, plan_button
from handlers.router import Router
from handlers.say import Recipient, Tell
from handlers.ui import button, keyboard

router = Router(name="publications-composing")


@router.taps(PlanAction, "new", "poll")
async def begin(
    action: PlanAction, person: Person, to: Recipient, post_plan: PostPlan, state: FSMContext
) -> None:
    await post_plan.week(person)  # the role is looked at now, not after something was written
    await state.set_state(Composing.content if action.verb == "new" else Composing.poll)
    await state.set_data({})
    to.screen(to.text("publication-compose", what=action.verb), keyboard([plan_button(to)]))


@router.taps(PlanAction, "edit")
async def ask_for_content(
    action: PlanAction, person: Person, to: Recipient, post_plan: PostPlan, state: FSMContext
) -> None:
    post = await post_plan.may_change(person, action.id)
    await state.set_state(Composing.content if post.content.poll is None else Composing.poll)
    await state.set_data({"post": post.id})
    what = "edit" if post.content.poll is None else "poll"
    to.screen(to.text("publication-compose", what=what), keyboard([_back(to, post.id)]))


def _back(to: Recipient, post_id: int) -> InlineKeyboardButton:
    return button(to.label("ui-back"), PlanAction(verb="open", id=post_id))


@router.message(StateFilter(Composing.content, Composing.poll), Sendable())
async def take_content(
    content: Content | None,
    album: str,
    person: Person,
    to: Recipient,
    post_plan: PostPlan,
    state: FSMContext,
    raw_state: str,
    tell: Tell,
) -> None:
    if content is not None and raw_state == Composing.poll.state and content.poll is None:
        content = Content(poll=poll_of(content.text))
    if content is None:
        refuse_content(to, album, PlanAction(verb="week"))
        return
    await _compose(content, album, person, post_plan, state, tell)


async def _compose(
    content: Content, album: str, person: Person, post_plan: PostPlan, state: FSMContext, tell: Tell
) -> None:
    kept = await state.get_data()
    if album and album == kept.get("refused"):
        return  # what came of it before was told
    try:
        composed = await post_plan.compose(person, content, album, kept.get("post", 0))
    except TooLong:
        await state.update_data(refused=album)
        raise
    post = composed.publication if isinstance(composed, AlbumGrown) else composed.post
    await state.set_state(Composing.when)
    await state.set_data({"post": post.id, "album": album})
    tell(composed)


@router.taps(PlanAction, "when")
async def ask_when(
    action: PlanAction, person: Person, to: Recipient, post_plan: PostPlan, state: FSMContext
) -> None:
    post = await post_plan.may_change(person, action.id)
    await state.set_state(Composing.when)
    await state.set_data({"post": post.id})
    to.screen(to.text("publication-when-ask"), keyboard([_back(to, post.id)]))


@router.message(StateFilter(Composing.when), Sendable())
async def take_moment(
    message: Message,
    content: Content | None,
    album: str,
    person: Person,
    to: Recipient,
    post_plan: PostPlan,
    state: FSMContext,
    tell: Tell,
) -> None:
    """Once there is content, a text says when; only more parts of its album are content too."""
    kept = await state.get_data()
    if content is not None and album and album == kept.get("album"):
        await _compose(content, album, person, post_plan, state, tell)
        return
    try:
        planned = await post_plan.plan(person, kept["post"], message.text or "")
    except Wrong as wrong:
        to.send(
            to.text(f"wrong-{wrong.reason}", example=to.label("forms-none"), **wrong.details),
            keyboard([_back(to, kept["post"])]),
        )
        return
    await state.clear()
    tell(planned)
