"""Find drafts, match them with their forms and save what changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from domain.answers import Answers, Wrong
from domain.forms.checks import read
from domain.forms.circumstances import Circumstances, Names
from domain.forms.entities import TYPED, WITH_OPTIONS, Draft, Form, Option, Question, QuestionKind
from domain.forms.events import Asking, Summing, Unfinished
from domain.forms.gateways import FormsGateway, OptionSources
from domain.forms.progress import (
    Choices,
    askable,
    fit,
    next_question,
    open_questions,
    questions_asked,
    still_standing,
)
from domain.forms.session import DraftSession
from domain.people import Person
from domain.ports import Clock
from domain.time import SECOND, local
from domain.use_case import use_case


class OutOfDate(Exception):
    """The button belongs to a question that is no longer open, or to a draft that is gone."""


@dataclass(frozen=True, slots=True)
class FormTerms:
    """The association's terms for all forms; `nudge_after` in microseconds."""

    forms: Mapping[str, Form] = field(default_factory=dict)  # by their ids
    region: str = "RU"
    time_zone: str = "Europe/Moscow"
    nudge_after: int = 24 * 3600 * SECOND


@use_case
class Drafts:
    """The drafts of the people in one transaction."""

    _gateway: FormsGateway
    _clock: Clock
    _sources: OptionSources
    _terms: FormTerms

    async def choices(self, form: Form) -> Choices:
        """Return the present options of the form's questions."""
        known = {
            name: tuple(await self._sources.options(name))
            for name in {q.source for q in form.questions}
            if name
        }
        listed = {q.id: tuple(Option(one) for one in q.options) for q in form.questions if q.options}
        return {**listed, **{q.id: known[q.source] for q in form.questions if q.source}}

    async def held(self, person: Person) -> DraftSession | None:
        """Return the draft that the person is filling in now, if any."""
        drafts = await self._gateway.of(person.id)
        return await self.lay(person, drafts, next((draft for draft in drafts if draft.held), None))

    async def at(self, person: Person, step: int) -> DraftSession:
        """Return the draft that is at this step, and resume it if it was paused. Raises OutOfDate."""
        drafts = await self._gateway.of(person.id)
        for draft in drafts if person.consented else ():
            session = await self.lay(person, drafts, draft)
            if session is not None and session.draft.step == step:
                if not session.draft.held:
                    await self.release(drafts)
                    session = session.changed(held=True)
                    await self._gateway.save(session.draft)
                return session
        raise OutOfDate

    async def lay(self, person: Person, drafts: Sequence[Draft], draft: Draft | None) -> DraftSession | None:
        """Match a draft with its form as it is now; None if either is gone."""
        form = None if draft is None else self._terms.forms.get(draft.form)
        if draft is None or form is None:
            return None
        choices = await self.choices(form)
        form = askable(form, choices)
        return DraftSession(person, form, fit(form, draft, choices), choices, drafts)

    async def unfinished(self, person: Person, drafts: Sequence[Draft]) -> tuple[Unfinished, ...]:
        """Return the progress of the drafts, latest first, without those of forms that no longer exist."""
        found = []
        for draft in sorted(drafts, key=lambda one: -one.updated_at):
            session = await self.lay(person, drafts, draft)
            if session is not None:
                asked = questions_asked(session.form, session.draft)
                waiting = open_questions(session.form, session.draft)
                done = sum(question not in waiting for question in asked)
                found.append(Unfinished(draft.form, done, len(asked)))
        return tuple(found)

    async def take_up(
        self,
        person: Person,
        form: Form,
        drafts: Sequence[Draft],
        draft: Draft,
        prefill: Answers,
        fixed: Answers,
    ) -> DraftSession:
        """Take up a draft, new or old; `prefill` fills in missing answers, `fixed` replaces answers."""
        choices = await self.choices(form)
        form = askable(form, choices)
        answers = {
            **still_standing(form, prefill, choices),
            **draft.answers,
            **still_standing(form, fixed, choices),
        }
        given = sorted({*draft.given, *(set(answers) - set(draft.answers))})
        draft = fit(form, replace(draft, answers=answers, given=given), choices)
        await self.release(drafts, form.id)
        now = self._clock.now()
        draft = replace(draft, held=True, step=self.step(drafts), uploads=0, updated_at=now)
        await self._gateway.save(draft)
        return DraftSession(person, form, draft, choices)

    async def release(self, drafts: Sequence[Draft], but: str = "") -> None:
        """Pause the drafts, `but` one."""
        for draft in drafts:
            if draft.held and draft.form != but:
                await self._gateway.save(replace(draft, held=False))

    def circumstances(
        self, session: DraftSession, question: Question, names: Names | None = None
    ) -> Circumstances:
        """Return what a check of an answer to `question` needs to know."""
        return self.now(session.choices.get(question.id, ()), session.draft.answers, names)

    def now(self, options: Sequence[Option], answers: Answers, names: Names | None = None) -> Circumstances:
        """Return what a check needs to know at this moment."""
        now = local(self._clock.now(), self._terms.time_zone)
        return Circumstances(now, self._terms.region, tuple(options), answers, names)

    def checked(self, session: DraftSession) -> DraftSession:
        """Remove the answers that the form's present rules refuse."""
        for question in session.form.questions:
            value = session.value(question)
            typed = isinstance(value, str) and question.kind not in TYPED | WITH_OPTIONS
            if typed or (question.kind is QuestionKind.NUMBER and value is not None):
                try:
                    read(question, str(value), self.circumstances(session, question))
                except Wrong:
                    session = session.answered(question, None)
        return session

    def step(self, drafts: Sequence[Draft]) -> int:
        """Return a number higher than every step of the person's drafts, deleted ones included."""
        return max(self._clock.now() // SECOND, *(draft.step + 1 for draft in drafts), 1)

    async def stay(self, session: DraftSession) -> Asking | Summing:
        """Save the draft with the same question open."""
        session = session.changed(updated_at=self._clock.now())
        await self._gateway.save(session.draft)
        return session.show(session.draft)

    async def advance(self, session: DraftSession, was: Draft) -> Asking | Summing:
        """Open the next unanswered question, or the summary."""
        return await self.move(session, next_question(session.form, session.draft), was)

    async def move(self, session: DraftSession, question: Question | None, was: Draft) -> Asking | Summing:
        """Open another question, or the summary."""
        session = session.changed(
            question=None if question is None else question.id,
            step=self.step(session.drafts),
            uploads=0,
            held=True,
            updated_at=self._clock.now(),
        )
        await self._gateway.save(session.draft)
        return session.show(was)
