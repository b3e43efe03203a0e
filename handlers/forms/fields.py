"""Changing what a form asked for, one answer at a time."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.context import FSMContext
from aiogram.types import InlineKeyboardButton, Message

from domain.answers import Wrong
from domain.forms.entities import Option, Question
from domain.forms.use_cases import Forms
from handlers import asking
from handlers.forms.conversation import raw_of
from handlers.forms.wording import LABEL, example, names, option_label
from handlers.say import Recipient
from handlers.ui import button, clip


@dataclass(frozen=True, slots=True)
class FieldEditor:
    """Asks one question of a form again, for a thing that was made of its answers.

    `action` has the thing's `id`, a `verb` and `what`. Verbs: `edit` lists the fields, `field` asks the question that
    `what` names, `set` answers it with an option (`question.option`), or with nothing (`question`). `typed` is open
    while a written answer is awaited; it comes with the `id` and the `field`. Of the `fields` that can be changed,
    those whose question the form no longer has are left out.
    """

    form: str
    action: type[CallbackData]
    typed: asking.Question

    def buttons(
        self, to: Recipient, forms: Forms, thing: int, fields: Collection[str]
    ) -> list[list[InlineKeyboardButton]]:
        """The fields to choose from, two in a row."""
        present = forms.questions(self.form)
        buttons = [
            self._button(to.label(f"question-{field}-short"), "field", thing, field)
            for field in fields
            if field in present
        ]
        return [buttons[at : at + 2] for at in range(0, len(buttons), 2)]

    async def ask(
        self,
        to: Recipient,
        state: FSMContext,
        forms: Forms,
        thing: int,
        fields: Collection[str],
        field: str,
    ) -> None:
        """Ask for a field's new value. Raises SkipHandler if it can't be changed."""
        question, options = await self._find(forms, fields, field)
        rows = []
        for option in options:
            label = clip(option_label(to, question, option), LABEL)
            rows.append([self._button(label, "set", thing, f"{field}.{option.id}")])
        if question.optional:
            rows.append([self._button(to.label("forms-empty"), "set", thing, field)])
        text, back = to.text(f"question-{field}"), self._action("edit", thing)
        await asking.ask(to, state, self.typed, text, *rows, back=back, id=thing, field=field)

    async def tapped(self, forms: Forms, fields: Collection[str], what: str) -> tuple[str, str | None]:
        """Return the field and the option that were tapped; None empties it. Raises SkipHandler if that is not offered."""
        field, _, chosen = what.partition(".")
        question, options = await self._find(forms, fields, field)
        if not (chosen in [option.id for option in options] if chosen else question.optional):
            raise SkipHandler
        return field, chosen or None

    async def written(self, to: Recipient, forms: Forms, asked: asking.Asked, message: Message) -> Any:
        """Return the value that a message gives to the field. Raises Wrong with an example."""
        field = asked["field"]
        try:
            return await forms.check(self.form, field, raw_of(message), names(to.say))
        except Wrong as wrong:
            shown = example(to, *await forms.question(self.form, field))
            raise Wrong(wrong.reason, **wrong.details, example=shown) from None

    async def _find(
        self, forms: Forms, fields: Collection[str], field: str
    ) -> tuple[Question, Sequence[Option]]:
        if field not in fields or field not in forms.questions(self.form):
            raise SkipHandler
        return await forms.question(self.form, field)

    def _button(self, label: str, verb: str, thing: int, what: str) -> InlineKeyboardButton:
        return button(label, self._action(verb, thing, what))

    def _action(self, verb: str, thing: int, what: str = "") -> CallbackData:
        return self.action.model_validate({"verb": verb, "id": thing, "what": what})
