"""News, posts and the weekly summary, over HTTP, with one start of the program: a week of the participants' group."""

from typing import Any

from bot.i18n import FluentTexts
from domain.association import Association
from domain.roles import Role
from tests.e2e.harness import Artel, Visitor
from tests.e2e.joining import PNG
from tests.e2e.webinars import JOHN, KIRA, SONYA, Somebody, association_at_work, at, present
from tests.words import like

MILA = Somebody(211, "Мила", role=Role.MODERATOR)
NEW = "😀 Открыли регистр данных"
FORMATTING = [{"type": "bold", "offset": 3, "length": 7}]  # «Открыли»: the smile before it counts twice
POST = "Вебинар в среду"
POST_FORMATTING = [{"type": "italic", "offset": 0, "length": 7}]


async def test_a_week_of_publications(
    database_url: str, texts: FluentTexts, association: Association
) -> None:
    async with association_at_work(database_url, texts, association, MILA) as artel:
        group, channel = await connect(artel)
        sonya, john, mila, kira = present(artel, SONYA, JOHN, MILA, KIRA)
        await news_with_a_picture(artel, group, sonya, mila)
        await news_that_are_declined(artel, group, john, mila)
        await an_album(artel, group, sonya, mila)
        await a_post_and_a_poll(artel, channel, kira)
        await the_week_in_short(artel, group, kira)
        await a_week_later(artel, channel)


async def connect(artel: Artel) -> tuple[int, int]:
    """A group and a channel, which an administrator adds the bot to and confirms."""
    olga = await artel.administrator()
    await olga.start()
    chats = []
    for kind, key in (("supergroup", "chat-kind-participants"), ("channel", "chat-kind-channel")):
        chat = await artel.control.chat(kind, f"НБМЗ {kind}", olga.id)
        await artel.control.add_bot(olga.id, chat["id"], admin=True)
        await olga.tap("chat-look")
        await olga.tap(olga.words(key))
        chats.append(int(chat["id"]))
    return chats[0], chats[1]


async def posted(artel: Artel, chat: int, many: int) -> list[dict[str, Any]]:
    """What the bot has put into a chat, once there is so much of it."""

    async def messages() -> list[dict[str, Any]]:
        said = [one for one in await artel.control.messages(chat) if {"text", "photo", "poll"} & set(one)]
        return said if len(said) >= many else []

    if many:
        await artel.until(messages, f"{many} publications")
    await artel.settled()
    found = await messages()
    assert len(found) == many
    return found


async def news_with_a_picture(artel: Artel, group: int, sonya: Visitor, mila: Visitor) -> None:
    """Proposed, edited by a moderator, published as approved."""
    await sonya.start()
    await sonya.tap("contact-news")
    await sonya.send_files(("news.png", PNG), kind="photo", caption="Открыли ригистр")
    await sonya.tap("☐ " + sonya.words("publication-sign"))
    await sonya.finds("Открыли ригистр\n\n— Соня")
    await sonya.finds(
        button="☑ " + sonya.words("publication-sign")
    )  # before, the button below is of what was there
    await sonya.tap("publication-send")
    await mila.finds("Открыли ригистр\n\n— Соня")
    card = await mila.finds(button=mila.words("publication-publish"))
    await mila.tap("publication-edit")
    await artel.control.send(mila.id, NEW, entities=FORMATTING)
    await mila.finds(NEW + "\n\n— Соня")
    stale = await mila.tap_in(card, data="newsdesk:publish:1:2:", forge=True)
    assert stale.text == mila.words("publication-card-moved", waits="yes")
    await posted(artel, group, 0)
    await mila.tap("publication-publish")
    (post,) = await posted(artel, group, 1)
    assert post["photo"]
    assert (post["caption"], post["caption_entities"]) == (NEW + "\n\n— Соня", FORMATTING)
    told = await sonya.finds(sonya.words("publication-yours-published", title=NEW))
    assert sonya.words("publication-read") in told.buttons


async def news_that_are_declined(artel: Artel, group: int, john: Visitor, mila: Visitor) -> None:
    await john.write("/news")
    await john.finds(john.words("publication-room-screen", full="no", most=3, own=0, waiting=0))
    await john.write("Buy from us")
    await john.tap("publication-send")
    await mila.tap("publication-decline")
    await mila.tap("publication-reason-advertising")
    await john.finds(
        like("publication-yours-declined", "en", reason=john.words("publication-reason-advertising"))
    )
    await posted(artel, group, 1)


async def an_album(artel: Artel, group: int, sonya: Visitor, mila: Visitor) -> None:
    await sonya.write("/news")
    await sonya.finds(sonya.words("publication-room-screen", full="no", most=3, own=0, waiting=0))
    files = [(f"{number}.png", PNG + bytes([number])) for number in range(2)]
    await sonya.send_files(*files, kind="photo", caption="Как это было")
    await sonya.finds(sonya.words("publication-album", count=2))
    await sonya.tap("publication-preview")
    await sonya.tap("publication-send")
    await mila.finds("Как это было")
    await mila.tap("publication-publish")
    album = (await posted(artel, group, 3))[1:]
    assert len({one["media_group_id"] for one in album}) == 1
    assert [one.get("caption") for one in album] == ["Как это было", None]
    await sonya.finds(sonya.words("publication-yours-published", title="Как это было"))


async def a_post_and_a_poll(artel: Artel, channel: int, kira: Visitor) -> None:
    """A post for every week, first tomorrow, and a poll at once: in the channel, not in the group."""
    await kira.write("/plan")
    await kira.tap("publication-new")
    await artel.control.send(kira.id, POST, entities=POST_FORMATTING)
    for repeat in ("never", "daily"):
        await kira.tap(kira.words("publication-repeat", repeat=repeat))
    await kira.finds(button=kira.words("publication-repeat", repeat="weekly"))
    await choose_channel(kira)
    await kira.write("завтра 10:00")
    await kira.finds(
        like("publication-post", at="12 января 2027, 10:00 (Москва)", status="planned"),
        like("publication-post", repeat="weekly"),
        like("publication-post", chats="НБМЗ channel"),
    )
    await kira.write("/plan")
    await kira.tap("publication-new-poll")
    await kira.write("Где встретимся?\nОнлайн\nВ Москве")
    await choose_channel(kira)
    await kira.tap("publication-now")
    poll = (await posted(artel, channel, 1))[-1]["poll"]
    assert (poll["question"], poll["is_anonymous"]) == ("Где встретимся?", True)
    assert [option["text"] for option in poll["options"]] == ["Онлайн", "В Москве"]
    await artel.control.set_clock(at("12.01.2027 10:00"))
    post = (await posted(artel, channel, 2))[-1]
    assert (post["text"], post["entities"]) == (POST, POST_FORMATTING)


async def choose_channel(kira: Visitor) -> None:
    await kira.tap("☐ НБМЗ channel")
    await kira.finds(button="☑ НБМЗ channel")
    await kira.tap("☑ НБМЗ supergroup")
    await kira.finds(button="☐ НБМЗ supergroup")


async def the_week_in_short(artel: Artel, group: int, kira: Visitor) -> None:
    """Drafted on Friday from what was published; out when marketing says so."""
    await artel.control.set_clock(at("15.01.2027 15:00"))
    draft = await kira.finds("publication-summary", NEW)
    await posted(artel, group, 3)
    await kira.tap("publication-now")
    summary = (await posted(artel, group, 4))[-1]
    assert summary["text"] == draft.text
    links = [entity["url"] for entity in summary["entities"] if entity["type"] == "text_link"]
    assert len(links) == 2
    assert all(link.startswith("https://t.me/c/") for link in links)


async def a_week_later(artel: Artel, channel: int) -> None:
    await artel.control.set_clock(at("19.01.2027 09:59"))
    await posted(artel, channel, 2)
    await artel.control.set_clock(at("19.01.2027 10:00"))
    assert (await posted(artel, channel, 3))[-1]["text"] == POST
