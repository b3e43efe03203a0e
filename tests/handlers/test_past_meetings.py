"""Meetings in the room, and what is left of meetings afterwards: their results and their minutes."""

from dataclasses import replace

import pytest

from domain.board.entities import MeetingKind
from domain.board.life import MeetingStatus
from storage.board.meetings import MeetingsTable
from storage.tables.applications import applications
from tests.handlers.boardroom import HOUR, Boardroom
from tests.handlers.harness import Street
from tests.words import has, like, matching, words


@pytest.fixture
async def room(street: Street) -> Boardroom:
    """Seven board members, and an agenda with a question of each kind."""
    made = Boardroom(street)
    await made.gather()
    await made.put_agenda()
    return made


async def decide_on_card(street: Street, room: Boardroom, verb: str) -> None:
    """The secretary enters the board's decision on the application's card."""
    [application] = await street.rows(applications)
    await room.secretary.tap(f"card:{verb}:{application['id']}:{application['version']}:")
    if verb != "admit":
        await room.secretary.write("Мало сведений")


async def hold(room: Boardroom) -> None:
    await room.secretary.tap("board:hold:1:")
    await room.secretary.press("board-hold-sure")


async def test_a_meeting_in_the_room_has_minutes_that_everybody_gets(street: Street, room: Boardroom) -> None:
    """What was decided on the application's card stands in them as well; what was not goes to the next meeting."""
    vera = room.secretary
    await decide_on_card(street, room, "admit")
    assert room.applicant.told("application-stands", status="admitted")
    await vera.tap("agenda:reject:1")
    await vera.write("Решено единогласно")
    assert vera.screen.says(
        "board-agenda-line", kind="person", place=1, status="adopted", title="Иванова Мария"
    )
    assert vera.screen.says(
        "board-agenda-line", kind="expulsion", place=2, status="rejected", title="Лев Исключаемый"
    )
    assert [label for label in vera.screen.labels if label[:2] in ("1.", "2.", "3.")] == [
        words("board-agenda-row", place=3, title="Утвердить план")
    ]
    await vera.tap("board:hold:1:")
    assert vera.screen.says("board-hold-ask", count=1)
    await vera.press("board-hold-sure")
    assert vera.screen.says("board-ended", coming="yes", moved=1, status="held")
    [minutes] = await room.orders("minutes")
    assert [(it["kind"], it["title"], it["decision"], it["reason"]) for it in minutes["questions"]] == [
        ("admission", "Иванова Мария", "adopted", ""),
        ("expulsion", "Лев Исключаемый", "rejected", "Решено единогласно"),
    ]
    assert all(it["room"] for it in minutes["questions"])
    assert (minutes["board"], minutes["present"], minutes["opened_at"]) == ([], [], None)
    sent = len(street.sent)
    await room.make()
    documents = [owed for owed in street.sent[sent:] if has(owed.params.get("caption", ""), "vote-minutes")]
    assert sorted(owed.chat_id or 0 for owed in documents) == [60, *range(61, 68)]
    await hold(room)
    assert len(await room.orders("minutes")) == 1, "a meeting is held once"


@pytest.mark.parametrize(("verb", "decision"), [("refuse", "rejected"), ("postpone", "postponed")])
async def test_every_decision_on_the_card_stands_in_the_minutes(
    street: Street, room: Boardroom, verb: str, decision: str
) -> None:
    await decide_on_card(street, room, verb)
    await hold(room)
    [minutes] = await room.orders("minutes")
    assert [(it["decision"], it["reason"]) for it in minutes["questions"]] == [(decision, "Мало сведений")]
    [application] = await street.rows(applications)
    assert application["status"] == ("refused" if verb == "refuse" else "postponed")


async def test_what_was_decided_on_the_card_is_not_put_to_the_vote(street: Street, room: Boardroom) -> None:
    await decide_on_card(street, room, "admit")
    await room.open()
    assert await room.statuses() == ["adopted", "open", "open"]
    for voter in room.board:
        await room.vote(voter, "for")
    await room.secretary.tap("board:close-sure:1:")
    [minutes] = await room.orders("minutes")
    assert [(it["decision"], it["room"]) for it in minutes["questions"]] == [
        ("adopted", True),
        ("adopted", False),
        ("adopted", False),
    ]


async def test_what_was_put_off_can_come_back_to_the_same_agenda(street: Street, room: Boardroom) -> None:
    """The meeting to which it went is called off, and this one is still to come."""
    await room.secretary.tap("board:plan:0:regular")
    await room.secretary.write("15.12.2032 15:00")
    await decide_on_card(street, room, "postpone")
    assert (await street.rows(applications))[0]["meeting_id"] == 2
    await room.secretary.tap("board:cancel-sure:2:")
    assert (await street.rows(applications))[0]["meeting_id"] == 1
    await room.open()
    admissions = [row for row in await room.ballots() if row["kind"] == "admission"]
    assert [row["status"] for row in admissions] == ["postponed", "open"]


async def test_a_meeting_that_decided_nothing_has_no_minutes(room: Boardroom) -> None:
    await hold(room)
    assert room.secretary.screen.says("board-ended", coming="no")
    assert await room.orders("minutes") == []
    await room.secretary.write("/board")
    await room.secretary.press("board-past", like("board-past-row", kind="regular"))
    assert room.secretary.screen.says("board-past-meeting", count=0)
    assert words("board-minutes") not in room.secretary.screen.labels
    await room.secretary.tap("past:minutes:1:0")
    assert await room.orders("minutes") == []


@pytest.mark.parametrize("office", ["secretary", "board member"])
async def test_results_and_minutes_of_past_meetings_are_found(room: Boardroom, office: str) -> None:
    await room.open()
    for voter in room.board:
        await room.vote(voter, "for", 1, 3)
    await room.secretary.tap("agenda:reject:2")
    await room.secretary.write("Решено единогласно")
    await room.secretary.tap("board:close-sure:1:")
    reader = room.secretary if office == "secretary" else room.board[0]
    await room.make()
    await reader.write("/board")
    await reader.press("board-past", like("board-past-row", kind="regular"))
    assert "1. Иванова Мария\n" in reader.screen.text
    assert reader.screen.says("vote-result", no=0, room="no", status="adopted", voted=7, yes=7)
    assert "3. Утвердить план\n" in reader.screen.text
    assert reader.screen.says("vote-result", reason="Решено единогласно", room="yes", status="rejected")
    await reader.press("board-minutes")
    assert reader.answer == words("vote-minutes-coming")
    first, second = await room.orders("minutes")
    assert second == first
    await room.make()
    assert reader.screen.says("vote-minutes")
    await reader.write("/board")
    await reader.press("board-past", like("board-past-row", kind="regular"), "ui-back", "board-list")
    assert reader.screen.says("board-meetings") is (office == "secretary")


async def test_many_past_meetings_are_turned_page_by_page(street: Street, room: Boardroom) -> None:
    reader, now = room.board[0], street.clock.now()
    await reader.tap("past:list:0:0")
    assert reader.screen.says("board-past-meetings", count=0)
    async with street.database.transaction() as transaction:
        meetings = MeetingsTable(transaction)
        for number in range(10):
            held = await meetings.add(now - number * 24 * HOUR, MeetingKind.EXTRA)
            await meetings.save(replace(held, status=MeetingStatus.HELD))
    extra = like("board-past-row", kind="extra")
    await reader.tap("past:list:0:0")
    assert len(matching(extra, reader.screen.labels)) == 8
    await reader.press("board-past-earlier")
    assert len(matching(extra, reader.screen.labels)) == 2
    assert words("board-past-earlier") not in reader.screen.labels
    await reader.press("7 января", "ui-back", "board-past-later")
    assert len(matching(extra, reader.screen.labels)) == 8


async def test_long_results_fit_a_screen(room: Boardroom) -> None:
    for number in range(40):
        await room.secretary.tap("board:put:1:")
        await room.secretary.write(f"Вопрос {number} " + "слово " * 300)
    for row in await room.ballots():
        if row["kind"] == "free":
            await room.secretary.tap(f"agenda:adopt:{row['id']}")
            await room.secretary.write("Потому что " * 150)
    await hold(room)
    await room.secretary.tap("past:open:1:0")
    assert "Вопрос 0" in room.secretary.screen.text
    assert len(room.secretary.screen.text) < 4096
