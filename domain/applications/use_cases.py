"""What applicants and secretaries do with an application."""

from domain.applications.by_applicant import ByApplicant
from domain.applications.by_secretary import BySecretary


class Applications(ByApplicant, BySecretary):
    """From the questionnaire to the secretary's word; the board's decision is `domain.board`'s."""
