"""The real program beside a sandbox, and the people who use it: what they tap, write and see."""

import asyncio
import html
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

import aiohttp
from sqlalchemy import ClauseElement, select

from bot.app import run
from bot.config import load
from bot.i18n import FluentTexts
from bot.scheduled import ScheduledTasks
from domain.association import Association
from sandbox.client import Control
from sandbox.server import Sandbox
from storage.engine import open_reader
from storage.tables.people import consents, history, people
from storage.tables.street import Inbox, Job, Outbox, inbox, jobs, outbox
from tests.words import Part, has, is_whole, meant

TOKEN = "4243:token-of-the-end-to-end-tests"  # noqa: S105 -- known to the sandbox alone
BOT = 4243
ADMINISTRATOR = 11
PATIENCE = 30  # seconds until what a test waits for counts as not coming
PACE = 100  # messages a second to one chat: this Telegram sets no limits, and nobody here reads them
LOOK = 0.03  # seconds after which what a test waits for is looked at again, calls or none
STOP = 10  # seconds that the program may take to end
LEFT = (
    select(inbox.c.seq).where(inbox.c.state == Inbox.PENDING),
    select(jobs.c.id).where(jobs.c.state == Job.WAITING),
    select(outbox.c.id).where(outbox.c.state <= Outbox.IN_FLIGHT),
)

Json = dict[str, Any]


@dataclass(frozen=True)
class Screen:
    """A message as a person sees it: its text, and the labels of its buttons by row."""

    message: int
    mine: bool
    text: str
    rows: tuple[tuple[str, ...], ...]
    document: Json | None

    @property
    def buttons(self) -> list[str]:
        return [label for row in self.rows for label in row]

    def shows(self, part: Part) -> bool:
        """Whether `part` is in the text, or is a button: the key of a text, or what is written there."""
        return has(self.text, part) or self.button(part) is not None

    def button(self, wanted: Part) -> str | None:
        """The label of a button, by its text's key or as it reads."""
        return next((label for label in self.buttons if is_whole(label, wanted)), None)


def screen_of(message: Json) -> Screen:
    keyboard = message.get("reply_markup", {}).get("inline_keyboard", [])
    return Screen(
        message["message_id"],
        message["from"]["id"] != BOT,
        message.get("text") or message.get("caption") or "",
        tuple(tuple(button["text"] for button in row) for row in keyboard),
        message.get("document"),
    )


@dataclass(frozen=True)
class Answer:
    """What a tap was answered with: a passing note, or an alert to be closed; empty for neither."""

    text: str
    alert: bool


class Artel:
    """The running program, the Telegram it is connected to, and its books."""

    def __init__(
        self,
        sandbox: Sandbox,
        control: Control,
        url: str,
        texts: FluentTexts,
        association: Association,
        ticks: Sequence[int],
    ) -> None:
        self.sandbox = sandbox
        self.control = control
        self.url = url
        self.texts = texts
        self.association = association
        self._ticks = ticks

    async def visitor(self, language: str = "ru", **about: Any) -> "Visitor":
        """A new person, who has not pressed Start."""
        about = {"first_name": "Анна", "language_code": language, **about}
        return Visitor(self, await self.control.person(**about), language)

    async def administrator(self, language: str = "ru") -> "Visitor":
        """The person who administers the program."""
        return await self.visitor(language, id=ADMINISTRATOR, first_name="Ольга")

    async def until(self, holds: Callable[[], Awaitable[Any]], about: Callable[[], str] | str = "") -> Any:
        """Wait until `holds()` is true, looking again after each call of the program; returns what it gave."""
        after = 0
        try:
            async with asyncio.timeout(PATIENCE):
                while True:
                    if held := await holds():
                        return held
                    calls = await self.control.wait_calls(after=after, seconds=LOOK)
                    after = calls[-1]["seq"] if calls else after
        except TimeoutError:
            raise AssertionError(
                f"not within {PATIENCE} s: {about() if callable(about) else about}"
            ) from None

    async def settled(self) -> None:
        """Wait until nothing is on its way: no update at Telegram, nothing due, or to be handled, made or sent."""
        while True:
            await self.until(self._nothing_left, "everything handled and sent")
            await self._ticked()
            if await self._nothing_left():
                return

    async def _nothing_left(self) -> bool:
        waiting = (await self.control.updates(BOT))["pending"]
        return not waiting and not any([await self.rows(left) for left in LEFT])

    async def _ticked(self) -> None:
        """Have the program look at what is due, and wait until it has done what is due by now."""
        before = len(self._ticks)
        now = int((await self.control.advance(0))["now"] * 1_000_000)

        async def looked() -> bool:
            return any(began >= now for began in self._ticks[before:])

        await self.until(looked, "all that was due done")

    async def rows(self, statement: ClauseElement) -> Sequence[Any]:
        """What stands in the program's books."""
        async with open_reader(self.url) as reader:
            return await reader.all(statement)

    async def download(self, file_id: str) -> bytes:
        """A file as a person gets it from the chat."""
        address = f"{self.sandbox.url}/control/files/{file_id}"
        async with aiohttp.ClientSession() as session, session.get(address) as response:
            assert response.status == 200
            return await response.read()

    async def refused(self) -> list[tuple[str, str]]:
        """The calls that Telegram refused, each with its reason; but not edits that change nothing, as after a
        second tap, because only Telegram knows what stands there."""
        refused = [call for call in await self.control.calls() if not call["ok"]]
        return [
            (call["method"], call["error"])
            for call in refused
            if "message is not modified" not in call["error"]
        ]


class Visitor:
    """Somebody at their Telegram. `taps` and `typed` count what they did in the chat with the bot."""

    def __init__(self, artel: Artel, about: Json, language: str) -> None:
        self.artel = artel
        self.id = int(about["id"])
        self.name = about["first_name"]
        self.language = language
        self.taps = 0
        self.typed = 0

    def words(self, key: str, **values: object) -> str:
        """A text of the program in this person's language, as it reads on the screen."""
        markup = self.artel.texts.html(self.language, key, **values)
        return html.unescape(re.sub(r"<[^>]+>", "", markup))

    # What they do

    async def start(self, payload: str | None = None) -> None:
        """Press Start; `payload` is what the link that led here carried."""
        await self.artel.control.start(self.id, payload)

    async def write(self, text: str) -> None:
        self.typed += 1
        await self.artel.control.send(self.id, text)

    async def send_files(self, *files: tuple[str, bytes], **what: Any) -> None:
        """Attach files by name and content; several make one album, which is one message to its sender."""
        self.typed += 1
        await self.artel.control.send_files(self.id, *files, **what)

    async def share_phone(self) -> None:
        """Press the button under the field that sends one's own number."""
        self.taps += 1
        await self.artel.control.send(self.id, contact=True)

    async def tap(self, label: Part) -> Answer:
        """Wait for a screen with this button, no older than what they wrote last, and tap it."""
        self.taps += 1
        return await self.tap_in(await self.finds(button=label), text=label)

    async def tap_in(self, screen: Screen, **button: Any) -> Answer:
        """Tap a button of any screen, perhaps an old one: by `text`, or forged by `data`. Each tap gets an answer."""
        if "text" in button:
            button["text"] = screen.button(meant(button["text"], self.language)) or button["text"]
        tapped = await self.artel.control.tap(self.id, screen.message, wait=PATIENCE, **button)
        assert tapped["answer"] is not None, f"a tap on {button} spins for ever"
        return Answer(tapped["answer"].get("text") or "", bool(tapped["answer"].get("show_alert")))

    async def subscribe(self, payload: str | None = None) -> None:
        """The whole way from Start to all topics, in three taps."""
        await self.start(payload)
        await self.tap("contact-subscribe")
        await self.tap("consent-agree")
        await self.tap("mailing-all")
        await self.sees_home(*self.topics())

    # What they see

    def topics(self) -> list[str]:
        """The titles of all topics, as this person reads them."""
        association = self.artel.association
        return [association.speak(topic.title, self.language) for topic in association.topics]

    async def sees_home(self, *topics: str) -> Screen:
        """Wait for the home screen of a supporter of exactly these topics."""
        group = "yes" if self.artel.association.group_link else "no"
        home = self.words("contact-home", topics=", ".join(topics), count=len(topics), group=group)
        return await self.sees(home, self.words("contact-topics"), self.words("contact-join"))

    async def chat(self) -> list[Screen]:
        """The chat with the bot, oldest message first."""
        return [screen_of(message) for message in await self.artel.control.messages(self.id)]

    async def screen(self) -> Screen:
        """The newest message, once everything is done."""
        await self.artel.settled()
        return (await self.chat())[-1]

    async def sees(self, *parts: Part) -> Screen:
        """Wait until the newest message is the bot's and shows all of `parts`, as text or buttons."""
        newest: list[Screen] = []
        parts = self._meant(parts)

        async def shown() -> Screen | None:
            newest[:] = (await self.chat())[-1:]
            last = newest[0] if newest else None
            fits = last is not None and not last.mine and all(last.shows(part) for part in parts)
            return last if fits else None

        screen: Screen = await self.artel.until(shown, lambda: f"{parts} on the screen, which is {newest}")
        return screen

    async def finds(self, *parts: Part, button: Part | None = None) -> Screen:
        """Wait until some message of the bot, no older than what they wrote last, shows all of `parts` and has
        the button; the newest such."""
        fresh: list[Screen] = []
        wanted = self._meant(parts)
        label = None if button is None else meant(button, self.language)

        async def find() -> Screen | None:
            fresh.clear()
            for screen in await self.chat():
                if screen.mine:
                    fresh.clear()
                else:
                    fresh.append(screen)
            fitting = [screen for screen in fresh if label is None or screen.button(label) is not None]
            return next((one for one in reversed(fitting) if all(map(one.shows, wanted))), None)

        about = [*parts, *([f"[{button}]"] if button else [])]
        screen: Screen = await self.artel.until(find, lambda: f"{about} for {self.name} among {fresh}")
        return screen

    def _meant(self, parts: Sequence[Part]) -> tuple[Part, ...]:
        """The parts, with keys as their texts read in this person's language."""
        return tuple(meant(part, self.language) for part in parts)

    async def commands(self) -> list[str]:
        """The commands' menu of this person."""
        view = await self.artel.control.view(self.id, BOT)
        return [command["command"] for command in view["commands"]]

    async def history(self) -> list[tuple[str, Json]]:
        """What the program keeps of what happened with this person."""
        kept = select(history.c.kind, history.c.data)
        rows = await self.artel.rows(kept.where(history.c.person_id == self.id).order_by(history.c.id))
        return [(row["kind"], json.loads(row["data"])) for row in rows]

    async def record(self) -> Json | None:
        """The program's record of this person, if it keeps one."""
        rows = await self.artel.rows(select(people).where(people.c.id == self.id))
        return dict(rows[0]) if rows else None

    async def consents(self) -> list[Json]:
        """The log of this person's consents."""
        kept = select(consents).where(consents.c.person_id == self.id).order_by(consents.c.id)
        return [dict(row) for row in await self.artel.rows(kept)]


@asynccontextmanager
async def watched_ticks() -> AsyncIterator[Sequence[int]]:
    """When the program began each look at what is due that it has finished, by its clock."""
    ticks: list[int] = []
    tick = ScheduledTasks.tick

    async def watched(scheduled: ScheduledTasks) -> None:
        began = scheduled._clock.now()
        await tick(scheduled)
        ticks.append(began)

    with patch.object(ScheduledTasks, "tick", watched):
        yield ticks


@asynccontextmanager
async def running(
    url: str, texts: FluentTexts, *, at: float | None = None, **settings: Any
) -> AsyncIterator[Artel]:
    """A sandbox and the program in this process, connected to it; both end with the block.

    `at` sets the sandbox's clock (Unix time) before the program starts. `settings` are further parts of the
    configuration. Fails where the program doesn't end in time, or failed.
    """
    async with Sandbox() as sandbox, Control(sandbox.url) as control, watched_ticks() as ticks:
        await control.bot(TOKEN, username="artel_bot", name="Артель")
        if at is not None:
            await control.set_clock(at)
        telegram = {
            "token": TOKEN,
            "api_base": sandbox.url,
            "poll_seconds": 5,
            "chat_per_second": PACE,
            **settings.pop("telegram", {}),
        }
        config = load(
            telegram=telegram,
            database={"url": url},
            clock=sandbox.url,
            admins=[ADMINISTRATOR],
            **settings,
        )
        stopping = asyncio.Event()
        program = asyncio.create_task(run(config, stopping))
        artel = Artel(sandbox, control, url, texts, config.association.facts(), ticks)
        working = asyncio.create_task(artel.control.wait_calls(seconds=PATIENCE))
        await asyncio.wait([program, working], return_when=asyncio.FIRST_COMPLETED)
        working.cancel()
        try:
            if program.done():
                await program
            yield artel
        finally:
            stopping.set()
            async with asyncio.timeout(STOP):
                await program
