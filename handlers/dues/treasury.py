"""The treasurer's books: the overview, open invoices, one member's dues, the spreadsheet."""

from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, InlineKeyboardButton

from domain.dues.entities import Account, Debts, Owing
from domain.dues.events import LedgerNotMade, LedgerOrdered
from domain.dues.ledger import Ledger
from domain.members.entities import MemberStatus
from domain.people import Person
from domain.roles import Role, Roles
from handlers.asking import Question, ask, expect
from handlers.contacts.home import back_button, home_button
from handlers.dues.actions import DuesAction, TreasuryAction
from handlers.dues.cards import overview_button, send_files, show_card
from handlers.dues.wording import NAME, day, money, package_title, standing, status_of
from handlers.router import Router
from handlers.say import Recipient, Say, Tell
from handlers.tellings import tells
from handlers.ui import button, clip, keyboard

router = Router(name="dues-treasury")

PAGE = 8  # invoices on a page
SHOWN = 10  # invoices of one member
HEADINGS = ("member", "package", "number", "from", "until", "due", "amount", "paid", "owed", "status")
STATES = ("open", "overdue", "checking", "lapsed")

FIND = Question("dues-find")


async def show_overview(to: Recipient, ledger: Ledger) -> None:
    """Show how many have paid, what came and what is still owed."""
    seen = await ledger.overview(to.person)
    text = to.text(
        "treasury-screen",
        settled=str(seen.settled),
        billed=seen.billed,
        share=str(seen.share),
        paid=money(to, seen.paid),
        amount=money(to, seen.amount),
        owed=money(to, seen.owed),
        checking=seen.checking,
        overdue=seen.overdue,
        lapsed=seen.lapsed,
        members=str(seen.members),
    )
    lists = [(Debts.CHECKING, seen.checking), (Debts.OVERDUE, seen.overdue), (Debts.LAPSED, seen.lapsed)]
    rows = [[_list_button(to, which, count)] for which, count in lists if count]
    to.screen(
        text,
        keyboard(
            *rows,
            [
                button(to.label("treasury-list-all"), TreasuryAction(verb="list", value=Debts.ALL)),
                button(to.label("treasury-find"), TreasuryAction(verb="find")),
            ],
            [
                button(to.label("treasury-export"), TreasuryAction(verb="export")),
                button(to.label("treasury-mine"), DuesAction(verb="show")),
            ],
            [back_button(to)],
        ),
    )


def _list_button(to: Recipient, which: Debts, count: int) -> InlineKeyboardButton:
    label = to.label("treasury-list", which=which.value, count=count)
    return button(label, TreasuryAction(verb="list", value=which.value))


@router.taps(TreasuryAction, "overview")
async def open_overview(to: Recipient, ledger: Ledger, state: FSMContext) -> None:
    await state.clear()
    await show_overview(to, ledger)


@router.taps(TreasuryAction, "list")
async def list_owing(action: TreasuryAction, person: Person, to: Recipient, ledger: Ledger) -> None:
    name, _, number = action.value.partition("-")
    which = Debts(name) if name in list(Debts) else Debts.ALL
    page = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 0
    found = await ledger.owing(person, which, offset=page * PAGE, limit=PAGE)
    text = to.text("treasury-owing", which=which.value, count=found.count, owed=money(to, found.owed))
    turn = []
    if page > 0:
        turn.append(
            button(to.label("ui-earlier"), TreasuryAction(verb="list", value=f"{which.value}-{page - 1}"))
        )
    if (page + 1) * PAGE < found.count:
        turn.append(
            button(to.label("ui-further"), TreasuryAction(verb="list", value=f"{which.value}-{page + 1}"))
        )
    to.screen(text, keyboard(*[[owing_button(to, row)] for row in found.rows], turn, [overview_button(to)]))


def owing_button(to: Recipient, row: Owing) -> InlineKeyboardButton:
    """The button that leads to an invoice, with its payer and the open sum."""
    name = to.label("dues-nobody") if row.member is None else clip(row.member.name, 30)
    label = to.label(
        "treasury-row", name=name, amount=money(to, row.invoice.rest), status=status_of(to, row.invoice)
    )
    return button(label, TreasuryAction(verb="open", id=row.invoice.id))


@router.taps(TreasuryAction, "open")
async def open_card(
    action: TreasuryAction, person: Person, to: Recipient, ledger: Ledger, roles: Roles, state: FSMContext
) -> None:
    card = await ledger.card(person, action.id)
    await state.clear()
    show_card(to, card, decides=await roles.may(person, Role.TREASURER))


@router.taps(TreasuryAction, "files")
async def send_receipts(
    query: CallbackQuery, action: TreasuryAction, person: Person, to: Recipient, ledger: Ledger
) -> None:
    """Send the files of an invoice again."""
    card = await ledger.card(person, action.id)
    to.answer("treasury-files-coming", count=len(card.receipts))
    send_files(to, card, card.receipts, f"tap-{query.id}")


@router.taps(TreasuryAction, "member")
async def open_account(
    action: TreasuryAction, person: Person, to: Recipient, ledger: Ledger, state: FSMContext
) -> None:
    await state.clear()
    show_account(to, await ledger.account(person, action.id))


def show_account(to: Recipient, account: Account) -> None:
    """Show a member's dues to staff."""
    member, package = account.payer.member, account.payer.package
    head = to.text(
        "treasury-account",
        name=clip(member.name, NAME),
        status=member.status.value,
        package="none" if package is None else package_title(to, package.id),
        next="none"
        if account.next_on is None or member.status is not MemberStatus.ACTIVE
        else day(to, account.next_on),
    )
    shown = account.invoices[:SHOWN]
    lines = [to.text("dues-owed", number=invoice.number) + " " + standing(to, invoice) for invoice in shown]
    lines = lines or [to.text("treasury-no-invoices")]
    rows = [
        [
            button(
                to.label(
                    "dues-row",
                    number=invoice.number,
                    amount=money(to, invoice.rest or invoice.amount),
                    status=invoice.status.value,
                ),
                TreasuryAction(verb="open", id=invoice.id),
            )
        ]
        for invoice in shown
    ]
    more = [package] if package is not None else []
    if len(account.packages) > len(more):
        rows.append([button(to.label("treasury-packages"), TreasuryAction(verb="packages", id=member.id))])
    to.screen("\n".join([head, *lines]), keyboard(*rows, [overview_button(to)]), about=f"member:{member.id}")


@router.taps(TreasuryAction, "find")
async def ask_whom(person: Person, to: Recipient, ledger: Ledger, state: FSMContext) -> None:
    await ledger.overview(person)  # checks the role before a name is typed
    await ask(to, state, FIND, to.text("treasury-find-ask"), back=overview_button(to))


@router.answers(FIND)
async def find(text: str, person: Person, to: Recipient, ledger: Ledger, state: FSMContext) -> None:
    """Show the invoices found; the next text searches again."""
    await expect(state, FIND)
    found = await ledger.search(person, text)
    rows = [[owing_button(to, row)] for row in found]
    to.send(to.text("treasury-found", count=len(found)), keyboard(*rows, [overview_button(to)]), screen=True)


@router.taps(TreasuryAction, "export")
async def export(person: Person, to: Recipient, ledger: Ledger, tell: Tell) -> None:
    labels = {"heading-" + name: to.label("treasury-heading-" + name) for name in HEADINGS}
    labels |= {"status-" + status: to.label("treasury-status", status=status) for status in STATES}
    labels |= {"sheet": to.label("treasury-sheet"), "file": to.label("treasury-file-name")}
    tell(await ledger.export(person, labels))


@tells(LedgerOrdered)
def tell_ledger_ordered(event: LedgerOrdered, say: Say) -> None:
    to = say.to(event.person)
    to.answer("treasury-export-coming")
    to.document(event.job, to.text("treasury-export-caption"))


@tells(LedgerNotMade)
def tell_ledger_not_made(event: LedgerNotMade, say: Say) -> None:
    to = say.to(event.person)
    to.send(to.text("treasury-export-failed"), home_button(to))
