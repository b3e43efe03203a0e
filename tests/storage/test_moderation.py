"""What moderators' work is kept in, on both databases."""

from dataclasses import replace

from domain.moderation.entities import (
    Appeal,
    GivenWarning,
    Incident,
    LogEntry,
    ModerationAct,
    Named,
    Sanction,
    Stage,
)
from domain.people import Person
from domain.time import DAY
from storage.audit import AuditTable
from storage.contacts import ContactsTable
from storage.engine import Database
from storage.moderation.books import ModerationLogTable, WishesTable
from storage.moderation.incidents import IncidentsTable
from storage.moderation.measures import MeasuresTable

NOW = 1_800_000_000_000_000
INCIDENT = Incident(0, 1, 70, (70, 71), 5, "Имя", "Слова «и» <b>", NOW, Stage.REPORTED, NOW)
WARNING = GivenWarning(0, 1, 1, 5, 9, 3, "спокойнее", NOW, NOW + DAY)
SANCTION = Sanction(0, 1, 1, 5, "Имя", 9, ModerationAct.BLOCK, NOW, NOW + DAY)


async def test_messages_at_issue_and_their_reports(database: Database) -> None:
    async with database.transaction() as transaction:
        gateway = IncidentsTable(transaction)
        incident = await gateway.add_incident(INCIDENT)
        assert await gateway.incident(incident.id) == incident == replace(INCIDENT, id=incident.id)
        assert await gateway.incident_at(1, 70) == incident
        assert await gateway.incident_at(2, 70) is None
        changed = replace(incident, stage=Stage.HELD, warning_id=4, why="link", shown=True, text="")
        await gateway.save_incident(changed)
        assert await gateway.incident(incident.id) == changed
        assert [await gateway.add_report(incident.id, who) for who in (1, 2, 1)] == [True, True, False]
        assert await gateway.count_reports(incident.id) == 2
        assert await gateway.count_reports(99) == 0
        assert await gateway.incident(99) is None


async def test_warnings(database: Database) -> None:
    async with database.transaction() as transaction:
        gateway = MeasuresTable(transaction)
        one = await gateway.add_warning(WARNING)
        lifted = await gateway.add_warning(replace(WARNING, at=NOW - 2, lifted_at=NOW, lifted_by=8))
        other = await gateway.add_warning(
            replace(WARNING, chat_number=2, at=NOW + 1, expires_at=NOW + 2 * DAY)
        )
        assert await gateway.warnings(1, 5) == [lifted, one]
        assert await gateway.warnings_of(5, NOW) == [one, other]
        assert await gateway.warnings_of(5, NOW + DAY + 1) == [other]
        assert await gateway.warnings_of(6, NOW) == []
        await gateway.save_warning(replace(one, lifted_at=NOW + 5, lifted_by=9))
        assert await gateway.warning(one.id) == replace(one, lifted_at=NOW + 5, lifted_by=9)


async def test_sanctions(database: Database) -> None:
    async with database.transaction() as transaction:
        gateway = MeasuresTable(transaction)
        block = await gateway.add_sanction(SANCTION)
        removal = await gateway.add_sanction(
            replace(SANCTION, act=ModerationAct.REMOVE, until=None, by_hand=True)
        )
        mute = await gateway.add_sanction(
            replace(SANCTION, act=ModerationAct.MUTE, incident_id=None, until=NOW + 1)
        )
        assert await gateway.sanction_of(1) == removal
        assert await gateway.standing(1, 5) == [block, mute]
        assert await gateway.ending(NOW, 10) == []
        assert await gateway.ending(NOW + DAY, 10) == [mute, block]
        assert await gateway.ending(NOW + DAY, 1) == [mute]
        await gateway.save_sanction(replace(mute, ended_at=NOW + 2))
        await gateway.save_sanction(replace(block, undone_at=NOW + 2, undone_by=9, failure="no", reason="1"))
        assert await gateway.ending(NOW + DAY, 10) == []
        assert await gateway.standing(1, 5) == []
        assert (await gateway.sanction(block.id)) == replace(
            block, undone_at=NOW + 2, undone_by=9, failure="no", reason="1"
        )


async def test_appeals_and_wishes(database: Database) -> None:
    async with database.transaction() as transaction:
        gateway = MeasuresTable(transaction)
        wishes_table = WishesTable(transaction)
        appeal = await gateway.add_appeal(Appeal(0, 3, None, 5, "Нет", NOW))
        other = await gateway.add_appeal(Appeal(0, None, 3, 5, "Нет", NOW))
        assert await gateway.appeal_about(warning_id=3, sanction_id=None) == appeal
        assert await gateway.appeal_about(warning_id=None, sanction_id=3) == other
        assert await gateway.appeal_about(warning_id=4, sanction_id=None) is None
        decided = replace(appeal, decided_at=NOW, decided_by=9, upheld=True)
        await gateway.save_appeal(decided)
        assert await gateway.appeal(appeal.id) == decided
        wish = await wishes_table.put_off(1, {"words": "«Ёж»"}, NOW)
        assert await wishes_table.wish(wish, NOW - 1) == (1, {"words": "«Ёж»"})
        assert await wishes_table.wish(wish, NOW) is None
        await wishes_table.fulfil(wish)
        assert await wishes_table.wish(wish, NOW - 1) is None


async def test_the_log_names_people_who_agreed_to_a_name(database: Database) -> None:
    async with database.transaction() as transaction:
        await ContactsTable(transaction).add(Person(9, "ru", NOW, name="Мара", consented=True))
        audit = AuditTable(transaction)
        await audit.record(NOW, 9, "warned", 5, {"chat": 1})
        await audit.record(NOW + 1, None, "failed", 5, {"chat": 1})
        await audit.record(NOW + 2, 9, "role-given", 5, {})
        log = await ModerationLogTable(transaction).log(10)
    assert log == [
        LogEntry(NOW + 1, "failed", Named(0, ""), Named(5, ""), ""),
        LogEntry(NOW, "warned", Named(9, "Мара"), Named(5, ""), ""),
    ]


async def test_evidence_is_kept_while_it_binds(database: Database) -> None:
    async with database.transaction() as transaction:
        gateway = IncidentsTable(transaction)
        measures_table = MeasuresTable(transaction)
        log_table = ModerationLogTable(transaction)
        loose = await gateway.add_incident(INCIDENT)
        warned = await gateway.add_incident(replace(INCIDENT, message_id=2))
        blocked = await gateway.add_incident(replace(INCIDENT, message_id=3))
        await gateway.add_report(loose.id, 1)
        await gateway.add_report(warned.id, 1)
        await measures_table.add_warning(replace(WARNING, incident_id=warned.id))
        await measures_table.add_sanction(replace(SANCTION, incident_id=blocked.id))
        await log_table.forget(NOW, NOW)
        assert await gateway.incident(loose.id) is not None, "not yet"
        await log_table.forget(NOW + 1, NOW + 1)
        kept = [await gateway.incident(one.id) is not None for one in (loose, warned, blocked)]
        assert kept == [False, True, True]
        assert await gateway.count_reports(loose.id) == 0
        assert await gateway.count_reports(warned.id) == 1
        await log_table.forget(NOW + 1, NOW + DAY + 1)
        assert await gateway.incident(warned.id) is None
