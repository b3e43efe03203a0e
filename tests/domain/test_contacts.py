"""People, consent, roles and the program's keeping, without a database."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from domain.association import Association
from domain.consent import PERSONAL_DATA, ConsentChanged, Consents, ConsentText
from domain.contacts import Contacts
from domain.operations import DeadLetter, Operations, Retention
from domain.people import Person
from domain.roles import NotAllowed, Role
from domain.time import DAY, HOUR
from tests.domain.fakes import (
    Books,
    Clock,
    Ledger,
    Log,
    Offices,
    Orders,
    People,
    administrators,
    roles_over,
)

TEXT = ConsentText("1", "digest")
PAYLOADS = st.none() | st.text(max_size=70) | st.from_regex(r"[A-Za-z0-9_-]{1,66}", fullmatch=True)


@pytest.fixture
def people() -> People:
    return People()


@pytest.fixture
def contacts(people: People) -> Contacts:
    return Contacts(people, Clock(), Orders())


@settings(deadline=None, max_examples=60)
@given(st.lists(PAYLOADS, max_size=6))
@example(["ad\n", "ad", "первый", "x" * 64, "y" * 65, ""])
async def test_the_first_source_stays_and_the_last_is_the_latest(payloads: list[str | None]) -> None:
    people = People()
    contacts = Contacts(people, Clock(), Orders())
    person = await contacts.meet(1, "ru", "Анна", None)
    for payload in payloads:
        person = await contacts.start(person, payload)
    valid = [
        payload for payload in payloads if payload and re.fullmatch(r"[A-Za-z0-9_-]{1,64}", payload, re.ASCII)
    ]
    assert person.first_source == (valid[0] if valid else None)
    assert person.last_source == (valid[-1] if valid else None)
    assert people.known[1] == person
    assert [entry.data["source"] for entry in people.log.get(1, [])] == [
        payload if payload in valid else None for payload in payloads
    ]


async def test_a_name_is_kept_only_after_the_consent(people: People, contacts: Contacts) -> None:
    person = await contacts.meet(1, "ru", "Анна", "anna")
    assert people.known[1] == person == Person(1, "ru", person.first_seen_at)
    assert await contacts.meet(1, "en", "Анна", "anna") == person  # the language is chosen, not followed
    consents = Consents(Ledger(), people, Clock())
    await consents.give(person, TEXT, mark=TEXT.mark, name="Анна", username="anna", update_id=7)
    assert (await contacts.meet(1, "ru", "Анна Ильина", None)).name == "Анна Ильина"
    assert people.known[1].username is None


async def test_a_second_consent_changes_nothing(people: People, contacts: Contacts) -> None:
    ledger = Ledger()
    consents = Consents(ledger, people, Clock())
    person = await contacts.meet(1, "ru", "Анна", None)
    first = await consents.give(person, TEXT, mark=TEXT.mark, name="Анна", username=None, update_id=7)
    second = await consents.give(
        first.person, ConsentText("2", "other"), mark="", name="Б", username="b", update_id=8
    )
    assert first == second
    assert first.purposes == (PERSONAL_DATA,)
    assert [(consent.version, consent.update_id) for consent, _ in ledger.rows] == [("1", 7)]
    assert people.kinds(1) == ["consent-given"]
    assert [consent.purpose for consent in await consents.standing(first.person)] == [PERSONAL_DATA]


async def test_only_the_text_that_was_read_is_agreed_to(people: People, contacts: Contacts) -> None:
    ledger = Ledger()
    person = await contacts.meet(1, "ru", "Анна", None)
    with pytest.raises(ConsentChanged) as refusal:
        await Consents(ledger, people, Clock()).give(
            person, TEXT, mark="", then="person", name="Анна", username=None, update_id=7
        )
    assert refusal.value.then == "person"
    assert ledger.rows == []


async def test_news_of_being_reachable_are_kept_once(people: People, contacts: Contacts) -> None:
    await contacts.set_reachable(1, reachable=False, reason="blocked")
    assert people.known == {}
    await contacts.meet(1, "ru", "Анна", None)
    for reachable in (False, False, True, True):
        await contacts.set_reachable(1, reachable=reachable, reason="why")
    assert people.kinds(1) == ["unreachable", "reachable"]


async def test_choosing_the_same_language_is_no_event(people: People, contacts: Contacts) -> None:
    person = await contacts.meet(1, "ru", "Анна", None)
    person = await contacts.choose_language(person, "en")
    person = await contacts.choose_language(person, "en")
    assert people.known[1].language == "en"
    assert people.kinds(1) == ["language-chosen"]


async def test_data_are_ordered_and_erased(people: People) -> None:
    orders = Orders()
    contacts = Contacts(people, Clock(), orders)
    person = await contacts.meet(1, "ru", "Анна", None)
    event = await contacts.request_data(person)
    assert (event.person, event.job) == (person, 1)
    assert orders.ordered == [("my-data", 1, {"person": 1})]
    assert (await contacts.erase(person)).person == person
    assert await contacts.find(1) is None
    assert people.log == {}


async def test_first_administrators_are_appointed_only_while_there_is_none() -> None:
    log = Log()
    roles = roles_over(Offices(), log)
    await roles.appoint_first([])
    assert await roles.administrators() == []
    await roles.appoint_first([7, 8, 7])
    assert [person.id for person in await roles.administrators()] == [7, 8]
    await roles.appoint_first([9])
    assert [person.id for person in await roles.administrators()] == [7, 8]
    assert log.rows == [(None, "role-given", 7), (None, "role-given", 8)]


async def test_a_role_is_looked_up_at_the_act() -> None:
    offices, log = administrators(1), Log()
    roles = roles_over(offices, log)
    person = Person(1, "ru", 0)
    await roles.require(person, Role.ADMINISTRATOR)
    assert await roles.of(person) == {Role.ADMINISTRATOR}
    assert log.rows == []
    offices.rows.clear()
    with pytest.raises(NotAllowed):
        await roles.require(person, Role.ADMINISTRATOR)
    assert log.rows == [(1, "refused", None)]


def operations(people: People, offices: Offices, books: Books, retention: Retention) -> Operations:
    return Operations(books, people, roles_over(offices), Clock(), retention)


async def test_only_administrators_look_and_retry(people: People) -> None:
    books = Books([DeadLetter(1, "message", "error", 0)])
    keeping = operations(people, administrators(7), books, Retention())
    administrator, other = Person(7, "ru", 0), Person(8, "ru", 0)
    status, dead_letters = await keeping.status(administrator)
    assert (status.pending, dead_letters) == (
        2,
        books.set_aside,
    )  # the update that asks is one of the pending
    assert await keeping.retry_dead_letters(administrator) == 1
    with pytest.raises(NotAllowed):
        await keeping.status(other)
    with pytest.raises(NotAllowed):
        await keeping.retry_dead_letters(other)


async def test_whom_a_failed_update_concerns(people: People) -> None:
    people.known[1] = Person(1, "en", 5)
    keeping = operations(people, administrators(7), Books(), Retention())
    aside = DeadLetter(1, "message", "error", 0)
    event = await keeping.set_aside(aside, 1, "ru")
    assert event.person == people.known[1]
    assert event.update == aside
    assert [person.id for person in event.administrators] == [7]
    stranger = await keeping.set_aside(aside, 2, "en")
    assert stranger.person is not None
    assert (stranger.person.id, stranger.person.language) == (2, "en")
    assert 2 not in people.known
    assert (await keeping.set_aside(aside, None, "ru")).person is None


async def test_cleaning_knows_its_terms(people: People) -> None:
    books = Books()
    terms = Retention(guests=3 * DAY)
    assert terms.done_ids == 48 * HOUR
    await operations(people, Offices(), books, terms).clean()
    assert books.cleaned is not None
    assert books.cleaned[0] == terms
    assert people.forgotten_before == books.cleaned[1] - 3 * DAY


@given(st.text(max_size=12))
def test_a_language_is_always_one_that_is_spoken(code: str) -> None:
    association = speaking("ru", "en")
    assert association.guess_language(code) in ("ru", "en")
    assert association.guess_language("en-" + code) == "en"


def test_an_untranslated_name_is_said_in_the_default_language() -> None:
    association = speaking("ru", "en")
    assert association.speak({"ru": "да", "en": "yes"}, "en") == "yes"
    assert association.speak({"ru": "да", "en": ""}, "en") == "да"
    assert association.speak({"ru": "да"}, "kk") == "да"


def speaking(*languages: str) -> Association:
    return Association({}, {}, {}, "", "", "", "", "UTC", (), languages, languages[0], "1", (), (), ())
