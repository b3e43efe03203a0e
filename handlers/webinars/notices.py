"""Notices to the people a webinar concerns, sent by the clock or by an organiser's act."""

from domain.outbox import Lane
from domain.webinars.events import (
    Announced,
    FeedbackDue,
    OfferLapsed,
    PlaceOffered,
    PlanMissing,
    RecordingReady,
    ReminderDue,
    WebinarMoved,
)
from handlers.contacts.home import back_button
from handlers.say import Say
from handlers.tellings import tells
from handlers.ui import button, keyboard, link
from handlers.webinars.wording import (
    SHORT,
    OrganiserAction,
    WebinarAction,
    describe,
    list_button,
    look_button,
)


@tells(Announced)
def tell_announced(event: Announced, say: Say) -> None:
    """Announce a webinar to one person, with a button to register; supporters while they agree to the topic."""
    to, webinar = say.to(event.person), event.webinar
    consent = f"mailings:{event.topic}" if event.by_consent else None
    to.send(
        describe(say, to.person.language, event, longest=SHORT),
        keyboard(
            [
                button(to.label("webinar-come"), WebinarAction(verb="come", id=webinar.id)),
                look_button(to, webinar.id),
            ]
        ),
        lane=Lane.BULK,
        picture=webinar.picture,
        key=f"webinar:{webinar.id}:announced:{to.person.id}",
        consent=consent,
        again=False,
        expires_at=webinar.starts_at,
    )


@tells(WebinarMoved)
def tell_webinar_moved(event: WebinarMoved, say: Say) -> None:
    to, webinar = say.to(event.person), event.webinar
    text = to.text("webinar-cancelled" if event.cancelled else "webinar-changed")
    to.send(
        f"{text}\n\n{describe(say, to.person.language, event, longest=SHORT)}",
        keyboard([list_button(to) if event.cancelled else look_button(to, webinar.id)]),
        lane=Lane.NOTICES,
        key=f"webinar:{webinar.id}:changed:{webinar.sequence}:{to.person.id}",
    )
    if event.calendar is not None:
        to.document(
            event.calendar, to.text("webinar-calendar-again", cancelled="yes" if event.cancelled else "no")
        )


@tells(PlaceOffered)
def tell_place_offered(event: PlaceOffered, say: Say) -> None:
    to, webinar, until = say.to(event.person), event.webinar, event.guest.offered_until
    take = button(to.label("webinar-take"), WebinarAction(verb="come", id=webinar.id))
    decline = button(to.label("webinar-decline"), WebinarAction(verb="leave", id=webinar.id))
    to.send(
        to.text(
            "webinar-offered",
            title=webinar.title,
            at=say.texts.moment(to.person.language, webinar.starts_at),
            until="none" if until is None else say.texts.moment(to.person.language, until),
        ),
        keyboard([look_button(to, webinar.id)] if until is None else [take, decline]),
        lane=Lane.NOTICES,
        expires_at=until or webinar.ends_at,
    )
    if event.calendar is not None:
        to.document(event.calendar, to.text("webinar-calendar"))


@tells(OfferLapsed)
def tell_offer_lapsed(event: OfferLapsed, say: Say) -> None:
    to = say.to(event.person)
    to.send(
        to.text("webinar-lapsed", title=event.webinar.title),
        keyboard([look_button(to, event.webinar.id)]),
        lane=Lane.NOTICES,
        expires_at=event.webinar.starts_at,
    )


@tells(ReminderDue)
def tell_reminder_due(event: ReminderDue, say: Say) -> None:
    """Send a reminder with the link to the room; the one at the start has a button to note attendance."""
    to, webinar = say.to(event.person), event.webinar
    here = button(to.label("webinar-here"), WebinarAction(verb="here", id=webinar.id))
    to.send(
        to.text(
            "webinar-reminder",
            title=webinar.title,
            begun="yes" if say.now >= webinar.starts_at else "no",
            at=say.texts.moment(to.person.language, webinar.starts_at),
            link="yes" if webinar.link else "no",
        ),
        keyboard(
            [link(to.label("webinar-enter"), webinar.link)] if webinar.link else [],
            [here] if event.minutes == 0 else [look_button(to, webinar.id)],
        ),
        lane=Lane.NOTICES,
        key=f"webinar:{webinar.id}:{webinar.starts_at}:reminder:{event.minutes}:{to.person.id}",
        expires_at=webinar.ends_at,
    )


@tells(PlanMissing)
def tell_plan_missing(event: PlanMissing, say: Say) -> None:
    to = say.to(event.person)
    again = (
        [button(to.label("webinar-again"), OrganiserAction(verb="again", id=event.last.id))]
        if event.last
        else []
    )
    to.send(
        to.text("webinar-plan-missing", group=to.name(event.group.titles)),
        keyboard(again, [list_button(to)]),
        lane=Lane.NOTICES,
        key=f"webinar:plan:{event.group.id}:{event.month}:{to.person.id}",
    )


@tells(FeedbackDue)
def tell_feedback_due(event: FeedbackDue, say: Say) -> None:
    """Ask those who attended for a score, and send the recording to those who missed it."""
    to, webinar = say.to(event.person), event.webinar
    key = f"webinar:{webinar.id}:after:{to.person.id}"
    if event.guest.attended:
        scores = [
            button(str(score), WebinarAction(verb="score", id=webinar.id, value=score)) for score in range(11)
        ]
        to.send(
            to.text("webinar-how-was-it", title=webinar.title),
            keyboard(scores[:6], scores[6:], [back_button(to)]),
            lane=Lane.NOTICES,
            key=key,
        )
        return
    watch = [link(to.label("webinar-watch"), webinar.recording)] if webinar.recording else []
    to.send(
        to.text("webinar-missed", title=webinar.title, recording="yes" if watch else "no"),
        keyboard(watch, [list_button(to)]),
        lane=Lane.NOTICES,
        key=key,
    )


@tells(RecordingReady)
def tell_recording_ready(event: RecordingReady, say: Say) -> None:
    to, webinar = say.to(event.person), event.webinar
    to.send(
        to.text("webinar-recording-ready", title=webinar.title),
        keyboard([link(to.label("webinar-watch"), webinar.recording)], [list_button(to)]),
        lane=Lane.NOTICES,
    )
