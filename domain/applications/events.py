"""Events of applications, told to the applicant and the secretaries."""

from __future__ import annotations

from dataclasses import dataclass, field

from domain.applications.entities import Card
from domain.association import Localized
from domain.events import Event
from domain.files import Scan
from domain.members.entities import Membership
from domain.people import Person


@dataclass(frozen=True, slots=True)
class ApplicationEvent(Event):
    """Something happened with an application; `actor` did it, `secretaries` have its cards.

    `vote` is an event of the board's open vote on it, if there is one.
    """

    card: Card
    actor: Person
    secretaries: tuple[Person, ...]
    vote: Event | None = field(default=None, kw_only=True)

    @property
    def applicant(self) -> Person:
        """The person who applies."""
        return self.card.applicant


@dataclass(frozen=True, slots=True)
class QuestionnaireArrived(Event):
    """The questionnaire has arrived; `opened` is what the application form asks or shows first."""

    person: Person
    opened: Event


@dataclass(frozen=True, slots=True)
class ApplicationPrepared(ApplicationEvent):
    """The form is filled in; `job` makes the document to be signed. `payment`: how and when fees are paid."""

    job: int
    payment: Localized


@dataclass(frozen=True, slots=True)
class ScanAdded(ApplicationEvent):
    """A page of the signed document arrived."""

    scan: Scan


@dataclass(frozen=True, slots=True)
class ScanEmptied(ApplicationEvent):
    """The applicant discarded the pages, of these albums, to send them again."""

    albums: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ApplicationSubmitted(ApplicationEvent):
    """The application is with the secretary. `stand_ins` are administrators, told only while there is no secretary."""

    stand_ins: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True)
class ApplicationReviewed(ApplicationEvent):
    """It was accepted, returned or declined, or the applicant was asked something; the card shows which."""


@dataclass(frozen=True, slots=True)
class QuestionAnswered(ApplicationEvent):
    """The applicant wrote to the secretary; `further`: it is one more file of the album that answers."""

    text: str
    further: bool = False


@dataclass(frozen=True, slots=True)
class ApplicationWithdrawn(ApplicationEvent):
    """The applicant withdrew it."""


@dataclass(frozen=True, slots=True)
class AlreadyMember(Event):
    """The person who wants to apply is a member already."""

    person: Person
    membership: Membership


@dataclass(frozen=True, slots=True)
class ApplicationNotMade(Event):
    """The document to be signed could not be made by `job`."""

    person: Person
    job: int


@dataclass(frozen=True, slots=True)
class ApplicationGone(Event):
    """The form that was sent belongs to an application that is no longer in progress."""

    person: Person
