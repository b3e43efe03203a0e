"""Order in a browser, on a desktop and on a phone: the group, the moderators' chat, and whoever is warned."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import expect

from bot.i18n import FluentTexts
from domain.association import Association
from tests.e2e.harness import BOT, Artel
from tests.e2e.order import CROWD, MARA, MATVEY, OLGA, Room, moderators_at_work
from tests.e2e.test_page import Window, browser, window
from tests.e2e.webinars import ANNA, DAY, HOUR, JOHN, MINUTE, SONYA, present
from tests.words import like, words

__all__ = ["browser", "window"]  # fixtures

pytestmark = pytest.mark.browser

TICK = 20  # seconds until what the clock brings is there, on a busy machine


@pytest.fixture
async def artel(
    database_url: str, texts: FluentTexts, association: Association, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Artel]:
    """An administrator, moderators and members, in Telegram before the page opens."""
    never_started = ("sendMessage", "Forbidden: bot can't initiate conversation with a user")
    async with moderators_at_work(
        database_url, texts, association, monkeypatch, refusals=[never_started]
    ) as artel:
        yield artel


async def become(window: Window, name: str, chat: int = BOT) -> None:
    """Somebody looks at a chat."""
    page = window.page
    if window.name == "phone" and await page.get_by_label("Back to the chats").is_visible():
        await page.get_by_label("Back to the chats").click()
    await window.become(name, chat)


async def write(window: Window, text: str) -> None:
    await window.page.get_by_test_id("composer").fill(text)
    await window.page.get_by_test_id("send").click()


async def answer(window: Window, message: int, text: str) -> None:
    """Reply to a message by its menu: a right click, or a long touch."""
    await window.page.get_by_test_id(f"message-{message}").locator(".bubble").click(button="right")
    await window.page.get_by_role("menuitem", name="Reply").click()
    await write(window, text)


async def gone(window: Window, message: int) -> None:
    await expect(window.page.get_by_test_id(f"message-{message}")).to_have_count(0)


async def test_order_is_kept_by_eye(window: Window, artel: Artel) -> None:
    room, desk = await connect(window, artel)
    await warn(window, artel, room, desk)
    await block(window, artel, room, desk)
    await appeal(window, desk)
    await come_back(window, artel, desk)
    await ask_in(window, room)
    await report_and_confirm(window, artel, room, desk)


async def connect(window: Window, artel: Artel) -> tuple[Room, Room]:
    people = [who.id for who in (*CROWD, MARA, MATVEY)]
    group = await artel.control.chat("supergroup", "Участники", OLGA.id, members=people)
    office = await artel.control.chat("supergroup", "Модераторы", OLGA.id, members=[MARA.id, MATVEY.id])
    await become(window, OLGA.name)
    await artel.control.add_bot(OLGA.id, group["id"], admin=["can_invite_users", "can_restrict_members"])
    await window.sees(like("chat-found", title="Участники"))
    await window.tap("chat-look")
    await window.sees(like("chat-card", kind="none"))
    await window.shoot("order-01-what-is-it")
    await window.tap("chat-kind-participants")
    await window.sees("chat-lacking")
    await window.shoot("order-02-lacking")
    rights = ["can_invite_users", "can_restrict_members", "can_delete_messages"]
    await artel.control.member(group["id"], BOT, "administrator", by=OLGA.id, rights=rights)
    await window.sees("chat-in-order")
    await artel.control.add_bot(OLGA.id, office["id"])
    await window.sees(like("chat-found", title="Модераторы"))
    await window.tap("chat-look")
    await window.sees(like("chat-card", kind="none"))
    await window.tap("chat-kind-moderators")
    await window.sees(f"● {words('chat-kind-moderators')}")
    await write(window, "/chats")
    await window.sees("command-chats")
    await window.shoot("order-03-chats")
    assert window.taps == 4
    return Room(artel, group["id"]), Room(artel, office["id"])


async def warn(window: Window, artel: Artel, room: Room, desk: Room) -> None:
    anna, john = present(artel, ANNA, JOHN)
    await room.write(john, "Who comes to the seminar?")
    rude = await room.write(anna, "Опять ваш бред. Идите <лесом>")
    await become(window, MARA.name, room.id)
    await answer(window, rude, "/warn 1 Спокойнее, пожалуйста")
    await gone(window, rude)
    await window.shoot("order-04-group")
    await become(window, MARA.name, desk.id)
    await window.sees(like("moderation-card-warned", by="Мара"))
    await window.shoot("order-05-card")
    await become(window, ANNA.name)
    await window.sees("Спокойнее, пожалуйста")
    await window.shoot("order-06-notice")


async def block(window: Window, artel: Artel, room: Room, desk: Room) -> None:
    (anna,) = present(artel, ANNA)
    await artel.control.advance(HOUR)
    ruder = await room.write(anna, "Сами вы бред")
    await become(window, MARA.name, room.id)
    await answer(window, ruder, "/warn")
    await gone(window, ruder)
    await become(window, MARA.name, desk.id)
    await window.sees(like("moderation-card", stage="breach"))
    await window.shoot("order-07-breach")
    await window.tap("moderation-other-term")
    await expect(
        window.chat.get_by_role("button", name=words("moderation-block", term=words("moderation-term-336")))
    ).to_be_visible()
    await window.shoot("order-08-terms")
    await window.tap("ui-back")
    await window.tap(words("moderation-block", term=words("moderation-term-24")))
    await expect(window.page.get_by_test_id("toast").last).to_have_text(
        words("moderation-acted", what="blocked")
    )
    await window.sees(like("moderation-card-sanction", by="Мара"))
    await window.shoot("order-09-blocked")
    await become(window, ANNA.name)
    await window.sees(like("moderation-sanctioned", act="block", chat="Участники"))
    await window.shoot("order-10-told")


async def appeal(window: Window, desk: Room) -> None:
    await window.tap("moderation-appeal")
    await window.sees("moderation-appeal-ask")
    await write(window, "Это была цитата из письма пациента, я её неудачно оборвала.")
    await window.sees("moderation-appeal-made")
    await window.shoot("order-11-appealed")
    await become(window, MARA.name, desk.id)
    await window.sees("Это была цитата")
    await window.tap("moderation-uphold")
    await expect(window.page.get_by_test_id("alert")).to_contain_text(
        words("refused-moderation-own-decision")
    )
    await window.shoot("order-12-own-decision")
    await window.page.get_by_test_id("alert").get_by_role("button").last.click()
    await become(window, MATVEY.name, desk.id)
    await window.shoot("order-13-appeal")
    await window.tap("moderation-decline")
    await window.sees(like("moderation-card-appeal-decided", by="Матвей", upheld="no"))
    await window.shoot("order-14-upheld")
    await become(window, ANNA.name)
    await window.sees(like("moderation-appeal-decided", upheld="no"))


async def come_back(window: Window, artel: Artel, desk: Room) -> None:
    await artel.control.advance(DAY)
    await window.sees("moderation-card-ended", TICK)
    await window.shoot("order-15-back")
    await become(window, MATVEY.name, desk.id)
    await window.sees("moderation-card-ended", TICK)


async def ask_in(window: Window, room: Room) -> None:
    """Whoever may come back asks like everybody: the link, the rules, one tap."""
    await become(window, ANNA.name)
    await window.tap("moderation-back")
    await become(window, ANNA.name)
    await window.sees(like("entry-rules", title="Участники"))
    await window.sees(
        like(
            "moderation-rule-line",
            number="1",
            rule="Уважаем собеседника: спорим с мнением, а не с человеком; без оскорблений, угроз и нецензурных слов.",
        )
    )
    await window.shoot("order-16-rules")
    await window.tap("entry-accept")
    await window.sees(like("entry-welcome", title="Участники"))
    await window.shoot("order-17-welcome")
    await become(window, ANNA.name, room.id)
    await window.sees(like("entry-greeting", name=ANNA.name))
    await window.shoot("order-18-greeted")


async def report_and_confirm(window: Window, artel: Artel, room: Room, desk: Room) -> None:
    """A report, an anonymous administrator, somebody who never started the bot."""
    olga, sonya, john = present(artel, OLGA, SONYA, JOHN)
    igor = await artel.visitor(first_name="Игорь", last_name="Реклама & Ко")
    await artel.control.join(igor.id, chat=room.id)
    advert = await room.write(igor, "Куплю базу врачей, дорого. https://spam.example")
    for who in (sonya, john):
        await room.answer(who, advert, "/report")
    await become(window, MARA.name, desk.id)
    await window.sees(like("moderation-card-reports", count=2))
    await window.shoot("order-19-reported")
    await become(window, OLGA.name, room.id)
    await window.sees(like("moderation-reported"))
    await room.answer(olga, advert, "/warn 3", as_="anonymous")
    await window.sees("moderation-who")
    await window.shoot("order-20-who")
    await window.tap("moderation-it-is-me")
    await window.sees(like("moderation-warned-in-group", name="Игорь Реклама & Ко"))
    await gone(window, advert)
    await window.shoot("order-21-warned-in-group")
    await become(window, MARA.name, desk.id)
    await window.sees(like("moderation-card-warned", by="Ольга"))
    await write(window, "/log")
    await window.sees("command-log")
    await window.shoot("order-22-log")
    await artel.control.member(room.id, igor.id, "kicked", by=OLGA.id)
    await window.sees("moderation-by-hand")
    await window.shoot("order-23-by-hand")
    await artel.control.advance(HOUR + MINUTE)
    await become(window, JOHN.name, room.id)
    await write(window, "/rules")
    await window.sees("command-rules", TICK)
    await window.shoot("order-24-rules")
