"""The configuration: a bad value stops the start and is named; secrets are never shown."""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.config import ConfigError, load
from domain.operations import Retention
from tests.bot.configuration import DELIVERED, TOKEN, changed

Write = Callable[[str], Path]


@pytest.fixture(autouse=True)
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Makes a text the configuration; nothing else is read."""
    monkeypatch.chdir(tmp_path)

    def make(text: str) -> Path:
        path = tmp_path / "own.toml"
        path.write_text(text, "utf-8")
        monkeypatch.setenv("ARTEL_CONFIG", str(path))
        return path

    make(DELIVERED)
    return make


def complaint(**how: Any) -> str:
    with pytest.raises(ConfigError) as caught:
        load(**how)
    return str(caught.value)


def test_the_delivered_configuration_is_right() -> None:
    config = load(needs_token=False)
    assert config.database.url == "sqlite+aiosqlite:///var/artel.db"
    assert config.telegram.api_base == "https://api.telegram.org"
    assert config.admins == ()
    facts = config.association.facts()
    assert facts.topic_ids() == ("news", "digest", "events", "discounts")
    assert [(package.id, package.fee) for package in facts.packages] == [
        ("supporter", 0),
        ("person", 500_000),
        ("organisation", 5_000_000),
    ]
    assert [len(package.gives) for package in facts.packages] == [4, 9, 12]
    assert len(facts.working_groups) == 4
    assert config.retention.periods() == Retention()


@pytest.mark.parametrize(
    ("old", "new", "key", "value", "reason"),
    [
        (
            'api_base = "https://api.telegram.org"',
            'api_base = "api.telegram.org"',
            "telegram.api_base",
            "'api.telegram.org'",
            "expected an address like https",
        ),
        ('proxy = ""', 'proxy = "socks"', "telegram.proxy", "'socks'", "expected an address"),
        ('mode = "polling"', 'mode = "pulling"', "telegram.mode", "'pulling'", "'polling' or 'webhook'"),
        ("poll_seconds = 25", "poll_seconds = 51", "telegram.poll_seconds", "51", "less than or equal to 50"),
        ("poll_seconds = 25", 'poll_seconds = "long"', "telegram.poll_seconds", "'long'", "valid integer"),
        ("timeout_seconds = 30", "timeout_seconds = 0", "telegram.timeout_seconds", "0", "greater than 0"),
        (
            "bulk_per_second = 25",
            "bulk_per_second = 0",
            "telegram.bulk_per_second",
            "0",
            "greater than or equal to 0.01",
        ),
        (
            "bulk_per_second = 25",
            "bulk_per_minute = 25",
            "telegram.bulk_per_minute",
            "",
            "there is no such key; did you mean bulk_per_second?",
        ),
        ("port = 8080", "port = 0", "webhook.port", "0", "greater than or equal to 1"),
        (
            'url = "sqlite+aiosqlite:///var/artel.db"',
            'url = "mysql://x"',
            "database.url",
            "'mysql://x'",
            "expected sqlite+aiosqlite",
        ),
        (
            'url = "sqlite+aiosqlite:///var/artel.db"',
            'url = "sqlite+aiosqlite:///"',
            "database.url",
            "'sqlite+aiosqlite:///'",
            "expected sqlite",
        ),
        ("asides_days = 30", "asides_days = 0", "retention.asides_days", "0", "greater than or equal to 1"),
        (
            "files_days = 7",
            "files_days = 1e9",
            "retention.files_days",
            "1000000000.0",
            "less than or equal to 3650",
        ),
        (
            'languages = ["ru", "en"]',
            'languages = ["ru", "kk"]',
            "association.languages",
            "['ru', 'kk']",
            "no texts in kk; there are en, ru",
        ),
        ('languages = ["ru", "en"]', "languages = []", "association.languages", "[]", "at least 1 item"),
        (
            'default_language = "ru"',
            'default_language = "de"',
            "association.default_language",
            "'de'",
            "is not among association.languages",
        ),
        (
            'time_zone = "Europe/Moscow"',
            'time_zone = "Moscow"',
            "association.time_zone",
            "'Moscow'",
            "no such time zone",
        ),
        (
            'time_zone = "Europe/Moscow"',
            'time_zone = "../../etc/passwd"',
            "association.time_zone",
            "",
            "no such time zone",
        ),
        (
            'group_link = ""',
            'group_link = "t.me/x"',
            "association.group_link",
            "'t.me/x'",
            "expected an address",
        ),
        (
            'consent_version = "2026-11-22"',
            'consent_version = ""',
            "association.consent_version",
            "''",
            "at least 1 character",
        ),
        (
            "ladder_days = [-30,",
            "ladder_days = [-3000,",
            "dues.ladder_days.0",
            "-3000",
            "greater than or equal",
        ),
        ('inn = ""', 'inn = "77"', "dues.inn", "'77'", "expected 10 or 12 digits"),
        ("fee = 5000", "fee = 5000.005", "association.packages.1.fee", "5000.005", "2 decimal places"),
        (
            "fee = 5000",
            'fee = 5000\nkind = "supporter"',
            "association.packages.1.kind",
            "'supporter'",
            "'person' or 'organisation'",
        ),
        ('id = "digest"', 'id = "news"', "association.topics", "", "news stands twice"),
        ('id = "pilots"', 'id = "members"', "association.working_groups", "", "the id members is kept for"),
        ('id = "digest"', 'id = "Дайджест"', "association.topics.1.id", "'Дайджест'", "small Latin letters"),
        ('id = "digest"', 'id = "a:b"', "association.topics.1.id", "'a:b'", "small Latin letters"),
        (
            'title = { ru = "Что делает ассоциация",',
            "title = {",
            "association.topics.1.title",
            "",
            "has no text in ru",
        ),
        (
            'ru = "Написанное в чатах',
            'de = "Написанное в чатах',
            "moderation.rules.6",
            "'de'",
            "has no text in ru",
        ),
        ('ru = "Написанное в чатах', 'ru = "' + "х" * 300, "moderation.rules.6.ru", "'ххх", "at most 300"),
        (
            'weekday = "tuesday"',
            'weekday = "вторник"',
            "introductions.weekday",
            "'вторник'",
            "'monday', 'tuesday'",
        ),
        (
            "ask_after_days = 5",
            "ask_after_days = 14",
            "introductions.ask_after_days",
            "14",
            "less than the days between",
        ),
        (
            "outbox_days = 30",
            "outbox_days = 4",
            "retention.outbox_days",
            "4",
            "shorter than introductions.ask_after_days",
        ),
        ('id = "telemedicine"', 'id = "ai"', "introductions.interests", "", "ai stands twice"),
        (
            '{ ru = "Телемедицина"',
            '{ de = "T"',
            "introductions.interests.0.title",
            "'de'",
            "has no text in ru",
        ),
        ("voting_hours = 72", "voting_hours = 0", "board.voting_hours", "0", "greater than or equal to 1"),
        (
            "quorum_percent = 50",
            "quorum_percent = 100",
            "board.quorum_percent",
            "100",
            "less than or equal to 99",
        ),
        (
            "reminders_hours = [24, 3]",
            "reminders_hours = [24, 24]",
            "board.reminders_hours",
            "",
            "stands twice",
        ),
        ("jubilees = [50,", "jubilees = [0,", "birthdays.jubilees.0", "0", "greater than or equal to 1"),
        ("fee = 5000", "fee = -1", "association.packages.1.fee", "-1", "greater than or equal to 0"),
        ("fee = 5000", "fee = 0.001", "association.packages.1.fee", "0.001", "2 decimal places"),
        ("admins = []", 'admins = ["olga"]', "admins.0", "'olga'", "valid integer"),
        ('site = "nbmz.ru"', "", "association.site", "", "is missing"),
        ("admins = []", "admin = []", "admin", "", "there is no such key; did you mean admins?"),
    ],
)
def test_a_bad_value_stops_the_start_with_key_value_and_reason(
    write: Write, old: str, new: str, key: str, value: str, reason: str
) -> None:
    write(changed(old, new))
    said = complaint(needs_token=False)
    assert said.startswith((f"{key} = ", f"{key}: ", f"{key}."))
    assert value in said
    assert reason in said
    assert "own.toml" in said
    assert len(said.splitlines()) == 1


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("grace_days = 45", "grace_days = 7", "dues.warn_days = 7: must be less than dues.grace_days"),
        (
            'account = ""\nbank = ""\nbik = ""',
            'account = "40703810900000000002"\nbank = ""\nbik = "044525225"',
            "is not an account in the bank with dues.bik",
        ),
        (
            'name = ""\ninn = ""\nkpp = ""\naccount = ""\nbank = ""\nbik = ""\ncorrespondent_account = ""',
            f'name = "{"Ж" * 120}"\naccount = "40703810900000000001"\nbank = "{"Ж" * 45}"\nbik = "044525999"\ncorrespondent_account = "30101810400000000225"',
            "432 bytes long, and at most 300 are read",
        ),
    ],
)
def test_settings_of_dues_that_do_not_fit_together_stop_the_start_and_show_no_secret(
    write: Write, monkeypatch: pytest.MonkeyPatch, old: str, new: str, reason: str
) -> None:
    monkeypatch.setenv("ARTEL_DUES__PROVIDER_TOKEN", "1:TEST:canary")
    write(changed(old, new))
    said = complaint(needs_token=False)
    assert reason in said
    assert "canary" not in said


def test_packages_of_one_kind_and_sums_in_kopecks(write: Write) -> None:
    write(
        changed(
            "fee = 5000",
            "fee = 4999.99\nentry_fee = 0.01\n",
        ).replace('id = "organisation"', 'id = "student"\nkind = "person"')
    )
    packages = load(needs_token=False).dues_terms.packages
    assert [(one.id, one.kind, one.fee, one.entry_fee) for one in packages] == [
        ("supporter", "supporter", 0, 0),
        ("person", "person", 499_999, 1),
        ("student", "person", 5_000_000, 0),
    ]


def test_every_bad_value_is_named_at_once(write: Write) -> None:
    write(changed("poll_seconds = 25", "poll_seconds = 99").replace("asides_days = 30", "asides_days = 0"))
    assert {line.split(" ")[0] for line in complaint(needs_token=False).splitlines()} == {
        "telegram.poll_seconds",
        "retention.asides_days",
    }


def test_a_file_that_is_no_toml_or_is_not_there_is_named(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("[telegram\n")
    assert "own.toml" in complaint()
    monkeypatch.setenv("ARTEL_CONFIG", "gone.toml")
    assert complaint() == "gone.toml: no such file (ARTEL_CONFIG names the configuration)"


def test_without_a_token_it_says_where_to_get_one() -> None:
    said = complaint()
    assert "ARTEL_TELEGRAM__TOKEN" in said
    assert "@BotFather" in said


@pytest.mark.parametrize(
    ("name", "value", "key"),
    [
        ("ARTEL_TELEGRAM__TOKEN", "canary", "telegram.token"),
        ("ARTEL_TELEGRAM__TOKEN", "123456:canary with a space", "telegram.token"),
        ("ARTEL_WEBHOOK__SECRET", "canary", "webhook.secret"),
        ("ARTEL_WEBHOOK__SECRET", "канарейка-canary-канарейка", "webhook.secret"),
        ("ARTEL_DUES__PROVIDER_TOKEN", "canary", "dues.provider_token"),
        ("ARTEL_DATABASE__URL", "mysql://artel:canary@host/db", "database.url"),
        ("ARTEL_DATABASE__URL", "mysql://artel:can/canary:@host/db", "database.url"),
        ("ARTEL_DATABASE__URL", "mysql://artel:" + "x" * 300 + "canary@host/db", "database.url"),
        ("ARTEL_TELEGRAM__PROXY", "socks5://artel:canary@host:1", "telegram.proxy"),
    ],
)
def test_a_bad_secret_is_named_but_not_shown(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, key: str
) -> None:
    """Reliability row 40."""
    monkeypatch.setenv(name, value)
    said = complaint()
    assert said.startswith(f"{key} = ")
    assert name in said
    assert "canary" not in said
    assert "x" * 50 not in said


def test_a_secret_beside_what_is_wrong_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reliability row 40: a table that doesn't fit together is named, but not what stands in it."""
    monkeypatch.setenv("ARTEL_DUES__PROVIDER_TOKEN", "1:TEST:canary")
    for name, value in (("WARN_DAYS", "60"), ("ACCOUNT", "40703810900000000001"), ("BIK", "044525225")):
        monkeypatch.setenv(f"ARTEL_DUES__{name}", value)
    with pytest.raises(ConfigError) as caught:
        load(needs_token=False)
    assert "dues" in str(caught.value)
    assert "canary" not in str(caught.value)


def test_a_right_secret_is_never_shown_either(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARTEL_TELEGRAM__TOKEN", TOKEN)
    monkeypatch.setenv("ARTEL_WEBHOOK__SECRET", "canary-" * 5)
    config = load()
    assert config.telegram.token is not None
    assert config.telegram.token.get_secret_value() == TOKEN
    assert "canary" not in repr(config) + str(config) + config.model_dump_json()


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("[telegram]", f'[telegram]\ntoken = "{TOKEN}"', "telegram.token"),
        ("[dues]\n", '[dues]\nprovider_token = "1:TEST:canary"\n', "dues.provider_token"),
        ("[webhook]\n", '[webhook]\nsecret = "canary-canary-canary"\n', "webhook.secret"),
        (
            'url = "sqlite+aiosqlite:///var/artel.db"',
            'url = "postgresql+asyncpg://artel:canary@host/db"',
            "database.url",
        ),
        ('proxy = ""', 'proxy = "http://artel:canary@host:1"', "telegram.proxy"),
    ],
)
def test_a_secret_in_the_file_is_refused(write: Write, old: str, new: str, key: str) -> None:
    write(changed(old, new))
    said = complaint(needs_token=False)
    assert (
        f"{key} is a secret and can't stand in a file: set ARTEL_{key.replace('.', '__').upper()}"
        in said.replace("has a password, which", "is a secret and")
    )
    assert "canary" not in said


@pytest.mark.parametrize(
    "strange", ["telegram = 5", f'telegram = "{TOKEN}"', f'telegram = [{{ token = "{TOKEN}" }}]']
)
def test_a_section_of_the_wrong_shape_is_named(write: Write, strange: str) -> None:
    write(strange + "\n" + re.sub(r"\[telegram\].*?(?=\n\[webhook\])", "", DELIVERED, flags=re.DOTALL))
    said = complaint(needs_token=False)
    assert said.startswith("telegram")
    assert "canary" not in said


def test_the_environment_wins_over_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "ARTEL_TELEGRAM__TOKEN": TOKEN,
        "ARTEL_TELEGRAM__API_BASE": "http://127.0.0.1:8081/",
        "ARTEL_TELEGRAM__POLL_SECONDS": "5",
        "ARTEL_DATABASE__URL": "postgresql+asyncpg://artel:secret@db/artel",
        "ARTEL_ADMINS": "1234, 5678",
        "ARTEL_ASSOCIATION__TIME_ZONE": "Asia/Omsk",
        "ARTEL_ASSOCIATION__TOPICS": '[{"id": "one", "title": {"ru": "Одна"}}]',
        "ARTEL_WEBINARS__TOPIC": "one",
        "ARTEL_CLOCK": "http://127.0.0.1:8081",
    }.items():
        monkeypatch.setenv(name, value)
    config = load()
    assert config.telegram.api_base == "http://127.0.0.1:8081"
    assert (config.telegram.poll_seconds, config.telegram.timeout_seconds) == (5, 30)
    assert config.database.url == "postgresql+asyncpg://artel:secret@db/artel"
    assert config.admins == (1234, 5678)
    facts = config.association.facts()
    assert (facts.time_zone, facts.topic_ids()) == ("Asia/Omsk", ("one",))
    assert facts.email == "info@nbmz.ru"


@pytest.mark.parametrize(("given", "ids"), [("", ()), ("7", (7,)), ("7,8,", (7, 8)), (" 7 , 8 ", (7, 8))])
def test_administrators_are_ids_with_commas(
    monkeypatch: pytest.MonkeyPatch, given: str, ids: tuple[int, ...]
) -> None:
    monkeypatch.setenv("ARTEL_ADMINS", given)
    assert load(needs_token=False).admins == ids


def test_an_administrator_who_is_no_number_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARTEL_ADMINS", "7,@olga")
    said = complaint(needs_token=False)
    assert said.startswith("admins.1 = '@olga': ")


def test_a_dotenv_file_is_read_and_the_environment_wins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text(
        f"ARTEL_TELEGRAM__TOKEN={TOKEN}\nARTEL_TELEGRAM__POLL_SECONDS=7\nSOMETHING_ELSE=1\n", "utf-8"
    )
    monkeypatch.setenv("ARTEL_TELEGRAM__POLL_SECONDS", "8")
    config = load()
    assert config.telegram.token is not None
    assert config.telegram.poll_seconds == 8


def test_a_mistyped_name_in_dotenv_is_named(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("ARTEL_TELEGRAM__TOKN=canary\n", "utf-8")
    said = complaint(needs_token=False)
    assert "telegram.tokn" in said
    assert "canary" not in said


def test_overrides_win_over_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARTEL_ADMINS", "7")
    assert load(needs_token=False, admins=[9]).admins == (9,)


def test_another_clock_is_only_for_a_sandbox(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARTEL_CLOCK", "http://127.0.0.1:8081")
    assert "another clock is only for a sandbox" in complaint(needs_token=False)
    for base in ("http://127.0.0.1:1", "http://localhost:1", "http://[::1]:1"):
        monkeypatch.setenv("ARTEL_TELEGRAM__API_BASE", base)
        load(needs_token=False)
    for base in ("https://127.0.0.1.example:1", "https://10.0.0.1", "https://localhost.example"):
        monkeypatch.setenv("ARTEL_TELEGRAM__API_BASE", base)
        assert "another clock" in complaint(needs_token=False)


def test_a_webhook_needs_an_address_and_a_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reliability row 9: it refuses to start without one."""
    monkeypatch.setenv("ARTEL_TELEGRAM__MODE", "webhook")
    assert "webhook.url = " in complaint(needs_token=False)
    assert "set ARTEL_WEBHOOK__SECRET" in complaint(needs_token=False)
    monkeypatch.setenv("ARTEL_WEBHOOK__URL", "https://bot.example/hook")
    assert "ARTEL_WEBHOOK__SECRET" in complaint(needs_token=False)
    monkeypatch.setenv("ARTEL_WEBHOOK__SECRET", "a-secret-of-some-length")
    assert load(needs_token=False).webhook.url == "https://bot.example/hook"


def test_every_key_of_the_delivered_file_is_explained() -> None:
    """A comment above the key, above the run of keys that it stands in, or above their table."""
    unexplained, explained, after_blank = [], False, True
    for number, line in enumerate(DELIVERED.splitlines(), 1):
        stripped = line.strip()
        if stripped.startswith("#"):
            explained = True
        elif not stripped:
            explained, after_blank = False, True
            continue
        elif stripped.startswith("[["):
            name = stripped.strip("[]")
            first = DELIVERED.index(stripped) == len("\n".join(DELIVERED.splitlines()[: number - 1])) + 1
            explained = explained or not first or after_blank is False
            assert explained, f"{name}, line {number}, has no comment"
        elif (
            re.match(r"[a-z_]+ = ", stripped)
            and not explained
            and not stripped.startswith(("site", "email", "channel", "name", "short_name", "mission"))
        ):
            unexplained.append((number, stripped))
        after_blank = False
    assert not unexplained


def test_the_delivered_file_has_every_key_that_there_is() -> None:
    from bot.config import AssociationConfig, RetentionConfig, Telegram, Webhook

    content = tomllib.loads(DELIVERED)
    for section, model, secrets in (
        ("telegram", Telegram, {"token"}),
        ("webhook", Webhook, {"secret"}),
        ("retention", RetentionConfig, set()),
        ("association", AssociationConfig, set()),
    ):
        assert set(content[section]) == set(model.model_fields) - secrets
