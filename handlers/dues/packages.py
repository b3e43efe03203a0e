"""Change a member's package from the next period on."""

from aiogram.types import InlineKeyboardButton

from domain.association import Package
from domain.dues.billing import Billing
from domain.dues.entities import Account
from domain.dues.events import PackageChanged
from domain.dues.ledger import Ledger
from domain.members.entities import Member
from domain.outbox import Lane
from domain.people import Person
from domain.roles import Role
from handlers.asking import confirm, lead_back
from handlers.contacts.home import home_button
from handlers.dues.actions import TreasuryAction
from handlers.dues.notices import tell_invoice_issued
from handlers.dues.treasury import show_account
from handlers.dues.wording import NAME, day, money
from handlers.router import Router
from handlers.say import Recipient, Say, Tell
from handlers.tellings import tells
from handlers.ui import button, clip, keyboard

router = Router(name="dues-packages")


@router.taps(TreasuryAction, "packages")
async def choose(action: TreasuryAction, person: Person, to: Recipient, ledger: Ledger) -> None:
    account = await ledger.account(person, action.id)
    rows = [
        [_package(to, account, package)]
        for package in account.packages
        if account.payer.package is None or package.id != account.payer.package.id
    ]
    name = clip(account.payer.member.name, NAME)
    to.screen(
        to.text("treasury-packages-ask", name=name, count=len(rows)),
        keyboard(*rows, [_back(to, account.payer.member)]),
    )


def _package(to: Recipient, account: Account, package: Package) -> InlineKeyboardButton:
    label = to.label("treasury-package", title=to.name(package.title), fee=money(to, package.fee))
    action = TreasuryAction(verb="package", id=account.payer.member.id, value=package.id)
    return button(label, action)


def _back(to: Recipient, member: Member) -> InlineKeyboardButton:
    return lead_back(to, TreasuryAction(verb="member", id=member.id))


@router.taps(TreasuryAction, "package")
async def ask_to_change(action: TreasuryAction, person: Person, to: Recipient, ledger: Ledger) -> None:
    account = await ledger.account(person, action.id)
    package = next((one for one in account.packages if one.id == action.value), None)
    if package is None:
        show_account(to, account)
        return
    text = to.text(
        "treasury-package-ask",
        name=clip(account.payer.member.name, NAME),
        package=to.name(package.title),
        fee=money(to, package.fee),
    )
    sure = TreasuryAction(verb="package-sure", id=account.payer.member.id, value=package.id)
    back = TreasuryAction(verb="member", id=account.payer.member.id)
    confirm(to, text, button(to.label("treasury-package-sure"), sure), back)


@router.taps(TreasuryAction, "package-sure")
async def change(action: TreasuryAction, person: Person, billing: Billing, tell: Tell) -> None:
    tell(await billing.change_package(person, action.id, action.value))


@tells(PackageChanged)
def tell_package_changed(event: PackageChanged, say: Say) -> None:
    """Tell the member from which day it holds, with a new invoice if there is one; show staff that it is done."""
    to = say.to(event.actor)
    member = event.payer.member
    to.screen(
        to.text(
            "treasury-package-changed",
            name=clip(member.name, NAME),
            package=to.name(event.after.title),
            day=day(to, event.from_on),
        ),
        keyboard([_back(to, member)]),
    )
    if not event.fresh:
        return
    for person in event.payer.people:
        other = say.to(person)
        other.send(
            other.text(
                "dues-package-changed",
                package=other.name(event.after.title),
                fee=money(other, event.after.fee),
                day=day(other, event.from_on),
                replaced="none" if event.replaced is None else event.replaced.number,
            ),
            home_button(other),
            lane=Lane.NOTICES,
            unheard=Role.TREASURER,
        )
    if event.issued is not None:
        tell_invoice_issued(event.issued, say)
