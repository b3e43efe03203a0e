command-dues = Dues: invoices and payment
dues-own = <b>Dues</b>
dues-none = <b>Dues</b> are paid by members of the association. You are not a member yet: you can join here.
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
        [lapsed] { " " }Your membership is suspended: pay the invoice to restore it at once.
        [left] { " " }The membership has ended.
        [expelled] { " " }The membership has ended.
       *[active] { "" }
    }
dues-owed = Invoice No. { $number }:
dues-standing =
    { $status ->
        [checking] your receipt is being checked, { $rest } to pay.
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
dues-paid-until = Everything is paid. The next period begins on { $day }; we’ll send the invoice in good time.
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
    Amount: { $amount }
dues-payment = { $day } – { $amount }, { $method ->
        [telegram] by card
        [cash] in cash
       *[transfer] by transfer
    }
dues-show = Dues
dues-open = Invoice
dues-file = Download invoice
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
    <b>Dues history</b>{ $count ->
        [0] . No invoices yet.
       *[other] { "" }
    }
dues-history-line = { $day } No. { $number }: { $amount }, { $status ->
        [checking] the receipt is being checked
        [paid] { $paid } paid
        [void] void
       *[open] { $paid } paid
    }
dues-file-coming = We’re preparing the file and will send it here.
dues-file-caption = Invoice No. { $number }
dues-file-failed = We couldn’t create the invoice file. You’ll find the amount, the due date and ways to pay under “Dues”; you can request the file again there.
dues-issued =
    <b>Invoice No. { $number }</b>: { $kind ->
        [entry] entry fee and yearly fee
       *[yearly] yearly fee
    }, { $package }
    Period: { $period }
    To pay: <b>{ $rest }</b> by { $due }.{ $paid ->
        [none] { "" }
       *[other] { " " }Already paid: { $paid }.
    }
    { $online ->
        [yes] Pay by card here, or by bank transfer (details in the file) and send the receipt.
       *[no] Pay by bank transfer (details in the file) and send the receipt.
    }
dues-reminder =
    { $when ->
        [before] Reminder: your fee on invoice No. { $number }, <b>{ $rest }</b>, is due by { $due }.
        [today] Today is the last day to pay your fee on invoice No. { $number }, <b>{ $rest }</b>.
       *[after] We haven’t received your fee on invoice No. { $number }, <b>{ $rest }</b>: it was due by { $due }. If it stays unpaid, your membership will be suspended on { $lapses }.
    }
    Already paid? Send the receipt.
dues-receipt-ask = Send the receipt for invoice No. { $number }: a photo, a screenshot or a PDF.
refused-dues-receipt-wrong = Please send the receipt as a photo, a screenshot or a PDF. For example, attach the PDF from your bank’s app. Changed your mind? /cancel
refused-dues-receipt-none = You have no open invoices to attach a receipt to.
dues-receipt-offer =
    Is this the receipt for invoice No. { $number } ({ $amount })?{ $files ->
        [one] { "" }
       *[other] { " " }Files: { $files }.
    }
dues-attach = Yes
dues-attach-not = No
dues-receipt-left = OK, not attached. You can send a receipt at any time.
dues-receipt-taken =
    Thank you! The treasurer has the receipt for invoice No. { $number }{ $count ->
        [0] { "" }
        [one] { "" }
       *[other] , files: { $count }
    }. You’ll get the answer here, and no reminders until then.
dues-receipt-refused =
    The receipt for invoice No. { $number } was not confirmed: { $reason }
    Please pay { $rest } by { $due }. Send another receipt or write to the treasurer: { $email }
refused-dues-receipts-many = Files already being checked: { $most }. Please wait for the treasurer’s answer.
dues-thanks =
    { $settled ->
        [back] Thank you! We received { $amount } for invoice No. { $number }. Your membership is restored and paid until { $until }.
        [yes] Thank you! We received { $amount }, and invoice No. { $number } is paid. Your membership is paid until { $until }.
       *[no] Thank you! We received { $amount } for invoice No. { $number }. The remaining { $rest } is due by { $due }.
    }
dues-surplus = You paid { $amount } too much; the treasurer has been notified.
dues-taken-back = The payment of { $amount } for invoice No. { $number } was entered by mistake and has been reversed. Please pay { $rest } by { $due }.
dues-voided =
    Invoice No. { $number } is void; you don’t have to pay it.{ $reason ->
        [none] { "" }
       *[other] { " " }Reason: { $reason }
    }
dues-package-changed =
    From { $day } you’ll have a new package: <b>{ $package }</b>, { $fee } a year.{ $replaced ->
        [none] { "" }
       *[other] { " " }Invoice No. { $replaced } is no longer valid.
    }
dues-pay-title = Invoice No. { $number }
dues-pay-about = Membership fee, { $period }
dues-pay-label = Fee
dues-pay-failed = Card payment is not available right now. Pay by bank transfer with the details in the invoice file and send the receipt.
dues-checkout =
    { $verdict ->
        [settled] This invoice has already been paid or is void.
        [other-sum] The amount has changed: open /dues and tap “Pay by card” again.
       *[missing] This invoice is not yours to pay: open /dues.
    }
dues-checkout-late = Our answer came too late. You have not been charged; please try again.
refused-dues-charge-lost = We received your money but found no invoice for it. Write to us at { $email } with the payment number: <code>{ $charge }</code>
refused-dues-stale = This has changed. Here is the current status.
refused-dues-missing = There is no such invoice. You’ll find yours under “Dues”.
dues-home =
    { $stands ->
        [lapsed] Your membership is suspended: pay invoice No. { $number }, <b>{ $rest }</b>, to restore it at once.
        [checking] The treasurer has your receipt for invoice No. { $number }.
        [late] Your fee on invoice No. { $number }, <b>{ $rest }</b>, was due by { $day }.
        [open] Your fee on invoice No. { $number }, <b>{ $rest }</b>, is due by { $day }.
       *[paid] Your fee is paid; the next period begins on { $day }.
    }
treasury-screen =
    <b>Dues</b>
    { $billed ->
        [0] No invoices for the current period yet.
       *[other] Paid: { $settled } of { $billed }, { $share } %. Received: { $paid } of { $amount }.
    }
    Outstanding on all open invoices: { $owed }.
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
treasury-list-all = Unpaid invoices
treasury-find = Find
treasury-export = Excel
treasury-mine = My own dues
treasury-overview = ← To dues
treasury-owing =
    <b>{ $which ->
        [checking] Receipts to check
        [overdue] Overdue invoices
        [lapsed] Invoices of suspended members
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
       *[open] unpaid
    }
treasury-card =
    <b>{ $name }</b>, invoice No. { $number }
    { $kind ->
        [entry] Entry fee and yearly fee
       *[yearly] Yearly fee
    }: { $package }
    Period: { $period }
    Amount: { $amount }
treasury-by = Decided by { $name }, { $day }
treasury-surplus = Overpaid: <b>{ $amount }</b>.
treasury-receipts-wait =
    { $count ->
        [one] A receipt is waiting for your decision.
       *[other] Files waiting for your decision: { $count }.
    }
treasury-confirm = ✓ Confirm { $amount }
treasury-other = Different amount
treasury-refuse = Reject
treasury-enter = Enter a payment
treasury-void = Void
treasury-reissue = Reissue
treasury-payments = Reverse a payment
treasury-files = Receipts
treasury-files-coming =
    { $count ->
        [0] No files.
       *[other] Sending files: { $count }.
    }
treasury-member = Member’s dues
treasury-ended =
    { $name }: the membership has ended, invoice No. { $number } is void. { $paid ->
        [yes] <b>{ $amount }</b> had been paid on it: decide what to refund.
       *[no] A receipt for it was pending: if the money has arrived, decide what to refund.
    }
treasury-open = Open the invoice
treasury-file = { $name }, invoice No. { $number }
treasury-other-ask = <b>{ $name }</b>, invoice No. { $number }: how much does the receipt show? { $rest } is owed. Enter the amount, for example: 5000 or 5 000.50
treasury-enter-ask = <b>{ $name }</b>, invoice No. { $number }: how much was paid { $method ->
        [cash] in cash
       *[transfer] by transfer
    }? { $rest } is owed. Enter the amount, for example: 5000 or 5 000.50
refused-dues-amount-wrong = That is not an amount. Enter roubles in figures, for example: 5000 or 5 000.50
treasury-whole = Full amount: { $amount }
treasury-by-cash = In cash
treasury-by-transfer = By transfer
treasury-refuse-ask = <b>{ $name }</b>, invoice No. { $number } for { $rest }: why is the receipt rejected? Choose or write a reason; the payer will see it.
treasury-reason-missing = The money has not arrived.
treasury-reason-unreadable = The receipt is unreadable.
treasury-reason-foreign = This receipt is not for this invoice.
treasury-void-ask = <b>{ $name }</b>: invoice No. { $number } for { $rest } will be void, and no other is issued for its period automatically. Write the reason; the payer will see it.
treasury-payments-ask = <b>{ $name }</b>, invoice No. { $number }: which payment was entered by mistake?
treasury-payment-row = { $amount } · { $day } · { $method ->
        [telegram] by card
        [cash] in cash
       *[transfer] by transfer
    }
treasury-back-ask = Reverse the payment of { $amount } of { $day } ({ $name }, invoice No. { $number })? The payer will be notified.
treasury-back-sure = Yes, reverse it
refused-dues-payment-missing = This payment has already been reversed.
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
       *[other] . The next period begins on { $next }.
    }
treasury-no-invoices = No invoices yet.
treasury-packages = Change the package
treasury-packages-ask =
    { $count ->
        [0] <b>{ $name }</b>: there are no other packages.
       *[other] <b>{ $name }</b>: which package should apply from the next period?
    }
treasury-package = { $title } · { $fee }
treasury-package-ask = <b>{ $name }</b>: <b>{ $package }</b>, { $fee } a year, from the next period? An open invoice for a future period will be replaced.
treasury-package-sure = Yes, change it
treasury-package-changed = <b>{ $name }</b>: package <b>{ $package }</b> from { $day }.
refused-dues-package-unfit = There is no such package for this member.
refused-dues-receipt-waits = Decide on the receipt first.
treasury-find-ask = Which member or invoice? Enter part of the name or number, for example: Ivanova or 2026-0017
treasury-found =
    { $count ->
        [0] Nothing found. Try something else, for example just the surname.
       *[other] Found: { $count }. You can search again.
    }
treasury-nobody = New receipt: <b>{ $name }</b>, invoice No. { $number }. Nobody can confirm it: appoint a treasurer (/roles).
treasury-lapse-ahead = <b>{ $name }</b>: invoice No. { $number } for { $rest } is unpaid. The membership will be suspended on { $day }.
treasury-charged =
    Paid by card: <b>{ $name }</b>, { $amount }, invoice No. { $number }.{ $surplus ->
        [none] { "" }
       *[other] { " " }Overpaid: { $surplus }.
    }
treasury-export-coming = We’re preparing the file and will send it here.
treasury-export-caption = All unpaid invoices.
treasury-export-failed = We couldn’t create the file. Try again: /dues
treasury-sheet = Dues
treasury-file-name = dues.xlsx
treasury-heading-member = Member
treasury-heading-package = Package
treasury-heading-number = Invoice
treasury-heading-from = Period from
treasury-heading-until = to
treasury-heading-due = Due by
treasury-heading-amount = Amount, ₽
treasury-heading-paid = Paid, ₽
treasury-heading-owed = Owed, ₽
treasury-heading-status = Status
treasury-status = { $status ->
        [checking] receipt being checked
        [overdue] overdue
        [lapsed] membership suspended
       *[open] to pay
    }
