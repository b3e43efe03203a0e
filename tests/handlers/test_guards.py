"""Guards: whatever a use case shows or does, asked for by everybody whom it is not for."""

import inspect
import types
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from itertools import product
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest

from bot.wiring import Wiring
from domain.forms.entities import Form
from domain.forms.registry import RECEIVERS, Declared
from domain.groups.admin import GroupAdmin
from domain.groups.rosters import Rosters
from domain.parties import PartyKind
from domain.people import Person
from domain.refusal import Refusal
from domain.roles import SCOPED, NotAllowed, Role
from domain.use_case import USE_CASES
from domain.webinars.entities import WebinarKind
from domain.webinars.planning import Planning
from storage.contacts import ContactsTable
from storage.engine import Transaction
from storage.members import MembersTable
from storage.roles import RolesTable
from tests.conftest import START
from tests.handlers.at_stake import JOHN, SINCE, put_at_stake
from tests.handlers.harness import Street, Visitor

CHAT, NOBODYS = -1001, 99
NUMBERS = {"chat_id": (CHAT, NOBODYS), "since": (SINCE, 1, 0), "version": (3, 0)}
GROUP, OTHER_GROUP = "one", "two"
PROMISE = "NotAllowed"  # in a docstring: the method refuses whoever may not
FIRST = "Raises NotAllowed"  # refusals are named in order: nobody else learns whether there is such a thing


@dataclass(frozen=True)
class Case:
    """A call of a use case's method by somebody."""

    kind: type
    method: str
    actor: str
    arguments: dict[str, Any]

    def promises(self, promise: str) -> bool:
        return promise in " ".join((getattr(self.kind, self.method).__doc__ or "").split())

    def __str__(self) -> str:
        return f"{self.kind.__module__}.{self.kind.__name__}.{self.method}"


@dataclass(frozen=True)
class Outcome:
    """What somebody got for a call: the refusal, or what was shown."""

    refusal: Refusal | None = None
    shown: Any = None

    @property
    def needed(self) -> frozenset[Role] | None:
        """The roles that would have been enough; None if this was not the reason."""
        return frozenset(self.refusal.needed) if isinstance(self.refusal, NotAllowed) else None

    @property
    def nothing(self) -> bool:
        return self.refusal is not None or not self.shown

    @property
    def reason(self) -> str:
        return "" if self.refusal is None else str(self.refusal)


class Undo(Exception):
    """Ends a savepoint of which nothing is to stay."""


def cases(street: Street) -> Iterator[Case]:
    """Yield calls of every method that somebody calls: about each thing at stake, and about none."""
    forms = {form.purpose: form for form in street.config.questionnaires.values()}
    purposes = {declared: purpose for purpose, declared in RECEIVERS.items()}
    for kind in sorted(USE_CASES, key=lambda kind: (kind.__module__, kind.__name__)):
        for name, method in vars(kind).items():
            if name.startswith("_") or not inspect.iscoroutinefunction(method):
                continue
            hints = get_type_hints(method)
            parameters = [
                parameter
                for parameter in inspect.signature(method).parameters.values()
                if parameter.name in hints
                and parameter.kind not in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD)
            ]
            actor = next((one.name for one in parameters if hints[one.name] is Person), None)
            if actor is None:
                continue
            form = forms.get(purposes.get(Declared(kind, name), ""))
            needs = {
                one.name: values(one.name, hints[one.name], form)
                if one.default is one.empty
                else (*values(one.name, hints[one.name], form), one.default)
                for one in parameters
                if one.name != actor
            }
            for chosen in product(*needs.values()):
                yield Case(kind, name, actor, dict(zip(needs, chosen, strict=True)))


def values(name: str, hint: Any, form: Form | None = None) -> Sequence[Any]:
    """Return what such a parameter may be given; numbers are of what is at stake, and of nothing."""
    kind = get_origin(hint) or hint
    found: Sequence[Any] = ("",)
    if kind in (Union, types.UnionType):
        found = values(name, get_args(hint)[0], form)
    elif hint is int:
        found = NUMBERS.get(name, (1, 2, 3, NOBODYS))
    elif hint is Person:
        found = (Person(JOHN, "en", START, name="John", consented=True),)
    elif hint is Form:
        found = (form,)
    elif not inspect.isclass(kind):
        pass
    elif issubclass(kind, bool):
        found = (False,)
    elif issubclass(kind, Enum):
        found = list(kind)
    elif is_dataclass(kind):
        hints = get_type_hints(kind)
        found = (kind(**{part.name: values(part.name, hints[part.name])[0] for part in fields(kind)}),)
    elif issubclass(kind, str):
        found = (GROUP,)
    elif issubclass(kind, Mapping):
        questions = () if form is None else form.questions
        found = ({question.id: (*question.options, GROUP)[0] for question in questions},)
    elif issubclass(kind, Collection):
        found = ((),)
    return found


async def settle(street: Street) -> dict[str, Person]:
    """Let there be somebody of each standing; the leader is one of another group than that of what is at stake."""
    standings = ("guest", "supporter", "member", *Role, "almighty")
    people = {
        who: Person(100 + number, "ru", START, name=str(who), consented=who != "guest")
        for number, who in enumerate(standings)
    }
    async with street.database.transaction() as transaction:
        roles_table, members_table = RolesTable(transaction, street.association), MembersTable(transaction)
        for who, person in people.items():
            await ContactsTable(transaction).add(person)
            held = list(Role) if who == "almighty" else [role for role in Role if role == who]
            for role in held:
                group = GROUP if who == "almighty" else OTHER_GROUP
                await roles_table.give(person.id, role, START, group if role in SCOPED else "")
        await members_table.add(PartyKind.PERSON, people["member"].id, None, START, 1, "member")
    return people


class Asking:
    """Calls use cases in a transaction of which nothing stays."""

    def __init__(self, wiring: Wiring, transaction: Transaction) -> None:
        self._wiring = wiring
        self._transaction = transaction

    async def ask(self, case: Case, actor: Person) -> Outcome:
        found = Outcome()
        method = getattr(self._wiring.open(self._transaction).get(case.kind), case.method)
        with suppress(Undo):
            async with self._transaction.savepoint():
                try:
                    found = Outcome(shown=await method(**{case.actor: actor}, **case.arguments))
                except Refusal as refusal:
                    found = Outcome(refusal)
                raise Undo
        return found


async def test_nothing_is_shown_to_who_may_not(street: Street, john: Visitor) -> None:
    """Reliability row 52: every use case that shows something × every role that may not see it.

    A method whose docstring promises to refuse does so: people without roles, whoever holds other roles, and leaders of
    other groups get nothing, and the refusal names the same roles to all of them.
    """
    await john.subscribe()
    await put_at_stake(street)
    people = await settle(street)
    promised, refused = set(), set()
    async with street.database.transaction() as transaction:
        asking = Asking(street.wiring, transaction)
        for case in filter(lambda case: case.promises(PROMISE), cases(street)):
            promised.add(str(case))
            stranger = await asking.ask(case, people["supporter"])
            if stranger.needed is None:  # then there is nothing to show, even to somebody with every role
                almighty = await asking.ask(case, people["almighty"])
                assert stranger.nothing, f"{case}: a stranger is shown {stranger.shown}"
                assert not (stranger.refusal and case.promises(FIRST)), (
                    f"{case}: a stranger learns {stranger}"
                )
                assert stranger.reason == almighty.reason, f"{case}: a stranger is told {stranger.reason}"
                continue
            refused.add(str(case))
            for who, person in people.items():
                if who in stranger.needed - SCOPED or who in ("supporter", "almighty"):
                    continue
                found = await asking.ask(case, person)
                leads_another = who in stranger.needed and found.nothing
                assert leads_another or found.needed == stranger.needed, f"{case}: {who} is shown {found}"
    assert len(refused) > 100
    assert refused == promised, "a promise that nothing here is refused by"


async def test_whoever_refuses_says_so(street: Street, john: Visitor) -> None:
    """What the test above finds by the docstrings is all that there is."""
    await john.subscribe()
    await put_at_stake(street)
    people = await settle(street)
    async with street.database.transaction() as transaction:
        asking = Asking(street.wiring, transaction)
        for case in filter(lambda case: not case.promises(PROMISE), cases(street)):
            with suppress(Exception):  # made-up arguments
                found = await asking.ask(case, people["supporter"])
                if found.needed is not None:
                    pytest.fail(f"{case}: its docstring does not say that it raises {PROMISE}")


async def test_what_is_offered_is_what_is_not_refused(street: Street, john: Visitor) -> None:
    """Row 52 where a screen is for everybody and only a part of it is for some: nobody else sees that part."""
    await john.subscribe()
    await put_at_stake(street)
    people = await settle(street)
    form = Form("webinar", "webinar", ())
    async with street.database.transaction() as transaction:
        asking = Asking(street.wiring, transaction)

        async def may(person: Person, kind: type, method: str, **arguments: Any) -> bool:
            return (await asking.ask(Case(kind, method, "actor", arguments), person)).needed is None

        for who, person in people.items():
            planned = (await asking.ask(Case(Planning, "open_to", "person", {}), person)).shown
            for kind, group in product(WebinarKind, (GROUP, OTHER_GROUP)):
                scope = group if kind is WebinarKind.GROUP else ""
                answers = {"webinar-kind": kind, "webinar-for": group}
                allowed = await may(person, Planning, "plan", _form=form, answers=answers)
                assert allowed == ((kind, scope) in planned), f"{who} plans {kind} {scope}"
            for group in (GROUP, OTHER_GROUP):
                seen = (
                    await asking.ask(Case(GroupAdmin, "see", "person", {"group_id": group}), person)
                ).shown
                allowed = await may(person, Rosters, "show", group_id=group)
                assert allowed == (seen.leads or seen.secretary), f"{who} sees {group}"
                assert allowed or not seen.questions, f"{who} sees the questions of {group}"
                assert seen.secretary == await may(person, GroupAdmin, "rename", group_id=group, titles={})
