"""A client of the control interface, for tests."""

import json
from io import BytesIO
from typing import Any, Self, cast

import aiohttp

from sandbox.types import Json


class ControlRefused(Exception):
    """The sandbox refused a request; the text is its reason."""


class Control:
    """A client, used as `async with Control(sandbox.url) as control`, with a method for each action."""

    def __init__(self, url: str) -> None:
        self._base = url.rstrip("/") + "/control"
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=120))
        return self

    async def __aexit__(self, *_error: object) -> None:
        await self.close()

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def ask(self, method: str, path: str, body: object = None, /, **query: object) -> Any:
        """Send a request of any kind. Raises ControlRefused."""
        params = {name: str(value) for name, value in query.items() if value is not None}
        return await self._request(method, path, params=params, json=body)

    async def _request(self, method: str, path: str, **options: Any) -> Any:
        if self._session is None:
            raise RuntimeError("use it inside of `async with`")
        async with self._session.request(method, self._base + path, **options) as response:
            answer = await response.json()
            if response.status >= 400:
                raise ControlRefused(answer.get("error", answer))
            return answer

    async def _one(self, path: str, **given: object) -> Json:
        """POST the parameters that are not None; names that are Python keywords end with `_`."""
        body = {name.rstrip("_"): value for name, value in given.items() if value is not None}
        return cast("Json", await self._request("POST", path, json=body))

    async def _get(self, path: str, **query: object) -> Json:
        return cast("Json", await self.ask("GET", path, **query))

    async def _list(self, path: str, **query: object) -> list[Json]:
        return cast("list[Json]", await self.ask("GET", path, **query))

    # The server

    async def clock(self) -> Json:
        return await self._get("/clock")

    async def advance(self, seconds: float) -> Json:
        return await self._one("/clock", advance=seconds)

    async def set_clock(self, moment: float) -> Json:
        return await self._one("/clock", set=moment)

    async def freeze(self, *, frozen: bool = True) -> Json:
        return await self._one("/clock", freeze=frozen)

    async def bot(self, token: str, **settings: object) -> Json:
        """Add or change a bot: its username, name, privacy mode or secret."""
        return await self._one("/bots", token=token, **settings)

    async def strict_bots(self, *, strict: bool = True) -> None:
        """Refuse unknown tokens."""
        await self._one("/bots", strict=strict)

    async def revoke(self, bot: int) -> None:
        await self._one(f"/bots/{bot}/revoke")

    async def updates(self, bot: int | None = None) -> Json:
        """Return the state of the bot's queue: `{"pending", "last_id", "confirmed"}`."""
        return await self._get("/updates", bot=bot)

    async def inject(self, update: Json, bot: int | None = None) -> int:
        """Queue a raw update, under its `update_id` if it has one, and return its id."""
        injected = await self._one("/update", update=update, bot=bot)
        return int(injected["update_id"])

    async def inject_all(self, updates: list[Json], bot: int | None = None) -> list[int]:
        body = [{"update": update, "bot": bot} for update in updates]
        injected: list[Json] = await self.ask("POST", "/updates", body)
        return [int(one["update_id"]) for one in injected]

    async def calls(
        self, after: int = 0, method: str | None = None, chat: int | None = None, limit: int | None = None
    ) -> list[Json]:
        return await self._list("/calls", after=after, method=method, chat=chat, limit=limit)

    async def wait_calls(
        self, after: int = 0, method: str | None = None, chat: int | None = None, seconds: float = 10
    ) -> list[Json]:
        """Return the calls later than `after` once there are any, or none after `seconds` real seconds."""
        return await self._list("/calls/wait", after=after, method=method, chat=chat, timeout=seconds)

    async def faults(self, *rules: Json) -> Json:
        """Replace the active faults; without rules, clear them."""
        return await self._one("/faults", rules=list(rules))

    async def see_faults(self) -> list[Json]:
        rules: list[Json] = (await self._get("/faults"))["rules"]
        return rules

    async def limits(self, *, on: bool = True, **limits: object) -> Json:
        return await self._one("/limits", on=on, **limits)

    # People and chats

    async def person(self, first_name: str, **about: object) -> Json:
        return await self._one("/people", first_name=first_name, **about)

    async def change_person(self, person: int, **about: object) -> Json:
        return cast("Json", await self.ask("PATCH", f"/people/{person}", about))

    async def people(self) -> list[Json]:
        return await self._list("/people")

    async def chat(self, type_: str, title: str, owner: int, **about: object) -> Json:
        return await self._one("/chats", type=type_, title=title, owner=owner, **about)

    async def migrate(self, chat: int) -> int:
        """Migrate a group and return the supergroup's id."""
        return int((await self._one(f"/chats/{chat}/migrate"))["id"])

    async def member(self, chat: int, user: int, status: str, **how: object) -> Json:
        return await self._one(f"/chats/{chat}/members", user=user, status=status, **how)

    async def permissions(self, chat: int, **allowed: bool) -> Json:
        return await self._one(f"/chats/{chat}/permissions", **allowed)

    async def add_bot(
        self, by: int, chat: int, *, admin: bool | list[str] = False, bot: int | None = None
    ) -> Json:
        return await self._one("/add_bot", by=by, chat=chat, admin=admin, bot=bot)

    async def join(self, person: int, chat: int | None = None, link: str | None = None, **how: object) -> str:
        """Join a chat and return `member`, or `requested` if that needs approval."""
        return str((await self._one("/join", from_=person, chat=chat, link=link, **how))["status"])

    async def link(self, person: int, chat: int, **how: object) -> str:
        """Create an invite link as a person; `how` is `name`, or `request` if joining needs approval."""
        return str((await self._one("/links", from_=person, chat=chat, **how))["invite_link"])

    async def leave(self, person: int, chat: int) -> None:
        await self._one("/leave", from_=person, chat=chat)

    async def block(self, person: int, bot: int | None = None) -> None:
        await self._one("/block", from_=person, bot=bot)

    async def unblock(self, person: int, bot: int | None = None) -> None:
        await self._one("/unblock", from_=person, bot=bot)

    # What people do

    async def start(self, person: int, payload: str | None = None, bot: int | None = None) -> Json:
        return await self._one("/start", from_=person, payload=payload, bot=bot)

    async def send(
        self, person: int, text: str | None = None, chat: int | None = None, **what: object
    ) -> Json:
        return await self._one("/send", from_=person, text=text, chat=chat, **what)

    async def send_files(
        self, person: int, *files: tuple[str, bytes], chat: int | None = None, **what: object
    ) -> Json:
        """Send files by name and content, several as an album; `what` is `kind`, `caption` and the like."""
        form = aiohttp.FormData({"from": str(person)})
        for name, value in {"chat": chat, **what}.items():
            if value is not None:
                form.add_field(name, value if isinstance(value, str) else json.dumps(value))
        for name, content in files:
            form.add_field("file", BytesIO(content), filename=name)
        return cast("Json", await self._request("POST", "/send", data=form))

    async def edit(self, person: int, message: int, text: str, chat: int | None = None) -> Json:
        return await self._one("/edit", from_=person, chat=chat, message_id=message, text=text)

    async def pin(self, person: int, message: int, chat: int | None = None, *, pinned: bool = True) -> Json:
        return await self._one("/pin", from_=person, chat=chat, message_id=message, pinned=pinned)

    async def delete(self, person: int, message: int, chat: int | None = None) -> Json:
        return await self._one("/delete", from_=person, chat=chat, message_id=message)

    async def tap(
        self, person: int, message: int, data: str | None = None, chat: int | None = None, **how: object
    ) -> Json:
        """Press a button by `data`, or by `text`, or `row` and `col`; `wait` is in real seconds."""
        return await self._one("/tap", from_=person, chat=chat, message_id=message, data=data, **how)

    async def callback(self, callback_id: str, wait: float | None = None) -> Json:
        return await self._get(f"/callbacks/{callback_id}", wait=wait)

    async def react(self, person: int, message: int, *emoji: str, chat: int | None = None) -> Json:
        return await self._one("/react", from_=person, chat=chat, message_id=message, emoji=list(emoji))

    async def vote(self, person: int, message: int, *options: int, chat: int | None = None) -> Json:
        """Vote; without options, retract the vote."""
        return await self._one("/vote", from_=person, chat=chat, message_id=message, options=list(options))

    async def pay(self, person: int, message: int, chat: int | None = None, wait: float = 10) -> Json:
        """Pay an invoice; returns `{"ok", "error", "message"}` once the bot has answered the query."""
        return await self._one("/pay", from_=person, chat=chat, message_id=message, wait=wait)

    async def share(self, person: int, *users: int, request_id: int | None = None, **how: object) -> Json:
        """Press the keyboard button that asks for users and pick these; returns the service message."""
        return await self._one("/share", from_=person, users=list(users), request_id=request_id, **how)

    async def share_chat(
        self, person: int, picked: int, request_id: int | None = None, **how: object
    ) -> Json:
        """Press the keyboard button that asks for a chat and pick this one; returns the service message."""
        return await self._one("/share", from_=person, picked=picked, request_id=request_id, **how)

    # What people see

    async def messages(self, chat: int, viewer: int | None = None, bot: int | None = None) -> list[Json]:
        """Return all messages of a chat; name a private one by the person's id."""
        return await self._list(f"/chats/{chat}/messages", viewer=viewer, bot=bot)

    async def world(self) -> Json:
        return await self._get("/view")

    async def dialogs(self, viewer: int) -> list[Json]:
        seen: list[Json] = (await self._get(f"/view/{viewer}"))["dialogs"]
        return seen

    async def view(self, viewer: int, chat: int) -> Json:
        return await self._get(f"/view/{viewer}/{chat}")
