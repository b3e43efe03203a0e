"""Routers of the nouns: aiogram's, with the ways in which Artel's handlers are registered.

A handler names what it uses, in any order: `to` (the person as a recipient), `person`, `say`, `tell`, `state`, a use
case by its type, what its filters found (`action`, `text`), and the event only where it reads it: `message`, `query`,
or `event` where it takes more than one kind.
"""

from collections.abc import Awaitable, Callable
from typing import Any

import aiogram
from aiogram.filters import Command, Filter
from aiogram.filters.callback_data import CallbackData

from handlers.asking import Answering, Question
from handlers.ui import PlainText, Tapped

TEXT = PlainText()

Handler = Callable[..., Awaitable[None]]
Registration = Callable[[Handler], Any]


class Router(aiogram.Router):
    """Where the handlers of one part of a noun are registered."""

    def taps(self, action: type[CallbackData], *verbs: str, answers: Question | None = None) -> Registration:
        """Register for taps on buttons of this kind with one of these verbs; the handler gets it as `action`.

        `answers`: the tap answers this question, and is stale while it is not open. It comes with `asked`.
        """
        open_question = [] if answers is None else [Answering(answers)]
        return self.callback_query(Tapped(action, *verbs), *open_question)

    def commands(self, *names: str) -> Registration:
        """Register for commands by these names, in upper or lower case."""
        return self.message(Command(*names, ignore_case=True))

    def answers(self, *questions: Question, content: Filter | None = TEXT) -> Registration:
        """Register for the answer to these questions, which comes with `asked`.

        It is a text, or what `content` takes; None takes every message.
        """
        return self.message(Answering(*questions), *([] if content is None else [content]))
