"""Board members vote: open questions, one-tap votes, papers, questions to the applicant."""

from collections.abc import Sequence

from aiogram.fsm.context import FSMContext
from aiogram.methods import SendDocument, SendPhoto

from domain.applications.entities import Step
from domain.board.ballots import BallotCard, Choice
from domain.board.events import BallotChanged, BallotPapers, VoteCast
from domain.board.refusals import BallotOver
from domain.board.voting import Voting
from domain.files import Scan
from domain.outbox import Lane
from domain.people import Person
from domain.roles import Role
from handlers.applications.screens import answers_text
from handlers.asking import Asked, Question, ask, lead_back
from handlers.board.actions import BoardAction, VoteAction
from handlers.board.cards import (
    SHOWN,
    about,
    amend_card,
    amend_cards,
    amend_progress,
    card_keyboard,
    card_text,
    is_running,
    lead_to_meetings,
)
from handlers.board.past import past_button
from handlers.contacts.home import back_button, home_button
from handlers.refusals import way_on
from handlers.router import Router
from handlers.say import Recipient, Say, Tell
from handlers.tellings import tells
from handlers.ui import button, clip, keyboard

router = Router(name="board-voting")

TO_APPLICANT = Question("board-to-applicant")

way_on("board-vote-missing")(home_button)


@router.taps(VoteAction, "list")
async def list_ballots(person: Person, to: Recipient, voting: Voting, state: FSMContext) -> None:
    await state.clear()
    show_ballots(to, await voting.mine(person))


def show_ballots(to: Recipient, cards: Sequence[BallotCard]) -> None:
    """List the open questions for a board member, each with their own vote."""
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
    """Show a question in place of the tapped screen."""
    to.screen(card_text(to, card), card_keyboard(to, card), about=about(card))


@router.taps(VoteAction, "for", "against", "abstain")
async def cast(action: VoteAction, person: Person, voting: Voting, tell: Tell) -> None:
    tell(await voting.cast(person, action.id, Choice(action.verb)))


@tells(VoteCast)
def tell_vote_cast(event: VoteCast, say: Say) -> None:
    """Show the voter their vote, and the secretaries only that they have voted."""
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
                unheard=Role.SECRETARY,
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
    back = lead_back(to, VoteAction(verb="open", id=action.id))
    to.screen(text, keyboard(turn, [back]), about=about(card))


@router.taps(VoteAction, "papers")
async def send_papers(action: VoteAction, person: Person, voting: Voting, tell: Tell) -> None:
    tell(await voting.papers(person, action.id))


@tells(BallotOver)
def tell_ballot_over(event: BallotOver, say: Say) -> None:
    """Show the question as it is now to a board member; lead a secretary back to the meetings."""
    to = say.to(event.person)
    to.answer("refused-board-vote-over", alert=True)
    if say.tapped is not None and (say.tapped.data or "").startswith("vote:"):
        show_card(to, event.card)
    else:
        to.screen(to.text("refused-board-vote-over"), lead_to_meetings(to))


@tells(BallotPapers)
def tell_ballot_papers(event: BallotPapers, say: Say) -> None:
    to = say.to(event.person)
    to.answer("vote-papers-coming")
    say_papers(to, event.card, event.job, again=f":{say.tapped.id}" if say.tapped is not None else "")


def say_papers(to: Recipient, card: BallotCard, job: int | None, *, again: str = "") -> None:
    """Send what the applicant handed in, protected from forwarding."""
    if card.application is None:
        return
    application = card.application.application
    for number, page in enumerate(application.files, 1):
        caption = to.label(
            "application-page", number=number, total=len(application.files), application=str(application.id)
        )
        key = f"{about(card)}:paper:{number}{again}:{to.person.id}"
        # Whoever doesn't get the papers doesn't get the notice either, and that is heard of.
        to.say.call(_page(to, page, caption), to.person.id, lane=Lane.NOTICES, key=key, may_be_lost=True)
    if job is not None:
        to.document(
            job,
            to.text("vote-document", number=str(application.id)),
            key=f"{about(card)}:document{again}:{to.person.id}",
            protect=True,
            may_be_lost=True,
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
    text = to.text("vote-ask-words", title=clip(card.title, 200) or "—")
    back = VoteAction(verb="open", id=action.id)
    await ask(to, state, TO_APPLICANT, text, back=back, about=about(card), id=action.id)


@router.answers(TO_APPLICANT)
async def ask_applicant(text: str, asked: Asked, person: Person, voting: Voting, tell: Tell) -> None:
    tell(await voting.ask(person, asked["id"], text))


@tells(BallotChanged)
def tell_ballot_changed(event: BallotChanged, say: Say) -> None:
    """Refresh every board member's card, and tell those whose questions were answered."""
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
            unheard=Role.SECRETARY,
        )


def _answers(card: BallotCard) -> int:
    notes = () if card.application is None else card.application.notes
    return sum(note.step is Step.ANSWERED for note in notes)
