"""Paying dues in the chat against the sandbox: over HTTP, and by hand in a browser."""

import sqlite3
import struct
import zlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.i18n import FluentTexts
from storage.tables.dues import invoices, payments
from tests.bot.pages import codes
from tests.e2e.harness import Artel, Visitor, running
from tests.e2e.joining import appoint
from tests.e2e.test_membership_page import become
from tests.e2e.test_page import Window, browser, window
from tests.words import like, matching, words

__all__ = ["browser", "window"]  # fixtures

PROVIDERS = "381764678:TEST:canary-of-the-provider"
MORNING = 1_800_000_000.0  # 15 January 2027, 11:00 in Moscow
A_YEAR_AGO = 1_769_900_400_000_000  # 1 February 2026 there: the next year begins in seventeen days
DUES = {
    "provider_token": PROVIDERS,
    "name": "Ассоциация «НБМЗ»",
    "inn": "7707083893",
    "kpp": "770701001",
    "account": "40703810238000000001",
    "bank": "ПАО Сбербанк",
    "bik": "044525225",
    "correspondent_account": "30101810400000000225",
}
MAKING = 20  # seconds that a document may take on a busy machine
SCAN = b"%PDF-1.4 receipt"


@pytest.fixture
async def artel(database_url: str, texts: FluentTexts) -> AsyncIterator[Artel]:
    """The program with a provider of payments; in the end Telegram must have refused nothing of what it asked."""
    async with running(database_url, texts, at=MORNING, dues=DUES) as artel:
        yield artel
        await artel.settled()
        assert await artel.refused() == []


def file_of(artel: Artel) -> Path:
    return Path(artel.url.removeprefix("sqlite+aiosqlite:///"))


def enrol(artel: Artel, person_id: int, name: str) -> None:
    """Write somebody into the books who became a member before dues were kept here."""
    with sqlite3.connect(file_of(artel), timeout=10) as books:
        books.execute(
            "INSERT INTO members (kind, person_id, status, since, name) VALUES ('person', ?, 'active', ?, ?)",
            (person_id, A_YEAR_AGO, name),
        )
    books.close()


async def billed(artel: Artel, maria: Visitor) -> None:
    """The clock finds the member and issues the invoice, which comes as a file."""
    enrol(artel, maria.id, "Иванова Мария")
    await artel.control.advance(60)
    screen = await maria.finds(like("dues-file-caption", number="2027-0001"), button=maria.words("dues-pay"))
    assert screen.document is not None
    (code,) = codes(await artel.download(screen.document["file_id"]))
    assert "|PersonalAcc=40703810238000000001|" in code
    assert code.endswith("|Sum=500000")


async def treasurer(artel: Artel) -> Visitor:
    olga = await artel.administrator()
    await olga.subscribe()
    vera = await artel.visitor(first_name="Вера", username="vera")
    await vera.subscribe()
    await appoint(olga, vera, "treasurer")
    return vera


async def test_a_member_pays_in_the_chat_once(artel: Artel) -> None:
    vera = await treasurer(artel)
    maria = await artel.visitor(first_name="Мария")
    await maria.subscribe()
    await billed(artel, maria)
    await maria.tap("dues-pay")
    await artel.settled()
    invoice = next(it for it in reversed(await artel.control.messages(maria.id)) if "invoice" in it)
    assert invoice["invoice"]["total_amount"] == 500_000
    paid = await artel.control.pay(maria.id, invoice["message_id"])
    assert paid["ok"], paid
    await maria.finds(like("dues-thanks", number="2027-0001", settled="yes"))
    await vera.finds("treasury-charged", "Иванова Мария")
    again = await artel.control.pay(maria.id, invoice["message_id"])
    assert (again["ok"], again["error"]) == (False, maria.words("dues-checkout", verdict="settled"))
    booked = await artel.rows(payments.select())
    assert [(row["amount"], row["method"]) for row in booked] == [(500_000, "telegram")]
    await artel.settled()
    content = b"".join(path.read_bytes() for path in file_of(artel).parent.glob("artel.db*"))
    assert b"canary-of-the-provider" not in content
    (call,) = await artel.control.calls(method="sendInvoice")
    assert call["params"]["provider_token"] == PROVIDERS


async def test_a_receipt_is_confirmed_in_one_tap(artel: Artel) -> None:
    vera = await treasurer(artel)
    maria = await artel.visitor(first_name="Мария")
    await maria.subscribe()
    await billed(artel, maria)
    await maria.tap("dues-receipt")
    await maria.finds(like("dues-receipt-ask", number="2027-0001"))
    await maria.send_files(("чек.pdf", SCAN))
    await maria.finds(like("dues-home", stands="checking"))
    card = await vera.finds("Иванова Мария", like("treasury-receipts-wait", count=1))
    taps = vera.taps
    await vera.tap(matching(like("treasury-confirm"), card.buttons)[0])
    assert vera.taps == taps + 1
    await maria.finds(like("dues-thanks", number="2027-0001", settled="yes"))
    await vera.finds("Иванова Мария", like("dues-stands", status="paid"))
    assert [row["status"] for row in await artel.rows(invoices.select())] == ["paid"]


@pytest.mark.browser
async def test_dues_by_eye_and_hand(window: Window, artel: Artel) -> None:
    """The invoice, paying by the page's own button, the treasurer's books; looked at in both sizes."""
    page = window.page
    nina = Visitor(artel, {"id": 110, "first_name": "Нина"}, "ru")
    vera = Visitor(artel, {"id": 106, "first_name": "Вера"}, "ru")
    olga = await artel.administrator()
    anton = Visitor(artel, {"id": 109, "first_name": "Антон"}, "ru")
    for visitor in (nina, vera, olga, anton):
        await visitor.subscribe()
    await appoint(olga, vera, "treasurer")
    enrol(artel, nina.id, "Ким Нина Сергеевна")
    enrol(artel, anton.id, "Белов Антон Викторович")
    await artel.control.advance(60)
    await window.become("Нина Ким (член)")
    window.in_both_sizes()
    await window.sees("dues-issued", MAKING)
    await window.shoot("dues-1-invoice")
    await window.tap("dues-pay")
    await window.sees("dues-pay-about")
    await window.shoot("dues-2-pay")
    await window.chat.get_by_role("button", name="Pay").last.click()
    await window.sees(like("dues-thanks", settled="yes"))
    await window.shoot("dues-3-paid")
    await window.chat.get_by_role("button", name="Pay").last.click()
    await page.get_by_text(words("dues-checkout", verdict="settled")).wait_for()
    await window.shoot("dues-4-refused")
    await page.keyboard.press("Escape")
    await anton.send_files(("чек.png", picture()), kind="photo")
    await anton.tap("dues-attach")
    await become(window, "Вера Лебедева (секретарь)")
    await window.sees(like("treasury-receipts-wait", count=1), MAKING)
    await window.shoot("dues-5-receipt")
    await window.chat.get_by_role("button", name=like("treasury-confirm")).last.click()
    await window.sees(like("dues-stands", status="paid"))
    await window.shoot("dues-6-confirmed")
    await page.get_by_test_id("composer").fill("/dues")
    await page.get_by_test_id("send").click()
    await window.sees(like("treasury-screen", billed=0))
    await window.shoot("dues-7-books")
    await anton.finds(like("dues-thanks", settled="yes", until="31 января 2028"))


def picture() -> bytes:
    """A little grey PNG: somebody's photo of a receipt."""
    side = 64
    rows = zlib.compress((b"\0" + b"\xc0" * side) * side)
    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    parts = [
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in ((b"IHDR", head), (b"IDAT", rows), (b"IEND", b""))
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)
