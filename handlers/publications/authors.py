"""Propose news: one message, previewed as it would be published, sent to those who decide."""

from aiogram.fsm.context import FSMContext
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from domain.outbox import Lane
from domain.people import Person
from domain.publications.content import Content
from domain.publications.entities import Publication, PublicationStatus
from domain.publications.events import (
    AlbumGrown,
    DraftMoved,
    DraftShown,
    NewsProposed,
    NewsRecalled,
    Newsroom,
)
from domain.publications.proposals import Proposals
from domain.refusal import InvalidAnswer
from handlers.asking import Asked, Question, expect
from handlers.contacts.home import ContactAction, back_button
from handlers.publications.cards import amend_cards, send_cards
from handlers.publications.posting import Sendable, call_again, show
from handlers.publications.wording import (
    DeskAction,
    NewsAction,
    PlanAction,
    about,
    album_key,
    card_key,
    chats_named,
    room_button,
    title_of,
)
from handlers.refusals import way_on
from handlers.router import Router
from handlers.say import Recipient, Say, Tell
from handlers.tellings import tells
from handlers.ui import button, keyboard

router = Router(name="publications-authors")

NEWS = Question("publications-news")

SHOWN = 20  # news waiting for a decision, on one screen


@router.commands("news")
@router.taps(NewsAction, "room")
@router.taps(ContactAction, "news")
async def open_room(person: Person, to: Recipient, proposals: Proposals, state: FSMContext) -> None:
    await state.clear()
    if not person.consented:
        subscribe = button(to.label("contact-subscribe"), ContactAction(verb="begin"))
        to.screen(to.text("publication-room-guest"), keyboard([subscribe], [back_button(to)]))
        return
    room = await proposals.room(person)
    if not room.full:
        await expect(state, NEWS, way_back=room_button(to))
    show_room(to, room)


def show_room(to: Recipient, room: Newsroom) -> None:
    """Show how to propose news, the person's own open news, and those waiting for their decision."""
    own = [[_row(to, one, NewsAction(verb="look", id=one.id))] for one in room.own]
    waiting = [[_row(to, one, DeskAction(verb="look", id=one.id))] for one in room.waiting[:SHOWN]]
    to.screen(
        to.text(
            "publication-room-screen",
            full="yes" if room.full else "no",
            most=room.most,
            own=len(own),
            waiting=len(room.waiting),
        ),
        keyboard(*own, *waiting, [back_button(to)]),
    )


def _row(to: Recipient, news: Publication, action: NewsAction | DeskAction) -> InlineKeyboardButton:
    mine = isinstance(action, NewsAction)
    status = news.status.value if mine else "decide"
    return button(to.label("publication-row", status=status, title=title_of(to, news)), action)


@way_on("publications")
def lead_to_room(to: Recipient) -> InlineKeyboardMarkup:
    return keyboard([room_button(to)], [back_button(to)])


@router.answers(NEWS, content=Sendable())
async def take_content(
    content: Content | None,
    album: str,
    asked: Asked,
    person: Person,
    to: Recipient,
    proposals: Proposals,
    state: FSMContext,
    tell: Tell,
) -> None:
    """Take a message as the draft; until it is sent, another message replaces it."""
    if content is None or content.poll is not None:
        raise InvalidAnswer(person, "publications-unfit", text="no")
    taken = await proposals.offer(person, content, album, asked.get("news", 0))
    news = taken.publication if isinstance(taken, AlbumGrown) else taken.news
    await expect(state, NEWS, way_back=room_button(to), news=news.id)
    tell(taken)


@tells(AlbumGrown)
def tell_album_grown(event: AlbumGrown, say: Say) -> None:
    """Count the parts on one screen, with a button to preview; the preview also comes by itself after a pause."""
    to, publication = say.to(event.person), event.publication
    look = (
        NewsAction(verb="look", id=publication.id)
        if publication.is_news
        else PlanAction(verb="preview", id=publication.id)
    )
    text = to.text("publication-album", count=len(publication.content.media))
    buttons = keyboard([button(to.label("publication-preview"), look)])
    if len(publication.content.media) > 1:
        to.amend(album_key(publication), text, buttons)
    else:
        to.send(text, buttons, key=album_key(publication))


@router.taps(NewsAction, "look")
async def look(
    action: NewsAction, person: Person, to: Recipient, proposals: Proposals, state: FSMContext, tell: Tell
) -> None:
    shown = await proposals.look(person, action.id)
    await _go_on(to, state, shown.news)
    tell(shown)


async def _go_on(to: Recipient, state: FSMContext, news: Publication) -> None:
    """Let another message replace a draft."""
    await state.clear()
    if news.status is PublicationStatus.DRAFT:
        await expect(state, NEWS, way_back=room_button(to), news=news.id)


@router.taps(NewsAction, "sign")
async def sign(action: NewsAction, person: Person, proposals: Proposals, tell: Tell) -> None:
    tell(await proposals.sign(person, action.id))


@tells(DraftShown)
def tell_draft_shown(event: DraftShown, say: Say) -> None:
    """Show the news as they would be published, and below what can be done."""
    to, news = say.to(event.person), event.news
    preview = f"{about(news)}:preview:{news.shown}"
    if event.moved:
        to.answer("publication-moved", alert=True)
    if not event.fresh:
        say.call(call_again(news.final, to.person.id), to.person.id, edits=preview)
        to.screen(_draft_text(to, event), _draft_keyboard(to, news))
        return
    if event.gathered:
        to.remove(album_key(news))
    show(say, news.final, to.person.id, key=preview, screen=True)
    to.send(_draft_text(to, event), _draft_keyboard(to, news), screen=True)


@tells(DraftMoved)
def tell_draft_moved(event: DraftMoved, say: Say) -> None:
    to = say.to(event.person)
    to.answer("publication-moved", alert=True)
    to.screen(_draft_text(to, event.draft), _draft_keyboard(to, event.draft.news))


def _draft_text(to: Recipient, shown: DraftShown) -> str:
    news = shown.news
    return to.text(
        "publication-draft",
        number=str(news.id),
        status=news.status.value,
        chats=chats_named(to, shown.chats),
        signed="yes" if news.signature else "no",
        reason=news.reason or "none",
    )


def _draft_keyboard(to: Recipient, news: Publication) -> InlineKeyboardMarkup:
    def act(verb: str, label: str) -> InlineKeyboardButton:
        action = {"verb": verb, "id": news.id, "version": news.version}
        return button(to.label(label), NewsAction.model_validate(action))

    if news.status is PublicationStatus.DRAFT:
        mark = "☑ " if news.signature else "☐ "
        sign = NewsAction(verb="sign", id=news.id, version=news.version)
        return keyboard(
            [act("send", "publication-send")],
            [button(mark + to.label("publication-sign"), sign)],
            [act("withdraw", "publication-discard"), back_button(to)],
        )
    if news.status is PublicationStatus.WAITING:
        return keyboard(
            [act("recall", "publication-recall"), act("withdraw", "publication-withdraw")],
            [room_button(to), back_button(to)],
        )
    return keyboard([room_button(to), back_button(to)])


@router.taps(NewsAction, "send")
async def send(
    action: NewsAction, person: Person, proposals: Proposals, state: FSMContext, tell: Tell
) -> None:
    proposed = await proposals.send(person, action.id, action.version)
    if isinstance(proposed, NewsProposed):
        await state.clear()
    tell(proposed)


@tells(NewsProposed)
def tell_news_proposed(event: NewsProposed, say: Say) -> None:
    to, news = say.to(event.author), event.card.news
    shown = DraftShown(event.author, news, event.card.chats)
    to.screen(_draft_text(to, shown), _draft_keyboard(to, news))
    send_cards(event.card, event.places, say)
    for stand_in in event.stand_ins:
        other = say.to(stand_in)
        other.send(
            other.text("publication-nobody", number=str(news.id)),
            lane=Lane.NOTICES,
            key=f"{card_key(news)}:{stand_in.id}",
            may_be_lost=True,  # every administrator gets it
        )


@router.taps(NewsAction, "recall")
async def recall(
    action: NewsAction, person: Person, to: Recipient, proposals: Proposals, state: FSMContext, tell: Tell
) -> None:
    recalled = await proposals.recall(person, action.id)
    await _go_on(to, state, recalled.card.news)
    tell(recalled)


@router.taps(NewsAction, "withdraw")
async def withdraw(
    action: NewsAction, person: Person, proposals: Proposals, state: FSMContext, tell: Tell
) -> None:
    await state.clear()
    tell(await proposals.withdraw(person, action.id))


@tells(NewsRecalled)
def tell_news_recalled(event: NewsRecalled, say: Say) -> None:
    to, news = say.to(event.author), event.card.news
    shown = DraftShown(event.author, news, event.card.chats)
    to.screen(_draft_text(to, shown), _draft_keyboard(to, news))
    amend_cards(event.card, event.places, say)
