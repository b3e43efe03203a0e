"""Topics: a model of what a person wants, against the use cases, in any order of acts."""

from collections.abc import Coroutine
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from domain.association import Association, Topic
from domain.consent import Consent, ConsentMissing, ConsentText
from domain.mailings import Mailings, purpose
from domain.people import Person
from tests.domain.fakes import Clock, Ledger, People, consenting

TOPICS = ("news", "digest", "events", "discounts")
TEXT = ConsentText("1", "digest")
ANNA = consenting(Person(1, "ru", 0))
OTHER = consenting(Person(2, "ru", 0))


def of(ledger: Ledger, people: People, topics: tuple[str, ...] = TOPICS) -> Mailings:
    association = Association(
        {},
        {},
        {},
        "",
        "",
        "",
        "",
        "UTC",
        (),
        ("ru",),
        "ru",
        "1",
        tuple(Topic(one, {}) for one in topics),
        (),
        (),
    )
    return Mailings(ledger, people, Clock(), association)


class Subscriptions(RuleBasedStateMachine):
    """A person chooses, ends and comes back; another one is never touched."""

    def __init__(self) -> None:
        super().__init__()
        self.ledger, self.people = Ledger(), People({1: ANNA, 2: OTHER})
        self.mailings = of(self.ledger, self.people)
        self.wanted: set[str] = set()
        self.ended: set[str] = set()
        self.events: list[str] = []
        self.update = 0
        self._do(self.mailings.choose(OTHER, ["digest"], TEXT, update_id=0))

    def _do(self, act: Coroutine[Any, Any, Any]) -> Any:
        self.update += 1
        return _run(act)

    def _expect(self, topics: object, wanted: set[str]) -> None:
        assert topics == tuple(topic for topic in TOPICS if topic in wanted)
        before, self.wanted = self.wanted, wanted
        if before - wanted:
            self.ended = before - wanted
        if wanted != before:
            kind = "topics-changed" if before else "subscribed"
            self.events.append(kind if wanted else "unsubscribed")

    @rule(wanted=st.sets(st.sampled_from(TOPICS)))
    def choose(self, wanted: set[str]) -> None:
        self._expect(self._do(self.mailings.choose(ANNA, wanted, TEXT, update_id=self.update)), wanted)

    @rule()
    def choose_all(self) -> None:
        self._expect(self._do(self.mailings.choose_all(ANNA, TEXT, update_id=self.update)), set(TOPICS))

    @rule()
    def unsubscribe(self) -> None:
        had = self._do(self.mailings.unsubscribe(ANNA))
        assert had == tuple(topic for topic in TOPICS if topic in self.wanted)
        self._expect((), set())

    @rule()
    def come_back(self) -> None:
        back = self.wanted | (self.ended or set(TOPICS))
        self._expect(self._do(self.mailings.come_back(ANNA, TEXT, update_id=self.update)), back)

    @rule(reason=st.text(max_size=5))
    def give_reason(self, reason: str) -> None:
        self._do(self.mailings.give_reason(ANNA, reason))
        self.events.append("unsubscribe-reason")

    @precondition(lambda self: self.wanted)
    @rule()
    def choose_the_same(self) -> None:
        rows = list(self.ledger.rows)
        self._expect(
            self._do(self.mailings.choose(ANNA, list(self.wanted) * 2, TEXT, update_id=9)), self.wanted
        )
        assert self.ledger.rows == rows

    @invariant()
    def what_stands_is_what_was_wanted(self) -> None:
        assert self.ledger.purposes(1) == {purpose(topic) for topic in self.wanted}
        assert self.ledger.purposes(2) == {purpose("digest")}
        assert self.people.kinds(1) == self.events
        assert self.people.kinds(2) == ["subscribed"]


def _run(act: Coroutine[Any, Any, Any]) -> Any:
    """Run what never really waits."""
    try:
        act.send(None)
    except StopIteration as end:
        return end.value
    raise AssertionError("a fake waited")


TestSubscriptions = Subscriptions.TestCase
TestSubscriptions.settings = settings(deadline=None, max_examples=40, stateful_step_count=20)


async def test_without_consent_there_is_no_topic() -> None:
    ledger, people = Ledger(), People()
    mailings, guest = of(ledger, people), Person(1, "ru", 0)
    for act in (
        mailings.look(guest),
        mailings.choose(guest, ["news"], TEXT, update_id=1),
        mailings.choose(guest, [], TEXT, update_id=1),
        mailings.choose_all(guest, TEXT, update_id=1),
        mailings.come_back(guest, TEXT, update_id=1),
        mailings.give_reason(guest, "мой телефон +7…"),
    ):
        with pytest.raises(ConsentMissing):
            await act
    assert (ledger.rows, people.log) == ([], {})


async def test_a_topic_that_was_given_up_is_left_out() -> None:
    ledger, people = Ledger(), People({1: ANNA})
    mailings = of(ledger, people)
    assert await mailings.choose(ANNA, ["news", "other", "gone"], TEXT, update_id=1) == ("news",)
    assert ledger.purposes(1) == {purpose("news")}


async def test_each_topic_is_a_consent_with_its_proof() -> None:
    ledger = Ledger()
    await of(ledger, People({1: ANNA})).choose(ANNA, ["events", "news"], TEXT, update_id=77)
    assert [consent for consent, _ in ledger.rows] == [
        Consent(1, f"mailings:{topic}", "1", "digest", ledger.rows[0][0].given_at, 77)
        for topic in ("news", "events")
    ]


async def test_unsubscribing_ends_topics_too_that_are_no_longer_there() -> None:
    """A topic may come back into the configuration; whoever ended all mailings must not get it."""
    ledger, people = Ledger(), People({1: ANNA})
    await of(ledger, people).choose(ANNA, ["news", "events"], TEXT, update_id=1)
    shrunk = of(ledger, people, ("news",))
    assert await shrunk.topics_of(ANNA) == ("news",)
    assert await shrunk.unsubscribe(ANNA) == ("news",)
    assert await of(ledger, people).topics_of(ANNA) == ()


async def test_whoever_comes_back_to_topics_that_are_gone_gets_all_there_are() -> None:
    ledger, people = Ledger(), People({1: ANNA})
    await of(ledger, people).choose(ANNA, ["news"], TEXT, update_id=1)
    await of(ledger, people).unsubscribe(ANNA)
    again = of(ledger, people, ("a", "b"))
    assert await again.come_back(ANNA, TEXT, update_id=2) == ("a", "b")
