"""In private: the rules, one's own warnings, and the log for moderators."""

from domain.moderation.events import LogShown, WarningsShown
from domain.moderation.reporting import Reporting
from domain.people import Person
from handlers.contacts.home import home_button
from handlers.moderation.wording import name_of, rule_text, rules_text
from handlers.router import Router
from handlers.say import Recipient, Say, Tell
from handlers.tellings import tells
from handlers.ui import clip

router = Router(name="moderation-personal")


@router.commands("rules")
async def show_rules(to: Recipient, reporting: Reporting) -> None:
    to.send(rules_text(to, reporting.rules), home_button(to), screen=True)


@router.commands("warnings")
async def show_warnings(person: Person, reporting: Reporting, tell: Tell) -> None:
    tell(await reporting.warnings(person))


@router.commands("log")
async def show_log(person: Person, reporting: Reporting, tell: Tell) -> None:
    tell(await reporting.log(person, person.id))


@tells(WarningsShown)
def tell_warnings_shown(event: WarningsShown, say: Say) -> None:
    to = say.to(event.person)
    language = event.person.language
    whose = "mine" if event.of is None else "other"
    name = "" if event.of is None else name_of(to, event.of)
    lines = [to.text("moderation-warnings", whose=whose, name=name, count=len(event.standing))]
    for standing in event.standing[-10:]:
        warning = standing.warning
        at, until = (say.texts.moment(language, moment) for moment in (warning.at, warning.expires_at))
        lines.append(to.text("moderation-warning-line", chat=clip(standing.chat, 60), at=at, until=until))
        if warning.rule:
            lines.append(rule_text(to, warning.rule, event.rules))
    to.send("\n".join(lines), home_button(to), screen=True)


@tells(LogShown)
def tell_log_shown(event: LogShown, say: Say) -> None:
    """Show the log where it was asked for: in the moderators' chat or in private."""
    to = say.to(event.person)
    lines = [to.text("moderation-log", count=len(event.entries))]
    lines += [
        to.text(
            "moderation-log-line",
            at=say.texts.day(event.person.language, entry.at),
            act=entry.act,
            by=name_of(to, entry.actor),
            name=name_of(to, entry.subject),
            chat=clip(entry.chat, 40),
        )
        for entry in event.entries
    ]
    say.post(event.chat_id, "\n".join(lines), screen=event.chat_id > 0, may_be_lost=True)
