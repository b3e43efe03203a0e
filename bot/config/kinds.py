"""What values of the configuration are: every text has a longest length, every number a range, every address is whole."""

import re
from collections import Counter
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, TypeVar
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo

from phonenumbers import SUPPORTED_REGIONS
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator

ROOT = Path(__file__).parents[2]
LOCALES = ROOT / "locales"
LONGEST_ADDRESS = 500
WEBHOOK_PORTS = (443, 80, 88, 8443)  # those to which Telegram brings updates


Value = TypeVar("Value")


class Spoken(dict[str, str]):
    """A text by languages; one in the default language is needed."""


def distinct(value: Value) -> Value:
    """The same value; raises ValueError for a list with the same item, or the same id, twice."""
    if isinstance(value, tuple):
        ids = [item.id if hasattr(item, "id") else str(item) for item in value]
        if twice := [name for name, count in Counter(ids).items() if count > 1]:
            raise ValueError(f"{twice[0]} stands twice")
    return value


class Section(BaseModel):
    """A table of the configuration. An unknown key in it is a mistake, and so is a list with the same item twice."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    @field_validator("*", mode="after")
    @classmethod
    def _have_no_item_twice(cls, value: Any) -> Any:
        return distinct(value)


def fits(pattern: str, expected: str) -> AfterValidator:
    """A check that a text is empty or matches, and what it should have been."""

    def check(value: str) -> str:
        if value and not re.fullmatch(pattern, value):
            raise ValueError(f"expected {expected}")
        return value

    return AfterValidator(check)


def is_loopback(address: str) -> bool:
    """Whether an address is one of this machine."""
    host = urlsplit(address).hostname or ""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _parts(value: str, *schemes: str) -> SplitResult:
    """The parts of a whole address; raises ValueError with what is wrong with it."""
    example = f"expected an address like {schemes[0]}://example.org"
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError:
        raise ValueError(f"{example}; a port is a number from 1 to 65535") from None
    if parts.scheme not in schemes or not parts.hostname or not value.isprintable() or " " in value:
        raise ValueError(example)
    if not re.fullmatch(r"[\w.-]+|[0-9a-f:.]+", parts.hostname) or ".." in parts.hostname:
        raise ValueError(f"{example}; {parts.hostname} is no host")
    if port == 0 or parts.netloc.endswith(":"):
        raise ValueError(f"{example}; a port is a number from 1 to 65535")
    return parts


def _web_address(value: str) -> str:
    if value:
        _parts(value, "https", "http")
    return value.rstrip("/")


def _safe_address(value: str) -> str:
    """An address to which secrets go: nobody on the way may read them."""
    parts = _parts(value, "https", "http") if value else None
    if parts is not None and parts.scheme == "http" and not is_loopback(value):
        raise ValueError("expected https://: over http:// the token can be read on the way")
    if parts is not None and (parts.query or parts.fragment or "@" in parts.netloc):
        raise ValueError("expected an address without a user, a question mark or a hash sign")
    return value.rstrip("/")


def _webhook_address(value: str) -> str:
    address = _safe_address(value)
    if address and not is_loopback(address) and (urlsplit(address).port or 443) not in WEBHOOK_PORTS:
        raise ValueError(f"Telegram calls only the ports {', '.join(map(str, WEBHOOK_PORTS))}")
    return address


def _proxy_address(value: str) -> str:
    if value:
        _parts(value, "http")
    return value.rstrip("/")


def _database_address(value: str) -> str:
    expected = "expected sqlite+aiosqlite:///file or postgresql+asyncpg://user@host/database"
    scheme, _, rest = value.partition("://")
    if scheme == "sqlite+aiosqlite":
        name = rest.removeprefix("/")
        if not rest.startswith("/") or not name or name.endswith("/") or not name.isprintable():
            raise ValueError(expected)
        if ":memory:" in name or name.startswith("file:") or "?" in name:
            raise ValueError(f"{expected}: a file, because nothing else outlives the program")
    elif scheme == "postgresql+asyncpg":
        parts = urlsplit(value)
        try:
            port = parts.port
        except ValueError:
            raise ValueError(f"{expected}; a port is a number from 1 to 65535") from None
        named = parts.hostname or "host=" in parts.query
        if not named or port == 0 or not parts.path.strip("/") or not value.isprintable() or " " in value:
            raise ValueError(expected)
    else:
        raise ValueError(expected)
    return value


def _time_zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError):
        raise ValueError("no such time zone; expected one like Europe/Moscow") from None
    return value


def _region(value: str) -> str:
    if value not in SUPPORTED_REGIONS:
        raise ValueError("no such country; expected two Latin letters, like RU")
    return value


Language = Annotated[str, Field(max_length=3), fits(r"[a-z]{2,3}", "a language like ru")]
Line = Annotated[str, fits(r"[^\x00-\x1f\x7f]*", "one line of text")]
Words = Annotated[str, Field(min_length=1), fits(r"(?s).*\S.*", "some text")]
ByLanguage = Field(min_length=1, max_length=10)
ShortName = Annotated[
    dict[Language, Annotated[Words, Field(max_length=40)]], ByLanguage, AfterValidator(Spoken)
]
Title = Annotated[dict[Language, Annotated[Words, Field(max_length=100)]], ByLanguage, AfterValidator(Spoken)]
Rule = Annotated[dict[Language, Annotated[Words, Field(max_length=300)]], ByLanguage, AfterValidator(Spoken)]
Name = Annotated[dict[Language, Annotated[Words, Field(max_length=200)]], ByLanguage, AfterValidator(Spoken)]
Paragraph = Annotated[
    dict[Language, Annotated[Words, Field(max_length=400)]], ByLanguage, AfterValidator(Spoken)
]
WebAddress = Annotated[str, Field(max_length=LONGEST_ADDRESS), AfterValidator(_web_address)]
SafeAddress = Annotated[str, Field(max_length=LONGEST_ADDRESS), AfterValidator(_safe_address)]
WebhookAddress = Annotated[str, Field(max_length=LONGEST_ADDRESS), AfterValidator(_webhook_address)]
ProxyAddress = Annotated[str, Field(max_length=LONGEST_ADDRESS), AfterValidator(_proxy_address)]
DatabaseAddress = Annotated[str, Field(max_length=LONGEST_ADDRESS), AfterValidator(_database_address)]
Host = Annotated[
    str, Field(min_length=1, max_length=253), fits(r"[\w.-]+|[0-9a-fA-F:.]+", "an address like 127.0.0.1")
]
Site = Annotated[
    str, Field(min_length=1, max_length=200), fits(r"[\w-]+(\.[\w-]+)+(/\S*)?", "a site like example.org")
]
Email = Annotated[
    str,
    Field(min_length=1, max_length=200),
    fits(r"[^\s@]+@[\w-]+(\.[\w-]+)+", "an address like info@example.org"),
]
Channel = Annotated[
    str,
    Field(min_length=1, max_length=200),
    fits(r"@\w{4,32}|[\w-]+(\.[\w-]+)+/\S+", "a channel like t.me/channel or @channel"),
]
Identifier = Annotated[
    str,
    Field(max_length=16),
    fits(r"[a-z][a-z0-9-]{0,15}", "up to 16 small Latin letters, digits and hyphens, like biodata"),
]
TimeZone = Annotated[str, Field(max_length=64), AfterValidator(_time_zone)]
Region = Annotated[str, Field(max_length=2), AfterValidator(_region)]
Days = Annotated[int, Field(ge=1, le=3650)]
Hour = Annotated[int, Field(ge=0, le=23)]
PersonId = Annotated[int, Field(ge=1, lt=2**52)]  # as many bits as Telegram promises
