"""Notices to the people a webinar concerns, sent by the clock or by an organiser's act."""

from domain.outbox import Lane
from domain.webinars.events import (
    Announced,
    AnnouncementRefused,
    FeedbackDue,
    GuestsUnreached,
    OfferLapsed,
    PlaceOffered,
    PlanMissing,
    RecordingReady,
    ReminderDue,
    WebinarMoved,
)
from domain.webinars.unreached import UnreachedGuests
from handlers.contacts.home import back_button
from handlers.deliveries import reason_of
from handlers.names import person_name
from handlers.results import Payload, Told, result
from handlers.say import Say
from handlers.tellings import tells
from handlers.ui import button, clip, keyboard, link
from handlers.webinars.wording import (
    SHORT,
    OrganiserAction,
    WebinarAction,
    describe,
    list_button,
    look_button,
)

MOST_NAMED = 40  # of the guests who can't be reached


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
        may_be_lost=True,
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
        result_topic=f"refused-webinar-guest:{webinar.id}",
    )
    if event.calendar is not None:
        text = to.text("webinar-calendar-again", cancelled="yes" if event.cancelled else "no")
        to.document(event.calendar, text, may_be_lost=True)  # whoever misses it misses the notice as well


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
        result_topic=f"refused-webinar-place:{webinar.id}",
    )
    if event.calendar is not None:
        to.document(event.calendar, to.text("webinar-calendar"), may_be_lost=True)


@tells(OfferLapsed)
def tell_offer_lapsed(event: OfferLapsed, say: Say) -> None:
    to = say.to(event.person)
    to.send(
        to.text("webinar-lapsed", title=event.webinar.title),
        keyboard([look_button(to, event.webinar.id)]),
        lane=Lane.NOTICES,
        expires_at=event.webinar.starts_at,
        may_be_lost=True,  # the offer said until when it stands
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
        result_topic=f"refused-webinar-guest:{webinar.id}",
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
            may_be_lost=True,
        )
        return
    watch = [link(to.label("webinar-watch"), webinar.recording)] if webinar.recording else []
    to.send(
        to.text("webinar-missed", title=webinar.title, recording="yes" if watch else "no"),
        keyboard(watch, [list_button(to)]),
        lane=Lane.NOTICES,
        key=key,
        may_be_lost=True,  # the webinar's page has the recording
    )


@tells(RecordingReady)
def tell_recording_ready(event: RecordingReady, say: Say) -> None:
    to, webinar = say.to(event.person), event.webinar
    to.send(
        to.text("webinar-recording-ready", title=webinar.title),
        keyboard([link(to.label("webinar-watch"), webinar.recording)], [list_button(to)]),
        lane=Lane.NOTICES,
        may_be_lost=True,
    )


# What was refused


@result("refused-webinar-post")
async def take_refused_post(
    number: int, chat_id: int, payload: Payload, unreached_guests: UnreachedGuests
) -> Told:
    name = str(payload["params"].get("chat_id", chat_id))
    return await unreached_guests.announcement_refused(number, chat_id, name, payload["error"] or "")


@result("refused-webinar-guest")
async def take_missed(number: int, chat_id: int, unreached_guests: UnreachedGuests) -> Told:
    return await unreached_guests.missed(number, chat_id)


@result("refused-webinar-place")
async def take_refused_place(number: int, chat_id: int, unreached_guests: UnreachedGuests) -> Told:
    return await unreached_guests.place_refused(number, chat_id)


@tells(AnnouncementRefused)
def tell_announcement_refused(event: AnnouncementRefused, say: Say) -> None:
    webinar = event.webinar
    for person in event.people:
        to = say.to(person)
        to.send(
            to.text(
                "webinar-post-refused",
                title=webinar.title,
                chat=clip(event.chat, 60),
                reason=reason_of(to, event.error),
            ),
            keyboard([look_button(to, webinar.id)]),
            lane=Lane.NOTICES,
            key=f"webinar:{webinar.id}:post-refused:{event.chat}:{person.id}",
        )


@tells(GuestsUnreached)
def tell_guests_unreached(event: GuestsUnreached, say: Say) -> None:
    """List them in one message for each organiser, which grows."""
    webinar = event.webinar
    for person in event.people:
        to = say.to(person)
        names = [person_name(to, guest) for guest in event.guests[:MOST_NAMED]]
        to.amend(
            f"webinar:{webinar.id}:unreached:{person.id}",
            to.text(
                "webinar-unreached",
                title=webinar.title,
                count=len(event.guests),
                names="\n".join(names),
                more=len(event.guests) - len(names),
            ),
            keyboard([look_button(to, webinar.id)]),
            resend_if_missing=True,
        )
