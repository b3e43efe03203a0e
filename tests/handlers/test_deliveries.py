# ruff: noqa: ARG001 -- fixtures set the scene
"""What Telegram refuses: who hears of it, and where it goes instead. Reliability row 43."""

import ast
import inspect
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

import handlers
from bot.outcomes import Attempt
from domain.board.ballots import BallotKind
from domain.chats.entities import Chat, ChatKind
from domain.outbox import REFUSED
from domain.roles import SCOPED, Role
from domain.time import DAY, HOUR
from domain.webinars.planning import Planning
from handlers.deliveries import REASONS
from handlers.say import Say
from handlers.tellings import tell
from storage.chats import ChatsTable
from storage.contacts import ContactsTable
from storage.outbox import OutboxTable, Owed
from storage.tables.moderation import incidents, sanctions, warnings
from storage.tables.street import Outbox, outbox
from storage.tables.webinars import webinar_guests, webinars
from tests.conftest import START
from tests.handlers.at_stake import JOHN, put_at_stake
from tests.handlers.boardroom import Boardroom
from tests.handlers.buttons import walk
from tests.handlers.dues import admit
from tests.handlers.harness import Refusal, Street, Visitor
from tests.handlers.introductions import hold, join
from tests.handlers.newsroom import propose
from tests.handlers.rooms import Room, connected
from tests.handlers.steps import appoint, arrive, tick
from tests.handlers.webinars import MINUTE, member, published
from tests.words import words

BLOCKED = "Forbidden: bot was blocked by the user"
GROUP_REFUSALS = (
    "Bad Request: TOPIC_CLOSED",
    "Bad Request: not enough rights to send text messages to the chat",
    "Forbidden: bot was kicked from the supergroup chat",
)
GROUP, OFFICE = -1001, -1002


class Telegram:
    """Refuses calls to chats, or of methods, with these reasons; `done` is its answer to all others."""

    def __init__(self, refuses: dict[int | str, str], done: Any = True) -> None:
        self.refuses, self.done = refuses, done

    def __call__(self, owed: Owed) -> Any:
        for about in (owed.method, owed.chat_id):
            if about in self.refuses:
                return Refusal(self.refuses[about])
        return self.done


async def chat(street: Street, chat_id: int, kind: ChatKind, title: str) -> Room:
    async with street.database.transaction() as transaction:
        await ChatsTable(transaction).add(Chat(0, chat_id, "supergroup", title, kind, language="ru"), START)
    return Room(street, id=chat_id, title=title)


@pytest.fixture
def street(street: Street) -> Street:
    """The filter for newcomers' messages is on."""
    terms = street.config.moderation.filter.model_copy(update={"links": True})
    moderation = street.config.moderation.model_copy(update={"filter": terms})
    config = street.config.model_copy(update={"moderation": moderation})
    return Street(street.database, street.clock, config, street.association, street.texts)


@pytest.fixture
async def room(street: Street) -> Room:
    return await chat(street, GROUP, ChatKind.PARTICIPANTS, "Участники")


@pytest.fixture
async def office(street: Street, room: Room) -> Room:
    return await chat(street, OFFICE, ChatKind.MODERATORS, "Модераторы")


async def staff(street: Street, person_id: int, name: str, *roles: Role) -> Visitor:
    visitor = await arrive(street.visitor(person_id, "ru", first_name=name, username=None))
    for role in roles:
        await appoint(street, person_id, role)
    return visitor


@pytest.fixture
async def mara(street: Street) -> Visitor:
    return await staff(street, 30, "Мара", Role.MODERATOR)


@pytest.fixture
async def matvey(street: Street) -> Visitor:
    return await staff(street, 31, "Матвей", Role.MODERATOR)


@pytest.fixture
async def admin(street: Street) -> Visitor:
    return await staff(street, 33, "Ольга", Role.ADMINISTRATOR)


async def unreachable(street: Street, person_id: int) -> None:
    async with street.database.transaction() as transaction:
        contacts = ContactsTable(transaction)
        person = await contacts.find(person_id)
        assert person is not None
        await contacts.save(replace(person, reachable=False))


# Everything that is said


def test_one_place_says_calls_and_nothing_is_said_past_it() -> None:
    """Each call of a handler goes through `Say.owe`, so none can forget what follows when it is refused."""
    made = []
    for path in Path(handlers.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Call(func=ast.Name("Outgoing")) | ast.Attribute(attr="calls", value=ast.Name("say")):
                    made.append(path.name)
                case ast.Attribute(attr="calls", value=ast.Name("self")):
                    made.append(path.name)
    assert set(made) == {"say.py"}
    assert inspect.getsource(Say).count("self.calls") == 1


@pytest.mark.parametrize("how", [{}, {"unheard": Role.TREASURER}], ids=["nothing said", "a role"])
def test_what_is_not_said_to_whom_it_may_concern_is_heard_of_all_the_same(
    street: Street, how: dict[str, Any]
) -> None:
    """Reliability row 43: a call that says nothing of a refusal is heard of by the administrators."""
    say = Say(street.texts, street.association, actor=7)
    say.owe("sendMessage", {}, 8, **how)
    say.owe("sendMessage", {}, 7, **how)
    say.owe("setMyCommands", {}, **how)
    say.owe("sendMessage", {}, 8, may_be_lost=True)
    say.owe("sendMessage", {}, 8, result_topic="own", **how)
    hearing = REFUSED + how.get("unheard", Role.ADMINISTRATOR)
    assert [call.result_topic for call in say.calls] == [hearing, None, hearing, None, "own"]


@dataclass
class Refusing:
    """Refuses every call but those to the people who hear of it, and looks whether somebody does."""

    street: Street
    hearing: set[int]
    heard: set[str] = field(default_factory=set)
    silent: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.street.telegram = self.refuse

    def refuse(self, owed: Owed) -> Any:
        return True if owed.chat_id in self.hearing else Refusal(BLOCKED)

    def look(self) -> None:
        """Each refused call that comes back is followed by one to somebody else."""
        sent = self.street.sent
        for place, owed in enumerate(sent):
            if owed.chat_id in self.hearing or not Attempt(owed, Outbox.FAILED).comes_back:
                continue
            follows = any(later.chat_id != owed.chat_id for later in sent[place + 1 :])
            (self.heard if follows else self.silent).add(str(owed.result_topic).partition(":")[0])
        sent.clear()


async def hearers(street: Street, scope: str) -> tuple[Visitor, Visitor]:
    """Two people with every role."""
    vera, ida = await arrive(street.visitor(9, "ru")), await arrive(street.visitor(10, "ru"))
    for role in Role:
        for person in (vera, ida):
            await appoint(street, person.id, role, scope if role in SCOPED else "")
    return vera, ida


async def test_every_refusal_on_a_walk_over_all_buttons_is_heard_of(street: Street, tmp_path: Path) -> None:
    """Reliability row 43: whatever comes of any button, each call of it to others is refused in turn."""
    await street.visitor(JOHN, "ru").subscribe()
    await put_at_stake(street)
    vera, ida = await hearers(street, "one")
    refusing = Refusing(street, {vera.id, ida.id})
    await walk(tmp_path / "artel.db", vera, then=refusing.look)
    assert refusing.silent == set()
    assert len(refusing.heard) >= 7, refusing.heard


async def test_every_refusal_of_what_the_clock_says_is_heard_of(street: Street, lev: Visitor) -> None:
    """Reliability row 43: months of reminders, invoices and rounds, all of them refused."""
    vera, ida = await hearers(street, "barriers")
    for number, name in ((20, "Анна"), (21, "Борис")):
        await admit(street, await join(street, number, name, f"user{number}", "Телемедицина"), name)
    guests = [await member(street, number, f"Гость {number}") for number in (22, 23)]
    await published(lev, start="20.02.2027 19:00", places="2")
    for guest in guests:
        await guest.press("webinar-come")
    street.sent.clear()
    refusing = Refusing(street, {vera.id, ida.id, 20})  # of two who are introduced, one can be reached
    for _ in range(60):
        street.clock.advance(DAY)
        await tick(street)
        await street.work()
        refusing.look()
    assert refusing.silent == set()
    assert len(refusing.heard) >= 4, refusing.heard


@pytest.mark.parametrize("error", sorted(REASONS))
@pytest.mark.parametrize("language", ["ru", "en"])
async def test_telegrams_reasons_are_told_in_words_and_as_they_are(
    street: Street, error: str, language: str
) -> None:
    meant = street.texts.plain(language, "deliveries-reason", meaning=REASONS[error], error=error)
    assert meant.endswith(f"({error})")
    assert meant != street.texts.plain(language, "deliveries-reason", meaning="unknown", error=error)
    unknown = street.texts.plain(language, "deliveries-reason", meaning="unknown", error="X_Y")
    assert "X_Y" in unknown


# Cards for moderators


async def report(street: Street, room: Room, mara: Visitor, anna: Visitor) -> None:
    bob = await arrive(street.visitor(40, "ru", first_name="Боб"))
    await room.answer(bob, await room.write(anna, "Дураки"), "/report")


async def hold_back(street: Street, room: Room, mara: Visitor, anna: Visitor) -> None:
    await room.becomes(anna, "member")
    await room.write(anna, "casino.ru", entities=[{"type": "url", "offset": 0, "length": 9}])


async def appeal(street: Street, room: Room, mara: Visitor, anna: Visitor) -> None:
    await anna.subscribe()
    await room.answer(mara, await room.write(anna, "Дураки"), "/warn 1")
    mara.screens.clear()
    await anna.press("moderation-appeal")
    await anna.write("Это не так")


async def by_hand(street: Street, room: Room, mara: Visitor, anna: Visitor) -> None:
    await room.becomes(anna, "kicked", by=mara.user)


@pytest.mark.parametrize("error", GROUP_REFUSALS)
@pytest.mark.parametrize("happens", [report, hold_back, appeal, by_hand])
async def test_a_card_that_the_moderators_chat_refuses_goes_to_each_of_them(
    street: Street,
    office: Room,
    room: Room,
    mara: Visitor,
    matvey: Visitor,
    admin: Visitor,
    anna: Visitor,
    error: str,
    happens: Callable[[Street, Room, Visitor, Visitor], Awaitable[None]],
) -> None:
    street.telegram = Telegram({OFFICE: error})
    await happens(street, room, mara, anna)
    assert office.screens == []
    for moderator in (mara, matvey):
        assert moderator.screens, "the card came nowhere"
        assert moderator.screen.taps, "nothing can be decided"
    assert admin.screen.says("deliveries-cards-refused", title="Модераторы")
    assert error in admin.screen.text
    assert len([one for one in admin.screens if one.says("deliveries-cards-refused")]) == 1
    told = len(mara.screens)
    verb = mara.screen.taps[-1]
    await matvey.tap(verb)
    assert len(mara.screens) == told, "the card of the other shows it, and no second one comes"


async def test_a_card_goes_to_the_administrators_where_nobody_moderates(
    street: Street, office: Room, room: Room, admin: Visitor, anna: Visitor
) -> None:
    street.telegram = Telegram({OFFICE: GROUP_REFUSALS[0]})
    await report(street, room, admin, anna)
    assert any(screen.says("moderation-card", stage="reported") for screen in admin.screens)


async def test_the_administrators_get_the_card_of_an_only_moderator_who_is_gone(
    street: Street, room: Room, mara: Visitor, admin: Visitor, anna: Visitor
) -> None:
    street.telegram = Telegram({mara.id: BLOCKED})
    await report(street, room, mara, anna)
    assert admin.screen.says("moderation-card", stage="reported")


async def test_nobody_to_hear_ends_it(
    street: Street, room: Room, office: Room, mara: Visitor, admin: Visitor, anna: Visitor
) -> None:
    """Where everything is refused, for good, nothing goes round."""
    street.telegram = Telegram(dict.fromkeys((OFFICE, GROUP, mara.id, admin.id), GROUP_REFUSALS[0]))
    await report(street, room, mara, anna)
    assert len(street.sent) < 20


# Acts and warnings


async def test_a_warning_that_reaches_nobody_was_not_given(
    street: Street, office: Room, room: Room, mara: Visitor, anna: Visitor
) -> None:
    """The rule is «after one warning»: one that never arrived lets nobody be banned."""
    never = "Forbidden: bot can't initiate conversation with a user"
    street.telegram = Telegram({anna.id: never, GROUP: GROUP_REFUSALS[1]})
    await room.answer(mara, await room.write(anna, "Дураки"), "/warn 1")
    assert office.screen.says("moderation-card-unheard")
    assert words("moderation-warn") in office.screen.labels, "it can be warned of again"
    (warning,) = await street.rows(warnings)
    assert warning["failure"] == GROUP_REFUSALS[1]
    street.clock.advance(HOUR)
    await room.answer(mara, await room.write(anna, "И ещё раз"), "/ban 7d")
    assert await street.rows(sanctions) == []
    assert [owed for owed in street.sent if owed.method == "banChatMember"] == []
    street.telegram = Telegram({})
    await room.answer(mara, await room.write(anna, "И опять"), "/warn 1")
    street.clock.advance(HOUR)
    await room.answer(mara, await room.write(anna, "И снова"), "/ban 7d")
    assert len(await street.rows(sanctions)) == 1


async def test_a_message_that_stays_is_named_on_the_card(
    street: Street, office: Room, room: Room, mara: Visitor, anna: Visitor
) -> None:
    await anna.subscribe()
    street.telegram = Telegram({"deleteMessages": "Bad Request: message can't be deleted"})
    await room.answer(mara, await room.write(anna, "Дураки"), "/warn 1")
    assert anna.screen.says("moderation-warned")
    assert office.screen.says("moderation-card-stays")
    await mara.write("/start")
    await office.press(mara, "moderation-lift")
    assert office.screen.says("moderation-card-stays"), "whatever else happens to it"
    (incident,) = await street.rows(incidents)
    assert incident["failure"].endswith("message can't be deleted")


@pytest.mark.parametrize("gone", ["Bad Request: message to delete not found"])
async def test_what_somebody_else_has_deleted_does_not_stay(
    street: Street, office: Room, room: Room, mara: Visitor, anna: Visitor, gone: str
) -> None:
    street.telegram = Telegram({"deleteMessages": gone})
    await room.answer(mara, await room.write(anna, "Дураки"), "/warn 1")
    assert not office.screen.says("moderation-card-stays")


# Webinars


@pytest.mark.parametrize("known", [True, False], ids=["known", "learnt"])
async def test_a_place_passes_who_can_not_be_told_of_it(street: Street, lev: Visitor, known: bool) -> None:
    anna, boris, vlad = [await member(street, 1 + number, name) for number, name in enumerate("АБВ")]
    await published(lev)
    for visitor in (anna, boris, vlad):
        await visitor.press("webinar-come")
    if known:
        await unreachable(street, boris.id)
    street.telegram = Telegram({boris.id: BLOCKED})
    await anna.press("webinar-leave")
    assert vlad.screen.says("webinar-offered")
    assert lev.screen.says("webinar-unreached", count=1)
    assert "Б" in lev.screen.text
    standings = {row["person_id"]: row["standing"] for row in await street.rows(webinar_guests)}
    assert standings[boris.id] == standings[anna.id]
    await vlad.press("webinar-take")
    assert vlad.told("webinar-standing", standing="registered")


async def test_a_place_that_is_given_at_once_passes_on_too(street: Street, lev: Visitor) -> None:
    anna, boris, vlad = [await member(street, 1 + number, name) for number, name in enumerate("АБВ")]
    await published(lev)
    for visitor in (anna, boris, vlad):
        await visitor.press("webinar-come")
    street.telegram = Telegram({boris.id: BLOCKED})
    (webinar,) = await street.rows(webinars)
    street.clock.moment = webinar["starts_at"] - 10 * MINUTE
    await anna.tap("webinar:leave:1:0")
    assert vlad.told("webinar-offered", until="none")


async def test_a_group_that_refuses_an_announcement_is_named_to_organisers_and_administrators(
    street: Street, lev: Visitor, admin: Visitor
) -> None:
    await chat(street, GROUP, ChatKind.GROUP, "Барьеры")
    async with street.database.transaction() as transaction:
        table = ChatsTable(transaction)
        (found,) = await table.all()
        await table.save(replace(found, scope="barriers"))
    street.telegram = Telegram({GROUP: GROUP_REFUSALS[0]})
    await published(lev)
    for visitor in (lev, admin):
        assert visitor.told("webinar-post-refused", chat="Барьеры") == 1
        assert any("TOPIC_CLOSED" in screen.text for screen in visitor.screens)


async def test_guests_who_do_not_hear_of_a_change_stand_in_one_message(street: Street, lev: Visitor) -> None:
    guests = [await member(street, 1 + number, f"Гость{number}") for number in range(3)]
    await published(lev, places="10")
    for visitor in guests:
        await visitor.press("webinar-come")
    for visitor in guests[:2]:
        await unreachable(street, visitor.id)
    street.telegram = Telegram({visitor.id: BLOCKED for visitor in guests[:2]})
    async with street.database.transaction() as transaction:
        use_cases = street.use_cases(transaction)
        person = await ContactsTable(transaction).find(lev.id)
        assert person is not None
        say = street.worker._say()
        tell(await use_cases.get(Planning).cancel(person, 1), say)
        await OutboxTable(transaction).add(say.calls, street.clock.now())
    await street.deliver()
    await street.work()
    assert lev.told("webinar-unreached", count=2) == 1


# People who are told something


async def test_who_waits_for_a_partner_that_is_not_reached_hears_it(street: Street) -> None:
    anna = await join(street, 1, "Анна", "annabella")
    boris = await join(street, 2, "Борис", "boris")
    street.telegram = Telegram({boris.id: BLOCKED})
    await hold(street)
    await street.work()
    assert anna.told("introduction-made") == 1
    assert anna.screen.says("introduction-unreached", name="Борис")


async def test_the_treasurer_hears_that_an_invoice_did_not_arrive(
    street: Street, vera: Visitor, admin: Visitor, maria: Visitor
) -> None:
    """Who is to lapse, and was never told, is named to those who can write a letter."""
    street.telegram = Telegram({maria.id: BLOCKED})
    street.clock.advance(40 * 24 * HOUR)
    await tick(street)
    await street.work()
    alerts = [one for one in vera.screens if one.says("deliveries-undelivered")]
    assert alerts
    assert words("deliveries-reason", meaning="blocked", error=BLOCKED) in alerts[-1].text
    assert not admin.told("deliveries-undelivered"), "who isn't entitled to read it doesn't"


async def test_without_the_role_administrators_hear_but_do_not_read(
    street: Street, admin: Visitor, maria: Visitor
) -> None:
    street.telegram = Telegram({maria.id: BLOCKED})
    street.clock.advance(40 * 24 * HOUR)
    await tick(street)
    await street.work()
    assert admin.screen.says("deliveries-undelivered", kind="person")
    assert "<blockquote>" not in admin.screen.text


async def test_a_board_member_who_gets_no_ballot_is_named_to_the_secretaries(street: Street) -> None:
    boardroom = Boardroom(street)
    await boardroom.gather(3)
    secretary = boardroom.secretary
    missing = boardroom.board[1]
    await boardroom.put_agenda(BallotKind.FREE, BallotKind.FREE)
    street.telegram = Telegram({missing.id: BLOCKED})
    await boardroom.open()
    assert secretary.told("deliveries-undelivered") == 1, "one notice, not one a paper"


async def test_an_erasure_takes_back_what_is_still_to_be_told_of_the_person(
    street: Street, vera: Visitor, maria: Visitor
) -> None:
    street.telegram = Telegram({maria.id: BLOCKED})
    street.clock.advance(40 * 24 * HOUR)
    await tick(street)
    street.cut_off = True
    await street.work()
    waiting = [row for row in await street.rows(outbox) if (row["key"] or "").startswith("undelivered:")]
    assert waiting
    async with street.database.transaction() as transaction:
        await ContactsTable(transaction).erase(maria.id)
    assert [row for row in await street.rows(outbox) if (row["key"] or "").startswith("undelivered:")] == []


# Ways in, and posts


async def test_the_card_says_why_telegram_let_nobody_in(
    street: Street, office: Room, room: Room, anna: Visitor
) -> None:
    error = "Bad Request: USER_CHANNELS_TOO_MUCH"
    person = {"user": {"first_name": "Анна"}, "status": "left"}
    street.telegram = Telegram({"approveChatJoinRequest": error}, person)
    await room.asks(anna)
    await anna.press("entry-accept")
    why = street.texts.plain("ru", "deliveries-reason", meaning="too-many-chats", error=error)
    assert why in office.screen.text, office.screen.text


async def test_a_request_that_the_moderators_chat_refuses_to_show_goes_to_each_of_them(
    street: Street, office: Room, room: Room, mara: Visitor, matvey: Visitor, anna: Visitor
) -> None:
    never = "Forbidden: bot can't initiate conversation with a user"
    person = {"user": {"first_name": "Анна"}, "status": "left"}
    street.telegram = Telegram({anna.id: never, OFFICE: GROUP_REFUSALS[0]}, person)
    await room.asks(anna)
    for moderator in (mara, matvey):
        assert moderator.screen.says("entry-card", status="unreached")
    await mara.press("entry-admit")
    assert [owed.method for owed in street.sent].count("approveChatJoinRequest") == 1


async def test_a_decline_without_a_request_is_no_trouble(
    street: Street, office: Room, room: Room, mara: Visitor, anna: Visitor
) -> None:
    never = "Forbidden: bot can't initiate conversation with a user"
    gone = "Bad Request: HIDE_REQUESTER_MISSING"
    person = {"user": {"first_name": "Анна"}, "status": "left"}
    street.telegram = Telegram({anna.id: never, "declineChatJoinRequest": gone}, person)
    await room.asks(anna)
    await office.press(mara, "entry-decline")
    assert not mara.told("deliveries-undelivered")
    street.telegram = Telegram({anna.id: never, "declineChatJoinRequest": GROUP_REFUSALS[1]}, person)
    await room.asks(anna)
    await office.press(mara, "entry-decline")
    told = {"kind": "chat", "what": "declineChatJoinRequest", "user": str(anna.id)}
    assert mara.told("deliveries-undelivered", **told) == 1


async def test_news_that_the_moderators_chat_refuses_to_show_go_to_each_of_them(
    street: Street, office: Room, room: Room, mara: Visitor, matvey: Visitor, anna: Visitor
) -> None:
    street.telegram = Telegram({OFFICE: GROUP_REFUSALS[1]})
    await arrive(anna)
    await propose(anna, text="Регистры данных")
    for moderator in (mara, matvey):
        content, card = moderator.screens[-2:]
        assert content.text == "Регистры данных", "what is to be decided on comes with the card"
        assert card.says("publication-card", status="waiting")


async def test_the_invite_link_that_telegram_does_not_give_is_told_to_administrators(
    street: Street, admin: Visitor
) -> None:
    street.telegram = Telegram({"createChatInviteLink": GROUP_REFUSALS[1]}, [])
    await connected(street, admin)
    assert admin.told("deliveries-undelivered", kind="chat") == 1


# Groups


@pytest.mark.parametrize("lost", ["question", "answer"])
async def test_a_question_and_its_answer_that_do_not_arrive_are_heard_of(
    street: Street, lev: Visitor, secretary: Visitor, lost: str
) -> None:
    anna = await member(street, 1, "Анна")
    street.telegram = Telegram({lev.id: BLOCKED} if lost == "question" else {})
    await anna.tap("group:ask:barriers::0")
    await anna.write("Что с регистрами?")
    if lost == "answer":
        street.telegram = Telegram({anna.id: BLOCKED})
        await lev.press("question-answer")
        await lev.write("Всё хорошо")
    assert secretary.screen.says("deliveries-undelivered", kind="person")
    assert "Что с регистрами?" in secretary.screen.text
