"""The demo's little world: people of every role, who came to it by the same taps and messages as anybody."""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from domain.forms.entities import Form
from sandbox.client import Control, ControlRefused

Found = TypeVar("Found")
Json = dict[str, Any]

TOKEN = "700000001:demo-token-of-the-sandbox-only"  # noqa: S105 -- known to the sandbox alone
ADMINISTRATOR, SECRETARY, LEADER, MARKETING, MODERATOR = 101, 106, 107, 108, 112
BOARD, TREASURER = (113, 114, 115), 116
MEMBERS, APPLICANT = (109, 110), 117
SUPPORTERS = (102, 103, 104)
PARTICIPANTS = "НБМЗ · Участники"
ADVERTISEMENT = "Продаю курс «Миллион на телемедицине за месяц»! Пишите в личку, сегодня скидка."
OFFICE = "НБМЗ · Модераторы"
CHATTING = (103, 104, 105, *MEMBERS)
PATIENCE = 30  # seconds; a form that the association changed may leave somebody at a question, which is fine


def _person(number: int, first: str, last: str, username: str | None = None, language: str = "ru") -> Json:
    return {
        "id": number,
        "first_name": first,
        "last_name": last,
        "username": username,
        "language_code": language,
    }


# Nobody's account, in no bank, and no provider: an invoice of the demo can be looked at, and paid here only.
DUES = {
    "name": "Ассоциация «НБМЗ» (демонстрация)",
    "inn": "7700000009",
    "kpp": "770001001",
    "account": "40703810900000000001",
    "bank": "Банк «Пример»",
    "bik": "044525999",
    "correspondent_account": "30101810600000000999",
    "provider_token": "700000001:TEST:demo",
}
PEOPLE = [
    _person(ADMINISTRATOR, "Ольга", "Орлова (администратор)", "orlova"),
    _person(SECRETARY, "Вера", "Лебедева (секретарь)", "vera_l"),
    _person(LEADER, "Лев", "Громов (руководитель группы)", "lev_gromov"),
    _person(MARKETING, "Кира", "Зимина (маркетинг)", "kira_z"),
    _person(MODERATOR, "Майя", "Соболева (модератор)", "maya_s"),
    _person(113, "Сергей", "Ильин (совет)", "s_ilyin"),
    _person(114, "Татьяна", "Вольская (совет)", "t_volskaya"),
    _person(115, "Рустам", "Гареев (совет)", "r_gareev"),
    _person(TREASURER, "Елена", "Крылова (казначей)", "e_krylova"),
    _person(APPLICANT, "Денис", "Фомин (подал заявление)", "dfomin"),
    _person(111, "Пётр", "Новиков (хочет вступить)", "pnovikov"),
    _person(109, "Антон", "Белов (член)", "abelov"),
    _person(110, "Нина", "Ким (член)"),
    _person(102, "Иван", "Петров", "ipetrov"),
    _person(103, "Марина", "Соколова"),
    _person(104, "John", "Smith", "jsmith", "en"),
    _person(105, "Алия", "Каримова", "aliya_k"),
]
# What the members answer to the questions of the delivered forms.
ANSWERS = {
    109: {
        "full-name": "Белов Антон Сергеевич",
        "city": "Казань",
        "phone": "+7 917 200-10-20",
        "email": "belov@example.org",
        "work": "Городская больница № 1, главный врач",
        "why-me": "Узнавать о цифровой медицине раньше других.",
        "why-them": "Клинические данные и опыт внедрения.",
        "groups": "1, 2",
        "birth-date": "01.02.1980",
        "address": "420012, Казань, ул. Бутлерова, д. 36",
    },
    110: {
        "full-name": "Ким Нина Андреевна",
        "city": "Новосибирск",
        "phone": "+7 913 300-40-50",
        "email": "kim@example.org",
        "work": "Медицинский университет, доцент",
        "why-me": "Найти партнёров для исследований.",
        "why-them": "Методология испытаний.",
        "groups": "2, 1",
        "birth-date": "17.09.1985",
        "address": "630091, Новосибирск, Красный проспект, д. 52",
    },
    APPLICANT: {
        "full-name": "Фомин Денис Олегович",
        "city": "Самара",
        "phone": "+7 927 400-60-70",
        "email": "fomin@example.org",
        "work": "Областной диагностический центр, заведующий отделением",
        "why-me": "Обмениваться опытом с коллегами.",
        "why-them": "Разметка снимков и обучение врачей.",
        "groups": "3, 4",
        "birth-date": "24.04.1978",
        "address": "443001, Самара, ул. Молодогвардейская, д. 187",
    },
}
EVENT = {
    "webinar-title": "Регистры данных: что изменилось за год",
    "webinar-text": "Как теперь получают доступ к данным регистров, кто за что отвечает, что с персональными данными. Вопросы – в конце.",
    "webinar-speakers": "Марина Соколова, юрист; Лев Громов, руководитель рабочей группы",
    "webinar-length": "1 час",
    "webinar-places": "2",
    "webinar-link": "https://room.example/registers",
}
SCAN = (  # one empty page
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)


async def people_the_world(control: Control) -> None:
    """Everybody, and the members' chat; nobody has pressed Start yet."""
    await control.bot(TOKEN, username="artel_bot", name="Артель")
    for person in PEOPLE:
        await control.person(**{name: value for name, value in person.items() if value is not None})
    group = await control.chat("supergroup", PARTICIPANTS, ADMINISTRATOR, members=[*CHATTING, MODERATOR])
    await control.chat("supergroup", OFFICE, ADMINISTRATOR, members=[MODERATOR])
    await control.send(103, "Коллеги, добрый день! Кто идёт на вебинар по телемедицине?", chat=group["id"])
    await control.send(105, "Я собираюсь. А запись будет?", chat=group["id"])


async def live(control: Control, led: str, forms: "Forms") -> None:
    """Let everybody go their way: supporters, those who hold a role (`led` is the leader's group), members, and
    somebody whose application waits for the board."""
    with suppress(TimeoutError, ControlRefused):  # somebody may be tapping there by hand already
        everybody = {person: Somebody(control, person) for person in (*SUPPORTERS, *MEMBERS, APPLICANT)}
        staff = {
            person: Somebody(control, person)
            for person in (ADMINISTRATOR, SECRETARY, LEADER, MARKETING, MODERATOR, *BOARD, TREASURER)
        }
        supporters = [everybody[person] for person in SUPPORTERS]
        await asyncio.gather(*[_subscribe(one) for one in (*supporters, *staff.values())])
        administrator = staff[ADMINISTRATOR]
        await _appoint(administrator, SECRETARY, "secretary")
        await _appoint(administrator, MARKETING, "marketing")
        await _appoint(administrator, MODERATOR, "moderator")
        await _appoint(administrator, TREASURER, "treasurer")
        for person in BOARD:
            await _appoint(administrator, person, "board_member")
        await _connect(administrator)
        if led:
            await _appoint(administrator, LEADER, "group_leader", led)
        await asyncio.gather(*[_apply(everybody[person], forms) for person in MEMBERS])
        await _admit(staff[SECRETARY], len(MEMBERS))
        await asyncio.gather(_announce(staff[MARKETING], forms), _apply(everybody[APPLICANT], forms))
        await staff[SECRETARY].press(
            "card:accept:", old=True
        )  # it goes on the agenda of the meeting by itself


class Forms:
    """What to write when the association's forms ask; what the demo knows nothing of is left out by `skip`."""

    def __init__(self, forms: Iterable[Form], skip: str) -> None:
        self._forms = {form.purpose: form for form in forms}
        self._skip = skip

    def write(self, purpose: str, answers: Mapping[str, str], *, after: str = "") -> list[str]:
        """One message for each question that is asked; `after` names the form whose answers are carried over."""
        known = {question.id for question in self._forms[after].questions} if after else set()
        return [
            answers.get(question.id, self._skip)
            for question in self._forms[purpose].questions
            if question.id not in known
            and (question.id in answers or (question.optional and not question.when))
        ]


class Somebody:
    """A person of this world at their Telegram."""

    def __init__(self, control: Control, person: int) -> None:
        self.control = control
        self.id = person
        self._seen = 0
        self._pressed: set[tuple[int, str]] = set()

    async def press(self, beginning: str, *, old: bool = False) -> None:
        """Wait for a button whose data begins so, and press it; only an `old` one stood there at the last press."""

        def button(call: Json) -> tuple[int, str] | None:
            rows = (call["params"].get("reply_markup") or {}).get("inline_keyboard", [])
            datas = [one.get("callback_data", "") for row in rows for one in row]
            found = next((data for data in datas if data.startswith(beginning)), None)
            key = (int(call["result"]["message_id"]), found or "")
            return key if found and key not in self._pressed else None

        pressed = await self._sees(button, 0 if old else self._seen)
        self._pressed.add(pressed)
        await self.control.tap(self.id, *pressed)

    async def pick(self, person: int) -> None:
        """Wait for the button under the field that asks for people, and share one."""

        def asks(call: Json) -> bool | None:
            rows = (call["params"].get("reply_markup") or {}).get("keyboard", [])
            return any("request_users" in one for row in rows for one in row)

        await self._sees(asks, self._seen)
        await self.control.share(self.id, person)

    async def get(self, method: str) -> None:
        """Wait for something that comes by this method of the Bot API."""
        await self._sees(lambda call: call["method"] == method or None, self._seen)

    async def _sees(self, wanted: Callable[[Json], Found | None], after: int) -> Found:
        """What `wanted` finds in a message to this person, as soon as it does."""
        async with asyncio.timeout(PATIENCE):
            while True:
                for call in await self.control.wait_calls(after=after, chat=self.id):
                    after = call["seq"]
                    if call["ok"] and (found := wanted(call)):
                        self._seen = max(self._seen, after)
                        return found

    async def write(self, *texts: str) -> None:
        """Write one message after another, without waiting for an answer."""
        for text in texts:
            await self.control.send(self.id, text)


async def _subscribe(person: Somebody) -> None:
    await person.control.start(person.id, payload="demo")
    for data in ("contact:begin:", "consent:give", "topic:all:"):
        await person.press(data)


async def _appoint(administrator: Somebody, person: int, role: str, scope: str = "") -> None:
    await administrator.write("/roles")
    await administrator.press(f"role:open:{role}")
    await administrator.press(f"role:add:{role}")
    if scope:
        await administrator.press(f"role:add:{role}:0:{scope}")
    await administrator.pick(person)


async def _connect(administrator: Somebody) -> None:
    """The chats become the association's; then somebody advertises in one of them, and another reports it."""
    chats = {chat["title"]: chat["id"] for chat in (await administrator.control.world())["chats"]}
    for title, kind in ((OFFICE, "moderators"), (PARTICIPANTS, "participants")):
        await administrator.control.add_bot(ADMINISTRATOR, chats[title], admin=True)
        await administrator.press("chat:open:")
        await administrator.press(f"chat:{kind}:")
    group = chats[PARTICIPANTS]
    advertisement = await administrator.control.send(105, ADVERTISEMENT, chat=group)
    await administrator.control.send(103, "/report", chat=group, reply_to=advertisement["message_id"])


async def _apply(person: Somebody, forms: Forms) -> None:
    answers, questionnaire, application = ANSWERS[person.id], "questionnaire-person", "application-person"
    await person.control.start(person.id)
    for data in ("contact:join:", "join:choose:person", "agree:give:"):
        await person.press(data)
    await person.write(*forms.write(questionnaire, answers))
    await person.press("form:send:")
    await person.write(*forms.write(application, answers, after=questionnaire))
    await person.press("form:send:")
    await person.get("sendDocument")  # which is made meanwhile, and signed before it is sent back
    await person.control.send_files(person.id, ("zayavlenie.pdf", SCAN), kind="document")
    await person.press("join:submit:")


async def _admit(secretary: Somebody, count: int) -> None:
    now = datetime.fromtimestamp((await secretary.control.clock())["now"], UTC)
    meeting = (now + timedelta(days=21)).strftime("%d.%m.%Y 15:00")
    for _ in range(count):
        await secretary.press("card:accept:", old=True)
    await secretary.write("/board")
    await secretary.press("board:plan:0:regular")
    await secretary.write(meeting)
    for _ in range(count):
        await secretary.write("/board")
        await secretary.press("board:open:")
        await secretary.press("card:open:")
        await secretary.press("card:admit:")
    for _ in range(count):
        await secretary.press("place:settle:", old=True)


async def _announce(organiser: Somebody, forms: Forms) -> None:
    """An event for everybody in a week, with few places: the next one stands in line."""
    now = datetime.fromtimestamp((await organiser.control.clock())["now"], UTC)
    start = (now + timedelta(days=7)).strftime("%d.%m.%Y 19:00")
    await organiser.write("/webinars")
    await organiser.press("webplan:plan:0:public")
    await organiser.write(*forms.write("webinar", {**EVENT, "webinar-start": start}))
    await organiser.press("form:send:")
    await organiser.press("webplan:publish:")
