"""The home screen: the person's present status, what to do next, and the buttons for it."""

from datetime import date
from typing import Literal

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from domain.dues.entities import Account, Invoice
from domain.dues.periods import day_of
from domain.forms.events import Unfinished
from domain.home import Home
from domain.members.entities import Member, MemberStatus
from domain.roles import Role
from handlers.commands import list_work
from handlers.names import role_name
from handlers.say import Recipient
from handlers.ui import button, keyboard, link


class ContactAction(CallbackData, prefix="contact"):
    """A tap on one of the general screens; `value` is a language or a form."""

    verb: Literal[
        "home",
        "begin",
        "topics",
        "webinars",
        "news",
        "meet",
        "join",
        "continue",
        "application",
        "membership",
        "dues",
        "languages",
        "language",
        "data",
        "erase",
        "erase-sure",
    ]
    value: str = ""


def show_home(to: Recipient, home: Home) -> None:
    """Show a person their membership, application, dues and subscriptions, and what to do next."""
    if not to.person.consented:
        to.screen(to.text("contact-greeting"), _greeting_keyboard(to))
        return
    titles = [to.name(topic.title) for topic in to.say.association.topics if topic.id in home.topics]
    membership = home.membership
    if membership is not None and membership.active:
        text = to.text("contact-home-member", name=membership.member.name, kind=membership.member.kind.value)
        next_is = "member"
    else:
        # A former member stays a supporter, whether subscribed or not.
        text = to.text("contact-home" if titles or membership is not None else "contact-home-unsubscribed")
        next_is = "none" if home.application is None else home.application.application.status.value
    owing = _dues(to, home)
    if owing:
        text += "\n" + owing
    if titles:
        text += "\n" + to.text("contact-home-topics", topics=", ".join(titles), count=len(titles))
    group = "yes" if home.group_link else "no"
    subscribed = "yes" if titles else "no"
    former = _former(home)
    if former is not None and not _comes_back_by_paying(home):  # the line about dues tells that
        text += "\n\n" + to.text(
            "member-home", name=former.name, kind=former.kind.value, status=former.status.value
        )
    elif former is None:
        text += "\n\n" + to.text("contact-home-next", stands=next_is, subscribed=subscribed, group=group)
    for draft in home.drafts:
        title = to.label(f"form-{draft.form}")
        text += "\n\n" + to.text("forms-home", title=title, done=draft.done, total=draft.total)
    if work := list_work(to, home.roles):
        named = ", ".join(role_name(to, role) for role in Role if role in home.roles)
        text += "\n\n" + to.text("contact-home-work", role=named, commands=work)
    to.screen(text, _home_keyboard(to, home))


def _greeting_keyboard(to: Recipient) -> InlineKeyboardMarkup:
    association, texts = to.say.association, to.say.texts
    others = [language for language in association.languages if language != to.person.language]
    return keyboard(
        [button(to.label("contact-subscribe"), ContactAction(verb="begin"))],
        [button(to.label("contact-join"), ContactAction(verb="join"))],
        [
            button(texts.plain(language, "language-name"), ContactAction(verb="language", value=language))
            for language in others
        ],
    )


def _home_keyboard(to: Recipient, home: Home) -> InlineKeyboardMarkup:
    topics = "contact-topics" if home.topics else "contact-subscribe"
    return keyboard(
        *[[_continue_button(to, draft)] for draft in home.drafts],
        _standing_row(to, home),
        [
            button(to.label("contact-webinars"), ContactAction(verb="webinars")),
            button(to.label("contact-meet"), ContactAction(verb="meet")),
        ],
        [
            *([link(to.label("contact-group"), home.group_link)] if home.group_link else []),
            button(to.label("contact-news"), ContactAction(verb="news")),
        ],
        [
            button(to.label(topics), ContactAction(verb="topics")),
            button(to.label("contact-language-button"), ContactAction(verb="languages")),
        ],
    )


def _continue_button(to: Recipient, draft: Unfinished) -> InlineKeyboardButton:
    label = to.label(
        "forms-continue", title=to.label(f"form-{draft.form}"), done=draft.done, total=draft.total
    )
    return button(label, ContactAction(verb="continue", value=draft.form))


def _standing_row(to: Recipient, home: Home) -> list[InlineKeyboardButton]:
    """Lead to the person's application or membership, or let them join."""
    dues = [button(to.label("dues-show"), ContactAction(verb="dues"))] if home.dues else []
    membership = button(to.label("contact-membership"), ContactAction(verb="membership"))
    if home.membership is not None and home.membership.active:
        return [membership, *dues]
    if home.application is not None and home.application.application.open:
        number = str(home.application.application.id)
        return [button(to.label("contact-application", number=number), ContactAction(verb="application"))]
    owed = dues if _owed(home) else []
    if _comes_back_by_paying(home):
        return [membership, *owed]
    return [button(to.label("contact-join"), ContactAction(verb="join")), *owed]


def _former(home: Home) -> Member | None:
    """Return the membership that has ended, unless the person has applied again."""
    if home.membership is None or home.membership.active:
        return None
    applies = home.application is not None and home.application.application.open
    return None if applies else home.membership.member


def _comes_back_by_paying(home: Home) -> bool:
    former = _former(home)
    return former is not None and former.status is MemberStatus.LAPSED and bool(_owed(home))


def _owed(home: Home) -> list[tuple[Account, Invoice]]:
    """List the invoices still to be paid, the earliest due first."""
    owed = [(account, invoice) for account in home.dues for invoice in account.owed]
    return sorted(owed, key=lambda one: one[1].due_at)


def _dues(to: Recipient, home: Home) -> str:
    """Say in a line what is to be paid first, or that everything is paid."""
    if owed := _owed(home):
        account, invoice = owed[0]
        stands = invoice.status.value
        if stands == "open" and account.payer.member.status is MemberStatus.LAPSED:
            stands = "lapsed"
        elif stands == "open" and invoice.due_at < to.say.now:
            stands = "late"
        due, rest = day_of(invoice.due_at, to.say.association.time_zone), invoice.rest
        return _dues_line(to, stands, invoice.number, rest, due)
    paid = [account.next_on for account in home.dues if account.next_on is not None]
    active = home.membership is not None and home.membership.active
    return _dues_line(to, "paid", "", 0, min(paid)) if paid and active else ""


def _dues_line(to: Recipient, stands: str, number: str, rest: int, day: date) -> str:
    texts, language = to.say.texts, to.person.language
    shown = texts.full_date(language, day)
    return to.text("dues-home", stands=stands, number=number, rest=texts.money(language, rest), day=shown)


def back_button(to: Recipient) -> InlineKeyboardButton:
    """Lead back to the home screen."""
    return button(to.label("ui-home"), ContactAction(verb="home"))


def home_button(to: Recipient) -> InlineKeyboardMarkup:
    """A keyboard that only leads back to the home screen."""
    return keyboard([back_button(to)])
