"""Reliability row 50: a bad configuration stops the start, with every key, its value and the reason."""

import math
import re
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from enum import Enum
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import pytest
from annotated_types import Ge, Gt, Le, Lt, MaxLen, MinLen
from pydantic import BaseModel, SecretStr
from pydantic.fields import FieldInfo

from bot.config import Config, ConfigError, load
from bot.config.explaining import SECRETS
from bot.forms import FormFile
from tests.bot.configuration import DELIVERED, TOKEN

CONTENT = tomllib.loads(DELIVERED)
CANARY = "canary"


@pytest.fixture(autouse=True)
def _own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "own.toml").write_text(DELIVERED, "utf-8")
    monkeypatch.setenv("ARTEL_CONFIG", str(tmp_path / "own.toml"))


def complaint(overrides: dict[str, Any]) -> list[str]:
    """The lines that are said; no configuration comes about."""
    with pytest.raises(ConfigError) as caught:
        load(needs_token=False, **overrides)
    return str(caught.value).splitlines()


# The walk over all fields

Path_ = tuple[str | int, ...]


class Leaf:
    """A place in the configuration, the kind of its value, and its limits."""

    def __init__(self, path: Path_, kind: Any, metadata: list[Any]) -> None:
        self.path = path
        self.kind = kind
        self._metadata = metadata

    def limit(self, *kinds: type[Any]) -> Any:
        """A limit of one of these kinds, or None."""
        for one in self._metadata:
            if isinstance(one, kinds):
                return (
                    next(iter(vars(one).values()))
                    if hasattr(one, "__dict__")
                    else getattr(one, one.__slots__[0])
                )
        return None


def _flat(metadata: Any) -> list[Any]:
    return [one for item in metadata for one in (item.metadata if isinstance(item, FieldInfo) else [item])]


def leaves(annotation: Any, metadata: list[Any], path: Path_) -> Iterator[Leaf]:
    """Every place below: tables' keys, items of lists (the first), values of mappings."""
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *more = get_args(annotation)
        yield from leaves(inner, metadata + _flat(more), path)
    elif origin in (Union, UnionType):
        for part in get_args(annotation):
            if part is not type(None):
                yield from leaves(part, metadata, path)
    elif origin is tuple:
        yield Leaf(path, tuple, metadata)
        yield from leaves(get_args(annotation)[0], [], (*path, 0))
    elif origin is dict:
        yield Leaf(path, dict, metadata)
        yield from leaves(get_args(annotation)[0], [], (*path, "[key]"))
        yield from leaves(get_args(annotation)[1], [], (*path, "ru"))
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield Leaf(path, BaseModel, metadata)
        for name, field in annotation.model_fields.items():
            yield from leaves(field.annotation, _flat(field.metadata), (*path, name))
    else:
        yield Leaf(path, annotation, metadata)


LEAVES = [leaf for leaf in leaves(Config, [], ()) if leaf.path]


def test_every_text_has_a_length_and_every_number_a_range() -> None:
    """A new field without them fails here."""
    unlimited = []
    for leaf in (*LEAVES, *leaves(FormFile, [], ("form",))):
        if leaf.kind in (str, SecretStr, tuple, dict):
            limited = leaf.limit(MaxLen) is not None
        elif leaf.kind in (int, float, Decimal):
            limited = leaf.limit(Ge, Gt) is not None and leaf.limit(Le, Lt) is not None
        else:
            limited = (
                leaf.kind in (bool, BaseModel)
                or get_origin(leaf.kind) is Literal
                or issubclass(leaf.kind, Enum)
            )
        if not limited:
            unlimited.append(leaf.path)
    assert unlimited == []
    assert len(LEAVES) > 150


def _bad_values(leaf: Leaf) -> Iterator[tuple[Any, str]]:
    """Values that can't be right, each with a word of the reason."""
    if leaf.kind is str:
        if "[key]" not in leaf.path:  # TOML has no other keys than texts
            yield 42, ""
        yield "x" * (leaf.limit(MaxLen) + 1), ""
    elif leaf.kind is SecretStr:
        yield CANARY * 100, ""
        yield f"{CANARY} with a space", ""
    elif leaf.kind in (int, float, Decimal):
        yield "many", "valid"
        yield leaf.limit(Ge, Gt) - 1, "greater than"
        yield leaf.limit(Le, Lt) + 1, "less than"
        if leaf.kind is not int:
            yield math.nan, ""
            yield math.inf, ""
            yield -math.inf, ""
    elif leaf.kind is bool:
        yield "perhaps", "boolean"
    elif leaf.kind is tuple:
        yield 5, "valid tuple"
        yield [f"x{number}" for number in range(leaf.limit(MaxLen) + 1)], ""
        if leaf.limit(MinLen):
            yield [], "at least"
    elif leaf.kind is dict:
        yield 5, "valid dictionary"
        yield {f"x{number}": "" for number in range(leaf.limit(MaxLen) + 1)}, ""
    elif leaf.kind is BaseModel:
        yield "a text", "expected a table"
        yield {"nothing-of-the-kind": CANARY}, "there is no such key"
    else:
        yield "something-else", "expected"


def _set(path: Path_, value: Any) -> dict[str, Any]:
    """What has to be given so that `value` stands at `path`, and all else is as it is delivered."""
    first, *rest = path
    if not rest:
        return {str(first): value}
    return {str(first): _within(CONTENT.get(str(first), {}), tuple(rest), value)}


def _within(content: Any, path: Path_, value: Any) -> Any:
    if not path:
        return value
    first, *rest = path
    if isinstance(first, int):
        items = list(content or [])
        items[:1] = [_within(items[0] if items else {}, tuple(rest), value)]
        return items
    if first == "[key]":
        return {str(value): "x"}
    below = content.get(first) if isinstance(content, dict) else None
    return {**(content if isinstance(content, dict) else {}), first: _within(below, tuple(rest), value)}


DERIVED = [
    pytest.param(leaf, value, reason, id=f"{'.'.join(map(str, leaf.path))}-{number}")
    for leaf in LEAVES
    for number, (value, reason) in enumerate(_bad_values(leaf))
]


@pytest.mark.parametrize(("leaf", "value", "reason"), DERIVED)
def test_a_value_that_no_field_can_have(
    monkeypatch: pytest.MonkeyPatch, leaf: Leaf, value: Any, reason: str
) -> None:
    monkeypatch.setattr("bot.config.reading._load_forms", lambda *_: {})  # the forms are none of its fields
    said = complaint(_set(leaf.path, value))
    place = [part for part in leaf.path if part != "[key]"]
    key = ".".join(map(str, place))
    line = next(line for line in said if line.startswith(key) and reason in line)
    assert "own.toml" in line
    assert f"ARTEL_{place[0]}".upper() in line
    assert CANARY not in "\n".join(said)
    if leaf.kind in (int, str, bool) and place[-1] not in SECRETS and "[key]" not in leaf.path:
        assert repr(value)[:100] in line
    assert not re.search(r"Input should|Value error|Traceback|pydantic", line)


# What fits its kind and can't be right

BANK = {"bik": "044525225", "account": "40703810938000000001"}
BAD: list[tuple[str, Any, str]] = [
    ("telegram.api_base", "https://api.telegram.org:99999", "a port is a number"),
    ("telegram.api_base", "https://api.telegram.org:abc", "a port is a number"),
    ("telegram.api_base", "https://api.telegram.org:-1", "a port is a number"),
    ("telegram.api_base", "https://api.telegram.org:0", "a port is a number"),
    ("telegram.api_base", "https://api.telegram.org:", "a port is a number"),
    ("telegram.api_base", "https://", "expected an address"),
    ("telegram.api_base", "https:api.telegram.org", "expected an address"),
    ("telegram.api_base", "https://api telegram.org", "expected an address"),
    ("telegram.api_base", "https://api..telegram.org", "is no host"),
    ("telegram.api_base", "https://[::1", "expected an address"),
    ("telegram.api_base", "https://api.telegram.org\n", "expected an address"),
    ("telegram.api_base", "ftp://api.telegram.org", "expected an address"),
    ("telegram.api_base", "https://api.telegram.org?x=1", "without a user, a question mark"),
    ("telegram.api_base", "https://api.telegram.org/#x", "without a user, a question mark"),
    ("telegram.api_base", "https://canary@api.telegram.org", "without a user"),
    ("telegram.api_base", "http://api.telegram.org", "can be read on the way"),
    ("telegram.api_base", "http://10.0.0.1:8081", "can be read on the way"),
    ("telegram.api_base", "http://127.0.0.1.example.org", "can be read on the way"),
    ("telegram.api_base", "", "at least 1 character"),
    ("telegram.proxy", "http://127.0.0.1:99999", "a port is a number"),
    ("telegram.proxy", "http://127.0.0.1:abc", "a port is a number"),
    ("telegram.proxy", "http://:3128", "expected an address"),
    ("telegram.proxy", "127.0.0.1:3128", "expected an address"),
    ("telegram.proxy", "socks5://127.0.0.1:1080", "expected an address"),
    ("telegram.mode", "Webhook", "'polling' or 'webhook'"),
    ("telegram.timeout_seconds", 1e9, "less than or equal to 600"),
    ("telegram.conflict_seconds", 1e9, "less than or equal to 3600"),
    ("webhook.url", "http://bot.example.org/hook", "can be read on the way"),
    ("webhook.url", "https://bot.example.org:8081/hook", "Telegram calls only the ports 443, 80, 88, 8443"),
    ("webhook.url", "https://bot.example.org:99999/hook", "a port is a number"),
    ("webhook.url", "bot.example.org/hook", "expected an address"),
    ("webhook.host", "", "at least 1 character"),
    ("webhook.host", "not a host", "expected an address like 127.0.0.1"),
    ("webhook.host", "http://127.0.0.1", "expected an address like 127.0.0.1"),
    ("database.url", "sqlite+aiosqlite://:memory:", "expected sqlite"),
    ("database.url", "sqlite+aiosqlite:///:memory:", "nothing else outlives the program"),
    ("database.url", "sqlite+aiosqlite:///file::memory:?cache=shared", "nothing else outlives the program"),
    ("database.url", "sqlite+aiosqlite:///var/artel.db?mode=ro", "nothing else outlives the program"),
    ("database.url", "sqlite+aiosqlite:///", "expected sqlite"),
    ("database.url", "sqlite+aiosqlite:///var/", "expected sqlite"),
    ("database.url", "sqlite:///var/artel.db", "expected sqlite"),
    ("database.url", "var/artel.db", "expected sqlite"),
    ("database.url", "", "expected sqlite"),
    ("database.url", "postgresql+asyncpg://", "expected sqlite"),
    ("database.url", "postgresql+asyncpg://host", "expected sqlite"),
    ("database.url", "postgresql+asyncpg://host/", "expected sqlite"),
    ("database.url", "postgresql+asyncpg:///name", "expected sqlite"),
    ("database.url", "postgresql+asyncpg://host:99999/name", "a port is a number"),
    ("database.url", "postgresql+asyncpg://host:abc/name", "a port is a number"),
    ("database.url", "postgresql://host/name", "expected sqlite"),
    ("admins", [-5], "greater than or equal to 1"),
    ("admins", [0], "greater than or equal to 1"),
    ("admins", [10**22], "less than"),
    ("admins", [2**52], "less than"),
    ("admins", [7, 7], "7 stands twice"),
    ("clock", "http://127.0.0.1:99999", "a port is a number"),
    ("forms.phone_region", "XX", "no such country"),
    ("forms.phone_region", "ru", "no such country"),
    ("forms.phone_region", "", "no such country"),
    ("forms.files", ["forms/partner.toml", "forms/partner.toml"], "stands twice"),
    ("webinars.topic", "weather", "no such topic; there are news, digest"),
    ("webinars.chats", {"nobody": -1001}, "no such group; there are barriers"),
    ("webinars.chats", {"members": 5}, "less than 0"),
    ("webinars.chats", {"members": -(10**22)}, "greater than"),
    ("webinars.chats", {"members": "chat"}, "@name"),
    ("webinars.chats", {"Members": -1001}, "small Latin letters"),
    ("webinars.reminders_minutes", [60, 60], "60 stands twice"),
    ("webinars.certificates", ["group", "group"], "group stands twice"),
    ("webinars.code_words", ["берег", "берег"], "берег stands twice"),
    ("webinars.code_words", ["два слова"], "a word of 2 to 24 letters"),
    ("board.reminders_hours", [24, 24], "24 stands twice"),
    ("board.reminders_hours", [72], "is not less than board.voting_hours"),
    ("birthdays.jubilees", [50, 50], "50 stands twice"),
    ("publications.news_to", [], "at least 1 item"),
    ("publications.working_days", [1, 1], "1 stands twice"),
    ("introductions.ask_after_days", 14, "less than the days between two rounds"),
    ("retention.outbox_days", 4, "shorter than introductions.ask_after_days"),
    ("moderation.rules", [{"en": "Be kind"}], "has no text in ru"),
    ("moderation.rules", [{"ru": " "}], "expected some text"),
    ("applications.payment", {"Russian": "По счёту"}, ""),
    ("association.name", {"ru": "Ж" * 5000}, "at most 200 characters"),
    ("association.name", {"ru": ""}, "at least 1 character"),
    ("association.name", "НБМЗ", "valid dictionary"),
    ("association.short_name", {"ru": "Ж" * 41}, "at most 40 characters"),
    ("association.site", "https://nbmz.ru", "expected a site"),
    ("association.site", "", "at least 1 character"),
    ("association.email", "nbmz.ru", "expected an address"),
    ("association.email", "info@nbmz", "expected an address"),
    ("association.channel", "AI_NBMZ", "expected a channel"),
    ("association.group_link", "t.me/nbmz", "expected an address"),
    ("association.group_link", "https://t.me:99999/nbmz", "a port is a number"),
    ("association.languages", ["ru", "ru"], "ru stands twice"),
    ("association.languages", ["ru", "kk"], "no texts in kk"),
    ("association.default_language", "de", "is not among association.languages"),
    ("association.time_zone", "Moscow", "no such time zone"),
    ("association.time_zone", "../../etc/passwd", "no such time zone"),
    ("association.time_zones", ["Europe/Moscow", "Europe/Moscow"], "Europe/Moscow stands twice"),
    ("association.consent_version", "one\ntwo", "one line of text"),
    (
        "association.packages",
        [
            {
                "id": f"p{n}",
                "title": {"ru": "П"},
                "fee": 1,
                "gives": [{"ru": "х" * 199 + str(k)} for k in range(9)],
            }
            for n in range(3)
        ],
        "one message has room for 3500",
    ),
    ("association.working_groups", [{"id": "members", "title": {"ru": "Г"}}], "is kept for an audience"),
    ("association.working_groups", [{"id": "Группа", "title": {"ru": "Г"}}], "small Latin letters"),
    ("dues.inn", "7707083894", "a digit is mistyped"),
    ("dues.inn", "500100732258", "a digit is mistyped"),
    ("dues.inn", "0000000000", "a digit is mistyped"),
    ("dues.inn", "77070838", "expected 10 or 12 digits"),
    ("dues.inn", "770708389x", "expected 10 or 12 digits"),
    ("dues.kpp", "77073600", "expected 9 digits"),
    ("dues.kpp", "007736001", "expected 9 digits"),
    ("dues.bik", "144525225", "expected 9 digits"),
    ("dues.bik", "04452522", "expected 9 digits"),
    ("dues.account", "4070381093800000000", "expected 20 digits"),
    ("dues.purpose", "Взнос по счёту {num}", "{num} means nothing here; there are {number}, {date}, {name}"),
    ("dues.purpose", "Взнос {", "means nothing here"),
    ("dues.purpose", "Взнос }", "means nothing here"),
    ("dues.purpose", "", "at least 1 character"),
    ("dues.yearly_title", "Взнос, пакет {packet}", "{packet} means nothing here; there are {package}"),
    ("dues.entry_title", "Взнос {number}", "{number} means nothing here"),
    ("dues.ladder_days", [-30, 0, 0], "0 stands twice"),
    ("dues.warn_days", 45, "must be less than dues.grace_days"),
]
TOGETHER: list[tuple[str, dict[str, Any], str]] = [
    ("dues.account", {"dues": {**BANK, "account": "40703810938000000002"}}, "not an account in the bank"),
    (
        "dues.correspondent_account",
        {"dues": {"bik": "044525225", "correspondent_account": "30101810400000000226"}},
        "not that of the bank",
    ),
    (
        "dues.correspondent_account",
        {"dues": {"bik": "044525225", "correspondent_account": "30101810500000000225"}},
        "not that of the bank",
    ),
    ("dues.kpp", {"dues": {"inn": "500100732259", "kpp": "773601001"}}, "only an organisation has one"),
    ("webhook.url", {"telegram": {"mode": "webhook"}, "webhook": {"secret": "x" * 16}}, "needs the address"),
    (
        "webhook.secret",
        {"telegram": {"mode": "webhook"}, "webhook": {"url": "https://x.example"}},
        "needs a secret",
    ),
    ("clock", {"clock": "http://127.0.0.1:8081"}, "only for a sandbox"),
]


@pytest.mark.parametrize(("key", "value", "reason"), BAD, ids=lambda value: str(value)[:40])
def test_a_value_that_can_not_be_right(key: str, value: Any, reason: str) -> None:
    said = complaint(_set(tuple(key.split(".")), value))
    assert len(said) == 1, said
    assert said[0].startswith(key)
    assert reason in said[0]


@pytest.mark.parametrize(("key", "overrides", "reason"), TOGETHER)
def test_values_that_do_not_fit_together(key: str, overrides: dict[str, Any], reason: str) -> None:
    said = complaint(overrides)
    assert any(line.startswith(f"{key} = ") and reason in line for line in said), said


def test_everything_is_named_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is wrong with one table hides neither what doesn't fit together elsewhere nor a form."""
    monkeypatch.setenv("ARTEL_TELEGRM__TOKEN", CANARY)
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms" / "partner.toml").write_text(
        'purpose = "nothing"\nquestions = [{ id = "a", kind = "text" }]\n'
    )
    said = complaint(
        {
            "telegram": {"poll_seconds": 99, "proxy": "socks"},
            "retention": {"outbox_days": 4},
            "webinars": {"topic": "weather"},
            "dues": {"inn": "77", "account": "1"},
            "board": {"quorum": 50},
        }
    )
    keys = {re.split(r"[ :]", line)[0] for line in said}
    assert keys == {
        "ARTEL_TELEGRM__TOKEN",
        "telegram.poll_seconds",
        "telegram.proxy",
        "retention.outbox_days",
        "webinars.topic",
        "dues.inn",
        "dues.account",
        "board.quorum",
        "partner.toml",
    }
    assert CANARY not in "\n".join(said)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("ARTEL_TELEGRM__TOKEN", "ARTEL_TELEGRAM__TOKEN"),
        ("ARTEL_TELEGRAM_TOKEN", "ARTEL_TELEGRAM__TOKEN"),
        ("ARTEL_WEBHOOK_SECRET", "ARTEL_WEBHOOK__SECRET"),
        ("ARTEL_ADMIN", "ARTEL_ADMINS"),
        ("ARTEL_TOKEN", ""),
        ("ARTEL_DATBASE__URL", "ARTEL_DATABASE__URL"),
        ("artel_telegrm__token", "ARTEL_TELEGRAM__TOKEN"),
        ("ARTEL_", ""),
    ],
)
@pytest.mark.parametrize("dotenv", [False, True])
def test_a_variable_that_sets_nothing_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, meant: str, *, dotenv: bool
) -> None:
    if dotenv:
        (tmp_path / ".env").write_text(f"{name}={CANARY}\n", "utf-8")
    else:
        monkeypatch.setenv(name, CANARY)
    said = complaint({})
    assert len(said) == 1, said
    assert said[0].startswith(f"{name}: there is no such key; ")
    assert (f"did you mean {meant}?" in said[0]) if meant else "There are telegram, webhook" in said[0]
    assert CANARY not in said[0]


@pytest.mark.parametrize(
    ("name", "key", "meant"),
    [
        ("ARTEL_TELEGRAM__TOKN", "telegram.tokn", "token"),
        ("ARTEL_DUES__PROVIDER", "dues.provider", "provider_token"),
        ("ARTEL_MODERATION__FILTER__LINK", "moderation.filter.link", "links"),
    ],
)
def test_a_variable_with_a_mistyped_key_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, key: str, meant: str
) -> None:
    monkeypatch.setenv(name, CANARY)
    (said,) = complaint({})
    assert said.startswith(f"{key}: there is no such key; did you mean {meant}? There are ")
    assert CANARY not in said


@pytest.mark.parametrize("name", ["ARTEL_TELEGRAM", "ARTEL_ASSOCIATION__TOPICS", "ARTEL_DUES__LADDER_DAYS"])
def test_a_table_or_list_in_the_environment_that_is_no_json_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, f"[{TOKEN}")
    said = "\n".join(complaint({}))
    assert name.removeprefix("ARTEL_").split("__")[0].lower() in said
    assert CANARY not in said


def test_there_are_many_of_them() -> None:
    assert len(DERIVED) + len(BAD) + len(TOGETHER) >= 150
