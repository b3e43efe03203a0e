"""What administrators see, who else doesn't, and what becomes of an update that fails."""

from typing import Any

import pytest
from sqlalchemy import delete

from bot.work import MOST_DEATHS, MOST_TRIES
from domain.birthdays import Birthdays
from domain.webinars.planning import Planning
from storage.tables.people import roles
from storage.tables.street import Inbox, inbox
from tests.handlers.harness import Street, Visitor
from tests.handlers.steps import tick
from tests.words import has, plain, words

Failing = set[str]

NOT_ALLOWED = words("role-not-allowed", needed=words("role-administrator"))


@pytest.fixture
def failing(street: Street, monkeypatch: pytest.MonkeyPatch) -> Failing:
    """A message with one of these texts makes its handler fail, after it had an effect."""
    texts: Failing = set()
    street.may_fail = True
    from handlers.say import Recipient

    original = Recipient.send

    def send(self: Recipient, text: str, *rest: Any, **how: Any) -> None:
        original(self, text, *rest, **how)
        if has(plain(text), "contact-not-understood") and texts:
            raise ValueError("a canary in an exception: Аннабелла")

    monkeypatch.setattr(Recipient, "send", send)
    return texts


async def try_all(street: Street) -> None:
    while await street.worker._work():
        pass
    await street.deliver()


@pytest.mark.usefixtures("street")
async def test_status_is_for_administrators(olga: Visitor, anna: Visitor) -> None:
    await anna.subscribe()
    await olga.write("/status")
    assert olga.screen.says("operations-status", people=2, supporters=1, unreachable=0)
    assert olga.screen.says("operations-status", pending=0)
    assert olga.screen.labels == [words("operations-refresh"), words("ui-home")]
    await anna.become("kicked")
    await olga.press("operations-refresh")
    assert olga.screen.says("operations-status", unreachable=1)
    assert len([screen for screen in olga.screens if screen.says("operations-status")]) == 1


@pytest.mark.usefixtures("olga", "street")
async def test_nobody_else_sees_it_not_by_forged_buttons_either(anna: Visitor) -> None:
    for act in (anna.write("/status"), anna.tap("operations:refresh"), anna.tap("operations:retry")):
        await act
        assert anna.screen.text == NOT_ALLOWED
        assert anna.screen.labels == [words("ui-home")]


async def test_old_buttons_of_a_demoted_person_do_nothing(
    street: Street, olga: Visitor, anna: Visitor, failing: Failing
) -> None:
    """Reliability row 31: the role counts as it is now."""
    failing.add("any")
    await street.receive("message", anna.message(text="ой"))
    await try_all(street)
    await olga.write("/status")
    assert olga.screen.labels[0] == words("operations-retry")
    screen = olga.screen
    async with street.database.transaction() as transaction:
        await transaction.run(delete(roles))
    for data in ("operations:retry", "operations:refresh"):
        await street.receive("callback_query", olga.query(data, screen))
        await try_all(street)
        assert olga.screen.text == NOT_ALLOWED
    assert [row["state"] for row in await street.rows(inbox)].count(Inbox.ASIDE) == 1


async def test_administrators_have_three_commands_more(street: Street, olga: Visitor, anna: Visitor) -> None:
    await olga.write("/start")
    menu = next(owed for owed in street.sent if owed.method == "setMyCommands")
    assert menu.params["scope"] == {"type": "chat", "chat_id": olga.id}
    assert menu.params["commands"][-3:] == [
        {"command": name, "description": words(f"command-{name}")} for name in ("status", "roles", "chats")
    ]
    sent = len(street.sent)
    await anna.write("/start")
    assert not [owed for owed in street.sent[sent:] if owed.method == "setMyCommands"]


async def test_an_update_that_keeps_failing_goes_aside_and_those_concerned_are_told(
    street: Street, olga: Visitor, anna: Visitor, john: Visitor, failing: Failing
) -> None:
    """Reliability rows 3 and 8.

    A few tries, no half effect, the person and the administrators told, others unharmed.
    """
    await olga.write("/start")
    failing.add("any")
    await street.receive("message", anna.message(text="ой"))
    await street.receive("message", john.message(text="/start"))
    await try_all(street)
    poisoned, healthy = (await street.rows(inbox))[-2:]
    assert (poisoned["state"], poisoned["attempts"]) == (Inbox.ASIDE, MOST_TRIES)
    assert poisoned["error"].startswith("ValueError at ")
    assert "Аннабелла" not in poisoned["error"]
    assert healthy["state"] == Inbox.DONE
    assert [screen.text for screen in anna.screens] == [words("operations-apology")]
    assert john.screen.says("contact-greeting", "en")
    assert olga.screen.says("operations-alert", kind="message")
    assert "Аннабелла" not in olga.screen.text

    await street.receive("message", anna.message(text="ой"))
    await try_all(street)
    assert sum(screen.says("operations-alert") for screen in olga.screens) == 1  # one alert in ten minutes

    await olga.press("operations-look")
    assert olga.screen.says("operations-status", aside=2)
    assert olga.screen.text.count("• №") == 2
    failing.clear()
    await olga.press("operations-retry")
    assert olga.screen.says("operations-retried", count=2)
    await street.work()
    assert anna.screen.says("contact-not-understood")
    await olga.press("operations-refresh")
    assert olga.screen.says("operations-status", aside=0)


@pytest.mark.parametrize(
    "event",
    [
        None,
        [],
        [1],
        "text",
        7,
        {},
        {"chat": {"id": 1, "type": "private"}},
        {"chat": {"id": 1, "type": "private"}, "from": []},
    ],
)
@pytest.mark.parametrize("kind", ["message", "callback_query", "my_chat_member"])
async def test_an_update_of_a_shape_that_nobody_knows_is_set_aside(
    street: Street, anna: Visitor, kind: str, event: Any
) -> None:
    await street.receive(kind, event)
    await street.receive("message", anna.message(text="/start"))
    await try_all(street)
    strange, known = await street.rows(inbox)
    assert (strange["state"], strange["attempts"]) == (Inbox.ASIDE, MOST_TRIES)
    assert known["state"] == Inbox.DONE
    assert anna.screen.says("contact-greeting") or anna.screen.says("operations-apology")


async def test_what_was_in_hand_when_the_program_died_is_tried_alone_and_counted(
    street: Street, anna: Visitor
) -> None:
    street.worker._suspects = 20
    await anna.write("/start")
    (row,) = await street.rows(inbox)
    assert (row["state"], row["attempts"]) == (Inbox.DONE, 1)
    street.worker._suspects = 20
    await street.receive("message", anna.message(text="/help"))
    async with street.database.transaction() as transaction:
        from storage.inbox import InboxTable

        (received,) = await InboxTable(transaction).next(5)
        for _ in range(MOST_DEATHS):
            await InboxTable(transaction).count_attempt(received.seq)
    await try_all(street)
    assert (await street.rows(inbox))[1]["error"] == "the program died while it was in hand"
    assert anna.screen.says("operations-apology")


async def test_a_duplicate_has_no_second_effect(street: Street, anna: Visitor) -> None:
    """Reliability row 5: the same update ten times, before and after it was handled."""
    message = anna.message(text="/start ad")
    for _ in range(5):
        await street.receive("message", message, update_id=7)
    await street.work()
    for _ in range(5):
        await street.receive("message", message, update_id=7)
    await street.work()
    assert len(await anna.history()) == 1
    assert len(anna.screens) == 1


async def test_what_fails_by_the_clock_stops_nothing_else_that_is_due(
    street: Street, olga: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Administrators hear of it at most once in ten minutes; it is tried again at each look."""
    looked: list[str] = []

    async def fails(_planning: Planning) -> tuple[object, ...]:
        looked.append("fails")
        raise ValueError("a secret")

    async def works(_birthdays: Birthdays) -> tuple[object, ...]:
        looked.append("works")
        return ()

    monkeypatch.setattr(Planning, "publish_due", fails)
    monkeypatch.setattr(Birthdays, "congratulate_due", works)
    await olga.write("/start")
    await tick(street)
    assert olga.screen.says("operations-due-failed")
    assert "ValueError at" in olga.screen.text
    assert "a secret" not in await street.everything()
    assert set(looked) == {"fails", "works"}
    before = len(olga.screens)
    looked.clear()
    await tick(street)
    assert set(looked) == {"fails", "works"}
    assert len(olga.screens) == before
