"""The plan: a week of posts, past and future, by day."""

from aiogram.fsm.context import FSMContext
from aiogram.types import InlineKeyboardButton

from domain.people import Person
from domain.publications.entities import Day, Entry, Passage
from domain.publications.events import Plan
from domain.publications.post_plan import PostPlan
from domain.publications.recurring import Repeat
from domain.time import local
from handlers.contacts.home import back_button
from handlers.publications.wording import PlanAction, title_of
from handlers.router import Router
from handlers.say import Recipient
from handlers.ui import button, clip, keyboard

router = Router(name="publications-plan")

SHOWN = 30  # posts of a week on one screen
MARKS = {None: "", Passage.QUEUED: "✓ ", Passage.SENT: "✓ ", Passage.FAILED: "⚠ ", Passage.MISSED: "⚠ "}


@router.commands("plan")
@router.taps(PlanAction, "week")
async def open_week(
    person: Person, to: Recipient, post_plan: PostPlan, state: FSMContext, action: PlanAction | None = None
) -> None:
    await state.clear()
    show_week(to, await post_plan.week(person, action.value if action else 0))


def show_week(to: Recipient, plan: Plan) -> None:
    """Show seven days with their posts; empty working days are marked."""
    lines, buttons = [], []
    for day in plan.days:
        lines.append(_day_line(to, day, past=plan.page < 0))
        for entry in day.entries:
            lines.append(_entry_line(to, entry))
            if not entry.publication.is_news:
                buttons.append([_entry_button(to, entry)])
    opened = [
        [
            button(
                to.label("publication-row", status=one.status.value, title=title_of(to, one)),
                PlanAction(verb="open", id=one.id),
            )
        ]
        for one in plan.open
    ]
    first, last = (to.say.texts.date(to.person.language, day.begins) for day in (plan.days[0], plan.days[-1]))
    turn = [
        button(to.label("ui-earlier"), PlanAction(verb="week", value=plan.page - 1)),
        button(to.label("ui-further"), PlanAction(verb="week", value=plan.page + 1)),
    ]
    heading = to.text("publication-week", first=first, last=last)
    to.screen(
        clip_lines([heading, *lines]),
        keyboard(
            *opened[:10],
            *buttons[:SHOWN],
            [
                button(to.label("publication-new"), PlanAction(verb="new")),
                button(to.label("publication-new-poll"), PlanAction(verb="poll")),
            ],
            turn,
            [back_button(to)],
        ),
    )


def clip_lines(lines: list[str], most: int = 3800) -> str:
    """Join as many lines as a message has room for."""
    kept: list[str] = []
    for line in lines:
        most -= len(line) + 1
        if most < 0:
            kept.append("…")
            break
        kept.append(line)
    return "\n".join(kept)


def _day_line(to: Recipient, day: Day, *, past: bool) -> str:
    empty = "no" if day.entries else "free"
    if not day.entries and day.working and not past:
        empty = "working"
    return to.text("publication-day", date=to.say.texts.date(to.person.language, day.begins), empty=empty)


def _entry_line(to: Recipient, entry: Entry) -> str:
    return to.text(
        "publication-entry",
        time=_time(to, entry.at),
        mark=MARKS[entry.passage] or "none",
        kind=entry.publication.kind.value,
        repeated="no" if entry.publication.repeat is Repeat.NEVER else "yes",
        title=title_of(to, entry.publication),
    )


def _entry_button(to: Recipient, entry: Entry) -> InlineKeyboardButton:
    label = f"{MARKS[entry.passage]}{to.say.texts.day(to.person.language, entry.at)} · {title_of(to, entry.publication)}"
    return button(clip(label, 60), PlanAction(verb="open", id=entry.publication.id))


def _time(to: Recipient, at: int) -> str:
    return local(at, to.say.association.time_zone).strftime("%H:%M")
