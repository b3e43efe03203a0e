"""Filling in forms in the chat: what a person writes and taps, and what they see."""

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.config import Config
from bot.forms import load_forms
from bot.i18n import LOCALES, FluentTexts
from bot.wiring import FormUseCases
from domain.answers import Answers
from domain.association import Association, WorkingGroup
from domain.forms.entities import Form
from domain.forms.events import FormSent
from domain.forms.use_cases import Forms
from domain.groups.admin import GroupAdmin
from domain.people import Person
from domain.refusal import InvalidAnswer
from handlers.tellings import tell
from storage.contacts import ContactsTable
from storage.engine import Database
from storage.outbox import OutboxTable
from storage.tables.forms import drafts
from tests.conftest import StandingClock
from tests.handlers.harness import Street, Visitor
from tests.words import has, like, words

HOUR = 3_600_000_000

EVERY_KIND = """
purpose = "questionnaire-person"

[[questions]]
id = "full-name"
kind = "text"

[[questions]]
id = "member-before"
kind = "yes_no"

[[questions]]
id = "interests"
kind = "many"
options = ["one", "two", "three"]
least = 1
most = 2

[[questions]]
id = "scans"
kind = "file"
types = ["pdf", "image"]
most = 12

[[questions]]
id = "remark"
kind = "long_text"
optional = true
longest = 3000

[[questions]]
id = "since"
kind = "date"
when = { member-before = true }
"""
WORDING = """
form-every-kind = Every kind
question-member-before = Have you been a member?
question-member-before-short = Member before
question-interests = What interests you?
question-interests-short = Interests
option-interests-one = Data, of all kinds
option-interests-two = Pilots
option-interests-three = Laws
question-scans = Send the scans.
question-scans-short = Scans
question-remark = Anything else?
question-remark-short = Remark
question-since = Since when?
question-since-short = Since
"""

PERSON = {
    "full-name": "Иванова Мария Петровна",
    "city": "Казань",
    "phone": "8 (916) 123-45-67",
    "email": "Ivanova@clinic.ru",
    "work": "Городская больница № 1, главный врач",
    "why-me": "Узнавать о цифровой медицине раньше других.",
    "why-them": "Клинические данные и опыт внедрения.",
    "groups": "2, 1",
}


class Desk:
    """The street with forms of our own choosing, and a receiver that keeps what is sent."""

    def __init__(self, street: Street) -> None:
        self.street = street
        self.sent: list[tuple[str, Answers]] = []
        self.refuses = False

    async def receive(self, person: Person, form: Form, answers: Answers) -> FormSent:
        if self.refuses:
            raise InvalidAnswer(person, "board-date-wrong")
        self.sent.append((form.id, answers))
        return FormSent(person, form, answers)

    async def open(self, visitor: Visitor, form: str, prefill: Answers | None = None) -> None:
        """A form is opened for somebody who consented, as another feature would do it."""
        async with self.street.database.transaction() as transaction:
            people = ContactsTable(transaction)
            if await people.find(visitor.id) is None:
                await people.add(
                    Person(visitor.id, (visitor.language or "ru")[:2], 0, name="Аннабелла", consented=True)
                )
            person = await people.find(visitor.id)
            assert person is not None
            use_cases = self.street.use_cases(transaction)
            say = self.street.worker._say()
            tell(await use_cases.get(Forms).open(person, form, prefill), say)
            await OutboxTable(transaction).add(say.calls, self.street.clock.now())
        await self.street.deliver()

    async def remind(self) -> None:
        """The clock ticks."""
        async with self.street.database.transaction() as transaction:
            use_cases = self.street.use_cases(transaction)
            say = self.street.worker._say()
            for event in await use_cases.get(Forms).nudge_due():
                tell(event, say)
            await OutboxTable(transaction).add(say.calls, self.street.clock.now())
        await self.street.deliver()

    async def draft(self, visitor: Visitor) -> dict[str, Any] | None:
        rows = [row for row in await self.street.rows(drafts) if row["person_id"] == visitor.id]
        assert len(rows) <= 1
        return rows[0] if rows else None

    async def answers(self, visitor: Visitor) -> dict[str, Any]:
        draft = await self.draft(visitor)
        assert draft is not None
        kept: dict[str, Any] = json.loads(draft["answers"])
        return kept


@pytest.fixture
def wording(tmp_path: Path, association: Association) -> FluentTexts:
    """The locales with the words of a test's form."""
    directory = tmp_path / "locales"
    shutil.copytree(LOCALES, directory)
    for language in association.languages:
        (directory / language / "every.ftl").write_text(WORDING, "utf-8")
    return FluentTexts(association, directory)


@pytest.fixture
def street(
    sqlite: Database,
    clock: StandingClock,
    config: Config,
    association: Association,
    wording: FluentTexts,
    tmp_path: Path,
) -> Street:
    path = tmp_path / "every-kind.toml"
    path.write_text(EVERY_KIND, "utf-8")
    mine = config.model_copy()
    every = load_forms([path], tmp_path / "locales", association.languages)
    forms = {**config.questionnaires, **every}
    mine.__dict__ |= {"questionnaires": forms, "form_terms": replace(config.form_terms, forms=forms)}
    return Street(sqlite, clock, mine, association, wording)


@pytest.fixture
async def desk(street: Street, monkeypatch: pytest.MonkeyPatch) -> Desk:
    made = Desk(street)

    monkeypatch.setattr(FormUseCases, "receive", made.receive)
    async with street.database.transaction() as transaction:
        groups = [WorkingGroup(group.id, group.title) for group in street.association.working_groups]
        use_cases = street.use_cases(transaction)
        await use_cases.get(GroupAdmin).seed(groups)
    return made


async def fill(visitor: Visitor, *texts: str) -> None:
    for text in texts:
        await visitor.write(text)


async def test_the_questionnaire_costs_one_message_a_question_and_one_to_send(
    desk: Desk, anna: Visitor
) -> None:
    await desk.open(anna, "questionnaire-person")
    messages = 0
    for question, answer in PERSON.items():
        assert f"{messages + 1} из 8" in anna.screen.text or question == "phone"
        await anna.write(answer)
        messages += 1
    assert anna.screen.says("forms-summary")
    await anna.press("forms-send")
    messages += 1
    assert messages == len(PERSON) + 1  # the budget is + 3
    ((form, answers),) = desk.sent
    assert form == "questionnaire-person"
    assert answers == {
        **PERSON,
        "phone": "+79161234567",
        "email": "Ivanova@clinic.ru",
        "groups": ["metaprojects", "barriers"],
    }
    assert await desk.draft(anna) is None
    assert anna.screen.says("forms-sent")


async def test_the_telephone_comes_by_a_button_that_is_put_away(desk: Desk, anna: Visitor) -> None:
    await desk.open(anna, "questionnaire-person")
    await fill(anna, PERSON["full-name"], PERSON["city"])
    keyboards = [owed.params["reply_markup"] for owed in desk.street.sent if "reply_markup" in owed.params]
    assert keyboards[-1]["keyboard"] == [[{"text": words("forms-phone-share"), "request_contact": True}]]
    for another in ({"user_id": anna.id + 1}, {}):
        await anna.send(contact={"phone_number": "79160000000", "first_name": "Борис", **another})
        assert anna.screen.says("wrong-contact-another")
    await anna.send(contact={"phone_number": "79161234567", "first_name": "Анна", "user_id": anna.id})
    kept, asked = (owed.params for owed in desk.street.sent[-2:])
    assert kept["text"] == words("forms-phone-kept", phone="+7 916 123-45-67")
    assert kept["reply_markup"] == {"remove_keyboard": True}
    assert has(asked["text"], "question-email")
    assert (await desk.answers(anna))["phone"] == "+79161234567"


@pytest.mark.parametrize("way_out", ["forms-back", "forms-stop"])
async def test_leaving_the_telephone_puts_its_button_away(desk: Desk, anna: Visitor, way_out: str) -> None:
    await desk.open(anna, "questionnaire-person")
    await fill(anna, PERSON["full-name"], PERSON["city"])
    question = next(screen for screen in reversed(anna.screens) if screen.buttons)
    await anna.tap(question.data_of(way_out), question)
    removed = [
        owed for owed in desk.street.sent if owed.params.get("reply_markup") == {"remove_keyboard": True}
    ]
    assert len(removed) == 1


async def test_start_and_cancel_let_the_draft_wait_and_home_shows_the_way_back(
    desk: Desk, anna: Visitor
) -> None:
    await desk.open(anna, "questionnaire-person")
    await anna.write(PERSON["full-name"])
    await anna.write("/start")
    title = words("form-questionnaire-person")
    assert anna.screen.says("forms-home", title=title, done=1, total=8)
    await anna.write("Казань")  # meant for nobody now
    assert (await desk.answers(anna)) == {"full-name": PERSON["full-name"]}
    await anna.write("/start")
    await anna.press(like("forms-continue", done=1, title=title, total=8))
    assert anna.screen.says("forms-head", number=2, total=8)
    await anna.write("Казань")
    await anna.write("/cancel")
    assert any(screen.says("contact-cancelled") for screen in anna.screens)
    assert anna.screen.says("forms-home", done=2, total=8)


async def test_wrong_answers_are_explained_and_the_question_stays(desk: Desk, anna: Visitor) -> None:
    await desk.open(anna, "questionnaire-organisation")
    await anna.write("ООО «Клиника»")
    for wrong, explained in (
        ("12345", like("wrong-inn-length", holder="organisation", length=5, lengths="10")),
        ("7707083894", "wrong-inn-check"),
        ("семь", "wrong-inn-digits"),
    ):
        await anna.write(wrong)
        assert has(anna.screen.text, explained)
        assert anna.screen.says("forms-head", number=2, total=10)
    await anna.send(
        sticker={
            "file_id": "s",
            "file_unique_id": "s",
            "type": "regular",
            "width": 1,
            "height": 1,
            "is_animated": False,
            "is_video": False,
        }
    )
    assert anna.screen.says("wrong-text-expected")
    await anna.send(photo=[{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}])
    assert anna.screen.says("wrong-file-unexpected")
    await anna.send(contact={"phone_number": "79161234567", "first_name": "Анна"})
    assert anna.screen.says("wrong-contact-unexpected")
    await anna.write("7707083893")
    assert anna.screen.says("forms-head", number=3, total=10)


def document(name: str, size: int = 1000, album: str | None = None) -> dict[str, Any]:
    content: dict[str, Any] = {
        "document": {"file_id": "an-id", "file_unique_id": "u", "file_name": name, "file_size": size}
    }
    return content | ({"media_group_id": album} if album else {})


async def to_the_scans(desk: Desk, visitor: Visitor) -> None:
    await desk.open(visitor, "every-kind")
    await visitor.write("Анна")
    await visitor.press("forms-no", "Pilots", "forms-done")
    assert "Send the scans" in visitor.screen.text


async def test_an_album_is_counted_in_one_message(desk: Desk, anna: Visitor) -> None:
    await to_the_scans(desk, anna)
    seen = len(anna.screens)
    for number in range(10):
        await desk.street.receive("message", anna.message(**document(f"{number}.pdf", album="1")))
    await desk.street.work()
    assert len(anna.screens) == seen + 1
    assert anna.screen.says("forms-files", count=10)
    edits = [
        owed
        for owed in desk.street.sent
        if owed.method == "editMessageText" and words("forms-files", count=10) in str(owed.params)
    ]
    assert len(edits) == 1, "only the newest of the edits that wait is sent"
    await anna.press("forms-done")
    files = (await desk.answers(anna))["scans"]
    assert [file["name"] for file in files] == [f"{number}.pdf" for number in range(10)]
    assert files[0] == {"file_id": "an-id", "kind": "document", "name": "0.pdf", "size": 1000}


async def test_wrong_files_of_an_album_are_refused_one_by_one(desk: Desk, anna: Visitor) -> None:
    await to_the_scans(desk, anna)
    await anna.send(**document("a.pdf", album="1"))
    await anna.send(**document("b.exe", album="1"))
    assert anna.screen.says("wrong-file-kind", types="pdf-image")
    await anna.send(**document("c.pdf", 30_000_000, album="1"))
    assert anna.screen.says("wrong-file-large", megabytes=20, size=29)
    await anna.send(**document("d.PDF", album="1"))
    assert anna.screen.says("forms-files", count=2)
    await anna.write("вот")
    assert anna.screen.says("wrong-file-expected")
    await anna.send(video={"file_id": "v", "file_unique_id": "v", "width": 1, "height": 1, "duration": 1})
    assert anna.screen.says("wrong-file-kind")
    await anna.press("forms-clear")
    assert "scans" not in await desk.answers(anna)
    for number in range(13):
        await anna.send(photo=[{"file_id": f"p{number}", "file_unique_id": "p", "width": 1, "height": 1}])
    assert anna.screen.says("wrong-files-many", most=12)
    assert len((await desk.answers(anna))["scans"]) == 12


async def test_back_skip_keep_and_change(desk: Desk, anna: Visitor) -> None:
    await to_the_scans(desk, anna)
    assert words("forms-back") in anna.screen.labels
    await anna.press("forms-back")
    assert "☑ 2. Pilots" in anna.screen.labels
    await anna.press("Laws", "forms-done")
    await anna.send(**document("a.pdf"))
    await anna.press("forms-done", "forms-skip")
    assert anna.screen.says("forms-summary")
    assert "<b>Remark</b>: –" in anna.screen.text
    assert "<b>Interests</b>: Pilots; Laws" in anna.screen.text
    await anna.press("question-full-name-short")
    assert anna.screen.says("forms-now", answer="Анна")
    await anna.press("forms-keep")
    assert anna.screen.says("forms-summary")
    await anna.press("Member before", "forms-yes")  # brings up a question that was not asked
    assert "Since when?" in anna.screen.text
    await anna.write("1.2.2020")
    assert "<b>Since</b>: 1 февраля 2020" in anna.screen.text
    await anna.press("forms-send")
    ((_, answers),) = desk.sent
    assert answers["since"] == "2020-02-01"
    assert "remark" not in answers


async def test_a_required_question_cannot_be_skipped_by_a_forged_tap(desk: Desk, anna: Visitor) -> None:
    await desk.open(anna, "every-kind")
    step = (await desk.draft(anna) or {})["step"]
    await anna.tap(f"form:skip:{step}:")
    assert anna.heard("wrong-needed")
    assert await desk.answers(anna) == {}
    for forged in (
        f"form:pick:{step}:zzz",
        f"form:done:{step}:",
        f"form:change:{step}:nope",
        "form:send:1:",
        "form:pick:x:",
    ):
        await anna.tap(forged)
    assert await desk.answers(anna) == {}
    await anna.tap(f"form:send:{step}:")
    assert anna.screen.says("forms-head", number=1)
    assert desk.sent == []


def typed(key: str) -> str:
    """A button's label as somebody writes it."""
    return words(key).lstrip("← ").lower()


async def test_a_button_can_be_typed(desk: Desk, anna: Visitor) -> None:
    """What stands on a button means the same when it is written; an option's name stays an answer."""
    await desk.open(anna, "every-kind")
    await fill(anna, "Иванова Мария Петровна", typed("forms-back"), typed("forms-keep"), typed("forms-no"))
    assert (await desk.answers(anna))["member-before"] is False
    await anna.press("Pilots")
    await fill(anna, words("forms-done") + "!")
    await anna.send(document={"file_id": "scan", "file_unique_id": "u", "file_name": "a.pdf"})
    await fill(anna, words("forms-done").upper(), typed("forms-skip"))
    assert "Remark" in anna.screen.text
    await fill(anna, typed("forms-stop"))
    await anna.press("forms-continue")
    await fill(anna, words("forms-send"))
    assert desk.sent[0][1]["interests"] == ["two"]


async def test_too_few_and_too_many_options(desk: Desk, anna: Visitor) -> None:
    await desk.open(anna, "every-kind")
    await anna.write("Анна")
    await anna.write(typed("forms-no"))
    step = (await desk.draft(anna) or {})["step"]
    await anna.tap(f"form:done:{step}:")
    assert anna.heard("wrong-few", least=1)
    await anna.press("Data", "Pilots")
    await anna.press("Laws")
    assert anna.heard("wrong-many", most=2)
    await anna.press("Data", "forms-done")
    assert (await desk.answers(anna))["interests"] == ["two"]


async def test_a_stale_button_shows_what_is_asked_now(desk: Desk, anna: Visitor) -> None:
    await desk.open(anna, "every-kind")
    await anna.write("Анна")
    yes = anna.screen.data_of("forms-yes")
    await anna.tap(yes)
    await anna.tap(yes)  # a double tap
    assert anna.answer == words("contact-stale-button")
    assert "What interests you?" in anna.screen.text
    await anna.press("forms-stop")
    await anna.tap(yes)
    assert anna.screen.says("forms-home")
    await anna.tap("contact:continue:nothing")
    await anna.tap("contact:continue:questionnaire-person")
    assert anna.screen.says("forms-home")


async def test_two_taps_on_send_make_one_form(desk: Desk, anna: Visitor) -> None:
    await desk.open(anna, "questionnaire-person")
    await fill(anna, *PERSON.values())
    send = anna.query(anna.screen.data_of("forms-send"))
    await desk.street.receive("callback_query", send)
    await desk.street.receive("callback_query", {**send, "id": "again"})
    await desk.street.work()
    assert len(desk.sent) == 1
    assert [kind for kind, _ in await anna.history()] == ["form-begun", "form-sent"]


async def test_a_form_that_is_refused_can_be_sent_again(desk: Desk, anna: Visitor) -> None:
    await desk.open(anna, "questionnaire-person")
    await fill(anna, *PERSON.values())
    summary, desk.refuses = anna.screen, True
    await anna.press("forms-send")
    assert anna.heard("refused-board-date-wrong")
    assert await desk.draft(anna) is not None
    desk.refuses = False
    await anna.tap(summary.data_of("forms-send"), summary)
    assert len(desk.sent) == 1
    assert await desk.draft(anna) is None
    assert [kind for kind, _ in await anna.history()] == ["form-begun", "form-sent"]


async def test_the_form_of_a_webinar(desk: Desk, anna: Visitor) -> None:
    await desk.open(anna, "webinar")
    await fill(anna, words("option-webinar-kind-partner"), words("option-webinar-for-members"))
    await fill(anna, "Данные & <мы>", "О данных.\n\nИ о нас.")
    await anna.press("forms-skip")
    assert anna.screen.says("forms-hint-moment", at="15 января 2027, 11:00 (Москва)")
    await anna.write("14.01.2027 19:00")
    assert anna.screen.says("wrong-moment-past")
    await anna.write("15 февраля 19.00")
    await anna.press("option-webinar-length-m90")
    await fill(anna, "0", "1 000", "javascript:alert(1)", "zoom.us/j/1")
    await anna.press("forms-skip")
    await anna.write("-20 % по коду NBMZ")
    for question, answer in (
        ("start", "15 февраля 2027, 19:00 (Москва)"),
        ("places", "1\u00a0000"),
        ("link", "https://zoom.us/j/1"),
    ):
        name = words(f"question-webinar-{question}-short")
        assert anna.screen.says("forms-line", name=name, answer=answer)
    await anna.press("forms-send")
    assert desk.sent == [
        (
            "webinar",
            {
                "webinar-kind": "partner",
                "webinar-for": "members",
                "webinar-title": "Данные & <мы>",
                "webinar-text": "О данных.\n\nИ о нас.",
                "webinar-start": "2027-02-15T19:00+03:00",
                "webinar-length": "m90",
                "webinar-places": 1000,
                "webinar-link": "https://zoom.us/j/1",
                "webinar-discount": "-20 % по коду NBMZ",
            },
        )
    ]


async def test_a_webinar_can_be_for_an_open_group_or_for_more(desk: Desk, john: Visitor) -> None:
    await desk.open(john, "webinar")
    await john.press("option-webinar-kind-group")
    assert "Pilot projects" in john.screen.labels
    assert john.screen.labels[-4:-2] == [
        words("option-webinar-for-members", "en"),
        words("option-webinar-for-supporters", "en"),
    ]
    await john.press("Pilot projects")
    assert (await desk.answers(john))["webinar-for"] == "pilots"


async def test_discarding_asks_once_more(desk: Desk, anna: Visitor) -> None:
    await desk.open(anna, "questionnaire-person")
    await fill(anna, *PERSON.values())
    await anna.press("forms-discard", "forms-discard-no")
    assert anna.screen.says("forms-summary")
    await anna.press("forms-discard", "forms-discard-sure")
    assert await desk.draft(anna) is None
    assert anna.screen.says("forms-discarded")


async def test_writing_at_the_summary_is_answered(desk: Desk, anna: Visitor) -> None:
    await desk.open(anna, "questionnaire-person")
    await fill(anna, *PERSON.values(), "и ещё кое-что")
    assert anna.screen.says("wrong-all-answered")
    assert words("forms-send") in anna.screen.labels


async def test_fifty_messages_at_once_lose_no_answer(desk: Desk, anna: Visitor) -> None:
    """Reliability row 6."""
    await desk.open(anna, "questionnaire-person")
    texts = [*PERSON.values()]
    for number in range(50):
        # Every answer is preceded by others that can't be one: a question takes the first that fits.
        place = number // 6
        last = number % 6 == 5 or number >= 48
        text = texts[place] if last and place < len(texts) else "\u200b"
        await desk.street.receive("message", anna.message(text=text))
    await desk.street.work()
    assert (await desk.answers(anna)).keys() == PERSON.keys()
    assert anna.screen.says("wrong-all-answered")
    told = [owed.params.get("text", "") for owed in desk.street.sent]
    assert not any(has(text, "wrong-empty") for text in told), "screens that a newer one has replaced"
    send = anna.query(anna.screen.data_of("forms-send"))
    for number in range(50):
        await desk.street.receive("callback_query", {**send, "id": f"send-{number}"})
    await desk.street.work()
    assert len(desk.sent) == 1


async def test_a_restart_between_any_two_steps_changes_nothing(desk: Desk, anna: Visitor) -> None:
    """Reliability row 7, in the same process: a new worker with nothing but the database goes on."""
    await desk.open(anna, "questionnaire-person")
    for answer in PERSON.values():
        old = desk.street.worker
        fresh = Street(
            desk.street.database,
            desk.street.clock,
            desk.street.config,
            desk.street.association,
            desk.street.texts,
        )
        desk.street.worker = fresh.worker
        assert desk.street.worker is not old
        await anna.write(answer)
    assert (await desk.answers(anna)).keys() == PERSON.keys()
    assert anna.screen.says("forms-summary")


HOSTILE = [
    "<b>жирный</b> <a href='https://evil.example'>ссылка</a> &amp; </i>",
    "Ива\u202eнова\u2066 \u200fМа\u200bрия\ufeff Пет\u00adровна",
    "x" * 4096,
    "#eval(1) $ { } {{ 7*7 }} %s ${jndi} \\ `код`",
    '=HYPERLINK("https://evil.example")',
]


@pytest.mark.parametrize("hostile", HOSTILE, ids=["html", "marks", "long", "templates", "formula"])
async def test_hostile_answers_come_out_as_text(desk: Desk, anna: Visitor, hostile: str) -> None:
    """Reliability row 36: no markup of theirs reaches the wire, no invisible mark is kept, all of it fits."""
    await desk.open(anna, "every-kind")
    await anna.write(hostile)
    if len(hostile) > 4000:
        assert "Слишком длинно: 4\u202f096" in anna.screen.text or anna.screen.says(
            "wrong-too-long", length=4096
        )
        await anna.write(hostile[:200])
    await anna.press("forms-no", "Pilots", "forms-done")
    await anna.send(**document(f"{hostile[:60]}.pdf"))
    await anna.press("forms-done")
    await anna.write(hostile[:3000])
    assert anna.screen.says("forms-summary")
    for screen in anna.screens:
        plain = screen.text
        for tag in ("<b>", "</b>"):
            plain = plain.replace(tag, "")
        assert "<" not in plain, plain
        assert len(screen.text) <= 4096
        assert not set(screen.text) & set("\u202e\u2066\u200f\u200b\ufeff\u00ad")
    await anna.press("forms-send")
    ((_, answers),) = desk.sent
    assert not set(json.dumps(answers, ensure_ascii=False)) & set("\u202e\u2066\u200f\u200b\ufeff\u00ad")
    if "<b>" in hostile:
        assert answers["full-name"] == hostile


async def test_a_lying_draft_is_mentioned_once(desk: Desk, anna: Visitor) -> None:
    await desk.open(anna, "questionnaire-person")
    await anna.write(PERSON["full-name"])
    await desk.remind()
    assert not anna.screen.says("forms-lying")
    desk.street.clock.advance(25 * HOUR)
    await desk.remind()
    assert anna.screen.says("forms-lying", done=1, total=8)
    shown = len(anna.screens)
    desk.street.clock.advance(100 * HOUR)
    await desk.remind()
    assert len(anna.screens) == shown
    await anna.press("forms-continue")
    assert anna.screen.says("forms-head", number=2, total=8)


async def test_what_is_known_already_is_not_asked(desk: Desk, anna: Visitor) -> None:
    known = {
        "full-name": "Иванова Мария Петровна",
        "phone": "+79161234567",
        "email": "a@clinic.ru",
        "work": "Врач",
    }
    await desk.open(anna, "application-person", {**known, "city": "Казань", "groups": ["pilots"]})
    assert anna.screen.says("forms-head", number=1, total=2)
    await anna.write("31.12.1990")
    await anna.write("420012, Казань, ул. Бутлерова, д. 36")
    assert "31 декабря 1990" in anna.screen.text
    await anna.press("question-full-name-short")
    assert " из " not in anna.screen.text.splitlines()[0]
    await anna.write("Петрова Мария Ивановна")
    await anna.press("forms-send")
    ((form, answers),) = desk.sent
    assert form == "application-person"
    assert answers == {
        **known,
        "full-name": "Петрова Мария Ивановна",
        "birth-date": "1990-12-31",
        "address": "420012, Казань, ул. Бутлерова, д. 36",
    }


async def test_an_english_speaker_is_spoken_to_in_english(desk: Desk, john: Visitor) -> None:
    await desk.open(john, "questionnaire-organisation")
    await john.write("Clinic")
    assert john.screen.says("forms-head", "en", number=2, total=10)
    await john.write("7707083894")
    assert john.screen.says("wrong-inn-check", "en")


async def test_forms_of_two_people_do_not_mix(desk: Desk, anna: Visitor, john: Visitor) -> None:
    await desk.open(anna, "every-kind")
    await desk.open(john, "every-kind")
    await anna.write("Анна")
    theirs = anna.screen.data_of("forms-yes")
    await john.write("John")
    await john.tap(theirs)  # steps are a person's own: at most it answers one's own question
    assert "member-before" not in await desk.answers(anna)


async def test_erasure_takes_the_drafts(desk: Desk, anna: Visitor) -> None:
    await desk.open(anna, "questionnaire-person")
    await anna.write("Канарейкина Мария")
    await anna.tap("contact:erase-sure:")
    assert await desk.draft(anna) is None
    assert "Канарейкина" not in json.dumps(await desk.street.rows(drafts), ensure_ascii=False)
