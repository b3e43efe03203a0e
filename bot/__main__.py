"""The program's commands: `python -m bot run | demo | check | migrate`."""

import argparse
import asyncio
import os
import sys
from pathlib import Path

from bot.config import Config, ConfigError, config_file, load
from bot.log import set_up
from bot.models import build_models_late
from bot.stop import Fatal
from bot.surroundings import check_surroundings

USAGE_ERROR = 2


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text} is no port; expected 0 to 65535 (0 takes a free one)")
    return int(text)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bot",
        description="Artel, the community manager of a professional association, as a Telegram bot.",
        epilog="Everything is configured in config.toml (another file: ARTEL_CONFIG) and by ARTEL_… variables.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    commands.add_parser("run", help="run the bot (needs ARTEL_TELEGRAM__TOKEN); migrates the database first")
    demo = commands.add_parser("demo", help="run the bot against a local Telegram with a page in the browser")
    demo.add_argument("--port", type=_port, default=8081, help="the page's port on 127.0.0.1 (default 8081)")
    demo.add_argument("--fresh", action="store_true", help="forget the last demo's people and data")
    demo.add_argument(
        "--data", type=Path, default=Path("var/demo"), help="where it is kept (default var/demo)"
    )
    commands.add_parser("check", help="check the configuration and say what is wrong with it")
    commands.add_parser("migrate", help="bring the database's schema up to date")
    return parser


def main() -> int:
    """Run a command and return the process's exit code."""
    arguments = _parser().parse_args()
    set_up()
    os.umask(0o077)  # whatever is written here has personal data
    try:
        if arguments.command == "demo":
            from bot.demo import demo  # noqa: PLC0415 -- only the demo needs the sandbox

            asyncio.run(demo(arguments.data, arguments.port, fresh=arguments.fresh))
        elif arguments.command == "check":
            config = load()
            check_surroundings(config, ours_may_run=True)
            print(f"{config_file()} and the environment are in order: {_summary(config)}")
        elif arguments.command == "migrate":
            config = load(needs_token=False)
            before, after = _migrate(config)
            print(f"The database is at revision {after}" + (f" (was {before})." if before != after else "."))
        else:
            config = load()
            check_surroundings(config)
            build_models_late()
            from bot.app import run  # noqa: PLC0415 -- mistakes, `check` and `--help` are answered at once

            asyncio.run(run(config))
    except ConfigError as error:
        print(error, file=sys.stderr)
        return USAGE_ERROR
    except Fatal as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _migrate(config: Config) -> tuple[str | None, str]:
    from storage.engine import StorageDamaged, StorageUnavailable  # noqa: PLC0415
    from storage.errors import Unusable  # noqa: PLC0415
    from storage.migrate import migrate_now  # noqa: PLC0415 -- the other commands don't migrate so

    try:
        return migrate_now(config.database.url)
    except (Unusable, StorageDamaged, StorageUnavailable) as error:
        raise Fatal(f"The database can't be used: {error}") from None


def _summary(config: Config) -> str:
    association = config.association
    return (
        f"{association.name[association.default_language]}, {len(association.topics)} topics, "
        f"languages {', '.join(association.languages)}, {config.telegram.mode}"
    )


if __name__ == "__main__":
    sys.exit(main())
