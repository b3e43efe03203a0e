"""Forms as files: what stops the start, and whether every mistake in an answer has its words."""

import re
from importlib import import_module
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.config import Config, ConfigError, load
from bot.forms import SOURCES, FormMistake, load_forms
from bot.i18n import LOCALES, FluentTexts
from domain.answers import Wrong
from domain.forms.checks import read
from domain.forms.circumstances import Circumstances
from domain.forms.entities import QuestionKind
from domain.forms.registry import OFFERERS, RECEIVERS
from tests.bot.configuration import DELIVERED
from tests.domain.answers import ANSWERS, GROUPS, NOON, names

DOMAIN = LOCALES.parent / "domain"
GOOD = 'purpose = "application-person"\n'
NAME = '[[questions]]\nid = "full-name"\nkind = "text"\n'
PAYER = '[[questions]]\nid = "payer"\nkind = "choice"\noptions = ["self", "another"]\n'


def loaded(tmp_path: Path, content: str, name: str = "application-person.toml") -> Any:
    path = tmp_path / name
    path.write_text(content, "utf-8")
    return load_forms([path], LOCALES, ["ru", "en"])


def test_the_delivered_forms_are_in_order(delivered: Config) -> None:
    assert {form.purpose for form in delivered.questionnaires.values()} == set(delivered.questionnaires)
    for form in delivered.questionnaires.values():
        assert len(form.questions) <= 17
    person = delivered.questionnaires["questionnaire-person"]
    last = ("why-me", "why-them", "groups")
    assert tuple(question.id for question in person.questions if question.id in last) == last


def test_a_form_of_ones_own(tmp_path: Path) -> None:
    when = 'when = { payer = ["self", "another"] }\n'
    forms = loaded(tmp_path, GOOD + PAYER + NAME + when)
    (payer, name) = forms["application-person"].questions
    assert (payer.options, name.when) == (("self", "another"), {"payer": ("self", "another")})


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "application-person.toml: purpose: Field required"),
        (GOOD, "application-person.toml: questions: Field required"),
        (GOOD + "questions = []", "at least 1 item"),
        (
            "purpose = 'fun'\n" + NAME,
            "purpose = 'fun': expected one of application-organisation, application-person",
        ),
        (GOOD + NAME.replace("text", "colour"), "questions.0.kind = 'colour': Input should be 'text'"),
        (GOOD + NAME + "colour = 1\n", "questions.0.colour = '1': Extra inputs are not permitted"),
        (GOOD + NAME.replace("full-name", "Full Name"), "questions.0.id = 'Full Name'"),
        (GOOD + NAME + NAME, "questions.id = 'full-name': this id stands twice"),
        (
            GOOD + NAME.replace("full-name", "nameless"),
            "questions.id = 'nameless': no text question-nameless in locales/ru",
        ),
        (
            GOOD + PAYER.replace('"another"', '"third"'),
            "questions.options = 'third': no text option-payer-third",
        ),
        (
            GOOD + PAYER.replace('"another"', '"self"'),
            "questions.0.options = ['self', 'self']: an option stands twice",
        ),
        (
            GOOD + PAYER.replace('["self", "another"]', "[]"),
            "questions.0.options = []: there is nothing to choose",
        ),
        (GOOD + PAYER.replace('["self", "another"]', '"planets"'), "questions.0.options = 'planets'"),
        (GOOD + NAME + 'options = ["a"]\n', "takes no options"),
        (GOOD + NAME + "most = 2\n", "questions.0.most = 2: a question of the kind text takes no most"),
        (GOOD + NAME + "longest = 9999\n", "questions.0.longest = '9999': Input should be less than"),
        (GOOD + NAME + "shortest = 300\n", "questions.0.shortest = 300: more than longest (200)"),
        (GOOD + NAME + 'when = { payer = "self" }\n' + PAYER, "the question is not asked before this one"),
        (GOOD + NAME + 'when = { full-name = "x" }\n', "the question is not asked before this one"),
        (
            GOOD + NAME + 'when = { colour = "red" }\n',
            "questions.0.when.colour = ['red']: there is no such question",
        ),
        (
            GOOD + PAYER + NAME + 'when = { payer = "nobody" }\n',
            "questions.1.when.payer = 'nobody': payer never has this",
        ),
        (
            GOOD + PAYER + NAME + "when = { payer = true }\n",
            "questions.1.when.payer = True: payer never has this",
        ),
        (GOOD + '[[questions]]\nid = "account"\nkind = "account"\nbik = "bik"\n', "questions.0.bik = 'bik'"),
        (
            GOOD + '[[questions]]\nid = "birth-date"\nkind = "date"\nyears_ago = [9, 1]\n',
            "the first is more than",
        ),
        (GOOD + NAME + "future = true\n", "a question of the kind text takes no future; only moment do"),
        (GOOD + NAME + "highest = 2\n", "a question of the kind text takes no highest; only number do"),
        (
            GOOD + NAME.replace("text", "number") + "lowest = 2\nhighest = 1\n",
            "questions.0.lowest = 2: more than highest (1)",
        ),
        ("purpose = ", "application-person.toml: Invalid value"),
    ],
)
def test_a_mistake_in_a_form_is_named(tmp_path: Path, content: str, said: str) -> None:
    with pytest.raises(FormMistake) as caught:
        loaded(tmp_path, content)
    assert said in str(caught.value)
    assert str(caught.value).startswith("application-person.toml: ")


def test_a_form_without_a_title_is_named(tmp_path: Path) -> None:
    with pytest.raises(FormMistake, match="no text form-mine in locales/ru"):
        loaded(tmp_path, GOOD + NAME, "mine.toml")


def test_a_file_that_is_not_there_and_one_that_is_there_twice(tmp_path: Path) -> None:
    with pytest.raises(FormMistake, match=r"nothing\.toml: no such file"):
        load_forms([tmp_path / "nothing.toml"], LOCALES, ["ru"])
    path = tmp_path / "application-person.toml"
    path.write_text(GOOD + NAME, "utf-8")
    with pytest.raises(FormMistake, match=r"stands twice among forms\.files"):
        load_forms([path, path], LOCALES, ["ru"])


def test_the_programs_forms_are_used_but_for_those_beside_the_configuration(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, delivered: Config
) -> None:
    own = tmp_path / "config.toml"
    own.write_text(DELIVERED, "utf-8")
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms" / "application-person.toml").write_text(GOOD + NAME, "utf-8")
    monkeypatch.setenv("ARTEL_CONFIG", str(own))
    forms = load(needs_token=False).questionnaires
    assert forms.keys() == delivered.questionnaires.keys()
    assert [name for name, form in forms.items() if form != delivered.questionnaires[name]] == [
        "application-person"
    ]


def test_a_mistake_in_a_form_stops_the_start() -> None:
    with pytest.raises(ConfigError, match=r"nowhere\.toml: no such file \(forms\.files names it\)"):
        load(needs_token=False, forms={"files": ["forms/nowhere.toml"]})


def test_every_purpose_has_its_receiver_and_every_source_its_options(delivered: Config) -> None:
    import_module("bot.wiring")  # with every noun
    assert {form.purpose for form in delivered.questionnaires.values()} == set(RECEIVERS)
    assert set(OFFERERS) == set(SOURCES)


def reasons() -> set[str]:
    """Every reason that the code gives for not taking an answer."""
    found: set[str] = set()
    for path in (*DOMAIN.glob("forms/*.py"), DOMAIN / "moments.py"):
        source = path.read_text("utf-8")
        found |= set(re.findall(r'Wrong\("([a-z-]+)"', source))
        found |= set(re.findall(r'Wrong\("[a-z-]+" if [^)]+? else "([a-z-]+)"', source))
    for number in ("inn", "ogrn", "bik", "account"):
        found |= {f"{number}-digits", f"{number}-length"}
    return found


def wrongs() -> dict[str, Wrong]:
    """A mistake of each reason that the table of answers brings about."""
    found = {}
    for kind, raw, limits, _ in ANSWERS:
        from domain.forms.entities import Option, Question

        own = dict(limits)
        bank, zone = own.pop("bank", None), own.pop("zone", "Europe/Moscow")
        options = {"choice": (Option("self"), Option("another")), "many": GROUPS, "ranking": GROUPS}.get(
            kind, ()
        )
        try:
            question = Question("payer", QuestionKind(kind), **own)
            now = NOON.astimezone(ZoneInfo(zone))
            read(question, raw, Circumstances(now, "RU", options, {"bik": bank}, names))
        except Wrong as wrong:
            found[wrong.reason] = wrong
    return found


FROM_THE_CONVERSATION = {
    "all-answered": {},
    "needed": {},
    "files-few": {"least": 1},
    "files-many": {"most": 3},
}


def test_every_mistake_has_words_of_its_own_with_an_example(texts: FluentTexts) -> None:
    brought = wrongs()
    assert set(brought) | set(FROM_THE_CONVERSATION) == reasons()
    for language, example in (("ru", "апример"), ("en", "or example")):
        said = {}
        for reason in sorted(reasons()):
            details = FROM_THE_CONVERSATION.get(reason) or (
                brought[reason].details if reason in brought else {}
            )
            text = texts.html(language, f"wrong-{reason}", example="«Устав»", **details)
            assert example in text, f"{language}: wrong-{reason} gives no example"
            assert len(texts.plain(language, f"wrong-{reason}", example="Устав", **details)) <= 200
            said[reason] = text
        assert len(set(said.values())) == len(said), "two mistakes are told in the same words"


def test_an_example_is_itself_right() -> None:
    now = Circumstances(NOON, "RU", answers={"bik": "044525225"})
    examples = {
        QuestionKind.INN: "7707083893",
        QuestionKind.OGRN: "1027700132195",
        QuestionKind.KPP: "773601001",
        QuestionKind.BIK: "044525225",
        QuestionKind.ACCOUNT: "40702810438000060473",
        QuestionKind.PHONE: "+7 916 123-45-67",
        QuestionKind.EMAIL: "ivanova@clinic.ru",
        QuestionKind.DATE: "31.12.1990",
        QuestionKind.MOMENT: "15.02 19:00",
        QuestionKind.NUMBER: "150",
        QuestionKind.LINK: "https://zoom.us/j/1234567890",
    }
    from domain.forms.entities import Question

    for kind, example in examples.items():
        assert read(Question("q", kind, bik="bik"), example, now)
        for language in ("ru", "en"):
            wording = (LOCALES / language / "forms.ftl").read_text("utf-8")
            assert example in wording, f"{language} shows no {example}"
