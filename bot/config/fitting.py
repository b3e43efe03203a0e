"""What the tables of the configuration must keep to among each other."""

from collections.abc import Callable, Iterator, Mapping
from inspect import signature
from typing import Any

from bot.config.association import AssociationConfig
from bot.config.board import BoardConfig
from bot.config.community import IntroductionsConfig
from bot.config.dues import DuesConfig
from bot.config.kinds import Section, Spoken, is_loopback
from bot.config.sections import RetentionConfig, Telegram, Webhook, WebinarsConfig
from bot.forms import SOURCES

Mistake = tuple[str, object, str]  # key, value, reason
MOST_OF_PACKAGES = 3500  # characters; all packages are shown in one message, which has 4096


def mistakes(tables: Mapping[str, Any]) -> Iterator[Mistake]:
    """Yield what does not fit together in these tables; a table that is itself wrong is left out of them."""
    for check in CHECKS:
        needed = list(signature(check).parameters)
        if all(name in tables for name in needed):
            yield from check(*(tables[name] for name in needed))
    association = tables.get("association")
    if association is not None and association.default_language in association.languages:
        language = association.default_language
        for name, table in tables.items():
            yield from _untranslated(name, table, language)


def _untranslated(key: str, value: object, language: str) -> Iterator[Mistake]:
    """Texts without the language that stands in for all others."""
    if isinstance(value, Spoken) and language not in value:
        yield key, dict(value), f"has no text in {language}, the default language"
    elif isinstance(value, Section):
        for name in type(value).model_fields:
            yield from _untranslated(f"{key}.{name}", getattr(value, name), language)
    elif isinstance(value, tuple):
        for place, item in enumerate(value):
            yield from _untranslated(f"{key}.{place}", item, language)


def _clock(clock: str, telegram: Telegram) -> Iterator[Mistake]:
    if clock and not is_loopback(telegram.api_base):
        reason = "another clock is only for a sandbox, and telegram.api_base is not on this machine"
        yield "clock", clock, reason


def _webhook(telegram: Telegram, webhook: Webhook) -> Iterator[Mistake]:
    if telegram.mode == "webhook":
        if not webhook.url:
            yield "webhook.url", "", "the mode webhook needs the address that Telegram calls"
        if webhook.secret is None:
            yield "webhook.secret", "", "the mode webhook needs a secret: set ARTEL_WEBHOOK__SECRET"


def _languages(association: AssociationConfig) -> Iterator[Mistake]:
    if association.default_language not in association.languages:
        yield (
            "association.default_language",
            association.default_language,
            "is not among association.languages",
        )


def _packages(association: AssociationConfig) -> Iterator[Mistake]:
    for language in association.languages:
        lines = [
            text.get(language, "")
            for package in association.packages
            for text in (package.title, *package.gives)
        ]
        if (
            length := sum(len(line) + 3 for line in lines) + 40 * len(association.packages)
        ) > MOST_OF_PACKAGES:
            reason = f"in {language} they are about {length} characters long, and one message has room for {MOST_OF_PACKAGES}"
            yield "association.packages", f"{len(association.packages)} packages", reason


def _webinars(webinars: WebinarsConfig, association: AssociationConfig) -> Iterator[Mistake]:
    topics = [topic.id for topic in association.topics]
    if webinars.topic and webinars.topic not in topics:
        yield "webinars.topic", webinars.topic, f"no such topic; there are {', '.join(topics)}"
    audiences = [*(group.id for group in association.working_groups), *SOURCES["webinar-audiences"]]
    for name, chat in webinars.chats.items():
        if name not in audiences:
            yield f"webinars.chats.{name}", chat, f"no such group; there are {', '.join(audiences)}"


def _board(board: BoardConfig) -> Iterator[Mistake]:
    for place, hours in enumerate(board.reminders_hours):
        if hours >= board.voting_hours:
            yield (
                f"board.reminders_hours.{place}",
                hours,
                "is not less than board.voting_hours: it would never go out",
            )


def _introductions(introductions: IntroductionsConfig) -> Iterator[Mistake]:
    if introductions.ask_after_days >= 7 * introductions.weeks:
        reason = "must be less than the days between two rounds"
        yield "introductions.ask_after_days", introductions.ask_after_days, reason


def _memory(introductions: IntroductionsConfig, retention: RetentionConfig) -> Iterator[Mistake]:
    if introductions.ask_after_days > retention.outbox_days:
        reason = (
            "is shorter than introductions.ask_after_days: nobody would know any more who got an introduction"
        )
        yield "retention.outbox_days", retention.outbox_days, reason


def _dues(dues: DuesConfig) -> Iterator[Mistake]:
    for key, reason in dues.mistakes():
        yield f"dues.{key}", getattr(dues, key), reason


CHECKS: tuple[Callable[..., Iterator[Mistake]], ...] = (
    _clock,
    _webhook,
    _languages,
    _packages,
    _webinars,
    _board,
    _introductions,
    _memory,
    _dues,
)
