"""Working groups and roles, over HTTP: another group, a question to a group, roles given and taken."""

from sqlalchemy import select

from domain.groups.model import PlaceStatus
from storage.tables.groups import group_members
from tests.e2e.harness import Artel, Visitor
from tests.e2e.joining import (
    administrator,
    applied,
    appoint,
    audited,
    labelled,
    plan_meeting,
    press,
    secretary,
    stands,
    status,
)
from tests.words import like

WANTED, PRESENT = "По пилотным проектам", "По мета-проектной деятельности"


async def admit(vera: Visitor, maria: Visitor) -> None:
    """Let a person become a member with a group."""
    await applied(maria)
    await press(vera, "accept")
    await plan_meeting(vera, "15.12.2030 15:00")
    await vera.tap(await labelled(vera, "1. "))
    await press(vera, "admit")
    await maria.finds(stands(maria, "admitted"))
    await vera.tap("place-confirm")
    await maria.finds(like("place-yours", before="none", group=PRESENT))


async def open_group(visitor: Visitor, title: str) -> None:
    await visitor.write("/groups")
    shown = await visitor.finds(visitor.words("group-list", count=4).splitlines()[0])
    sizes = [f"{mark}{title} · {size}" for mark in ("", "★ ") for size in (0, 1)]
    await visitor.tap(next(label for label in shown.buttons if label in sizes))
    await visitor.finds(button=visitor.words("ui-back"))


async def test_a_member_changes_groups_and_asks_one(artel: Artel) -> None:
    olga = await administrator(artel)
    vera = await secretary(olga)
    lev = await artel.visitor(first_name="Лев", username="lev")
    await lev.subscribe()
    await appoint(olga, lev, "group-leader", WANTED)
    maria = await artel.visitor(first_name="Мария")
    await admit(vera, maria)

    await open_group(maria, WANTED)
    await maria.tap("group-wish-button")
    await maria.finds(maria.words("place-wish-noted", group=WANTED))
    # Its leader hears of it as the secretary does, and is the first to confirm.
    await vera.finds(like("place-proposed", asked="yes", before=PRESENT, group=WANTED))
    await lev.finds(like("place-proposed", asked="yes", group=WANTED))
    await lev.tap("place-confirm")
    await maria.finds(like("place-yours", before=PRESENT, group=WANTED, leaders="Лев", led=1))
    await vera.finds(like("place-settled", who="Лев"))
    rows = await artel.rows(select(group_members.c.group_id, group_members.c.status))
    assert [(row["group_id"], row["status"]) for row in rows] == [("pilots", PlaceStatus.CONFIRMED)]

    await open_group(maria, WANTED)
    await maria.tap("group-ask-button")
    await maria.finds("question-ask")
    await maria.write("Как попасть в пилот <b>?")
    await maria.finds("question-sent")
    await lev.finds("Как попасть в пилот <b>?")
    await lev.tap("question-answer")
    await lev.finds("question-answer-ask")
    await lev.write("Пришлите описание до 1 марта.")
    await lev.finds("question-answered")
    await maria.finds("Как попасть в пилот <b>?", "Пришлите описание до 1 марта.", "(Лев)")


async def test_a_role_is_given_and_taken_with_its_old_buttons(artel: Artel) -> None:
    olga = await administrator(artel)
    vera = await secretary(olga)
    assert {"applications", "board"} <= set(await vera.commands())
    maria = await artel.visitor(first_name="Мария")
    await applied(maria)
    card = await vera.finds(button=vera.words("application-card-accept"))

    await olga.write("/roles")
    await olga.tap(await labelled(olga, olga.words("role-secretary")))
    await olga.tap(await labelled(olga, "✕ Вера"))
    await olga.finds(like("role-taken", who="Вера"))
    await vera.finds(vera.words("role-you-had", role=vera.words("role-secretary")))
    answer = await vera.tap_in(card, text=vera.words("application-card-accept"))
    assert answer.text == vera.words("role-not-allowed-short")
    assert await status(artel, maria) == ["submitted"]
    await artel.settled()
    assert not {"applications", "board"} & set(await vera.commands())
    await vera.write("/applications")
    await vera.finds("role-not-allowed-short")
    await vera.write("/board")
    await vera.finds("role-not-allowed-short")

    # Who is the last administrator stays it.
    await olga.write("/roles")
    await olga.tap(await labelled(olga, olga.words("role-administrator") + " ·"))
    refusal = await olga.tap(await labelled(olga, "✕ Ольга"))
    assert refusal.alert
    assert refusal.text == olga.words("refused-roles-last-administrator")[:200]
    # The first administrator's came from the configuration.
    assert (await audited(artel, "role-given"), await audited(artel, "role-taken")) == (2, 1)
