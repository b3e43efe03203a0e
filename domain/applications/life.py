"""The life of an application as a table of transitions, and who may make them."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from domain.roles import Role


class ApplicationStatus(StrEnum):
    """The status of an application."""

    FILLING = "filling"  # the questionnaire has arrived, the application form is being filled in
    SIGNING = "signing"  # the document is with the applicant, to be signed and sent back
    SUBMITTED = "submitted"  # the secretary is reviewing it
    RETURNED = "returned"  # something has to be corrected
    COMPLETE = "complete"  # waiting for the board
    POSTPONED = "postponed"  # the board deferred it to its next meeting
    ADMITTED = "admitted"
    REFUSED = "refused"  # by the board
    DECLINED = "declined"  # by the secretary, before the board
    WITHDRAWN = "withdrawn"


class ApplicationAction(StrEnum):
    """What can be done with an application."""

    FILL = "fill"  # the form was sent
    CORRECT = "correct"  # the form is opened again
    ATTACH = "attach"  # a page of the signed document arrives
    EMPTY = "empty"  # the pages are to be sent again
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
        ApplicationStatus.FILLING,
        ApplicationStatus.SIGNING,
        ApplicationStatus.SUBMITTED,
        ApplicationStatus.RETURNED,
        ApplicationStatus.COMPLETE,
        ApplicationStatus.POSTPONED,
    }
)

TRANSITIONS: dict[tuple[ApplicationStatus, ApplicationAction], ApplicationStatus] = {
    (ApplicationStatus.FILLING, ApplicationAction.FILL): ApplicationStatus.SIGNING,
    (ApplicationStatus.SIGNING, ApplicationAction.FILL): ApplicationStatus.SIGNING,
    (ApplicationStatus.RETURNED, ApplicationAction.FILL): ApplicationStatus.SIGNING,
    (ApplicationStatus.FILLING, ApplicationAction.CORRECT): ApplicationStatus.FILLING,
    (ApplicationStatus.SIGNING, ApplicationAction.CORRECT): ApplicationStatus.SIGNING,
    (ApplicationStatus.RETURNED, ApplicationAction.CORRECT): ApplicationStatus.RETURNED,
    (ApplicationStatus.SIGNING, ApplicationAction.ATTACH): ApplicationStatus.SIGNING,
    (ApplicationStatus.RETURNED, ApplicationAction.ATTACH): ApplicationStatus.RETURNED,
    (ApplicationStatus.SIGNING, ApplicationAction.EMPTY): ApplicationStatus.SIGNING,
    (ApplicationStatus.RETURNED, ApplicationAction.EMPTY): ApplicationStatus.RETURNED,
    (ApplicationStatus.SIGNING, ApplicationAction.SUBMIT): ApplicationStatus.SUBMITTED,
    (ApplicationStatus.RETURNED, ApplicationAction.SUBMIT): ApplicationStatus.SUBMITTED,
    (ApplicationStatus.SIGNING, ApplicationAction.CONFIRM): ApplicationStatus.SUBMITTED,
    (ApplicationStatus.RETURNED, ApplicationAction.CONFIRM): ApplicationStatus.SUBMITTED,
    (ApplicationStatus.SIGNING, ApplicationAction.ANSWER): ApplicationStatus.SIGNING,
    (ApplicationStatus.SUBMITTED, ApplicationAction.ANSWER): ApplicationStatus.SUBMITTED,
    (ApplicationStatus.RETURNED, ApplicationAction.ANSWER): ApplicationStatus.RETURNED,
    (ApplicationStatus.COMPLETE, ApplicationAction.ANSWER): ApplicationStatus.COMPLETE,
    (ApplicationStatus.POSTPONED, ApplicationAction.ANSWER): ApplicationStatus.POSTPONED,
    **{(status, ApplicationAction.WITHDRAW): ApplicationStatus.WITHDRAWN for status in OPEN},
    (ApplicationStatus.SUBMITTED, ApplicationAction.ACCEPT): ApplicationStatus.COMPLETE,
    (ApplicationStatus.SUBMITTED, ApplicationAction.ASK): ApplicationStatus.SUBMITTED,
    (ApplicationStatus.RETURNED, ApplicationAction.ASK): ApplicationStatus.RETURNED,
    (ApplicationStatus.COMPLETE, ApplicationAction.ASK): ApplicationStatus.COMPLETE,
    (ApplicationStatus.POSTPONED, ApplicationAction.ASK): ApplicationStatus.POSTPONED,
    (ApplicationStatus.SUBMITTED, ApplicationAction.RETURN): ApplicationStatus.RETURNED,
    (ApplicationStatus.COMPLETE, ApplicationAction.RETURN): ApplicationStatus.RETURNED,
    (ApplicationStatus.POSTPONED, ApplicationAction.RETURN): ApplicationStatus.RETURNED,
    (ApplicationStatus.SUBMITTED, ApplicationAction.DECLINE): ApplicationStatus.DECLINED,
    (ApplicationStatus.RETURNED, ApplicationAction.DECLINE): ApplicationStatus.DECLINED,
    (ApplicationStatus.COMPLETE, ApplicationAction.ADMIT): ApplicationStatus.ADMITTED,
    (ApplicationStatus.POSTPONED, ApplicationAction.ADMIT): ApplicationStatus.ADMITTED,
    (ApplicationStatus.COMPLETE, ApplicationAction.REFUSE): ApplicationStatus.REFUSED,
    (ApplicationStatus.POSTPONED, ApplicationAction.REFUSE): ApplicationStatus.REFUSED,
    (ApplicationStatus.COMPLETE, ApplicationAction.POSTPONE): ApplicationStatus.POSTPONED,
    (ApplicationStatus.POSTPONED, ApplicationAction.POSTPONE): ApplicationStatus.POSTPONED,
}

ALLOWED: dict[ApplicationAction, Party] = {
    ApplicationAction.FILL: Party.APPLICANT,
    ApplicationAction.CORRECT: Party.APPLICANT,
    ApplicationAction.ATTACH: Party.APPLICANT,
    ApplicationAction.EMPTY: Party.APPLICANT,
    ApplicationAction.SUBMIT: Party.APPLICANT,
    ApplicationAction.CONFIRM: Party.APPLICANT,
    ApplicationAction.ANSWER: Party.APPLICANT,
    ApplicationAction.WITHDRAW: Party.APPLICANT,
    ApplicationAction.ACCEPT: Party.SECRETARY,
    ApplicationAction.ASK: Party.SECRETARY,
    ApplicationAction.RETURN: Party.SECRETARY,
    ApplicationAction.DECLINE: Party.SECRETARY,
    ApplicationAction.ADMIT: Party.SECRETARY,
    ApplicationAction.REFUSE: Party.SECRETARY,
    ApplicationAction.POSTPONE: Party.SECRETARY,
}


def may(action: ApplicationAction, *, is_applicant: bool, roles: Collection[Role]) -> bool:
    """Tell whether somebody may take this step, whatever the application's status."""
    if ALLOWED[action] is Party.APPLICANT:
        return is_applicant
    return Role.SECRETARY in roles
