# ruff: noqa: ARG001 -- fixtures set the scene
"""Keeping order: what moderators command and press, and what everybody hears of it."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import delete

from domain.chats.entities import Chat, ChatKind, Inside
from domain.moderation.watching import Watching
from domain.roles import Role
from domain.time import DAY, HOUR, MINUTE
from storage.chats import ChatsTable
from storage.inbox import InboxTable
from storage.outbox import OutboxTable, Settled
from storage.roles import RolesTable
from storage.tables.moderation import appeals, incident_reports, incidents, sanctions, warnings
from storage.tables.street import Outbox, outbox
from tests.conftest import START
from tests.handlers.harness import BOT, Street, Visitor
from tests.handlers.rooms import Room
from tests.handlers.steps import tick
from tests.words import has, like, plain, words

ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
CHANNEL = {"id": 136817688, "is_bot": True, "first_name": "Channel"}
SENDER = {"id": -1005, "type": "channel", "title": "Чужой канал"}


async def add_chats(street: Street) -> None:
    async with street.database.transaction() as transaction:
        for chat_id, kind in ((-1001, ChatKind.PARTICIPANTS), (-1002, ChatKind.MODERATORS)):
            await ChatsTable(transaction).add(
                Chat(0, chat_id, "supergroup", "Участники", kind, language="ru"), START
            )


@pytest.fixture
async def room(street: Street) -> Room:
    """The participants' group, which has a link."""
    async with street.database.transaction() as transaction:
        await ChatsTable(transaction).add(
            Chat(
                0,
                -1001,
                "supergroup",
                "Участники",
                ChatKind.PARTICIPANTS,
                language="ru",
                link="https://t.me/+in",
            ),
            START,
        )
    return Room(street)


@pytest.fixture
async def office(street: Street, room: Room) -> Room:
    """The moderators' chat."""
    async with street.database.transaction() as transaction:
        await ChatsTable(transaction).add(
            Chat(0, -1002, "supergroup", "Модераторы", ChatKind.MODERATORS, language="ru"), START
        )
    return Room(street, id=-1002, title="Модераторы")


async def moderator(street: Street, person_id: int, name: str) -> Visitor:
    async with street.database.transaction() as transaction:
        await RolesTable(transaction, street.association).give(person_id, Role.MODERATOR, START)
    return street.visitor(person_id, "ru", first_name=name, username=None)


@pytest.fixture
async def mara(street: Street) -> Visitor:
    """A moderator."""
    return await moderator(street, 30, "Мара")


@pytest.fixture
async def matvey(street: Street) -> Visitor:
    """Another moderator."""
    return await moderator(street, 31, "Матвей")


def calls(street: Street, *methods: str) -> list[dict[str, Any]]:
    return [{"method": owed.method, **owed.params} for owed in street.sent if owed.method in methods]


ACTS = ("banChatMember", "unbanChatMember", "restrictChatMember", "banChatSenderChat", "unbanChatSenderChat")


async def result(street: Street, result_topic: str, chat_id: int, *, error: str | None = None) -> None:
    payload = {"row": 1, "ok": error is None, "result": True, "error": error}
    async with street.database.transaction() as transaction:
        await InboxTable(transaction).add_result(BOT, result_topic, chat_id, payload, street.clock.now())
    await street.work()


async def test_one_reply_warns_and_one_tap_acts_on_the_second_breach(
    street: Street, room: Room, office: Room, mara: Visitor, anna: Visitor
) -> None:
    """What a moderator needs is counted: a reply, and later a reply and a tap."""
    await anna.subscribe()
    first = await room.write(anna, "Вы все дураки")
    command = await room.answer(mara, first, "/warn 1 спокойнее, пожалуйста")
    assert anna.screen.says("moderation-warned", chat="Участники", number="1", words="спокойнее, пожалуйста")
    gone = calls(street, "deleteMessages", "deleteMessage")
    assert {"method": "deleteMessages", "chat_id": -1001, "message_ids": [first["message_id"]]} in gone
    assert gone[-1]["message_id"] == command["message_id"], "the command goes too"
    card = office.screen
    assert card.says("moderation-card", author="Аннабелла", chat="Участники", stage="warned")
    for part in ("Вы все дураки", "Уважаем", "спокойнее"):
        assert part in card.text
    assert card.labels == [words("moderation-lift")]
    assert calls(street, *ACTS) == []

    street.clock.advance(HOUR)
    second = await room.write(anna, "Дураки и есть")
    await room.answer(mara, second, "/warn")
    assert office.screen.says("moderation-card", stage="breach")
    assert len(await street.rows(warnings)) == 1
    assert calls(street, *ACTS) == [], "nothing is done until a moderator presses"
    said = await office.press(mara, "moderation-term-24")
    assert said == words("moderation-acted", what="blocked")
    (ban,) = calls(street, *ACTS)
    (sanction,) = await street.rows(sanctions)
    assert ban == {
        "method": "banChatMember",
        "chat_id": -1001,
        "user_id": anna.id,
        "until_date": sanction["until"] // 1_000_000,
    }
    assert sanction["until"] - sanction["at"] == DAY
    assert anna.screen.says("moderation-sanctioned", act="block", chat="Участники")
    assert office.screen.says("moderation-card-sanction", act="block")
    assert office.screen.labels == [words("moderation-undo")]
    assert [kind for kind, _ in await anna.history()][-2:] == ["warned", "blocked"]


async def test_a_block_ends_by_itself_and_is_told_with_the_way_back(
    street: Street, room: Room, office: Room, mara: Visitor, anna: Visitor
) -> None:
    await anna.subscribe()
    await breach(street, room, mara, anna)
    await office.press(mara, "moderation-term-1")
    street.clock.advance(HOUR)
    await tick(street)
    assert anna.screen.says("moderation-ended", act="block", chat="Участники")
    assert anna.screen.buttons[0][0]["url"] == "https://t.me/+in"
    assert office.screen.says("moderation-card-ended")
    assert office.screen.labels == []
    count = len(street.sent)
    await tick(street)
    assert len(street.sent) == count, "once"


async def breach(street: Street, room: Room, mara: Visitor, anna: Visitor) -> dict[str, Any]:
    """Anna is warned, and writes again what a moderator answers with /warn."""
    await room.answer(mara, await room.write(anna, "Раз"), "/warn 1")
    street.clock.advance(HOUR)
    second = await room.write(anna, "Два")
    await room.answer(mara, second, "/warn")
    return second


async def test_two_moderators_warn_for_one_message_at_once(
    street: Street, room: Room, office: Room, mara: Visitor, matvey: Visitor, anna: Visitor
) -> None:
    await matvey.subscribe()
    written = await room.write(anna, "Раз")
    for who in (mara, matvey):
        reply = room.message(who.user, text="/warn 1", reply_to_message=written)
        await street.receive("message", reply)
    await street.work()
    assert len(await street.rows(warnings)) == 1
    assert len(await street.rows(incidents)) == 1
    assert matvey.screen.says("moderation-refused", why="already")


async def test_two_messages_from_before_any_warning_make_one_with_both_as_evidence(
    street: Street, room: Room, office: Room, mara: Visitor, matvey: Visitor, anna: Visitor
) -> None:
    one, two = await room.write(anna, "Раз"), await room.write(anna, "Два")
    await room.answer(mara, one, "/warn 1")
    await room.answer(matvey, two, "/warn 2")
    (warning,) = await street.rows(warnings)
    assert [(row["text"], row["stage"], row["warning_id"]) for row in await street.rows(incidents)] == [
        ("Раз", "warned", warning["id"]),
        ("Два", "joined", warning["id"]),
    ]
    assert office.screen.says("moderation-card", stage="joined")


async def test_what_was_warned_of_and_then_changed_is_a_breach(
    street: Street, room: Room, office: Room, mara: Visitor, anna: Visitor
) -> None:
    written = await room.write(anna, "Раз")
    await room.answer(mara, written, "/warn 1")
    street.clock.advance(HOUR)
    edited = {**written, "text": "Хуже", "edit_date": room.date}
    await room.answer(mara, edited, "/warn")
    (incident,) = await street.rows(incidents)
    assert (incident["stage"], incident["text"]) == ("breach", "Раз\n✎ Хуже")
    assert words("moderation-remove") in office.screen.labels


async def test_without_a_warning_nobody_is_removed(
    street: Street, room: Room, office: Room, mara: Visitor, anna: Visitor
) -> None:
    await mara.subscribe()
    written = await room.write(anna, "Раз")
    for command in ("/kick", "/mute 3d", "/ban 30d", "/spam"):
        await room.answer(mara, written, command)
        why = "not-new" if command == "/spam" else "no-warning"
        assert mara.screen.says("moderation-refused", why=why)
    assert calls(street, *ACTS) == []
    assert await street.rows(sanctions) == []


async def test_removal_is_a_ban_and_then_its_end_in_this_order(
    street: Street, room: Room, office: Room, mara: Visitor, anna: Visitor
) -> None:
    await anna.subscribe()
    await breach(street, room, mara, anna)
    await office.press(mara, "moderation-remove")
    ban, unban = calls(street, *ACTS)
    assert (ban["method"], unban["method"], unban["only_if_banned"]) == (
        "banChatMember",
        "unbanChatMember",
        True,
    )
    assert "until_date" not in ban
    await office.press(mara, "moderation-undo")
    assert anna.screen.says("moderation-undone", act="remove")
    assert len(calls(street, *ACTS)) == 2


async def test_a_mute_is_taken_back_with_all_rights(
    street: Street, room: Room, office: Room, mara: Visitor, anna: Visitor
) -> None:
    await anna.subscribe()
    await breach(street, room, mara, anna)
    await room.answer(mara, await room.write(anna, "Три"), "/mute 1d12h")
    (mute,) = calls(street, *ACTS)
    (sanction,) = await street.rows(sanctions)
    assert sanction["until"] - sanction["at"] == 36 * HOUR
    assert not any(mute["permissions"].values())
    await office.press(mara, "moderation-undo")
    speak = calls(street, *ACTS)[-1]
    assert all(speak["permissions"].values())
    assert anna.screen.says("moderation-undone", act="mute")
    await office.tap(mara, f"mod:undo:{sanction['id']}:0")
    assert len(calls(street, *ACTS)) == 2
    assert mara.heard("refused-moderation-nothing-to-undo")


async def test_other_terms_are_a_tap_away(
    street: Street, room: Room, office: Room, mara: Visitor, anna: Visitor
) -> None:
    await breach(street, room, mara, anna)
    incident = (await street.rows(incidents))[-1]["id"]
    await office.press(mara, "moderation-other-term")
    assert street.sent[-1].method == "editMessageReplyMarkup"
    await office.tap(mara, f"mod:block:{incident}:5")
    assert await street.rows(sanctions) == [], "a term that no button has"
    await office.tap(mara, f"mod:block:{incident}:720")
    (sanction,) = await street.rows(sanctions)
    assert sanction["until"] - sanction["at"] == 30 * DAY


async def test_who_was_never_met_is_warned_in_the_group_for_a_while(
    street: Street, room: Room, office: Room, mara: Visitor, anna: Visitor
) -> None:
    await room.answer(mara, await room.write(anna, "Раз"), "/warn 1")
    (warning,) = await street.rows(warnings)
    await result(street, f"moderation-told:{warning['id']}", anna.id)
    assert room.screens == []
    await result(
        street,
        f"moderation-told:{warning['id']}",
        anna.id,
        error="Forbidden: bot can't initiate conversation with a user",
    )
    assert room.screen.says("moderation-warned-in-group", name="Аннабелла", number="1", person="yes")
    assert room.screen.buttons[0][0]["url"] == f"https://t.me/artel_bot?start=appeal_w{warning['id']}"
    (row,) = [row for row in await street.rows(outbox) if row["key"] == f"warning:{warning['id']}:group"]
    assert row["fades_at"] - row["created_at"] == HOUR


@pytest.mark.usefixtures("street", "office")
async def test_a_warning_without_a_rule_names_none(room: Room, mara: Visitor, anna: Visitor) -> None:
    await anna.subscribe()
    await room.answer(mara, await room.write(anna, "Раз"), "/warn")
    assert anna.screen.says("moderation-warned", number=0)


async def test_an_appeal_is_decided_by_another(
    street: Street, room: Room, office: Room, mara: Visitor, matvey: Visitor, anna: Visitor
) -> None:
    await anna.subscribe()
    await room.answer(mara, await room.write(anna, "Раз"), "/warn 1")
    await anna.press("moderation-appeal")
    await anna.send(photo=[{"file_id": "p", "file_unique_id": "u", "width": 1, "height": 1}])
    assert anna.screen.says("refused-moderation-appeal-words")
    await anna.write("х" * 1001)
    assert anna.screen.says("refused-moderation-appeal-long", longest=1000)
    question = anna.screens[-3]
    await anna.write("Я цитировала <b>Чехова</b>")
    assert anna.screen.says("moderation-appeal-made")
    assert question.says("moderation-appeal-ask")
    assert question.labels == []
    await anna.tap("appeal:stop::0")
    assert anna.screen.says("moderation-appeal-made"), "what is handed over stays so"
    assert office.screen.says("moderation-card", stage="appealed")
    assert "Я цитировала &lt;b&gt;Чехова" in office.screen.text
    assert await office.press(mara, "moderation-uphold") is not None
    assert (await street.rows(appeals))[0]["decided_at"] is None, "not by whoever warned"
    await office.press(matvey, "moderation-uphold")
    assert anna.told("moderation-appeal-decided", upheld="yes")
    assert anna.screen.says("moderation-lifted")
    (warning,) = await street.rows(warnings)
    assert warning["lifted_by"] == matvey.id
    street.clock.advance(HOUR)
    await room.answer(mara, await room.write(anna, "Ещё"), "/warn")
    assert len(await street.rows(warnings)) == 2, "a lifted warning does not count"


async def test_an_appeal_against_a_block_is_declined_once(
    street: Street, room: Room, office: Room, mara: Visitor, matvey: Visitor, anna: Visitor
) -> None:
    await anna.subscribe()
    await breach(street, room, mara, anna)
    await office.press(mara, "moderation-term-168")
    await anna.press("moderation-appeal")
    await anna.press("moderation-appeal-stop")
    await anna.write("Это не обжалование")
    assert await street.rows(appeals) == []
    (sanction,) = await street.rows(sanctions)
    await anna.tap(f"appeal:ask:s:{sanction['id']}")
    await anna.write("Не так")
    await office.press(matvey, "moderation-decline")
    assert anna.screen.says("moderation-appeal-decided", upheld="no")
    await anna.tap(f"appeal:ask:s:{sanction['id']}")
    assert anna.heard("refused-moderation-nothing-to-appeal")
    assert office.screen.says("moderation-card-appeal-decided", upheld="no")
    await office.press(matvey, "moderation-undo")
    assert calls(street, *ACTS)[-1]["method"] == "unbanChatMember"


async def test_only_whom_it_concerns_appeals(
    street: Street, room: Room, office: Room, mara: Visitor, anna: Visitor, john: Visitor
) -> None:
    await room.answer(mara, await room.write(anna, "Раз"), "/warn 1")
    for text in ("/start appeal_w1", "/start appeal_s1", "/start appeal_w99"):
        await john.write(text)
        assert john.screen.says("refused-moderation-nothing-to-appeal", "en")
    await anna.write("/start appeal_w1")
    assert anna.screen.says("moderation-appeal-ask")
    for text in (
        "/start appeal_",
        "/start appeal_x1",
        "/start appeal_w",
        "/start appeal_w1x",
        "/start appeal_w٣",
    ):
        await john.write(text)
        assert not john.screen.says("refused-moderation-nothing-to-appeal", "en")


async def test_reports_of_three_make_one_card(
    street: Street, room: Room, office: Room, mara: Visitor, anna: Visitor, john: Visitor, olga: Visitor
) -> None:
    written = await room.write(anna, "Реклама")
    for who in (john, olga, mara, john):
        await room.answer(who, written, "/report")
    assert office.screen.says("moderation-card-reports", count=3)
    assert len(office.screens) == 1
    assert len([screen for screen in room.screens if screen.says("moderation-reported")]) == 1
    assert office.screen.labels[0] == words("moderation-warn-rule", number="1")
    assert await office.press(mara, like("moderation-warn-rule", number="3")) == words(
        "moderation-acted", what="warned"
    )
    (warning,) = await street.rows(warnings)
    assert (warning["rule"], warning["subject_id"]) == (3, anna.id)
    assert office.screen.says("moderation-card-warned")
    # The next report of somebody warned offers at once what may follow.
    street.clock.advance(HOUR)
    await room.answer(john, await room.write(anna, "Опять реклама"), "/report")
    assert words("moderation-remove") in office.screen.labels
    await office.press(mara, "moderation-dismiss")
    assert office.screen.says("moderation-card", stage="dismissed")
    assert office.screen.labels == []


async def test_nobody_buries_the_moderators_in_cards(
    street: Street, room: Room, office: Room, anna: Visitor, john: Visitor
) -> None:
    await john.subscribe()
    for number in range(15):
        await room.answer(john, await room.write(anna, f"Раз {number}"), "/report")
    assert len(await street.rows(incidents)) == 10
    assert len(office.screens) == 10
    assert [screen.text for screen in john.screens].count(john.screen.text) == 1, "once"
    assert john.screen.says("moderation-refused", "en", why="too-many")
    street.clock.advance(HOUR)
    await room.answer(john, await room.write(anna, "Два"), "/report")
    assert len(await street.rows(incidents)) == 11


async def test_an_anonymous_administrator_says_who_it_is_by_a_button(
    street: Street, room: Room, office: Room, mara: Visitor, anna: Visitor
) -> None:
    written = await room.write(anna, "Раз")
    command = room.message(ANONYMOUS, text="/warn 1", reply_to_message=written, sender_chat=room.chat)
    await room.do("message", command)
    assert await street.rows(warnings) == []
    await room.press(anna, "moderation-it-is-me")
    assert await street.rows(warnings) == [], "not anybody's button"
    question, its_data = room.screen, room.screen.data_of("moderation-it-is-me")
    await room.press(mara, "moderation-it-is-me")
    (warning,) = await street.rows(warnings)
    assert warning["moderator_id"] == mara.id
    assert room.screens == [], "the question has been answered"
    await room.tap(mara, its_data, question)
    assert len(await street.rows(warnings)) == 1
    # Ten minutes later nobody takes it for theirs.
    again = room.message(
        ANONYMOUS, text="/warn 1", reply_to_message=await room.write(anna, "Два"), sender_chat=room.chat
    )
    await room.do("message", again)
    street.clock.advance(HOUR)
    assert has(str(await room.press(mara, "moderation-it-is-me")), "refused-moderation-nothing-to-undo")


async def test_telegrams_right_to_restrict_is_enough_in_that_chat_only(
    street: Street, room: Room, office: Room, anna: Visitor, john: Visitor
) -> None:
    async with street.database.transaction() as transaction:
        chats = ChatsTable(transaction)
        rights = frozenset({"can_restrict_members"})
        await chats.put(Inside(1, john.id, "administrator", rights, START))
        await chats.add(Chat(0, -1003, "supergroup", "Рабочая", ChatKind.GROUP, "one", "ru"), START)
    other = Room(street, id=-1003)
    await room.answer(john, await room.write(anna, "Раз"), "/warn 1")
    await other.answer(john, await other.write(anna, "Раз"), "/warn 1")
    assert [row["chat_number"] for row in await street.rows(warnings)] == [1]
    await room.becomes(john, "member", old="administrator")
    street.clock.advance(HOUR)
    await room.answer(john, await room.write(anna, "Два"), "/ban 1d")
    assert await street.rows(sanctions) == [], "who was demoted acts no more"


async def test_a_channel_that_writes_is_warned_in_the_group_and_blocked_as_a_channel(
    street: Street, room: Room, office: Room, mara: Visitor
) -> None:
    async def writes(text: str) -> dict[str, Any]:
        written = room.message(CHANNEL, text=text, sender_chat=SENDER)
        await room.do("message", written)
        return written

    await room.answer(mara, await writes("Реклама"), "/warn 3")
    assert room.screen.says("moderation-warned-in-group", name="Чужой канал")
    street.clock.advance(HOUR)
    await room.answer(mara, await writes("Опять"), "/warn")
    assert words("moderation-remove") not in office.screen.labels
    await office.press(mara, "moderation-term-1")
    (ban,) = calls(street, *ACTS)
    assert ban == {"method": "banChatSenderChat", "chat_id": -1001, "sender_chat_id": -1005}
    street.clock.advance(HOUR)
    await tick(street)
    assert calls(street, *ACTS)[-1]["method"] == "unbanChatSenderChat", (
        "Telegram blocks a channel for ever only"
    )


async def test_an_album_goes_as_one_message(
    street: Street, room: Room, office: Room, mara: Visitor, anna: Visitor
) -> None:
    picture = [{"file_id": "p", "file_unique_id": "u", "width": 1, "height": 1}]
    parts = [
        room.message(
            anna.user, photo=picture, media_group_id="a", **({"caption": "Смотрите"} if not part else {})
        )
        for part in range(3)
    ]
    for part in parts:
        await room.do("message", part)
    await room.answer(mara, parts[1], "/warn 3")
    (gone,) = calls(street, "deleteMessages")
    assert gone["message_ids"] == [part["message_id"] for part in parts]
    await room.answer(mara, parts[2], "/warn 3")
    assert len(await street.rows(warnings)) == 1


async def test_a_ban_by_hand_is_noticed_and_a_reason_asked_for(
    street: Street, room: Room, office: Room, mara: Visitor, anna: Visitor
) -> None:
    await mara.subscribe()
    until = room.date + 86_400
    await room.becomes(anna, "kicked", old="member", by=mara.user, until=until)
    assert office.screen.says("moderation-by-hand")
    assert "Мара" in office.screen.text
    await office.press(mara, "3")
    assert "3. Рекламу" in office.screen.text
    (sanction,) = await street.rows(sanctions)
    assert (sanction["act"], sanction["reason"], sanction["until"]) == ("block", "3", until * 1_000_000)
    await room.becomes(anna, "left", old="kicked", by=mara.user)
    assert office.screen.says("moderation-card-undone", by="Мара")
    assert anna.screens == [], "of what was done by hand the one who did it tells"
    # The bot's own acts, and leaving by oneself, are no acts by hand.
    before = len(await street.rows(sanctions))
    await room.becomes(anna, "kicked", old="member", by={"id": BOT, "is_bot": True, "first_name": "Артель"})
    await room.becomes(anna, "left", old="member")
    assert len(await street.rows(sanctions)) == before
    await room.becomes(anna, "restricted", old="member", by=ANONYMOUS)
    assert office.screen.says("moderation-by-hand", by=words("moderation-unknown"))
    await office.press(mara, "moderation-other-reason")
    assert office.screen.says("moderation-other-reason")


async def test_whoever_is_let_back_by_hand_hears_of_it(
    street: Street, room: Room, office: Room, mara: Visitor, anna: Visitor
) -> None:
    await anna.subscribe()
    await breach(street, room, mara, anna)
    await office.press(mara, "moderation-term-168")
    await room.becomes(anna, "left", old="kicked", by=mara.user)
    assert anna.screen.says("moderation-undone", act="block")
    assert office.screen.says("moderation-card-undone", by="№ 30")
    assert [call["method"] for call in calls(street, *ACTS)] == ["banChatMember"], "Telegram has done it"
    street.clock.advance(7 * DAY)
    before = len(street.sent)
    await tick(street)
    assert len(street.sent) == before


async def test_what_is_done_by_hand_can_be_appealed_against(
    street: Street, room: Room, office: Room, mara: Visitor, matvey: Visitor, anna: Visitor
) -> None:
    await anna.subscribe()
    await room.becomes(anna, "restricted", old="member", by=mara.user)
    (sanction,) = await street.rows(sanctions)
    await anna.write(f"/start appeal_s{sanction['id']}")
    await anna.write("За что?")
    assert office.screen.says("moderation-card-appeal", words="За что?")
    await office.press(matvey, "moderation-uphold")
    assert anna.screen.says("moderation-undone", act="mute")
    assert office.screen.says("moderation-card-appeal-decided", by="№ 31", upheld="yes")


async def test_an_appeal_is_a_new_card_however_old_the_first(
    street: Street, room: Room, office: Room, mara: Visitor, matvey: Visitor, anna: Visitor
) -> None:
    """An edit of what was sent weeks ago is seen by nobody, and after a month it is not even known."""
    await anna.subscribe()
    await room.answer(mara, await room.write(anna, "Раз"), "/warn 1")
    card = office.screen
    street.clock.advance(DAY)
    await anna.press("moderation-appeal")
    await anna.write("Почему?")
    first, second = office.screens
    assert (first.message_id, first.labels) == (card.message_id, [])
    assert second.labels == [words("moderation-uphold"), words("moderation-decline")]
    await office.press(matvey, "moderation-decline")
    assert [
        (one.says("moderation-card-appeal-decided", upheld="no"), one.labels) for one in office.screens
    ] == [
        (True, []),
        (True, [words("moderation-lift")]),
    ]
    async with street.database.transaction() as transaction:
        await transaction.run(delete(outbox))
    # If the first card is no longer known, its present state is sent as a new one.
    await office.press(mara, "moderation-lift")
    assert office.screen.says("moderation-card-lifted", by="№ 30")
    assert office.screen.message_id > second.message_id


async def test_a_moderators_chat_that_comes_later_has_the_cards_that_change(
    street: Street, room: Room, mara: Visitor, anna: Visitor
) -> None:
    await anna.subscribe()
    await room.answer(mara, await room.write(anna, "Раз"), "/warn 1")
    async with street.database.transaction() as transaction:
        await ChatsTable(transaction).add(
            Chat(0, -1002, "supergroup", "Модераторы", ChatKind.MODERATORS, language="ru"), START
        )
    office = Room(street, id=-1002)
    await room.answer(mara, room.message(anna.user, text="Раз", message_id=1), "/unwarn")
    assert office.screen.says("moderation-card-lifted", by="№ 30")


async def test_what_telegram_refuses_is_said_on_the_card(
    street: Street, room: Room, office: Room, mara: Visitor, anna: Visitor
) -> None:
    await breach(street, room, mara, anna)
    await office.press(mara, "moderation-term-24")
    (sanction,) = await street.rows(sanctions)
    error = "Bad Request: not enough rights to restrict/unrestrict chat member"
    await result(street, f"moderation-acted:{sanction['id']}", room.id, error=error)
    assert "not enough rights" in office.screen.text
    assert words("moderation-remove") in office.screen.labels, "with the rights it can be tried again"
    street.clock.advance(DAY)
    before = len(street.sent)
    await tick(street)
    assert len(street.sent) == before, "no block that never was ends"
    await office.press(mara, "moderation-term-1")
    assert "not enough rights" not in office.screen.text
    assert len(calls(street, *ACTS)) == 2


async def test_whoever_is_not_blocked_hears_of_no_block(
    street: Street, room: Room, office: Room, mara: Visitor, anna: Visitor
) -> None:
    await anna.subscribe()
    await breach(street, room, mara, anna)
    street.cut_off = True
    await office.press(mara, "moderation-term-24")
    rows = {row["key"]: row for row in await street.rows(outbox) if row["key"]}
    assert rows["sanction:1:told"]["after"] == "sanction:1"
    async with street.database.transaction() as transaction:
        await OutboxTable(transaction).settle(
            [Settled(rows["sanction:1"]["id"], Outbox.FAILED)], street.clock.now()
        )
    street.cut_off = False
    await street.deliver()
    assert not anna.told("moderation-sanctioned")


async def test_what_telegram_does_not_take_back_holds_on(
    street: Street, room: Room, office: Room, mara: Visitor, anna: Visitor
) -> None:
    await anna.subscribe()
    await breach(street, room, mara, anna)
    await office.press(mara, "moderation-term-24")
    street.cut_off = True
    await office.press(mara, "moderation-undo")
    (undone,) = [row for row in await street.rows(outbox) if row["method"] == "unbanChatMember"]
    error = "Bad Request: not enough rights to restrict/unrestrict chat member"
    async with street.database.transaction() as transaction:
        await OutboxTable(transaction).settle([Settled(undone["id"], Outbox.FAILED)], street.clock.now())
    street.cut_off = False
    await result(street, undone["result_topic"], room.id, error=error)
    assert not anna.told("moderation-undone")
    assert "not enough rights" in office.screen.text
    (sanction,) = await street.rows(sanctions)
    assert (sanction["undone_at"], sanction["undone_by"]) == (None, None)
    await office.press(mara, "moderation-undo")
    assert anna.screen.says("moderation-undone", act="block")
    assert "not enough rights" not in office.screen.text


async def test_a_spammer_who_has_just_come_in_needs_no_warning(
    street: Street, room: Room, office: Room, mara: Visitor, anna: Visitor
) -> None:
    await room.becomes(anna, "member")
    await room.answer(mara, await room.write(anna, "Казино"), "/spam")
    (ban,) = calls(street, *ACTS)
    assert (ban["method"], ban["revoke_messages"], "until_date" in ban) == ("banChatMember", True, False)
    assert office.screen.says("moderation-card-sanction", act="spam")
    assert anna.screens == [], "a spammer is not written to"
    await office.press(mara, "moderation-undo")
    assert calls(street, *ACTS)[-1]["method"] == "unbanChatMember"


async def test_a_late_act_is_never_for_ever(
    street: Street, room: Room, office: Room, mara: Visitor, anna: Visitor
) -> None:
    """Telegram takes a term that is nearly over for «for ever»: a block that comes too late is not carried out."""
    await breach(street, room, mara, anna)
    street.cut_off = True
    await office.press(mara, "moderation-term-1")
    street.clock.advance(HOUR - 30_000_000)
    street.cut_off = False
    await street.deliver()
    assert calls(street, *ACTS) == []


async def test_warnings_are_lifted_expire_and_can_be_looked_at(
    street: Street, room: Room, office: Room, mara: Visitor, anna: Visitor
) -> None:
    await anna.subscribe()
    await mara.subscribe()
    written = await room.write(anna, "Раз")
    await room.answer(mara, written, "/warn 2")
    await anna.write("/warnings")
    assert anna.screen.says("moderation-warnings", count=1, whose="mine")
    assert "2. Пишем по теме" in anna.screen.text
    await room.answer(mara, written, "/warnings")
    assert mara.screen.says("moderation-warnings", count=1, name="Аннабелла", whose="other")
    await room.answer(mara, written, "/unwarn")
    assert anna.screen.says("moderation-lifted")
    await anna.write("/warnings")
    assert anna.screen.says("moderation-warnings", count=0, whose="mine")
    await room.answer(mara, written, "/unwarn")
    assert mara.screen.says("refused-moderation-nothing-to-undo")
    street.clock.advance(HOUR)
    await room.answer(mara, await room.write(anna, "Два"), "/warn")
    street.clock.advance(181 * DAY)
    await room.answer(mara, await room.write(anna, "Через полгода"), "/warn")
    assert len(await street.rows(warnings)) == 3, "an expired warning is followed by a new one"


async def test_nobody_elses_warnings_for_who_is_no_moderator(
    street: Street, room: Room, mara: Visitor, anna: Visitor, john: Visitor
) -> None:
    await john.subscribe()
    await room.answer(mara, await room.write(anna, "Раз"), "/warn 2")
    await room.answer(john, await room.write(anna, "Два"), "/warnings")
    assert "valid" not in john.screen.text
    await room.answer(john, await room.write(anna, "Три"), "/unwarn")
    assert (await street.rows(warnings))[0]["lifted_at"] is None
    await room.write(john, "/warnings")
    assert john.screen.says("moderation-warnings", "en", count=0, whose="mine")


async def test_commands_that_lack_something_are_explained_and_harm_nobody(
    street: Street, room: Room, office: Room, mara: Visitor, anna: Visitor
) -> None:
    await mara.subscribe()
    await room.write(mara, "/warn 1")
    assert mara.screen.says("moderation-needs-reply", command="warn")
    written = await room.write(anna, "Раз")
    for text, answer in (
        ("/mute", like("moderation-needs-time", command="mute")),
        ("/ban навсегда", like("moderation-needs-time", command="ban")),
        ("/ban 500d", like("moderation-needs-time", command="ban")),
        ("/mute 10s", like("moderation-needs-time", command="mute")),
        ("/warn 99", like("moderation-no-rule", command="99")),
        ("/warn 0", like("moderation-no-rule", command="0")),
    ):
        await room.answer(mara, written, text)
        assert has(plain(mara.screen.text), answer), text
    assert await street.rows(warnings) == []
    stranger = replace(anna, id=77)
    street.people[77] = stranger
    await room.write(stranger, "/report")
    assert room.screen.says("moderation-needs-reply"), "who is not known is told in the group"
    await room.answer(mara, written, "/warn@artel_bot 1")
    assert len(await street.rows(warnings)) == 1
    await room.answer(mara, written, "/warn@other_bot 1")
    await room.answer(mara, await room.write(anna, "Ещё"), "/unknown")


async def test_a_flood_of_commands_costs_the_group_few_messages(
    street: Street, room: Room, office: Room, anna: Visitor
) -> None:
    """Reliability row 42: 180 commands of three strangers, at most three messages of the bot; later all is as before."""
    written = await room.write(anna, "Добрый день")
    strangers = [street.visitor(70 + number, "ru", first_name="Никто") for number in range(3)]
    before = len(sent(street, room))
    commands = ("/rules", "/report", "/warn", "/ban 7d", "/warnings", "/mute", "/unwarn", "/spam@artel_bot")
    for number in range(60):
        for who, stranger in enumerate(strangers):
            command = commands[(number + who) % len(commands)]
            if number % 2:
                await room.write(stranger, command)
            else:
                await room.answer(stranger, written, "/report" if number == 2 * who else command)
            street.clock.advance(2_000_000)
        await tick(street)
    assert len(sent(street, room)) - before <= 3
    assert room.screens == [], "nothing of it stands"
    street.clock.advance(11 * MINUTE)
    await room.write(strangers[0], "/report")
    assert room.screen.says("moderation-needs-reply")


def sent(street: Street, room: Room) -> list[str]:
    """The messages that the bot has put into a chat."""
    return [one.method for one in street.sent if one.method.startswith("send") and one.chat_id == room.id]


async def test_the_rules_stand_once(street: Street, room: Room, anna: Visitor, john: Visitor) -> None:
    for who in (anna, john, anna):
        await room.write(who, "/rules")
        street.clock.advance(MINUTE)
    assert len(room.screens) == 1
    street.clock.advance(20 * MINUTE)
    await tick(street)
    assert room.screens == []
    await room.write(anna, "/rules")
    assert room.screen.says("moderation-rules")


async def test_thanks_for_reports_that_come_close_together_are_one_message(
    street: Street, room: Room, office: Room, anna: Visitor, john: Visitor, olga: Visitor
) -> None:
    for number, (who, whose) in enumerate(((anna, john), (john, olga), (olga, anna)), 1):
        written = await room.write(whose, f"Реклама {number}")
        await room.answer(who, written, "/report")
        (thanks,) = room.screens
        assert thanks.says("moderation-reported", count=number)
        street.clock.advance(10_000_000)
    street.clock.advance(MINUTE)
    await tick(street)
    assert room.screens == []


async def test_the_rules_and_the_log(
    street: Street, room: Room, office: Room, mara: Visitor, anna: Visitor
) -> None:
    await mara.subscribe()
    await room.write(anna, "/rules")
    assert "1. Уважаем собеседника" in room.screen.text
    await anna.write("/rules")
    assert anna.screen.says(
        "moderation-rule-line", number="7", rule="Написанное в чатах не выносим наружу без согласия автора."
    )
    await breach(street, room, mara, anna)
    await office.press(mara, "moderation-term-24")
    await office.write(mara, "/log")
    assert office.screen.says("moderation-log-line", act="blocked", by="Мара")
    await mara.write("/log")
    assert mara.screen.says("moderation-log-line", act="warned", by="Мара")
    await anna.write("/log")
    assert not anna.screen.says("moderation-log-line")
    count = len(street.sent)
    await room.write(mara, "/log")
    assert len(street.sent) == count, "not in the group"


async def test_where_there_is_no_moderators_chat_each_moderator_has_the_card(
    street: Street, room: Room, mara: Visitor, matvey: Visitor, anna: Visitor
) -> None:
    await room.answer(anna, await room.write(anna, "Раз"), "/report")
    for who in (mara, matvey):
        assert who.screen.says("moderation-card-reports", count=1)
    await matvey.press(like("moderation-warn-rule", number="1"))
    assert mara.screen.says("moderation-card", stage="warned")
    assert mara.screen.labels == [words("moderation-lift")]


async def test_order_moves_with_the_chat_into_a_supergroup(
    street: Street, room: Room, office: Room, mara: Visitor, anna: Visitor
) -> None:
    """Reliability row 34: a warning from before counts after."""
    await room.answer(mara, await room.write(anna, "Раз"), "/warn 1")
    await room.do("message", room.message(mara.user, migrate_to_chat_id=-5005))
    street.clock.advance(HOUR)
    moved = Room(street, id=-5005)
    await moved.answer(mara, await moved.write(anna, "Два"), "/warn")
    await office.press(mara, "moderation-term-24")
    (ban,) = calls(street, *ACTS)
    assert ban["chat_id"] == -5005


async def test_a_supergroup_numbers_its_messages_from_the_start(
    street: Street, room: Room, office: Room, mara: Visitor, anna: Visitor, john: Visitor
) -> None:
    """Reliability row 34: nobody answers for what another wrote under the same number before."""
    old = await room.write(anna, "Раз")
    await room.answer(mara, old, "/warn 1")
    pointed = await room.write(anna, "Ещё")
    command = room.message(ANONYMOUS, text="/warn 1", reply_to_message=pointed, sender_chat=room.chat)
    await room.do("message", command)
    question = room.screen
    await room.do("message", room.message(mara.user, migrate_to_chat_id=-5005))
    street.clock.advance(60_000_000)
    moved = Room(street, id=-5005)
    await moved.answer(mara, await moved.write(john, "Новое", message_id=old["message_id"]), "/warn 2")
    # The number of what was pointed at before is another message's now.
    new = await moved.write(john, "Другое", message_id=pointed["message_id"])
    before = len(street.sent)
    await moved.tap(mara, question.data_of("moderation-it-is-me"), question)
    deleted = [one for one in street.sent[before:] if "message_ids" in one.params]
    assert deleted == [], "what stayed behind is not reached"
    assert [(row["subject_id"], row["stage"]) for row in await street.rows(incidents)] == [
        (anna.id, "warned"),
        (john.id, "warned"),
        (anna.id, "breach"),
    ]
    await moved.answer(mara, new, "/warn")
    (*_, incident) = await street.rows(incidents)
    assert (incident["subject_id"], incident["text"]) == (john.id, "Другое")


async def test_what_binds_nobody_any_more_is_forgotten(
    street: Street, room: Room, office: Room, mara: Visitor, matvey: Visitor, anna: Visitor, john: Visitor
) -> None:
    async def forget() -> None:
        async with street.database.transaction() as transaction:
            use_cases = street.use_cases(transaction)
            await use_cases.get(Watching).forget()

    await room.answer(john, await room.write(anna, "Раз"), "/report")
    await breach(street, room, mara, anna)
    await office.tap(mara, "mod:block:3:8760")
    street.clock.advance(300 * DAY)
    await forget()
    assert len(await street.rows(incidents)) == 3
    street.clock.advance(66 * DAY)
    await tick(street)
    await forget()
    assert await street.rows(incidents) == []
    assert await street.rows(incident_reports) == []
    await office.tap(matvey, "mod:card:1:0")
    assert matvey.heard("refused-moderation-incident-gone")


LINK = {"entities": [{"type": "url", "offset": 0, "length": 9}]}


@pytest.fixture
def filtering(street: Street) -> Street:
    """The filter is on."""
    terms = street.config.moderation.filter.model_copy(update={"links": True, "per_minute": 2})
    moderation = street.config.moderation.model_copy(update={"filter": terms})
    config = street.config.model_copy(update={"moderation": moderation})
    return Street(street.database, street.clock, config, street.association, street.texts)


async def test_a_newcomers_link_waits_for_a_moderator(filtering: Street) -> None:
    street = filtering
    await add_chats(street)
    room, office = Room(street), Room(street, id=-1002)
    mara, anna, john = await moderator(street, 30, "Мара"), street.visitor(1, "ru"), street.visitor(2, "en")
    await anna.subscribe()
    await room.becomes(anna, "member")
    async with street.database.transaction() as transaction:
        await ChatsTable(transaction).put(Inside(1, john.id, "member", frozenset(), START - 2 * DAY))
    await room.write(john, "casino.ru", **LINK)
    await room.write(mara, "casino.ru", **LINK)
    await room.write(street.visitor(99, "ru"), "casino.ru", **LINK)
    assert await street.rows(incidents) == [], "of who is no newcomer nothing waits"
    written = await room.write(anna, "доклад.ру", **LINK)
    assert calls(street, "deleteMessages")[0]["message_ids"] == [written["message_id"]]
    assert anna.screen.says("moderation-held")
    assert office.screen.says("moderation-card-why", why="link")
    await office.press(mara, "moderation-release")
    assert "Аннабелла</b>:\nдоклад.ру" in room.screen.text
    assert office.screen.labels == []
    await office.tap(mara, "mod:release:1:0")
    assert len(room.screens) == 1, "once"

    await room.write(anna, "казино.ру", **LINK)
    await office.press(mara, like("moderation-warn-rule", number="3"))
    assert anna.screen.says("moderation-warned")
    for number in range(4):
        await room.write(anna, f"Сообщение {number}")
    assert office.screen.says("moderation-card-why", why="flood")
    await office.press(mara, "moderation-keep-away")
    assert office.screen.says("moderation-card", stage="dismissed")
    street.clock.advance(2 * DAY)
    before = len(await street.rows(incidents))
    await room.write(anna, "доклад.ру", **LINK)
    assert len(await street.rows(incidents)) == before, "nobody stays a newcomer"
