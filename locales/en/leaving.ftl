refused-leaving-nothing =
    You are not a member of the Association, so there is nothing to leave.
    Unsubscribe with /unsubscribe, delete your data with /privacy.
leaving-choose = <b>Leaving the Association.</b> Whose membership shall end?
leaving-choice =
    { $kind ->
        [organisation] { $name }
       *[person] My own membership
    }
leaving-ask =
    { $kind ->
        [organisation] <b>Shall { $name } leave the Association?</b>
       *[person] <b>Leave the Association?</b>
    }
    The secretary confirms it, and the membership ends{ $kind ->
        [organisation] { " " }for all representatives
       *[person] { "" }
    }; the place in the working group becomes free. Until then you can change your mind. You stay a supporter and can apply anew.{ $owed ->
        [none] { "" }
       *[other] { " " }The unpaid fee ({ $owed }) need not be paid: the invoice becomes void.
    }

    { $reason ->
        [none] If you like, write the reason in one message. You need not.
       *[other] <b>Reason:</b> { $reason }
    }
leaving-sure = Ask to leave
leaving-no-reason = Without a reason
leaving-standing =
    { $kind ->
        [organisation] <b>{ $name }</b>: { $status ->
            [asked] the application to leave went to the secretary on { $at }. Until it is confirmed the organisation stays a member, and you can change your mind.
            [confirmed] the application to leave was confirmed, the membership has ended.
            [withdrawn] the application to leave was withdrawn, the organisation stays a member.
           *[over] the application to leave is void: the membership ended in another way.
        }
       *[person] { $status ->
            [asked] <b>Your application to leave went to the secretary</b> on { $at }. Until it is confirmed you stay a member and can change your mind.
            [confirmed] Your application to leave was confirmed, the membership has ended.
            [withdrawn] <b>Your application to leave was withdrawn.</b> You stay a member.
           *[over] Your application to leave is void: the membership ended in another way.
        }
    }
leaving-stay = Withdraw it
leaving-asked-other =
    There is an application to leave the Association: <b>{ $name }</b>. It came from { $who }, a representative.
    If that is a mistake, it can be withdrawn until the secretary confirms it.
leaving-withdrawn-other = The application to leave was withdrawn by { $who }, a representative: <b>{ $name }</b> stays in the Association.
leaving-speech =
    <b>The Association’s secretary</b> about your application to leave:
    { $text }
leaving-answer = Answer the secretary
leaving-answer-ask = Write your answer to the secretary in one message.
leaving-answered = Passed on to the secretary.
leaving-speak-ask = What shall we write? <b>{ $name }</b> gets the message as the secretary’s, with buttons to answer and to withdraw.
leaving-spoken = Sent: <b>{ $name }</b>. The answer comes here.
leaving-reply =
    <b>{ $name }</b> about leaving the Association:
    { $text }
leaving-waiting = Applications to leave: { $count }
leaving-list =
    { $count ->
        [0] Nobody asks to leave.
       *[other] <b>Applications to leave</b>: { $count }
    }
leaving-list-button = All applications to leave
leaving-row = { $name } · { $day }
leaving-card =
    <b>Application to leave</b>
    <b>{ $name }</b>, No. { $number }
    { $kind ->
        [organisation] Organisation
       *[person] Person
    }, a member since { $since }
    Made { $at }{ $who ->
        [none] { "" }
       *[other] { " " }by { $who }
    }
    Reason: { $reason ->
        [none] not given
       *[other] { $reason }
    }{ $owed ->
        [none] { "" }
       *[other] { "" }
            Unpaid dues: { $owed }. Once confirmed, the invoice becomes void.
    }
leaving-words =
    { $by ->
        [staff] Secretary
       *[member] Answer
    }: { $text }
leaving-card-stands =
    { $status ->
        [asked] Waits to be confirmed: then the membership ends at once.
        [confirmed] Confirmed { $at }{ $by ->
            [none] .
           *[other] { " " }by { $by }.
        } The membership has ended.
        [withdrawn] Withdrawn { $at }: the member stays.
       *[over] Void: the membership ended in another way.
    }
leaving-confirm = Confirm
leaving-speak = Write to them
leaving-open = Open the card
refused-leaving-missing = There is no such application to leave.
refused-leaving-settled = This application is settled. Here is how it stands.
refused-leaving-no-words = There is no text in it. Write, for example: “We can talk on the phone on Wednesday.”
leaving-stand-in = A member asks to leave, and there is no secretary: it is yours to decide, the card follows. Appoint a secretary with /roles.
