"""A question on a board member's card, and the progress of the vote on a secretary's screen."""

from collections.abc import Iterable

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from domain.applications.entities import ASKING, Card, Step
from domain.board.ballots import BallotCard, BallotKind, Choice, Progress
from domain.board.entities import Meeting
from domain.board.life import BallotStatus, MeetingStatus
from domain.board.running import PROLONGATIONS
from domain.people import Person
from handlers.applications.screens import answers_brief, conversation
from handlers.board.actions import AgendaAction, BoardAction, VoteAction
from handlers.contacts.home import back_button
from handlers.names import person_name
from handlers.refusals import way_on
from handlers.say import Recipient, Say
from handlers.ui import button, clip, keyboard

SHOWN = 30  # questions on one screen
LONGEST_NAMES = 700  # characters of names on a screen


def about(card: BallotCard) -> str:
    """Key prefix of all messages about a question, so that erasing the applicant finds them."""
    whose = "" if card.application is None else f"application:{card.application.application.id}:"
    return f"{whose}ballot:{card.ballot.id}"


def card_key(card: BallotCard, person_id: int) -> str:
    """The key of a board member's card of a question."""
    return f"{about(card)}:card:{person_id}"


def progress_key(meeting: Meeting, person_id: int) -> str:
    """The key of a secretary's screen that follows a vote."""
    return f"meeting:{meeting.id}:progress:{person_id}"


def is_running(to: Recipient, card: BallotCard) -> bool:
    """Whether the question can be voted on now."""
    until = card.meeting.until
    return (
        card.ballot.status is BallotStatus.OPEN
        and card.meeting.status is MeetingStatus.VOTING
        and until is not None
        and to.say.now < until
    )


def card_text(to: Recipient, card: BallotCard) -> str:
    """The question, the person's own vote, and the result once there is one."""
    ballot, choice = card.ballot, card.choice_of(to.person.id)
    parts = [
        to.text(
            "vote-card",
            place=card.place,
            total=card.total,
            kind=ballot.kind.value,
            title=clip(card.title, 2000) or "—",
        )
    ]
    if ballot.kind is BallotKind.EXPULSION and ballot.text:
        parts.append(to.text("vote-card-why", reason=clip(ballot.text, 1500)))
    if card.application is not None:
        parts += _of_application(to, card.application)
    until = card.meeting.until
    if ballot.status is BallotStatus.OPEN:
        own = "none" if choice is None else choice.value
        at = "none" if until is None else to.say.texts.moment(to.person.language, until)
        over = _yes(not is_running(to, card))
        if over == "yes" and card.meeting.missed:
            over = "paused"
        parts.append(to.text("vote-card-open", choice=own, until=at, over=over))
    else:
        parts.append(result_text(to, card))
        if choice is not None:
            parts.append(to.text("vote-card-own", choice=choice.value))
    if card.tally is not None and ballot.status is BallotStatus.OPEN:
        parts.append(_shown(to, card))
    return "\n\n".join(part for part in parts if part)


def _of_application(to: Recipient, card: Card) -> list[str]:
    said = [note for note in card.notes if note.step in (*ASKING, Step.ANSWERED)][-4:]
    return [answers_brief(to, card, room=1200), *conversation(to, said)]


def result_text(to: Recipient, card: BallotCard, longest: int = 500) -> str:
    """The outcome of a question, with the reason cut to `longest` characters."""
    ballot = card.ballot
    return to.text(
        "vote-result",
        status=ballot.status.value,
        room=_yes(ballot.room),
        reason=(clip(ballot.reason, longest) if longest > 0 else "") or "none",
        yes=ballot.tally.yes,
        no=ballot.tally.no,
        abstained=ballot.tally.abstained,
        voted=ballot.tally.given,
        of=ballot.of,
    )


def _shown(to: Recipient, card: BallotCard) -> str:
    tally = card.tally
    if tally is None:
        return ""
    lines = [to.text("vote-shown", yes=tally.yes, no=tally.no, abstained=tally.abstained)]
    for choice in Choice:
        names = [person_name(to, person) for person, said in card.named if said is choice]
        if names:
            lines.append(to.text("vote-shown-names", choice=choice.value, names=_names(names)))
    return "\n".join(lines)


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _names(names: Iterable[str]) -> str:
    return clip(", ".join(names), LONGEST_NAMES)


def card_keyboard(to: Recipient, card: BallotCard) -> InlineKeyboardMarkup:
    """Buttons to vote, to see the applicant's papers and answers, and to ask them."""
    number, choice = card.ballot.id, card.choice_of(to.person.id)
    rows: list[list[InlineKeyboardButton]] = []
    running = is_running(to, card)
    if running:
        buttons = [_choice(to, number, one, mine=one is choice) for one in Choice]
        rows += [buttons[:2], buttons[2:]]  # three don't fit beside each other on a phone
    if card.application is not None:
        rows.append(
            [
                button(to.label("vote-papers"), VoteAction(verb="papers", id=number)),
                button(to.label("vote-answers"), VoteAction(verb="answers", id=number)),
            ]
        )
        if running:
            rows.append([button(to.label("vote-ask"), VoteAction(verb="ask", id=number))])
    rows.append([list_button(to)])
    return keyboard(*rows)


def _choice(to: Recipient, number: int, choice: Choice, *, mine: bool) -> InlineKeyboardButton:
    label = ("✓ " if mine else "") + to.label(f"vote-{choice}")
    return button(label, VoteAction.model_validate({"verb": choice.value, "id": number}))


def list_button(to: Recipient) -> InlineKeyboardButton:
    """The button to a board member's open questions."""
    return button(to.label("vote-list"), VoteAction(verb="list"))


def meetings_button(to: Recipient) -> InlineKeyboardButton:
    """The button to a secretary's meetings."""
    return button(to.label("board-list"), BoardAction(verb="list"))


@way_on("board")
def lead_to_meetings(to: Recipient) -> InlineKeyboardMarkup:
    """To the meetings, or home."""
    return keyboard([meetings_button(to)], [back_button(to)])


def amend_cards(cards: Iterable[BallotCard], board: Iterable[Person], say: Say) -> None:
    """Refresh the board's cards of these questions."""
    board = tuple(board)
    for card in cards:
        for person in board:
            amend_card(say.to(person), card)


def amend_card(to: Recipient, card: BallotCard) -> None:
    """Refresh one board member's card of a question."""
    to.amend(card_key(card, to.person.id), card_text(to, card), card_keyboard(to, card))


# What a secretary sees of a vote: who has voted, never how


def progress_text(to: Recipient, progress: Progress) -> str:
    """How many have voted on each question, and who has not."""
    meeting, moment = progress.meeting, to.say.texts.moment
    left: dict[Person, int] = {}
    for line in progress.open:
        for person in line.waiting:
            left[person] = left.get(person, 0) + 1
    parts = [
        to.text(
            "vote-progress",
            at=moment(to.person.language, meeting.at),
            until="none" if meeting.until is None else moment(to.person.language, meeting.until),
            over=_yes(progress.over),
            of=progress.of,
        ),
        "\n".join(
            to.text(
                "vote-progress-line",
                place=place,
                title=clip(line.title, 50) or "—",
                status=line.ballot.status.value,
                voted=line.voted,
                of=progress.of,
                quorum=_yes(line.quorum),
            )
            for place, line in enumerate(progress.lines[:SHOWN], 1)
        ),
    ]
    if left:
        names = [f"{person_name(to, person)} ({count})" for person, count in left.items()]
        parts.append(to.text("vote-progress-waiting", names=_names(names)))
    elif progress.open:
        parts.append(to.text("vote-progress-all"))
    return "\n\n".join(part for part in parts if part)


def progress_keyboard(to: Recipient, progress: Progress) -> InlineKeyboardMarkup:
    """What a secretary can do with a vote now: enter a decision, prolong, close."""
    meeting = progress.meeting
    rows: list[list[InlineKeyboardButton]] = [
        [
            button(
                to.label("board-agenda-row", place=place, title=clip(line.title, 28) or "—"),
                AgendaAction(verb="open", id=line.ballot.id),
            )
        ]
        for place, line in enumerate(progress.lines[:SHOWN], 1)
        if line.ballot.status is BallotStatus.OPEN
    ]
    if meeting.status is MeetingStatus.VOTING and progress.open:
        rows.append(
            [
                button(
                    to.label("vote-prolong", hours=hours),
                    BoardAction(verb="prolong", id=meeting.id, value=f"{hours}-{meeting.version}"),
                )
                for hours in PROLONGATIONS
            ]
        )
        if progress.may_close:
            rows.append([button(to.label("vote-close"), BoardAction(verb="close", id=meeting.id))])
        rows.append(
            [
                button(to.label("vote-refresh"), BoardAction(verb="open", id=meeting.id)),
                button(to.label("board-cancel"), BoardAction(verb="cancel", id=meeting.id)),
            ]
        )
    return keyboard(*rows, [meetings_button(to), back_button(to)])


def amend_progress(progress: Progress, secretaries: Iterable[Person], say: Say) -> None:
    """Refresh the screens on which the secretaries follow a vote."""
    for secretary in secretaries:
        to = say.to(secretary)
        to.amend(
            progress_key(progress.meeting, secretary.id),
            progress_text(to, progress),
            progress_keyboard(to, progress),
        )
