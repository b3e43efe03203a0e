"""Forms in the chat: one conversation for all of them."""

from handlers.forms.conversation import router
from handlers.forms.screens import (
    tell_asking,
    tell_discarded,
    tell_draft_lying,
    tell_form_sent,
    tell_paused,
    tell_summing,
)
from handlers.forms.wording import answer_lines, spell

__all__ = [
    "answer_lines",
    "router",
    "spell",
    "tell_asking",
    "tell_discarded",
    "tell_draft_lying",
    "tell_form_sent",
    "tell_paused",
    "tell_summing",
]
