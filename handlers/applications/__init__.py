"""Applications in the chat: joining, handing in, and the secretary's cards."""

from aiogram import Router

from handlers.applications import applicant, joining, pages, secretary, writing
from handlers.applications.applicant import (
    tell_already_member,
    tell_application_gone,
    tell_application_not_made,
    tell_application_prepared,
    tell_card,
    tell_questionnaire_arrived,
)
from handlers.applications.decided import (
    tell_application_accepted,
    tell_application_declined,
    tell_application_returned,
    tell_application_submitted,
    tell_application_withdrawn,
    tell_question_answered,
    tell_question_asked,
)
from handlers.applications.pages import tell_scan_added, tell_scan_emptied
from handlers.applications.refusals import (
    tell_application_missing,
    tell_confirmation_not_enough,
    tell_not_a_page,
    tell_nothing_signed,
    tell_out_of_turn,
    tell_reason_missing,
    tell_too_many_pages,
)

router = Router(name="applications")
router.include_routers(joining.router, secretary.router, applicant.router)

__all__ = [
    "pages",
    "router",
    "tell_already_member",
    "tell_application_accepted",
    "tell_application_declined",
    "tell_application_gone",
    "tell_application_missing",
    "tell_application_not_made",
    "tell_application_prepared",
    "tell_application_returned",
    "tell_application_submitted",
    "tell_application_withdrawn",
    "tell_card",
    "tell_confirmation_not_enough",
    "tell_not_a_page",
    "tell_nothing_signed",
    "tell_out_of_turn",
    "tell_question_answered",
    "tell_question_asked",
    "tell_questionnaire_arrived",
    "tell_reason_missing",
    "tell_scan_added",
    "tell_scan_emptied",
    "tell_too_many_pages",
    "writing",
]
