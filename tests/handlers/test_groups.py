"""Working groups in the chat: who may do what, one decision for each place, and what everybody is told."""

import json
from typing import Any

import pytest
from sqlalchemy import insert

from bot.documents.rosters import make_roster
from domain.groups.places import Groups
from domain.roles import Role
from handlers.groups.places import PlaceAction
from handlers.groups.questions import QuestionAction
from handlers.groups.view import GroupAction
from handlers.tellings import tell
from storage.groups import GroupsTable
from storage.outbox import OutboxTable
from storage.tables.groups import group_members, group_questions, groups
from storage.tables.members import members
from storage.tables.people import audit, roles
from storage.tables.street import jobs
from tests.handlers.buttons import verbs
from tests.handlers.harness import Screen, Street, Visitor
from tests.handlers.spreadsheet import cells
from tests.handlers.steps import appoint, arrive, dismiss, enrol, enrol_firm, refusals
from tests.words import has, like, matching, plain, words

MEMBER, FIRM = 11, 12  # ids of members


async def admit(street: Street, member_id: int, person_id: int | None, *wishes: str) -> None:
    """What the board's part does on admission."""
    async with street.database.transaction() as transaction:
        use_cases = street.use_cases(transaction)
        say = street.worker._say()
        event = await use_cases.get(Groups).assign(member_id, person_id, wishes)
        if event is not None:
            tell(event, say)
        await OutboxTable(transaction).add(say.calls, street.clock.now())
    await street.deliver()


async def places(street: Street) -> dict[tuple[str, int], tuple[int, str]]:
    rows = await street.rows(group_members)
    return {(row["group_id"], row["member_id"]): (row["status"], row["replaces"]) for row in rows}


async def acts(street: Street, *kinds: str) -> list[tuple[str, int | None]]:
    rows = await street.rows(audit)
    return [(row["act"], row["actor_id"]) for row in rows if not kinds or row["act"] in kinds]


pytestmark = pytest.mark.usefixtures("groups")


@pytest.fixture
async def secretary(street: Street) -> Visitor:
    visitor = await arrive(street.visitor(20, "ru", first_name="Софья", username="sofia"))
    await appoint(street, 20, Role.SECRETARY)
    return visitor


@pytest.fixture
async def leader(street: Street) -> Visitor:
    """The leader of the group «pilots»."""
    visitor = await arrive(street.visitor(21, "en", first_name="Leo", username="leo"))
    await appoint(street, 21, Role.GROUP_LEADER, "pilots")
    return visitor


@pytest.fixture
async def member(street: Street, anna: Visitor) -> Visitor:
    await arrive(anna)
    await enrol(street, MEMBER, anna.id)
    return anna


async def test_a_new_member_is_confirmed_in_one_tap_and_told(
    street: Street, secretary: Visitor, leader: Visitor, member: Visitor
) -> None:
    await admit(street, MEMBER, member.id, "pilots", "biodata")
    assert await places(street) == {("pilots", MEMBER): (0, "")}
    assert secretary.screen.says("place-proposed", asked="no")
    assert "По пилотным проектам" in secretary.screen.text
    assert leader.screen.says("place-proposed", "en", asked="no")
    await secretary.press("place-confirm")
    assert await places(street) == {("pilots", MEMBER): (1, "")}
    assert secretary.screen.says("place-settled", who="Софья")
    assert member.screen.says(
        "place-yours", before="none", group="По пилотным проектам", leaders="Leo", led=1
    )
    amended = [call for call in street.sent if call.method == "editMessageText" and call.chat_id == leader.id]
    assert has(plain(amended[-1].params["text"]), like("place-settled", "en", who="Софья"))
    assert await acts(street) == [("group-settled", secretary.id)]


async def test_the_group_is_changed_in_one_tap(street: Street, leader: Visitor, member: Visitor) -> None:
    await admit(street, MEMBER, member.id, "pilots")
    await leader.press("Biomedical data")
    assert await places(street) == {("biodata", MEMBER): (1, "")}
    assert "<b>По биомедицинским данным</b>" in member.screen.text


async def test_two_who_decide_at_once_make_one_decision(
    street: Street, secretary: Visitor, leader: Visitor, member: Visitor
) -> None:
    """Reliability row 32."""
    await admit(street, MEMBER, member.id, "pilots")
    confirm, change = secretary.screen.data_of("place-confirm"), leader.screen.data_of("Meta-project")
    for visitor, data in ((secretary, confirm), (leader, change), (secretary, confirm)):
        await street.receive("callback_query", visitor.query(data))
    await street.work()
    assert await places(street) == {("pilots", MEMBER): (1, "")}
    assert await acts(street) == [("group-settled", secretary.id)]
    told = [call for call in street.sent if call.method == "sendMessage" and call.chat_id == member.id]
    assert sum(has(plain(call.params["text"]), "place-yours") for call in told) == 1
    assert "По пилотным проектам" in secretary.screen.text
    assert "Pilot projects" in leader.screen.text


async def test_a_demoted_leaders_old_buttons_are_refused_at_once(
    street: Street, leader: Visitor, member: Visitor
) -> None:
    """Reliability row 31."""
    await admit(street, MEMBER, member.id, "pilots")
    card = leader.screen
    await dismiss(street, leader.id, Role.GROUP_LEADER, "pilots")
    for data in card.taps:
        await leader.tap(data, card)
        assert leader.heard("role-not-allowed-short", "en")
    assert await places(street) == {("pilots", MEMBER): (0, "")}
    assert await acts(street, "group-settled") == []
    assert await refusals(street) == len(card.taps)


async def test_a_leader_decides_only_on_their_own_group(
    street: Street, leader: Visitor, member: Visitor
) -> None:
    await admit(street, MEMBER, member.id, "biodata")
    since = (await street.rows(group_members))[0]["since"]
    await leader.write("/groups")
    for verb in ("settle", "decline", "card"):
        action = PlaceAction(verb=verb, member=MEMBER, since=since, to="pilots")
        await leader.tap(action.pack())
        assert leader.heard("role-not-allowed-short", "en")
    assert await places(street) == {("biodata", MEMBER): (0, "")}


async def test_a_member_asks_for_another_group(
    street: Street, secretary: Visitor, leader: Visitor, member: Visitor
) -> None:
    await admit(street, MEMBER, member.id, "biodata")
    await secretary.press("place-confirm")
    await member.write("/groups")
    await member.press("По пилотным проектам", "group-wish-button")
    assert member.screen.says("place-wish-noted")
    assert await places(street) == {("biodata", MEMBER): (1, ""), ("pilots", MEMBER): (0, "biodata")}
    assert leader.screen.says("place-proposed", "en", asked="yes")
    await leader.press("place-confirm")
    assert await places(street) == {("pilots", MEMBER): (1, "")}
    assert member.screen.says("place-yours", before="По биомедицинским данным", group="По пилотным проектам")


async def test_a_wish_can_be_declined(street: Street, secretary: Visitor, member: Visitor) -> None:
    await admit(street, MEMBER, member.id, "biodata")
    await secretary.press("place-confirm")
    await member.write("/groups")
    await member.press("По пилотным проектам", "group-wish-button")
    await secretary.press("place-decline")
    assert await places(street) == {("biodata", MEMBER): (1, "")}
    assert member.screen.says("place-you-stay")
    assert await acts(street, "group-declined") == [("group-declined", secretary.id)]


async def test_who_is_no_member_can_neither_wish_nor_ask(street: Street, john: Visitor) -> None:
    await arrive(john)
    await john.write("/groups")
    assert john.screen.says("group-list", "en")
    for verb in ("wish", "ask", "speakers", "speak"):
        await john.tap(GroupAction(verb=verb, group="pilots", value=john.id).pack())
    assert await places(street) == {}
    assert await street.rows(group_questions) == []


async def test_an_organisation_names_a_representative_for_each_group(
    street: Street, secretary: Visitor, anna: Visitor, john: Visitor
) -> None:
    await arrive(anna)
    await arrive(john)
    await enrol_firm(street, FIRM, anna.id, john.id)
    await admit(street, FIRM, anna.id, "pilots")
    await secretary.press("place-confirm")
    await anna.write("/groups")
    await anna.press("По пилотным", "group-speaker-button", "John")
    assert anna.screen.says("group-speaker", who="John")
    assert john.screen.says("group-you-speak", "en", member="ООО «Ромашка»")
    await anna.tap(GroupAction(verb="speak", group="pilots", value=secretary.id).pack())
    await john.write("/groups")
    await john.press("Biomedical data", "group-wish-button", "group-wish-further")
    await secretary.press("place-confirm")
    assert await places(street) == {("pilots", FIRM): (1, ""), ("biodata", FIRM): (1, "")}
    rows = await street.rows(group_members)
    assert {row["group_id"]: row["person_id"] for row in rows} == {"pilots": john.id, "biodata": john.id}


async def test_a_question_is_answered_through_the_bot(
    street: Street, leader: Visitor, member: Visitor
) -> None:
    await member.write("/groups")
    await member.press("По пилотным", "group-ask-button")
    asked = member.screen
    await member.write("Как начать <b>пилот</b>?")
    assert member.screen.says("question-sent")
    assert asked.buttons == [], "an answered question has no buttons"
    assert "Как начать &lt;b&gt;пилот&lt;/b&gt;?" in leader.screen.text
    await leader.press("question-answer")
    await leader.write("Пришлите план & смету")
    assert "Пришлите план &amp; смету" in member.screen.text
    assert await acts(street) == [("question-answered", leader.id)]


async def test_the_first_answer_counts(street: Street, leader: Visitor, member: Visitor) -> None:
    second = await arrive(street.visitor(22, "ru", first_name="Пётр", username="petr"))
    await appoint(street, 22, Role.GROUP_LEADER, "pilots")
    await member.write("/groups")
    await member.press("По пилотным", "group-ask-button")
    await member.write("Когда встреча?")
    await leader.press("question-answer")
    await second.press("question-answer")
    await leader.write("On Friday")
    await second.write("В четверг")
    assert "On Friday" in second.screen.text
    (row,) = await street.rows(group_questions)
    assert (row["answer"], row["answered_by"]) == ("On Friday", leader.id)
    assert len(await acts(street, "question-answered")) == 1


async def test_somebody_with_three_questions_waiting_is_told_so(street: Street, member: Visitor) -> None:
    for _ in range(3):
        await member.write("/groups")
        await member.press("По пилотным", "group-ask-button")
        await member.write("Когда?")
    await member.write("/groups")
    await member.press("По пилотным", "group-ask-button")
    assert member.heard("refused-groups-too-many-questions")
    assert len(await street.rows(group_questions)) == 3


async def test_groups_are_added_renamed_described_and_linked(street: Street, secretary: Visitor) -> None:
    await secretary.write("/groups")
    await secretary.press("group-add")
    await secretary.write("х" * 61)
    assert secretary.screen.says("refused-groups-bad-title")
    await secretary.write("Телемедицина <b>")
    await secretary.write("Telemedicine")
    assert "<b>Телемедицина &lt;b&gt;</b>" in secretary.screen.text
    await secretary.press("group-rename-button")
    await secretary.write("Телемедицина")
    await secretary.press("group-skip")
    await secretary.press("group-describe-button")
    await secretary.write("Врач и больной на связи")
    await secretary.press("group-skip")
    await secretary.press("group-link-button")
    await secretary.write("https://evil.example/t.me/x")
    assert secretary.screen.says("refused-groups-bad-link")
    await secretary.write("t.me/+AbCdEf")
    assert "Врач и больной на связи" in secretary.screen.text
    (row,) = [row for row in await street.rows(groups) if row["id"] == "group-5"]
    assert json.loads(row["titles"]) == {"ru": "Телемедицина"}
    assert row["chat_link"] == "https://t.me/+AbCdEf"
    assert [act for act, _ in await acts(street)] == [
        "group-added",
        "group-renamed",
        "group-described",
        "group-linked",
    ]


async def test_a_group_is_closed_and_its_members_go_on(
    street: Street, secretary: Visitor, leader: Visitor, member: Visitor
) -> None:
    await admit(street, MEMBER, member.id, "pilots")
    await secretary.write("/groups")
    await secretary.press("По пилотным проектам", "group-close-button", "По биомедицинским данным")
    assert await places(street) == {("biodata", MEMBER): (1, "")}
    assert "По биомедицинским данным" in member.screen.text
    assert leader.screen.says("role-you-had", "en")
    assert "По пилотным" not in "".join(secretary.screen.labels)
    assert [row for row in await street.rows(roles) if row["role"] == "group_leader"] == []
    await secretary.tap(GroupAction(verb="open", group="pilots").pack())
    assert secretary.heard("refused-groups-gone")
    for group in ("barriers", "metaprojects"):
        await secretary.tap(GroupAction(verb="close-into", group=group).pack())
    await secretary.tap(GroupAction(verb="close-into", group="biodata").pack())
    assert secretary.heard("refused-groups-last")
    assert len(await acts(street, "group-closed")) == 3


async def test_members_without_a_group_are_assigned_in_bulk(street: Street, secretary: Visitor) -> None:
    for number in range(9):
        await arrive(street.visitor(100 + number, "ru", first_name=f"Член {number}", username=None))
        await enrol(street, 100 + number, 100 + number, f"Член {number}")
    await secretary.write("/groups")
    await secretary.press(like("group-unplaced-button", count=9))
    assert len([label for label in secretary.screen.labels if label.startswith("Член")]) == 8
    await secretary.press("→")
    await secretary.press("Член 8", "По биомедицинским")
    assert await places(street) == {("biodata", 108): (1, "")}
    await secretary.write("/groups")
    await secretary.press("group-unplaced-button", like("place-assign-all", count=8))
    async with street.database.transaction() as transaction:
        assert sorted((await GroupsTable(transaction).sizes()).values()) == [2, 2, 2, 3]
    assert len(await acts(street, "groups-assigned")) == 1
    assert street.people[100].screen.says("place-yours")


async def order_of(street: Street) -> dict[str, Any]:
    (job,) = await street.rows(jobs)
    data: dict[str, Any] = json.loads(job["data"])
    return data


FORMULAS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "\t=1",
    "\r=1",
    "\x00=1",
    '=HYPERLINK("http://x","y")',
    "=cmd|' /C calc'!A0",
]
PAYLOADS = [
    mark + formula + tail
    for mark in ("", " ", "'", "\ufeff")
    for formula in FORMULAS
    for tail in ("", "\n=2", "_x0041_")
]


async def test_an_export_holds_strings_only(street: Street, leader: Visitor) -> None:
    """Reliability row 37: formula payloads in names stay what they are, texts."""
    assert len(PAYLOADS) >= 100
    for number, payload in enumerate(PAYLOADS, start=1000):
        name = payload.replace("\x00", "\x01")  # PostgreSQL keeps no NUL, and Telegram sends none
        await enrol_silently(street, number, name)
    await leader.write("/groups")
    await leader.press("Pilot projects", "group-export-button")
    await enrol_silently(street, 999, "After the order")
    data = await order_of(street)
    assert set(data) == {"group", "language", "labels"}, "the maker reads who they are"
    async with street.database.reading() as reader:
        made = await make_roster(reader, data)
    assert made.name == words("roster-file", "en")
    formulas, rows = cells(made.data)
    assert formulas == 0
    assert rows[0][:2] == [words("roster-heading-group", "en"), words("roster-heading-member", "en")]
    # XML knows one line end: a carriage return that stands alone is read back as a line feed.
    shown = sorted(row[1].replace("\r", "\n") for row in rows[1:])
    assert shown == sorted(
        {"After the order"} | {payload.replace("\x00", "\x01").replace("\r", "\n") for payload in PAYLOADS}
    )
    assert await acts(street) == [("group-exported", leader.id)]


async def enrol_silently(street: Street, member_id: int, name: str) -> None:
    place = {"group_id": "pilots", "member_id": member_id, "status": 1, "since": 1, "person_id": None}
    row = {"id": member_id, "kind": "person", "status": "active", "since": 1, "name": name}
    async with street.database.transaction() as transaction:
        await transaction.run(insert(members).values(**row))
        await transaction.run(insert(group_members).values(**place))


# Who may do what: every button, every role, with ids of somebody else's.


def forged() -> list[tuple[str, str, frozenset[Role]]]:
    """Each button with whom it obeys."""
    secretary, leader = frozenset({Role.SECRETARY}), frozenset({Role.SECRETARY, Role.GROUP_LEADER})
    found = [(GroupAction(verb="export").pack(), "export-all", secretary)]
    for verb, allowed in verbs(GroupAction).items():
        if allowed and verb != "skip":  # which answers a question
            tap = {"verb": verb, "group": "pilots", "to": "biodata" if allowed == secretary else ""}
            found.append((GroupAction.model_validate(tap).pack(), verb, allowed))
    for verb in ("settle", "decline", "card"):
        place = PlaceAction(verb=verb, member=MEMBER, since=777, to="biodata")
        found.append((place.pack(), verb, leader))
    found.append(
        (PlaceAction(verb="settle", member=MEMBER, since=0, to="pilots").pack(), "settle-new", secretary)
    )
    found.append((QuestionAction(verb="open", id=1).pack(), "answer", leader))
    return found


@pytest.mark.usefixtures("member")
@pytest.mark.parametrize("role", [None, *Role], ids=str)
async def test_every_button_obeys_only_the_roles_it_is_for(
    street: Street, john: Visitor, role: Role | None
) -> None:
    """Reliability row 30: a leader of another group, and everybody else, is refused, and that is audited."""
    await arrive(john)
    if role is not None:
        await appoint(street, john.id, role, "barriers" if role is Role.GROUP_LEADER else "")
    await put_something(street)
    before = await state_of(street)
    for data, verb, allowed in forged():
        if role is not None and role in allowed and role is not Role.GROUP_LEADER:
            continue
        refused = await refusals(street)
        await john.tap(data)
        assert john.heard("role-not-allowed-short", "en"), verb
        assert await refusals(street) == refused + 1, verb
        assert john.screen.says("role-not-allowed", "en")
    assert await state_of(street) == before


@pytest.mark.usefixtures("member")
@pytest.mark.parametrize("role", [Role.SECRETARY, Role.GROUP_LEADER], ids=str)
async def test_every_button_serves_the_roles_it_is_for(street: Street, john: Visitor, role: Role) -> None:
    await arrive(john)
    await appoint(street, john.id, role, "pilots" if role is Role.GROUP_LEADER else "")
    for data, verb, allowed in forged():
        if role in allowed:
            await forget_groups(street)
            await put_something(street)
            await john.tap(data)
            assert not john.heard("role-not-allowed-short", "en"), verb
    assert await acts(street, "refused") == []


async def put_something(street: Street) -> None:
    place = {"group_id": "pilots", "member_id": MEMBER, "person_id": 1, "status": 0, "since": 777}
    question = {"id": 1, "group_id": "pilots", "person_id": 1, "text": "?", "asked_at": 1}
    async with street.database.transaction() as transaction:
        await transaction.run(insert(group_members).values(**place))
        await transaction.run(insert(group_questions).values(**question))


async def forget_groups(street: Street) -> None:
    """Start over: no places, no questions, every group open."""
    async with street.database.transaction() as transaction:
        await transaction.run(group_members.delete())
        await transaction.run(group_questions.delete())
        await transaction.run(groups.update().values(closed_at=None))


async def state_of(street: Street) -> list[Any]:
    return [await street.rows(table) for table in (groups, group_members, group_questions, jobs, roles)]


@pytest.mark.usefixtures("member")
@pytest.mark.parametrize(
    "data",
    [
        "group:open:нет-такой::0",
        "group:wish:" + "x" * 40 + "::0",
        "group:close-into:pilots:pilots:0",
        "group:close-into:pilots:gone:0",
        "group:roster:gone::-5",
        "group:unplaced:::-99",
        "group:skip:::0",
        "place:settle:999:1:pilots",
        "place:settle:11:777:gone",
        "place:settle:11:0:pilots",
        "place:decline:11:777:",
        "place:card:999:0:",
        "place:settle:-1:-1:",
        "question:open:999",
        "question:open:x",
        "group:open",
        "place:card:99999999999999999:0:",
    ],
)
async def test_a_forged_button_changes_nothing_even_for_the_secretary(
    street: Street, secretary: Visitor, data: str
) -> None:
    await put_something(street)
    before = await state_of(street)
    await secretary.tap(data, Screen(1, "?"))
    assert await state_of(street) == before


async def test_hostile_names_come_out_as_text(street: Street, secretary: Visitor) -> None:
    """Reliability row 36, for what staff see of members."""
    names = [
        "<b>x</b>",
        "</b><a href='http://x'>y</a>",
        "\u202eevil\u202c",
        "\u200b" * 50,
        "x" * 4096,
        "&lt;b&gt;",
        "{ $who }",
    ]
    for number, name in enumerate(names, start=200):
        await arrive(street.visitor(number, "ru", first_name="Ю", username=None))
        await enrol(street, number, number, name)
        await admit(street, number, number, "pilots")
        await secretary.press("place-confirm")
    await secretary.write("/groups")
    await secretary.press("По пилотным", "group-roster-button")
    for call in street.sent:
        text = call.params.get("text", "")
        assert len(text) <= 4096
        assert "<a" not in text
        assert "<b>x</b>" not in text


async def test_whoever_leaves_the_association_gives_up_the_place(
    street: Street, secretary: Visitor, leader: Visitor, member: Visitor
) -> None:
    await admit(street, MEMBER, member.id, "pilots")
    card = leader.screen
    await member.write("/leave")
    await member.press("leaving-sure")
    await secretary.press("leaving-confirm")
    assert await places(street) == {}
    await leader.tap(card.data_of("place-confirm"), card)
    assert await places(street) == {}
    assert leader.screen.text == words("refused-groups-no-member", "en")
    await secretary.write("/groups")
    assert not matching(like("group-unplaced-button"), secretary.screen.labels)


async def test_who_represents_an_organisation_no_longer_speaks_for_it_in_no_group(
    street: Street, anna: Visitor, john: Visitor
) -> None:
    await arrive(anna)
    await arrive(john)
    await enrol_firm(street, FIRM, anna.id, john.id)
    await admit(street, FIRM, john.id, "pilots")
    await anna.tap(f"membership:remove-sure:{john.id}")
    (place,) = await street.rows(group_members)
    assert (place["group_id"], place["person_id"]) == ("pilots", None)
    await anna.tap("group:open:pilots::0")
    assert anna.screen.says("group-speaker", who="none")
