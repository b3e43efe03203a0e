"""The life of an application as a table, and who may take which step."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from domain.roles import Role


class Status(StrEnum):
    """Where an application stands."""

    FILLING = "filling"  # the questionnaire is there, the application form is being filled in
    SIGNING = "signing"  # the document is with the applicant, to be signed and sent back
    SUBMITTED = "submitted"  # the secretary looks at it
    RETURNED = "returned"  # something has to be corrected
    COMPLETE = "complete"  # waits for the board
    POSTPONED = "postponed"  # the board has put it off to its next meeting
    ADMITTED = "admitted"
    REFUSED = "refused"  # by the board
    DECLINED = "declined"  # by the secretary, before the board
    WITHDRAWN = "withdrawn"


class Action(StrEnum):
    """What can be done with an application."""

    FILL = "fill"  # the form was sent
    CORRECT = "correct"  # the form is opened again
    ATTACH = "attach"  # a page of the signed document arrives
    EMPTY = "empty"  # the pages are to be sent anew
    SUBMIT = "submit"
    CONFIRM = "confirm"  # in place of a signature
    ANSWER = "answer"
    WITHDRAW = "withdraw"
    ACCEPT = "accept"
    ASK = "ask"
    RETURN = "return"
    DECLINE = "decline"
    ADMIT = "admit"
    REFUSE = "refuse"
    POSTPONE = "postpone"


class Party(StrEnum):
    """Who takes the step."""

    APPLICANT = "applicant"
    SECRETARY = "secretary"


OPEN = frozenset(
    {
        Status.FILLING,
        Status.SIGNING,
        Status.SUBMITTED,
        Status.RETURNED,
        Status.COMPLETE,
        Status.POSTPONED,
    }
)

TRANSITIONS: dict[tuple[Status, Action], Status] = {
    (Status.FILLING, Action.FILL): Status.SIGNING,
    (Status.SIGNING, Action.FILL): Status.SIGNING,
    (Status.RETURNED, Action.FILL): Status.SIGNING,
    (Status.FILLING, Action.CORRECT): Status.FILLING,
    (Status.SIGNING, Action.CORRECT): Status.SIGNING,
    (Status.RETURNED, Action.CORRECT): Status.RETURNED,
    (Status.SIGNING, Action.ATTACH): Status.SIGNING,
    (Status.RETURNED, Action.ATTACH): Status.RETURNED,
    (Status.SIGNING, Action.EMPTY): Status.SIGNING,
    (Status.RETURNED, Action.EMPTY): Status.RETURNED,
    (Status.SIGNING, Action.SUBMIT): Status.SUBMITTED,
    (Status.RETURNED, Action.SUBMIT): Status.SUBMITTED,
    (Status.SIGNING, Action.CONFIRM): Status.SUBMITTED,
    (Status.RETURNED, Action.CONFIRM): Status.SUBMITTED,
    (Status.SIGNING, Action.ANSWER): Status.SIGNING,
    (Status.SUBMITTED, Action.ANSWER): Status.SUBMITTED,
    (Status.RETURNED, Action.ANSWER): Status.RETURNED,
    (Status.COMPLETE, Action.ANSWER): Status.COMPLETE,
    (Status.POSTPONED, Action.ANSWER): Status.POSTPONED,
    **{(status, Action.WITHDRAW): Status.WITHDRAWN for status in OPEN},
    (Status.SUBMITTED, Action.ACCEPT): Status.COMPLETE,
    (Status.SUBMITTED, Action.ASK): Status.SUBMITTED,
    (Status.RETURNED, Action.ASK): Status.RETURNED,
    (Status.COMPLETE, Action.ASK): Status.COMPLETE,
    (Status.POSTPONED, Action.ASK): Status.POSTPONED,
    (Status.SUBMITTED, Action.RETURN): Status.RETURNED,
    (Status.COMPLETE, Action.RETURN): Status.RETURNED,
    (Status.POSTPONED, Action.RETURN): Status.RETURNED,
    (Status.SUBMITTED, Action.DECLINE): Status.DECLINED,
    (Status.RETURNED, Action.DECLINE): Status.DECLINED,
    (Status.COMPLETE, Action.ADMIT): Status.ADMITTED,
    (Status.POSTPONED, Action.ADMIT): Status.ADMITTED,
    (Status.COMPLETE, Action.REFUSE): Status.REFUSED,
    (Status.POSTPONED, Action.REFUSE): Status.REFUSED,
    (Status.COMPLETE, Action.POSTPONE): Status.POSTPONED,
    (Status.POSTPONED, Action.POSTPONE): Status.POSTPONED,
}

ALLOWED: dict[Action, Party] = {
    Action.FILL: Party.APPLICANT,
    Action.CORRECT: Party.APPLICANT,
    Action.ATTACH: Party.APPLICANT,
    Action.EMPTY: Party.APPLICANT,
    Action.SUBMIT: Party.APPLICANT,
    Action.CONFIRM: Party.APPLICANT,
    Action.ANSWER: Party.APPLICANT,
    Action.WITHDRAW: Party.APPLICANT,
    Action.ACCEPT: Party.SECRETARY,
    Action.ASK: Party.SECRETARY,
    Action.RETURN: Party.SECRETARY,
    Action.DECLINE: Party.SECRETARY,
    Action.ADMIT: Party.SECRETARY,
    Action.REFUSE: Party.SECRETARY,
    Action.POSTPONE: Party.SECRETARY,
}


def may(action: Action, *, is_applicant: bool, roles: Collection[Role]) -> bool:
    """Whether somebody may take this step at all, whatever the application's status."""
    if ALLOWED[action] is Party.APPLICANT:
        return is_applicant
    return Role.SECRETARY in roles
