application-packages = <b>Packages of participation</b>, fee a year
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
        [filling] The questionnaire has arrived. A few questions for the application are left.
        [signing] { $pages ->
            [0] { $confirm ->
                [yes] Confirm the application by the button – or sign the document and send a scan here: a PDF or photos of the pages.
               *[no] Sign the document and send a scan here: a PDF or photos of the pages, also as an album.
            }
            [one] { $pages } page has arrived. Send the others, or press “Done”.
           *[other] { $pages } pages have arrived. Send the others, or press “Done”.
        }
        [submitted] The application is with the secretary. Once they have looked at it, the answer will come here.
        [returned] { $pages ->
            [0] To be corrected: { $reason }
                { $confirm ->
                    [yes] Correct the answers, confirm by the button or send the signed document anew.
                   *[no] Correct the answers or send the signed document anew.
                }
           *[other] To be corrected: { $reason }
                Pages received: { $pages }. When all are sent, press “Done”.
        }
        [complete] { $at ->
            [none] The documents are in order. The admission goes on the agenda of the supervisory board’s next meeting; we shall tell you its date.
           *[other] The documents are in order. The admission stands on the agenda of the supervisory board, { $at }.
        }
        [postponed] { $at ->
            [none] The supervisory board has put the decision off: { $reason }
                We shall tell you the date of the next meeting.
           *[other] The supervisory board has put the decision off: { $reason }
                It comes back to it { $at }.
        }
        [admitted] You are admitted to the Association. Welcome! Your working group: on the screen “My membership” and in /groups.
        [refused] The supervisory board refused the admission: { $reason }
            You can apply anew.
        [declined] The application was declined: { $reason }
            You can apply anew.
       *[withdrawn] The application is withdrawn. You can apply anew.
    }
application-asked-you =
    <b>A question on your application:</b> { $question }
    Just answer here: in one message, or by a file.
application-go-on = Go on
application-submit = Done
application-empty = Send anew
application-confirm = Confirm in the chat
application-correct = Change answers
application-again = The document again
application-answer = Answer the secretary
application-write = Write to the secretary
application-withdraw = Withdraw
application-withdraw-ask = Withdraw the application? It will not be considered any more; you can apply anew at any time.
application-withdraw-sure = Yes, withdraw
application-withdrawn = The application is withdrawn. You can apply anew at any time.
application-show = My application
application-gone = There is no application in progress. You can apply at any time.
application-already-member = <b>{ $name }</b> is a member of the Association already.
application-arrived =
    { $left ->
        [0] <b>The questionnaire has arrived.</b> Check the data for the application and send them.
        [one] <b>The questionnaire has arrived.</b> { $left } question is left for the application.
       *[other] <b>The questionnaire has arrived.</b> { $left } questions are left for the application.
    }
application-preparing = The answers have arrived. Application No. { $number } is being made: the document will come here in a few seconds.
application-document =
    { $kind ->
        [organisation] <b>The application and the membership agreement.</b>
       *[person] <b>Your application.</b>
    } { $confirm ->
        [yes] Confirm it by the button – or print and sign it and send a scan here: a PDF or photos of the pages.
       *[no] Print and sign it and send a scan here: a PDF or photos of the pages, also as an album.
    }

    Fee a year: { $fee }. { $payment }
application-not-made = The document could not be made; this is our mistake. Try again – your answers are kept.
application-pages =
    { $pages ->
        [one] <b>{ $pages }</b> page has arrived.
       *[other] <b>{ $pages }</b> pages have arrived.
    } If that is all, press “Done”.
application-emptied = The pages are put away. Send the signed document anew.
application-write-ask =
    { $question ->
        [none] Write to the secretary in one message.
       *[other] A question on your application: { $question }
            Answer in one message.
    }
application-answer-file = a file, among the pages
application-written = Passed on to the secretary. The answer will come here.
application-nobody = Application No. { $number } has arrived, and there is no secretary. Appoint one: /roles. Applications: /applications.
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
        [submitted] To be checked
        [returned] Returned for correction
        [complete] { $meeting ->
            [none] Accepted as complete; no meeting is planned yet
           *[other] Accepted as complete; on the agenda of { $meeting }
        }
        [postponed] { $meeting ->
            [none] Put off by the board; no meeting is planned yet
           *[other] Put off by the board until { $meeting }
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
application-card-postpone = Put off
application-card-files = Files
application-card-answers = Whole answers
application-card-history = History
application-card-open = Application No. { $number }
application-card-moved = Application No. { $number }: there is news – see the card below.
application-card-done = Done. Application No. { $number } – { $status ->
        [submitted] waits for the applicant’s answer
        [returned] returned for correction
        [complete] waits for the board
        [postponed] put off
        [admitted] admitted
        [refused] refused
       *[declined] declined
    }.
application-list = To the list
application-waiting =
    { $count ->
        [0] <b>Applications</b>
            Nothing is waiting at present.
       *[other] <b>Applications</b> not decided yet: { $count }
    }
application-row = No. { $number } · { $status ->
        [filling] being filled in
        [signing] being signed
        [submitted] check it
        [returned] returned
        [complete] waits for the board
       *[postponed] put off
    } · { $title }
application-history = <b>Application No. { $number }</b>, what happened
application-history-line =
    • { $at } – { $step ->
        [begun] questionnaire
        [filled] application filled in
        [reprinted] document made once more
        [submitted] sent for checking
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
       *[postponed] put off
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
application-return-words = Application No. { $number }. What is to be corrected? Choose, or write it in one message.
application-decline-words = Application No. { $number }. Why is it declined? Choose, or write it in one message.
application-refuse-words = Application No. { $number }. Why did the board refuse? Choose, or write it in one message.
application-postpone-words = Application No. { $number }. Why did the board put it off? Choose, or write it in one message.
application-reason-unsigned = The signature is missing
application-reason-unreadable = The scan can’t be read
application-reason-incomplete = Pages are missing
application-reason-differs = The data differ from the document
application-reason-not-eligible = The charter’s conditions are not met
application-reason-duplicate = There is such an application already
application-reason-no-answer = Questions were left unanswered
application-reason-not-fitting = The aims differ from the Association’s
application-reason-no-place = Admission is suspended at present
application-reason-no-quorum = There was no quorum
application-reason-more-facts = More facts are needed
refused-applications-out-of-turn = The application has changed: here is how it stands now.
refused-applications-missing = There is no such application in progress.
refused-applications-nothing-signed = No page has arrived yet. Send a scan: a PDF or photos.
refused-applications-not-a-page = This is no page of a document. Send a photo, a picture or a PDF. For example: scan.pdf
refused-applications-too-many-pages =
    { $most ->
        [one] No more than { $most } page is needed.
       *[other] No more than { $most } pages are needed.
    } Put the document into one PDF, or send the pages anew.
refused-applications-signature-needed = A signature is needed: send a scan of the signed document.
