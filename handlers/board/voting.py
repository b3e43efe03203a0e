"""What board members do: look at what is voted on, vote with one tap, ask the applicant."""

from collections.abc import Sequence

from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.methods import SendDocument, SendPhoto

from domain.applications.entities import Step
from domain.board.ballots import BallotCard, Choice
from domain.board.events import BallotChanged, BallotPapers, VoteCast
from domain.board.voting import Voting
from domain.files import Scan
from domain.outbox import Lane
from domain.people import Person
from handlers.applications.screens import answers_text
from handlers.board.actions import BoardAction, BoardWriting, VoteAction
from handlers.board.cards import (
    SHOWN,
    about,
    amend_card,
    amend_cards,
    amend_progress,
    card_keyboard,
    card_text,
    is_running,
)
from handlers.board.past import past_button
from handlers.contacts.home import back_button
from handlers.router import Router
from handlers.say import Recipient, Say, Tell
from handlers.tellings import tells
from handlers.ui import PlainText, button, clip, keyboard

router = Router(name="board-voting")


@router.taps(VoteAction, "list")
async def list_ballots(person: Person, to: Recipient, voting: Voting, state: FSMContext) -> None:
    await state.clear()
    show_ballots(to, await voting.mine(person))


def show_ballots(to: Recipient, cards: Sequence[BallotCard]) -> None:
    """The open questions of a board member, each with their own vote."""
    rows = []
    for card in cards[:SHOWN]:
        choice = card.choice_of(to.person.id)
        label = to.label(
            "vote-row",
            choice="none" if choice is None else choice.value,
            place=card.place,
            title=clip(card.title, 32) or "—",
        )
        rows.append([button(label, VoteAction(verb="open", id=card.ballot.id))])
    running = [card for card in cards if is_running(to, card)]
    left = sum(card.choice_of(to.person.id) is None for card in running)
    text = to.text("vote-mine", count=len(cards), left=left, paused=len(cards) - len(running))
    to.screen(text, keyboard(*rows, [past_button(to), back_button(to)]), protect=True)


@router.taps(VoteAction, "open")
async def open_ballot(
    action: VoteAction, person: Person, to: Recipient, voting: Voting, state: FSMContext
) -> None:
    await state.clear()
    show_card(to, await voting.look(person, action.id))


def show_card(to: Recipient, card: BallotCard) -> None:
    """A question in place of what was tapped."""
    to.screen(card_text(to, card), card_keyboard(to, card), about=about(card))


@router.taps(VoteAction, "for", "against", "abstain")
async def cast(action: VoteAction, person: Person, voting: Voting, tell: Tell) -> None:
    tell(await voting.cast(person, action.id, Choice(action.verb)))


@tells(VoteCast)
def tell_vote_cast(event: VoteCast, say: Say) -> None:
    """The voter sees their vote; the secretaries see that they voted."""
    to = say.to(event.person)
    choice = event.card.choice_of(event.person.id)
    to.answer("vote-taken", choice="none" if choice is None else choice.value)
    show_card(to, event.card)
    if not event.fresh:
        return
    amend_card(to, event.card)
    amend_cards([event.card], (other for other in event.board if other.id != event.person.id), say)
    amend_progress(event.progress, event.secretaries, say)
    if event.all_voted:
        meeting = event.progress.meeting
        for secretary in event.secretaries:
            other = say.to(secretary)
            other.send(
                other.text("vote-all-voted", at=say.texts.moment(secretary.language, meeting.at)),
                keyboard(
                    [button(other.label("vote-close"), BoardAction(verb="close", id=meeting.id))],
                    [button(other.label("vote-look"), BoardAction(verb="open", id=meeting.id))],
                ),
                lane=Lane.NOTICES,
                key=f"meeting:{meeting.id}:all-voted:{meeting.version}:{secretary.id}",
            )


@router.taps(VoteAction, "answers")
async def show_answers(action: VoteAction, person: Person, to: Recipient, voting: Voting) -> None:
    card = await voting.look(person, action.id)
    if card.application is None:
        show_card(to, card)
        return
    page = min(max(action.value, 0), 1000)
    text, pages = answers_text(to, card.application, page)
    turn = []
    for label, other in (("ui-earlier", page - 1), ("ui-further", page + 1)):
        if 0 <= other < pages:
            turn.append(button(to.label(label), VoteAction(verb="answers", id=action.id, value=other)))
    back = button(to.label("ui-back"), VoteAction(verb="open", id=action.id))
    to.screen(text, keyboard(turn, [back]), about=about(card))


@router.taps(VoteAction, "papers")
async def send_papers(action: VoteAction, person: Person, voting: Voting, tell: Tell) -> None:
    tell(await voting.papers(person, action.id))


@tells(BallotPapers)
def tell_ballot_papers(event: BallotPapers, say: Say) -> None:
    to = say.to(event.person)
    to.answer("vote-papers-coming")
    say_papers(to, event.card, event.job, again=f":{say.tapped.id}" if say.tapped is not None else "")


def say_papers(to: Recipient, card: BallotCard, job: int | None, *, again: str = "") -> None:
    """What the applicant handed in; none of it can be passed on."""
    if card.application is None:
        return
    application = card.application.application
    for number, page in enumerate(application.files, 1):
        caption = to.label(
            "application-page", number=number, total=len(application.files), application=str(application.id)
        )
        key = f"{about(card)}:paper:{number}{again}:{to.person.id}"
        to.say.call(_page(to, page, caption), to.person.id, lane=Lane.NOTICES, key=key)
    if job is not None:
        to.document(
            job,
            to.text("vote-document", number=str(application.id)),
            key=f"{about(card)}:document{again}:{to.person.id}",
            protect=True,
        )


def _page(to: Recipient, page: Scan, caption: str) -> SendPhoto | SendDocument:
    if page.kind == "photo":
        return SendPhoto(chat_id=to.person.id, photo=page.file_id, caption=caption, protect_content=True)
    return SendDocument(chat_id=to.person.id, document=page.file_id, caption=caption, protect_content=True)


@router.taps(VoteAction, "ask")
async def ask_for_words(
    action: VoteAction, person: Person, to: Recipient, voting: Voting, state: FSMContext
) -> None:
    card = await voting.may_ask(person, action.id)
    await state.set_state(BoardWriting.to_applicant)
    await state.set_data({"id": action.id})
    to.screen(
        to.text("vote-ask-words", title=clip(card.title, 200) or "—"),
        keyboard([button(to.label("ui-back"), VoteAction(verb="open", id=action.id))]),
        about=about(card),
    )


@router.message(StateFilter(BoardWriting.to_applicant), PlainText())
async def ask(text: str, person: Person, voting: Voting, state: FSMContext, tell: Tell) -> None:
    number = (await state.get_data())["id"]
    await state.clear()
    tell(await voting.ask(person, number, text))


@tells(BallotChanged)
def tell_ballot_changed(event: BallotChanged, say: Say) -> None:
    """Every board member's card shows what was asked and answered, and whether there is still something to decide."""
    amend_cards([event.card], event.board, say)
    amend_progress(event.progress, event.secretaries, say)
    back = VoteAction(verb="open", id=event.card.ballot.id)
    if event.asked_by is not None:
        to = say.to(event.asked_by)
        to.send(to.text("vote-asked"), keyboard([button(to.label("vote-back"), back)]), protect=True)
    for person in event.answered:
        to = say.to(person)
        to.send(
            to.text("vote-answered", place=event.card.place, title=clip(event.card.title, 200) or "—"),
            keyboard([button(to.label("vote-back"), back)]),
            protect=True,  # the question is shown in its place
            lane=Lane.NOTICES,
            key=f"{about(event.card)}:answered:{_answers(event.card)}:{person.id}",
        )


def _answers(card: BallotCard) -> int:
    notes = () if card.application is None else card.application.notes
    return sum(note.step is Step.ANSWERED for note in notes)
