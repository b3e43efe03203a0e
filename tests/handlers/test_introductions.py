"""Introductions in the chat: taking part in a few taps, being introduced, asked, left out; stopping with one."""

import pytest

from domain.roles import Role
from storage.tables.introductions import introduction_participants, introductions
from storage.tables.people import consents
from storage.tables.street import Outbox, outbox
from tests.conftest import StandingClock
from tests.handlers.harness import Street, Visitor
from tests.handlers.introductions import ask, hold, join
from tests.handlers.steps import appoint, arrive, tick
from tests.words import words


async def test_taking_part_takes_two_taps_and_interests_one_each(street: Street, anna: Visitor) -> None:
    await arrive(anna)
    await anna.write("/start")
    await anna.press("contact-meet")
    assert anna.screen.says("introduction-invitation", weeks=2)
    assert anna.screen.says("introduction-consent")
    assert await street.rows(introduction_participants) == []
    await anna.press("introduction-agree")
    assert anna.screen.says("introduction-taking-part")
    assert anna.screen.says("introduction-taking-part", at="19 января 2027, 11:00 (Москва)", pausing="no")
    await anna.press("☐ Телемедицина", "☐ Право и регулирование", "☑ Телемедицина")
    (kept,) = await street.rows(introduction_participants)
    assert kept["interests"] == '["law"]'
    (consent,) = await street.rows(consents)
    assert (consent["purpose"], consent["withdrawn_at"]) == ("introductions", None)
    assert consent["digest"] == street.texts.consent("ru", "introduction-consent").digest
    assert consent["update_id"] is not None
    await anna.write("/privacy")
    assert f"• {words('consent-purpose-introductions')} – " in anna.screen.text


async def test_a_line_about_oneself_is_optional_and_can_go(street: Street) -> None:
    anna = await join(street, 1, "Анна", "annabella")
    await anna.press("introduction-about")
    await anna.write("x" * 300)
    assert anna.screen.says("refused-introductions-about-unfit", length=300, most=200)
    await anna.write("Юрист & <b>врач</b>")
    assert "Юрист &amp; &lt;b&gt;врач&lt;/b&gt;" in anna.screen.text
    assert anna.screen.says("introduction-taking-part", about="Юрист & <b>врач</b>")
    await anna.press("introduction-about", "introduction-clear")
    assert anna.screen.says("introduction-taking-part", about="none")
    await anna.press("introduction-about", "ui-back")
    await anna.write("это уже не о себе")
    assert anna.screen.says("contact-not-understood")
    (kept,) = await street.rows(introduction_participants)
    assert kept["about"] == ""


async def test_a_guest_agrees_to_the_processing_first_and_goes_on(street: Street, anna: Visitor) -> None:
    await anna.write("/meet")
    assert anna.screen.says("consent-short", purpose="meet")
    await anna.press("consent-agree")
    assert anna.screen.says("introduction-consent")
    assert [row["purpose"] for row in await street.rows(consents)] == ["personal-data"]
    await anna.press("introduction-agree")
    assert anna.screen.says("introduction-taking-part")


async def test_another_text_is_shown_before_it_is_agreed_to(street: Street, anna: Visitor) -> None:
    await arrive(anna)
    await anna.write("/meet")
    await anna.tap("meet:agree:0:forged")
    assert anna.heard("consent-changed")
    assert anna.screen.says("introduction-consent")
    assert await street.rows(consents) == []


async def test_two_are_introduced_and_can_write_to_each_other(street: Street) -> None:
    anna = await join(street, 1, "Анна <b>", "annabella", "Телемедицина", "Право")
    boris = await join(street, 7_000_000_000, "Борис", None, "Право")
    assert boris.screen.says("introduction-taking-part", named="no")
    await boris.press("introduction-about")
    await boris.write("Юрист")
    await hold(street)
    assert '<a href="tg://user?id=7000000000">Борис</a>' in anna.screen.text
    assert anna.screen.says("introduction-made", about="Юрист")
    assert anna.screen.says("introduction-made", interests="Право и регулирование")
    assert anna.screen.says("introduction-made", common="Право и регулирование")
    assert anna.screen.says("introduction-made", username="none")
    assert anna.screen.labels == [words("ui-home")]
    assert '<a href="tg://user?id=1">Анна &lt;b&gt;</a>' in boris.screen.text
    assert boris.screen.says("introduction-made", username="annabella")
    assert boris.screen.buttons[0][0] == {
        "text": words("introduction-write", username="annabella"),
        "url": "https://t.me/annabella",
    }
    before = len(street.sent)
    await tick(street)
    assert len(street.sent) == before


async def test_both_are_asked_and_may_change_their_answer(street: Street) -> None:
    anna = await join(street, 1, "Анна", "annabella")
    boris = await join(street, 2, "Борис", "boris")
    await hold(street)
    await anna.tap("meet:met:1:")
    assert anna.screen.says("refused-introductions-missing"), "nobody was asked yet"
    await ask(street)
    assert anna.screen.says("introduction-asked", name="Борис")
    assert anna.screen.labels == [
        words("introduction-met"),
        words("introduction-agreed"),
        words("introduction-missed"),
        words("introduction-pause"),
        words("introduction-stop"),
        words("ui-home"),
    ]
    await anna.press("introduction-agreed")
    assert anna.screen.says("introduction-noted", outcome="agreed")
    await anna.press("introduction-met")
    assert anna.screen.says("introduction-noted", outcome="met")
    await boris.press("introduction-missed")
    (made,) = await street.rows(introductions)
    assert (made["first_says"], made["second_says"]) == (2, 0)
    before = len(street.sent)
    await tick(street)
    assert len(street.sent) == before
    vera = await join(street, 3, "Вера", "vera")
    await vera.tap("meet:met:1:")
    assert vera.answer == words("refused-introductions-missing")
    assert (await street.rows(introductions)) == [made]


async def test_the_odd_one_is_told_and_goes_first(street: Street) -> None:
    people = [await join(street, number, f"N{number}", f"person{number}") for number in (1, 2, 3)]
    await hold(street)
    (left,) = [one for one in people if one.screen.says("introduction-left-out", why="odd")]
    assert left.screen.says("introduction-left-out")
    await hold(street)
    assert left.screen.says("introduction-made")
    pairs = {(row["first_id"], row["second_id"]) for row in await street.rows(introductions)}
    assert len(pairs) == 2


async def test_stopping_takes_one_tap_wherever_it_stands(street: Street) -> None:
    anna = await join(street, 1, "Анна", "annabella")
    boris = await join(street, 2, "Борис", "boris")
    await hold(street)
    await ask(street)
    await anna.press("introduction-stop")
    assert anna.screen.says("introduction-stopped", fresh="yes")
    assert [row["person_id"] for row in await street.rows(introduction_participants)] == [2]
    withdrawn = {row["person_id"]: row["withdrawn_at"] is not None for row in await street.rows(consents)}
    assert withdrawn == {1: True, 2: False}
    await hold(street)
    assert boris.screen.says("introduction-left-out", why="alone")
    await anna.press("introduction-come-back", "introduction-agree")
    await hold(street)
    assert anna.screen.says("introduction-left-out", why="known")
    assert len(await street.rows(introductions)) == 1


async def test_pausing_is_for_one_round(street: Street) -> None:
    anna = await join(street, 1, "Анна", "annabella")
    boris = await join(street, 2, "Борис", "boris")
    await anna.press("introduction-pause")
    assert anna.screen.says("introduction-taking-part", pausing="yes")
    await anna.press("introduction-resume")
    assert anna.screen.says("introduction-taking-part", pausing="no")
    await anna.press("introduction-pause")
    await hold(street)
    assert await street.rows(introductions) == []
    await hold(street)
    assert anna.screen.says("introduction-made")
    assert boris.screen.says("introduction-made")


async def test_who_blocked_the_bot_is_not_introduced(street: Street) -> None:
    anna = await join(street, 1, "Анна", "annabella")
    boris = await join(street, 2, "Борис", "boris")
    await boris.become("kicked")
    await hold(street)
    assert anna.screen.says("introduction-left-out", why="alone")
    await boris.become("member")
    await hold(street)
    assert anna.screen.says("introduction-made")


@pytest.mark.parametrize("how", ["stop", "erase"])
async def test_what_was_not_sent_yet_is_not_sent_after_a_withdrawal(street: Street, how: str) -> None:
    """Nor is the other one asked about somebody of whom they never heard."""
    anna = await join(street, 1, "Канарейкина", "kanareika")
    boris = await join(street, 2, "Борис", "boris")
    street.cut_off = True
    await hold(street)
    await anna.tap("meet:stop:0:" if how == "stop" else "contact:erase-sure:")
    assert "Канарейкина" not in str(
        [row["params"] for row in await street.rows(outbox) if row["chat_id"] == boris.id]
    )
    street.cut_off = False
    await ask(street)
    assert not boris.told("introduction-made")
    assert not boris.told("introduction-asked")
    waiting = [row for row in await street.rows(outbox) if row["state"] < Outbox.SENT]
    assert waiting == []


async def test_an_erasure_leaves_the_other_ones_part(street: Street) -> None:
    anna = await join(street, 1, "Канарейкина", "kanareika")
    boris = await join(street, 2, "Борис", "boris")
    await hold(street)
    await anna.tap("contact:erase-sure:")
    content = await street.everything()
    assert "Канарейкина" not in content
    assert "kanareika" not in content
    await ask(street)
    assert boris.screen.says("introduction-asked", name="none")
    await boris.press("introduction-met")
    (made,) = await street.rows(introductions)
    assert (made["first_id"], made["second_id"], made["second_says"]) == (None, 2, 2)
    # Whoever was erased is a stranger; the two can be introduced again.
    await join(street, 1, "Анна", "annabella")
    await hold(street)
    assert "Анна" in boris.screen.text


async def test_marketing_reads_how_rounds_went(street: Street, clock: StandingClock) -> None:
    kira = await join(street, 9, "Кира", "kira")
    await kira.tap("meet:report:0:")
    assert not kira.screen.says("introduction-report")
    await appoint(street, kira.id, Role.MARKETING)
    anna = await join(street, 1, "Анна", "annabella")
    await join(street, 2, "Борис", "boris")
    assert words("introduction-report-button") not in anna.screen.labels
    await kira.write("/meet")
    await kira.press("introduction-report-button")
    assert kira.screen.says("introduction-report", rounds=0)
    await hold(street)
    await ask(street)
    asked = [one for one in street.people.values() if one.screen.says("introduction-asked")]
    await asked[0].press("introduction-met")
    await kira.write("/meet")
    await kira.press("introduction-report-button")
    assert kira.screen.says("introduction-report", count=3)
    assert kira.screen.says("introduction-round", answered=1, at="19 янв., 11:00", met=1, pairs=1, people=3)
    assert "Анна" not in kira.screen.text
    assert clock.moment > 0
