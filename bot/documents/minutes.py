"""The minutes of a meeting of the supervisory board."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.documents.compiling import compile_document, file_name
from bot.documents.making import makes
from bot.documents.wording import day_of
from domain.board.events import MinutesNotMade
from storage.engine import Transaction
from storage.jobs import Made

MEETINGS = {"regular": "Очередное", "extra": "Внеочередное"}
TITLES = {
    "admission": "О приёме в члены Ассоциации: {}",
    "expulsion": "Об исключении из членов Ассоциации: {}",
}
DECISIONS = {
    ("admission", "adopted"): "Принять в члены Ассоциации",
    ("admission", "rejected"): "Отказать в приёме в члены Ассоциации",
    ("expulsion", "adopted"): "Исключить из членов Ассоциации",
    ("expulsion", "rejected"): "Не исключать из членов Ассоциации",
    ("free", "adopted"): "Принять предложенное решение",
    ("free", "rejected"): "Отклонить предложенное решение",
}
OF_ANY_KIND = {
    "postponed": "Перенести вопрос на следующее заседание",
    "withdrawn": "Вопрос снят с повестки дня",
}
CHOICES = {"for": "За", "against": "Против", "abstain": "Воздержались"}


@makes("minutes", failed=lambda person, _job: MinutesNotMade(person))
async def make_minutes(_reader: Transaction, data: Mapping[str, Any]) -> Made:
    """The minutes as the meeting's closing ordered them: who voted, what was heard, how it was decided.

    Who was in the room where decisions were taken there nobody has noted, so that only a vote has a quorum: one for
    the meeting where it was the same for all questions, else one a question.
    """
    facts, whole = data["facts"], data["quorum"]
    opened = data.get("opened_at")
    present = [str(name) for name in data["present"]]
    questions = [_question(question, whole) for question in data["questions"]]
    voted, room = (any(question[key] for question in questions) for key in ("voted", "room"))
    held = _held(whole)
    each = voted and (room or any(question["held"] != held for question in questions if question["voted"]))
    values = {
        "number": str(data["number"]),
        # A vote in the chat can end before the date that was set for the meeting: nothing is dated ahead.
        "date": day_of(min(data["at"], data["closed_at"]), facts["time_zone"]),
        "opened": "" if opened is None else day_of(opened, facts["time_zone"]),
        "closed": day_of(data["closed_at"], facts["time_zone"]),
        "meeting": MEETINGS.get(str(data["kind"]), ""),
        "present": present,
        "absent": [str(name) for name in data["board"] if str(name) not in present],
        "quorum": _written(whole),
        "held": held,
        "course": "mixed" if voted and room else "room" if room else "vote",
        "each": each,
        "questions": questions,
        "facts": {key: str(facts.get(key) or "") for key in ("name", "city")},
    }
    return Made(file_name("protokol", data["number"]), compile_document("minutes", values))


def _held(quorum: Mapping[str, Any]) -> bool:
    return int(quorum["voted"]) >= int(quorum["needed"])


def _written(quorum: Mapping[str, Any]) -> dict[str, str]:
    return {key: str(quorum[key]) for key in ("needed", "voted", "of")}


def _question(question: Mapping[str, Any], whole: Mapping[str, Any]) -> dict[str, Any]:
    votes = question.get("votes") or []
    kind, decision = str(question.get("kind")), str(question.get("decision") or "")
    room, quorum = bool(question.get("room")), question.get("quorum") or whole
    return {
        "place": str(question["place"]),
        "title": TITLES.get(kind, "{}").replace("{}", str(question["title"])),
        "text": str(question.get("text") or ""),
        "counts": [[label, str(question[choice])] for choice, label in CHOICES.items()],
        "votes": [[label, names] for choice, label in CHOICES.items() if (names := _of(votes, choice))],
        "decision": DECISIONS.get((kind, decision)) or OF_ANY_KIND.get(decision, decision),
        "reason": str(question.get("reason") or ""),
        "room": room,
        "voted": not room and decision != "withdrawn",
        "given": any(int(question[choice]) for choice in CHOICES),
        "quorum": _written(quorum),
        "held": _held(quorum),
    }


def _of(votes: Sequence[Sequence[Any]], choice: str) -> str:
    """Who gave this vote."""
    return ", ".join(str(name) for name, given in votes if given == choice)
