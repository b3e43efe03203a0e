"""Refusals of moderation that show more than a text."""

from domain.chats.answers import Place
from domain.chats.entities import Chat
from domain.moderation.policy import RejectionReason
from domain.people import Person
from domain.refusal import Refusal


class ModerationRejected(Refusal):
    """A moderator's act, or a report, can't be carried out; `place`: where they are told so.

    Returned like an outcome instead of raised, so that the command is deleted from the group as after an act.
    """

    def __init__(self, person: Person, chat: Chat, why: RejectionReason, place: Place) -> None:
        super().__init__(person)
        self.chat = chat
        self.why = why
        self.place = place
