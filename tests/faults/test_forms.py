"""Forms under SIGKILL, many messages at once, and a kill between the board's decision and its notice."""

import asyncio
import json
from dataclasses import replace
from functools import partial

from domain.applications.life import ApplicationStatus
from domain.parties import PartyKind
from domain.people import Person
from domain.roles import Role
from storage.applications import ApplicationsTable
from storage.contacts import ContactsTable
from storage.engine import open_database
from storage.migrate import migrate
from storage.roles import GIVE
from tests.faults.conftest import Trial
from tests.faults.filling import FORMS, draft, is_open, kept, open_questionnaire, press
from tests.faults.harness import Stage
from tests.words import has, like, words

SECRETARY = 2


async def test_killed_at_every_step_of_every_form(stage: Stage, trial: Trial) -> None:
    """Reliability row 7: SIGKILL and restart at each step of each form → 100 % resume with every answer kept."""
    stage.deaths_expected = True
    program = stage.start()
    steps = resumed = 0
    for kind in PartyKind:
        (person,) = await stage.people(1)
        await open_questionnaire(stage, person, kind)
        for form in (f"questionnaire-{kind}", f"application-{kind}"):
            questions = [*FORMS[form], None]
            given: dict[str, object] = {}
            for place, (question, (typed, answer)) in enumerate(FORMS[form].items(), 1):
                # Once while the question waits for its answer, once at any instant while the answer is taken in.
                await stage.until(
                    partial(is_open, stage, person, form, question), about=f"{form}: {question}"
                )
                await program.kill()
                program = stage.start()
                await stage.say((person, typed))
                await asyncio.sleep(trial.random.uniform(0, 0.3))  # the instant is the fault itself
                await program.kill()
                program = stage.start()
                if answer is not None:
                    given[question] = answer
                steps += 2
                expected = questions[place]
                await stage.until(
                    partial(is_open, stage, person, form, expected),
                    about=f"{form}: {expected} after {question}",
                )
                found = await draft(stage, person)
                assert found is not None
                assert found[2].items() >= given.items()
                # The summary's button is pressed on the screen of this form, not on one that is edited by now.
                summary = words("forms-summary", "en", title=words(f"form-{form}", "en"))
                asked = summary if expected is None else words(f"question-{expected}", "en")
                await stage.until_told(person, asked)
                resumed += 2
            await press(stage, person, "form:send:")
            await asyncio.sleep(trial.random.uniform(0, 0.3))
            await program.kill()
            program = stage.start()
            steps += 1
            sent = f"SELECT count(*) FROM history WHERE kind = 'form-sent' AND person_id = {person}"  # noqa: S608
            times = 1 if form.startswith("questionnaire") else 2
            await stage.until(partial(_is, stage, sent, times), about=f"{form} sent once")
            resumed += 1
        rows = await stage.books.rows(
            f"SELECT status, answers FROM applications WHERE person_id = {person}"  # noqa: S608
        )
        assert [row[0] for row in rows] == [ApplicationStatus.SIGNING]
        all_given = kept(f"questionnaire-{kind}") | kept(f"application-{kind}")
        assert json.loads(rows[0][1]).items() >= all_given.items()
        # The document comes although the program died while it was ordered.
        await stage.until(partial(_has_document, stage, person), about="the document")
    trial.report("7", kills=steps, resumed=resumed)
    assert resumed == steps


def _has_document(stage: Stage, person: int) -> bool:
    documents = [row for row in stage.calls if row["method"] == "sendDocument" and row["ok"]]
    return any(str(row["params"]["chat_id"]) == str(person) for row in documents)


async def _is(stage: Stage, sql: str, number: int) -> bool:
    return await stage.books.number(sql) == number


async def test_fifty_messages_at_once_lose_no_answer(any_stage: Stage, trial: Trial) -> None:
    """Reliability row 6.

    50 messages of one person at once → each handled in order, no answer lost, one application. Of what the bot shows
    meanwhile the latest is enough: the summary.
    """
    stage = any_stage
    # How long an answer waits for its turn in the chat is the pacer's matter, and tested there.
    stage.start(ARTEL_CLOCK=stage.sandbox.url, ARTEL_TELEGRAM__CHAT_PER_SECOND="1000")
    (person,) = await stage.people(1)
    async with stage.clock_runs():
        await open_questionnaire(stage, person, "person")
        await stage.until(lambda: is_open(stage, person, "questionnaire-person", "full-name"))
        answers = [typed for typed, _ in FORMS["questionnaire-person"].values()]
        late = [f"и ещё {number}" for number in range(50 - len(answers))]
        seen = len(stage.calls)
        await stage.say(*[(person, text) for text in (*answers, *late)])
        await stage.until_settled(120)
        found = await draft(stage, person)
        expected = kept("questionnaire-person")
        assert found == ("questionnaire-person", None, expected)
        shown = len(stage.texts(person, seen))

        # The summary is sent by ten taps of an impatient finger, and so is the form that follows.
        send = [row for row in stage.calls[seen:] if row["ok"] and row["method"] == "sendMessage"][-1]
        data = send["params"]["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
        assert data.startswith("form:send:")
        message = int(send["result"]["message_id"])
        await asyncio.gather(*[stage.control.tap(person, message, data) for _ in range(10)])
        await stage.until(lambda: is_open(stage, person, "application-person", "birth-date"))
        rest = [typed for typed, _ in FORMS["application-person"].values()]
        await stage.say(*[(person, text) for text in rest])
        await stage.until_settled(120)
        await press(stage, person, "form:send:")
        await stage.until_settled(120)
    rows = await stage.books.rows("SELECT status, answers FROM applications")
    trial.report(
        f"6 ({stage.books.url.split(':')[0]})",
        messages=50,
        answers_kept=len(expected),
        screens_shown=shown,
        applications=len(rows),
    )
    assert [row[0] for row in rows] == [ApplicationStatus.SIGNING]
    assert json.loads(rows[0][1]).items() >= expected.items()
    assert await stage.books.number("SELECT count(*) FROM inbox WHERE state = 2") == 0


async def test_a_kill_between_the_boards_decision_and_its_notice(any_stage: Stage, trial: Trial) -> None:
    """Reliability row 17.

    SIGKILL between the decision's commit and its notice → applicant and staff always hear of it.
    """
    stage = any_stage
    stage.environment["ARTEL_TELEGRAM__CHAT_PER_SECOND"] = "1000"  # the secretary is told of everything
    rounds = trial.of(100, 9)
    people = await stage.people(rounds)
    await stage.control.person("Vera", id=SECRETARY, language_code="en")
    stage.world.dialog(4242, SECRETARY).started = True
    applications = await _ready_for_the_board(stage, people)
    decisions = ("admit", "refuse", "postpone")
    taps = {
        "admit": "card:admit:{}:0:",
        "refuse": "card:reason:{}:0:refuse-no-place",
        "postpone": "card:reason:{}:0:postpone-no-quorum",
    }
    done = {
        "admit": ApplicationStatus.ADMITTED,
        "refuse": ApplicationStatus.REFUSED,
        "postpone": ApplicationStatus.POSTPONED,
    }
    sent_later = 0
    for number, (person, application) in enumerate(zip(people, applications, strict=True)):
        decision = decisions[number % 3]
        kind = trial.random.choice(("cut_before", "delay", "429", "timeout_after_accept", "5xx"))
        await stage.control.faults({"kind": kind, "methods": ["sendMessage"], "seconds": 60})
        program = stage.start(ARTEL_CLOCK=stage.sandbox.url)
        await stage.control.tap(SECRETARY, 1, taps[decision].format(application), forge=True)
        status = f"SELECT count(*) FROM applications WHERE id = {application} AND status = '{done[decision]}'"  # noqa: S608
        await stage.until(partial(_is, stage, status, 1), about="the decision's commit")
        await program.kill()
        sent_later += not stage.texts(person)
        await stage.control.faults()
    stage.start(ARTEL_CLOCK=stage.sandbox.url)
    async with stage.clock_runs():
        await stage.until_settled(120)
    marks = {
        "admit": words("application-stands", "en", **_facts("admitted")),
        "refuse": words("application-reason-no-place", "en"),
        "postpone": words("application-reason-no-quorum", "en"),
    }
    missing = [
        person
        for number, person in enumerate(people)
        if not any(marks[decisions[number % 3]].splitlines()[-1] in text for text in stage.texts(person))
    ]
    admitted = len(people[::3])
    heading = like("place-proposed", "en", asked="no", before="none")
    proposals = {text for text in stage.texts(SECRETARY) if has(text, heading)}
    trial.report(
        f"17, the board ({stage.books.url.split(':')[0]})",
        rounds=rounds,
        sent_only_after_the_kill=sent_later,
        missing=len(missing),
        proposals=len(proposals),
    )
    assert missing == []
    assert sent_later >= rounds // 2, "too few kills came before the notice"
    assert await stage.books.number("SELECT count(*) FROM members") == admitted
    assert await stage.books.number("SELECT count(*) FROM group_members") == admitted
    assert len(proposals) == admitted
    kept = await stage.books.number("SELECT count(*) FROM audit WHERE act LIKE 'application-%'")
    assert kept == rounds, "one decision, one row"


def _facts(status: str) -> dict[str, object]:
    return {"number": "1", "status": status, "pages": 0, "reason": "", "at": "none", "confirm": "no"}


async def _ready_for_the_board(stage: Stage, people: list[int]) -> list[int]:
    """Complete applications of these people, and a secretary, in the books of a program that doesn't run yet."""
    await migrate(stage.books.url)
    made = []
    async with open_database(stage.books.url) as database, database.transaction() as transaction:
        for person in (*people, SECRETARY):
            await ContactsTable(transaction).add(Person(person, "en", 0, name=f"N{person}", consented=True))
        await transaction.run(GIVE, person_id=SECRETARY, role=Role.SECRETARY.value, scope="", since=0)
        table = ApplicationsTable(transaction)
        for person in people:
            application = await table.add(person, PartyKind.PERSON, {"full-name": f"N{person}"}, 0)
            await table.save(replace(application, status=ApplicationStatus.COMPLETE))
            made.append(application.id)
    return made
