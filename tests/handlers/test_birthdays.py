"""Birthdays in the chat: told by one answer, congratulated in private and, by consent, in one message in the group."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from domain.chats.entities import Chat, ChatKind
from storage.chats import ChatsTable
from storage.tables.birthdays import birthdays
from storage.tables.people import consents
from tests.handlers.harness import Street, Visitor
from tests.handlers.rooms import Room
from tests.handlers.steps import arrive, enrol, tick
from tests.words import plain, words

MICROSECONDS = 1_000_000


def at(year: int, month: int, day: int, hour: int = 10) -> int:
    moment = datetime(year, month, day, hour, tzinfo=ZoneInfo("Europe/Moscow"))
    return int(moment.timestamp()) * MICROSECONDS


@pytest.fixture
async def room(street: Street) -> Room:
    """The participants' group."""
    return await open_room(street, -1001, "ru")


async def open_room(street: Street, number: int, language: str) -> Room:
    async with street.database.transaction() as transaction:
        chat = Chat(0, number, "supergroup", "Участники", ChatKind.PARTICIPANTS, language=language)
        await ChatsTable(transaction).add(chat, street.clock.now())
    return Room(street, number)


async def told(street: Street, number: int, name: str, text: str, *, in_group: bool = True) -> Visitor:
    visitor = await arrive(street.visitor(number, "ru", first_name=name, username=f"person{number}"))
    await visitor.write("/birthday")
    await visitor.write(text)
    if in_group:
        await visitor.press("birthday-agree")
    return visitor


async def test_one_answer_is_enough(street: Street, room: Room, anna: Visitor) -> None:
    await arrive(anna)
    await anna.write("/birthday")
    assert anna.screen.says("birthday-ask")
    asked = anna.screen
    for wrong, why in (
        ("завтра", "date"),
        ("31.02", "date-none"),
        ("05.05.88", "date-year"),
        ("05.05.2030", "date-late"),
        ("05.05.1888", "date-early"),
    ):
        await anna.write(wrong)
        assert anna.screen.says("refused-birthdays-wrong", why=why)
    await anna.write("5 мая 1988")
    assert asked.buttons == [], "an answered question has no buttons"
    assert anna.screen.says("birthday-told", day="5 мая 1988")
    assert anna.screen.says("birthday-told", group="no")
    assert await street.rows(consents) == []
    await anna.press("birthday-agree")
    assert anna.screen.says("birthday-told", group="yes")
    (consent,) = await street.rows(consents)
    assert (consent["purpose"], consent["withdrawn_at"]) == ("birthdays", None)
    assert consent["digest"] == street.texts.consent("ru", "birthday-consent").digest
    await anna.press("birthday-change")
    await anna.write("6 мая")
    assert anna.screen.says("birthday-told", day="6 мая", group="yes")
    await anna.press("birthday-disagree")
    assert anna.screen.says("birthday-told", group="no")
    await anna.press("birthday-remove")
    assert anna.answer == words("birthday-removed")
    assert anna.screen.says("birthday-ask")
    assert await street.rows(birthdays) == []
    await anna.write("7 мая")
    assert anna.screen.says("birthday-told", day="7 мая")
    assert room.screens == []


async def test_the_group_is_spoken_of_only_where_there_is_one(street: Street, anna: Visitor) -> None:
    await arrive(anna)
    await anna.write("/birthday")
    await anna.write("5 мая")
    assert anna.screen.labels == [words("birthday-change"), words("birthday-remove"), words("ui-home")]
    assert not anna.screen.says("birthday-consent")
    await anna.tap(f"birthday:agree:{street.texts.consent('ru', 'birthday-consent').mark}")
    assert await street.rows(consents) == []


async def test_a_guest_agrees_to_the_processing_first_and_goes_on(street: Street, anna: Visitor) -> None:
    await anna.write("/birthday")
    assert anna.screen.says("consent-short", purpose="birthday")
    await anna.press("consent-agree")
    await anna.write("5 мая")
    assert anna.screen.says("birthday-told", day="5 мая")
    assert len(await street.rows(birthdays)) == 1


@pytest.mark.usefixtures("room")
async def test_another_text_is_shown_before_it_is_agreed_to(street: Street, anna: Visitor) -> None:
    await arrive(anna)
    await anna.write("/birthday")
    await anna.write("5 мая")
    await anna.tap("birthday:agree:forged")
    assert anna.heard("consent-changed")
    assert await street.rows(consents) == []


async def test_all_of_a_day_in_one_message(street: Street, room: Room) -> None:
    english = await open_room(street, -1002, "en")
    anna = await told(street, 1, "Анна <b>", "5 мая")
    boris = await told(street, 2, "Борис", "05.05.1977")
    vera = await told(street, 3, "Вера", "5 мая", in_group=False)
    gleb = await told(street, 4, "Глеб", "6 мая")
    street.clock.moment = at(2027, 5, 5, 9)
    await tick(street)
    assert room.screens == []
    street.clock.moment = at(2027, 5, 5)
    await tick(street)
    assert "Анна &lt;b&gt;" in anna.screen.text
    assert anna.screen.says("birthday-congratulation", name="Анна <b>")
    assert boris.screen.says("birthday-congratulation", age=50)
    assert vera.screen.says("birthday-congratulation", name="Вера")
    assert not gleb.screen.says("birthday-congratulation")
    (post,) = room.screens
    named = (("Анна <b>", "person1", 0), ("Борис", "person2", 50))
    lines = [
        words("birthday-line", age=age, birthday="yes", name=name, username=username, years=0)
        for name, username, age in named
    ]
    assert plain(post.text) == words("birthday-post", names="\n".join(lines), others=0)
    assert "Анна &lt;b&gt;" in post.text
    (translated,) = english.screens
    assert translated.says("birthday-line", "en", age=50, birthday="yes", name="Борис", username="person2")
    before = len(street.sent)
    for hours in (1, 12, 13):
        street.clock.moment = at(2027, 5, 5) + hours * 3600 * MICROSECONDS
        await tick(street)
    assert len(street.sent) == before


async def test_members_are_congratulated_on_their_years(street: Street, room: Room) -> None:
    anna = await told(street, 1, "Анна", "7 июля")
    await enrol(street, 1, anna.id)  # at the very beginning of 1970
    street.clock.moment = at(1980, 1, 1)
    await tick(street)
    assert anna.screen.says("birthday-membership", years=10)
    assert room.screen.says("birthday-line", birthday="no", name="Анна", username="person1", years=10)


async def test_a_leap_birthday_and_a_stop_over_the_day(street: Street, room: Room) -> None:
    anna = await told(street, 1, "Анна", "29 февраля")
    boris = await told(street, 2, "Борис", "1 марта")
    street.clock.moment = at(2027, 2, 28)
    await tick(street)
    assert anna.screen.says("birthday-congratulation", name="Анна")
    street.clock.moment = at(2027, 3, 2)
    await tick(street)
    assert not boris.screen.says("birthday-congratulation")
    assert len(room.screens) == 1


async def test_who_blocked_the_bot_or_left_is_not_named(street: Street, room: Room) -> None:
    anna = await told(street, 1, "Анна", "5 мая")
    boris = await told(street, 2, "Борис", "5 мая")
    vera = await told(street, 3, "Вера", "5 мая")
    await room.becomes(boris, "member", old="left")
    await room.becomes(boris, "left", old="member")
    await vera.become("kicked")
    street.clock.moment = at(2027, 5, 5)
    await tick(street)
    assert "Анна" in room.screen.text
    assert "Борис" not in room.screen.text
    assert "Вера" not in room.screen.text
    assert boris.screen.says("birthday-congratulation")
    assert anna.screen.says("birthday-congratulation")
    assert not vera.screen.says("birthday-congratulation")


@pytest.mark.parametrize("how", ["birthday:disagree:", "birthday:remove:", "contact:erase-sure:"])
async def test_what_waits_to_be_posted_names_nobody_who_withdrew(
    street: Street, room: Room, how: str
) -> None:
    anna = await told(street, 1, "Канарейкина", "5 мая")
    await told(street, 2, "Борис", "5 мая")
    street.cut_off = True
    street.clock.moment = at(2027, 5, 5)
    await tick(street)
    await anna.tap(how)
    street.cut_off = False
    await street.deliver()
    (post,) = room.screens
    assert "Канарейкина" not in post.text
    assert post.says("birthday-line", age=0, birthday="yes", name="Борис", username="person2")


async def test_a_long_day_is_one_message_within_the_limit(street: Street, room: Room) -> None:
    for number in range(1, 34):
        await told(street, number, "Я" * 64, "05.05.1977")
    street.clock.moment = at(2027, 5, 5)
    await tick(street)
    (post,) = room.screens
    assert post.says("birthday-post", others=3)
    assert len(post.text) < 4096
