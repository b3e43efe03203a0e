"""Delivers updates to webhooks, one after another, each until the bot takes it."""

import asyncio

import aiohttp

from sandbox.api.registry import Call, execute, find_method
from sandbox.bots import Bot, Webhook
from sandbox.errors import ApiError
from sandbox.types import Json
from sandbox.wire import read_reply
from sandbox.world import World

REPLY_TIMEOUT = 60
"""Seconds that a webhook has for its response."""
MAX_RETRY_DELAY = 60
"""Seconds by the sandbox's clock; the delay doubles with each failure, from one second."""


class Webhooks:
    """One delivery task for each bot that has a webhook."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._retired: set[asyncio.Task[None]] = set()

    def set(self, bot: Bot) -> None:
        """Start delivery to the bot's webhook, or stop it if the bot has none."""
        if (task := self._tasks.pop(bot.id, None)) is not None:
            self._retired.add(task)
            task.add_done_callback(self._retired.discard)
            task.cancel()
        if bot.webhook is not None:
            self._tasks[bot.id] = asyncio.create_task(self._deliver(bot, bot.webhook))

    async def close(self) -> None:
        tasks = [*self._tasks.values(), *self._retired]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _deliver(self, bot: Bot, webhook: Webhook) -> None:
        updates = self._world.updates[bot.id]
        pause = 1
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=REPLY_TIMEOUT)) as session:
            while True:
                if not updates.pending:
                    await updates.arrived.wait()
                    continue
                serial, pending = updates.pending[0]
                await self._world.store.commit()
                failure = await self._attempt(
                    session, bot, webhook, {"update_id": pending.update_id, **pending.body}
                )
                if failure is None:
                    updates.done(serial, pending.update_id)
                    await self._world.store.commit()
                    pause = 1
                    continue
                webhook.last_error_date = self._world.clock.date()
                webhook.last_error_message = failure
                self._world.save(bot)
                await self._world.clock.sleep(pause)
                pause = min(pause * 2, MAX_RETRY_DELAY)

    async def _attempt(
        self, session: aiohttp.ClientSession, bot: Bot, webhook: Webhook, update: Json
    ) -> str | None:
        """Deliver once; returns the error in the words of getWebhookInfo, or None."""
        headers = {"X-Telegram-Bot-Api-Secret-Token": webhook.secret_token} if webhook.secret_token else {}
        try:
            async with session.post(
                webhook.url, json=update, headers=headers, allow_redirects=False
            ) as response:
                if not 200 <= response.status < 300:
                    return f"Wrong response from the webhook: {response.status} {response.reason}"
                await self._execute_reply(bot, response)
                return None
        except ApiError as error:
            return f"Wrong response from the webhook: {error.description}"
        except TimeoutError:
            return "Read timeout expired"
        except aiohttp.ClientConnectorError:
            return "Connection refused"
        except aiohttp.ClientError as error:
            return str(error) or type(error).__name__

    async def _execute_reply(self, bot: Bot, response: aiohttp.ClientResponse) -> None:
        """Carry out the call that a webhook's response may contain; its result only goes to the log."""
        sent = await read_reply(response)
        name = str(sent.params.pop("method", ""))
        if not name:
            return
        row: Json = {
            "at": self._world.clock.now(),
            "bot_id": bot.id,
            "method": name,
            "params": sent.params,
            "files": [{"name": file.name, "size": len(file.content)} for file in sent.uploads.values()],
        }
        try:
            method = find_method(name)
            row |= {"method": method.name, "params": method.decode(sent.params, sent.uploads)}
            result = await execute(method, Call(self._world, bot, row["params"], sent.uploads))
            row |= {"ok": True, "status": 200, "result": result}
        except ApiError as error:
            row |= {"ok": False, "status": error.code, "error": error.description}
        self._world.publish_call(self._world.calls.append(row))
