"""Notices of the rounds: an introduction, why there is none, and the question about its outcome."""

import re

from domain.introductions.events import Introduced, LeftOut, OutcomeDue, PartnerUnreached
from domain.introductions.rounds import Rounds
from domain.outbox import Lane
from handlers.contacts.home import back_button
from handlers.introductions.wording import act, ways_out
from handlers.names import person_name
from handlers.results import Told, result
from handlers.say import Say
from handlers.tellings import tells
from handlers.ui import keyboard, link

USERNAME = re.compile(r"\w{4,32}", re.ASCII)
CONSENT = "introductions"


@tells(Introduced)
def tell_introduced(event: Introduced, say: Say) -> None:
    """Introduce the partner; the key lets the partner's withdrawal revoke the message."""
    to, partner = say.to(event.person), event.partner
    username = partner.username or ""
    write = []
    if USERNAME.fullmatch(username):
        write = [link(to.label("introduction-write", username=username), f"https://t.me/{username}")]
    common = [to.name(interest.title) for interest in event.common]
    common += [to.label("introduction-group", group=to.name(group.titles)) for group in event.groups]
    to.send(
        to.text(
            "introduction-made",
            name=person_name(to, partner),
            user=partner.id,
            username=username if write else "none",
            about=event.about.about or "none",
            interests=", ".join(to.name(interest.title) for interest in event.interests) or "none",
            common=", ".join(common) or "none",
        ),
        keyboard(write, [back_button(to)]),
        lane=Lane.NOTICES,
        key=f"introduction:{event.introduction.id}:{to.person.id}",
        consent=CONSENT,
        expires_at=event.expires_at,
        result_topic=f"refused-introduction:{event.introduction.id}",
    )


@result("refused-introduction")
async def take_refused(number: int, chat_id: int, rounds: Rounds) -> Told:
    return await rounds.unheard(number, chat_id)


@tells(PartnerUnreached)
def tell_partner_unreached(event: PartnerUnreached, say: Say) -> None:
    to = say.to(event.person)
    to.send(
        to.text(
            "introduction-unreached",
            name="none" if event.partner is None else person_name(to, event.partner),
            at=say.texts.moment(to.person.language, event.next_round),
        ),
        keyboard(ways_out(to), [back_button(to)]),
        lane=Lane.NOTICES,
        key=f"introduction:{event.introduction.id}:unreached:{to.person.id}",
        consent=CONSENT,
        expires_at=event.next_round,
        may_be_lost=True,  # then neither of the two can be reached
    )


@tells(LeftOut)
def tell_left_out(event: LeftOut, say: Say) -> None:
    to = say.to(event.person)
    to.send(
        to.text(
            "introduction-left-out",
            why=event.why.value,
            at=say.texts.moment(to.person.language, event.next_round),
        ),
        keyboard(ways_out(to), [back_button(to)]),
        lane=Lane.NOTICES,
        key=f"introductions:{event.round}:left:{to.person.id}",
        consent=CONSENT,
        expires_at=event.next_round,
        may_be_lost=True,  # they take part in the next round in any case
    )


@tells(OutcomeDue)
def tell_outcome_due(event: OutcomeDue, say: Say) -> None:
    """Ask only those who got the introduction."""
    to, number = say.to(event.person), event.introduction.id
    name = "none" if event.partner is None else person_name(to, event.partner)
    to.send(
        to.text("introduction-asked", name=name),
        keyboard(
            [
                act(to, "introduction-met", "met", number),
                act(to, "introduction-agreed", "agreed", number),
                act(to, "introduction-missed", "missed", number),
            ],
            ways_out(to),
            [back_button(to)],
        ),
        lane=Lane.NOTICES,
        key=f"introduction:{number}:asked:{to.person.id}",
        after=f"introduction:{number}:{to.person.id}",
        consent=CONSENT,
        expires_at=event.expires_at,
        may_be_lost=True,
    )
