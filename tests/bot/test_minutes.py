"""The minutes of a meeting of the board: who was there, what was heard, how it was decided."""

import re
from typing import Any, cast

import pytest

from bot.documents.making import makers
from storage.engine import Transaction
from tests.bot.pages import bare, count_pages, text_of

NOBODY = cast("Transaction", None)  # the job reads nothing: its data is frozen
HOSTILE = '#import "x": * $x^2$ *b* _i_ `c` <b>HTML</b> &amp; #sys.inputs \\ @ref <label> // = + - #panic("!") #{1/0} ]]'
BOARD = ["Иванова Мария Петровна", "Петров П. П.", "Сидорова Анна", "О’Коннор Джон", "Ли Вэй"]
VOTES = [*([name, "for"] for name in BOARD[:3]), [BOARD[3], "against"], [BOARD[4], "abstain"]]


def question(place: int, **changed: Any) -> dict[str, Any]:
    return {
        "place": place,
        "kind": "free",
        "title": f"О плане на {2026 + place} год",
        "text": "",
        "for": 3,
        "against": 1,
        "abstain": 1,
        "votes": VOTES,
        "decision": "Утвердить план",
        "reason": "",
        "room": False,
    } | changed


ORDER: dict[str, Any] = {
    "number": 7,
    "at": 1_800_000_000_000_000,
    "kind": "extra",
    "closed_at": 1_800_100_000_000_000,
    "board": [*BOARD, "Отсутствующий О. О."],
    "present": BOARD,
    "quorum": {"needed": 4, "voted": 5, "of": 6},
    "questions": [question(1)],
    "facts": {"name": "«НБМЗ»", "time_zone": "Europe/Moscow", "city": "Москва"},
}


async def read(**changed: Any) -> str:
    made = await makers()["minutes"].make(NOBODY, ORDER | changed)
    assert made.name == "protokol-7.pdf"
    return text_of(made.data)


async def test_the_minutes_say_who_took_part_what_was_heard_and_decided() -> None:
    text = await read()
    for part in (
        "Ассоциация «НБМЗ» Протокол № 7 Внеочередное заседание Наблюдательного совета",
        "г. Москва 15 января 2027 г.",
        "Приняли участие: " + ", ".join(BOARD),
        "Не голосовали: Отсутствующий О. О.",
        "участвовали 5 из 6 членов Наблюдательного совета, необходимо не менее 4. Кворум имеется.",
        "Голосование завершено 16 января 2027 г.",
        "Повестка дня 1. О плане на 2027 год",
        "Слушали: О плане на 2027 год",
        "Голосовали: за — 3, против — 1, воздержались — 1.",
        "За: Иванова Мария Петровна, Петров П. П., Сидорова Анна.",
        "Против: О’Коннор Джон.",
        "Воздержались: Ли Вэй.",
        "Решили: Утвердить план.",
        "Председатель заседания",
        "Секретарь заседания",
        "стр. 1 из 1",
    ):
        assert part in text
    assert ".." not in text
    assert "внесено секретарём" not in text


async def test_nobody_is_named_who_voted_unless_the_order_says_so() -> None:
    text = await read(questions=[question(1, votes=[])])
    assert "за — 3, против — 1, воздержались — 1" in text
    assert "Против:" not in text


MISSED = {"needed": 4, "voted": 1, "of": 6}
IN_ROOM = {"room": True, "for": 0, "against": 0, "abstain": 0, "votes": []}


async def test_a_missed_quorum_and_a_reason_are_said() -> None:
    questions = [question(1, reason="Нет сведений", text="Первый абзац\nВторой абзац", quorum=MISSED)]
    text = await read(quorum=MISSED, present=BOARD[:1], questions=questions)
    assert text.count("Кворум отсутствует.") == 1
    assert "Основание: Нет сведений" in text
    assert "Первый абзац Второй абзац" in text
    assert "Не голосовали: Петров П. П., Сидорова Анна" in text


@pytest.mark.parametrize("opened_at", [None, 1_799_900_000_000_000])
async def test_of_a_meeting_in_the_room_nothing_is_said_that_nobody_noted(opened_at: int | None) -> None:
    """Neither who was there nor a quorum, whether or not a vote in the chat was tried before."""
    questions = [question(1, **IN_ROOM, reason="Единогласно"), question(2, **IN_ROOM)]
    nobody = {"needed": 4, "voted": 0, "of": 6}
    text = await read(opened_at=opened_at, present=[], quorum=nobody, questions=questions)
    assert "Решения приняты на заседании Наблюдательного совета и внесены в протокол секретарём." in text
    assert "Решили: Утвердить план. Основание: Единогласно" in text
    for part in ("ворум", "частвовали", "Приняли участие", "олосовали", "Голосование", *BOARD):
        assert part not in text


async def test_votes_given_before_the_room_decided_are_said_to_be_that() -> None:
    text = await read(questions=[question(1, room=True)])
    assert "До решения на заседании голосовали: за — 3, против — 1" in text
    assert "ворум" not in text


async def test_a_mixed_meeting_has_a_quorum_for_each_question_that_was_voted_on() -> None:
    counted = {"needed": 4, "voted": 5, "of": 6}
    questions = [
        question(1, quorum=counted),
        question(2, **IN_ROOM, quorum=MISSED),
        question(3, quorum=MISSED, decision="postponed"),
    ]
    text = await read(questions=questions)
    one, two, three = text[text.index("Вопрос 1 ") :].split("Слушали")[1:]
    assert "участвовали 5 из 6 членов Наблюдательного совета, необходимо не менее 4. Кворум имеется." in one
    assert "ворум" not in two
    assert "Решение принято на заседании и внесено секретарём." in two
    assert "участвовали 1 из 6" in three
    assert "Кворум отсутствует." in three
    before = text[: text.index("Повестка дня")]
    assert "Приняли участие в голосовании: " + ", ".join(BOARD) in before
    assert "Не голосовали" not in before
    assert "Кворум:" not in before


async def test_questions_of_a_vote_with_unlike_quorums_each_have_their_own() -> None:
    questions = [question(1), question(2, quorum=MISSED, decision="postponed")]
    text = await read(questions=questions)
    assert text.count("Кворум имеется.") == text.count("Кворум отсутствует.") == 1
    assert "Не голосовали: Отсутствующий О. О." in text


async def test_a_regular_meeting_where_nobody_voted() -> None:
    text = await read(kind="regular", present=[], board=[], questions=[question(1, decision="")])
    assert "Очередное заседание" in text
    assert "Приняли участие: —" in text
    assert "Решили: —" in text


async def test_a_vote_of_several_days_is_dated_from_its_opening() -> None:
    text = await read(opened_at=1_799_900_000_000_000)
    assert "Голосование проходило с 14 января 2027 г. по 16 января 2027 г." in text
    assert "Голосование завершено 16 января" in await read(opened_at=ORDER["closed_at"])


@pytest.mark.parametrize(
    ("kind", "decision", "title", "words"),
    [
        ("admission", "adopted", "О приёме в члены Ассоциации: Иванов", "Принять в члены Ассоциации"),
        ("admission", "rejected", "О приёме в члены Ассоциации: Иванов", "Отказать в приёме"),
        ("expulsion", "adopted", "Об исключении из членов Ассоциации: Иванов", "Исключить из членов"),
        ("expulsion", "rejected", "Об исключении из членов Ассоциации: Иванов", "Не исключать из членов"),
        ("free", "adopted", "Слушали: Иванов", "Принять предложенное решение"),
        ("free", "rejected", "Слушали: Иванов", "Отклонить предложенное решение"),
        ("free", "postponed", "Слушали: Иванов", "Перенести вопрос на следующее заседание"),
        ("admission", "withdrawn", "Слушали: О приёме", "Вопрос снят с повестки дня"),
    ],
)
async def test_questions_and_decisions_are_worded(kind: str, decision: str, title: str, words: str) -> None:
    text = await read(questions=[question(1, kind=kind, decision=decision, title="Иванов")])
    assert title in text
    assert f"Решили: {words}" in text


async def test_many_questions_make_many_pages() -> None:
    questions = [question(place, text="Слово за словом. " * 40) for place in range(1, 41)]
    made = await makers()["minutes"].make(NOBODY, ORDER | {"questions": questions})
    text = text_of(made.data)
    pages = re.findall(r"стр\. (\d+) из (\d+)", text)
    assert len(pages) == int(pages[-1][1]) == count_pages(made.data) > 5
    assert re.findall(r"Вопрос (\d+) ", text) == [str(place) for place in range(1, 41)]
    assert text.index("Вопрос 40") < text.index("Председатель заседания")


@pytest.mark.parametrize("field", ["title", "text", "decision", "reason", "names", "number", "facts"])
async def test_hostile_values_stand_as_they_were_typed(field: str) -> None:
    """Reliability row 37: nothing is evaluated, the text is intact."""
    changed: dict[str, Any] = {"questions": [question(1, **{field: HOSTILE})]}
    if field == "names":
        changed = {
            "present": [HOSTILE],
            "board": [HOSTILE, "x" + HOSTILE],
            "questions": [question(1, votes=[[HOSTILE, "for"]])],
        }
    elif field == "number":
        changed = {"number": HOSTILE}
    elif field == "facts":
        changed = {"facts": ORDER["facts"] | {"name": HOSTILE, "city": HOSTILE}}
    made = await makers()["minutes"].make(NOBODY, ORDER | changed)
    assert re.fullmatch(r"protokol-[\w.-]+\.pdf", made.name, re.ASCII)
    whole = bare(text_of(made.data))
    assert whole.count(bare(HOSTILE)) >= (3 if field == "names" else 1)


async def test_long_words_stay_on_the_page_and_the_same_order_makes_the_same_bytes() -> None:
    long = {"questions": [question(1, title="Ж" * 4096, decision="Ы" * 4096)]}
    made = [await makers()["minutes"].make(NOBODY, ORDER | long) for _ in range(2)]
    assert made[0].data == made[1].data
    assert text_of(made[0].data).count("Ж") == 2 * 4096
