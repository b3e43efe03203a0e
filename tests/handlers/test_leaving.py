"""/leave: asking, taking it back, the secretary's card, the confirmation; what everybody reads."""

import pytest

from domain.roles import Role
from storage.roles import RolesTable
from storage.tables.leaving import departure_words, departures
from storage.tables.members import members
from storage.tables.people import audit
from tests.handlers.harness import Street, Visitor
from tests.handlers.steps import appoint, arrive, enrol, enrol_firm
from tests.words import like, matching, words

ME, FIRM = 11, 12


@pytest.fixture
async def vera(street: Street) -> Visitor:
    """The secretary."""
    visitor = await arrive(street.visitor(4, "ru", first_name="Вера", username="vera"))
    await appoint(street, visitor.id, Role.SECRETARY)
    return visitor


@pytest.fixture
async def member(street: Street, anna: Visitor) -> Visitor:
    await arrive(anna)
    await enrol(street, ME, anna.id)
    return anna


async def statuses(street: Street) -> list[str]:
    return [row["status"] for row in await street.rows(members)]


async def departure_statuses(street: Street) -> list[str]:
    return [row["status"] for row in await street.rows(departures)]


async def test_a_member_leaves_and_the_secretary_confirms_in_one_tap(
    street: Street, member: Visitor, vera: Visitor
) -> None:
    await member.write("/leave")
    assert member.screen.says("leaving-ask", kind="person")
    await member.write("Сменил <b>профессию</b>")
    assert "Сменил &lt;b&gt;профессию" in member.screen.text
    await member.write("Переезд & отпуск")
    assert "Переезд &amp; отпуск" in member.screen.text
    assert await departure_statuses(street) == []
    await member.press("leaving-sure")
    assert member.screen.says("leaving-standing", status="asked")
    assert await statuses(street) == ["active"]
    card = vera.screen
    assert "Переезд &amp; отпуск" in card.text
    assert "Анна Ильина" in card.text
    assert card.says("leaving-card")
    taps = len(street.answers.given)
    await vera.press("leaving-confirm")
    assert len(street.answers.given) == taps + 1
    assert await statuses(street) == ["left"]
    assert await departure_statuses(street) == ["confirmed"]
    assert vera.screen.says("leaving-card-stands", status="confirmed")
    assert vera.screen.labels == [words("leaving-list-button")]
    assert member.screen.says("member-changed", action="leave")
    assert member.screen.says("member-changed", action="leave")
    assert member.screen.labels[0] == words("contact-join")
    assert [row["act"] for row in await street.rows(audit)] == ["membership-leave"]
    assert not [it for screen in member.screens for it in screen.taps if it.startswith("leaving:stay")]
    await member.write("/start")
    assert member.screen.says("member-home", status="left")
    assert words("contact-join") in member.screen.labels
    await member.write("/leave")
    assert member.screen.says("refused-leaving-nothing")


async def test_a_member_changes_their_mind(street: Street, member: Visitor, vera: Visitor) -> None:
    await member.write("/start")
    await member.press("contact-membership", "member-leave", "leaving-sure")
    waiting = member.screen
    await member.press("ui-home", "contact-membership")
    assert words("member-leaves") in member.screen.labels
    await member.press("member-leaves", "leaving-stay")
    assert member.screen.says("leaving-standing", kind="person", status="withdrawn")
    assert await departure_statuses(street) == ["withdrawn"]
    assert vera.screen.says("leaving-card-stands", status="withdrawn")
    assert vera.screen.labels == [words("leaving-list-button")]
    await vera.tap("departure:confirm:1")
    assert vera.heard("refused-leaving-settled")
    assert await statuses(street) == ["active"]
    await member.tap("leaving:stay:1", waiting)
    assert member.heard("refused-leaving-settled")
    await member.write("/leave")
    await member.press("leaving-sure")
    assert await departure_statuses(street) == ["withdrawn", "asked"]
    assert vera.screen.data_of("leaving-confirm") == "departure:confirm:2"


async def test_two_secretaries_confirm_at_once(street: Street, member: Visitor, vera: Visitor) -> None:
    """Reliability row 32: one decision, one audit row, and both cards show it."""
    olga = await arrive(street.visitor(5, "en", first_name="Olga", username="olga"))
    await appoint(street, olga.id, Role.SECRETARY)
    await member.write("/leave")
    await member.press("leaving-sure")
    notices = len(member.screens)
    taps = [who.query("departure:confirm:1") for who in (vera, olga, vera, olga)]
    await street.receive("callback_query", *taps)
    await street.work()
    acts = [(row["actor_id"], row["act"]) for row in await street.rows(audit)]
    assert acts == [(vera.id, "membership-leave")]
    assert len(member.screens) == notices + 1
    assert vera.screen.says("leaving-card-stands", status="confirmed")
    assert olga.screen.says("leaving-card-stands", "en", status="confirmed")
    assert vera.screen.says("leaving-card-stands", by="none", status="confirmed")


async def test_who_is_a_secretary_no_longer_confirms_nothing(
    street: Street, member: Visitor, vera: Visitor
) -> None:
    """Reliability row 31."""
    await member.write("/leave")
    await member.press("leaving-sure")
    card = vera.screen
    async with street.database.transaction() as transaction:
        await RolesTable(transaction, street.association).take(vera.id, Role.SECRETARY)
    for verb in ("open", "speak", "confirm"):
        await vera.tap(f"departure:{verb}:1", card)
        assert "Анна" not in vera.screen.text
    await vera.tap("register:departures:0:", card)
    assert await statuses(street) == ["active"]
    assert [row["act"] for row in await street.rows(audit)] == ["refused"] * 4


async def test_the_secretary_talks_to_the_member_first(
    street: Street, member: Visitor, vera: Visitor
) -> None:
    await member.write("/leave")
    await member.press("leaving-sure")
    await vera.press("leaving-speak")
    await vera.write("Может быть, <i>обсудим</i>?")
    assert "обсудим&lt;/i&gt;?" in member.screen.text
    assert member.screen.labels == [words("leaving-answer"), words("leaving-stay")]
    await member.press("leaving-answer")
    await member.write("Спасибо, я решил")
    assert member.screen.says("leaving-answered")
    assert "я решил" in vera.screen.text
    await vera.press("leaving-open")
    assert vera.screen.says("leaving-words", by="staff", text="Может быть, <i>обсудим</i>?")
    assert vera.screen.says("leaving-words", by="member", text="Спасибо, я решил")
    await member.tap("leaving:answer:1")
    await member.write(" \n ")
    assert member.screen.says("refused-leaving-no-words")
    await vera.tap("departure:confirm:1")
    # Nothing is left to tap: whatever waited for the confirmation lost its buttons.
    assert not [it for screen in member.screens for it in screen.taps if it.startswith("leaving:")]
    await vera.tap("departure:speak:1")
    assert vera.heard("refused-leaving-settled")
    await member.tap("leaving:answer:1")
    await member.write("Поздно")
    assert member.screen.says("leaving-standing", status="confirmed")
    assert len(await street.rows(departure_words)) == 2


async def test_any_representative_asks_and_any_takes_it_back(
    street: Street, anna: Visitor, john: Visitor, vera: Visitor
) -> None:
    """An organisation's end is everybody's who speaks for it; who is a member themself chooses whose it shall be."""
    await arrive(anna)
    await arrive(john)
    await enrol(street, ME, anna.id)
    await enrol_firm(street, FIRM, anna.id, john.id)
    await anna.write("/leave")
    assert anna.screen.labels == [
        words("leaving-choice", kind="person", name="Анна Ильина"),
        "ООО «Ромашка»",
        words("ui-home"),
    ]
    await anna.press("Ромашка", "leaving-sure")
    assert john.screen.says("leaving-asked-other", "en")
    assert vera.screen.says("leaving-card", who="Аннабелла")
    await john.press("leaving-stay")
    assert john.screen.says("leaving-standing", "en", kind="organisation", status="withdrawn")
    assert anna.screen.says("leaving-withdrawn-other")
    assert not [it for screen in anna.screens for it in screen.taps if it.startswith("leaving:stay")]
    await john.write("/leave")
    await john.press("leaving-sure")
    await anna.write("/leave")
    await anna.press("Ромашка")
    assert anna.screen.says("leaving-standing", status="asked")
    await vera.press("leaving-confirm")
    assert {row["id"]: row["status"] for row in await street.rows(members)} == {ME: "active", FIRM: "left"}
    assert "Ромашка" in anna.screen.text
    assert anna.told("member-changed", action="leave") == 1, "of the organisation's, not of her own"
    await john.write("/leave")
    assert john.screen.says("refused-leaving-nothing", "en")
    await anna.write("/leave")
    assert anna.screen.says("leaving-ask", kind="person")


async def test_forged_taps_of_whoever_has_nothing_to_do_with_it(
    street: Street, member: Visitor, vera: Visitor, john: Visitor
) -> None:
    await arrive(john)
    await member.write("/leave")
    await member.press("leaving-sure")
    shown = len(member.screens), len(vera.screens)
    for data in (f"leaving:sure:{ME}", "leaving:sure:99", f"membership:leave:{ME}"):
        await john.tap(data)
        assert john.screen.says("refused-leaving-nothing", "en")
    await john.tap("leaving:stay:1")
    assert john.screen.says("refused-leaving-missing", "en")
    await john.tap("leaving:answer:1")
    await john.write("I am somebody else")
    assert john.screen.says("refused-leaving-missing", "en")
    assert await departure_statuses(street) == ["asked"]
    assert (len(member.screens), len(vera.screens)) == shown
    await vera.tap("register:act-sure:11:leave")
    assert await statuses(street) == ["active"]


async def test_without_a_secretary_administrators_stand_in(
    street: Street, member: Visitor, olga: Visitor
) -> None:
    await arrive(olga)
    await member.write("/leave")
    await member.press("leaving-sure")
    assert olga.screen.says("leaving-card")
    assert olga.screens[-2].says("leaving-stand-in")
    await olga.press("leaving-confirm")
    assert await statuses(street) == ["left"]


async def test_what_waits_is_found_in_the_register(street: Street, member: Visitor, vera: Visitor) -> None:
    await vera.write("/members")
    assert not matching(like("leaving-waiting"), vera.screen.labels)
    await member.write("/leave")
    await member.press("leaving-sure")
    await vera.write("/members")
    await vera.press(
        like("leaving-waiting", count=1), like("leaving-row", name="Анна Ильина"), "leaving-list-button"
    )
    await vera.press("member-register-back")
    treasurer = await arrive(street.visitor(6, "ru", first_name="Пётр", username="petr"))
    await appoint(street, treasurer.id, Role.TREASURER)
    await treasurer.write("/members")
    assert not matching(like("leaving-waiting"), treasurer.screen.labels)


@pytest.mark.usefixtures("vera")
async def test_who_is_no_member_gets_a_polite_answer(street: Street, anna: Visitor, john: Visitor) -> None:
    for visitor in (anna, john):
        await visitor.write("/Leave")
    assert anna.screen.says("refused-leaving-nothing")
    assert john.screen.says("refused-leaving-nothing", "en")
    assert await departure_statuses(street) == []
    await anna.write("/help")
    assert "/leave" not in anna.screen.text


async def test_help_names_it_to_members(member: Visitor) -> None:
    await member.write("/help")
    assert "/leave" in member.screen.text


async def test_an_organisation_s_wish_outlives_the_one_who_wrote_it(
    street: Street, anna: Visitor, john: Visitor, vera: Visitor
) -> None:
    """Reliability row 41: the words and the name go, the wish stays; a person's goes with the membership."""
    await arrive(anna)
    await arrive(john)
    await enrol_firm(street, FIRM, anna.id, john.id)
    await anna.write("/leave")
    await anna.write("Canary reason")
    await anna.press("leaving-sure")
    await vera.tap("departure:speak:1")
    await vera.write("Почему?")
    await anna.press("leaving-answer")
    await anna.write("Canary answer")
    await anna.tap("contact:erase-sure:")
    everything = await street.everything()
    assert "Canary" not in everything
    assert "Аннабелла" not in everything
    await vera.tap("departure:open:1")
    assert vera.screen.says("leaving-card", reason="none")
    await vera.press("leaving-confirm")
    assert await statuses(street) == ["left"]
    assert "has ended" in john.screen.text or john.screen.says("member-changed", "en", action="leave")
