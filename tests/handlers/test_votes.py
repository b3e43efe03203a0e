"""The board votes in the chat: from the agenda to the minutes, and what nobody may see or do."""

import json
import re
from dataclasses import replace

import pytest

from domain.board.ballots import BallotKind
from domain.members.entities import MemberStatus
from domain.roles import Role
from storage.members import MembersTable
from storage.tables.applications import applications
from storage.tables.board import votes
from storage.tables.members import members
from storage.tables.people import audit
from tests.handlers.boardroom import HOUR, Boardroom
from tests.handlers.harness import Street, Visitor
from tests.handlers.steps import appoint, arrive, dismiss, tick
from tests.words import has, like, words


@pytest.fixture
async def room(street: Street) -> Boardroom:
    """Seven board members, and an agenda with a question of each kind."""
    made = Boardroom(street)
    await made.gather()
    await made.put_agenda()
    return made


async def test_everybody_on_the_board_gets_the_papers_and_a_card_for_each_question(
    street: Street, room: Boardroom
) -> None:
    vera, board = room.secretary, room.board
    await room.open()
    assert vera.screen.says("vote-progress", over="no")
    assert vera.told("vote-progress-line", of=7, quorum="no", status="open", voted=0)
    papers = [owed for owed in street.sent if owed.method in ("sendPhoto", "sendDocument")]
    assert len(papers) == 3 * len(board), "two pages and the application's document for each"
    assert all(owed.params["protect_content"] is True for owed in papers)
    order = [
        owed.params.get("photo") or owed.params.get("document") for owed in street.sent if owed.chat_id == 61
    ]
    assert order[1:] == ["scan-1", "scan-2", None, None, order[-2], None], "papers come before the card"
    assert str(order[-2]).startswith("job:")

    first = board[0]
    card = await room.card(first, 1)
    assert card.says("vote-card", kind="expulsion", place=2, total=3)
    assert "Нарушение устава" in card.text
    assert card.says("vote-card-open", choice="none")
    assert "Утвердить план" in (await room.card(first, 2)).text
    assert "Учиться" in (await room.card(first, 3)).text


async def test_an_agenda_is_voted_on_and_everything_follows_from_the_count(
    street: Street, room: Boardroom
) -> None:
    """An admission, an expulsion and a free question: votes, a change of mind, results, what comes of them."""
    vera, board, first = room.secretary, room.board, room.board[0]
    await room.open()
    await room.vote(first, "against", 3)
    assert (await room.card(first, 3)).says("vote-card-open", choice="against")
    await room.vote(first, "for")
    assert (await room.card(first, 3)).says("vote-card-open", choice="for")
    assert first.answer == words("vote-taken", choice="for")
    rows = [row for row in await street.rows(votes) if row["ballot_id"] == 3]
    assert [(row["person_id"], row["choice"]) for row in rows] == [(61, "for")]
    for voter in board[1:5]:
        await room.vote(voter, "for")
    progress = next(
        screen
        for screen in vera.screens
        if screen.says("vote-progress-line", of=7, quorum="yes", status="open", voted=5)
    )
    assert "Член 66 (3), Член 67 (3)" in progress.text
    assert not re.search(rf"\b{words('vote-for')}\b", progress.text, re.IGNORECASE)
    await vera.tap("board:close:1:")
    assert vera.heard("vote-goes-on")
    await room.vote(board[5], "against")
    assert not vera.told("vote-all-voted")
    await room.vote(board[6], "abstain")
    assert vera.told("vote-all-voted")

    await vera.press("vote-close", "vote-close-sure")
    assert await room.statuses() == ["adopted", "adopted", "adopted"]
    assert (await room.meeting())["status"] == "held"
    assert room.applicant.told("application-stands", status="admitted")
    assert room.member.told("member-changed", action="expel")
    assert "Нарушение устава" in room.texts(room.member)
    statuses = {row["person_id"]: row["status"] for row in await street.rows(members)}
    assert statuses == {80: "expelled", 70: "active"}
    card = await room.card(first, 3)
    assert card.says("vote-result", abstained=1, no=1, of=7, room="no", status="adopted", voted=7, yes=5)
    assert not [data for data in card.taps if data.startswith("vote:for")]
    acts = [row["act"] for row in await street.rows(audit)]
    assert acts.count("vote-closed") == acts.count("application-admit") == acts.count("membership-expel") == 1
    assert "against" not in json.dumps(await street.rows(audit)), "the log holds no votes"


async def test_the_minutes_are_ordered_with_all_that_they_say_and_sent_to_all_when_made(
    street: Street, room: Boardroom
) -> None:
    await room.open()
    await room.make()
    for voter, choice in zip(room.board, ["for"] * 5 + ["against", "abstain"], strict=True):
        await room.vote(voter, choice)
    await room.secretary.tap("board:close-sure:1:")
    [minutes] = await room.orders("minutes")
    assert minutes["board"] == minutes["present"] == [f"Член {number}" for number in range(61, 68)]
    assert minutes["quorum"] == {"needed": 4, "voted": 7, "of": 7}
    assert [question["kind"] for question in minutes["questions"]] == ["admission", "expulsion", "free"]
    assert [question["title"] for question in minutes["questions"]] == [
        "Иванова Мария",
        "Лев Исключаемый",
        "Утвердить план",
    ]
    assert [question["decision"] for question in minutes["questions"]] == ["adopted"] * 3
    assert [(it["for"], it["against"], it["abstain"]) for it in minutes["questions"]] == [(5, 1, 1)] * 3
    assert minutes["questions"][0]["votes"][5:] == [["Член 66", "against"], ["Член 67", "abstain"]]
    assert minutes["facts"]["name"]
    before = len(street.sent)
    await room.make()
    documents = [owed for owed in street.sent[before:] if owed.method == "sendDocument"]
    invoices = [owed for owed in documents if has(owed.params["caption"], "dues-file-caption")]
    assert [owed.chat_id for owed in invoices] == [room.applicant.id]
    assert sorted(owed.chat_id or 0 for owed in documents if owed not in invoices) == [60, *range(61, 68)]


async def test_nobody_sees_anothers_vote_before_the_close(street: Street, room: Boardroom) -> None:
    await room.open()
    before = {visitor.id: room.texts(visitor) for visitor in room.board[1:]}
    sent = len(street.sent)
    await room.vote(room.board[0], "against")
    for visitor in room.board[1:]:
        assert room.texts(visitor) == before[visitor.id]
        await visitor.tap("vote:list:0:0")
        assert "✓" not in str(visitor.screen.buttons)
        for number in (1, 2, 3):
            await visitor.tap(f"vote:open:{number}:0")
            assert visitor.screen.says("vote-card-open", choice="none")
            assert words("vote-against").lower() not in visitor.screen.text.lower()
    await room.secretary.tap("board:open:1:")
    assert {owed.chat_id for owed in street.sent[sent:]} <= {60, *range(61, 68)}
    for owed in street.sent[sent:]:
        if owed.chat_id != 61:
            assert words("vote-against").lower() not in str(owed.params.get("text")).lower()


@pytest.mark.usefixtures("room")
async def test_votes_are_seen_where_the_configuration_says_so(street: Street) -> None:
    board = street.config.board.model_copy(update={"votes_shown": True})
    config = street.config.model_copy(update={"board": board})
    config.__dict__.pop("board_terms", None)  # what was made of the other settings
    street = Street(street.database, street.clock, config, street.association, street.texts)
    room = Boardroom(street)
    await room.open()
    await room.vote(room.board[0], "against", 2)
    other = await room.card(room.board[1], 2)
    assert other.says("vote-shown", abstained=0, no=1, yes=0)
    assert other.says("vote-shown-names", choice="against", names="Член 61")


async def test_a_double_tap_votes_once_and_a_change_counts_until_the_close(
    street: Street, room: Boardroom
) -> None:
    await room.open()
    voter = room.board[0]
    for choice in ("for", "for", "abstain"):
        await voter.tap(f"vote:{choice}:2:0")
    [vote] = await street.rows(votes)
    assert vote["choice"] == "abstain"
    assert [row["act"] for row in await street.rows(audit)].count("vote-cast") == 2
    await room.wait(72)
    await voter.tap("vote:for:2:0")
    assert voter.heard("refused-board-vote-over")
    [vote] = await street.rows(votes)
    assert vote["choice"] == "abstain"


async def test_a_question_to_the_applicant_is_answered_on_everybodys_card(room: Boardroom) -> None:
    await room.open()
    asker, other = room.board[0], room.board[1]
    card = await room.card(asker, 3)
    await asker.tap(card.data_of("vote-ask"), card)
    await asker.write("Где вы работаете?")
    assert asker.screen.says("vote-asked")
    assert "Где вы работаете?" in (await room.card(other, 3)).text
    assert room.applicant.screen.says("application-asked-you", question="Где вы работаете?")
    await room.applicant.write("В больнице № 1")
    for visitor in room.board:
        assert "В больнице № 1" in (await room.card(visitor, 3)).text
    assert asker.screen.says("vote-answered", place=1, title="Иванова Мария")
    assert not any(who.told("vote-answered") for who in (*room.board[1:], room.secretary))
    await asker.press("vote-back")
    assert "В больнице № 1" in asker.screen.text
    await room.vote(asker, "for", 3)
    assert "В больнице № 1" in (await room.card(asker, 3)).text
    assert "В больнице № 1" in room.texts(room.secretary)


async def test_only_whoever_asked_as_a_board_member_hears_of_the_answer(
    street: Street, room: Boardroom
) -> None:
    """Not who asked as a secretary, on the application's card, also where they are on the board; and once an answer."""
    await appoint(street, room.secretary.id, Role.BOARD_MEMBER)
    await room.open()

    async def ask(text: str, *askers: Visitor) -> None:
        for asker in askers:
            await asker.tap("vote:ask:3:0")
            await asker.write(text)

    def told() -> dict[int, int]:
        everybody = (room.secretary, *room.board)
        counts = {who.id: who.told("vote-answered") for who in everybody}
        return {person_id: count for person_id, count in counts.items() if count}

    [application] = await street.rows(applications)
    await room.secretary.tap(f"card:ask:{application['id']}:{application['version']}:")
    await room.secretary.write("Как секретарь?")
    await room.applicant.write("Так")
    assert told() == {}
    await ask("Где?", room.board[0])
    await ask("Когда?", room.board[1], room.board[2])
    await dismiss(street, room.board[2].id, Role.BOARD_MEMBER)
    await room.applicant.write("Здесь и сейчас")
    assert told() == {61: 1, 62: 1}
    await room.applicant.tap("join:write:")
    await room.applicant.write("И ещё вот что")
    assert told() == {61: 1, 62: 1}
    await ask("Зачем?", room.secretary)
    await room.applicant.write("Так надо")
    assert told() == {60: 1, 61: 1, 62: 1}
    await ask("А потом?", room.board[0])
    await room.wait(73)
    await room.secretary.tap("board:close-sure:1:")
    await room.applicant.write("Потом увидим")
    assert told() == {60: 1, 61: 1, 62: 1}


async def test_reminders_come_once_and_not_to_those_who_have_voted(street: Street, room: Boardroom) -> None:
    await room.open()
    for voter in room.board[:2]:
        await room.vote(voter, "for")
    await room.vote(room.board[2], "for", 1)

    def reminded() -> list[int]:
        return sorted(
            owed.chat_id or 0 for owed in street.sent if has(owed.params.get("text", ""), "vote-reminder")
        )

    await room.wait(47)
    assert reminded() == []
    await room.wait(1.01)
    assert reminded() == [63, 64, 65, 66, 67]
    assert room.board[2].screen.says("vote-reminder", count=2)
    await tick(street)
    await room.wait(1)
    assert len(reminded()) == 5
    await room.vote(room.board[2], "for")
    await room.wait(20)
    assert len(reminded()) == 5 + 4


async def test_of_reminders_that_were_overtaken_the_latest_comes_only(
    street: Street, room: Boardroom
) -> None:
    await room.open()
    await room.wait(70)
    told = [owed for owed in street.sent if has(owed.params.get("text", ""), "vote-reminder")]
    assert sorted(owed.chat_id or 0 for owed in told) == list(range(61, 68))
    await room.wait(3)
    assert len([owed for owed in street.sent if has(owed.params.get("text", ""), "vote-reminder")]) == 7


async def test_at_the_deadline_a_vote_with_a_quorum_closes_by_itself(street: Street, room: Boardroom) -> None:
    await room.open()
    for voter in room.board[:2]:
        await room.vote(voter, "for")
    for voter in room.board[2:4]:
        await room.vote(voter, "against")
    await room.wait(73)
    assert await room.statuses() == ["rejected", "rejected", "rejected"]
    assert (await room.meeting())["status"] == "held"
    assert room.applicant.screen.says("vote-count", abstained=0, no=2, yes=2)
    assert not room.member.told("member-changed", action="expel")
    assert room.secretary.screen.says("vote-closed")
    assert len(await room.orders("minutes")) == 1
    sent = len(street.sent)
    await room.wait(1)
    assert len(street.sent) == sent


async def test_without_a_quorum_the_vote_is_prolonged_until_there_is_one(
    street: Street, room: Boardroom
) -> None:
    vera = room.secretary
    await room.open()
    for voter in room.board[:3]:
        await room.vote(voter, "for")
    await room.wait(73)
    assert await room.statuses() == ["open"] * 3
    assert vera.screen.says("vote-missed")
    sent = len(street.sent)
    await room.wait(1)
    assert len(street.sent) == sent, "told once"
    for voter in room.board:
        for number in (1, 2, 3):
            paused = await room.card(voter, number)
            assert paused.says("vote-card-open", over="paused")
            assert not [data for data in paused.taps if data.startswith(("vote:for", "vote:ask"))]
    await room.board[0].write("/board")
    assert room.board[0].screen.says("vote-mine", count=3, left=0, paused=3)
    await vera.press("vote-look")
    data = vera.screen.data_of(like("vote-prolong", hours=24))
    screen = vera.screen
    await vera.tap(data, screen)
    await vera.tap(data, screen)
    assert vera.screen.says("refused-board-stale")
    meeting = await room.meeting()
    assert street.clock.now() < meeting["until"] < street.clock.now() + 25 * HOUR
    assert room.board[0].told("vote-prolonged")
    again = await room.card(room.board[3], 3)
    assert again.says("vote-card-open", over="no")
    assert again.data_of("vote-for")
    await room.vote(room.board[3], "for")
    await room.wait(25)
    assert await room.statuses() == ["adopted"] * 3
    assert (await room.meeting())["status"] == "held"
    assert len(await room.orders("minutes")) == 1


async def test_what_has_no_quorum_goes_to_the_next_meeting(street: Street, room: Boardroom) -> None:
    """Also a question whose quorum is there is decided at the deadline, whatever the others lack."""
    vera = room.secretary
    await room.open()
    for voter in room.board[:4]:
        await room.vote(voter, "for", 2)
    await room.wait(73)
    assert await room.statuses() == ["open", "open", "adopted"]
    await vera.tap("board:plan:0:regular")
    await vera.write("15.12.2032 15:00")
    await vera.tap("board:close:1:")
    assert vera.screen.says("vote-close-ask", left=2)
    await vera.tap("board:close-sure:1:")
    assert sorted(await room.statuses()) == ["adopted", "postponed", "postponed", "waiting"]
    [application] = await street.rows(applications)
    assert (application["status"], application["meeting_id"]) == ("complete", 2)
    assert "15 декабря 2032" in room.applicant.screen.text
    await vera.tap("board:open:2:")
    assert vera.screen.says("board-agenda-line", kind="person", title="Иванова Мария")
    assert vera.screen.says("board-agenda-line", kind="expulsion", title="Лев Исключаемый")
    [minutes] = await room.orders("minutes")
    assert [it["decision"] for it in minutes["questions"]] == ["postponed", "postponed", "adopted"]
    await vera.tap("board:close-sure:1:")
    assert vera.screen.says("refused-board-stale")
    assert len(await room.orders("minutes")) == 1


async def test_a_decision_taken_in_the_room_is_entered_with_its_reason(
    street: Street, room: Boardroom
) -> None:
    vera = room.secretary
    await room.open()
    await room.vote(room.board[0], "for")
    for number, verb in ((1, "adopt"), (2, "reject"), (3, "adopt")):
        await vera.tap(f"agenda:open:{number}")
        await vera.tap(f"agenda:{verb}:{number}")
        await vera.write("Решено единогласно")
    await tick(street)
    assert await room.statuses() == ["adopted", "adopted", "rejected"]
    assert (await room.meeting())["status"] == "held"
    assert room.applicant.told("application-stands", status="admitted")
    assert room.member.told("member-changed", action="expel")
    card = await room.card(room.board[0], 2)
    assert card.says("vote-result", no=0, reason="Решено единогласно", room="yes", voted=1, yes=1)
    [minutes] = await room.orders("minutes")
    assert [(it["room"], it["reason"]) for it in minutes["questions"]] == [(True, "Решено единогласно")] * 3


async def test_what_is_postponed_in_the_room_goes_to_the_meeting_after(
    street: Street, room: Boardroom
) -> None:
    await room.secretary.tap("board:plan:0:regular")
    await room.secretary.write("15.12.2032 15:00")
    await room.secretary.tap("agenda:postpone:1")
    await room.secretary.write("Нет сведений")
    await room.secretary.tap("board:vote:1:")
    assert room.secretary.screen.says("vote-open-ask", count=2), "one was put off before the vote"
    await room.secretary.press("vote-open-sure")
    for number in (2, 4):
        await room.secretary.tap(f"agenda:postpone:{number}")
        await room.secretary.write("Нет сведений")
    await tick(street)
    assert (await room.meeting())["status"] == "held"
    [application] = await street.rows(applications)
    assert (application["status"], application["meeting_id"]) == ("postponed", 2)
    assert room.applicant.told("application-stands", status="postponed")
    await room.secretary.tap("board:open:2:")
    for title, kind in (
        ("Иванова Мария", "person"),
        ("Лев Исключаемый", "expulsion"),
        ("Утвердить план", "free"),
    ):
        assert room.secretary.screen.says("board-agenda-line", kind=kind, title=title)
    [minutes] = await room.orders("minutes")
    assert [it["decision"] for it in minutes["questions"]] == ["postponed"] * 3


async def test_a_decision_on_the_applications_card_ends_the_vote_on_it(
    street: Street, room: Boardroom
) -> None:
    await room.open()
    [application] = await street.rows(applications)
    await room.secretary.tap(f"card:admit:{application['id']}:{application['version']}:")
    assert room.applicant.screen.says("application-stands", status="admitted")
    for voter in room.board:
        card = await room.card(voter, 3)
        assert card.says("vote-result", reason="none", room="yes", status="adopted", voted=0)
        assert not [data for data in card.taps if data.startswith("vote:for")]
    await room.board[0].tap("vote:for:3:0")
    assert room.board[0].heard("refused-board-vote-over")
    assert await room.statuses() == ["adopted", "open", "open"]


@pytest.mark.parametrize("way", ["join:withdraw-sure:", "return", "erase"])
async def test_an_application_that_is_gone_is_not_voted_on(street: Street, room: Boardroom, way: str) -> None:
    await room.open()
    await room.vote(room.board[0], "for", 3)
    if way == "return":
        [application] = await street.rows(applications)
        await room.secretary.tap(f"card:return:{application['id']}:{application['version']}:")
        await room.secretary.write("Нет подписи")
    elif way == "erase":
        await room.applicant.tap("contact:erase-sure:")
    else:
        await room.applicant.tap(way)
    await tick(street)
    assert (await room.statuses())[0] == "withdrawn"
    await room.board[1].tap("vote:for:3:0")
    assert room.board[1].heard("refused-board-vote-over")
    assert (await room.meeting())["status"] == "voting"
    for number in (1, 2):
        await room.secretary.tap(f"agenda:reject:{number}")
        await room.secretary.write("Так решили")
    await tick(street)
    assert (await room.meeting())["status"] == "held"


async def test_a_member_who_leaves_meanwhile_is_not_expelled(street: Street, room: Boardroom) -> None:
    await room.open()
    for voter in room.board:
        await room.vote(voter, "for")
    async with street.database.transaction() as transaction:
        members_table = MembersTable(transaction)
        member = await members_table.of_person(80)
        assert member is not None
        await members_table.save(replace(member, status=MemberStatus.LEFT))
    await tick(street)
    assert await room.statuses() == ["open", "withdrawn", "open"]
    await room.wait(73)
    assert [row["status"] for row in await street.rows(members) if row["person_id"] == 80] == ["left"]


async def test_a_demoted_board_member_votes_no_more_and_is_not_counted(
    street: Street, room: Boardroom
) -> None:
    """Reliability row 31: old buttons lead nowhere from the moment the role is gone."""
    await room.open()
    gone = room.board[0]
    for voter in room.board[:4]:
        await room.vote(voter, "for")
    await dismiss(street, gone.id, Role.BOARD_MEMBER)
    votes_before = await street.rows(votes)
    for verb in ("list", "open", "for", "against", "abstain", "papers", "answers", "ask"):
        sent = len(street.sent)
        await gone.tap(f"vote:{verb}:3:0")
        assert "Иванова" not in str([owed.params for owed in street.sent[sent:]])
    assert await street.rows(votes) == votes_before
    refused = [row for row in await street.rows(audit) if row["act"] == "refused"]
    assert len(refused) == 8
    await room.wait(73)
    assert await room.statuses() == ["open"] * 3, "three of six are no quorum"
    await appoint(street, gone.id, Role.BOARD_MEMBER)
    await room.secretary.tap("board:close-sure:1:")
    assert await room.statuses() == ["adopted"] * 3


async def test_two_secretaries_at_once_do_everything_once(street: Street, room: Boardroom) -> None:
    """Reliability row 32."""
    other = street.visitor(59, "ru", first_name="Инна", username="inna")
    await arrive(other)
    await appoint(street, other.id, Role.SECRETARY)
    await street.receive(
        "callback_query", room.secretary.query("board:vote-sure:1:"), other.query("board:vote-sure:1:")
    )
    await street.work()
    await room.make()
    acts = [row["act"] for row in await street.rows(audit)]
    assert acts.count("vote-opened") == 1
    assert len(await room.ballots()) == 3
    assert other.screen.says("refused-board-stale")
    for voter in room.board:
        await room.vote(voter, "for")
    await street.receive(
        "callback_query", room.secretary.query("board:close-sure:1:"), other.query("board:close-sure:1:")
    )
    await street.work()
    acts = [row["act"] for row in await street.rows(audit)]
    assert acts.count("vote-closed") == acts.count("application-admit") == 1
    assert len(await room.orders("minutes")) == 1


async def test_calling_a_vote_off_moves_its_questions(street: Street, room: Boardroom) -> None:
    await room.open()
    await room.vote(room.board[0], "for")
    await room.secretary.tap("board:cancel:1:")
    assert room.secretary.screen.says("board-cancel-ask", count=3)
    await room.secretary.press("board-cancel-sure")
    assert (await room.meeting())["status"] == "cancelled"
    assert sorted(await room.statuses()) == ["postponed"] * 3 + ["waiting"] * 2
    assert (await room.card(room.board[0], 2)).says("vote-result", status="postponed")
    await room.secretary.write("/board")
    assert room.secretary.screen.says("board-meetings", waiting=3)
    await room.secretary.tap("board:plan:0:regular")
    await room.secretary.write("15.12.2032 15:00")
    assert room.secretary.screen.says("board-agenda", count=3)
    await room.secretary.press("board-vote", "vote-open-sure")
    await room.make()
    assert {row["choice"] for row in await street.rows(votes) if row["ballot_id"] > 3} == set()
    assert (await room.card(room.board[0], 6)).says("vote-card-open", choice="none")


async def test_the_secretary_orders_the_agenda(room: Boardroom) -> None:
    vera = room.secretary
    await vera.tap("board:open:1:")
    for place, (kind, title) in enumerate(
        (("person", "Иванова Мария"), ("expulsion", "Лев Исключаемый"), ("free", "Утвердить план")), 1
    ):
        assert vera.screen.says("board-agenda-line", kind=kind, place=place, title=title)
    await vera.tap("board:up:1:b2")
    await vera.tap("board:up:1:b2")
    assert vera.screen.says("board-agenda-line", kind="free", place=1, title="Утвердить план")
    assert vera.screen.says("board-agenda-line", kind="person", place=2, title="Иванова Мария")
    await vera.tap("board:down:1:1")
    await vera.tap("board:up:1:b99")
    await vera.press("board-put")
    await vera.write("Избрать <председателя>")
    assert "Избрать &lt;председателя&gt;" in vera.screen.text
    assert vera.screen.says("board-agenda-line", kind="free", place=4, title="Избрать <председателя>")
    await vera.press(
        like("board-agenda-row", place=4, title="Избрать <председателя>"), "board-question-remove"
    )
    assert "Избрать" not in vera.screen.text
    await room.open()
    [card] = [screen for screen in room.board[0].screens if screen.says("vote-card", place=1, total=3)]
    assert "Утвердить план" in card.text


async def test_board_members_find_their_open_questions(street: Street, room: Boardroom) -> None:
    voter = room.board[0]
    await voter.write("/board")
    assert voter.screen.says("vote-mine", count=0)
    await voter.tap("vote:open:1:0")
    assert voter.screen.says("refused-board-vote-missing"), "an agenda that is not open is not theirs to read"
    await room.open()
    await room.vote(voter, "against", 2)
    await voter.write("/board")
    assert voter.screen.says("vote-mine", count=3, left=2)
    assert voter.screen.labels[:3] == [
        words("vote-row", choice="none", place=1, title="Иванова Мария"),
        words("vote-row", choice="none", place=2, title="Лев Исключаемый"),
        words("vote-row", choice="against", place=3, title="Утвердить план"),
    ]
    await voter.press(like("board-agenda-row", place=1, title="Иванова Мария"), "vote-answers")
    assert "Учиться" in voter.screen.text
    await voter.press("ui-back", "vote-papers")
    pages = [
        owed for owed in street.sent if owed.chat_id == voter.id and owed.params.get("photo") == "scan-1"
    ]
    assert len(pages) == 2
    assert all(owed.params["protect_content"] for owed in pages)
    await appoint(street, voter.id, Role.SECRETARY)
    await voter.write("/board")
    await voter.press(like("board-own-votes", count=3))
    assert voter.screen.says("vote-mine", count=3, left=2)


@pytest.mark.parametrize("many", [0, 1])
async def test_a_vote_needs_a_board_and_a_question(street: Street, many: int) -> None:
    room = Boardroom(street)
    await room.gather(many)
    await room.put_agenda(BallotKind.FREE)
    if many:
        await room.secretary.tap("agenda:remove:1")
        await room.secretary.tap("board:vote:1:")
        assert room.secretary.screen.says("refused-board-empty")
        await room.secretary.tap("board:vote-sure:1:")
    else:
        await room.secretary.tap("board:vote-sure:1:")
        assert room.secretary.screen.says("refused-board-nobody")
    assert (await room.meeting())["status"] == "planned"


async def test_the_minutes_are_ordered_once_more(room: Boardroom) -> None:
    await room.open()
    for voter in room.board[:5]:
        await room.vote(voter, "for")
    await room.wait(73)
    [first] = await room.orders("minutes")
    await room.make()
    await room.secretary.tap("board:open:1:")
    assert room.secretary.screen.says("board-agenda-line", status="adopted")
    await room.secretary.press("board-minutes")
    [_, second] = await room.orders("minutes")
    assert second == first
    await room.secretary.tap("past:minutes:99:0")
    assert len(await room.orders("minutes")) == 2


async def test_an_erased_board_member_leaves_the_count_and_nothing_else(
    street: Street, room: Boardroom
) -> None:
    await room.open()
    gone = room.board[0]
    for voter in room.board:
        await room.vote(voter, "for")
    await room.secretary.tap("board:close-sure:1:")
    await gone.tap("contact:erase-sure:")
    assert 61 not in {row["person_id"] for row in await street.rows(votes)}
    assert [row["votes_for"] for row in await room.ballots()] == [7, 7, 7]
    assert "Член 61" not in await street.everything()
    await room.secretary.tap("past:minutes:1:0")
    minutes = (await room.orders("minutes"))[-1]
    assert "Член 61" not in json.dumps(minutes, ensure_ascii=False)
    assert minutes["questions"][0]["for"] == 7


async def test_an_erased_member_or_applicant_is_nowhere(street: Street, room: Boardroom) -> None:
    await room.open()
    await room.member.tap("contact:erase-sure:")
    await room.applicant.tap("contact:erase-sure:")
    await tick(street)
    everything = await street.everything()
    for canary in ("Исключаемый", "Нарушение устава", "Иванова", "Учиться"):
        assert canary not in everything
    assert await room.statuses() == ["withdrawn", "withdrawn", "open"]


@pytest.fixture
async def boris(street: Street) -> Visitor:
    """An English board member."""
    visitor = street.visitor(58, "en", first_name="Boris", username="boris")
    await arrive(visitor)
    await appoint(street, visitor.id, Role.BOARD_MEMBER)
    return visitor


async def test_everybody_reads_in_their_language(room: Boardroom, boris: Visitor) -> None:
    await room.open()
    assert boris.told("vote-card", "en", kind="admission", place=1, total=3)
    await room.vote(boris, "abstain", 2)
    assert (await room.card(boris, 2)).says("vote-card-open", "en", choice="abstain")
