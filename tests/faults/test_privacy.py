# ruff: noqa: PLR0915, ASYNC240 -- one long way through every path, for one search at its end
"""Personal data and the token: in no log, whatever goes wrong."""

import itertools
import secrets
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
from aiohttp import web

from tests.faults.conftest import Trial
from tests.faults.harness import ADMINISTRATOR, BOT, Stage
from tests.faults.processes import ROOT


@asynccontextmanager
async def _quoting(target: str, words: list[str]) -> AsyncIterator[str]:
    """A server before the sandbox that refuses what is sent and quotes everything it was told, address included."""
    session = aiohttp.ClientSession()
    statuses = itertools.cycle((400, 403, 500))

    async def answer(request: web.Request) -> web.Response:
        body = await request.text()
        if request.path.endswith("sendMessage"):
            quoted = f"Bad Request: {request.path} {body} {' '.join(words)}"
            status = next(statuses)
            return web.json_response(
                {"ok": False, "error_code": status, "description": quoted}, status=status
            )
        if request.path.endswith("answerCallbackQuery"):
            return web.Response(text=f"<html>{body} {words}</html>", status=502, content_type="text/html")
        headers = {"Content-Type": request.content_type}
        async with session.post(target + request.path, data=body, headers=headers) as response:
            return web.Response(
                body=await response.read(), status=response.status, content_type="application/json"
            )

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1, handle_signals=False)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
        await session.close()


def _hits(text: str, canaries: dict[str, str]) -> list[str]:
    return [name for name, canary in canaries.items() if canary.lower() in text.lower()]


def _in_repository(canaries: dict[str, str]) -> list[str]:
    """Files of the repository in which one stands."""
    skipped = {".git", ".venv", "__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache", "node_modules"}
    found = []
    for folder, folders, files in ROOT.walk() if hasattr(ROOT, "walk") else _walk(ROOT):
        folders[:] = [name for name in folders if name not in skipped]
        for name in files:
            content = (Path(folder) / name).read_bytes()
            found += [f"{name}: {which}" for which, canary in canaries.items() if canary.encode() in content]
    return found


def _walk(root: Path) -> list[tuple[Path, list[str], list[str]]]:
    import os

    return [(Path(folder), folders, files) for folder, folders, files in os.walk(root)]


async def test_no_canary_in_any_log(stage: Stage, trial: Trial, tmp_path: Path) -> None:
    """Reliability row 40.

    A canary token and canary personal data through every error path → 0 in logs, exceptions, repository.
    """
    mark = secrets.token_hex(6)
    canaries = {
        "token": f"canary-token-{mark}-aaaaaaaaaa",
        "password": f"canarypassword{mark}",
        "secret": f"canary-secret-{mark}-x",
        "provider": f"canary-provider-{mark}",
        "name": f"Канарейкина{mark}",
        "username": f"canary_{mark}",
        "text": f"канарейка-слова-{mark}",
        "phone": "+7999" + str(int(mark, 16))[:7],
        "data": f"gone:{mark}",
    }
    token = f"4242:{canaries['token']}"
    stage.environment["ARTEL_TELEGRAM__TOKEN"] = token
    await stage.control.bot(token)
    person = int(
        (
            await stage.control.person(
                canaries["name"], username=canaries["username"], phone=canaries["phone"], language_code="ru"
            )
        )["id"]
    )
    stage.world.dialog(BOT, person).started = True
    paths: list[str] = []

    async def refuses(name: str, **environment: str) -> None:
        paths.append(name)
        assert await stage.start(cold=False, **environment).end(30) in {1, 2}, name

    stage.environment["ARTEL_DUES__PROVIDER_TOKEN"] = f"1:TEST:{canaries['provider']}"
    # What is wrong with the settings is said, but not a secret's value.
    await refuses("provider's token of a wrong form", ARTEL_DUES__PROVIDER_TOKEN=f"{canaries['provider']} x")
    await refuses("dues that don't fit together", ARTEL_DUES__WARN_DAYS="90")
    await refuses("token of a wrong form", ARTEL_TELEGRAM__TOKEN=f"{canaries['token']} {canaries['token']}")
    await refuses("unknown token", ARTEL_TELEGRAM__TOKEN=f"4242:{canaries['token']}x")
    await refuses(
        "webhook without address", ARTEL_TELEGRAM__MODE="webhook", ARTEL_WEBHOOK__SECRET=canaries["secret"]
    )
    await refuses("secret of a wrong form", ARTEL_WEBHOOK__SECRET=canaries["secret"] + " ё")
    for url in (
        f"mysql://artel:{canaries['password']}@127.0.0.1/artel",
        f"postgresql://artel:{canaries['password']}@127.0.0.1/artel",
        f"postgresql+asyncpg://artel:{canaries['password']}@127.0.0.1:1/artel",
        f"postgresql+asyncpg://artel:{canaries['password']}@[::/artel",
        f"postgresql+asyncpg://artel:{canaries['password']}@127.0.0.1:port/artel",
    ):
        await refuses("database " + url[:12], ARTEL_DATABASE__URL=url)
    await refuses("proxy of a wrong form", ARTEL_TELEGRAM__PROXY=f"user:{canaries['password']}@127.0.0.1")
    await refuses("sandbox's clock away", ARTEL_CLOCK=f"http://user:{canaries['password']}@127.0.0.1:1")
    paths.append("proxy away")
    program = stage.start(ARTEL_TELEGRAM__PROXY=f"http://user:{canaries['password']}@127.0.0.1:1")
    await stage.until(lambda: "can't be reached" in program.said())
    await program.stop()

    # Handlers that fail and quote what they know; shapes that no model takes; a crash that nobody catches.
    program = stage.start(FAULTS_DISK="1")
    await stage.subscribe(person)
    words = f"{canaries['text']} {canaries['phone']}"
    queue = stage.world.updates[BOT]
    for text in ("/fail ", "/badjob ", ""):
        paths.append(f"message {text}")
        queue.inject(stage.message(person, text + words))
    strange = stage.message(person, words)
    strange["message"] |= {"from": {"id": words, "first_name": canaries["name"]}, "date": canaries["phone"]}
    queue.inject(strange)
    contact = {"phone_number": canaries["phone"], "first_name": canaries["name"], "vcard": {words: 1}}
    message = stage.message(person, "/fail " + words)
    message["message"]["contact"] = contact
    queue.inject(message)
    paths += ["a strange shape", "a strange contact"]
    screen = await stage.screen(person, "contact:topics:")
    for data in (canaries["data"], f"topic:toggle:{canaries['username']}", f"contact:language:{mark}"):
        await stage.control.tap(person, screen, data, forge=True)
        paths.append("a forged tap")
    await stage.until_settled()
    # The disk fills up with a person's words on the way.
    program.signal(signal.SIGUSR1)
    await stage.say(*[(person, f"/echo {words} " + "x" * 3000) for _ in range(60)])
    await stage.until(lambda: "StorageUnavailable" in program.said() or "SQLITE_FULL" in program.said())
    program.signal(signal.SIGUSR2)
    paths.append("a full disk")
    await program.kill()
    queue.keep_last(0)
    (tmp_path / "artel.db-wal").unlink(missing_ok=True)
    for leftover in tmp_path.glob("artel.db*"):
        leftover.unlink()
    program = stage.start()
    await stage.until(stage.polled)
    stage.deaths_expected = True
    queue.inject(stage.message(person, "/crash " + words))
    assert await program.end(30) == 1
    paths.append("a crash")
    queue.keep_last(0)
    for leftover in tmp_path.glob("artel.db*"):
        leftover.unlink()

    # Telegram answers with everything it was told; so do servers in between.
    async with _quoting(stage.sandbox.url, list(canaries.values())) as url:
        program = stage.start(ARTEL_TELEGRAM__API_BASE=url)
        seen = len(program.said())
        await stage.say((person, "/echo " + words), (person, "/start"), (ADMINISTRATOR, "/fail " + words))
        await stage.control.tap(person, screen, canaries["data"], forge=True)
        await stage.until(lambda: "a call was refused" in program.said()[seen:])
        await stage.until(lambda: "a tap was not answered" in program.said()[seen:])
        paths.append("answers that quote")
        await program.stop()

    # The webhook: strangers who try their luck, Telegram's own nonsense.
    port = int((await _free_port())[0])
    program = stage.start(
        ARTEL_TELEGRAM__MODE="webhook",
        ARTEL_WEBHOOK__URL=f"http://127.0.0.1:{port}/hook",
        ARTEL_WEBHOOK__PORT=str(port),
        ARTEL_WEBHOOK__SECRET=canaries["secret"],
    )
    await stage.until(lambda: any(row["method"] == "setWebhook" and row["ok"] for row in stage.calls))
    statuses = []
    async with aiohttp.ClientSession() as session:
        for header in (canaries["token"], canaries["secret"] + "x", "", "ё", canaries["secret"]):
            for body in (
                words,
                f'{{"update_id": "{words}"}}',
                '{"update_id": 1, "message": "' + words + '"}',
            ):
                async with session.post(
                    f"http://127.0.0.1:{port}/{canaries['text']}",
                    data=body.encode(),
                    headers={"X-Telegram-Bot-Api-Secret-Token": header},
                ) as response:
                    statuses.append(response.status)
                    assert _hits(await response.text(), canaries) == []
    assert statuses == [403] * 12 + [400, 400, 200]
    paths.append("the webhook")
    await program.stop()

    hits = _hits(stage.logs(), canaries)
    places = _in_repository(canaries)
    trial.report(
        "40", paths=len(paths), lines_of_log=stage.logs().count("\n"), hits=hits, in_repository=places
    )
    assert hits == [], [line for line in stage.logs().splitlines() if _hits(line, canaries)]
    assert places == []


async def _free_port() -> tuple[int, ...]:
    """A port that nobody listens on at present."""
    runner = web.AppRunner(web.Application())
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    address = runner.addresses[0]
    await runner.cleanup()
    return (int(address[1]),)
