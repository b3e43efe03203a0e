"""Events of requests to join a chat, and of losing one."""

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
    """A person asked to join and is sent the rules; `link` is where to ask again."""

    person: Person
    request: JoinRequest
    chat: Chat
    link: str
    rules: tuple[Localized, ...]


@dataclass(frozen=True, slots=True)
class EntryRefused(Event):
    """The chat is a working group's, and the person is not in the group."""

    person: Person
    request: JoinRequest
    chat: Chat
    link: str
    group: Group | None
    standing: Standing


@dataclass(frozen=True, slots=True)
class RulesAccepted(Event):
    """A person agreed to the rules. `fresh`: for the first time."""

    person: Person
    request: JoinRequest
    chat: Chat
    link: str
    fresh: bool = True


@dataclass(frozen=True, slots=True)
class LetIn(Event):
    """A person who agreed to the rules is to be let in."""

    request: JoinRequest
    chat: Chat


@dataclass(frozen=True, slots=True)
class RequestSettled(Event):
    """A request was settled by `act`, perhaps by the moderator `actor`.

    `person` is the person who asked, if the bot knows them and may write to them.
    """

    request: JoinRequest
    chat: Chat
    link: str
    act: RequestAct
    person: Person | None
    actor: Person | None = None


@dataclass(frozen=True, slots=True)
class CardWanted(Event):
    """Moderators have to decide; the person's name is requested first. `before`: the request's previous state."""

    request: JoinRequest
    chat: Chat
    before: JoinRequest
    person: Person | None = None


@dataclass(frozen=True, slots=True)
class CardDue(Event):
    """A request is put to the moderators; `name` is empty if Telegram did not tell it."""

    request: JoinRequest
    chat: Chat
    name: str


@dataclass(frozen=True, slots=True)
class RequestShown(Event):
    """The state of a request, for a moderator; `decider` is who decided it."""

    person: Person
    request: JoinRequest
    decider: Person | None


@dataclass(frozen=True, slots=True)
class Newcomer(Event):
    """A person whom the bot let in has joined, and is greeted for `stays` microseconds.

    `others`: how many more were let in within that time.
    """

    request: JoinRequest
    chat: Chat
    name: str
    at: int
    stays: int
    others: int


@dataclass(frozen=True, slots=True)
class Parted(Event):
    """A person left a working group and loses its chat at `at` (microseconds UTC)."""

    person: Person
    chat: Chat
    group: Group | None
    standing: Standing
    at: int


@dataclass(frozen=True, slots=True)
class WayBack(Event):
    """A person who lost a working group's chat belongs to the group again."""

    person: Person
    chat: Chat
    group: Group | None
    link: str


class RequestOver(Refusal):
    """The act is not possible in the request's state; `link` is where to ask again."""

    def __init__(self, person: Person, request: JoinRequest, link: str) -> None:
        super().__init__(person)
        self.request = request
        self.link = link


class RequestDecided(Refusal):
    """The request is already decided; `shown` is its state."""

    def __init__(self, shown: RequestShown) -> None:
        super().__init__(shown.person)
        self.shown = shown
