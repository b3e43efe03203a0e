"""Forms: what is taken as an answer, in what order questions come, and what a changed form leaves of a draft."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, cast
from zoneinfo import ZoneInfo

import pytest
from babel.dates import format_date
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.i18n import LOCALES, FluentTexts
from domain.answers import Answers, Wrong, clean
from domain.consent import ConsentMissing
from domain.events import Event
from domain.forms.checks import read
from domain.forms.circumstances import Circumstances
from domain.forms.drafts import Drafts, FormTerms, OutOfDate
from domain.forms.entities import ANSWERED, Draft, Form, Option, Question, QuestionKind, Raw
from domain.forms.events import Asking, FormSent, Summing
from domain.forms.progress import relevant, still_standing
from domain.forms.registry import receives
from domain.forms.use_cases import Forms
from domain.moments import LANGUAGES
from domain.people import Person
from domain.refusal import Refusal
from tests.domain.answers import ANSWERS, GROUPS, NOON, names, pdf
from tests.domain.fakes import Clock, People

if TYPE_CHECKING:
    from domain.people import ContactsGateway


def check(kind: str, raw: Raw, **limits: Any) -> Any:
    """The answer as it is kept, or what is wrong with it."""
    options = {"choice": (Option("self"), Option("another")), "many": GROUPS, "ranking": GROUPS}.get(kind, ())
    answers = {"bik": limits.pop("bank", None)}
    now = NOON.astimezone(ZoneInfo(limits.pop("zone", "Europe/Moscow")))
    question = Question("q", QuestionKind(kind), **limits)
    try:
        return read(question, raw, Circumstances(now, "RU", options, answers, names))
    except Wrong as wrong:
        return wrong.reason


def test_the_table_is_long() -> None:
    assert len(ANSWERS) >= 150
    assert {kind for kind, *_ in ANSWERS} == {kind.value for kind in QuestionKind}


@pytest.mark.parametrize(("kind", "raw", "limits", "expected"), ANSWERS)
def test_what_is_taken_as_an_answer(kind: str, raw: Raw, limits: dict[str, Any], expected: Any) -> None:
    assert check(kind, raw, **dict(limits)) == expected


@given(st.text(max_size=300))
@settings(max_examples=300, deadline=None)
def test_no_text_whatever_breaks_a_check(text: str) -> None:
    for kind in QuestionKind:
        found = check(kind.value, text)
        assert isinstance(found, str | list | int)
        if kind in (QuestionKind.TEXT, QuestionKind.LONG_TEXT) and found not in ("empty", "too-long"):
            assert clean(str(found), lines=kind is QuestionKind.LONG_TEXT) == found, (
                "what is kept is taken again as it is"
            )


def test_what_is_kept_is_taken_again_as_it_is() -> None:
    """Kept answers are checked once more when the form is sent."""
    for kind, _, limits, kept in ANSWERS:
        if kind in ("moment", "number", "link") and str(kept).startswith((*"-0123456789", "http")):
            assert check(kind, str(kept), **dict(limits)) == kept


def test_months_are_understood_in_every_language_of_the_texts() -> None:
    assert sorted(LANGUAGES) == sorted(path.name for path in LOCALES.iterdir() if path.is_dir())
    for language in LANGUAGES:
        for month in range(1, 13):
            day = date(2027, month, 9)
            for pattern in ("d MMMM y", "d LLLL y"):
                written = format_date(day, pattern, locale=language)
                assert check("moment", f"{written} 19:00") == f"{day}T19:00+03:00"


@given(st.integers(0, 363 * 24 * 60), st.sampled_from(LANGUAGES))
@settings(max_examples=200, deadline=None)
def test_every_form_in_which_a_moment_is_shown_is_read(
    texts: FluentTexts, minutes: int, language: str
) -> None:
    moment = (NOON + timedelta(minutes=minutes)).astimezone(ZoneInfo("Europe/Moscow"))
    at = int(moment.timestamp()) * 1_000_000
    kept = moment.isoformat(timespec="minutes")
    assert check("moment", texts.moment(language, at)) == kept
    assert check("moment", texts.day(language, at)) == kept
    for day in (texts.date(language, at), texts.full_date(language, moment.date())):
        assert check("moment", f"{day} {moment:%H:%M}") == kept
    assert check("moment", f"{moment:%d.%m.%Y %H:%M}") == kept


def test_joiners_are_kept_where_scripts_need_them() -> None:
    assert clean("می\u200cخواهم") == "می\u200cخواهم"
    assert clean("Ива\u200cнова") == "Иванова"


# The conversation


class Drawer:
    """Implements `FormsGateway`."""

    def __init__(self) -> None:
        self.kept: dict[tuple[int, str], Draft] = {}

    async def of(self, person_id: int) -> Sequence[Draft]:
        return [draft for (person, _), draft in self.kept.items() if person == person_id]

    async def save(self, draft: Draft) -> None:
        self.kept[draft.person_id, draft.form] = draft

    async def delete(self, person_id: int, form: str) -> None:
        self.kept.pop((person_id, form), None)

    async def lying(self, before: int, many: int) -> Sequence[tuple[Person, Draft]]:
        found = [
            draft for draft in self.kept.values() if draft.updated_at <= before and draft.nudged_at is None
        ]
        return [(ANNA, draft) for draft in found[:many]]


ANNA = Person(1, "ru", 0, consented=True)
SURVEY = Form(
    "survey",
    "test",
    (
        Question("name", QuestionKind.TEXT),
        Question("member", QuestionKind.YES_NO),
        Question("since", QuestionKind.DATE, when={"member": (True,)}),
        Question("payer", QuestionKind.CHOICE, options=("self", "another")),
        Question("payer-name", QuestionKind.TEXT, when={"payer": ("another",), "member": (False,)}),
        Question("groups", QuestionKind.RANKING, source="groups"),
        Question("remark", QuestionKind.TEXT, optional=True),
        Question("why", QuestionKind.TEXT, when={"remark": (ANSWERED,)}),
    ),
)


async def acknowledge(person: Person, form: Form, answers: Answers) -> Event:
    return FormSent(person, form, answers)


class Table:
    """The use case with a form that can be changed under a draft."""

    def __init__(self, *forms: Form) -> None:
        self.drawer = Drawer()
        self.people = People()
        self.clock = Clock(1_800_000_000_000_000)
        self.offered: Sequence[Option] = GROUPS
        self.receiver: Callable[[Person, Form, Answers], Awaitable[Event]] = acknowledge
        self.use(*(forms or (SURVEY,)))

    def use(self, *forms: Form) -> None:
        """From now on the configuration has these forms."""
        terms = FormTerms({form.id: form for form in forms}, nudge_after=1_000_000)
        drafts = Drafts(self.drawer, self.clock, self, terms)
        people = cast("ContactsGateway", self.people)
        self.forms = Forms(self.drawer, people, self.clock, drafts, self, terms)

    async def receive(self, person: Person, form: Form, answers: Answers) -> Event:
        return await self.receiver(person, form, answers)

    async def options(self, source: str) -> Sequence[Option]:
        assert source == "groups"
        return self.offered

    async def write(self, *texts: Raw) -> Asking | Summing:
        for text in texts:
            shown = await self.forms.answer(ANNA, text, names)
        return shown

    @property
    def draft(self) -> Draft:
        return self.drawer.kept[1, "survey"]

    @property
    def step(self) -> int:
        return self.draft.step


@pytest.fixture
def table() -> Table:
    return Table()


def at(shown: object) -> str:
    """The question that is open, or that all is answered."""
    return shown.question.id if isinstance(shown, Asking) else type(shown).__name__


async def test_questions_come_in_order_as_their_conditions_say(table: Table) -> None:
    assert at(await table.forms.open(ANNA, "survey")) == "name"
    assert at(await table.write("Анна")) == "member"
    assert at(await table.write("нет")) == "payer"
    assert at(await table.write("another")) == "payer-name"
    assert at(await table.write("ООО")) == "groups"
    assert at(await table.write("1")) == "remark"
    assert at(await table.write("слово")) == "why"
    shown = await table.write("так")
    assert isinstance(shown, Summing)
    assert [question.id for question in shown.questions] == [
        "name", "member", "payer", "payer-name", "groups", "remark", "why",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        ({}, ["name", "member", "payer", "groups", "remark"]),
        ({"member": True}, ["name", "member", "since", "payer", "groups", "remark"]),
        ({"member": False}, ["name", "member", "payer", "groups", "remark"]),
        ({"payer": "another"}, ["name", "member", "payer", "groups", "remark"]),
        ({"payer": "another", "member": True}, ["name", "member", "since", "payer", "groups", "remark"]),
        (
            {"payer": "another", "member": False},
            ["name", "member", "payer", "payer-name", "groups", "remark"],
        ),
        ({"remark": "x"}, ["name", "member", "payer", "groups", "remark", "why"]),
    ],
)
def test_conditions(answers: Answers, asked: list[str]) -> None:
    assert [question.id for question in relevant(SURVEY, answers)] == asked


def test_a_condition_on_an_answer_that_is_not_asked_for_does_not_hold() -> None:
    chain = Form(
        "chain",
        "test",
        (
            Question("a", QuestionKind.YES_NO),
            Question("b", QuestionKind.YES_NO, when={"a": (True,)}),
            Question("c", QuestionKind.TEXT, when={"b": (True,)}),
        ),
    )
    assert [question.id for question in relevant(chain, {"a": True, "b": True})] == ["a", "b", "c"]
    assert [question.id for question in relevant(chain, {"a": False, "b": True})] == ["a"]


def test_a_condition_on_several_options_holds_for_one_of_them() -> None:
    form = Form(
        "f",
        "test",
        (
            Question("m", QuestionKind.MANY, options=("x", "y")),
            Question("t", QuestionKind.TEXT, when={"m": ("y",)}),
        ),
    )
    assert len(relevant(form, {"m": ["x", "y"]})) == 2
    assert len(relevant(form, {"m": ["x"]})) == 1


async def test_progress_counts_what_this_person_is_asked(table: Table) -> None:
    shown = await table.forms.open(ANNA, "survey", {"name": "Анна", "nonsense": 1, "member": "not a bool"})
    assert isinstance(shown, Asking)
    assert (shown.question.id, shown.number, shown.total, shown.first) == ("member", 1, 4, True)
    shown = await table.write("да")
    assert isinstance(shown, Asking)
    assert (shown.question.id, shown.number, shown.total) == ("since", 2, 5)
    (waiting,) = await table.forms.progress(ANNA)
    assert (waiting.form, waiting.done, waiting.total) == ("survey", 1, 5)


async def test_a_question_that_lost_its_options_is_neither_asked_nor_waited_for(table: Table) -> None:
    await table.forms.open(ANNA, "survey")
    assert at(await table.write("Анна", "нет", "self")) == "groups"
    table.offered = ()
    shown = await table.forms.current(ANNA)
    assert isinstance(shown, Asking)
    assert at(shown) == "remark"
    (waiting,) = await table.forms.progress(ANNA)
    assert (waiting.done, waiting.total) == (3, 4)
    assert at(await table.forms.skip(ANNA, shown.draft.step)) == "Summing"
    assert at(await table.forms.send(ANNA, "survey")) == "FormSent"


async def test_back_keeps_answers_and_goes_on_to_what_is_open(table: Table) -> None:
    await table.forms.open(ANNA, "survey")
    await table.write("Анна", "нет", "self")
    await table.forms.back(ANNA, table.step)
    await table.forms.back(ANNA, table.step)
    shown = await table.forms.back(ANNA, table.step)
    assert isinstance(shown, Asking)
    assert (shown.question.id, shown.first, shown.answers["name"]) == ("name", True, "Анна")
    assert at(await table.forms.back(ANNA, table.step)) == "name"
    assert at(await table.write("Мария")) == "groups"
    assert table.draft.answers == {"member": False, "payer": "self", "name": "Мария"}


async def test_an_answer_that_is_no_longer_asked_for_is_kept_but_not_sent(table: Table) -> None:
    await table.forms.open(ANNA, "survey")
    await table.write("Анна", "да", "1.1.2020", "self", "1")
    await table.forms.skip(ANNA, table.step)
    await table.forms.change(ANNA, table.step, "member")
    assert at(await table.write("нет")) == "Summing"
    assert table.draft.answers["since"] == "2020-01-01"
    sent = await table.forms.send(ANNA, "survey")
    assert isinstance(sent, FormSent)
    assert sent.answers == {"name": "Анна", "member": False, "payer": "self", "groups": ["barriers"]}
    assert table.drawer.kept == {}


async def test_nothing_is_sent_while_an_answer_is_missing(table: Table) -> None:
    await table.forms.open(ANNA, "survey")
    await table.write("Анна", "да")
    assert at(await table.forms.send(ANNA, "survey")) == "since"
    assert table.draft.answers == {"name": "Анна", "member": True}
    with pytest.raises(OutOfDate):
        await table.forms.send(ANNA, "other")
    with pytest.raises(OutOfDate):
        await table.forms.send(replace(ANNA, id=2), "survey")


async def test_an_answer_that_today_s_rules_refuse_is_asked_again_at_the_sending(table: Table) -> None:
    await table.forms.open(ANNA, "survey")
    await table.write("Анна", "да", "1.1.2020", "self", "1")
    await table.forms.skip(ANNA, table.step)
    questions = [replace(q, years_ago=(18, 110)) if q.id == "since" else q for q in SURVEY.questions]
    table.use(replace(SURVEY, questions=tuple(questions)))
    assert at(await table.forms.send(ANNA, "survey")) == "since"


async def test_without_consent_nothing_begins(table: Table) -> None:
    with pytest.raises(ConsentMissing):
        await table.forms.open(replace(ANNA, consented=False), "survey")
    assert table.drawer.kept == {}


def test_a_purpose_has_one_receiver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("domain.forms.registry.RECEIVERS", {})

    async def take(_person: Person, _form: Form, _answers: Answers) -> None: ...

    with pytest.raises(RuntimeError) as refused:
        type("Second", (), {"take": receives("webinar")(take), "again": receives("webinar")(take)})
    assert "webinar is declared twice" in str(refused.value.__cause__)


async def test_one_draft_has_the_floor(table: Table) -> None:
    other = Form("other", "test", (Question("name", QuestionKind.TEXT), Question("city", QuestionKind.CITY)))
    table.use(SURVEY, other)
    await table.forms.open(ANNA, "survey")
    button = table.step
    await table.forms.open(ANNA, "other")
    assert at(await table.write("Анна")) == "city"
    assert table.draft.answers == {}
    paused = await table.forms.pause(ANNA)
    assert (paused.stopped, [draft.form for draft in paused.drafts]) == (True, ["other", "survey"])
    assert await table.forms.current(ANNA) is None
    with pytest.raises(OutOfDate):
        await table.write("Мария")
    assert not (await table.forms.pause(ANNA)).stopped
    assert at(await table.forms.keep(ANNA, button)) == "name"  # a tap takes the floor back
    assert at(await table.write("Мария")) == "member"


async def test_an_old_button_answers_nothing(table: Table) -> None:
    await table.forms.open(ANNA, "survey")
    await table.write("Анна")
    old = table.step
    await table.forms.pick(ANNA, old, "yes")
    for act in (
        table.forms.keep,
        table.forms.back,
        table.forms.skip,
        table.forms.finish,
        table.forms.discard,
    ):
        with pytest.raises(OutOfDate):
            await act(ANNA, old)
    with pytest.raises(OutOfDate):
        await table.forms.pick(ANNA, table.step, "yes")  # a date takes no options
    with pytest.raises(OutOfDate):
        await table.forms.change(ANNA, table.step, "payer-name")  # not asked


async def test_ranking_by_taps_ends_by_itself_when_all_are_ranked(table: Table) -> None:
    await table.forms.open(ANNA, "survey")
    await table.write("Анна", "нет", "self")
    await table.forms.pick(ANNA, table.step, "biodata")
    await table.forms.pick(ANNA, table.step, "pilots")
    await table.forms.pick(ANNA, table.step, "biodata")
    assert table.draft.answers["groups"] == ["pilots"]
    await table.forms.pick(ANNA, table.step, "barriers")
    assert at(await table.forms.pick(ANNA, table.step, "biodata")) == "remark"
    assert table.draft.answers["groups"] == ["pilots", "barriers", "biodata"]


async def test_files_join_until_done() -> None:
    table = Table(
        Form(
            "survey",
            "test",
            (
                Question("scans", QuestionKind.FILE, most=2),
                Question("one", QuestionKind.FILE, most=1, optional=True),
            ),
        )
    )
    await table.forms.open(ANNA, "survey")
    with pytest.raises(Wrong, match="files-few"):
        await table.forms.finish(ANNA, table.step)
    await table.write(pdf(), pdf())
    with pytest.raises(Wrong, match="files-many"):
        await table.write(pdf())
    assert table.draft.uploads == 2
    shown = await table.forms.ask_again(ANNA)
    assert isinstance(shown, Asking)
    assert table.draft.uploads == 0
    await table.forms.clear(ANNA, table.step)
    assert table.draft.answers == {}
    await table.write(pdf())
    assert at(await table.forms.finish(ANNA, table.step)) == "one"
    assert at(await table.write(pdf())) == "Summing"


# Sending


async def test_where_the_receiver_refuses_the_draft_stays_as_it_is(table: Table) -> None:
    async def refuse(person: Person, _form: Form, _answers: Answers) -> Event:
        raise Refusal(person)

    await filled(table)
    await table.forms.skip(ANNA, table.step)
    before = table.draft
    table.receiver = refuse
    with pytest.raises(Refusal):
        await table.forms.send(ANNA, "survey")
    assert table.draft == before
    assert "form-sent" not in [entry.kind for entry in table.people.log[ANNA.id]]
    table.receiver = acknowledge
    assert isinstance(await table.forms.send(ANNA, "survey"), FormSent)
    assert table.drawer.kept == {}


async def test_a_receiver_can_open_another_form() -> None:
    first = Form("survey", "test", (Question("name", QuestionKind.TEXT), Question("city", QuestionKind.CITY)))
    second = Form(
        "second", "test", (Question("name", QuestionKind.TEXT), Question("work", QuestionKind.TEXT))
    )
    table = Table(first, second)
    await table.forms.open(ANNA, "survey")
    await table.write("Анна", "Казань")
    old = table.step
    table.receiver = lambda person, _form, answers: table.forms.open(person, "second", answers)
    asked = await table.forms.send(ANNA, "survey")
    assert at(asked) == "work"
    (draft,) = table.drawer.kept.values()
    assert (draft.form, draft.held, draft.answers) == ("second", True, {"name": "Анна"})
    assert draft.step > old
    with pytest.raises(OutOfDate):
        await table.forms.at(ANNA, old)
    table.receiver = acknowledge
    assert at(await table.write("Больница")) == "Summing"


# A form that changes under a draft


async def filled(table: Table) -> None:
    await table.forms.open(ANNA, "survey")
    await table.write("Анна", "да", "1.1.2020", "self", "2, 1")


async def test_a_changed_form_keeps_every_answer_whose_question_still_stands(table: Table) -> None:
    await filled(table)
    kept = dict(table.draft.answers)
    new = Question("new", QuestionKind.TEXT)
    without = tuple(
        question for question in SURVEY.questions if question.id not in ("since", "remark", "why")
    )
    table.use(replace(SURVEY, questions=(new, *reversed(without))))
    shown = await table.forms.current(ANNA)
    assert at(shown) == "new"
    assert isinstance(shown, Asking)
    expected = {name: value for name, value in kept.items() if name != "since"}
    assert shown.answers == expected
    assert at(await table.write("новое")) == "Summing"
    sent = await table.forms.send(ANNA, "survey")
    assert isinstance(sent, FormSent)
    assert sent.answers == {**expected, "new": "новое"}


async def test_a_question_of_another_kind_is_asked_again(table: Table) -> None:
    await filled(table)
    changed = {"name": QuestionKind.FILE, "member": QuestionKind.DATE, "payer": QuestionKind.MANY}
    table.use(
        replace(
            SURVEY,
            questions=tuple(
                replace(question, kind=changed.get(question.id, question.kind), when={})
                for question in SURVEY.questions
            ),
        )
    )
    shown = await table.forms.open(ANNA, "survey")
    assert set(shown.answers) == {"since", "groups"}


@pytest.mark.parametrize(
    ("kind", "right", "wrong"),
    [
        (QuestionKind.DATE, "1990-12-31", ["31.12.1990", "2027-02-15T19:00+03:00", 1990]),
        (QuestionKind.MOMENT, "2027-02-15T19:00+03:00", ["15.02 19:00", "2027-02-15", "2027-02-15T19:00", 7]),
        (QuestionKind.NUMBER, 0, ["7", True, 7.5, ["7"]]),
        (QuestionKind.LINK, "https://zoom.us", ["", 7]),
    ],
)
def test_an_answer_kept_for_another_kind_does_not_stand(
    kind: QuestionKind, right: Any, wrong: list[Any]
) -> None:
    form = Form("f", "test", (Question("q", kind),))
    assert still_standing(form, {"q": right}, {}) == {"q": right}
    for value in wrong:
        assert still_standing(form, {"q": value}, {}) == {}


async def test_a_moment_that_passed_and_a_number_no_longer_allowed_are_asked_again() -> None:
    when, places = Question("when", QuestionKind.MOMENT, future=True), Question("places", QuestionKind.NUMBER)
    table = Table(Form("survey", "test", (when, places)))
    await table.forms.open(ANNA, "survey")
    assert at(await table.write("15.01.2027 11:30", "100")) == "Summing"
    assert table.draft.answers == {"when": "2027-01-15T11:30+03:00", "places": 100}
    table.clock.moment += 1_800_000_000  # half an hour
    assert at(await table.forms.send(ANNA, "survey")) == "when"
    assert at(await table.write("16.01 11:30")) == "Summing"
    table.use(Form("survey", "test", (when, replace(places, highest=50))))
    assert at(await table.forms.send(ANNA, "survey")) == "places"
    assert at(await table.write("50")) == "Summing"
    sent = await table.forms.send(ANNA, "survey")
    assert isinstance(sent, FormSent)
    assert sent.answers == {"when": "2027-01-16T11:30+03:00", "places": 50}


async def test_options_that_are_gone_are_taken_out_of_answers(table: Table) -> None:
    await filled(table)
    assert table.draft.answers["groups"] == ["pilots", "barriers"]
    table.offered = [GROUPS[0]]
    shown = await table.forms.current(ANNA)
    assert shown is not None
    assert shown.answers["groups"] == ["barriers"]
    table.offered = []  # nothing to choose: the question is not asked at all
    shown = await table.forms.open(ANNA, "survey")
    assert "groups" not in [question.id for question in shown.form.questions]
    assert at(await table.forms.skip(ANNA, table.step)) == "Summing"


async def test_a_button_of_a_question_that_is_gone_does_not_answer_the_next_one(table: Table) -> None:
    await table.forms.open(ANNA, "survey")
    await table.write("Анна")
    old = table.step
    questions = [
        replace(question, id="other") if question.id == "member" else question
        for question in SURVEY.questions
    ]
    table.use(replace(SURVEY, questions=tuple(questions)))
    with pytest.raises(OutOfDate):
        await table.forms.pick(ANNA, old, "yes")
    shown = await table.forms.current(ANNA)
    assert isinstance(shown, Asking)
    assert shown.question.id == "other"
    await table.forms.pick(ANNA, shown.draft.step, "yes")
    assert table.draft.answers["other"] is True


async def test_a_form_that_is_gone_leaves_its_draft_in_peace(table: Table) -> None:
    await filled(table)
    table.use()
    assert await table.forms.current(ANNA) is None
    assert await table.forms.progress(ANNA) == ()
    assert await table.forms.nudge_due() == []
    with pytest.raises(OutOfDate):
        await table.forms.resume(ANNA, "survey")
    table.use(SURVEY)
    assert at(await table.forms.resume(ANNA, "survey")) == "remark"


ANY_QUESTION = st.builds(
    Question,
    id=st.sampled_from(["name", "member", "since", "payer", "groups", "remark", "new"]),
    kind=st.sampled_from(
        [
            QuestionKind.TEXT,
            QuestionKind.YES_NO,
            QuestionKind.DATE,
            QuestionKind.CHOICE,
            QuestionKind.FILE,
            QuestionKind.EMAIL,
            QuestionKind.LONG_TEXT,
        ]
    ),
    optional=st.booleans(),
    options=st.just(("self", "another")),
)


@given(st.lists(ANY_QUESTION, min_size=1, max_size=7, unique_by=lambda question: question.id))
@settings(max_examples=100, deadline=None)
async def test_any_change_of_a_form_keeps_what_still_fits(questions: list[Question]) -> None:
    table = Table()
    await filled(table)
    before = dict(table.draft.answers)
    table.use(Form("survey", "test", tuple(questions)))
    shown = await table.forms.current(ANNA)
    assert shown is not None
    same = {q.id for q in SURVEY.questions for new in questions if (q.id, q.kind) == (new.id, new.kind)}
    for name in same & set(before):
        assert shown.answers[name] == before[name]
    assert set(shown.answers) <= {question.id for question in questions}


async def test_a_lying_draft_is_named_once(table: Table) -> None:
    await filled(table)
    assert await table.forms.nudge_due() == []
    table.clock.moment += 2_000_000
    (lying,) = await table.forms.nudge_due()
    assert (lying.unfinished.done, lying.unfinished.total) == (5, 6)
    table.clock.moment += 2_000_000
    await table.write("слово")
    table.clock.moment += 2_000_000
    assert await table.forms.nudge_due() == []
