"""The board's buttons, forged: every verb, every id, every role, at every state of a meeting and of a question."""

from collections.abc import Iterator

import pytest

from domain.roles import Role
from handlers.board.actions import AgendaAction, BoardAction, PastAction, VoteAction
from storage.tables.applications import applications
from storage.tables.board import ballots, board_rolls, meetings, votes
from storage.tables.members import members
from storage.tables.street import jobs
from tests.handlers.boardroom import Boardroom
from tests.handlers.buttons import verbs
from tests.handlers.harness import Street
from tests.handlers.steps import appoint, arrive, dismiss, refusals, tap_all

STATES = ("planned", "voting", "missed", "held", "cancelled")
IDS = (-1, 0, 1, 2, 3, 4, 99, 2**62)
BOOKS = (meetings, ballots, votes, board_rolls, applications, members, jobs)


def forged() -> Iterator[str]:
    for verb in verbs(BoardAction):
        for number in IDS:
            for value in ("", "regular", "b1", "1", "24-0", "24-1", "72-2", "forged"):
                yield f"board:{verb}:{number}:{value}"
    for verb in verbs(AgendaAction):
        yield from (f"agenda:{verb}:{number}" for number in IDS)
    for verb in verbs(VoteAction):
        yield from (f"vote:{verb}:{number}:{page}" for number in IDS for page in (0, 1, -1))
    for verb in verbs(PastAction):
        yield from (f"past:{verb}:{number}:{page}" for number in IDS for page in (0, 1, -1, 10**9))
    yield from (f"register:expel:{number}:" for number in IDS)


async def bring_to(room: Boardroom, state: str) -> None:
    """A meeting with a question of each kind in this state; some have voted where it is voted on."""
    if state == "planned":
        return
    await room.open()
    for voter in room.board[:2] if state in ("voting", "missed") else room.board:
        await room.vote(voter, "for")
    if state == "missed":
        await room.wait(73)
    elif state == "held":
        await room.secretary.tap("board:close-sure:1:")
    elif state == "cancelled":
        await room.secretary.tap("board:cancel-sure:1:")


async def books(street: Street) -> list[list[dict[str, object]]]:
    return [await street.rows(table) for table in BOOKS]


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize(
    "role", [None, *(role for role in Role if role not in (Role.SECRETARY, Role.BOARD_MEMBER))]
)
async def test_nobody_elses_tap_is_accepted_at_any_state(
    street: Street, state: str, role: Role | None
) -> None:
    """Reliability row 30: none accepted, all of them audited as refused."""
    room = Boardroom(street)
    await room.gather()
    await room.put_agenda()
    await bring_to(room, state)
    eve = await arrive(street.visitor(90, "ru", first_name="Ева", username="eve"))
    if role is not None:
        await appoint(street, eve.id, role)
    before, sent, refused = await books(street), len(street.sent), await refusals(street)
    taps = list(forged())
    await tap_all(street, eve, taps)
    assert await books(street) == before
    assert await refusals(street) - refused >= len(taps) - 8, "but for kinds of meetings that are none"
    assert {owed.chat_id for owed in street.sent[sent:]} == {eve.id}
    shown = str([owed.params for owed in street.sent[sent:]])
    assert not [canary for canary in ("Иванова", "Исключаемый", "Утвердить план") if canary in shown]


@pytest.mark.parametrize("state", STATES)
async def test_a_board_member_can_only_vote_and_only_where_it_is_voted(street: Street, state: str) -> None:
    """Their own votes on open questions change, and nothing else, whatever they forge."""
    room = Boardroom(street)
    await room.gather()
    await room.put_agenda()
    await bring_to(room, state)
    voter = room.board[0]
    before = await books(street)
    taps = [data for data in forged() if not data.startswith(("vote:papers", "vote:ask", "past:minutes"))]
    await tap_all(street, voter, taps)
    after = await books(street)
    place = BOOKS.index(votes)
    assert before[:place] + before[place + 1 :] == after[:place] + after[place + 1 :]
    others = [[row for row in rows[place] if row["person_id"] != voter.id] for rows in (before, after)]
    assert others[0] == others[1]
    own = {row["ballot_id"]: row["choice"] for row in after[place] if row["person_id"] == voter.id}
    if state == "voting":
        assert own == {1: "abstain", 2: "abstain", 3: "abstain"}, "the last of the taps"
    else:
        assert own == ({} if state == "planned" else {1: "for", 2: "for", 3: "for"})
    if state == "planned":
        assert "Утвердить план" not in room.texts(voter)


@pytest.mark.parametrize("role", [Role.BOARD_MEMBER, Role.SECRETARY])
@pytest.mark.parametrize("state", STATES)
async def test_results_and_minutes_are_those_of_meetings_that_were_held(
    street: Street, state: str, role: Role
) -> None:
    """Nothing is read or made of another meeting, whatever number is forged."""
    room = Boardroom(street)
    await room.gather()
    await room.put_agenda()
    await bring_to(room, state)
    eve = await arrive(street.visitor(90, "ru", first_name="Ева", username="eve"))
    await appoint(street, eve.id, role)
    ordered, before, sent = len(await room.orders("minutes")), await books(street), len(street.sent)
    for data in forged():
        if data.startswith(("past:list", "past:open")):
            await eve.tap(data)  # one by one: a screen takes the place of those that wait
    assert await books(street) == before
    shown = str([owed.params for owed in street.sent[sent:]])
    assert ("Утвердить план" in shown) is (state == "held")
    await tap_all(street, eve, [f"past:minutes:{number}:0" for number in IDS])
    assert len(await room.orders("minutes")) - ordered == (state == "held")
    assert {owed.chat_id for owed in street.sent[sent:]} == {eve.id}
    await dismiss(street, eve.id, role)
    before = await books(street)
    await tap_all(street, eve, ["past:list:0:0", "past:open:1:0", "past:minutes:1:0"])
    assert await books(street) == before
    assert await refusals(street) == 3


# What a secretary's tap can lead to from each state; everything else changes nothing.
LEADS = {
    "planned": {"vote-sure": "voting", "hold-sure": "held", "cancel-sure": "cancelled"},
    "voting": {"cancel-sure": "cancelled", "prolong": "voting"},
    "missed": {"cancel-sure": "cancelled", "prolong": "voting", "close-sure": "held"},
    "held": {},
    "cancelled": {},
}


@pytest.mark.parametrize("verb", ["vote-sure", "hold-sure", "prolong", "close-sure", "cancel-sure"])
@pytest.mark.parametrize("state", STATES)
async def test_a_secretarys_tap_leads_only_where_the_table_does(
    street: Street, state: str, verb: str
) -> None:
    room = Boardroom(street)
    await room.gather()
    await room.put_agenda()
    await bring_to(room, state)
    before = await books(street)
    version = (await room.meeting())["version"]
    for number in (0, 2, 99):
        await room.secretary.tap(f"board:{verb}:{number}:24-{version}")
    if verb == "prolong":
        await room.secretary.tap(f"board:{verb}:1:24-{version + 1}")
        await room.secretary.tap(f"board:{verb}:1:1000-{version}")
    assert await books(street) == before
    goes_on = LEADS[state].get(verb)
    for _ in range(2):  # a double tap
        await room.secretary.tap(f"board:{verb}:1:24-{version}")
        meeting = await room.meeting()
        if goes_on is None:
            assert await books(street) == before
        else:
            assert (meeting["status"], meeting["version"]) == (goes_on, version + 1)
