"""What else becomes of an application, over HTTP: returned, asked about, put off, refused, withdrawn; by two secretaries."""

import asyncio

from sqlalchemy import select

from domain.groups.model import PlaceStatus
from storage.tables.applications import applications
from storage.tables.groups import group_members
from storage.tables.members import members
from tests.e2e.harness import Artel
from tests.e2e.joining import (
    FORMS,
    PERSON,
    PNG,
    SCAN,
    administrator,
    applied,
    audited,
    document,
    fill,
    labelled,
    open_questionnaire,
    plan_meeting,
    press,
    reply,
    secretary,
    stands,
    status,
)
from tests.words import like


async def test_returned_corrected_asked_postponed_and_refused(artel: Artel) -> None:
    vera = await secretary(await administrator(artel))
    maria = await artel.visitor(first_name="Мария")
    await applied(maria)

    await press(vera, "return")
    await vera.tap("application-reason-unreadable")
    unreadable = maria.words("application-reason-unreadable")
    await maria.finds(stands(maria, "returned", reason=unreadable))
    # The unreadable pages are put away; she sends some, thinks better of it, and sends one whole file.
    await maria.send_files(*SCAN, kind="photo")
    await maria.finds(maria.words("application-pages", pages=2))
    await maria.tap("application-empty")
    await maria.finds("application-emptied")
    await maria.send_files(("заявление.pdf", b"%PDF-1.7 signed"))
    await maria.finds(maria.words("application-pages", pages=1))
    await maria.tap("application-submit")
    await maria.finds(stands(maria, "submitted"))
    assert (await vera.finds(button=vera.words("application-card-accept"))).shows(
        like("application-card-status", confirmed="no", pages=1)
    )

    await press(vera, "ask")
    await vera.write("Вы работаете сейчас?")
    await maria.finds(like("application-asked-you", question="Вы работаете сейчас?"))
    await maria.tap("application-answer")
    await maria.finds(like("application-write-ask", question="Вы работаете сейчас?"))
    await maria.write("Да, с 2010 года.")
    await maria.finds("application-written")
    await vera.finds("Да, с 2010 года.", button=vera.words("application-card-accept"))

    await plan_meeting(vera, "15.12.2030 15:00")
    await vera.write("/applications")
    await vera.tap(await labelled(vera, "№ 1 ·"))
    await press(vera, "accept")
    await maria.finds("15 декабря 2030")
    await press(vera, "postpone")
    await vera.write("Нужно рекомендательное письмо")
    late = "Нужно рекомендательное письмо"
    await maria.finds(stands(maria, "postponed", reason=late))
    await plan_meeting(vera, "20.01.2031 12:00", "extra")
    told = await maria.finds(late, "20 января 2031")
    assert told.shows(like("application-stands", status="postponed"))

    await vera.tap(await labelled(vera, "1. "))
    await press(vera, "refuse")
    await vera.tap("application-reason-no-place")
    await maria.finds(stands(maria, "refused", reason=maria.words("application-reason-no-place")))
    assert await status(artel, maria) == ["refused"]
    await maria.start()
    await maria.finds(button=maria.words("contact-join"))
    acts = ("return", "ask", "accept", "postpone", "refuse")
    assert [await audited(artel, f"application-{act}") for act in acts] == [1] * len(acts)


async def test_withdrawn_and_begun_anew(artel: Artel) -> None:
    vera = await secretary(await administrator(artel))
    maria = await artel.visitor(first_name="Мария")
    await applied(maria)
    old = await vera.finds(button=vera.words("application-card-accept"))
    await maria.tap("application-withdraw")
    await maria.finds("application-withdraw-ask")
    await maria.tap("application-withdraw-sure")
    await maria.finds("application-withdrawn")
    assert await status(artel, maria) == ["withdrawn"]
    await vera.finds(like("application-card-status", status="withdrawn"))
    assert vera.words("application-card-accept") not in (await vera.screen()).buttons
    # The button that the secretary still had on the screen does nothing any more.
    row = (await artel.rows(select(applications.c.version)))[0]
    forged = f"card:accept:1:{row['version']}:"
    await artel.control.tap(vera.id, old.message, forged, forge=True, wait=15)
    assert await status(artel, maria) == ["withdrawn"]
    assert await audited(artel, "application-accept") == 0

    await applied(maria, work="Поликлиника № 2")
    assert await status(artel, maria) == ["withdrawn", "submitted"]
    await vera.finds(
        like("application-card", number="2"), "Поликлиника № 2", button=vera.words("application-card-accept")
    )


async def test_two_secretaries_and_double_taps_make_one_decision(artel: Artel) -> None:
    olga = await administrator(artel)
    vera = await secretary(olga)
    zoya = await secretary(olga, "Зоя", "zoya")
    maria = await artel.visitor(first_name="Мария")
    await applied(maria)
    accept, admit = (vera.words(f"application-card-{verb}") for verb in ("accept", "admit"))
    cards = [await one.finds(button=accept) for one in (vera, zoya)]
    taps = [
        one.tap_in(card, text=accept) for one, card in zip((vera, zoya), cards, strict=True) for _ in range(2)
    ]
    answers = await asyncio.gather(*taps)
    assert vera.words("refused-applications-stale") in [answer.text for answer in answers]
    assert await audited(artel, "application-accept") == 1

    cards = [await one.finds(button=admit) for one in (vera, zoya)]
    taps = [
        one.tap_in(card, text=admit) for one, card in zip((vera, zoya), cards, strict=True) for _ in range(2)
    ]
    await asyncio.gather(*taps)
    await maria.finds(stands(maria, "admitted"))
    await artel.settled()
    assert await audited(artel, "application-admit") == 1
    assert len(await artel.rows(select(members.c.id))) == 1
    assert sum(stands(maria, "admitted") in one.text for one in await maria.chat()) == 1
    for one in (vera, zoya):
        card = next(
            screen
            for screen in await one.chat()
            if screen.shows(like("application-card-status", status="admitted"))
        )
        assert admit not in card.buttons

    # And one group, by whoever confirms first.
    confirm = vera.words("place-confirm")
    cards = [await one.finds(button=confirm) for one in (vera, zoya)]
    await asyncio.gather(
        *[one.tap_in(card, text=confirm) for one, card in zip((vera, zoya), cards, strict=True)]
    )
    await maria.finds("place-yours")
    await artel.settled()
    assert sum(one.shows("place-yours") for one in await maria.chat()) == 1
    placed = await artel.rows(select(group_members.c.status))
    assert [row["status"] for row in placed] == [PlaceStatus.CONFIRMED]


WRONG: dict[str, tuple[str, str, dict[str, object]]] = {
    "full-name": ("Мария", "few-words", {"words": 2}),
    "city": ("12345", "city", {}),
    "phone": ("+7 916 12", "phone-short", {}),
    "email": ("ivanova clinic.ru", "email-at", {}),
    "work": ("…", "empty", {}),
    "groups": ("9", "choose-number", {"number": "9", "most": 4}),
    "birth-date": ("31.02.1980", "date-none", {"text": "31.02.1980"}),
    "address": ("Казань", "too-short", {"length": 6, "shortest": 10}),
}


async def test_wrong_answers_are_explained_and_the_question_stays(artel: Artel) -> None:
    maria = await artel.visitor(first_name="Мария")
    await open_questionnaire(maria, "person")
    for form, answers in FORMS["person"].items():
        for question, answer in answers.items():
            asked = maria.words(f"question-{question}")
            await maria.finds(asked)
            if question in WRONG:
                wrong, reason, details = WRONG[question]
                await maria.write(wrong)
                explained = maria.words(f"wrong-{reason}", **{"example": "", **details})
                await maria.finds(explained, asked)
            if question == "email":
                await maria.send_files(("photo.png", PNG), kind="photo")
                await maria.finds(maria.words("wrong-file-unexpected", example=""), asked)
            await reply(maria, answer)
        await maria.finds(maria.words("forms-summary", title=maria.words(f"form-{form}")))
        await maria.write("а что дальше?")
        await maria.finds(maria.words("wrong-all-answered", example=""))
        await maria.tap("forms-send")
    await document(maria)
    # What was typed wrong is nowhere among the answers.
    kept = (await artel.rows(select(applications.c.answers)))[0]["answers"]
    assert "ivanova clinic.ru" not in kept
    assert "31.02.1980" not in kept


async def test_an_answer_is_changed_in_the_summary(artel: Artel) -> None:
    maria = await artel.visitor(first_name="Мария")
    await open_questionnaire(maria, "person")
    questionnaire = PERSON["questionnaire-person"]
    for question, answer in questionnaire.items():
        await maria.finds(maria.words(f"question-{question}"))
        await reply(maria, answer)
    await maria.tap("question-city-short")
    await maria.finds(maria.words("question-city"), like("forms-now", answer="Казань"))
    await maria.write("Уфа")
    summary = await maria.finds("forms-send")
    assert "Город: Уфа" in summary.text
    await maria.tap("forms-send")
    await fill(maria, "application-person", PERSON["application-person"])
    assert await status(artel, maria) == ["signing"]
