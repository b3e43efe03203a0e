"""What happens to those who ask to join a chat, and to those who lose one."""

from dataclasses import dataclass

from domain.association import Localized
from domain.chats.entities import Chat
from domain.entry.entities import JoinRequest, RequestAct, Standing
from domain.events import Event
from domain.groups.model import Group
from domain.people import Person
from domain.refusal import Refusal


@dataclass(frozen=True, slots=True)
class RulesDue(Event):
    """Somebody asked to join: they are sent the rules; `link` is where to ask again."""

    person: Person
    request: JoinRequest
    chat: Chat
    link: str
    rules: tuple[Localized, ...]


@dataclass(frozen=True, slots=True)
class EntryRefused(Event):
    """The chat is a working group's, and not for this person."""

    person: Person
    request: JoinRequest
    chat: Chat
    link: str
    group: Group | None
    standing: Standing


@dataclass(frozen=True, slots=True)
class RulesAccepted(Event):
    """Somebody agreed to the rules. `fresh`: they had not before."""

    person: Person
    request: JoinRequest
    chat: Chat
    link: str
    fresh: bool = True


@dataclass(frozen=True, slots=True)
class LetIn(Event):
    """Whoever agreed to the rules is to be let in."""

    request: JoinRequest
    chat: Chat


@dataclass(frozen=True, slots=True)
class RequestSettled(Event):
    """A request was decided by `act`, by the moderator `actor` where there was one.

    `person` is the one who asked, where the bot knows them and may write to them.
    """

    request: JoinRequest
    chat: Chat
    link: str
    act: RequestAct
    person: Person | None
    actor: Person | None = None


@dataclass(frozen=True, slots=True)
class CardWanted(Event):
    """Moderators have to decide; what the person is called is asked first. `before`: how the request stood."""

    request: JoinRequest
    chat: Chat
    before: JoinRequest
    person: Person | None = None


@dataclass(frozen=True, slots=True)
class CardDue(Event):
    """The request goes before the moderators; `name` is empty where Telegram did not tell it."""

    request: JoinRequest
    chat: Chat
    name: str


@dataclass(frozen=True, slots=True)
class RequestShown(Event):
    """How a request stands, for a moderator; `decider` is who decided it."""

    person: Person
    request: JoinRequest
    decider: Person | None


@dataclass(frozen=True, slots=True)
class Newcomer(Event):
    """Somebody whom the bot let in has come, and is greeted for `stays` microseconds."""

    request: JoinRequest
    chat: Chat
    name: str
    at: int
    stays: int


@dataclass(frozen=True, slots=True)
class Parted(Event):
    """Somebody is in a working group no longer, and so loses its chat at `at` (microseconds UTC)."""

    person: Person
    chat: Chat
    group: Group | None
    standing: Standing
    at: int


@dataclass(frozen=True, slots=True)
class WayBack(Event):
    """Somebody who lost a working group's chat belongs to the group again."""

    person: Person
    chat: Chat
    group: Group | None
    link: str


class RequestMissing(Refusal):
    """There is no such request, or it is somebody else's."""


class RequestOver(Refusal):
    """The request stands so that this can't happen to it; `link` is where to ask again."""

    def __init__(self, person: Person, request: JoinRequest, link: str) -> None:
        super().__init__(person)
        self.request = request
        self.link = link


class RequestDecided(Refusal):
    """Another moderator was quicker, or the person; `shown` is how the request stands."""

    def __init__(self, shown: RequestShown) -> None:
        super().__init__(shown.person)
        self.shown = shown


class NotOfGroup(Refusal):
    """A moderator can't let somebody into a working group's chat who is not in the group."""
