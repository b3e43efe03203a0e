refused-leaving-nothing =
    You are not a member of the Association, so there is nothing to leave.
    To unsubscribe, use /unsubscribe; to delete your data, /privacy.
leaving-choose = <b>Leaving the Association.</b> Whose membership should end?
leaving-choice =
    { $kind ->
        [organisation] { $name }
       *[person] My own membership
    }
leaving-ask =
    { $kind ->
        [organisation] <b>Should { $name } leave the Association?</b>
       *[person] <b>Leave the Association?</b>
    }
    Once the secretary confirms it, the membership ends{ $kind ->
        [organisation] { " " }for all representatives
       *[person] { "" }
    } and the place in the working group becomes free. Until then you can change your mind. You stay a supporter and can apply again.{ $owed ->
        [none] { "" }
       *[other] { " " }You won’t need to pay the outstanding fee ({ $owed }): the invoice will be void.
    }

    { $reason ->
        [none] If you like, tell us why in one message. You don’t have to.
       *[other] <b>Reason:</b> { $reason }
    }
leaving-sure = Ask to leave
leaving-no-reason = Give no reason
leaving-standing =
    { $kind ->
        [organisation] <b>{ $name }</b>: { $status ->
            [asked] the application to leave was sent to the secretary on { $at }. Until it is confirmed, the organisation stays a member and you can change your mind.
            [confirmed] the application to leave was confirmed; the membership has ended.
            [withdrawn] the application to leave was withdrawn; the organisation stays a member.
           *[over] the application to leave is void: the membership ended in another way.
        }
       *[person] { $status ->
            [asked] <b>Your application to leave was sent to the secretary</b> on { $at }. Until it is confirmed, you stay a member and can change your mind.
            [confirmed] Your application to leave was confirmed; your membership has ended.
            [withdrawn] <b>Your application to leave was withdrawn.</b> You stay a member.
           *[over] Your application to leave is void: the membership ended in another way.
        }
    }
leaving-stay = Withdraw the application
leaving-asked-other =
    <b>{ $name }</b>: { $who }, a representative, has applied to leave the Association.
    If this is a mistake, you can withdraw the application until the secretary confirms it.
leaving-withdrawn-other = { $who }, a representative, has withdrawn the application to leave: <b>{ $name }</b> stays in the Association.
leaving-speech =
    <b>The Association’s secretary</b> about your application to leave:
    { $text }
leaving-answer = Answer the secretary
leaving-answer-ask = Write your answer to the secretary in one message.
leaving-answered = We’ve passed this on to the secretary.
leaving-speak-ask = What would you like to write? <b>{ $name }</b> will get it as a message from the secretary, with buttons to answer and to withdraw.
leaving-spoken = Sent to <b>{ $name }</b>. You’ll get the answer here.
leaving-reply =
    <b>{ $name }</b> about leaving the Association:
    { $text }
leaving-waiting = Applications to leave: { $count }
leaving-list =
    { $count ->
        [0] There are no applications to leave.
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
            Unpaid dues: { $owed }. The invoice becomes void once you confirm.
    }
leaving-words =
    { $by ->
        [staff] Secretary
       *[member] Answer
    }: { $text }
leaving-card-stands =
    { $status ->
        [asked] Waiting for confirmation, which ends the membership at once.
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
refused-leaving-settled = This application has been settled. Here is the current status.
refused-leaving-no-words = There’s no text in your message. For example: “We can talk on the phone on Wednesday.”
leaving-stand-in = A member has applied to leave, and there is no secretary, so it’s up to you: see the card below. You can appoint a secretary with /roles.
