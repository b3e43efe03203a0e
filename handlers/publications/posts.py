"""Posts as editors see them: the preview, the chats, the moment, and what can be done."""

from aiogram.fsm.context import FSMContext
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from domain.people import Person
from domain.publications.entities import PublicationKind, PublicationStatus
from domain.publications.events import PostCard, PostMoved
from domain.publications.post_plan import PostPlan
from domain.publications.recurring import Repeat
from handlers.asking import confirm
from handlers.publications.posting import show
from handlers.publications.wording import (
    PlanAction,
    about,
    album_key,
    chats_named,
    is_open,
    link_buttons,
    plan_button,
    title_of,
)
from handlers.router import Router
from handlers.say import Recipient, Say, Tell
from handlers.tellings import tells
from handlers.ui import button, clip, keyboard

router = Router(name="publications-posts")


@router.taps(PlanAction, "open")
async def open_post(
    action: PlanAction, person: Person, post_plan: PostPlan, state: FSMContext, tell: Tell
) -> None:
    await state.clear()
    tell(await post_plan.look(person, action.id))


@router.taps(PlanAction, "preview")
async def preview(action: PlanAction, person: Person, post_plan: PostPlan, tell: Tell) -> None:
    tell(await post_plan.look(person, action.id, fresh=True))


@router.taps(PlanAction, "toggle")
async def toggle(action: PlanAction, person: Person, post_plan: PostPlan, tell: Tell) -> None:
    tell(await post_plan.toggle(person, action.id, action.value))


@router.taps(PlanAction, "repeat")
async def repeat(action: PlanAction, person: Person, post_plan: PostPlan, tell: Tell) -> None:
    tell(await post_plan.repeat(person, action.id))


@router.taps(PlanAction, "now")
async def publish_now(
    action: PlanAction, person: Person, to: Recipient, post_plan: PostPlan, state: FSMContext, tell: Tell
) -> None:
    events = await post_plan.publish(person, action.id, action.version)
    await state.clear()
    to.answer("publication-approved")
    tell(events)


@router.taps(PlanAction, "cancel")
async def cancel(
    action: PlanAction, person: Person, to: Recipient, post_plan: PostPlan, state: FSMContext, tell: Tell
) -> None:
    """Discard a draft at once; ask before a planned post is cancelled."""
    card = await post_plan.look(person, action.id)
    if card.post.status is not PublicationStatus.PLANNED:
        await state.clear()
        tell(await post_plan.cancel(person, action.id))
        return
    confirm(
        to,
        to.text(
            "publication-cancel-ask", title=title_of(to, card.post), repeated=_repeated(card.post.repeat)
        ),
        button(to.label("publication-cancel-sure"), PlanAction(verb="cancel-sure", id=action.id)),
        back=PlanAction(verb="open", id=action.id),
    )


@router.taps(PlanAction, "cancel-sure")
async def cancel_surely(action: PlanAction, person: Person, post_plan: PostPlan, tell: Tell) -> None:
    tell(await post_plan.cancel(person, action.id))


def _repeated(way: Repeat) -> str:
    return "no" if way is Repeat.NEVER else "yes"


@tells(PostCard)
def tell_post_card(event: PostCard, say: Say) -> None:
    """Show the post's card; `fresh`: below its preview."""
    to, post = say.to(event.person), event.post
    if not event.fresh:
        to.screen(card_text(to, event), card_keyboard(to, event))
        return
    if event.gathered:
        to.remove(album_key(post))
    said = say.tapped.id if say.tapped is not None else post.version
    show(say, post.final, to.person.id, key=f"{about(post)}:preview:{said}:{to.person.id}", screen=True)
    to.send(card_text(to, event), card_keyboard(to, event), screen=True)


@tells(PostMoved)
def tell_post_moved(event: PostMoved, say: Say) -> None:
    """Show the post again: a preview if it can still go out, or its status."""
    to, card = say.to(event.person), event.card
    to.answer("publication-card-moved", waits="yes" if is_open(card.post) else "no", alert=True)
    if is_open(card.post):
        tell_post_card(PostCard(event.person, card.post, card.chats, card.links, fresh=True), say)
    else:
        to.screen(card_text(to, card), card_keyboard(to, card))


def card_text(to: Recipient, card: PostCard) -> str:
    """The text of a post's card: kind, status, chats and moment."""
    post = card.post
    chosen = [chat for chat in card.chats if chat.number in post.chats]
    return to.text(
        "publication-post",
        number=str(post.id),
        kind=post.kind.value,
        status=post.status.value,
        title=title_of(to, post),
        chats=chats_named(to, chosen),
        at="none" if post.at is None else to.say.texts.moment(to.person.language, post.at),
        repeat=post.repeat.value,
    )


def card_keyboard(to: Recipient, card: PostCard) -> InlineKeyboardMarkup:
    """The buttons of a post's card, for the version shown."""
    post = card.post

    def act(verb: str, label: str) -> InlineKeyboardButton:
        action = {"verb": verb, "id": post.id, "version": post.version}
        return button(to.label(label), PlanAction.model_validate(action))

    if not is_open(post):
        return keyboard(
            link_buttons(to, card.links), [act("preview", "publication-preview"), plan_button(to)]
        )
    toggles = [
        [
            button(
                ("☑ " if chat.number in post.chats else "☐ ") + clip(chat.title, 50),
                PlanAction(verb="toggle", id=post.id, value=chat.number),
            )
        ]
        for chat in card.chats[:20]
    ]
    end = "publication-cancel" if post.status is PublicationStatus.PLANNED else "publication-discard"
    when = "publication-when" if post.status is not PublicationStatus.PLANNED else "publication-move"
    return keyboard(
        link_buttons(to, card.links),
        *toggles,
        [act("now", "publication-now"), act("when", when)],
        [
            button(
                to.label("publication-repeat", repeat=post.repeat.value),
                PlanAction(verb="repeat", id=post.id, version=post.version),
            )
        ]
        if post.kind is PublicationKind.POST
        else [],
        [act("edit", "publication-edit"), act("preview", "publication-preview")],
        [act("cancel", end), plan_button(to)],
    )
