"""The one-warning rule and its terms, pure."""

import re
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.moderation.entities import AuthorKind, FilterTerms, GivenWarning, ModerationAct, Stage
from domain.moderation.filter import Flood, suspicion
from domain.moderation.policy import Case, RejectionReason, Verdict, decide, duration
from domain.time import DAY, HOUR

MINUTE = HOUR // 60
NOW = 1000 * DAY


def warning(at: int, *, lasting: int = 180 * DAY, lifted: bool = False) -> GivenWarning:
    return GivenWarning(1, 1, 1, 7, 9, 1, "", at, at + lasting, at + 1 if lifted else None)


def case(**about: object) -> Case:
    usual = {
        "kind": AuthorKind.PERSON,
        "protected": False,
        "written_at": NOW - HOUR,
        "warnings": (),
        "since": None,
    }
    return Case(**{**usual, **about})  # type: ignore[arg-type]


BEFORE, AFTER = (warning(NOW - MINUTE),), (warning(NOW - DAY),)
OVER = (warning(NOW - 10 * DAY, lasting=DAY),)  # expired before the message was written
LIFTED = (warning(NOW - DAY, lifted=True),)
TABLE = {
    # What had been said to them: to warn, to remove, to mute, to block.
    (): (Verdict.WARNED, RejectionReason.NO_WARNING, RejectionReason.NO_WARNING, RejectionReason.NO_WARNING),
    LIFTED: (
        Verdict.WARNED,
        RejectionReason.NO_WARNING,
        RejectionReason.NO_WARNING,
        RejectionReason.NO_WARNING,
    ),
    OVER: (
        Verdict.WARNED,
        RejectionReason.NO_WARNING,
        RejectionReason.NO_WARNING,
        RejectionReason.NO_WARNING,
    ),
    BEFORE: (Verdict.JOINED, RejectionReason.OLDER, RejectionReason.OLDER, RejectionReason.OLDER),
    AFTER: (Verdict.BREACH, Verdict.DONE, Verdict.DONE, Verdict.DONE),
    OVER + BEFORE: (Verdict.JOINED, RejectionReason.OLDER, RejectionReason.OLDER, RejectionReason.OLDER),
    OVER + AFTER: (Verdict.BREACH, Verdict.DONE, Verdict.DONE, Verdict.DONE),
    LIFTED + AFTER: (Verdict.BREACH, Verdict.DONE, Verdict.DONE, Verdict.DONE),
}


@pytest.mark.parametrize("warnings", TABLE, ids=lambda warnings: str(len(warnings)))
def test_what_follows_from_a_message(warnings: tuple[GivenWarning, ...]) -> None:
    acts = (ModerationAct.WARN, ModerationAct.REMOVE, ModerationAct.MUTE, ModerationAct.BLOCK)
    outcomes = tuple(decide(act, case(warnings=warnings), NOW, DAY) for act in acts)
    assert outcomes == TABLE[warnings]


def test_who_is_never_warned_whatever_they_were_told_before() -> None:
    never = {
        AuthorKind.SELF: RejectionReason.SELF,
        AuthorKind.BOT: RejectionReason.BOT,
        AuthorKind.ANONYMOUS: RejectionReason.ANONYMOUS,
        AuthorKind.LINKED: RejectionReason.LINKED,
        AuthorKind.SERVICE: RejectionReason.SERVICE,
    }
    for (kind, why), act in product(never.items(), ModerationAct):
        assert decide(act, case(kind=kind, warnings=AFTER, since=NOW), NOW, DAY) is why
    for act in ModerationAct:
        assert (
            decide(act, case(protected=True, warnings=AFTER, since=NOW), NOW, DAY)
            is RejectionReason.PROTECTED
        )


def test_a_channel_is_warned_and_blocked_and_nothing_else() -> None:
    channel = case(kind=AuthorKind.CHANNEL, warnings=AFTER)
    assert {act: decide(act, channel, NOW, DAY) for act in ModerationAct} == {
        ModerationAct.WARN: Verdict.BREACH,
        ModerationAct.BLOCK: Verdict.DONE,
        ModerationAct.REMOVE: RejectionReason.CHANNEL,
        ModerationAct.MUTE: RejectionReason.CHANNEL,
        ModerationAct.SPAM: RejectionReason.CHANNEL,
    }


@pytest.mark.parametrize(
    ("since", "newcomer", "outcome"),
    [
        (NOW - DAY + 1, DAY, Verdict.DONE),
        (NOW - DAY, DAY, RejectionReason.NOT_NEW),
        (None, DAY, RejectionReason.NOT_NEW),
        (NOW, 0, RejectionReason.NOT_NEW),  # the exception is switched off
    ],
)
def test_a_spammer_needs_no_warning_only_while_new(
    since: int | None, newcomer: int, outcome: Verdict | RejectionReason
) -> None:
    assert decide(ModerationAct.SPAM, case(since=since), NOW, newcomer) is outcome


def test_what_was_dealt_with_is_not_dealt_with_again() -> None:
    for stage in Stage:
        again = decide(ModerationAct.WARN, case(stage=stage, warnings=AFTER), NOW, DAY)
        done = stage in (Stage.WARNED, Stage.JOINED, Stage.BREACH, Stage.SETTLED)
        assert again is (RejectionReason.ALREADY if done else Verdict.BREACH)
        block = decide(ModerationAct.BLOCK, case(stage=stage, warnings=AFTER), NOW, DAY)
        assert block is (RejectionReason.ALREADY if stage is Stage.SETTLED else Verdict.DONE)


def test_the_very_moment_of_a_warning_is_not_after_it() -> None:
    """Telegram writes whole seconds: what stands in the same second may have been written before."""
    at = NOW - HOUR
    for written, covers in (
        (at - 1, False),
        (at, False),
        (at + 1, True),
        (at + DAY, True),
        (at + DAY + 1, False),
    ):
        given_warning = warning(at, lasting=DAY)
        assert given_warning.covers(written) is covers


@given(
    st.lists(st.tuples(st.integers(0, 100), st.integers(1, 50), st.booleans()), max_size=5),
    st.integers(0, 200),
)
def test_nobody_is_removed_but_for_what_they_wrote_while_warned(
    history: list[tuple[int, int, bool]], written: int
) -> None:
    warnings = tuple(warning(at * DAY, lasting=long * DAY, lifted=lifted) for at, long, lifted in history)
    outcome = decide(ModerationAct.REMOVE, case(warnings=warnings, written_at=written * DAY), 300 * DAY, DAY)
    warned = any(not lifted and at < written <= at + long for at, long, lifted in history)
    assert (outcome is Verdict.DONE) is warned


@pytest.mark.parametrize(
    ("text", "lasts"),
    [
        ("90m", 90 * MINUTE),
        ("3d", 3 * DAY),
        ("2w", 14 * DAY),
        ("1d12h", 36 * HOUR),
        ("1D12H", 36 * HOUR),
        ("3д", 3 * DAY),
        ("2н", 14 * DAY),
        ("1ч30м", 90 * MINUTE),
        (" 1m ", MINUTE),
        ("365d", 365 * DAY),
    ],
)
def test_durations(text: str, lasts: int) -> None:
    assert duration(text) == lasts


@pytest.mark.parametrize(
    "text",
    [
        "",
        "3",
        "d",
        "3 d",
        "0m",
        "366d",
        "53w",
        "-3d",
        "3y",
        "1.5d",
        "٣d",
        "9" * 50 + "d",
        "1d" * 9,
        "30s",
        "навсегда",
    ],
)
def test_what_is_no_duration_or_beyond_telegrams_limits(text: str) -> None:
    """Under half a minute and over 366 days Telegram blocks for ever."""
    assert duration(text) is None


def test_a_flood_is_forgotten_after_a_minute() -> None:
    flood = Flood(2)
    assert [flood.note(1, 5, at) for at in (0.0, 1.0, 2.0)] == [False, False, True]
    assert not flood.note(1, 6, 2.0)
    assert not flood.note(2, 5, 2.0)
    assert not flood.note(1, 5, 120.0)
    assert len(flood._times) == 1, "who has been silent is forgotten"


@given(st.text(max_size=3000), st.sets(st.text("абв", min_size=1, max_size=5), max_size=5))
def test_a_stop_word_is_a_whole_word_whatever_the_text(text: str, words: set[str]) -> None:
    """Reliability row 38: no pattern of anybody's is searched for, so nothing can hang."""
    terms = FilterTerms(stop_words=frozenset(words))
    found = suspicion(terms, text, (), forwarded=False)
    assert found == ("stop-word" if words & set(re.findall(r"[\w-]+", text.casefold())) else "")
