"""Forms in the chat: one conversation for all of them."""

from handlers.forms import conversation

router = conversation.router
