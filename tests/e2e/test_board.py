"""The board, over HTTP: votes by seven from the agenda to the minutes, what they decide, and who hears of it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.i18n import FluentTexts
from domain.association import Association
from storage.tables.board import votes
from storage.tables.people import audit
from tests.e2e.council import BOARD, NONNA, TAMARA, has, offices_at_work, opened, vote
from tests.e2e.harness import Artel, Screen, Visitor
from tests.e2e.joining import applied, audited, labelled, plan_meeting, press, rendered, stands, status
from tests.e2e.webinars import ANNA, HOUR, present
from tests.words import like, matching

MEETING = "15.02.2027 15:00"
MARIA = "Иванова Мария Петровна"
ANSWER = "В поликлинике № 3."


@pytest.fixture
async def artel(database_url: str, texts: FluentTexts, association: Association) -> AsyncIterator[Artel]:
    async with offices_at_work(database_url, texts, association, ANNA) as artel:
        yield artel


async def minutes(reader: Visitor, directory: Path) -> str:
    """The minutes as somebody gets them, as text."""
    screen = await has(reader, "vote-minutes")
    while screen.document is None:  # the file comes by itself, a button of that name is there before
        screen = await has(reader, reader.words("vote-minutes", at=""))
    _, text = await rendered(await reader.artel.download(screen.document["file_id"]), directory)
    return " ".join(text.split())


async def test_seven_vote_on_an_applicant_who_becomes_a_member_and_pays(artel: Artel, tmp_path: Path) -> None:
    """A question and its answer, a changed vote, a missed quorum, a prolongation, the count, the minutes, the dues."""
    nonna, *board = present(artel, NONNA, *BOARD)
    maria = await artel.visitor(first_name="Мария", username="maria")
    await applied(maria)
    await press(nonna, "accept")
    await plan_meeting(nonna, MEETING)
    await opened(nonna)
    await ask_and_vote(artel, maria, nonna, board)
    await miss_and_reach_the_quorum(artel, maria, nonna, board)
    counted = like("vote-result", abstained=0, no=1, of=7, status="adopted", voted=7, yes=6)
    await has(nonna, "vote-closed", counted)
    await has(board[3], MARIA, counted)
    for directory, reader in (("secretary", nonna), ("board", board[2])):
        (tmp_path / directory).mkdir()
        text = await minutes(reader, tmp_path / directory)
        assert [it for it in (MARIA, "Архип", "Жанна", "6") if it not in text] == []
    assert [await audited(artel, act) for act in ("vote-opened", "vote-closed", "application-admit")] == [
        1
    ] * 3
    await pay(artel, maria)


async def ask_and_vote(artel: Artel, maria: Visitor, nonna: Visitor, board: list[Visitor]) -> None:
    for one in board:
        await has(one, MARIA, button=one.words("vote-for"))
    await artel.settled()
    for one in board:
        papers = [it for it in await artel.control.messages(one.id) if "document" in it or "photo" in it]
        assert len(papers) == 3
        assert all(it["has_protected_content"] for it in papers)

    # A question to the applicant, whose answer everybody sees on the card.
    await board[0].tap("vote-ask")
    await board[0].finds("vote-ask-words")
    await board[0].write("Где вы работали раньше?")
    await maria.finds("Где вы работали раньше?")
    await maria.write(ANSWER)
    for one in (board[0], board[6]):
        await has(one, MARIA, ANSWER, button=one.words("vote-for"))

    # Three vote, one of them twice; who said what nobody else sees.
    await vote(board[0], MARIA, "for")
    await vote(board[1], MARIA, "against")
    await vote(board[1], MARIA, "for")
    await vote(board[2], MARIA, "against")
    await artel.settled()
    assert len(await artel.rows(select(votes))) == 3
    await has(
        nonna,
        like("vote-progress-line", of=7, quorum="no", status="open", voted=3),
        "vote-progress-waiting",
        "Жанна",
    )
    await unseen(artel, nonna, *board[3:])

    # Whoever has not voted is reminded a day and three hours before the end, and nobody else.
    for hours in (48, 21):
        await artel.control.advance(hours * HOUR)
        await has(board[6], like("vote-reminder", count=1))
        await artel.settled()
    assert [reminders(await one.chat()) for one in board] == [0] * 3 + [2] * 4


async def miss_and_reach_the_quorum(
    artel: Artel, maria: Visitor, nonna: Visitor, board: list[Visitor]
) -> None:
    """Prolonged, it is reached: all have voted before the new end, and the secretary closes at once."""
    await artel.control.advance(3 * HOUR)
    missed = await has(nonna, "vote-missed", button=nonna.words("vote-look"))
    assert await status(artel, maria) == ["complete"]
    card = await has(board[6], MARIA, like("vote-card", place=1))
    late = await board[6].tap_in(card, data="vote:for:1:0", forge=True)
    assert late.text == board[6].words("refused-board-vote-over")
    await nonna.tap_in(missed, text=nonna.words("vote-look"))
    await nonna.tap_in(
        await has(nonna, like("vote-progress", over="yes"), button=nonna.words("vote-prolong", hours=24)),
        text=nonna.words("vote-prolong", hours=24),
    )
    for one in board[3:]:
        await vote(one, MARIA, "for")
    await nonna.tap("vote-close")
    await nonna.tap("vote-close-sure")
    await maria.finds(stands(maria, "admitted"))
    await artel.settled()


async def pay(artel: Artel, maria: Visitor) -> None:
    """The invoice came with the admission; the receipt is confirmed in one tap."""
    (tamara,) = present(artel, TAMARA)
    invoice = await has(
        maria,
        like("dues-file-caption", number="2027-0001"),
        "5\xa0000\xa0₽",
        button=maria.words("dues-receipt"),
    )
    assert invoice.document is not None
    await maria.tap_in(invoice, text=maria.words("dues-receipt"))
    await maria.send_files(("чек.pdf", b"%PDF-1.4 receipt"))
    await maria.finds(like("dues-home", stands="checking"))
    card = await tamara.finds(MARIA, like("treasury-receipts-wait", count=1))
    await tamara.tap(matching(like("treasury-confirm"), card.buttons)[0])
    assert tamara.taps == 1
    await maria.finds(like("dues-thanks", amount="5 000 ₽"), like("dues-standing", status="paid"))
    await maria.start()
    await maria.finds(
        "contact-home-member", like("dues-home", stands="paid"), button=maria.words("contact-membership")
    )


def reminders(chat: list[Screen]) -> int:
    return sum(screen.shows("vote-reminder") for screen in chat)


async def unseen(artel: Artel, *people: Visitor) -> None:
    """Nobody of these sees how anybody else voted."""
    for one in people:
        for screen in await one.chat():
            assert not screen.shows(like("vote-count"))
            assert "✓" not in "".join(screen.buttons)
    assert not [row for row in await artel.rows(select(audit.c.data)) if "against" in row["data"]]


async def test_a_refusal_an_expulsion_and_a_question_of_their_own(artel: Artel) -> None:
    """One agenda of all kinds; the clock counts it, and whom it is about hears the outcome in the same commit."""
    nonna, anna, *board = present(artel, NONNA, ANNA, *BOARD)
    maria = await artel.visitor(first_name="Мария", username="maria")
    await applied(maria)
    await press(nonna, "accept")
    await plan_meeting(nonna, MEETING)
    await nonna.tap("board-put")
    await nonna.finds("board-question-ask")
    await nonna.write("Утвердить план работы на 2027 год")
    await nonna.finds("Утвердить план работы")
    await nonna.write("/members")
    await nonna.tap(await labelled(nonna, "Анна · "))
    await nonna.tap("member-expel")
    await nonna.finds("board-expulsion-ask")
    await nonna.write("Нарушение пункта 4.2 устава")
    await has(nonna, like("board-agenda-line", kind="expulsion"), button=nonna.words("board-vote"))
    await nonna.write("/board")
    await nonna.tap(await labelled(nonna, "15 февраля 2027"))
    await opened(nonna)

    await has(board[0], like("vote-card", place=3, total=3), "Анна", "Нарушение пункта 4.2 устава")
    for number, one in enumerate(board):
        await vote(one, MARIA, "against" if number < 4 else "for")
        await vote(one, "план работы", "for" if number < 4 else "abstain")
        await vote(one, "Нарушение пункта", "for" if number < 5 else "against")
    await has(nonna, "vote-all-voted")
    await artel.control.advance(72 * HOUR)
    reason = maria.words("vote-count", yes=3, no=4, abstained=0)
    await maria.finds(stands(maria, "refused", reason=reason))
    told = await anna.finds(like("member-changed", action="expel", reason="Нарушение пункта 4.2 устава"))
    assert anna.words("contact-join") in told.buttons
    closed = await has(nonna, "vote-closed")
    counts = (
        {"abstained": 0, "no": 4, "of": 7, "status": "rejected", "voted": 7, "yes": 3},
        {"abstained": 3, "no": 0, "status": "adopted", "yes": 4},
        {"abstained": 0, "no": 2, "status": "adopted", "yes": 5},
    )
    assert [count for count in counts if not closed.shows(like("vote-result", **count))] == []
    assert await status(artel, maria) == ["refused"]
    assert await audited(artel, "membership-expel") == 1
    await anna.start()
    await anna.finds(like("member-home", status="expelled"))
