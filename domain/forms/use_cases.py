"""Fill in forms: one conversation for all of them, saved after each answer."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from domain.answers import Answers, Wrong
from domain.consent import ConsentMissing
from domain.due import due
from domain.events import Event
from domain.forms.checks import read
from domain.forms.choices import choose
from domain.forms.circumstances import Names
from domain.forms.drafts import Drafts, FormTerms, OutOfDate
from domain.forms.entities import SEVERAL, WITH_OPTIONS, Draft, Form, Option, Question, QuestionKind, Raw
from domain.forms.events import Asking, Discarded, DraftLying, Paused, Summing, Unfinished
from domain.forms.gateways import FormsGateway, Receivers
from domain.forms.progress import (
    askable,
    is_answered,
    open_questions,
    previous_question,
    relevant,
    relevant_answers,
)
from domain.people import ContactsGateway, Person
from domain.ports import Clock
from domain.use_case import use_case

MOST_NUDGES = 100  # a tick


@use_case
class Forms:
    """Ask the questions of forms, keep the answers, change and send them."""

    _gateway: FormsGateway
    _contacts: ContactsGateway
    _clock: Clock
    _drafts: Drafts
    _receivers: Receivers
    _terms: FormTerms

    # Beginning and leaving

    async def open(
        self, person: Person, form_id: str, prefill: Answers | None = None, fixed: Answers | None = None
    ) -> Asking | Summing:
        """Begin a form, or go on with its draft; it takes what the person writes from now on.

        `prefill` has answers to questions with the same id that have no answer yet: those are only shown in the summary.
        `fixed` replaces the draft's answers as well. Raises ConsentMissing, LookupError.
        """
        if not person.consented:
            raise ConsentMissing(person)
        form = self._form(form_id)
        now = self._clock.now()
        drafts = await self._gateway.of(person.id)
        draft = next((one for one in drafts if one.form == form_id), None)
        if draft is None:
            draft = Draft(person.id, form_id, now, now)
            await self._contacts.record(person.id, "form-begun", now, {"form": form_id})
        session = await self._drafts.take_up(person, form, drafts, draft, prefill or {}, fixed or {})
        return session.show()

    async def resume(self, person: Person, form_id: str) -> Asking | Summing:
        """Go on with a paused draft. Raises OutOfDate."""
        drafts = await self._gateway.of(person.id)
        if form_id not in self._terms.forms or all(draft.form != form_id for draft in drafts):
            raise OutOfDate
        return await self.open(person, form_id)

    async def pause(self, person: Person) -> Paused:
        """Pause all drafts: the person's next message is not an answer to a form."""
        drafts = await self._gateway.of(person.id)
        held = next((draft for draft in drafts if draft.held), None)
        await self._drafts.release(drafts)
        form = None if held is None else self._terms.forms.get(held.form)
        left = None if held is None or form is None else form.find(held.question)
        return Paused(person, await self._drafts.unfinished(person, drafts), left, stopped=form is not None)

    async def discard(self, person: Person, step: int) -> Discarded:
        """Discard a draft with all its answers. Raises OutOfDate."""
        session = await self._drafts.at(person, step)
        await self._gateway.delete(person.id, session.form.id)
        await self._contacts.record(person.id, "form-discarded", self._clock.now(), {"form": session.form.id})
        return Discarded(person, session.form, session.question)

    async def progress(self, person: Person) -> tuple[Unfinished, ...]:
        """Return the person's drafts, latest first."""
        return await self._drafts.unfinished(person, await self._gateway.of(person.id))

    # Looking

    def questions(self, *form_ids: str) -> Mapping[str, Question]:
        """Return the present questions of these forms by their ids; skip forms that no longer exist."""
        forms = [self._terms.forms[form_id] for form_id in form_ids if form_id in self._terms.forms]
        return {question.id: question for form in forms for question in form.questions}

    async def current(self, person: Person) -> Asking | Summing | None:
        """Return what is open in the form that the person is filling in, or None."""
        session = await self._drafts.held(person)
        return None if session is None else session.show(session.draft)

    async def at(self, person: Person, step: int) -> Asking | Summing:
        """Return what is open at this step of a draft. Raises OutOfDate."""
        session = await self._drafts.at(person, step)
        return session.show(session.draft)

    async def ask_again(self, person: Person) -> Asking | Summing | None:
        """Ask the open question again in a new message, which counts the files from now on."""
        session = await self._drafts.held(person)
        if session is None:
            return None
        if session.question is not None and session.question.kind is QuestionKind.FILE:
            session = session.changed(step=self._drafts.step(session.drafts), uploads=0)
            await self._gateway.save(session.draft)
        return session.show(session.draft)

    # Answering

    async def answer(self, person: Person, raw: Raw, names: Names | None = None) -> Asking | Summing:
        """Take a message for the answer to the open question; several files add up.

        Raises Wrong, and OutOfDate if no form is being filled in.
        """
        session = await self._drafts.held(person)
        if session is None:
            raise OutOfDate
        question = session.question
        if question is None:
            raise Wrong("all-answered")
        value = read(question, raw, self._drafts.circumstances(session, question, names))
        if question.kind is not QuestionKind.FILE:
            return await self._drafts.advance(session.answered(question, value), session.draft)
        files = [*(session.value(question) or ()), *value]
        if question.most == 1:
            return await self._drafts.advance(session.answered(question, value), session.draft)
        if len(files) > question.most:
            raise Wrong("files-many", most=question.most)
        return await self._drafts.stay(
            session.answered(question, files).changed(uploads=session.draft.uploads + 1)
        )

    async def pick(self, person: Person, step: int, option: str) -> Asking | Summing:
        """Choose an option; if several can be chosen, a second tap removes it. Raises OutOfDate, Wrong."""
        session = await self._drafts.at(person, step)
        question = session.question
        if question is None or not (question.kind in WITH_OPTIONS or question.kind is QuestionKind.YES_NO):
            raise OutOfDate
        now = self._drafts.circumstances(session, question)
        if question.kind not in SEVERAL:
            return await self._drafts.advance(
                session.answered(question, choose(question, [option], now)), session.draft
            )
        chosen = list(session.value(question) or ())
        if option in chosen:
            chosen.remove(option)
            return await self._drafts.stay(session.answered(question, chosen))
        chosen = choose(replace(question, least=1), [*chosen, option], now)
        picked = session.answered(question, chosen)
        if question.kind is QuestionKind.RANKING and len(chosen) == min(question.most, len(session.options)):
            return await self._drafts.advance(picked, session.draft)
        return await self._drafts.stay(picked)

    async def finish(self, person: Person, step: int) -> Asking | Summing:
        """Go on after several options or files were chosen. Raises OutOfDate, and Wrong if there are too few."""
        session = await self._drafts.at(person, step)
        question = session.question
        if question is None or question.kind not in (*SEVERAL, QuestionKind.FILE):
            raise OutOfDate
        if not session.value(question) and question.optional:
            return await self.skip(person, step)
        if not is_answered(question, session.draft.answers):
            raise Wrong("files-few" if question.kind is QuestionKind.FILE else "few", least=question.least)
        return await self._drafts.advance(session, session.draft)

    async def clear(self, person: Person, step: int) -> Asking | Summing:
        """Remove the files of the open question. Raises OutOfDate."""
        session = await self._drafts.at(person, step)
        if session.question is None or session.question.kind is not QuestionKind.FILE:
            raise OutOfDate
        return await self._drafts.stay(session.answered(session.question, None))

    async def check(self, form_id: str, question_id: str, raw: Raw, names: Names | None = None) -> Any:
        """Check an answer to one question of a form, outside of any draft, and return it as it is kept.

        Raises Wrong, LookupError, OutOfDate if the form has no such question.
        """
        question, options = await self.question(form_id, question_id)
        return read(question, raw, self._drafts.now(options, {}, names))

    async def question(self, form_id: str, question_id: str) -> tuple[Question, tuple[Option, ...]]:
        """Return a question of a form with its present options. Raises LookupError, OutOfDate."""
        form = self._form(form_id)
        question = form.find(question_id)
        if question is None:
            raise OutOfDate
        return question, tuple((await self._drafts.choices(form)).get(question_id, ()))

    async def askable(self, form_id: str, answers: Answers) -> Collection[str]:
        """Return the ids of the questions that can be asked now after these answers. Raises LookupError."""
        form = self._form(form_id)
        asked = relevant(askable(form, await self._drafts.choices(form)), answers)
        return {question.id for question in asked}

    # Moving

    async def skip(self, person: Person, step: int) -> Asking | Summing:
        """Skip an optional question. Raises OutOfDate, and Wrong if it needs an answer."""
        session = await self._drafts.at(person, step)
        question = session.question
        if question is None:
            raise OutOfDate
        if not question.optional:
            raise Wrong("needed")
        emptied = session.answered(question, None)
        skipped = sorted({*emptied.draft.skipped, question.id})
        return await self._drafts.advance(emptied.changed(skipped=skipped), session.draft)

    async def back(self, person: Person, step: int) -> Asking | Summing:
        """Ask the previous question again; its answer stays until it is replaced. Raises OutOfDate."""
        session = await self._drafts.at(person, step)
        before = previous_question(session.form, session.draft)
        if before is None:
            return session.show(session.draft)
        return await self._drafts.move(session, before, session.draft)

    async def keep(self, person: Person, step: int) -> Asking | Summing:
        """Keep the present answer and go on to the next open question or the summary. Raises OutOfDate."""
        session = await self._drafts.at(person, step)
        if session.question is not None and not is_answered(session.question, session.draft.answers):
            return session.show(session.draft)
        return await self._drafts.advance(session, session.draft)

    async def change(self, person: Person, step: int, question_id: str) -> Asking | Summing:
        """Ask a question of the summary again. Raises OutOfDate."""
        session = await self._drafts.at(person, step)
        asked = relevant(session.form, session.draft.answers)
        question = next((one for one in asked if one.id == question_id), None)
        if question is None:
            raise OutOfDate
        return await self._drafts.move(session, question, session.draft)

    # Sending

    async def send(self, person: Person, form_id: str) -> Event:
        """Give the answers to the form's receiver and delete the draft; return the receiver's event.

        If an answer is missing or no longer valid, its question is asked instead. A receiver may open another
        form; if it refuses, the draft stays as it is. Raises OutOfDate and what the receiver raises.
        """
        drafts = await self._gateway.of(person.id)
        session = await self._drafts.lay(
            person, drafts, next((one for one in drafts if one.form == form_id), None)
        )
        if session is None:
            raise OutOfDate
        form, was, session = session.form, session.draft, self._drafts.checked(session)
        if waiting := open_questions(form, session.draft):
            return await self._drafts.move(session, waiting[0], was)
        event = await self._receivers.receive(person, form, relevant_answers(form, session.draft.answers))
        await self._gateway.delete(person.id, form_id)
        await self._contacts.record(person.id, "form-sent", self._clock.now(), {"form": form_id})
        return event

    @due()
    async def nudge_due(self) -> list[DraftLying]:
        """Return the drafts that have been idle for long, each of them once in its life."""
        now = self._clock.now()
        due = []
        for person, draft in await self._gateway.lying(now - self._terms.nudge_after, MOST_NUDGES):
            await self._gateway.save(replace(draft, nudged_at=now))
            due += [
                DraftLying(person, self._terms.forms[far.form], draft, far)
                for far in await self._drafts.unfinished(person, [draft])
            ]
        return due

    # Within

    def _form(self, form_id: str) -> Form:
        form = self._terms.forms.get(form_id)
        if form is None:
            raise LookupError(f"there is no form {form_id}")
        return form
