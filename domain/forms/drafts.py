"""Finding drafts, laying them out beside their forms, keeping what changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from domain.answers import Answers, Wrong
from domain.forms.checks import read
from domain.forms.circumstances import Circumstances, Names
from domain.forms.entities import TYPED, WITH_OPTIONS, Draft, Form, Option, Question, QuestionKind
from domain.forms.events import Asking, Summing
from domain.forms.gateways import FormsGateway, OptionSources
from domain.forms.progress import Choices, askable, fit, next_question, still_standing
from domain.forms.session import DraftSession
from domain.people import Person
from domain.ports import Clock
from domain.time import SECOND, local
from domain.use_case import use_case


class OutOfDate(Exception):
    """The button belongs to a question that is no longer open, or to a draft that is gone."""


@dataclass(frozen=True, slots=True)
class FormTerms:
    """What the association set for all its forms; `nudge_after` in microseconds."""

    forms: Mapping[str, Form] = field(default_factory=dict)  # by their ids
    region: str = "RU"
    time_zone: str = "Europe/Moscow"
    nudge_after: int = 24 * 3600 * SECOND


@use_case
class Drafts:
    """The drafts of one transaction's people."""

    _gateway: FormsGateway
    _clock: Clock
    _sources: OptionSources
    _terms: FormTerms

    async def choices(self, form: Form) -> Choices:
        """What can be chosen for the form's questions now."""
        known = {
            name: tuple(await self._sources.options(name))
            for name in {q.source for q in form.questions}
            if name
        }
        listed = {q.id: tuple(Option(one) for one in q.options) for q in form.questions if q.options}
        return {**listed, **{q.id: known[q.source] for q in form.questions if q.source}}

    async def held(self, person: Person) -> DraftSession | None:
        """The draft that the person is filling in now, if any."""
        drafts = await self._gateway.of(person.id)
        return await self.lay(person, drafts, next((draft for draft in drafts if draft.held), None))

    async def at(self, person: Person, step: int) -> DraftSession:
        """The draft whose open question is of this step; a tap on it takes the floor back."""
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
        """The draft beside its form as that stands now; None where either is gone."""
        form = None if draft is None else self._terms.forms.get(draft.form)
        if draft is None or form is None:
            return None
        choices = await self.choices(form)
        form = askable(form, choices)
        return DraftSession(person, form, fit(form, draft, choices), choices, drafts)

    async def take_up(
        self,
        person: Person,
        form: Form,
        drafts: Sequence[Draft],
        draft: Draft,
        prefill: Answers,
        fixed: Answers,
    ) -> DraftSession:
        """The draft in hand, new or not; `prefill` answers what it has no answer to, `fixed` whatever it has."""
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
        """Let drafts wait, `but` one."""
        for draft in drafts:
            if draft.held and draft.form != but:
                await self._gateway.save(replace(draft, held=False))

    def circumstances(
        self, session: DraftSession, question: Question, names: Names | None = None
    ) -> Circumstances:
        """What a check of an answer to `question` needs to know."""
        return self.now(session.choices.get(question.id, ()), session.draft.answers, names)

    def now(self, options: Sequence[Option], answers: Answers, names: Names | None = None) -> Circumstances:
        """What a check needs to know of this moment."""
        now = local(self._clock.now(), self._terms.time_zone)
        return Circumstances(now, self._terms.region, tuple(options), answers, names)

    def checked(self, session: DraftSession) -> DraftSession:
        """The session without answers that the form's present rules refuse."""
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
        """A number that no draft of this person has had: later ones are higher, whatever was deleted between."""
        return max(self._clock.now() // SECOND, *(draft.step + 1 for draft in drafts), 1)

    async def stay(self, session: DraftSession) -> Asking | Summing:
        """Keep the draft with the same question open."""
        session = session.changed(updated_at=self._clock.now())
        await self._gateway.save(session.draft)
        return session.show(session.draft)

    async def advance(self, session: DraftSession, was: Draft) -> Asking | Summing:
        """Open the next question that waits, or the summary."""
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
