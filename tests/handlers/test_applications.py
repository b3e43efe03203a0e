"""From «Вступить» to the board's decision in the chat: what the applicant and the secretaries see."""

import json

import pytest
from sqlalchemy import bindparam, update

from domain.roles import Role
from storage.tables.applications import applications
from storage.tables.board import meetings
from storage.tables.groups import group_members, groups
from storage.tables.leaving import departures
from storage.tables.members import members, organisations, representatives
from storage.tables.people import audit
from storage.tables.street import jobs
from tests.handlers.applying import (
    ORGANISATION,
    PERSON,
    REST_OF_PERSON,
    acts,
    application,
    apply_as_person,
    card_of,
    hand_in,
    photo,
)
from tests.handlers.harness import Street, Visitor
from tests.handlers.steps import appoint, make_files, refusals
from tests.words import like, words

pytestmark = pytest.mark.usefixtures("groups")


async def test_a_person_becomes_a_member(street: Street, anna: Visitor, secretary: Visitor) -> None:
    await apply_as_person(anna)
    assert (await application(street))["status"] == "signing"
    document = next(owed for owed in street.sent if owed.method == "sendDocument")
    assert "5\xa0000" in document.params["caption"]
    assert "счёту" in document.params["caption"]
    await hand_in(anna, pages=2)
    assert (await application(street))["status"] == "submitted"
    assert len(json.loads((await application(street))["files"])) == 2
    card = card_of(secretary)
    assert "Иванова Мария Петровна" in card.text
    await secretary.tap(card.data_of("application-card-files"), card)
    assert sum(owed.method == "sendPhoto" for owed in street.sent) == 2
    await secretary.tap(card.data_of("application-card-accept"), card)
    assert anna.screen.says("application-stands", at="none", status="complete")
    await secretary.write("/board")
    await secretary.press("board-plan-regular")
    await secretary.write("15.12.2032 15:00")
    assert "15 декабря 2032" in anna.screen.text
    agenda = next(screen for screen in secretary.screens if screen.says("board-agenda", count=1))
    assert agenda.says("board-agenda-row", place=1, title="Иванова Мария Петровна")
    await secretary.tap(agenda.data_of("Иванова"), agenda)
    await secretary.press("application-card-admit")
    assert anna.screen.says("application-stands", status="admitted")
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
    assert anna.screen.says("contact-home-member")
    await anna.press("contact-membership")
    assert anna.screen.says("member-stands", status="active")


async def test_an_organisation_becomes_a_member(street: Street, anna: Visitor, secretary: Visitor) -> None:
    await anna.subscribe()
    await anna.tap("contact:join:")
    await anna.press("application-choose-organisation")
    for answer in ORGANISATION:
        await anna.write(answer)
    await anna.press("forms-send")
    for answer in [
        "Общество с ограниченной ответственностью «Ромашка»",
        "1027700132195",
        "770701001",
        "127000, г. Москва, ул. Ленина, д. 1",
        "Иванов Иван Иванович",
        "Генеральный директор",
        words("option-authority-charter"),
        "АО «Плательщик»",
        "7707083893",
    ]:
        await anna.write(answer)
    await anna.press("forms-skip")
    await anna.press("forms-send")
    await make_files(street)
    await hand_in(anna)
    card = card_of(secretary)
    await secretary.tap(card.data_of("application-card-accept"), card)
    await secretary.tap(card_of(secretary).data_of("application-card-admit"), card_of(secretary))
    [firm] = await street.rows(organisations)
    assert (firm["name"], firm["inn"], firm["ogrn"]) == ("ООО «Ромашка»", "7707083893", "1027700132195")
    assert [row["person_id"] for row in await street.rows(representatives)] == [1]

    await anna.tap("contact:membership:")
    await anna.press("member-invite")
    link = next(word for word in anna.screen.text.split() if "start=rep_" in word)
    payload = link.partition("start=")[2]
    john = street.visitor(2, "ru", first_name="Джон", username="john")
    await john.write(f"/start {payload}")
    assert "Ромашка" in john.screens[-2].text
    await john.press("consent-agree")
    assert len(await street.rows(representatives)) == 2
    eve = street.visitor(9, "ru", first_name="Ева", username="eve")
    await eve.write(f"/start {payload}")
    assert eve.screen.says("refused-members-invitation-invalid")
    await eve.write("/start rep_forged")
    assert eve.screen.says("refused-members-invitation-invalid")
    assert len(await street.rows(representatives)) == 2
    await john.tap("membership:remove-sure:777")
    assert john.screen.says("refused-members-missing")
    await john.tap("membership:remove-sure:1")
    assert [row["person_id"] for row in await street.rows(representatives)] == [2]
    await john.tap("membership:remove-sure:2")
    assert john.screen.says("refused-members-last-representative")
    await john.write("/leave")
    await john.press("leaving-sure")
    assert [row["person_id"] for row in await street.rows(departures)] == [2]


async def test_a_return_a_question_and_an_answer(street: Street, anna: Visitor, secretary: Visitor) -> None:
    await apply_as_person(anna)
    await hand_in(anna)
    await secretary.tap(card_of(secretary).data_of("application-card-ask"), card_of(secretary))
    await secretary.write("Какая у вас <b>учёная</b> степень?")
    assert "Какая у вас &lt;b&gt;учёная" in anna.screen.text
    await anna.press("application-answer")
    await anna.write("Кандидат наук")
    assert anna.screen.says("application-written")
    card = card_of(secretary)
    assert "Кандидат наук" in card.text
    await secretary.tap(card.data_of("application-card-return"), card)
    await secretary.press("application-reason-unsigned")
    assert anna.screen.says("application-reason-unsigned")
    assert (await application(street))["status"] == "returned"
    assert json.loads((await application(street))["files"]) == []
    await anna.press("application-correct")
    assert "Иванова" in anna.screen.text
    await anna.press("forms-send")
    await make_files(street)
    await hand_in(anna, pages=3)
    row = await application(street)
    assert (row["status"], row["reason"], len(json.loads(row["files"]))) == ("submitted", "", 3)
    assert await acts(street) == ["application-ask", "application-return"]


async def test_a_refusal_and_a_new_application(street: Street, anna: Visitor, secretary: Visitor) -> None:
    await apply_as_person(anna)
    await hand_in(anna)
    await secretary.tap(card_of(secretary).data_of("application-card-accept"), card_of(secretary))
    await secretary.tap(card_of(secretary).data_of("application-card-refuse"), card_of(secretary))
    await secretary.write("Нет опыта в отрасли")
    assert "Нет опыта в отрасли" in anna.screen.text
    assert (await application(street))["status"] == "refused"
    assert await street.rows(members) == []
    await anna.write("/start")
    await anna.press("contact-join")
    await anna.press("application-choose-person")
    assert anna.screen.says("forms-head", number=1, total=8)


async def test_a_declined_application(street: Street, anna: Visitor, secretary: Visitor) -> None:
    await apply_as_person(anna)
    await hand_in(anna)
    await secretary.tap(card_of(secretary).data_of("application-card-decline"), card_of(secretary))
    await secretary.press("application-reason-duplicate")
    assert anna.screen.says("application-reason-duplicate")
    assert (await application(street))["status"] == "declined"


async def test_a_withdrawal(street: Street, anna: Visitor, secretary: Visitor) -> None:
    await apply_as_person(anna)
    await hand_in(anna)
    await anna.tap("join:withdraw:")
    await anna.press("application-withdraw-sure")
    assert (await application(street))["status"] == "withdrawn"
    assert card_of(secretary).says("application-card-status", status="withdrawn")
    await anna.tap("join:withdraw-sure:")
    assert anna.screen.says("refused-applications-missing")


async def test_two_secretaries_and_double_taps_make_one_decision(
    street: Street, anna: Visitor, secretary: Visitor
) -> None:
    """Reliability row 32."""
    oleg = street.visitor(5, "ru", first_name="Олег", username="oleg")
    await oleg.subscribe()
    await appoint(street, 5, Role.SECRETARY)
    await apply_as_person(anna)
    await hand_in(anna)
    first, second = card_of(secretary), card_of(oleg)
    accept, decline = first.data_of("application-card-accept"), second.data_of("application-card-decline")
    for data, visitor, screen in [
        (accept, secretary, first),
        (accept, secretary, first),
        (accept, oleg, second),
    ]:
        await street.receive("callback_query", visitor.query(data, screen))
    await street.receive("callback_query", oleg.query(decline, second))
    await street.work()
    assert await acts(street) == ["application-accept"]
    assert (await application(street))["status"] == "complete"
    assert card_of(oleg).says("application-card-status", status="complete")
    assert sum(screen.says("application-stands", status="complete") for screen in anna.screens) == 1
    admit = card_of(secretary).data_of("application-card-admit")
    for visitor in (secretary, oleg, secretary):
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
    """Reliability rows 30 and 31: every staff button, by everyone who is no secretary."""
    await apply_as_person(anna)
    await hand_in(anna)
    eve = street.visitor(6, "ru", first_name="Ева", username="eve")
    await eve.subscribe()
    if role is not None:
        await appoint(street, 6, role)
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
    assert await refusals(street) >= len(verbs) + 3 + 7 - (role is Role.BOARD_MEMBER)
    assert {row["actor_id"] for row in refused} == {6}


async def test_confirming_in_the_chat_where_that_is_not_enough(street: Street, anna: Visitor) -> None:
    await apply_as_person(anna)
    await anna.tap("join:confirm:")
    assert anna.heard("refused-applications-signature-needed")
    await anna.tap("join:submit:")
    assert anna.heard("refused-applications-nothing-signed")
    assert (await application(street))["status"] == "signing"


async def test_groups_are_called_as_they_are_now_and_only_where_they_were_chosen(
    street: Street, anna: Visitor, secretary: Visitor
) -> None:
    """Renamed, added and closed in the chat after the configuration; an answer that equals an id stays an answer."""
    await secretary.write("/groups")
    await secretary.tap("group:rename:barriers::0")
    await secretary.write("Группа барьеров")
    await secretary.tap("group:skip:::0")
    await secretary.tap("group:add:::0")
    await secretary.write("Группа новая")
    await secretary.tap("group:skip:::0")
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
    await secretary.tap(f"group:close-into:{added}:biodata:0")
    assert [row["id"] for row in await street.rows(groups) if row["closed_at"]] == [added]
    await secretary.tap("card:open:1:0:")
    for screen in (secretary.screen, card_of(secretary)):
        assert "1. Группа новая; 2. Группа барьеров; 3. По пилотным проектам" in screen.text
        for part in (":</b> pilots", ":</b> 2020-01-02", ":</b> +79161234567", ":</b> +7 916 123-45-67"):
            assert part in screen.text
    await secretary.press("application-card-answers")
    assert "1. Группа новая; 2. Группа барьеров" in secretary.screen.text
    assert ":</b> pilots" in secretary.screen.text
    [made] = [row for row in await street.rows(jobs) if row["kind"] == "application"]
    called = json.loads(made["data"])["groups"]
    assert (called[added]["ru"], called["barriers"]["ru"]) == ("Группа новая", "Группа барьеров")


async def test_an_answer_to_a_question_that_has_changed_since_is_shown_as_it_was_kept(
    street: Street, anna: Visitor, secretary: Visitor
) -> None:
    await apply_as_person(anna)
    await hand_in(anna)
    answers = {"birth-date": "никогда", "groups": [{"a": 1}], "phone": ["8"], "gone": ["a", "b"], "work": 5}
    async with street.database.transaction() as transaction:
        await transaction.run(
            update(applications).values(answers=bindparam("new")),
            new=json.dumps(answers, ensure_ascii=False),
        )
    await secretary.tap("card:answers:1:0:")
    for part in (":</b> никогда", "gone:</b> a, b", ":</b> 5"):
        assert part in secretary.screen.text


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
    assert olga.screen.says("application-nobody")


async def test_hostile_answers_come_out_as_text(anna: Visitor, secretary: Visitor) -> None:
    """Reliability row 36."""
    evil = "<a href='http://evil'>Зло</a> & \u202e #import \"x\" {$y}"
    await apply_as_person(anna, answers={**PERSON, "full-name": evil, "why-me": evil * 8})
    await hand_in(anna)
    card = card_of(secretary)
    assert "<a href" not in card.text
    assert "&lt;a href" in card.text
    await secretary.tap(card.data_of("application-card-answers"), card)
    assert "<a href" not in secretary.screen.text
    assert all("<a href" not in screen.text for screen in anna.screens)


async def test_an_erased_applicant_is_nowhere(street: Street, anna: Visitor, secretary: Visitor) -> None:
    """Reliability row 41."""
    await apply_as_person(anna)
    await hand_in(anna)
    await secretary.tap(card_of(secretary).data_of("application-card-answers"), card_of(secretary))
    await anna.tap("contact:erase-sure:")
    everything = await street.everything()
    assert "Иванова" not in everything
    assert "Баумана" not in everything


async def test_the_board_s_meetings_and_agendas(street: Street, anna: Visitor, secretary: Visitor) -> None:
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
        await secretary.tap(f"card:accept:{row['id']}:{row['version']}:")
    await secretary.write("/board")
    assert secretary.screen.says("board-meetings", waiting=2)
    await secretary.press("board-plan-regular")
    for wrong in ("завтра", "01.01.2020 10:00"):
        await secretary.write(wrong)
        assert secretary.screen.says("refused-board-date-wrong")
    await secretary.write("15.12.2032 15:00")
    assert "15 декабря 2032" in anna.screen.text
    assert "December 2032" in boris.screen.text
    await secretary.write("/board")
    await secretary.press("board-plan-extra")
    question = secretary.screen
    assert question.labels == [words("ui-back")]
    await secretary.write("завтра")
    assert secretary.screen.says("refused-board-date-wrong")
    await secretary.write("1.12.2032 11:30")
    assert question.labels == [], "an answered question leads nowhere"
    assert "1 декабря 2032" in anna.screen.text
    first, second = await street.rows(meetings)
    held = {row["meeting_id"] for row in await street.rows(applications)}
    assert held == {second["id"]}
    await secretary.tap(f"board:open:{second['id']}:")
    await secretary.tap(f"board:up:{second['id']}:2")
    assert [row["position"] for row in await street.rows(applications)] == [1, 0]
    await secretary.tap(f"board:cancel:{second['id']}:")
    await secretary.press("board-cancel-sure")
    await secretary.tap(f"board:cancel-sure:{second['id']}:")
    assert secretary.screen.says("refused-board-stale")
    assert {row["meeting_id"] for row in await street.rows(applications)} == {first["id"]}
    assert "15 декабря 2032" in anna.screen.text
    await secretary.write("/applications")
    await secretary.write("/members")
    assert secretary.screen.says("member-register")


async def test_a_member_is_expelled_and_told(street: Street, anna: Visitor, secretary: Visitor) -> None:
    await apply_as_person(anna)
    await hand_in(anna)
    for label in ("application-card-accept", "application-card-admit"):
        await secretary.tap(card_of(secretary).data_of(label), card_of(secretary))
    await secretary.write("/members")
    await secretary.press("Иванова", "member-expel")
    await secretary.write("Нарушение устава")
    assert secretary.screen.says("board-question-waits")
    await secretary.tap("register:expel:1:")
    assert secretary.screen.says("refused-board-question-stands")
    await secretary.tap("board:plan:0:extra")
    await secretary.write("1.12.2032 11:30")
    assert secretary.screen.says(
        "board-agenda-line", kind="expulsion", place=1, title="Иванова Мария Петровна"
    )
    await secretary.press(
        like("board-agenda-row", place=1, title="Иванова Мария Петровна"), "board-question-adopt"
    )
    await secretary.write("Единогласно")
    assert secretary.screen.says("board-agenda-line", status="adopted")
    assert [row["status"] for row in await street.rows(members)] == ["expelled"]
    assert anna.screen.says("member-changed", action="expel")
    assert "Нарушение устава" in anna.screen.text
    await secretary.tap("register:act-sure:1:expel")
    assert secretary.heard("contact-stale-button")
    await anna.write("/leave")
    assert anna.screen.says("refused-leaving-nothing")
