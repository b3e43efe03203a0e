"""Updates by long polling."""

import asyncio

from aiogram import Bot

from sandbox.client import Control
from sandbox.server import Sandbox
from tests.sandbox.conftest import BOT, Ask, Updates, once_polling

TERMINATED = (
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
)
WEEK = 7 * 24 * 3600


async def test_confirmed_by_offset_only(ask: Ask, control: Control, anna: int) -> None:
    await control.send(anna, "один")
    first = (await ask("getUpdates")).result
    assert [update["message"]["text"] for update in first] == ["/start", "один"]
    assert (await ask("getUpdates")).result == first
    assert (await control.updates())["pending"] == 2
    assert (await ask("getUpdates", offset=first[1]["update_id"])).result == first[1:]
    assert (await ask("getUpdates", offset=first[1]["update_id"] + 1)).result == []
    status = await control.updates()
    assert status["pending"] == 0
    assert status["confirmed"] == status["last_id"] == first[1]["update_id"]


async def test_limit_is_clamped_and_a_negative_offset_drops(ask: Ask, control: Control) -> None:
    ids = await control.inject_all([{"message": {"n": n}} for n in range(150)])
    assert len((await ask("getUpdates", limit=1000)).result) == 100
    assert len((await ask("getUpdates", limit=-5)).result) == 1
    assert [update["update_id"] for update in (await ask("getUpdates", offset=-2)).result] == ids[-2:]
    assert (await control.updates())["pending"] == 2


async def test_an_offset_far_ahead_drops_nothing(ask: Ask, anna: int) -> None:
    assert len((await ask("getUpdates", offset=2_000_000_000)).result) == 1
    assert anna


async def test_long_poll_wakes(sandbox: Sandbox, updates: Updates, control: Control, anna: int) -> None:
    await updates.next()
    waiting = await once_polling(sandbox, updates.next("message"))
    await control.send(anna, "проснись")
    assert [message["text"] for message in await waiting] == ["проснись"]
    assert (await updates.ask("getUpdates", offset=updates.offset, timeout=0)).result == []


async def test_the_older_poller_is_terminated(sandbox: Sandbox, ask: Ask) -> None:
    older = await once_polling(sandbox, ask("getUpdates", timeout=50))
    newer = await ask("getUpdates")
    assert (await older).error == TERMINATED
    assert newer.result == []


async def test_no_polling_beside_a_webhook(sandbox: Sandbox, ask: Ask) -> None:
    waiting = await once_polling(sandbox, ask("getUpdates", timeout=50))
    assert (await ask("setWebhook", url="https://127.0.0.1:1/hook")).result is True
    assert (await waiting).error == "Conflict: terminated by setWebhook request"
    refused = await ask("getUpdates")
    assert refused.status == 409
    assert refused.error == (
        "Conflict: can't use getUpdates method while webhook is active; "
        "use deleteWebhook to delete the webhook first"
    )
    assert (await ask("deleteWebhook")).result is True
    assert (await ask("getUpdates")).result == []


async def test_opt_in_kinds_need_allowed_updates(
    ask: Ask, control: Control, group: int, anna: int, updates: Updates
) -> None:
    await updates.next()
    await control.join(anna, group)
    assert "chat_member" not in {kind for update in await updates.next() for kind in update}
    await ask("getUpdates", offset=-1, allowed_updates=["chat_member", "no_such_kind"])
    await control.leave(anna, group)
    assert [set(update) for update in await updates.next()] == [{"update_id", "chat_member"}]
    assert (await ask("getWebhookInfo")).result["allowed_updates"] == ["chat_member"]
    await ask("getUpdates", allowed_updates=[])
    await control.join(anna, group)
    assert "message" in (await updates.next())[0]


async def test_raw_updates_duplicates_and_disorder(ask: Ask, control: Control) -> None:
    first = await control.inject({"message": {"text": "1"}})
    gap = await control.inject({"update_id": first + 5, "message": {"text": "2"}})
    assert gap == first + 5
    last = await control.inject({"message": {"text": "3"}})
    assert last == first + 6
    assert (await ask("getUpdates", offset=last + 1)).result == []
    for _ in range(2):
        await control.inject({"update_id": first, "message": {"text": "1"}})
    await control.inject({"update_id": first + 2, "message": {"text": "behind"}})
    again = (await ask("getUpdates", offset=last + 1)).result
    assert [update["update_id"] for update in again] == [first, first, first + 2]
    assert (await ask("getUpdates", offset=last + 1)).result == []
    assert (await control.updates())["last_id"] == last


async def test_ids_restart_after_a_week_without_updates(ask: Ask, control: Control, anna: int) -> None:
    before = (await control.updates())["last_id"]
    await ask("getUpdates", offset=before + 1)
    await control.advance(WEEK + 60)
    await control.send(anna, "снова")
    update = (await ask("getUpdates", offset=before + 1)).result[0]
    assert abs(update["update_id"] - before) > 1000
    assert (await ask("getUpdates", offset=update["update_id"] + 1)).result == []


async def test_ids_start_elsewhere_under_another_token(ask: Ask, control: Control, anna: int) -> None:
    other = "43:bbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
    await ask("getMe", by=other)
    await control.start(anna, bot=43)
    mine = (await ask("getUpdates")).result[0]["update_id"]
    theirs = (await ask("getUpdates", by=other)).result[0]["update_id"]
    assert abs(mine - theirs) > 1000


async def test_aiogram_polls_thousands(bot: Bot, control: Control) -> None:
    person = await control.person("Поток")
    message = {
        "message_id": 1,
        "date": 1,
        "chat": {"id": person["id"], "type": "private"},
        "from": {"id": person["id"], "is_bot": False, "first_name": "Поток"},
    }
    await control.inject_all([{"message": message | {"text": str(n)}} for n in range(2000)])
    offset, texts = 0, []
    while batch := await bot.get_updates(offset=offset, limit=100):
        texts += [update.message.text for update in batch if update.message]
        offset = batch[-1].update_id + 1
    assert texts == [str(n) for n in range(2000)]


async def test_an_update_that_arrives_as_a_poll_starts_to_wait(sandbox: Sandbox) -> None:
    updates = sandbox.world.updates[BOT]
    polling = asyncio.create_task(updates.poll(0, 100, 30))
    asyncio.get_running_loop().call_soon(updates.inject, {"message": {}})
    async with asyncio.timeout(5):
        assert len(await polling) == 1
