"""Filling in a form: one conversation for every form, kept after each answer."""

from __future__ import annotations

from collections.abc import Mapping
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
    is_answered,
    open_questions,
    previous_question,
    relevant,
    relevant_answers,
)
from domain.forms.session import unfinished
from domain.people import ContactsGateway, Person
from domain.ports import Clock
from domain.use_case import use_case

MOST_NUDGES = 100  # a tick


@use_case
class Forms:
    """Asking, keeping, changing and sending answers."""

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
        """Begin a form, or go on with its draft; what the person writes is meant for it from now on.

        `prefill` answers questions of the same id that are not answered yet: those are not asked, only shown
        in the summary. `fixed` does the same, also where the draft has another answer. Raises ConsentMissing,
        LookupError.
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
        """Go on with a draft that waits. Raises OutOfDate where there is none."""
        drafts = await self._gateway.of(person.id)
        if form_id not in self._terms.forms or all(draft.form != form_id for draft in drafts):
            raise OutOfDate
        return await self.open(person, form_id)

    async def pause(self, person: Person) -> Paused:
        """Let the drafts wait: what the person writes next is not meant for a form."""
        drafts = await self._gateway.of(person.id)
        held = next((draft for draft in drafts if draft.held), None)
        await self._drafts.release(drafts)
        form = None if held is None else self._terms.forms.get(held.form)
        left = None if held is None or form is None else form.find(held.question)
        return Paused(person, unfinished(self._terms.forms, drafts), left, stopped=form is not None)

    async def discard(self, person: Person, step: int) -> Discarded:
        """Throw a draft away with all its answers. Raises OutOfDate."""
        session = await self._drafts.at(person, step)
        await self._gateway.delete(person.id, session.form.id)
        await self._contacts.record(person.id, "form-discarded", self._clock.now(), {"form": session.form.id})
        return Discarded(person, session.form, session.question)

    async def progress(self, person: Person) -> tuple[Unfinished, ...]:
        """The drafts that wait for the person, the latest first."""
        return unfinished(self._terms.forms, await self._gateway.of(person.id))

    # Looking

    def questions(self, *form_ids: str) -> Mapping[str, Question]:
        """The questions of these forms by their ids, as they are asked now; a form that is gone has none."""
        forms = [self._terms.forms[form_id] for form_id in form_ids if form_id in self._terms.forms]
        return {question.id: question for form in forms for question in form.questions}

    async def current(self, person: Person) -> Asking | Summing | None:
        """What is open in the form that the person is filling in now; None where they fill in none."""
        session = await self._drafts.held(person)
        return None if session is None else session.show(session.draft)

    async def at(self, person: Person, step: int) -> Asking | Summing:
        """What a button of this step belongs to. Raises OutOfDate."""
        session = await self._drafts.at(person, step)
        return session.show(session.draft)

    async def ask_again(self, person: Person) -> Asking | Summing | None:
        """The open question once more, as a message of its own: from now on its files are counted there."""
        session = await self._drafts.held(person)
        if session is None:
            return None
        if session.question is not None and session.question.kind is QuestionKind.FILE:
            session = session.changed(step=self._drafts.step(session.drafts), uploads=0)
            await self._gateway.save(session.draft)
        return session.show(session.draft)

    # Answering

    async def answer(self, person: Person, raw: Raw, names: Names | None = None) -> Asking | Summing:
        """Take what the person wrote as the answer to the question that is open now; files join each other.

        Raises Wrong, and OutOfDate where no form is being filled in.
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
        """Choose an option; where several can be chosen, a second tap takes it back. Raises OutOfDate, Wrong."""
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
        """Several options or files are chosen: go on. Raises OutOfDate, and Wrong where they are too few."""
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
        """Forget the files of the open question. Raises OutOfDate."""
        session = await self._drafts.at(person, step)
        if session.question is None or session.question.kind is not QuestionKind.FILE:
            raise OutOfDate
        return await self._drafts.stay(session.answered(session.question, None))

    async def check(self, form_id: str, question_id: str, raw: Raw, names: Names | None = None) -> Any:
        """What `raw` would be as an answer to one question of a form, outside of any draft.

        Raises Wrong, LookupError, OutOfDate where the form has no such question.
        """
        question, options = await self.question(form_id, question_id)
        return read(question, raw, self._drafts.now(options, {}, names))

    async def question(self, form_id: str, question_id: str) -> tuple[Question, tuple[Option, ...]]:
        """A question of a form with what can be chosen now. Raises LookupError, OutOfDate."""
        form = self._form(form_id)
        question = form.find(question_id)
        if question is None:
            raise OutOfDate
        return question, tuple((await self._drafts.choices(form)).get(question_id, ()))

    # Moving

    async def skip(self, person: Person, step: int) -> Asking | Summing:
        """Leave an optional question without an answer. Raises OutOfDate, and Wrong where one is needed."""
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
        """Ask the question before; its answer stays until another one comes. Raises OutOfDate."""
        session = await self._drafts.at(person, step)
        before = previous_question(session.form, session.draft)
        if before is None:
            return session.show(session.draft)
        return await self._drafts.move(session, before, session.draft)

    async def keep(self, person: Person, step: int) -> Asking | Summing:
        """Leave the present answer as it is and go on to what is open, or to the summary. Raises OutOfDate."""
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
        """Hand the answers to the form's receiver and forget the draft; what it returns is the event.

        Where an answer is missing, or no longer right, its question is asked instead. A receiver may open another
        form; where it refuses, the draft stays as it is. Raises OutOfDate and what the receiver raises.
        """
        form = self._form(form_id)
        drafts = await self._gateway.of(person.id)
        session = await self._drafts.lay(
            person, drafts, next((one for one in drafts if one.form == form_id), None)
        )
        if session is None:
            raise OutOfDate
        was, session = session.draft, self._drafts.checked(session)
        if waiting := open_questions(form, session.draft):
            return await self._drafts.move(session, waiting[0], was)
        event = await self._receivers.receive(person, form, relevant_answers(form, session.draft.answers))
        await self._gateway.delete(person.id, form_id)
        await self._contacts.record(person.id, "form-sent", self._clock.now(), {"form": form_id})
        return event

    @due()
    async def nudge_due(self) -> list[DraftLying]:
        """The drafts that have been lying for long, each named once in its life."""
        now = self._clock.now()
        due = []
        for person, draft in await self._gateway.lying(now - self._terms.nudge_after, MOST_NUDGES):
            await self._gateway.save(replace(draft, nudged_at=now))
            due += [
                DraftLying(person, self._terms.forms[far.form], draft, far)
                for far in unfinished(self._terms.forms, [draft])
            ]
        return due

    # Within

    def _form(self, form_id: str) -> Form:
        form = self._terms.forms.get(form_id)
        if form is None:
            raise LookupError(f"there is no form {form_id}")
        return form
