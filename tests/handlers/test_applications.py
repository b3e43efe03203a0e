"""From «Вступить» to the board's decision in the chat: what the applicant and the secretaries see."""

import json
from typing import Any

import pytest
from sqlalchemy import bindparam, update

from domain.roles import Role
from storage.groups import GroupsTable
from storage.roles import RolesTable
from storage.tables.applications import applications
from storage.tables.board import meetings
from storage.tables.groups import group_members, groups
from storage.tables.leaving import departures
from storage.tables.members import members, organisations, representatives
from storage.tables.people import audit
from storage.tables.street import jobs
from tests.handlers.harness import Screen, Street, Visitor

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
REST_OF_PERSON = ["01.02.1980", "г. Казань, ул. Баумана, д. 1"]
ORGANISATION = [
    "ООО «Ромашка»",
    "7707083893",
    "Петров Пётр, директор по развитию",
    "8 (916) 123-45-67",
    "info@clinic.ru",
    "Москва",
    "Найти партнёров для пилота.",
    "Площадка для пилотных проектов.",
    "1, 2",
    "другая",
]


async def hold(street: Street, person_id: int, role: Role) -> None:
    async with street.database.transaction() as transaction:
        await RolesTable(transaction, "ru").give(person_id, role, street.clock.now())


@pytest.fixture
async def vera(street: Street) -> Visitor:
    """The secretary."""
    visitor = street.visitor(4, "ru", first_name="Вера", username="vera")
    await visitor.subscribe()
    await hold(street, 4, Role.SECRETARY)
    return visitor


@pytest.fixture(autouse=True)
async def _groups(street: Street) -> None:
    from bot.use_cases import UseCases

    async with street.database.transaction() as transaction:
        use_cases = UseCases(transaction, street.clock, street.config, street.association)
        await use_cases.charters.seed(street.association.working_groups)
        assert await GroupsTable(transaction).open()


async def make_files(street: Street) -> None:
    """The maker has done its jobs, so that what waited for files goes out."""
    from bot.make import MAKERS
    from storage.jobs import JobsTable

    async with street.database.transaction() as transaction:
        jobs_table = JobsTable(transaction, street.clock.now())
        while (job := await jobs_table.begin()) is not None:
            await jobs_table.finish(job.id, await MAKERS[job.kind](transaction, job.data))
    await street.deliver()


async def apply_as_person(visitor: Visitor, *, answers: dict[str, str] | None = None) -> None:
    """From the start to the document to be signed."""
    await visitor.write("/start")
    await visitor.tap("contact:join:")
    await visitor.tap("join:choose:person")
    await visitor.tap(visitor.offered("agree:give:person:"))
    for answer in (answers or PERSON).values():
        await visitor.write(answer)
    await visitor.press("Отправить")
    for answer in REST_OF_PERSON:
        await visitor.write(answer)
    await visitor.press("Отправить")
    await make_files(visitor.street)


async def hand_in(visitor: Visitor, pages: int = 1) -> None:
    for page in range(pages):
        await visitor.send(photo=[photo(f"page-{visitor.street.message_id()}-{page}")])
    await visitor.tap("join:submit:")


def photo(file_id: str) -> dict[str, Any]:
    return {"file_id": file_id, "file_unique_id": "u" + file_id, "width": 90, "height": 90, "file_size": 10}


def card_of(visitor: Visitor) -> Screen:
    """The latest card that the secretary has."""
    return next(screen for screen in reversed(visitor.screens) if any("card:" in it for it in screen.taps))


async def application(street: Street) -> dict[str, Any]:
    [row] = await street.rows(applications)
    return row


async def acts(street: Street) -> list[str]:
    return [row["act"] for row in await street.rows(audit) if row["act"] != "role-given"]


async def test_a_person_becomes_a_member(street: Street, anna: Visitor, vera: Visitor) -> None:
    await apply_as_person(anna)
    assert (await application(street))["status"] == "signing"
    document = next(owed for owed in street.sent if owed.method == "sendDocument")
    assert "5\xa0000" in document.params["caption"]
    assert "счёту" in document.params["caption"]
    await hand_in(anna, pages=2)
    assert (await application(street))["status"] == "submitted"
    assert len(json.loads((await application(street))["files"])) == 2
    card = card_of(vera)
    assert "Иванова Мария Петровна" in card.text
    await vera.tap(card.data_of("Файлы"), card)
    assert sum(owed.method == "sendPhoto" for owed in street.sent) == 2
    await vera.tap(card.data_of("Принять"), card)
    assert "повестку ближайшего заседания" in anna.screen.text
    await vera.write("/board")
    await vera.press("+ Очередное")
    await vera.write("15.12.2032 15:00")
    assert "15 декабря 2032" in anna.screen.text
    agenda = next(screen for screen in vera.screens if "В повестке" in screen.text)
    assert "1. Иванова Мария" in agenda.text
    await vera.tap(agenda.data_of("Иванова"), agenda)
    await vera.press("Совет принял")
    assert "Добро пожаловать" in anna.screen.text
    [member] = await street.rows(members)
    assert (member["person_id"], member["status"], member["name"]) == (1, "active", "Иванова Мария Петровна")
    [place] = await street.rows(group_members)
    assert place["member_id"] == member["id"]
    assert place["group_id"] == street.association.working_groups[1].id
    assert await acts(street) == [
        "application-accept",
        "meeting-planned",
        "application-admit",
        "invoice-issued",
    ]
    await anna.write("/start")
    assert "член" in anna.screen.text
    await anna.press("Моё членство")
    assert "Член Ассоциации с" in anna.screen.text


async def test_an_organisation_becomes_a_member(street: Street, anna: Visitor, vera: Visitor) -> None:
    await anna.subscribe()
    await anna.tap("contact:join:")
    await anna.press("организацией")
    for answer in ORGANISATION:
        await anna.write(answer)
    await anna.press("Отправить")
    for answer in [
        "Общество с ограниченной ответственностью «Ромашка»",
        "1027700132195",
        "770701001",
        "127000, г. Москва, ул. Ленина, д. 1",
        "Иванов Иван Иванович",
        "Генеральный директор",
        "устав",
        "АО «Плательщик»",
        "7707083893",
    ]:
        await anna.write(answer)
    await anna.press("Пропустить")
    await anna.press("Отправить")
    await make_files(street)
    await hand_in(anna)
    card = card_of(vera)
    await vera.tap(card.data_of("Принять"), card)
    await vera.tap(card_of(vera).data_of("Совет принял"), card_of(vera))
    [firm] = await street.rows(organisations)
    assert (firm["name"], firm["inn"], firm["ogrn"]) == ("ООО «Ромашка»", "7707083893", "1027700132195")
    assert [row["person_id"] for row in await street.rows(representatives)] == [1]

    await anna.tap("contact:membership:")
    await anna.press("Пригласить")
    link = next(word for word in anna.screen.text.split() if "start=rep_" in word)
    payload = link.partition("start=")[2]
    john = street.visitor(2, "ru", first_name="Джон", username="john")
    await john.write(f"/start {payload}")
    assert "Ромашка" in john.screens[-2].text
    await john.press("Согласен")
    assert len(await street.rows(representatives)) == 2
    eve = street.visitor(9, "ru", first_name="Ева", username="eve")
    await eve.write(f"/start {payload}")
    assert "не действует" in eve.screen.text
    await eve.write("/start rep_forged")
    assert "не действует" in eve.screen.text
    assert len(await street.rows(representatives)) == 2
    await john.tap("membership:remove-sure:777")
    assert "Такого членства нет" in john.screen.text
    await john.tap("membership:remove-sure:1")
    assert [row["person_id"] for row in await street.rows(representatives)] == [2]
    await john.tap("membership:remove-sure:2")
    assert "единственный" in john.screen.text
    await john.write("/leave")
    await john.press("Подать заявление")
    assert [row["person_id"] for row in await street.rows(departures)] == [2]


async def test_a_return_a_question_and_an_answer(street: Street, anna: Visitor, vera: Visitor) -> None:
    await apply_as_person(anna)
    await hand_in(anna)
    await vera.tap(card_of(vera).data_of("Спросить"), card_of(vera))
    await vera.write("Какая у вас <b>учёная</b> степень?")
    assert "Какая у вас &lt;b&gt;учёная" in anna.screen.text
    await anna.press("Ответить секретарю")
    await anna.write("Кандидат наук")
    assert "Передали" in anna.screen.text
    card = card_of(vera)
    assert "Кандидат наук" in card.text
    await vera.tap(card.data_of("Вернуть"), card)
    await vera.press("Нет подписи")
    assert "Нет подписи" in anna.screen.text
    assert (await application(street))["status"] == "returned"
    assert json.loads((await application(street))["files"]) == []
    await anna.press("Изменить ответы")
    assert "Иванова" in anna.screen.text
    await anna.press("Отправить")
    await make_files(street)
    await hand_in(anna, pages=3)
    row = await application(street)
    assert (row["status"], row["reason"], len(json.loads(row["files"]))) == ("submitted", "", 3)
    assert await acts(street) == ["application-ask", "application-return"]


async def test_a_refusal_and_a_new_application(street: Street, anna: Visitor, vera: Visitor) -> None:
    await apply_as_person(anna)
    await hand_in(anna)
    await vera.tap(card_of(vera).data_of("Принять"), card_of(vera))
    await vera.tap(card_of(vera).data_of("Совет отказал"), card_of(vera))
    await vera.write("Нет опыта в отрасли")
    assert "Нет опыта в отрасли" in anna.screen.text
    assert (await application(street))["status"] == "refused"
    assert await street.rows(members) == []
    await anna.write("/start")
    await anna.press("Вступить")
    await anna.press("физлицо")
    assert "1 из 8" in anna.screen.text


async def test_a_declined_application(street: Street, anna: Visitor, vera: Visitor) -> None:
    await apply_as_person(anna)
    await hand_in(anna)
    await vera.tap(card_of(vera).data_of("Отклонить"), card_of(vera))
    await vera.press("уже есть")
    assert "уже есть" in anna.screen.text
    assert (await application(street))["status"] == "declined"


async def test_a_withdrawal(street: Street, anna: Visitor, vera: Visitor) -> None:
    await apply_as_person(anna)
    await hand_in(anna)
    await anna.tap("join:withdraw:")
    await anna.press("Да, отозвать")
    assert (await application(street))["status"] == "withdrawn"
    assert "Отозвано заявителем" in card_of(vera).text
    await anna.tap("join:withdraw-sure:")
    assert "Такого действующего заявления нет" in anna.screen.text


async def test_two_secretaries_and_double_taps_make_one_decision(
    street: Street, anna: Visitor, vera: Visitor
) -> None:
    """Scorecard row 32."""
    oleg = street.visitor(5, "ru", first_name="Олег", username="oleg")
    await oleg.subscribe()
    await hold(street, 5, Role.SECRETARY)
    await apply_as_person(anna)
    await hand_in(anna)
    first, second = card_of(vera), card_of(oleg)
    accept, decline = first.data_of("Принять"), second.data_of("Отклонить")
    for data, visitor, screen in [(accept, vera, first), (accept, vera, first), (accept, oleg, second)]:
        await street.receive("callback_query", visitor.query(data, screen))
    await street.receive("callback_query", oleg.query(decline, second))
    await street.work()
    assert await acts(street) == ["application-accept"]
    assert (await application(street))["status"] == "complete"
    assert "Принято как полное" in card_of(oleg).text
    assert sum("повестк" in screen.text for screen in anna.screens) == 1
    admit = card_of(vera).data_of("Совет принял")
    for visitor in (vera, oleg, vera):
        await street.receive("callback_query", visitor.query(admit, card_of(visitor)))
    await street.work()
    assert await acts(street) == ["application-accept", "application-admit", "invoice-issued"]
    assert len(await street.rows(members)) == 1
    assert len(await street.rows(group_members)) == 1


@pytest.mark.parametrize("role", [None, *(role for role in Role if role is not Role.SECRETARY)])
@pytest.mark.usefixtures("vera")
async def test_forged_buttons_of_others_change_nothing(
    street: Street, anna: Visitor, role: Role | None
) -> None:
    """Scorecard rows 30 and 31: every staff button, by everyone who is no secretary."""
    await apply_as_person(anna)
    await hand_in(anna)
    eve = street.visitor(6, "ru", first_name="Ева", username="eve")
    await eve.subscribe()
    if role is not None:
        await hold(street, 6, role)
    before = await application(street)
    verbs = [
        "list",
        "open",
        "accept",
        "ask",
        "return",
        "decline",
        "files",
        "answers",
        "history",
        "admit",
        "refuse",
        "postpone",
    ]
    forged = [f"card:{verb}:{before['id']}:{before['version']}:" for verb in verbs]
    forged += [
        f"card:reason:{before['id']}:{before['version']}:{it}"
        for it in ("return-unsigned", "decline-duplicate", "refuse-no-place")
    ]
    forged += [
        f"board:{verb}:1:regular"
        for verb in ("list", "open", "plan", "up", "hold", "hold-sure", "cancel-sure")
    ]
    forged += ["register:act-sure:1:expel", "join:submit:", "join:withdraw-sure:", "leaving:sure:1"]
    shown = len(anna.screens)
    for data in forged:
        await eve.tap(data)
    assert await application(street) == before
    assert len(anna.screens) == shown
    assert "Иванова" not in " ".join(screen.text for screen in eve.screens)
    refused = [row for row in await street.rows(audit) if row["act"] == "refused"]
    # A board member's own open questions are behind the same button.
    assert len(refused) >= len(verbs) + 3 + 7 - (role is Role.BOARD_MEMBER)
    assert {row["actor_id"] for row in refused} == {6}


async def test_confirming_in_the_chat_where_that_is_not_enough(street: Street, anna: Visitor) -> None:
    await apply_as_person(anna)
    await anna.tap("join:confirm:")
    assert "Нужна подпись" in (anna.answer or "")
    await anna.tap("join:submit:")
    assert "ни одной страницы" in (anna.answer or "")
    assert (await application(street))["status"] == "signing"


async def test_groups_are_called_as_they_are_now_and_only_where_they_were_chosen(
    street: Street, anna: Visitor, vera: Visitor
) -> None:
    """Renamed, added and closed in the chat after the configuration; an answer that equals an id stays an answer."""
    await vera.write("/groups")
    await vera.tap("group:rename:barriers::0")
    await vera.write("Группа барьеров")
    await vera.tap("group:skip:::0")
    await vera.tap("group:add:::0")
    await vera.write("Группа новая")
    await vera.tap("group:skip:::0")
    added = (await street.rows(groups))[-1]["id"]
    answers = {
        **PERSON,
        "work": "pilots",
        "why-me": "2020-01-02",
        "why-them": "+79161234567",
        "groups": "5, 1, 3",
    }
    await apply_as_person(anna, answers=answers)
    await hand_in(anna)
    await vera.tap(f"group:close-into:{added}:biodata:0")
    assert [row["id"] for row in await street.rows(groups) if row["closed_at"]] == [added]
    await vera.tap("card:open:1:0:")
    for screen in (vera.screen, card_of(vera)):
        assert "1. Группа новая; 2. Группа барьеров; 3. По пилотным проектам" in screen.text
        for part in (":</b> pilots", ":</b> 2020-01-02", ":</b> +79161234567", ":</b> +7 916 123-45-67"):
            assert part in screen.text
    await vera.press("Ответы целиком")
    assert "1. Группа новая; 2. Группа барьеров" in vera.screen.text
    assert ":</b> pilots" in vera.screen.text
    [made] = [row for row in await street.rows(jobs) if row["kind"] == "application"]
    called = json.loads(made["data"])["groups"]
    assert (called[added]["ru"], called["barriers"]["ru"]) == ("Группа новая", "Группа барьеров")


async def test_an_answer_to_a_question_that_has_changed_since_is_shown_as_it_was_kept(
    street: Street, anna: Visitor, vera: Visitor
) -> None:
    await apply_as_person(anna)
    await hand_in(anna)
    answers = {"birth-date": "никогда", "groups": [{"a": 1}], "phone": ["8"], "gone": ["a", "b"], "work": 5}
    async with street.database.transaction() as transaction:
        await transaction.run(
            update(applications).values(answers=bindparam("new")),
            new=json.dumps(answers, ensure_ascii=False),
        )
    await vera.tap("card:answers:1:0:")
    for part in (":</b> никогда", "gone:</b> a, b", ":</b> 5"):
        assert part in vera.screen.text


async def test_an_album_is_counted_on_one_screen(street: Street, anna: Visitor) -> None:
    await apply_as_person(anna)
    screens = len(anna.screens)
    for page in range(5):
        await street.receive("message", anna.message(photo=[photo(f"a{page}")], media_group_id="77"))
    await street.work()
    assert len(anna.screens) == screens + 1
    assert "5" in anna.screen.text


async def test_while_there_is_no_secretary_administrators_are_told(anna: Visitor, olga: Visitor) -> None:
    await olga.subscribe()
    await apply_as_person(anna)
    await hand_in(anna)
    assert "секретаря нет" in olga.screen.text


async def test_hostile_answers_come_out_as_text(anna: Visitor, vera: Visitor) -> None:
    """Scorecard row 36."""
    evil = "<a href='http://evil'>Зло</a> & \u202e #import \"x\" {$y}"
    await apply_as_person(anna, answers={**PERSON, "full-name": evil, "why-me": evil * 8})
    await hand_in(anna)
    card = card_of(vera)
    assert "<a href" not in card.text
    assert "&lt;a href" in card.text
    await vera.tap(card.data_of("Ответы целиком"), card)
    assert "<a href" not in vera.screen.text
    assert all("<a href" not in screen.text for screen in anna.screens)


async def test_an_erased_applicant_is_nowhere(street: Street, anna: Visitor, vera: Visitor) -> None:
    """Scorecard row 41."""
    await apply_as_person(anna)
    await hand_in(anna)
    await vera.tap(card_of(vera).data_of("Ответы целиком"), card_of(vera))
    await anna.tap("contact:erase-sure:")
    everything = await street.everything()
    assert "Иванова" not in everything
    assert "Баумана" not in everything


async def test_the_board_s_meetings_and_agendas(street: Street, anna: Visitor, vera: Visitor) -> None:
    """An application follows the next meeting: planned, planned earlier, cancelled; its applicant hears each date."""
    boris = street.visitor(8, "en", first_name="Boris", username="boris")
    for applicant in (anna, boris):
        await applicant.write("/start")
        await applicant.tap("contact:join:")
        await applicant.tap("join:choose:person")
        await applicant.tap(applicant.offered("agree:give:person:"))
        for answer in PERSON.values():
            await applicant.write(answer)
        await applicant.tap(next(it for it in applicant.screen.taps if it.startswith("form:send")))
        for answer in REST_OF_PERSON:
            await applicant.write(answer)
        await applicant.tap(next(it for it in applicant.screen.taps if it.startswith("form:send")))
        await make_files(street)
        await hand_in(applicant)
    for row in await street.rows(applications):
        await vera.tap(f"card:accept:{row['id']}:{row['version']}:")
    await vera.write("/board")
    assert "без заседания: 2" in vera.screen.text
    await vera.press("+ Очередное")
    for wrong in ("завтра", "01.01.2020 10:00"):
        await vera.write(wrong)
        assert "Не понимаю" in vera.screen.text
    await vera.write("15.12.2032 15:00")
    assert "15 декабря 2032" in anna.screen.text
    assert "December 2032" in boris.screen.text
    await vera.tap("board:plan:0:extra")
    await vera.write("1.12.2032 11:30")
    assert "1 декабря 2032" in anna.screen.text
    first, second = await street.rows(meetings)
    held = {row["meeting_id"] for row in await street.rows(applications)}
    assert held == {second["id"]}
    await vera.tap(f"board:open:{second['id']}:")
    await vera.tap(f"board:up:{second['id']}:2")
    assert [row["position"] for row in await street.rows(applications)] == [1, 0]
    await vera.tap(f"board:cancel:{second['id']}:")
    await vera.press("Да, отменить")
    await vera.tap(f"board:cancel-sure:{second['id']}:")
    assert "закрыто или отменено" in vera.screen.text
    assert {row["meeting_id"] for row in await street.rows(applications)} == {first["id"]}
    assert "15 декабря 2032" in anna.screen.text
    await vera.write("/applications")
    await vera.write("/members")
    assert "Реестр" in vera.screen.text


async def test_a_member_is_expelled_and_told(street: Street, anna: Visitor, vera: Visitor) -> None:
    await apply_as_person(anna)
    await hand_in(anna)
    for label in ("Принять", "Совет принял"):
        await vera.tap(card_of(vera).data_of(label), card_of(vera))
    await vera.write("/members")
    await vera.press("Иванова", "Исключить")
    await vera.write("Нарушение устава")
    assert "ждёт заседания" in vera.screen.text
    await vera.tap("register:expel:1:")
    assert "уже стоит в повестке" in vera.screen.text
    await vera.tap("board:plan:0:extra")
    await vera.write("1.12.2032 11:30")
    assert "1. Иванова Мария Петровна (исключение)" in vera.screen.text
    await vera.press("1. Иванова", "Принято")
    await vera.write("Единогласно")
    assert "принято" in vera.screen.text
    assert [row["status"] for row in await street.rows(members)] == ["expelled"]
    assert "прекратил членство" in anna.screen.text
    assert "Нарушение устава" in anna.screen.text
    await vera.tap("register:act-sure:1:expel")
    assert "устарела" in (vera.answer or "")
    await anna.write("/leave")
    assert "выходить не из чего" in anna.screen.text
