"""Take members' questions to a working group, and its leader's answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from domain.groups.directory import open_group
from domain.groups.events import QuestionAnswered, QuestionAsked
from domain.groups.gateways import GroupsGateway
from domain.groups.model import Group, Question
from domain.groups.refusals import QuestionSettled
from domain.members.entities import MemberRef
from domain.members.gateways import MembershipLookup
from domain.people import ContactsGateway, Person
from domain.ports import AuditGateway, Clock
from domain.refusal import Gone, Refusal
from domain.roles import Role, Roles
from domain.use_case import use_case

MOST_OPEN = 3  # questions of one person that wait for an answer
LENGTH = 1800  # question and answer fit into one message


@use_case
class Questions:
    """Ask and answer questions."""

    _gateway: GroupsGateway
    _members: MembershipLookup
    _contacts: ContactsGateway
    _roles: Roles
    _audit: AuditGateway
    _clock: Clock

    async def can_ask(self, person: Person, group_id: str) -> Group:
        """Return the group if the person may ask it something now. Raises Refusal, Gone."""
        return (await self._may_ask(person, group_id))[0]

    async def _may_ask(self, person: Person, group_id: str) -> tuple[Group, MemberRef]:
        member = await self._members.member_of(person.id)
        if member is None:
            raise Refusal(person, "groups-members-only")
        group = await open_group(self._gateway, person, group_id)
        if await self._gateway.count_open_of(person.id) >= MOST_OPEN:
            raise Refusal(person, "groups-too-many-questions")
        return group, member

    async def ask(self, person: Person, group_id: str, text: str) -> QuestionAsked:
        """Put a question to a group; longer texts are cut. Raises Refusal, Gone."""
        group, member = await self._may_ask(person, group_id)
        question = await self._gateway.ask(
            Question(0, group.id, person.id, text.strip()[:LENGTH], self._clock.now())
        )
        return QuestionAsked(question, group, person, member, await self._staff(group.id))

    async def waiting(self, actor: Person, group_id: str) -> Sequence[Question]:
        """Return a group's unanswered questions, oldest first. Raises NotAllowed."""
        await self._roles.require(actor, Role.SECRETARY, leads=group_id)
        return await self._gateway.open_questions(group_id)

    async def find(self, actor: Person, question_id: int) -> Question:
        """Return an unanswered question, for those who may answer it. Raises NotAllowed, Gone, QuestionSettled."""
        await self._roles.require(actor, Role.SECRETARY, Role.GROUP_LEADER)
        question = await self._gateway.question(question_id)
        if question is None:
            raise Gone(actor, "groups-question-gone")
        await self._roles.require(actor, Role.SECRETARY, leads=question.group_id)
        if question.answered_at is not None:
            raise QuestionSettled(actor, question)
        return question

    async def answer(self, actor: Person, question_id: int, text: str) -> QuestionAnswered:
        """Answer a question; the first answer counts. Raises NotAllowed, Gone, QuestionSettled."""
        question = await self.find(actor, question_id)
        now = self._clock.now()
        question = replace(question, answer=text.strip()[:LENGTH], answered_by=actor.id, answered_at=now)
        await self._gateway.answer(question)
        data = {"group": question.group_id, "question": question.id}
        await self._audit.record(now, actor.id, "question-answered", question.person_id, data)
        group = await self._gateway.find(question.group_id)
        if group is None:
            raise Gone(actor, "groups-gone")
        return QuestionAnswered(
            actor,
            question,
            group,
            await self._contacts.find(question.person_id),
            await self._staff(question.group_id),
        )

    async def _staff(self, group_id: str) -> tuple[Person, ...]:
        """Return the group's leaders, or the secretaries if it has none."""
        leaders = await self._roles.holders(Role.GROUP_LEADER, group_id)
        return tuple(leaders or await self._roles.holders(Role.SECRETARY))
