"""What the tests of webinars have in common."""

from domain.people import Person
from domain.webinars.entities import Audience, Webinar, WebinarKind, WebinarStatus
from storage.contacts import ContactsTable
from storage.engine import Transaction

NOW = 1_800_000_000_000_000
WEBINAR = Webinar(
    id=0,
    kind=WebinarKind.GROUP,
    audience=Audience.GROUP,
    group_id="pilots",
    title="Вебинар",
    text="О чём",
    speakers="Кто",
    starts_at=NOW,
    minutes=60,
    places=100,
    link="https://room.example/1",
    picture="file-1",
    discount="",
    status=WebinarStatus.PUBLISHED,
    organiser_id=1,
)


def somebody(number: int) -> Person:
    """A person who can be reached."""
    return Person(number, "ru", 10, name=f"Имя {number}", consented=True)


async def crowd(transaction: Transaction, many: int) -> None:
    """People numbered from 1."""
    for number in range(1, many + 1):
        await ContactsTable(transaction).add(somebody(number))
