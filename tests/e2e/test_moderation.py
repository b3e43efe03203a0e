"""Order in the chats, over HTTP: connected, warned, blocked, appealed against, reported, moved, taken back."""

from collections.abc import AsyncIterator

import pytest

from bot.i18n import FluentTexts
from domain.association import Association
from sandbox.client import ControlRefused
from storage.tables.moderation import sanctions, warnings
from storage.tables.street import outbox
from tests.conftest import ENGINES
from tests.e2e.harness import BOT, Artel, Visitor
from tests.e2e.order import CROWD, MARA, MATVEY, OLGA, Room, audited, connect, entries, moderators_at_work
from tests.e2e.webinars import ANNA, BORIS, DAY, GLEB, HOUR, JOHN, MINUTE, SONYA, VERA, present
from tests.words import like


@pytest.fixture
async def artel(
    database_url: str, texts: FluentTexts, association: Association, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Artel]:
    async with moderators_at_work(database_url, texts, association, monkeypatch) as artel:
        yield artel


async def rooms(artel: Artel) -> tuple[Room, Room]:
    """The participants' group and the moderators' chat, both connected."""
    (olga,) = present(artel, OLGA)
    people = [who.id for who in (*CROWD, MARA, MATVEY)]
    group = await artel.control.chat("supergroup", "Участники", OLGA.id, members=people)
    office = await artel.control.chat("supergroup", "Модераторы", OLGA.id, members=[MARA.id, MATVEY.id])
    room, desk = Room(artel, group["id"]), Room(artel, office["id"])
    await connect(olga, room, olga.words("chat-kind-participants"))
    await connect(olga, desk, olga.words("chat-kind-moderators"), admin=False)
    assert (olga.taps, olga.typed) == (4, 0)
    return room, desk


@pytest.mark.parametrize("engine", ENGINES)
async def test_one_reply_warns_and_one_tap_blocks(artel: Artel) -> None:
    room, desk = await rooms(artel)
    await warn_and_block(artel, room, desk)


async def warn_and_block(artel: Artel, room: Room, desk: Room) -> None:
    mara, anna = present(artel, MARA, ANNA)
    first = await room.write(anna, "Вы все дураки")
    command = await room.answer(mara, first, "/warn 1 спокойнее, пожалуйста")
    await anna.finds(
        like("moderation-warned", chat="Участники"), like("moderation-warned", words="спокойнее, пожалуйста")
    )
    await room.loses(first, command)
    await desk.finds(
        like("moderation-card", stage="warned"), "Анна", "Вы все дураки", button=mara.words("moderation-lift")
    )
    assert (mara.typed, mara.taps) == (1, 0), "one reply warns"

    await artel.control.advance(HOUR)
    second = await room.write(anna, "Дураки и есть")
    await room.answer(mara, second, "/warn")
    day = mara.words("moderation-block", term=mara.words("moderation-term-24"))
    answer = await desk.tap(mara, day, like("moderation-card", stage="breach"), "Дураки и есть")
    assert answer.text == mara.words("moderation-acted", what="blocked")
    assert (mara.typed, mara.taps) == (2, 1), "one reply and one tap act on the second breach"
    await room.becomes(anna, "kicked")
    await anna.finds(
        like("moderation-sanctioned", act="block", chat="Участники"), button=anna.words("moderation-appeal")
    )
    await desk.finds(
        like("moderation-card-sanction", act="block"),
        like("moderation-card-sanction", by="Мара"),
        button=mara.words("moderation-undo"),
    )
    with pytest.raises(ControlRefused, match="banned"):
        await artel.control.join(anna.id, chat=room.id)

    await artel.control.advance(DAY - HOUR)
    await artel.settled()
    assert room.member(anna).status == "kicked"
    assert not [one for one in await anna.chat() if one.shows("moderation-ended")]
    await artel.control.advance(HOUR)
    back = await anna.finds("moderation-card-ended", button=anna.words("moderation-back"))
    assert room.member(anna).status == "left"
    (message,) = [one for one in await artel.control.messages(anna.id) if one["message_id"] == back.message]
    address = message["reply_markup"]["inline_keyboard"][0][0]["url"]
    assert await artel.control.join(anna.id, link=address) == "requested"
    await desk.finds(like("moderation-card-sanction", act="block"), "moderation-card-ended")
    await artel.control.member(room.id, anna.id, "member", by=OLGA.id)
    await artel.control.advance(HOUR)
    await artel.settled()
    assert sum(one.shows("moderation-ended") for one in await anna.chat()) == 1
    assert [row["by_hand"] for row in await entries(artel, sanctions)] == [0], "all of it is the bot's"
    assert await audited(artel, "undone-by-hand") == 0


async def test_everything_else_that_keeps_order(
    database_url: str, texts: FluentTexts, association: Association, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with moderators_at_work(database_url, texts, association, monkeypatch, refusals=EXPECTED) as artel:
        room, desk = await rooms(artel)
        await appeal(artel, room, desk)
        await report(artel, room, desk)
        await confirm(artel, room, desk)
        await warn_a_channel(artel, room, desk)
        await warn_a_stranger(artel, room)
        await remove_and_mute(artel, room, desk)
        await notice_what_is_done_by_hand(artel, room, desk)
        await move(artel, desk)
        await lack_rights_and_leave(artel, room, desk)


EXPECTED = (
    ("sendMessage", "Forbidden: bot can't initiate conversation with a user"),
    # Words and acts each learn by themselves that Telegram is slow, and acts about different messages wait for none.
    *(
        (method, "Too Many Requests: retry after 60")
        for method in ("deleteMessages", "deleteMessage", "sendMessage")
    ),
    ("banChatMember", "Bad Request: not enough rights to restrict/unrestrict chat member"),
)


async def appeal(artel: Artel, room: Room, desk: Room) -> None:
    mara, matvey, boris = present(artel, MARA, MATVEY, BORIS)
    await room.answer(mara, await room.write(boris, "Вы неправы"), "/warn 5")
    await boris.tap("moderation-appeal")
    await boris.finds("moderation-appeal-ask")
    await boris.write("Я привёл <b>источник")
    await boris.finds("moderation-appeal-made")
    uphold = mara.words("moderation-uphold")
    answer = await desk.tap(mara, uphold, like("moderation-card-appeal", words="Я привёл <b>источник"))
    assert (answer.text, answer.alert) == (mara.words("refused-moderation-own-decision"), True)
    await desk.tap(matvey, uphold)
    assert (boris.taps, boris.typed, matvey.taps) == (1, 2, 1)
    await boris.finds(like("moderation-appeal-decided", upheld="yes"))
    await boris.finds(boris.words("moderation-lifted", chat="Участники"))
    await desk.finds("Вы неправы", like("moderation-card-lifted", by="Матвей"))
    (warning,) = await entries(artel, warnings, subject_id=boris.id)
    assert warning["lifted_by"] == matvey.id


async def report(artel: Artel, room: Room, desk: Room) -> None:
    mara, vera, *crowd = present(artel, MARA, VERA, GLEB, SONYA, JOHN)
    written = await room.write(vera, "Продам гараж")
    commands = [await room.answer(who, written, "/report") for who in crowd]
    await room.loses(*commands)
    await desk.finds(
        "Продам гараж", like("moderation-card-reports", count=3), button=mara.words("moderation-warn")
    )
    cards = [screen for screen in await desk.screens() if "Продам гараж" in screen.text]
    assert len(cards) == 1, "three reports make one card"
    thanks = [screen for screen in await room.screens() if like("moderation-reported").search(screen.text)]
    assert len(thanks) == 1, "the group reads of it once"
    assert "Глеб" not in cards[0].text
    await desk.tap(mara, mara.words("moderation-dismiss"), "Продам гараж")
    await desk.finds("Продам гараж", like("moderation-card", stage="dismissed"))
    await artel.control.advance(MINUTE)
    await room.loses(thanks[0].message)
    assert written in [screen.message for screen in await room.screens()]


async def confirm(artel: Artel, room: Room, desk: Room) -> None:
    olga, vera = present(artel, OLGA, VERA)
    written = await room.write(vera, "И ещё раз про гараж")
    command = await room.answer(olga, written, "/warn 3", as_="anonymous")
    question = await room.finds(olga.words("moderation-who"), button=olga.words("moderation-it-is-me"))
    answer = await room.tap_in(vera, question, text=olga.words("moderation-it-is-me"))
    assert answer.alert, "nobody confirms who may not"
    assert await entries(artel, warnings, subject_id=vera.id) == []
    await room.tap_in(olga, question, text=olga.words("moderation-it-is-me"))
    await desk.finds("И ещё раз про гараж", like("moderation-card-warned", by="Ольга"))
    await room.loses(written, command, question.message)


async def warn_a_channel(artel: Artel, room: Room, desk: Room) -> None:
    mara, gleb = present(artel, MARA, GLEB)
    channel = await artel.control.chat("channel", "Чужой канал", GLEB.id)
    first = await room.write(gleb, "Подписывайтесь", as_=channel["id"])
    await room.answer(mara, first, "/warn 3")
    await room.finds(
        like("moderation-warned-in-group", name="Чужой канал"), like("moderation-warned-in-group", number="3")
    )
    await room.loses(first)
    await artel.control.advance(HOUR)
    second = await room.write(gleb, "Подписывайтесь же", as_=channel["id"])
    await room.answer(mara, second, "/warn")
    card = await desk.finds("Подписывайтесь же", button=block(mara, 24))
    assert mara.words("moderation-remove") not in card.buttons
    await desk.tap(mara, block(mara, 24), "Подписывайтесь же")
    banned = artel.sandbox.world.chat(room.id).banned_senders

    async def is_banned() -> bool:
        return channel["id"] in banned

    async def is_back() -> bool:
        return not await is_banned()

    await artel.until(is_banned, "the channel is banned")
    with pytest.raises(ControlRefused, match="banned"):
        await room.write(gleb, "И опять", as_=channel["id"])
    await artel.control.advance(DAY)
    await artel.until(is_back, "Telegram bans channels for ever, the program for a day")
    await room.write(gleb, "Больше не будем", as_=channel["id"])
    assert room.member(gleb).status == "member"


async def warn_a_stranger(artel: Artel, room: Room) -> None:
    (mara,) = present(artel, MARA)
    igor = await artel.visitor(first_name="Игорь")
    await artel.control.join(igor.id, chat=room.id)
    written = await room.write(igor, "Всем не привет")
    await room.answer(mara, written, "/warn 1")
    notice = await room.finds(
        like("moderation-warned-in-group", name="Игорь"), button=mara.words("moderation-appeal")
    )
    await room.loses(written)
    (raw,) = [one for one in await artel.control.messages(room.id) if one["message_id"] == notice.message]
    assert [one["user"]["id"] for one in raw["entities"] if one["type"] == "text_mention"] == [igor.id]
    address = raw["reply_markup"]["inline_keyboard"][0][0]["url"]
    await artel.control.advance(HOUR - MINUTE)
    await artel.settled()
    assert notice.message in [screen.message for screen in await room.screens()]
    await artel.control.advance(MINUTE)
    await room.loses(notice.message)
    await igor.start(address.partition("start=")[2])
    await igor.finds("moderation-appeal-ask")


async def remove_and_mute(artel: Artel, room: Room, desk: Room) -> None:
    mara, vera, john = present(artel, MARA, VERA, JOHN)
    # Vera was warned through Olga.
    await artel.control.advance(HOUR)
    await room.answer(mara, await room.write(vera, "Гараж же"), "/warn")
    await desk.tap(mara, mara.words("moderation-remove"), "Гараж же")
    await room.becomes(vera, "left")
    await vera.finds(like("moderation-sanctioned", act="remove"))
    assert await artel.control.join(vera.id, chat=room.id) == "member", "a removal lets come back"

    await room.answer(mara, await room.write(john, "Bad"), "/warn 1")
    await john.finds("moderation-warned")
    await artel.control.advance(HOUR)
    await room.answer(mara, await room.write(john, "Worse"), "/mute 3d")
    await room.becomes(john, "restricted")
    with pytest.raises(ControlRefused, match="may not write"):
        await room.write(john, "Even worse")
    await desk.tap(mara, mara.words("moderation-undo"), "Worse")
    await room.becomes(john, "member")
    await john.finds(like("moderation-undone", "en", act="mute"))
    await room.write(john, "Thank you")


async def notice_what_is_done_by_hand(artel: Artel, room: Room, desk: Room) -> None:
    mara, sonya, gleb = present(artel, MARA, SONYA, GLEB)
    await artel.settled()
    assert await entries(artel, sanctions, by_hand=1) == [], "none of the bot's own"
    until = int((await artel.control.clock())["now"]) + DAY
    await artel.control.member(room.id, sonya.id, "kicked", by=OLGA.id, until=until)
    await desk.finds(
        "moderation-by-hand",
        like("moderation-by-hand", act="block", author="Соня", until="13 января 2027, 16:01 (Москва)"),
        like("moderation-by-hand", by="Ольга"),
    )
    await desk.tap(mara, "3", "Соня")
    await desk.finds(
        "Соня",
        like(
            "moderation-rule-line",
            number="3",
            rule="Рекламу, вакансии и сборы публикуем только по согласованию с модератором.",
        ),
    )
    await artel.control.advance(DAY)
    await desk.finds("Соня", "moderation-card-ended")
    await sonya.finds("moderation-card-ended", button=sonya.words("moderation-back"))

    await artel.control.member(room.id, gleb.id, "kicked", by=OLGA.id)
    await desk.finds("moderation-by-hand", like("moderation-by-hand", act="block", author="Глеб"))
    await artel.control.member(room.id, gleb.id, "left", by=OLGA.id)
    await desk.finds("Глеб", like("moderation-card-undone", by="Ольга"))
    assert [row["subject_id"] for row in await entries(artel, sanctions, by_hand=1)] == [sonya.id, gleb.id]
    assert await audited(artel, "undone-by-hand") == 1


async def move(artel: Artel, desk: Room) -> None:
    """Reliability row 34: a basic group becomes a supergroup while much is on its way."""
    olga, mara, anna, boris = present(artel, OLGA, MARA, ANNA, BORIS)
    pavel = await artel.visitor(first_name="Павел")
    people = [MARA.id, ANNA.id, BORIS.id, pavel.id]
    basic = await artel.control.chat("group", "Рабочая группа", OLGA.id, members=people)
    old = Room(artel, basic["id"])
    await connect(olga, old, association_group(olga))
    await olga.finds("chat-right-supergroup")
    first = await old.write(anna, "Раз")
    await old.answer(mara, first, "/warn 1")
    await old.loses(first)
    await artel.settled()

    # Telegram is slow there, so much waits: words for Pavel, who never started the bot, and what shall go.
    slow = {"kind": "429", "chats": [old.id], "retry_after": 60}
    await artel.control.faults(slow)
    rude = await old.write(pavel, "Два")
    await old.answer(mara, rude, "/warn 2")
    third = await old.write(anna, "Три")
    await old.answer(boris, third, "/report")
    await desk.finds("Три")

    async def waits() -> bool:
        return any("Павел" in row["params"] for row in await entries(artel, outbox, chat_id=old.id))

    await artel.until(waits, "what Pavel shall read waits")
    new = Room(artel, await artel.control.migrate(old.id))
    # Messages are numbered from the start there: but for what the bot says meanwhile, these have the numbers of the old ones.
    written = [await new.write(boris, f"Новое {number}") for number in range(third + 3)]
    taken = next(number for number in (first, rude, third) if number in written)
    await artel.control.faults()
    await artel.control.advance(MINUTE)
    await new.finds(
        like("moderation-warned-in-group", name="Павел"), like("moderation-warned-in-group", number="2")
    )
    await olga.finds("chat-moved")
    await artel.settled()
    assert set(written) < {screen.message for screen in await new.screens()}, "nothing goes by an old number"

    # Boris answers for his own words only; Anna's warning from before still counts.
    await artel.control.advance(HOUR)
    await new.answer(mara, taken, "/warn 1")
    await desk.finds(f"Новое {written.index(taken)}", "Борис", like("moderation-card-warned", by="Мара"))
    await new.answer(mara, await new.write(anna, "Четыре"), "/warn")
    await desk.tap(mara, block(mara, 24), "Четыре")
    await new.becomes(anna, "kicked")


async def lack_rights_and_leave(artel: Artel, room: Room, desk: Room) -> None:
    olga, mara, vera = present(artel, OLGA, MARA, VERA)
    rights = ["can_delete_messages", "can_invite_users"]
    await artel.control.member(room.id, BOT, "administrator", by=OLGA.id, rights=rights)
    await olga.finds("Участники", "chat-lacking", "chat-right-can_restrict_members")
    await room.answer(mara, await room.write(vera, "Гараж!"), "/warn")
    await desk.tap(mara, block(mara, 1), "Гараж!")
    await desk.finds("Гараж!", "moderation-card-failure", "not enough rights", "moderation-card-failure")
    await artel.settled()
    assert room.member(vera).status == "member"
    told = [one for one in await vera.chat() if one.shows(like("moderation-sanctioned", act="block"))]
    assert not told, "who isn't blocked hears of no block"
    rights.append("can_restrict_members")
    await artel.control.member(room.id, BOT, "administrator", by=OLGA.id, rights=rights)
    await olga.finds("Участники", olga.words("chat-in-order"))
    await artel.settled()
    await artel.control.member(room.id, BOT, "kicked", by=OLGA.id)
    await olga.finds(like("chat-lost", title="Участники"))


def block(who: Visitor, hours: int) -> str:
    return who.words("moderation-block", term=who.words(f"moderation-term-{hours}"))


def association_group(who: Visitor) -> str:
    """A working group's name."""
    return who.artel.association.speak(who.artel.association.working_groups[0].title, who.language)
