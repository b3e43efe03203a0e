"""Receipts: a picture or a PDF, sent when asked for it, or just so while an invoice is open."""

from typing import Any

from aiogram.filters import Filter, StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from domain.dues.billing import Billing
from domain.dues.entities import InvoiceCard
from domain.dues.payments import MOST_RECEIPTS, Payments
from domain.files import Scan
from domain.people import Person
from handlers.applications.pages import scan_of
from handlers.dues.actions import DuesAction, Sending
from handlers.dues.wording import money
from handlers.router import Router
from handlers.say import Recipient, Tell
from handlers.ui import button, keyboard

router = Router(name="dues-receipts")  # after the forms and applications: a file may belong there


class ReceiptFile(Filter):
    """A picture or a document; the handler gets it as `scan`."""

    async def __call__(self, message: Message) -> bool | dict[str, Any]:
        scan = scan_of(message)
        return {"scan": scan} if scan is not None else False


class NoCommand(Filter):
    """Whatever somebody sends but a command: words, a voice, a sticker."""

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
    card = await billing.look(person, action.id)
    if not card.invoice.rest:
        to.answer("dues-stale", alert=True)
        await state.clear()
        return
    await state.set_state(Sending.receipt)
    await state.set_data({"invoice": action.id})
    back = button(to.label("ui-back"), DuesAction(verb="open", id=action.id))
    to.screen(to.text("dues-receipt-ask", number=card.invoice.number), keyboard([back]))


@router.message(StateFilter(Sending.receipt), ReceiptFile())
async def take_receipt(scan: Scan, person: Person, payments: Payments, state: FSMContext, tell: Tell) -> None:
    """Further pictures of the same album belong to it."""
    invoice_id = int((await state.get_data())["invoice"])
    tell(await payments.send_receipt(person, invoice_id, scan))
    await state.set_state(Sending.album)
    await state.set_data({"invoice": invoice_id, "album": scan.album})


@router.message(StateFilter(Sending.album), ReceiptFile())
async def take_album(
    message: Message,
    scan: Scan,
    person: Person,
    payments: Payments,
    to: Recipient,
    state: FSMContext,
    tell: Tell,
) -> None:
    data = await state.get_data()
    if scan.album == data["album"]:
        tell(await payments.send_receipt(person, int(data["invoice"]), scan))
        return
    await state.clear()
    card = await payments.awaits_receipt(person)
    if card is not None:
        await _offer(to, card, scan, message, state)
    else:
        to.send(
            to.text("dues-receipt-none"), keyboard([button(to.label("dues-show"), DuesAction(verb="show"))])
        )


@router.message(StateFilter(Sending.receipt), NoCommand())
async def want_a_file(to: Recipient, state: FSMContext) -> None:
    invoice_id = int((await state.get_data())["invoice"])
    back = button(to.label("ui-back"), DuesAction(verb="open", id=invoice_id))
    to.send(to.text("dues-receipt-wrong"), keyboard([back]))


@router.message(StateFilter(None), ReceiptUnasked())
async def offer_to_take(
    message: Message, scan: Scan, card: InvoiceCard, to: Recipient, state: FSMContext
) -> None:
    await _offer(to, card, scan, message, state)


async def _offer(to: Recipient, card: InvoiceCard, scan: Scan, message: Message, state: FSMContext) -> None:
    """Ask whether this is a receipt; what comes meanwhile is asked about together with it."""
    key = f"dues-offer:{to.person.id}:{message.message_id}"
    await state.set_state(Sending.offered)
    await state.set_data({"invoice": card.invoice.id, "files": [_kept(scan)], "key": key})
    to.send(*_question(to, card, 1), key=key)


@router.message(StateFilter(Sending.offered), ReceiptFile())
async def offer_further(
    scan: Scan, person: Person, to: Recipient, billing: Billing, state: FSMContext
) -> None:
    data = await state.get_data()
    files = [*data["files"], _kept(scan)][:MOST_RECEIPTS]
    await state.update_data(files=files)
    card = await billing.look(person, int(data["invoice"]))
    to.amend(data["key"], *_question(to, card, len(files)), anew=True)


def _question(to: Recipient, card: InvoiceCard, files: int) -> Any:
    invoice = card.invoice
    text = to.text("dues-receipt-offer", number=invoice.number, amount=money(to, invoice.rest), files=files)
    yes = button(to.label("dues-attach"), DuesAction(verb="attach", id=invoice.id))
    no = button(to.label("dues-attach-not"), DuesAction(verb="attach-not", id=invoice.id))
    return text, keyboard([yes, no])


@router.taps(DuesAction, "attach")
async def attach(
    action: DuesAction, person: Person, to: Recipient, payments: Payments, state: FSMContext, tell: Tell
) -> None:
    data = await state.get_data()
    offered = await state.get_state() == Sending.offered.state and data.get("invoice") == action.id
    if not offered:
        to.answer("dues-stale", alert=True)
        return
    await state.clear()
    for kept in data["files"]:
        tell(await payments.send_receipt(person, action.id, Scan(**kept)))


@router.taps(DuesAction, "attach-not")
async def leave_it(to: Recipient, state: FSMContext) -> None:
    if await state.get_state() == Sending.offered.state:
        await state.clear()
    to.screen(
        to.text("dues-receipt-left"), keyboard([button(to.label("dues-show"), DuesAction(verb="show"))])
    )


def _kept(scan: Scan) -> dict[str, str]:
    return {"file_id": scan.file_id, "kind": scan.kind, "name": scan.name, "album": scan.album}
