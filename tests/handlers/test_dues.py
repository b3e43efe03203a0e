"""Dues in the chat: the invoice, the receipt, one tap of the treasurer; and all that can go otherwise."""

from datetime import date
from typing import Any

import pytest

from bot.config import Config, load
from domain.association import Association
from domain.roles import Role
from storage.tables.dues import invoices, receipts
from storage.tables.members import members
from storage.tables.people import audit
from tests.handlers.dues import (
    PDF,
    PHOTO,
    admit,
    admit_organisation,
    all_invoices,
    all_payments,
    expel,
    let_due,
)
from tests.handlers.harness import Screen, Street, Visitor
from tests.handlers.steps import appoint, dismiss, make_files, refusals
from tests.markup import shown
from tests.words import like, matching, words

DAY = 86_400_000_000
VOICE = {"file_id": "voice", "file_unique_id": "v", "duration": 3}


@pytest.fixture
async def oleg(street: Street) -> Visitor:
    """The other treasurer, who reads English."""
    visitor = street.visitor(5, "en", first_name="Oleg")
    await visitor.subscribe()
    await appoint(street, visitor.id, Role.TREASURER)
    return visitor


async def send_receipt(visitor: Visitor) -> None:
    await visitor.press("dues-receipt")
    await visitor.send(photo=PHOTO)


async def statuses(street: Street) -> list[tuple[str, int]]:
    return [(row["status"], row["paid"]) for row in await all_invoices(street)]


async def test_the_invoice_comes_as_a_file_with_what_to_do(street: Street, maria: Visitor) -> None:
    owed = street.sent[-1]
    assert owed.method == "sendDocument"
    assert maria.screen.says("dues-issued", due="14 февраля 2027", number="2027-0001", rest="5 000 ₽")
    assert maria.screen.labels == [words("dues-receipt"), words("dues-open"), words("ui-home")]


async def test_from_the_invoice_to_the_thanks_one_tap_of_the_treasurer(
    street: Street, maria: Visitor, vera: Visitor, oleg: Visitor
) -> None:
    await send_receipt(maria)
    assert maria.screen.says("dues-receipt-taken", number="2027-0001")
    files = [owed for owed in street.sent if owed.method == "sendPhoto"]
    assert {(owed.chat_id, owed.params["photo"], owed.params["protect_content"]) for owed in files} == {
        (vera.id, PHOTO[0]["file_id"], True),
        (oleg.id, PHOTO[0]["file_id"], True),
    }
    assert "Иванова Мария" in vera.screen.text
    assert vera.screen.says("treasury-receipts-wait", count=1)
    assert oleg.screen.says("treasury-receipts-wait", "en", count=1)
    await vera.press(like("treasury-confirm", amount="5 000 ₽"))
    assert await statuses(street) == [("paid", 500_000)]
    assert vera.screen.says("dues-stands", status="paid")
    assert oleg.screen.says("dues-stands", "en", status="paid")
    assert oleg.screen.says("treasury-by", "en", name="Вера")
    assert maria.screen.says("dues-thanks", amount="5 000 ₽")
    assert maria.screen.says("dues-thanks", settled="yes", until="14 января 2028")
    assert [row["status"] for row in await street.rows(receipts)] == ["confirmed"]
    assert not matching(like("treasury-confirm"), vera.screen.labels)


async def test_two_treasurers_and_double_taps_make_one_payment(
    street: Street, maria: Visitor, vera: Visitor, oleg: Visitor
) -> None:
    """Reliability row 32: one decision, one audit row."""
    await send_receipt(maria)
    confirm, other = vera.screen.data_of("treasury-confirm"), oleg.screen.data_of("treasury-confirm")
    shown, card = vera.screen, oleg.screen
    await street.receive(
        "callback_query",
        vera.query(confirm, shown),
        vera.query(confirm, shown),
        oleg.query(other, card),
        oleg.query(other, card),
    )
    await street.work()
    assert len(await all_payments(street)) == 1
    acts = [row["act"] for row in await street.rows(audit)]
    assert acts.count("payment-entered") == 1
    texts = [answer.text for answer in street.answers.given[-4:]]
    assert texts == [None, words("refused-dues-stale"), *[words("refused-dues-stale", "en")] * 2]
    assert sum(screen.says("dues-thanks") for screen in maria.screens) == 1
    await vera.tap(
        shown.data_of("treasury-refuse") if words("treasury-refuse") in shown.labels else confirm, shown
    )
    assert await statuses(street) == [("paid", 500_000)]


async def test_a_demoted_treasurers_old_buttons_do_nothing(
    street: Street, maria: Visitor, vera: Visitor
) -> None:
    """Reliability row 31."""
    await send_receipt(maria)
    taps = vera.screen.taps
    card = vera.screen
    await dismiss(street, vera.id, Role.TREASURER)
    for data in taps:
        await vera.tap(data, card)
    assert await statuses(street) == [("checking", 0)]
    assert await all_payments(street) == []
    assert await refusals(street) == len(taps)


async def test_what_was_begun_before_a_demotion_is_not_finished(
    street: Street, maria: Visitor, vera: Visitor
) -> None:
    await vera.write("/dues")
    await vera.press("treasury-list-all", "Иванова", "treasury-enter")
    await dismiss(street, vera.id, Role.TREASURER)
    await vera.write("5000")
    assert await all_payments(street) == []
    assert maria.id


async def test_another_sum_is_asked_for_until_it_is_one(
    street: Street, maria: Visitor, vera: Visitor
) -> None:
    await send_receipt(maria)
    await vera.press("treasury-other")
    asked = vera.screen.message_id
    for wrong in ("пять тысяч", "0", "-5", "1e3", "5000,555", "9" * 40):
        await vera.write(wrong)
        assert vera.screen.says("refused-dues-amount-wrong")
    await vera.write("2 000,50 ₽")
    (answered,) = [screen for screen in vera.screens if screen.message_id == asked]
    assert answered.buttons == []
    assert await statuses(street) == [("open", 200_050)]
    assert maria.screen.says("dues-thanks", rest="2 999,50 ₽", settled="no")
    assert "2 999,50" in vera.screen.text.replace("\xa0", " ")
    await vera.press("treasury-enter", like("treasury-whole", amount="2 999,50 ₽"))
    assert await statuses(street) == [("paid", 500_000)]
    assert [row["amount"] for row in await all_payments(street)] == [200_050, 299_950]


async def test_a_refused_receipt_is_told_with_its_reason(
    street: Street, maria: Visitor, vera: Visitor, oleg: Visitor
) -> None:
    await send_receipt(maria)
    await vera.press("treasury-refuse", "treasury-reason-missing")
    assert maria.screen.says("dues-receipt-refused", reason=words("treasury-reason-missing"))
    assert maria.screen.labels[0] == words("dues-receipt")
    assert await statuses(street) == [("open", 0)]
    assert words("treasury-enter", "en") in oleg.screen.labels
    await send_receipt(maria)
    await oleg.press("treasury-refuse")
    await oleg.write("Другой <b>банк</b>")
    assert "Другой &lt;b&gt;банк&lt;/b&gt;" in maria.screen.text
    assert [row["status"] for row in await street.rows(receipts)] == ["refused", "refused"]


async def test_a_file_out_of_the_blue_is_offered_as_a_receipt(
    street: Street, maria: Visitor, vera: Visitor
) -> None:
    await maria.send(document=PDF)
    assert maria.screen.says("dues-receipt-offer", number="2027-0001")
    assert await statuses(street) == [("open", 0)]
    await maria.send(photo=PHOTO)
    assert maria.screen.says("dues-receipt-offer", files=2)
    await maria.press("dues-attach")
    assert maria.screen.says("dues-receipt-taken", count=2)
    assert vera.screen.says("treasury-receipts-wait", count=2)
    assert await statuses(street) == [("checking", 0)]
    await vera.press("treasury-confirm")
    assert await statuses(street) == [("paid", 500_000)]


async def test_what_is_no_receipt_after_all_is_left_alone(street: Street, maria: Visitor) -> None:
    await maria.send(photo=PHOTO)
    late = maria.screen.data_of("dues-attach")
    await maria.press("dues-attach-not")
    assert await street.rows(receipts) == []
    await maria.tap(late)
    assert maria.answer == words("refused-dues-stale")
    assert await street.rows(receipts) == []


async def test_an_album_is_one_receipt_and_what_comes_later_is_asked_about(
    street: Street, maria: Visitor, vera: Visitor
) -> None:
    await maria.press("dues-receipt")
    await maria.send(photo=PHOTO, media_group_id="a")
    await maria.send(photo=[PHOTO[0] | {"file_id": "second"}], media_group_id="a")
    assert len(await street.rows(receipts)) == 2
    assert maria.screen.says("dues-receipt-taken", count=2)
    assert vera.screen.says("treasury-receipts-wait", count=2)
    await maria.send(photo=[PHOTO[0] | {"file_id": "third"}])
    assert maria.screen.says("dues-receipt-offer")
    assert len(await street.rows(receipts)) == 2


async def test_words_and_other_files_are_no_receipt(street: Street, maria: Visitor) -> None:
    await maria.press("dues-receipt")
    await maria.write("я уже заплатила")
    assert maria.screen.says("refused-dues-receipt-wrong")
    await maria.send(document=PDF | {"file_name": "чек.exe"})
    assert maria.screen.says("refused-dues-receipt-wrong")
    assert await street.rows(receipts) == []
    await maria.send(document=PDF)
    assert len(await street.rows(receipts)) == 1


async def test_where_there_is_no_treasurer_administrators_hear_of_it(maria: Visitor, olga: Visitor) -> None:
    await send_receipt(maria)
    assert olga.screen.says("treasury-nobody")
    assert maria.screen.says("dues-receipt-taken")


async def test_whoever_does_not_decide_sees_a_card_without_buttons_to_decide(
    street: Street, maria: Visitor, john: Visitor
) -> None:
    await john.subscribe()
    await appoint(street, john.id, Role.SECRETARY)
    await send_receipt(maria)
    await john.write("/dues")
    assert john.screen.says("treasury-screen", "en", billed=1, settled="0", share="0")
    await john.press(like("treasury-list", "en", which="checking"), "Иванова")
    assert john.screen.labels == [
        words("treasury-files", "en"),
        words("treasury-member", "en"),
        words("treasury-overview", "en"),
    ]
    await john.press("treasury-files")
    assert street.sent[-1].method == "sendPhoto"


async def test_the_overview_counts_the_paid_share(street: Street, vera: Visitor) -> None:
    for number in range(20, 28):
        visitor = street.visitor(number, "ru", first_name=f"Член {number}")
        await visitor.subscribe()
        await admit(street, visitor, f"Член {number}")
    await vera.write("/dues")
    await vera.press("treasury-list-all")
    for _ in range(7):
        await vera.press(next(label for label in vera.screen.labels if label.startswith("Член")))
        await vera.press("treasury-enter", "treasury-by-cash", like("treasury-whole", amount="5 000 ₽"))
        await vera.press("treasury-overview", "treasury-list-all")
    assert len([label for label in vera.screen.labels if label.startswith("Член")]) == 1
    await vera.press("treasury-overview")
    assert vera.screen.says(
        "treasury-screen", amount="40 000 ₽", billed=8, owed="5 000 ₽", paid="35 000 ₽", settled=7, share=87
    )
    assert {row["method"] for row in await all_payments(street)} == {"cash"}


async def test_who_owes_is_listed_by_page_and_found_by_name(street: Street, vera: Visitor) -> None:
    for number in range(20, 38):
        visitor = street.visitor(number, "ru", first_name="?")
        await visitor.subscribe()
        await admit(street, visitor, f"<b>Член</b> {number}")
    await vera.write("/dues")
    await vera.press("treasury-list-all")
    assert vera.screen.says("treasury-owing", count=18, owed="90 000 ₽", which="all")
    seen = set(vera.screen.labels)
    await vera.press("ui-further")
    assert not seen & {label for label in vera.screen.labels if label.startswith("<b>")}
    await vera.press("ui-further")
    assert len([label for label in vera.screen.labels if label.startswith("<b>")]) == 2
    await vera.press("treasury-overview", "treasury-find")
    await vera.write("никто")
    assert vera.screen.says("treasury-found", count=0)
    await vera.write("член</b> 31")
    await vera.press("Член")
    assert "&lt;b&gt;Член&lt;/b&gt; 31" in vera.screen.text


async def test_a_mistaken_payment_is_taken_back_once(
    street: Street, maria: Visitor, vera: Visitor, oleg: Visitor
) -> None:
    await send_receipt(maria)
    await vera.press("treasury-confirm", "treasury-payments", "5", "treasury-back-sure")
    assert await statuses(street) == [("open", 0)]
    assert maria.screen.says("dues-taken-back")
    assert words("treasury-enter", "en") in oleg.screen.labels
    await vera.tap("treasury:back-sure:1:0:")
    assert vera.screen.says("refused-dues-payment-missing")
    assert await statuses(street) == [("open", 0)]
    assert [row["taken_back_at"] is None for row in await all_payments(street)] == [False]


async def test_an_invoice_is_made_void_with_a_reason(street: Street, maria: Visitor, vera: Visitor) -> None:
    await vera.write("/dues")
    await vera.press("treasury-list-all", "Иванова", "treasury-void")
    await vera.write("Льгота совета")
    assert await statuses(street) == [("void", 0)]
    assert maria.screen.says("dues-voided", reason="Льгота совета")
    await maria.write("/dues")
    assert maria.screen.says("dues-paid-until")


async def test_nothing_waits_to_be_decided_on_a_void_invoice(
    street: Street, maria: Visitor, vera: Visitor
) -> None:
    await send_receipt(maria)
    assert vera.screen.says("treasury-receipts-wait", count=1)
    version = (await all_invoices(street))[0]["version"]
    await vera.tap(f"treasury:void:1:{version}:")
    await vera.write("Льгота совета")
    assert vera.screen.says("dues-stands", status="void")
    assert not vera.screen.says("treasury-receipts-wait")
    assert words("treasury-reissue") in vera.screen.labels


async def test_a_void_invoice_is_issued_anew_by_one_tap(
    street: Street, maria: Visitor, vera: Visitor
) -> None:
    await vera.write("/dues")
    await vera.press("treasury-list-all", "Иванова", "treasury-void")
    await vera.write("Не тот пакет")
    again = next(tap for tap in vera.screen.taps if ":reissue:" in tap)
    await vera.press("treasury-reissue")
    assert "2027-0002" in vera.screen.text
    assert words("treasury-enter") in vera.screen.labels
    assert await statuses(street) == [("void", 0), ("open", 0)]
    await make_files(street)
    assert maria.screen.says("dues-issued", number="2027-0002")
    await vera.tap(again)
    assert await statuses(street) == [("void", 0), ("open", 0)]
    assert words("treasury-reissue") not in vera.screen.labels


@pytest.mark.parametrize("came", [True, False])
async def test_money_for_a_membership_that_ends_is_spoken_of(
    street: Street, maria: Visitor, vera: Visitor, came: bool
) -> None:
    if came:
        await vera.write("/dues")
        await vera.press("treasury-list-all", "Иванова", "treasury-enter")
        await vera.write("1000")
    await send_receipt(maria)
    await expel(street, 1)
    assert [status for status, _ in await statuses(street)] == ["void"]
    assert vera.screen.says(
        "treasury-ended", **({"amount": "1 000 ₽"} if came else {}), paid="yes" if came else "no"
    )
    assert vera.screen.labels == [words("treasury-open")]


@pytest.mark.parametrize("what", [{"text": "вот чек"}, {"voice": VOICE}])
async def test_what_is_no_file_is_no_receipt(street: Street, maria: Visitor, what: dict[str, Any]) -> None:
    await maria.press("dues-receipt")
    await maria.send(**what)
    assert maria.screen.says("refused-dues-receipt-wrong")
    assert await statuses(street) == [("open", 0)]
    await maria.send(photo=PHOTO)
    assert await statuses(street) == [("checking", 0)]


async def test_a_member_sees_what_is_owed_and_what_was(street: Street, maria: Visitor, vera: Visitor) -> None:
    await maria.write("/dues")
    assert maria.screen.says("dues-owed", number="2027-0001")
    assert maria.screen.says("dues-standing", rest="5 000 ₽", status="open")
    assert maria.screen.labels[0] == words("dues-receipt")
    await maria.press("№ 2027-0001")
    assert maria.screen.says("dues-invoice", period="15 января 2027 – 14 января 2028")
    await maria.press("dues-file")
    await make_files(street)
    assert (street.sent[-1].method, street.sent[-1].chat_id) == ("sendDocument", maria.id)
    await maria.press("dues-show") if words("treasury-sheet") in maria.screen.labels else await maria.write(
        "/dues"
    )
    await send_receipt(maria)
    await vera.press("treasury-confirm")
    await maria.write("/dues")
    assert maria.screen.says("dues-paid-until", day="15 января 2028")
    await maria.press("dues-history")
    assert maria.screen.says(
        "dues-history-line", amount="5 000 ₽", number="2027-0001", paid="5 000 ₽", status="paid"
    )


async def test_who_is_no_member_is_shown_the_way_in(street: Street, anna: Visitor) -> None:
    await anna.subscribe()
    await anna.write("/dues")
    assert words("contact-join") in anna.screen.labels
    await anna.tap("dues:open:1")
    assert anna.screen.says("refused-dues-missing")
    assert await street.rows(invoices) == []


async def test_every_representative_hears_and_may_send_a_receipt(
    street: Street, anna: Visitor, john: Visitor, vera: Visitor
) -> None:
    for visitor in (anna, john):
        await visitor.subscribe()
    await admit_organisation(street, anna, john)
    assert "50 000" in anna.screen.text.replace("\xa0", " ")
    assert john.screen.says("dues-file-caption", "en", number="2027-0001")
    await john.press("dues-receipt")
    await john.send(document=PDF)
    await vera.press("treasury-confirm")
    assert anna.screen.says("dues-thanks")
    assert john.screen.says("dues-thanks", "en")
    await anna.write("/dues")
    assert "ООО «Ромашка»" in anna.screen.text


async def test_home_shows_how_dues_stand(maria: Visitor, vera: Visitor) -> None:
    await maria.write("/start")
    assert maria.screen.says("dues-home", number="2027-0001", rest="5 000 ₽", stands="open")
    await maria.press("dues-show")
    await send_receipt(maria)
    await maria.write("/start")
    assert maria.screen.says("dues-home", number="2027-0001", stands="checking")
    await vera.press("treasury-confirm")
    await maria.write("/start")
    assert maria.screen.says("dues-home", day="15 января 2028", stands="paid")


async def test_reminders_the_warning_the_lapse_and_the_way_back(
    street: Street, maria: Visitor, vera: Visitor, john: Visitor
) -> None:
    await john.subscribe()
    await appoint(street, john.id, Role.SECRETARY)
    told: list[Screen] = []
    for _ in range(90):
        seen = maria.screen
        await let_due(street)
        if maria.screen is not seen:
            told.append(maria.screen)
        street.clock.advance(DAY)
    assert told[0].says("dues-reminder", when="before")
    assert sum(screen.says("dues-reminder", when="today") for screen in told) == 1
    assert sum(screen.says("dues-reminder", lapses="31 марта 2027", when="after") for screen in told) == 2
    assert told[-1].says("member-changed", action="lapse")
    assert any(screen.says("treasury-lapse-ahead", "en") for screen in john.screens)
    await maria.write("/start")
    assert maria.screen.says("dues-home", number="2027-0001", stands="lapsed")
    assert await statuses(street) == [("open", 0)]
    await maria.press("dues-show")
    await send_receipt(maria)
    await vera.press("treasury-confirm")
    assert maria.screen.says("dues-thanks", settled="back")
    assert john.told("member-changed-staff", "en", action="restore")
    assert [row["status"] for row in await street.rows(members)] == ["active"]


@pytest.mark.parametrize("organisation", [False, True])
async def test_an_erasure_takes_back_what_waits_for_treasurers(
    street: Street, vera: Visitor, *, organisation: bool
) -> None:
    """Reliability row 41: the file, and the card on which it would be decided."""
    maria = street.visitor(10, "ru", first_name="Мария")
    await maria.subscribe()
    await (admit_organisation(street, maria) if organisation else admit(street, maria))
    await maria.press("dues-receipt")
    street.cut_off = True
    seen = len(vera.screens)
    await maria.send(photo=[PHOTO[0] | {"file_id": "canary-file"}])
    assert "canary-file" in await street.everything()
    await maria.tap("contact:erase-sure:")
    assert "canary-file" not in await street.everything()
    street.cut_off = False
    await street.deliver()
    assert not [owed for owed in street.sent if "canary-file" in str(owed.params)]
    assert not any("Иванова" in screen.text for screen in vera.screens[seen:])


async def test_long_lists_stay_within_a_screen(street: Street, vera: Visitor) -> None:
    maria = street.visitor(10, "ru", first_name="Мария")
    await maria.subscribe()
    for number in range(12):
        await admit_organisation(street, maria, name=f"{number} " + "Ж & <b>" * 60, inn=str(number))
    await maria.write("/dues")
    assert len(shown(maria.screen.text)) <= 4096
    for _ in range(30):
        version = (await all_invoices(street))[0]["version"]
        await vera.tap(f"treasury:enter:1:{version}:")
        await vera.write("1")
    assert vera.screen.count("dues-payment", method="transfer") == 10
    await vera.press("treasury-payments")
    assert len(vera.screen.labels) == 11
    await vera.tap("treasury:list:0:0:all")
    assert len(shown(vera.screen.text)) <= 4096
    assert all(len(label) <= 64 for label in vera.screen.labels)


def day_number(day: str) -> int:
    """A day in ISO form as a spreadsheet counts days."""
    return (date.fromisoformat(day) - date(1899, 12, 30)).days


async def test_the_spreadsheet_of_who_owes(street: Street, maria: Visitor, vera: Visitor) -> None:
    from tests.handlers.spreadsheet import cells

    await vera.write("/dues")
    await vera.press("treasury-export")
    async with street.database.transaction() as transaction:
        from bot.documents.making import makers
        from storage.jobs import JobsTable

        jobs = JobsTable(transaction, street.clock)
        job = await jobs.begin()
        assert job is not None
        assert set(job.data) == {"at", "titles", "labels"}, "the maker reads the invoices"
        made = await makers()[job.kind].make(transaction, job.data)
        await jobs.finish(job.id, made)
    await street.deliver()
    formulas, rows = cells(made.data)
    assert formulas == 0
    assert rows[0][:3] == [words(f"treasury-heading-{name}") for name in ("member", "package", "number")]
    assert rows[1][0] == "Иванова Мария"
    (invoice,) = await all_invoices(street)
    starts_on, ends_on = (day_number(invoice[name]) for name in ("starts_on", "ends_on"))
    assert rows[1][3:5] == [str(starts_on), str(ends_on - 1)], "its first day and its last"
    assert rows[1][-4:] == ["5000.00", "0.00", "5000.00", words("treasury-status", status="open")]
    assert street.sent[-1].method == "sendDocument"
    assert maria.id


async def test_another_package_replaces_the_coming_years_invoice(
    street: Street, vera: Visitor, john: Visitor
) -> None:
    street.config, street.association = with_students(street)
    street.rewire()
    await john.subscribe()
    await admit(street, john, "John")
    street.clock.advance(340 * DAY)
    await vera.tap("treasury:open:1:0:")
    await vera.press("treasury-enter", like("treasury-whole", amount="5 000 ₽"))
    await let_due(street)
    assert john.screen.says("dues-file-caption", "en", number="2027-0002")
    await vera.tap("treasury:member:1:0:")
    await vera.press("treasury-packages", like("treasury-package", fee="1 000 ₽", title="Студент"))
    assert vera.screen.says("treasury-package-ask", name="John", package="Студент")
    await vera.press("treasury-package-sure")
    assert vera.screen.says("treasury-package-changed", day="15 января 2028", package="Студент")
    assert john.screen.says(
        "dues-package-changed", "en", day="15 January 2028", package="Студент", replaced="2027-0002"
    )
    await make_files(street)
    assert john.screen.says("dues-issued", "en", number="2027-0003")
    assert [status for status, _ in await statuses(street)] == ["paid", "void", "open"]
    await vera.tap("treasury:package-sure:1:0:student")
    assert len(await all_invoices(street)) == 3


def with_students(street: Street) -> tuple[Config, Association]:
    """A second package for people."""
    packages = [package.model_dump() for package in street.config.association.packages]
    student = {"id": "student", "kind": "person", "title": {"ru": "Студент"}, "fee": 1000, "gives": []}
    config = load(needs_token=False, admins=[], association={"packages": [*packages, student]})
    return config, config.association.facts()


async def test_a_member_gets_another_package(maria: Visitor, vera: Visitor) -> None:
    """There is one of a kind as delivered: nothing to choose, and a forged choice is refused."""
    await vera.write("/dues")
    await vera.press("treasury-list-all", "Иванова", "treasury-member")
    assert words("treasury-packages") not in vera.screen.labels
    await vera.tap("treasury:package-sure:1:0:organisation")
    assert vera.screen.says("refused-dues-package-unfit")
    assert maria.id
