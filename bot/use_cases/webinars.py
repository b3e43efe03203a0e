"""Webinars."""

from functools import cached_property

from bot.use_cases.people import PeopleCases
from domain.webinars.attending import Attending
from domain.webinars.context import WebinarContext
from domain.webinars.planning import Planning
from domain.webinars.registration import Registration
from domain.webinars.reminding import Reminding
from domain.webinars.waiting_list import WaitingList
from storage.webinars.guests import GuestsTable
from storage.webinars.invitations import InvitationsTable


class WebinarCases(PeopleCases):
    """Webinars; each is put together when it is first asked for."""

    @cached_property
    def _webinars(self) -> WebinarContext:
        return WebinarContext(
            self._held,
            GuestsTable(self._tx),
            InvitationsTable(self._tx),
            self._known,
            self._groups,
            self._people,
            self.roles,
            self._audit,
            self._jobs,
            self._clock,
            self._association,
            self._config.webinar_terms,
            self._chats,
        )

    @cached_property
    def waiting_list(self) -> WaitingList:
        return WaitingList(self._webinars)

    @cached_property
    def planning(self) -> Planning:
        return Planning(self._webinars, self.waiting_list, InvitationsTable(self._tx))

    @cached_property
    def registration(self) -> Registration:
        return Registration(self._webinars, self.waiting_list, self.planning)

    @cached_property
    def reminding(self) -> Reminding:
        return Reminding(self._webinars)

    @cached_property
    def attending(self) -> Attending:
        return Attending(self._webinars)
