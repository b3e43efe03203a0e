command-dues = Dues: invoices and payment
dues-own = <b>Dues</b>
dues-none = <b>Dues</b> are paid by members of the association. You are not one yet: you can join here.
dues-account =
    { $payer ->
        [none] { $package ->
            [none] No package.
           *[other] { $package }.
        }
       *[other] <b>{ $payer }</b>{ $package ->
            [none] .
           *[other] : { $package }.
        }
    }{ $status ->
        [lapsed] { " " }The membership is suspended: pay the invoice and it comes back at once.
        [left] { " " }The membership has ended.
        [expelled] { " " }The membership has ended.
       *[active] { "" }
    }
dues-owed = Invoice No. { $number }:
dues-standing =
    { $status ->
        [checking] the receipt is being checked, { $rest } to pay.
        [paid] paid.
        [void] void, nothing to pay.
        [late] <b>{ $rest }</b>, was due by { $due }.
       *[open] <b>{ $rest }</b>, due by { $due }.
    }
dues-stands =
    { $status ->
        [checking] The receipt is being checked, <b>{ $rest }</b> to pay.
        [paid] Paid.
        [void] Void, nothing to pay.
        [late] <b>{ $rest }</b> to pay, was due by { $due }.
       *[open] <b>{ $rest }</b> to pay by { $due }.
    }
dues-paid-until = All is paid. The next period begins on { $day }; the invoice will come in time.
dues-period = { $start } – { $end }
dues-nobody = Data erased
dues-invoice =
    <b>Invoice No. { $number }</b>{ $payer ->
        [none] { "" }
       *[other] , { $payer }
    }
    { $kind ->
        [entry] Entry fee and yearly fee
       *[yearly] Yearly fee
    }: { $package }
    Period: { $period }
    Sum: { $amount }
dues-payment = { $day } – { $amount }, { $method ->
        [telegram] by card
        [cash] in cash
       *[transfer] by transfer
    }
dues-show = Dues
dues-open = Invoice
dues-file = Invoice as a file
dues-receipt = Send a receipt
dues-pay = Pay by card
dues-history = History
dues-row = No. { $number } · { $amount } · { $status ->
        [checking] being checked
        [paid] paid
        [void] void
       *[open] to pay
    }
dues-history-title =
    <b>Dues so far</b>{ $count ->
        [0] . No invoices yet.
       *[other] { "" }
    }
dues-history-line = { $day } No. { $number }: { $amount }, { $status ->
        [checking] the receipt is being checked
        [paid] { $paid } paid
        [void] void
       *[open] { $paid } paid
    }
dues-file-coming = The file is being made, it will come here.
dues-file-caption = Invoice No. { $number }
dues-file-failed = The invoice’s file could not be made. The sum, the date and the payment are under dues; ask for the file again there.
dues-issued =
    <b>Invoice No. { $number }</b>: { $kind ->
        [entry] entry fee and yearly fee
       *[yearly] yearly fee
    }, { $package }
    Period: { $period }
    To pay: <b>{ $rest }</b> by { $due }.{ $paid ->
        [none] { "" }
       *[other] { " " }Already counted: { $paid }.
    }
    { $online ->
        [yes] Pay by card here, or through your bank (the details are in the file) and send the receipt.
       *[no] Pay through your bank (the details are in the file) and send the receipt.
    }
dues-reminder =
    { $when ->
        [before] A reminder: your fee by invoice No. { $number }, <b>{ $rest }</b>, is due by { $due }.
        [today] Today is the last day: your fee by invoice No. { $number }, <b>{ $rest }</b>.
       *[after] Your fee by invoice No. { $number }, <b>{ $rest }</b>, has not arrived: it was due by { $due }. Unpaid, the membership is suspended on { $lapses }.
    }
    Paid already? Send the receipt.
dues-receipt-ask = Send the receipt for invoice No. { $number }: a photo, a screenshot or a PDF.
dues-receipt-wrong = A file of the receipt is needed: a photo, a screenshot or a PDF. For example, attach the PDF from your bank’s app. Changed your mind? /cancel
dues-receipt-none = No invoice is open: there is nothing to attach a receipt to.
dues-receipt-offer =
    Is this the receipt for invoice No. { $number } ({ $amount })?{ $files ->
        [one] { "" }
       *[other] { " " }Files: { $files }.
    }
dues-attach = Yes, it is
dues-attach-not = No
dues-receipt-left = All right, not attached. You can send a receipt at any time.
dues-receipt-taken =
    Thank you! The treasurer has the receipt for invoice No. { $number }{ $count ->
        [0] { "" }
        [one] { "" }
       *[other] , files: { $count }
    }. The answer will come here; no reminders until then.
dues-receipt-refused =
    The receipt for invoice No. { $number } was not confirmed: { $reason }
    { $rest } to pay by { $due }. Send another receipt or write to the treasurer: { $email }
dues-receipts-many = Files being checked already: { $most }. Please wait for the treasurer’s answer.
dues-thanks =
    { $settled ->
        [back] Thank you! { $amount } came for invoice No. { $number }. The membership is restored and paid until { $until }.
        [yes] Thank you! { $amount } came, invoice No. { $number } is paid. Your membership is paid until { $until }.
       *[no] Thank you! { $amount } came for invoice No. { $number }. { $rest } is left, due by { $due }.
    }
dues-surplus = { $amount } more came than was needed: the treasurer sees it.
dues-taken-back = The payment of { $amount } for invoice No. { $number } was entered by mistake and taken back. { $rest } to pay by { $due }.
dues-voided =
    Invoice No. { $number } is void, nothing has to be paid by it.{ $reason ->
        [none] { "" }
       *[other] { " " }Reason: { $reason }
    }
dues-package-changed =
    From { $day } you have another package: <b>{ $package }</b>, { $fee } a year.{ $replaced ->
        [none] { "" }
       *[other] { " " }Invoice No. { $replaced } holds no longer.
    }
dues-pay-title = Invoice No. { $number }
dues-pay-about = Membership fee, { $period }
dues-pay-label = Fee
dues-pay-failed = Paying by card does not work right now. Pay through your bank by the details in the invoice’s file and send the receipt.
dues-checkout =
    { $verdict ->
        [settled] This invoice is paid already, or void.
        [other-sum] The sum has changed: open /dues and press “Pay by card” again.
       *[missing] This invoice is not yours to pay: open /dues.
    }
dues-checkout-late = The answer came too late. No money was taken, please try again.
dues-charge-lost = The money has arrived, but no invoice was found for it. Write to us: { $email }, payment number: <code>{ $charge }</code>
dues-stale = Not so any more: this is how it stands.
dues-missing = There is no such invoice. Yours are under dues.
dues-home =
    { $stands ->
        [lapsed] The membership is suspended: pay invoice No. { $number }, <b>{ $rest }</b>, and it comes back at once.
        [checking] The treasurer has your receipt for invoice No. { $number }.
        [late] Your fee by invoice No. { $number }, <b>{ $rest }</b>: was due by { $day }.
        [open] Your fee by invoice No. { $number }: <b>{ $rest }</b>, due by { $day }.
       *[paid] Your fee is paid; the next period begins on { $day }.
    }
treasury-screen =
    <b>Dues</b>
    { $billed ->
        [0] No invoices for the present period yet.
       *[other] Paid: { $settled } of { $billed }, { $share } %. { $paid } of { $amount } has come.
    }
    Still to come on all open invoices: { $owed }.
    { $checking ->
        [0] No receipts to check.
       *[other] Invoices with a receipt to check: { $checking }.
    }{ $overdue ->
        [0] { "" }
       *[other] { " " }Overdue: { $overdue }.
    }{ $lapsed ->
        [0] { "" }
       *[other] { " " }Suspended: { $lapsed }.
    }
    Members: { $members }.
treasury-list = { $which ->
        [checking] Check receipts: { $count }
        [overdue] Overdue: { $count }
       *[lapsed] Suspended: { $count }
    }
treasury-list-all = Who owes
treasury-find = Find
treasury-export = Excel
treasury-mine = My own dues
treasury-overview = ← To dues
treasury-owing =
    <b>{ $which ->
        [checking] Receipts to check
        [overdue] Overdue invoices
        [lapsed] Invoices of the suspended
       *[all] Unpaid invoices
    }</b>: { $count }{ $count ->
        [0] { "" }
       *[other] , { $owed } in all
    }
treasury-row = { $name } · { $amount } · { $status ->
        [checking] receipt
        [late] overdue
        [paid] paid
        [void] void
       *[open] awaited
    }
treasury-card =
    <b>{ $name }</b>, invoice No. { $number }
    { $kind ->
        [entry] Entry fee and yearly fee
       *[yearly] Yearly fee
    }: { $package }
    Period: { $period }
    Sum: { $amount }
treasury-by = Decided: { $name }, { $day }
treasury-surplus = Too much was paid: <b>{ $amount }</b>.
treasury-receipts-wait =
    { $count ->
        [one] A receipt waits for your decision.
       *[other] Files that wait for your decision: { $count }.
    }
treasury-confirm = ✓ Confirm { $amount }
treasury-other = Another sum
treasury-refuse = Refuse
treasury-enter = Enter a payment
treasury-void = Make void
treasury-anew = Issue anew
treasury-payments = A mistaken payment
treasury-files = Receipts
treasury-files-coming =
    { $count ->
        [0] No files.
       *[other] Sending files: { $count }.
    }
treasury-member = The member’s dues
treasury-ended =
    { $name }: the membership has ended, invoice No. { $number } is void. { $paid ->
        [yes] <b>{ $amount }</b> had come for it: decide what to give back.
       *[no] A receipt for it was waiting: if the money has come, decide what to give back.
    }
treasury-open = Open the invoice
treasury-file = { $name }, invoice No. { $number }
treasury-other-ask = <b>{ $name }</b>, invoice No. { $number }: how much came by the receipt? { $rest } is to be paid. Write the sum, for example: 5000 or 5 000.50
treasury-enter-ask = <b>{ $name }</b>, invoice No. { $number }: how much came { $method ->
        [cash] in cash
       *[transfer] by transfer
    }? { $rest } is to be paid. Write the sum, for example: 5000 or 5 000.50
treasury-amount-wrong = That is no sum. Write roubles in figures, for example: 5000 or 5 000.50
treasury-whole = All: { $amount }
treasury-by-cash = In cash
treasury-by-transfer = By transfer
treasury-refuse-ask = <b>{ $name }</b>, invoice No. { $number } for { $rest }: why is the receipt not accepted? Choose or write; the payer will see it.
treasury-reason-missing = The money has not arrived.
treasury-reason-unreadable = The receipt can’t be read.
treasury-reason-foreign = This is no receipt for this invoice.
treasury-void-ask = <b>{ $name }</b>: invoice No. { $number } for { $rest } will be void, and no other for its period comes by itself. Write the reason; the payer will see it.
treasury-payments-ask = <b>{ $name }</b>, invoice No. { $number }: which payment was entered by mistake?
treasury-payment-row = { $amount } · { $day } · { $method ->
        [telegram] by card
        [cash] in cash
       *[transfer] by transfer
    }
treasury-back-ask = Take back the payment of { $amount } of { $day } ({ $name }, invoice No. { $number })? The payer will hear of it.
treasury-back-sure = Yes, take it back
treasury-payment-missing = This payment is gone: it has been taken back.
treasury-account =
    <b>{ $name }</b>, { $status ->
        [active] member
        [lapsed] membership suspended
        [left] left
       *[expelled] expelled
    }{ $package ->
        [none] { "" }
       *[other] , { $package }
    }{ $next ->
        [none] .
       *[other] . The next period is from { $next }.
    }
treasury-no-invoices = No invoices yet.
treasury-packages = Change the package
treasury-packages-ask =
    { $count ->
        [0] <b>{ $name }</b>: there are no other packages.
       *[other] <b>{ $name }</b>: which package from the next period on?
    }
treasury-package = { $title } · { $fee }
treasury-package-ask = <b>{ $name }</b>: <b>{ $package }</b>, { $fee } a year, from the next period on? An open invoice for a coming period is replaced.
treasury-package-sure = Yes, change it
treasury-package-changed = <b>{ $name }</b>: package <b>{ $package }</b> from { $day }.
treasury-package-unfit = There is no such package for this member.
treasury-receipt-first = Decide on the receipt first.
treasury-find-ask = Whom, or which invoice? Write a part of the name or the number, for example: Ivanova or 2026-0017
treasury-found =
    { $count ->
        [0] Nothing was found. Try other words, for example just the surname.
       *[other] Found: { $count }. You can write more.
    }
treasury-nobody = A receipt came: <b>{ $name }</b>, invoice No. { $number }. Nobody can confirm it: appoint a treasurer (/roles).
treasury-lapse-ahead = <b>{ $name }</b>: invoice No. { $number } for { $rest } is not paid. The membership is suspended on { $day }.
treasury-charged =
    Paid by card: <b>{ $name }</b>, { $amount }, invoice No. { $number }.{ $surplus ->
        [none] { "" }
       *[other] { " " }Too much: { $surplus }.
    }
treasury-export-coming = The file is being made, it will come here.
treasury-export-caption = Who owes: all unpaid invoices.
treasury-export-failed = The file could not be made. Try again: /dues
treasury-sheet = Dues
treasury-file-name = dues.xlsx
treasury-heading-member = Member
treasury-heading-package = Package
treasury-heading-number = Invoice
treasury-heading-from = Period from
treasury-heading-until = to
treasury-heading-due = Due by
treasury-heading-amount = Sum, ₽
treasury-heading-paid = Paid, ₽
treasury-heading-owed = Owed, ₽
treasury-heading-status = Invoice stands
treasury-status = { $status ->
        [checking] receipt being checked
        [overdue] overdue
        [lapsed] membership suspended
       *[open] to pay
    }
