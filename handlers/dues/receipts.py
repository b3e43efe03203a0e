"""Receipts: a picture or a PDF, sent when asked for, or unasked while an invoice is open."""

from typing import Any

from aiogram.filters import Filter, StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import InlineKeyboardMarkup, Message

from domain.dues.billing import Billing
from domain.dues.entities import InvoiceCard
from domain.dues.payments import MOST_RECEIPTS, Payments
from domain.files import Scan
from domain.people import Person
from domain.refusal import InvalidAnswer, Refusal
from handlers.applications.pages import scan_of
from handlers.asking import Asked, Question, ask, expect
from handlers.dues.actions import DuesAction
from handlers.dues.wording import dues_button, money
from handlers.router import Router
from handlers.say import Recipient, Tell
from handlers.ui import button, keyboard

router = Router(name="dues-receipts")  # after the forms and applications: a file may belong there

RECEIPT = Question("dues-receipt")
ALBUM = Question("dues-album")  # the rest of an album that began with a receipt
OFFERED = Question("dues-offered")  # whether files that came unasked are receipts


class ReceiptFile(Filter):
    """A picture or a document; the handler gets it as `scan`."""

    async def __call__(self, message: Message) -> bool | dict[str, Any]:
        scan = scan_of(message)
        return {"scan": scan} if scan is not None else False


class NoCommand(Filter):
    """Any message but a command: text, voice, a sticker."""

    async def __call__(self, message: Message) -> bool:
        return not (message.text or "").startswith("/")


class ReceiptUnasked(Filter):
    """A picture or a document from somebody who has an invoice to pay; the handler gets that as `card` too."""

    async def __call__(self, message: Message, person: Person, payments: Payments) -> bool | dict[str, Any]:
        scan = scan_of(message)
        card = None if scan is None else await payments.awaits_receipt(person)
        return {"scan": scan, "card": card} if card is not None else False


@router.taps(DuesAction, "receipt")
async def ask_for_receipt(
    action: DuesAction, person: Person, to: Recipient, billing: Billing, state: FSMContext
) -> None:
    await state.clear()
    invoice = (await billing.look(person, action.id)).invoice
    if not invoice.rest:
        raise Refusal(person, "dues-stale")
    text = to.text("dues-receipt-ask", number=invoice.number)
    back = DuesAction(verb="open", id=action.id)
    await ask(to, state, RECEIPT, text, back=back, invoice=action.id)


@router.answers(RECEIPT, content=ReceiptFile())
async def take_receipt(
    scan: Scan, asked: Asked, person: Person, payments: Payments, state: FSMContext, tell: Tell
) -> None:
    """Further pictures of the same album belong to it."""
    tell(await payments.send_receipt(person, asked["invoice"], scan))
    await expect(state, ALBUM, invoice=asked["invoice"], album=scan.album)


@router.answers(ALBUM, content=ReceiptFile())
async def take_album(
    message: Message,
    scan: Scan,
    asked: Asked,
    person: Person,
    payments: Payments,
    to: Recipient,
    state: FSMContext,
    tell: Tell,
) -> None:
    if scan.album == asked["album"]:
        await expect(state, ALBUM, **asked)
        tell(await payments.send_receipt(person, asked["invoice"], scan))
        return
    card = await payments.awaits_receipt(person)
    if card is None:
        raise Refusal(person, "dues-receipt-none")
    await _offer(to, card, scan, message, state)


@router.answers(RECEIPT, content=NoCommand())
async def want_a_file(person: Person) -> None:
    raise InvalidAnswer(person, "dues-receipt-wrong")


@router.message(StateFilter(None), ReceiptUnasked())
async def offer_to_take(
    message: Message, scan: Scan, card: InvoiceCard, to: Recipient, state: FSMContext
) -> None:
    await _offer(to, card, scan, message, state)


async def _offer(to: Recipient, card: InvoiceCard, scan: Scan, message: Message, state: FSMContext) -> None:
    """Ask whether this is a receipt; files that come meanwhile join the question."""
    key = f"dues-offer:{to.person.id}:{message.message_id}"
    await expect(state, OFFERED, invoice=card.invoice.id, files=[_kept(scan)], key=key)
    to.send(*_question(to, card, 1), key=key)


@router.answers(OFFERED, content=ReceiptFile())
async def offer_further(
    scan: Scan, asked: Asked, person: Person, to: Recipient, billing: Billing, state: FSMContext
) -> None:
    files = [*asked["files"], _kept(scan)][:MOST_RECEIPTS]
    await expect(state, OFFERED, **{**asked, "files": files})
    card = await billing.look(person, asked["invoice"])
    to.amend(asked["key"], *_question(to, card, len(files)), resend_if_missing=True)


def _question(to: Recipient, card: InvoiceCard, files: int) -> tuple[str, InlineKeyboardMarkup]:
    invoice = card.invoice
    text = to.text("dues-receipt-offer", number=invoice.number, amount=money(to, invoice.rest), files=files)
    yes = button(to.label("dues-attach"), DuesAction(verb="attach", id=invoice.id))
    no = button(to.label("dues-attach-not"), DuesAction(verb="attach-not", id=invoice.id))
    return text, keyboard([yes, no])


@router.taps(DuesAction, "attach")
async def attach(
    action: DuesAction, person: Person, payments: Payments, state: FSMContext, tell: Tell
) -> None:
    offered = await state.get_data() if await state.get_state() == OFFERED.name else {}
    if offered.get("invoice") != action.id:
        raise Refusal(person, "dues-stale")
    await state.clear()
    for kept in offered["files"]:
        tell(await payments.send_receipt(person, action.id, Scan(**kept)))


@router.taps(DuesAction, "attach-not")
async def leave_it(to: Recipient, state: FSMContext) -> None:
    if await state.get_state() == OFFERED.name:
        await state.clear()
    to.screen(to.text("dues-receipt-left"), keyboard([dues_button(to)]))


def _kept(scan: Scan) -> dict[str, str]:
    return {"file_id": scan.file_id, "kind": scan.kind, "name": scan.name, "album": scan.album}
