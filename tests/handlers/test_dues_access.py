"""Forged taps on dues: by every other role, at every state of an invoice, with old, future and foreign ids."""

from collections.abc import Iterable
from typing import Any

import pytest

from domain.contacts import Contacts
from domain.members.use_cases import Members
from domain.roles import Role
from handlers.dues.actions import DuesAction, TreasuryAction
from storage.tables.dues import invoices, payments, receipts
from storage.tables.members import members
from tests.handlers.buttons import verbs
from tests.handlers.dues import admit, all_invoices
from tests.handlers.harness import Street
from tests.handlers.steps import appoint, dismiss, refusals, tap_all
from tests.words import words

PHOTO = [{"file_id": "AgACAgIAAxkBAAI", "file_unique_id": "p", "width": 90, "height": 90}]
STATES = ("open", "part", "checking", "paid", "void", "lapsed")
VERBS = verbs(TreasuryAction)
TREASURERS = {verb for verb, roles in VERBS.items() if roles == {Role.TREASURER}}
VALUES = {
    "reason": ("missing", "forged"),
    "back": ("1",),
    "whole": ("", "cash"),
    "enter": ("", "cash"),
    "list": ("", "checking-1"),
    "package": ("person",),
    "package-sure": ("person",),
}
TABLES = (invoices, payments, receipts, members)
TREASURER, PAYER, TAPPER, COLLEAGUE = 4, 10, 11, 12


async def bring_to(street: Street, state: str) -> None:
    """The payer's invoice, as it stands after what was done."""
    payer = street.visitor(PAYER, "ru", first_name="Мария")
    vera = street.visitor(TREASURER, "ru", first_name="Вера")
    for visitor in (payer, vera):
        await visitor.subscribe()
    await appoint(street, vera.id, Role.TREASURER)
    await admit(street, payer)
    if state == "checking":
        await payer.press("dues-receipt")
        await payer.send(photo=PHOTO)
    elif state == "lapsed":
        async with street.database.transaction() as transaction:
            do = street.use_cases(transaction)
            secretary = await do.get(Contacts).find(TREASURER)
            assert secretary is not None
            await do.get(Members).act(secretary, 1, _lapse())
    elif state != "open":
        await vera.tap("treasury:open:1:0:")
        await vera.press({"part": "treasury-enter", "paid": "treasury-enter", "void": "treasury-void"}[state])
        await vera.write({"part": "100", "paid": "5000", "void": "Ошибка"}[state])
    await dismiss(street, vera.id, Role.TREASURER)


def _lapse() -> Any:
    from domain.members.life import MemberAction

    return MemberAction.LAPSE


def treasury(tapped: Iterable[str], version: int) -> list[str]:
    return [
        f"treasury:{verb}:{number}:{at}:{value}"
        for verb in sorted(tapped)
        for number in (1, 99)
        for at in sorted({0, version, version + 1})
        for value in VALUES.get(verb, ("",))
    ]


async def kept(street: Street) -> list[list[dict[str, Any]]]:
    return [await street.rows(table) for table in TABLES]


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize(
    "who", ["stranger", "member", "payer", *(r for r in Role if r is not Role.TREASURER)]
)
async def test_no_forged_tap_moves_money(street: Street, state: str, who: str) -> None:
    """Reliability row 30: none accepted, all audited; nor does it tell a stranger of others' dues."""
    await bring_to(street, state)
    tapper = street.people[PAYER] if who == "payer" else street.visitor(TAPPER, "ru", first_name="Чужой")
    if who not in ("stranger", "payer"):
        await tapper.subscribe()
    if who == "member":
        await admit(street, tapper, "Чужой")
    elif who in list(Role):
        scope_free = Role(who)
        async with street.database.transaction() as transaction:
            from storage.roles import RolesTable

            scope = "one" if scope_free is Role.GROUP_LEADER else ""
            await RolesTable(transaction, street.association).give(
                TAPPER, scope_free, street.clock.now(), scope
            )
    version = int((await all_invoices(street))[0]["version"])
    before, said = await kept(street), len(street.sent)
    taps = treasury(TREASURERS if who == Role.SECRETARY else VERBS, version)
    await tap_all(street, tapper, taps)
    assert await kept(street) == before
    # A reason that is none is answered before anybody asks who says so.
    asked = [tap for tap in taps if not tap.endswith(":forged")]
    assert await refusals(street) == len(asked)
    if who not in ("payer", Role.SECRETARY):
        await tap_all(
            street,
            tapper,
            [f"dues:{verb}:1" for verb in verbs(DuesAction)],
        )
        told = [str(owed.params) for owed in street.sent[said:] if owed.chat_id == TAPPER]
        assert not any("Иванова" in text or "2027-0001" in text for text in told)
    assert {owed.chat_id for owed in street.sent[said:]} <= {tapper.id}
    assert await kept(street) == before


@pytest.mark.parametrize("state", STATES)
async def test_a_treasurers_own_old_buttons_are_refused_by_their_version(street: Street, state: str) -> None:
    """At every state a card of another version does nothing but show how the invoice stands now."""
    await bring_to(street, state)
    oleg = street.visitor(COLLEAGUE, "ru", first_name="Олег")
    await oleg.subscribe()
    await appoint(street, oleg.id, Role.TREASURER)
    version = int((await all_invoices(street))[0]["version"])
    before = await kept(street)
    for at in {0, 1, 2, 3, version + 1} - {version}:
        for verb in ("confirm", "other", "refuse", "reason", "enter", "whole", "void", "reissue"):
            value = "missing" if verb == "reason" else ""
            await oleg.tap(f"treasury:{verb}:1:{at}:{value}")
            assert oleg.answer == words("refused-dues-stale")
            assert "2027-0001" in oleg.screen.text
        await oleg.write("5000")
    assert await kept(street) == before


@pytest.mark.parametrize("state", STATES)
async def test_what_a_state_does_not_allow_is_not_done(street: Street, state: str) -> None:
    """The buttons of the present version too lead only where the table of states does."""
    await bring_to(street, state)
    oleg = street.visitor(COLLEAGUE, "ru", first_name="Олег")
    await oleg.subscribe()
    await appoint(street, oleg.id, Role.TREASURER)
    version = int((await all_invoices(street))[0]["version"])
    before = await kept(street)
    barred = {
        "open": ("confirm", "reason", "reissue"),
        "part": ("confirm", "reason", "reissue"),
        "lapsed": ("confirm", "reason", "reissue"),
        "checking": ("reissue",),
        "paid": ("confirm", "reason", "whole", "reissue"),
        "void": ("confirm", "reason", "whole"),
    }[state]
    for verb in barred:
        await oleg.tap(f"treasury:{verb}:1:{version}:{'missing' if verb == 'reason' else ''}")
    assert await kept(street) == before
