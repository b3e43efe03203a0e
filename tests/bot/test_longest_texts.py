"""Reliability row 50: what the configuration allows at most still fits into Telegram's messages."""

from typing import Any

import pytest
from fluent.syntax.ast import Message

from bot.config import Config, load
from bot.config.fitting import MOST_OF_PACKAGES
from bot.i18n import LOCALES, FluentTexts, resources

LONGEST_MESSAGE = 4096
LANGUAGES = ("ru", "en")


def spoken(longest: int) -> dict[str, str]:
    return dict.fromkeys(LANGUAGES, "&" + "Ж" * (longest - 1))  # an ampersand is escaped, and counts as one


@pytest.fixture(scope="module")
def longest() -> Config:
    """The configuration with the longest names, topics, packages and rules that it takes."""
    gift = spoken(200)
    gifts = MOST_OF_PACKAGES // 203 - 1
    association: dict[str, Any] = {
        "name": spoken(200),
        "short_name": spoken(40),
        "mission": spoken(400),
        "site": "a" * 193 + ".ru/abc",
        "email": "info@" + "a" * 192 + ".ru",
        "channel": "t.me/" + "a" * 195,
        "topics": [{"id": f"t{number}", "title": spoken(99)} for number in range(20)],
        "packages": [
            {
                "id": "person",
                "title": spoken(100),
                "fee": 9_999_999,
                "gives": [
                    gift | {"en": gift["en"][:-3] + str(100 + n), "ru": gift["ru"][:-3] + str(100 + n)}
                    for n in range(gifts)
                ],
            },
        ],
    }
    rules = [spoken(299 - number) for number in range(10)]
    return load(
        needs_token=False, association=association, moderation={"rules": rules}, webinars={"topic": ""}
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_with_the_longest_facts_fits(longest: Config, language: str) -> None:
    texts = FluentTexts(longest.association.facts())
    bundle, facts = texts._bundles[language], texts._facts[language]
    rules = "\n".join(
        f"{number}. {rule[language]}" for number, rule in enumerate(longest.moderation.rules, 1)
    )
    keys = [
        entry.id.name
        for resource in resources(LOCALES / language)
        for entry in resource.body
        if isinstance(entry, Message)
    ]
    lengths = {}
    for key in keys:
        pattern = bundle.get_message(key).value
        assert pattern is not None
        # What only a call knows is left as its name.
        text, _ = bundle.format_pattern(pattern, {**facts, "rules": rules})
        lengths[key] = len(str(text))
    assert len(lengths) > 1000
    assert {key: length for key, length in lengths.items() if length > LONGEST_MESSAGE} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_packages_fit_into_one_message(longest: Config, language: str) -> None:
    texts = FluentTexts(longest.association.facts())
    shown = [
        texts.plain(
            language,
            "application-package",
            title=package.title[language],
            fee=texts.money(language, package.fee),
            gives="\n".join("• " + gift[language] for gift in package.gives),
        )
        for package in longest.association.facts().packages
    ]
    assert 3000 < len("\n\n".join([texts.plain(language, "application-packages"), *shown])) <= LONGEST_MESSAGE
