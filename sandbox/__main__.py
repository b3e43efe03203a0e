"""`python -m sandbox`: a local Telegram to try a bot against."""

import argparse
import asyncio
import shutil
import signal
from pathlib import Path

from sandbox.server import Sandbox


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m sandbox", description=__doc__)
    parser.add_argument("--port", type=int, default=8081, help="8081 by default; 0 takes a free one")
    parser.add_argument("--data", type=Path, help="the directory to save the world in")
    parser.add_argument("--fresh", action="store_true", help="empty that directory first")
    parser.add_argument("--bot", metavar="TOKEN", action="append", default=[], help="add a bot at the start")
    parsed = parser.parse_args()
    if parsed.fresh and parsed.data is None:
        parser.error("--fresh needs --data")
    return parsed


async def serve(port: int, data: Path | None, tokens: list[str]) -> None:
    """Serve until SIGINT or SIGTERM."""
    stopped = asyncio.Event()
    for signum in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(signum, stopped.set)
    async with Sandbox(port, data) as sandbox:
        for token in tokens:
            sandbox.world.authorize(token)
        await sandbox.world.store.commit()
        print(f"A local Telegram listens on {sandbox.url}, for this machine only.")
        print(f"  page      {sandbox.url}/")
        print(f"  Bot API   {sandbox.url}/bot<token>/<method>")
        print(f"  control   {sandbox.url}/control/", flush=True)
        await stopped.wait()


def main() -> None:
    parsed = arguments()
    if parsed.fresh and parsed.data.exists():
        # Remove only a world's own files, in case the directory was mistyped.
        (parsed.data / "journal.jsonl").unlink(missing_ok=True)
        shutil.rmtree(parsed.data / "files", ignore_errors=True)
    try:
        asyncio.run(serve(parsed.port, parsed.data, parsed.bot))
    except OSError as error:
        raise SystemExit(f"can't start: {error}") from None


if __name__ == "__main__":
    main()
