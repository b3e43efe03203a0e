"""Coming into the chats: the rules and one tap, moderators' decisions; losing a working group's chat and coming back."""

import json
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from sqlalchemy import update

from bot.config import load
from domain.chats.entities import ChatKind
from domain.entry.entities import RequestStatus
from domain.members.life import MemberAction
from domain.members.use_cases import Members
from domain.roles import Role
from storage.chats import ChatsTable
from storage.groups import GroupsTable
from storage.outbox import Owed
from storage.roles import RolesTable
from storage.tables.chats import chats
from storage.tables.entry import join_requests
from storage.tables.members import members
from storage.tables.people import audit
from tests.handlers.harness import Refusal, Screen, Street, Visitor
from tests.handlers.rooms import ALL_RIGHTS, ARTEL, Room, connected
from tests.handlers.steps import appoint, tick
from tests.handlers.webinars import member
from tests.words import has, like, words

MINUTE = 60_000_000
HOUR = 60 * MINUTE
LINK = "https://t.me/+people"
HOSTILE = (
    "<b>Анна</b>",
    '"><a href="https://spam.example">x</a>',
    "&lt;Анна&amp;",
    "\u202eаннА",
    "t.me/spam",
    "А" * 129,
    "\u200b\u200b",
    "{ $name }",
)
NEVER_STARTED = "Forbidden: bot can't initiate conversation with a user"


@dataclass
class Telegram:
    """What it says to calls; `refuses` names methods with the reason."""

    refuses: dict[str, str] = field(default_factory=dict)
    member: dict[str, Any] = field(default_factory=lambda: {"user": {}, "status": "left"})

    def __call__(self, owed: Owed) -> Any:
        if (reason := self.refuses.get(owed.method)) is not None:
            return Refusal(reason)
        match owed.method:
            case "createChatInviteLink":
                return {"invite_link": LINK}
            case "getChatAdministrators":
                return []
            case "getChatMember":
                return self.member
            case _:
                return True


@pytest.fixture
def telegram(street: Street) -> Telegram:
    street.telegram = Telegram()
    return street.telegram


@pytest.fixture
async def room(street: Street, telegram: Telegram, olga: Visitor) -> Room:
    """The participants' group."""
    assert telegram is not None
    return await connected(street, olga)


async def requests(street: Street) -> list[dict[str, Any]]:
    return await street.rows(join_requests)


async def status(street: Street) -> list[str]:
    return [RequestStatus(row["status"]).name for row in await requests(street)]


def acts(street: Street, *methods: str) -> list[tuple[str, int]]:
    """The calls of these methods, on whom."""
    wanted = methods or ("approveChatJoinRequest", "declineChatJoinRequest")
    return [(owed.method, owed.params["user_id"]) for owed in street.sent if owed.method in wanted]


def said(street: Street) -> list[str]:
    return [owed.method for owed in street.sent]


# By one's own agreement


async def test_one_message_and_one_tap_lead_into_the_chat(street: Street, room: Room, anna: Visitor) -> None:
    await anna.write("/start")
    before = len(street.sent)
    await room.asks(anna)
    assert said(street)[before:] == ["sendMessage"], "one message, and it holds all"
    rules = street.config.moderation.rules
    lines = anna.screen.text.splitlines()
    assert [line for line in lines if line[:1].isdigit()] == [
        f"{number}. {rule['ru']}" for number, rule in enumerate(rules, 1)
    ]
    assert "«Участники»" in anna.screen.text
    assert anna.screen.labels == [words("entry-accept"), words("entry-later")]
    assert anna.screen.buttons[1][0]["url"] == LINK

    before = len(street.sent)
    await anna.press("entry-accept")
    assert anna.answer == words("entry-accepted")
    assert anna.screen.says("entry-welcome", title="Участники")
    assert anna.screen.buttons[0][0]["url"] == LINK
    # The screen first: once the request is decided, the bot may write no more to who never started it.
    assert said(street)[before:] == ["editMessageText", "approveChatJoinRequest"]
    assert room.screens == []
    assert ("rules-accepted", {"chat": 1}) in await anna.history()

    await room.becomes(anna, "member", by=ARTEL)
    assert "Аннабелла" in room.screen.text
    assert f"tg://user?id={anna.id}" in room.screen.text
    await room.becomes(anna, "left", old="member")
    await room.becomes(anna, "member", by=ARTEL)
    assert len(room.screens) == 1, "greeted once"
    assert await status(street) == ["ADMITTED"]


async def test_those_who_come_close_together_share_a_greeting(street: Street, room: Room) -> None:
    """It stays as long after the last of them as after one, and the next one afterwards has one of their own."""
    guests = [street.visitor(20 + number, "ru", first_name=f"Гость {number}") for number in range(5)]
    for number, guest in enumerate(guests):
        await room.asks(guest)
        await guest.press("entry-accept")
        await room.becomes(guest, "member", by=ARTEL)
        (greeting,) = room.screens
        assert f"tg://user?id={guest.id}" in greeting.text
        about = {"id": str(guest.id), "name": f"Гость {number}", "others": number}
        assert greeting.text == street.texts.html("ru", "entry-greeting", **about)
        street.clock.advance(MINUTE)
    street.clock.advance((street.config.entry.greeting_minutes - 2) * MINUTE)
    await tick(street)
    assert len(room.screens) == 1
    street.clock.advance(MINUTE)
    await tick(street)
    assert room.screens == []
    late = street.visitor(30, "ru", first_name="Опоздавшая")
    await room.asks(late)
    await late.press("entry-accept")
    await room.becomes(late, "member", by=ARTEL)
    about = {"id": "30", "name": "Опоздавшая", "others": 0}
    assert room.screen.text == street.texts.html("ru", "entry-greeting", **about)


async def test_the_greeting_goes_after_a_while(street: Street, room: Room, anna: Visitor) -> None:
    await room.asks(anna)
    await anna.press("entry-accept")
    await room.becomes(anna, "member", by=ARTEL)
    street.clock.advance(street.config.entry.greeting_minutes * MINUTE - 5_000_000)
    await tick(street)
    assert len(room.screens) == 1
    street.clock.advance(5_000_000)
    await tick(street)
    assert room.screens == []


async def test_a_greeting_that_comes_too_late_is_left_out(street: Street, room: Room, anna: Visitor) -> None:
    await room.asks(anna)
    await anna.press("entry-accept")
    street.cut_off = True
    await room.becomes(anna, "member", by=ARTEL)
    street.clock.advance(HOUR)
    street.cut_off = False
    await street.deliver()
    assert room.screens == []


async def test_without_minutes_nobody_is_greeted(street: Street, olga: Visitor, anna: Visitor) -> None:
    street.config = load(needs_token=False, admins=[], entry={"greeting_minutes": 0})
    street.rewire()
    street.telegram = Telegram()
    room = await connected(street, olga)
    await room.asks(anna)
    await anna.press("entry-accept")
    await room.becomes(anna, "member", by=ARTEL)
    assert room.screens == []


@pytest.mark.parametrize("name", HOSTILE, ids=ascii)
async def test_a_hostile_name_greets_nobody_with_a_link(street: Street, room: Room, name: str) -> None:
    """Reliability row 36: the name is escaped, cut, and stands within the mention, so that nothing in it is a link."""
    guest = street.visitor(8, "ru", first_name=name)
    await room.asks(guest)
    await guest.press("entry-accept")
    await room.becomes(guest, "member", by=ARTEL)
    text = room.screen.text
    before, after = street.texts.html("ru", "entry-greeting", id="8", name="|", others=0).split("|")
    assert text.startswith(before)
    assert text.endswith(after)
    inner = text[len(before) : -len(after)]
    assert 0 < len(inner) < 400
    assert "<" not in inner
    assert any(character.isalnum() for character in inner)


async def test_somebody_unknown_is_asked_in_their_language_and_no_name_is_kept(
    street: Street, room: Room, john: Visitor
) -> None:
    """Reliability row 41."""
    await room.asks(john, bio="I am John")
    assert john.screen.says("entry-rules", "en", count=7)
    assert await john.person() is None
    (row,) = await requests(street)
    assert (row["person_id"], row["language"], row["cards"]) == (john.id, "en", "[]")
    assert "John" not in await street.everything()
    await john.press("entry-accept")
    await room.becomes(john, "member", by=ARTEL)
    assert "John" in room.screen.text
    assert "John" not in await street.everything()


async def test_a_tap_counts_once_and_only_the_askers(
    street: Street, room: Room, anna: Visitor, john: Visitor
) -> None:
    await room.asks(anna)
    rules = anna.screen
    for data in ("entry:accept:1", "entry:accept:99", "entry:accept:-1", "entry:accept:0"):
        await john.tap(data, rules)
        assert john.heard("refused-entry-missing", "en")
    assert await status(street) == ["WAITING"]
    for _ in range(3):
        await anna.tap("entry:accept:1", rules)
        assert anna.answer == words("entry-accepted")
    assert acts(street) == [("approveChatJoinRequest", anna.id)]
    await room.tap(anna, "entry:accept:1", rules)
    assert acts(street) == [("approveChatJoinRequest", anna.id)]


async def test_several_chats_are_asked_for_at_once(
    street: Street, room: Room, olga: Visitor, anna: Visitor
) -> None:
    other = await connected(street, olga, id=-1002, title="Ещё")
    await room.asks(anna)
    first = anna.screen
    await other.asks(anna)
    second = anna.screen
    await anna.tap(second.taps[0], second)
    assert [owed.chat_id for owed in street.sent if owed.method == "approveChatJoinRequest"] == [other.id]
    await anna.tap(first.taps[0], first)
    assert [owed.chat_id for owed in street.sent if owed.method == "approveChatJoinRequest"] == [
        other.id,
        room.id,
    ]


async def test_who_asks_again_has_taken_back_the_first(street: Street, room: Room, anna: Visitor) -> None:
    await room.asks(anna)
    first = anna.screen
    await room.asks(anna)
    assert await status(street) == ["GONE", "WAITING"]
    assert [screen.message_id for screen in anna.screens if "entry:accept:2" in screen.taps] == [
        anna.screen.message_id
    ]
    await anna.tap("entry:accept:1", first)
    assert anna.answer == words("entry-over")
    assert acts(street) == []
    await anna.tap("entry:accept:2")
    assert acts(street) == [("approveChatJoinRequest", anna.id)]


async def test_what_is_decided_by_hand_in_telegram_settles_it(
    street: Street, room: Room, anna: Visitor, john: Visitor, olga: Visitor
) -> None:
    await anna.write("/start")
    await room.asks(anna)
    await room.becomes(anna, "member", by=olga.user)
    assert anna.screen.says("entry-welcome")
    assert "Аннабелла" in room.screen.text
    await room.asks(john)
    await room.becomes(john, "kicked", by=olga.user)
    assert await status(street) == ["ADMITTED", "GONE"]
    await john.press("entry-accept")
    assert john.answer == words("entry-over", "en")
    assert acts(street) == []
    await tick(street)
    street.clock.advance(1_000 * HOUR)
    await tick(street)
    assert acts(street) == []


async def test_a_request_that_was_taken_back_is_told_of(
    street: Street, room: Room, anna: Visitor, telegram: Telegram
) -> None:
    """Telegram says nothing of it until the person is to be let in."""
    telegram.refuses["approveChatJoinRequest"] = "Bad Request: HIDE_REQUESTER_MISSING"
    await room.asks(anna)
    await anna.press("entry-accept")
    assert anna.screen.says("entry-closed", status="gone")
    assert anna.screen.buttons[0][0]["url"] == LINK
    assert await status(street) == ["GONE"]
    telegram.refuses["approveChatJoinRequest"] = "Bad Request: USER_ALREADY_PARTICIPANT"
    await room.asks(anna)
    await anna.press("entry-accept")
    assert await status(street) == ["GONE", "ADMITTED"]


async def test_without_an_answer_it_is_declined(
    street: Street, room: Room, anna: Visitor, john: Visitor
) -> None:
    await anna.write("/start")
    await room.asks(anna)
    await room.asks(john)  # who cannot be written to any more
    rules = anna.screen
    street.clock.advance(street.config.entry.answer_hours * HOUR - MINUTE)
    await tick(street)
    assert acts(street) == []
    street.clock.advance(MINUTE)
    before = len(john.screens)
    await tick(street)
    await street.work()
    assert acts(street) == [("declineChatJoinRequest", anna.id), ("declineChatJoinRequest", john.id)]
    assert anna.screen.says("entry-closed", status="expired")
    assert anna.screen.buttons[0][0]["url"] == LINK
    assert len(john.screens) == before
    await tick(street)
    assert len(acts(street)) == 2
    await anna.tap("entry:accept:1", rules)
    assert anna.answer == words("entry-over")
    assert await status(street) == ["EXPIRED", "EXPIRED"]
    await room.asks(anna)
    await anna.press("entry-accept")
    assert acts(street)[2:] == [("approveChatJoinRequest", anna.id)]


async def test_who_is_no_person_or_asks_elsewhere_is_let_be(
    street: Street, room: Room, anna: Visitor, olga: Visitor
) -> None:
    for about in ({"is_bot": True}, {"id": 1087968824}, {"id": 136817688}):
        await room.asks(street.visitor(20, **about))
    stray = Room(street, id=-7, title="Чужой")
    await stray.bot_becomes(anna, "administrator", "can_invite_users")
    await stray.asks(anna)
    await Room(street, id=-8, title="Незнакомый").asks(anna)
    moderators = await connected(street, olga, "chat-kind-moderators", id=-9)
    await moderators.asks(anna)
    assert await requests(street) == []
    assert acts(street) == []
    assert anna.screens == []


async def test_a_chat_that_is_the_associations_no_more_lets_nobody_in(
    street: Street, room: Room, anna: Visitor, olga: Visitor
) -> None:
    await room.asks(anna)
    await olga.tap("chat:moderators:1:")
    await anna.tap("entry:accept:1")
    assert anna.answer == words("entry-over")
    await olga.tap("chat:leave-sure:1:")
    await anna.tap("entry:accept:1")
    assert anna.heard("refused-entry-missing")
    assert acts(street) == []


# Moderators


@pytest.fixture
async def cards(street: Street, room: Room, olga: Visitor) -> Room:
    """The moderators' chat."""
    assert room.street is street
    return await connected(street, olga, "chat-kind-moderators", id=-9, title="Модераторы")


@pytest.fixture
async def mark(street: Street) -> Visitor:
    """A moderator."""
    visitor = street.visitor(30, "ru", first_name="Марк", username="mark")
    await visitor.subscribe()
    await appoint(street, visitor.id, Role.MODERATOR)
    return visitor


def unreachable(telegram: Telegram, name: str = "Пётр") -> None:
    """Whoever asks next has never started the bot, and five minutes are over."""
    telegram.refuses["sendMessage"] = NEVER_STARTED
    telegram.member = {"user": {"id": 40, "first_name": name, "username": "petr"}, "status": "left"}


async def ask_unreached(street: Street, room: Room, telegram: Telegram, person_id: int = 40) -> Visitor:
    """Somebody asks to whom nobody can write; the moderators see it."""
    unreachable(telegram)
    petr = street.visitor(person_id, "ru", first_name="Пётр")
    refuses = dict(telegram.refuses)

    def says(owed: Owed) -> Any:
        telegram.refuses = refuses if owed.chat_id == person_id else {}
        return telegram(owed)

    street.telegram = says
    await room.asks(petr)
    return petr


async def test_who_cant_be_written_to_is_shown_to_the_moderators(
    street: Street, room: Room, cards: Room, telegram: Telegram, mark: Visitor, anna: Visitor
) -> None:
    petr = await ask_unreached(street, room, telegram)
    card = cards.screen
    assert card.says("entry-card", title="Участники")
    assert "Пётр (@petr)" in card.text
    assert card.labels == [words("entry-admit"), words("entry-decline")]
    assert await status(street) == ["UNREACHED"]
    assert "Пётр" not in await street.everything()

    await anna.write("/start")
    before = len(anna.screens)
    assert await cards.press(anna, "entry-admit") == words("role-not-allowed-short")
    assert len(anna.screens) == before, "who is no moderator is not written to for that"
    assert acts(street) == []
    assert await cards.press(mark, "entry-admit") == words("entry-decided")
    assert acts(street) == [("approveChatJoinRequest", petr.id)]
    assert cards.screen.labels == [words("entry-state", status="admitted", who="Марк")]
    assert "Пётр (@petr)" in cards.screen.text, "the card still says who it is"
    decided = await cards.tap(mark, "entry:decline:1", card)
    assert decided is not None
    assert has(decided, like("entry-shown", status="admitted", who="Марк"))
    looked = await cards.tap(mark, cards.screen.taps[0])
    assert looked == decided
    assert len(acts(street)) == 1
    audited = [row["act"] for row in await street.rows(audit) if row["act"].startswith("entry-")]
    assert audited == ["entry-admitted"], "reliability row 32: one decision, one row"
    await room.becomes(petr, "member", by=ARTEL)
    assert "Пётр" in room.screen.text


async def test_without_a_chat_each_moderator_gets_the_card(
    street: Street, room: Room, telegram: Telegram, mark: Visitor
) -> None:
    rita = street.visitor(31, "en", first_name="Rita", username="rita")
    await rita.subscribe()
    await appoint(street, rita.id, Role.MODERATOR)
    await ask_unreached(street, room, telegram)
    assert rita.screen.says("entry-card", "en")
    card = rita.screen
    await mark.press("entry-decline")
    assert acts(street) == [("declineChatJoinRequest", 40)]
    assert has(rita.screen.labels[0], like("entry-state", "en", status="declined"))
    assert has(mark.screen.labels[0], like("entry-state", status="declined"))
    await rita.tap("entry:admit:1", card)
    assert len(acts(street)) == 1
    assert rita.heard("entry-shown", "en", status="declined")
    await rita.tap("entry:admit:99")
    assert rita.heard("refused-entry-missing", "en")


async def test_without_moderators_the_administrators_get_the_card(
    street: Street, room: Room, telegram: Telegram, olga: Visitor
) -> None:
    await ask_unreached(street, room, telegram)
    assert olga.screen.says("entry-card")
    await olga.press("entry-admit")
    assert acts(street) == [("approveChatJoinRequest", 40)]


async def test_a_demoted_moderator_decides_nothing(
    street: Street, room: Room, telegram: Telegram, mark: Visitor
) -> None:
    """Reliability row 31."""
    await ask_unreached(street, room, telegram)
    card = mark.screen
    async with street.database.transaction() as transaction:
        await RolesTable(transaction, street.association).take(mark.id, Role.MODERATOR)
    for verb in ("admit", "decline", "look"):
        await mark.tap(f"entry:{verb}:1", card)
        assert mark.answer == words("role-not-allowed-short")
    assert acts(street) == []


async def test_a_card_that_nobody_answers_declines_itself(
    street: Street, room: Room, cards: Room, telegram: Telegram, mark: Visitor
) -> None:
    await ask_unreached(street, room, telegram)
    street.clock.advance(street.config.entry.answer_hours * HOUR)
    await tick(street)
    assert acts(street) == [("declineChatJoinRequest", 40)]
    assert cards.screen.labels == [words("entry-state", status="expired", who="none")]
    assert has(str(await cards.tap(mark, "entry:admit:1")), like("entry-shown", status="expired", who="none"))


async def test_a_card_shows_that_they_came_by_another_way(
    street: Street, room: Room, cards: Room, telegram: Telegram, olga: Visitor
) -> None:
    petr = await ask_unreached(street, room, telegram)
    await room.becomes(petr, "member", by=olga.user)
    assert cards.screen.labels == [words("entry-state", status="admitted", who="none")]
    assert await status(street) == ["ADMITTED"]


async def test_a_name_that_telegram_does_not_tell(
    street: Street, room: Room, cards: Room, telegram: Telegram
) -> None:
    unreachable(telegram)
    petr = street.visitor(40, "ru")

    def says(owed: Owed) -> Any:
        if owed.method == "getChatMember":
            return Refusal("Bad Request: PARTICIPANT_ID_INVALID")
        return Refusal(NEVER_STARTED) if owed.chat_id == 40 else True

    street.telegram = says
    await room.asks(petr)
    assert cards.screen.says("entry-nameless")
    assert "№ 40" in cards.screen.text


async def test_who_is_inside_already_needs_no_card(
    street: Street, room: Room, cards: Room, telegram: Telegram
) -> None:
    unreachable(telegram)
    telegram.member = {"user": {"first_name": "Пётр"}, "status": "restricted", "is_member": True}
    refuses = telegram.refuses
    telegram.refuses = {}

    def says(owed: Owed) -> Any:
        return Refusal(refuses["sendMessage"]) if owed.chat_id == 40 else telegram(owed)

    street.telegram = says
    await room.asks(street.visitor(40, "ru"))
    assert cards.screens == []
    assert await status(street) == ["ADMITTED"]


async def test_what_telegram_refuses_comes_before_the_moderators_until_it_works(
    street: Street, room: Room, cards: Room, telegram: Telegram, mark: Visitor, anna: Visitor
) -> None:
    await anna.write("/start")
    telegram.refuses["approveChatJoinRequest"] = "Bad Request: not enough rights"
    await room.asks(anna)
    await anna.press("entry-accept")
    assert await status(street) == ["STUCK"]
    assert anna.screen.says("entry-closed", status="stuck")
    assert cards.screen.says("entry-card", status="stuck")
    await anna.tap("entry:accept:1")
    assert anna.answer == words("entry-over")
    first = cards.screen
    await cards.press(mark, "entry-admit")
    assert len(acts(street)) == 2
    assert len(cards.screens) == 2, "it failed again: another card"
    shown = {screen.message_id: screen.labels for screen in cards.screens}
    assert has(shown[first.message_id][0], like("entry-state", status="stuck"))
    del telegram.refuses["approveChatJoinRequest"]
    await cards.press(mark, "entry-admit")
    assert len(acts(street)) == 3
    assert await status(street) == ["ADMITTED"]
    assert anna.screen.says("entry-welcome", title="Участники")


# Working groups' chats


@pytest.fixture
async def pilots(street: Street, lev: Visitor, olga: Visitor, telegram: Telegram) -> Room:
    """The chat of the working group that Lev leads."""
    assert lev.street.telegram is telegram
    room = Room(street, id=-55, title="Чат барьеров")
    await room.bot_becomes(olga, "administrator", *ALL_RIGHTS)
    number = (await street.rows(chats))[-1]["number"]
    await olga.tap(f"chat:group:{number}:barriers")
    return room


async def test_a_member_comes_into_the_groups_chat(street: Street, pilots: Room) -> None:
    masha = await member(street, 60, "Маша")
    await pilots.asks(masha)
    await masha.press("entry-accept")
    assert acts(street) == [("approveChatJoinRequest", 60)]


async def test_the_leader_and_the_office_come_in_too(street: Street, pilots: Room, lev: Visitor) -> None:
    async with street.database.transaction() as transaction:
        await GroupsTable(transaction).release(lev.id)
    vera = street.visitor(61, "ru", first_name="Вера")
    await vera.subscribe()
    await appoint(street, vera.id, Role.SECRETARY)
    for visitor in (lev, vera):
        await pilots.asks(visitor)
        await visitor.press("entry-accept")
    assert acts(street) == [("approveChatJoinRequest", lev.id), ("approveChatJoinRequest", vera.id)]


async def test_others_are_told_why_and_how_and_then_declined(
    street: Street, pilots: Room, anna: Visitor
) -> None:
    elsewhere = await member(street, 62, "Гоша", "metaprojects")
    lapsed = await member(street, 63, "Даша")
    async with street.database.transaction() as transaction:
        await transaction.run(update(members).where(members.c.id == 63).values(status="lapsed"))
    other_leader = street.visitor(64, "ru", first_name="Рина")
    await other_leader.subscribe()
    await appoint(street, other_leader.id, Role.GROUP_LEADER, "metaprojects")
    for visitor, standing, data in (
        (anna, "stranger", "contact:join:"),
        (elsewhere, "elsewhere", "group:open:barriers::0"),
        (lapsed, "lapsed", "contact:membership:"),
        (other_leader, "stranger", "contact:join:"),
    ):
        before = len(street.sent)
        await pilots.asks(visitor)
        assert visitor.screen.says("entry-refused", standing=standing)
        assert visitor.screen.taps == [data, "contact:home:"]
        assert said(street)[before:] == ["sendMessage", "declineChatJoinRequest"]
        await visitor.tap("entry:accept:1", Screen(1, "?"))
        assert acts(street, "approveChatJoinRequest") == []
    assert set(await status(street)) == {"DECLINED"}


async def test_who_cant_be_told_is_declined_all_the_same(
    street: Street, pilots: Room, telegram: Telegram, anna: Visitor
) -> None:
    telegram.refuses["sendMessage"] = NEVER_STARTED
    await pilots.asks(anna)
    assert acts(street) == [("declineChatJoinRequest", anna.id)]
    assert "getChatMember" not in said(street)


async def test_whose_refusal_never_left_is_declined_by_the_clock(
    street: Street, pilots: Room, anna: Visitor
) -> None:
    street.telegram = None  # no result ever comes back
    await pilots.asks(anna)
    text = anna.screen.text
    street.clock.advance(5 * MINUTE)
    await tick(street)
    assert acts(street) == [("declineChatJoinRequest", anna.id)]
    assert anna.screen.text == text, "what they read stays"


async def test_a_place_lost_before_the_tap_keeps_them_out(street: Street, pilots: Room) -> None:
    masha = await member(street, 60, "Маша")
    await pilots.asks(masha)
    async with street.database.transaction() as transaction:
        await GroupsTable(transaction).release(60)
    await masha.press("entry-accept")
    assert masha.screen.says("entry-refused", standing="elsewhere")
    assert acts(street) == [("declineChatJoinRequest", 60)]


async def test_moderators_let_nobody_into_a_group_who_is_not_in_it(
    street: Street, pilots: Room, telegram: Telegram, mark: Visitor
) -> None:
    await member(street, 40, "Пётр")
    await ask_unreached(street, pilots, telegram)
    async with street.database.transaction() as transaction:
        await GroupsTable(transaction).release(40)
    await mark.press("entry-admit")
    assert mark.heard("refused-entry-not-of-group")
    assert acts(street) == []
    await mark.press("entry-decline")
    assert acts(street) == [("declineChatJoinRequest", 40)]


async def change(street: Street, member_id: int, action: MemberAction) -> None:
    """The secretary lets a membership lapse, or brings it back."""
    vera = street.visitor(65, "ru", first_name="Вера")
    if await vera.person() is None:
        await vera.subscribe()
        await appoint(street, vera.id, Role.SECRETARY)
    await vera.tap(f"register:act-sure:{member_id}:{action}")


async def test_a_lapsed_member_loses_the_groups_chat_and_gets_it_back(
    street: Street, pilots: Room, lev: Visitor
) -> None:
    masha = await member(street, 60, "Маша")
    guest = street.visitor(66, "ru")
    for visitor in (masha, lev, guest):
        await pilots.becomes(visitor, "member")
    await tick(street)
    before = len(street.sent)
    await tick(street)
    assert len(street.sent) == before
    await change(street, 60, MemberAction.LAPSE)
    await tick(street)
    out = acts(street, "banChatMember", "unbanChatMember")
    assert out == [("banChatMember", 60), ("unbanChatMember", 60)]
    assert masha.screen.says("entry-parted", standing="lapsed", title="Чат барьеров")
    assert "contact:membership:" in masha.screen.taps
    await pilots.becomes(masha, "kicked", old="member", by=ARTEL)
    await pilots.becomes(masha, "left", old="kicked", by=ARTEL)
    await tick(street)
    assert acts(street, "banChatMember") == [("banChatMember", 60)], "once, and nobody else"

    await pilots.asks(masha)
    assert masha.screen.says("entry-refused", standing="lapsed")
    await change(street, 60, MemberAction.RESTORE)
    await tick(street)
    assert masha.screen.says("entry-way-back")
    assert masha.screen.buttons[0][0]["url"] == LINK
    before = len(masha.screens)
    await tick(street)
    assert len(masha.screens) == before
    await pilots.asks(masha)
    await masha.press("entry-accept")
    assert acts(street, "approveChatJoinRequest") == [("approveChatJoinRequest", 60)]


async def test_who_could_not_be_put_out_is_told_nothing(
    street: Street, pilots: Room, telegram: Telegram
) -> None:
    masha = await member(street, 60, "Маша")
    await pilots.becomes(masha, "member")
    await tick(street)
    telegram.refuses["banChatMember"] = "Bad Request: not enough rights to restrict/unrestrict chat member"
    await change(street, 60, MemberAction.LAPSE)
    before = len(masha.screens)
    await tick(street)
    assert len(masha.screens) == before
    assert "unbanChatMember" not in said(street)


async def test_who_moves_to_another_group_or_leaves_is_told_so(street: Street, pilots: Room) -> None:
    masha, dasha = await member(street, 60, "Маша"), await member(street, 67, "Даша")
    for visitor in (masha, dasha):
        await pilots.becomes(visitor, "member")
    await tick(street)
    async with street.database.transaction() as transaction:
        await GroupsTable(transaction).remove("barriers", 60)
    async with street.database.transaction() as transaction:
        use_cases = street.use_cases(transaction)
        assert await use_cases.get(Members).expel(67, "спам", None)
    await tick(street)
    assert masha.screen.says("entry-parted", standing="elsewhere")
    assert "group:open:barriers::0" in masha.screen.taps
    assert dasha.screen.says("entry-parted", standing="stranger")
    acted = [row for row in await street.rows(audit) if row["act"] == "chat-parted"]
    assert [(row["actor_id"], row["subject_id"], json.loads(row["data"])["standing"]) for row in acted] == [
        (None, 60, "elsewhere"),
        (None, 67, "stranger"),
    ]


# The ways in


@pytest.mark.usefixtures("room", "pilots")
async def test_the_screens_lead_into_the_chats(street: Street, anna: Visitor) -> None:
    await anna.subscribe()
    await anna.write("/start")
    (group,) = [one for row in anna.screen.buttons for one in row if one["text"] == words("contact-group")]
    assert group["url"] == LINK
    assert anna.screen.says("contact-home-next", group="yes", stands="none", subscribed="yes")
    masha = await member(street, 60, "Маша")
    for visitor, shown in ((masha, [LINK]), (anna, [])):
        await visitor.tap("group:open:barriers::0")
        assert [one["url"] for row in visitor.screen.buttons for one in row if "url" in one] == shown
    async with street.database.transaction() as transaction:
        chats_table = ChatsTable(transaction)
        for kind in (ChatKind.PARTICIPANTS, ChatKind.GROUP):
            (chat,) = await chats_table.of_kind(kind)
            await chats_table.save(replace(chat, inside=False))
    await anna.write("/start")
    assert words("chat-kind-participants") not in anna.screen.labels
    await masha.tap("group:open:barriers::0")
    assert not [one for row in masha.screen.buttons for one in row if "url" in one]
