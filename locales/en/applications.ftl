application-packages = <b>Membership packages</b>, annual fee
application-package =
    <b>{ $title }</b> – { $fee ->
        [free] free
       *[other] { $fee }
    }
    <blockquote expandable>{ $gives }</blockquote>
application-choose-person = Join as a person – { $fee }
application-choose-organisation = Join as an organisation – { $fee }
application-stands =
    <b>Application No. { $number }</b>
    { $status ->
        [filling] The questionnaire has arrived. There are a few more questions for the application.
        [signing] { $pages ->
            [0] { $confirm ->
                [yes] Confirm the application with the button, or sign the document and send a scan here: a PDF or photos of the pages.
               *[no] Sign the document and send a scan here: a PDF or photos of the pages. An album is fine.
            }
            [one] { $pages } page has arrived. Send the rest, or tap “Done”.
           *[other] { $pages } pages have arrived. Send the rest, or tap “Done”.
        }
        [submitted] The secretary has the application. You’ll get the answer here once it has been reviewed.
        [returned] { $pages ->
            [0] Please correct this: { $reason }
                { $confirm ->
                    [yes] Correct the answers, confirm with the button or send the signed document again.
                   *[no] Correct the answers or send the signed document again.
                }
           *[other] Please correct this: { $reason }
                Pages received: { $pages }. When you have sent them all, tap “Done”.
        }
        [complete] { $at ->
            [none] The documents are in order. Your admission goes on the agenda of the supervisory board’s next meeting; we’ll let you know the date.
           *[other] The documents are in order. Your admission is on the supervisory board’s agenda for { $at }.
        }
        [postponed] { $at ->
            [none] The supervisory board has postponed the decision: { $reason }
                We’ll let you know the date of the next meeting.
           *[other] The supervisory board has postponed the decision: { $reason }
                It will come back to it on { $at }.
        }
        [admitted] You have been admitted to the Association. Welcome! Your working group is under “My membership” and in /groups.
        [refused] The supervisory board refused the admission: { $reason }
            You can apply again.
        [declined] The application was declined: { $reason }
            You can apply again.
       *[withdrawn] The application has been withdrawn. You can apply again.
    }
application-asked-you =
    <b>A question about your application:</b> { $question }
    Just answer here, in one message or with a file.
application-go-on = Continue
application-submit = Done
application-empty = Start over
application-confirm = Confirm in the chat
application-correct = Change answers
application-again = Send the document again
application-answer = Answer the secretary
application-write = Write to the secretary
application-withdraw = Withdraw
application-withdraw-ask = Withdraw the application? It will no longer be considered. You can apply again at any time.
application-withdraw-sure = Yes, withdraw
application-withdrawn = The application has been withdrawn. You can apply again at any time.
application-show = My application
application-gone = There is no application in progress. You can apply at any time.
application-already-member = <b>{ $name }</b> is already a member of the Association.
application-arrived =
    { $left ->
        [0] <b>The questionnaire has arrived.</b> Please check the details for the application and send them.
        [one] <b>The questionnaire has arrived.</b> There is { $left } more question for the application.
       *[other] <b>The questionnaire has arrived.</b> There are { $left } more questions for the application.
    }
application-preparing = We have your answers. Application No. { $number } is being prepared: the document will arrive here in a few seconds.
application-document =
    { $kind ->
        [organisation] <b>The application and the membership agreement.</b>
       *[person] <b>Your application.</b>
    } { $confirm ->
        [yes] Confirm it with the button, or print it, sign it and send a scan here: a PDF or photos of the pages.
       *[no] Print it, sign it and send a scan here: a PDF or photos of the pages. An album is fine.
    }

    Annual fee: { $fee }. { $payment }
application-not-made = Sorry, we couldn’t make the document. Please try again: your answers are saved.
application-pages =
    { $pages ->
        [one] <b>{ $pages }</b> page has arrived.
       *[other] <b>{ $pages }</b> pages have arrived.
    } If that’s all, tap “Done”.
application-emptied = The pages have been removed. Send the signed document again.
application-write-ask =
    { $question ->
        [none] Write to the secretary in one message.
       *[other] A question about your application: { $question }
            Answer in one message.
    }
application-answer-file = a file, with the pages
application-written = We’ve passed this on to the secretary. You’ll get the answer here.
application-nobody = Application No. { $number } has arrived, but there is no secretary. Appoint one: /roles. See the applications: /applications.
application-card =
    <b>Application No. { $number }</b>, { $kind ->
        [organisation] organisation
       *[person] person
    }
    <b>{ $title }</b>
    { $username ->
        [none] { $name }
       *[other] { $name }, @{ $username }
    }
application-card-status =
    { $status ->
        [filling] Being filled in
        [signing] Being signed by the applicant
        [submitted] To be reviewed
        [returned] Returned for correction
        [complete] { $meeting ->
            [none] Accepted as complete; no meeting is planned yet
           *[other] Accepted as complete; on the agenda of { $meeting }
        }
        [postponed] { $meeting ->
            [none] Postponed by the board; no meeting is planned yet
           *[other] Postponed by the board until { $meeting }
        }
        [admitted] Admitted by the board
        [refused] Refused by the board
        [declined] Declined
       *[withdrawn] Withdrawn by the applicant
    } – { $at }{ $who ->
        [none] { "" }
       *[other] { ", " }{ $who }
    }
    { $confirmed ->
        [no] Pages: { $pages }
       *[other] Confirmed in the chat { $confirmed }; pages: { $pages }
    }
application-card-reason = Reason: { $reason }
application-answer-line = <b>{ $question }:</b> { $answer }
application-no-answers = There are no answers.
application-note =
    { $step ->
        [asked] <b>Question</b>
        [board-asked] <b>A board member’s question</b>
       *[answered] <b>The applicant’s answer</b>
    } ({ $at }): { $text }
application-card-accept = Accept as complete
application-card-ask = Ask
application-card-return = Return
application-card-decline = Decline
application-card-admit = Board admitted
application-card-refuse = Board refused
application-card-postpone = Postpone
application-card-files = Files
application-card-answers = Full answers
application-card-history = History
application-card-open = Application No. { $number }
application-card-moved = Application No. { $number } has changed: see the card below.
application-card-done = Done. Application No. { $number } – { $status ->
        [submitted] waiting for the applicant’s answer
        [returned] returned for correction
        [complete] waiting for the board
        [postponed] postponed
        [admitted] admitted
        [refused] refused
       *[declined] declined
    }.
application-list = Back to the list
application-waiting =
    { $count ->
        [0] <b>Applications</b>
            Nothing is waiting at the moment.
       *[other] <b>Applications</b> still undecided: { $count }
    }
application-row = No. { $number } · { $status ->
        [filling] being filled in
        [signing] being signed
        [submitted] to review
        [returned] returned
        [complete] for the board
       *[postponed] postponed
    } · { $title }
application-history = <b>Application No. { $number }</b>: history
application-history-line =
    • { $at } – { $step ->
        [begun] questionnaire
        [filled] application filled in
        [reprinted] document made again
        [submitted] submitted
        [confirmed] confirmed in the chat
        [accepted] accepted as complete
        [asked] question to the applicant
        [board-asked] a board member’s question to the applicant
        [answered] the applicant’s answer
        [returned] returned
        [declined] declined
        [withdrawn] withdrawn
        [scheduled] date of the meeting changed
        [admitted] admitted by the board
        [refused] refused by the board
       *[postponed] postponed
    }{ $author ->
        [staff] { " (secretary)" }
       *[other] { "" }
    }{ $text ->
        [none] { "" }
       *[other] { ": " }{ $text }
    }
application-files-coming =
    { $pages ->
        [one] Sending { $pages } file
       *[other] Sending { $pages } files
    }
application-page = Application No. { $application }, { $number } of { $total }
application-ask-words = Application No. { $number }. Write your question to the applicant in one message.
application-return-words = Application No. { $number }. What needs to be corrected? Choose, or write it in one message.
application-decline-words = Application No. { $number }. Why is it being declined? Choose, or write it in one message.
application-refuse-words = Application No. { $number }. Why did the board refuse? Choose, or write it in one message.
application-postpone-words = Application No. { $number }. Why did the board postpone it? Choose, or write it in one message.
application-reason-unsigned = The signature is missing
application-reason-unreadable = The scan can’t be read
application-reason-incomplete = Pages are missing
application-reason-differs = The details differ from the document
application-reason-not-eligible = The charter’s conditions are not met
application-reason-duplicate = There already is such an application
application-reason-no-answer = Questions were left unanswered
application-reason-not-fitting = The aims differ from the Association’s
application-reason-no-place = Admission is suspended at the moment
application-reason-no-quorum = There was no quorum
application-reason-more-facts = More facts are needed
refused-applications-stale = The application has changed. Here is the current status.
refused-applications-missing = There is no such application in progress.
refused-applications-nothing-signed = No page has arrived yet. Send a scan: a PDF or photos.
refused-applications-not-a-page = This isn’t a page of a document. Send a photo, a picture or a PDF. For example: scan.pdf
refused-applications-too-many-pages =
    { $most ->
        [one] No more than { $most } page is needed.
       *[other] No more than { $most } pages are needed.
    } Put the document into one PDF, or send the pages again.
refused-applications-signature-needed = A signature is needed: send a scan of the signed document.
