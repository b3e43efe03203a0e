board-meetings =
    <b>Meetings of the supervisory board</b>
    { $count ->
        [0] None planned.
       *[other] Planned: { $count }.
    }{ $waiting ->
        [0] { "" }
       *[other] { " " }Questions without a meeting: { $waiting }. They go on the agenda as soon as you set a date.
    }
board-meeting-row = { $at } · { $kind ->
        [extra] extraordinary
       *[regular] regular
    } · { $count }{ $status ->
        [voting] { " " }· vote
       *[planned] { "" }
    }
board-plan-regular = + Regular
board-plan-extra = + Extraordinary
board-date-ask = { $kind ->
        [extra] When is the extraordinary meeting?
       *[regular] When is the regular meeting?
    } Enter the date and time, for example: 15.12.2026 15:00
refused-board-date-wrong = That isn’t a date, or it is in the past. Write it like this: 15.12.2026 15:00
board-agenda =
    <b>Meeting of { $at }</b>, { $kind ->
        [extra] extraordinary
       *[regular] regular
    }{ $status ->
        [voting] , being voted on
        [held] , closed
        [cancelled] , cancelled
       *[planned] { "" }
    }
    { $count ->
        [0] The agenda is empty.
       *[other] Questions on the agenda: { $count }. Open the vote, or tap a question to enter a decision taken at the meeting.
    }
board-agenda-line = { $place }. { $title } ({ $kind ->
        [organisation] admission, organisation
        [person] admission, person
        [admission] admission
        [expulsion] expulsion
       *[free] question
    }){ $status ->
        [open] : being voted on
        [adopted] : adopted
        [rejected] : not adopted
        [postponed] : postponed
        [withdrawn] : withdrawn
       *[waiting] { "" }
    }
board-agenda-row = { $place }. { $title }
board-list = Meetings
board-hold = Close the meeting
board-cancel = Cancel the meeting
board-hold-ask = { $count ->
        [0] Close the meeting? Every question is decided.
       *[other] Close the meeting? Undecided questions: { $count }. They move to the next meeting.
    }
board-cancel-ask = { $count ->
        [0] Cancel the meeting?
       *[other] Cancel the meeting? Questions: { $count }. They move to the next meeting, and applicants are told the new date. Votes already cast don’t count.
    }
board-hold-sure = Yes, close it
board-cancel-sure = Yes, cancel it
board-ended = { $status ->
        [cancelled] The meeting is cancelled.
       *[held] The meeting is closed.
    }{ $moved ->
        [0] { "" }
       *[other] { " " }Questions moved: { $moved }.
    }{ $coming ->
        [yes] { " " }The minutes are being prepared and will be sent to the secretary and the board.
       *[no] { "" }
    }
refused-board-stale = You can’t do this now: the meeting was closed or cancelled, or its vote has changed. Open it again.
board-own-votes = My votes: { $count ->
        [one] 1 question
       *[other] { $count } questions
    }
board-put = + Question
board-vote = Open the vote
board-minutes = Minutes
board-past = Past meetings
board-past-meetings =
    <b>Past meetings</b>
    { $count ->
        [0] There are none yet.
       *[other] Open one to see the decisions and get the minutes.
    }
board-past-row = { $at } · { $kind ->
        [extra] extraordinary
       *[regular] regular
    }
board-past-later = ← Later
board-past-earlier = Earlier →
board-past-meeting =
    <b>Meeting of { $at }</b>, { $kind ->
        [extra] extraordinary
       *[regular] regular
    }
    { $count ->
        [0] Nothing was decided.
       *[other] Decisions:
    }
board-question-ask = Write the question as it should appear in the minutes. For example: Approve the work plan for 2027.
board-question-waits = Done. The question is waiting for a meeting: it goes on the agenda as soon as you set a date.
refused-board-question-stands = This member’s expulsion is already on the agenda.
refused-board-question-unfit = Please write some text, for example: Approve the work plan for 2027.
board-expulsion-ask = Why should <b>{ $name }</b> be expelled? The question goes on the agenda of the next meeting, and the supervisory board decides. Write the reason, for example: Breach of clause 4.2 of the charter.
board-question =
    <b>{ $kind ->
        [admission] Admission
        [expulsion] Expulsion
       *[free] Question
    }:</b> { $title }
board-question-remove = Take off the agenda
board-question-adopt = Adopted
board-question-reject = Not adopted
board-question-postpone = Postponed
board-room = Was it decided at the meeting itself? Enter the decision.
board-room-ask =
    <b>{ $title }</b>: { $decision ->
        [adopt] adopted
        [reject] not adopted
       *[postpone] postponed to the next meeting
    }. Write the reason for the minutes, for example: Decided unanimously at the meeting.
refused-board-empty = There is nothing to vote on. Add a question to the agenda, or wait for applications.
refused-board-nobody = The supervisory board has no members. An administrator appoints them with /roles.
vote-open-ask = Open the vote? Questions: { $count }, board members: { $of }. Voting will be open until { $until }.
vote-open-sure = Yes, open it
vote-opened =
    <b>The supervisory board is voting</b>
    Questions: { $count }. Vote by { $until } with one tap under each question; you can change your vote until voting closes.
vote-card =
    <b>Question { $place } of { $total }. { $kind ->
        [admission] Admission
        [expulsion] Expulsion
       *[free] Decision
    }</b>
    { $title }
vote-card-why = <b>Reason:</b> { $reason }
vote-card-open =
    { $choice ->
        [for] Your vote: <b>for</b>.
        [against] Your vote: <b>against</b>.
        [abstain] Your vote: <b>abstained</b>.
       *[none] You haven’t voted yet.
    } { $over ->
        [paused] Voting is paused: the deadline was { $until }, and there is no quorum. The secretary will decide what happens next.
        [yes] The deadline has passed: { $until }.
       *[no] Open until { $until }.
    }
vote-card-own = { $choice ->
        [for] Your vote: for.
        [against] Your vote: against.
       *[abstain] Your vote: abstained.
    }
vote-result =
    <b>{ $status ->
        [open] Being voted on
        [adopted] Adopted
        [rejected] Not adopted
        [postponed] Postponed to the next meeting
        [waiting] Awaiting the vote
       *[withdrawn] Withdrawn: nothing is left to decide
    }</b>{ $room ->
        [yes] { " " }– decided at the meeting{ $reason ->
            [none] { "" }
           *[other] : { $reason }
        }
       *[no] { "" }
    }{ $voted ->
        [0] { "" }
       *[other] . For { $yes }, against { $no }, abstained { $abstained }; { $voted } of { $of } voted
    }.
vote-shown = Now: for { $yes }, against { $no }, abstained { $abstained }.
vote-shown-names =
    { $choice ->
        [for] For
        [against] Against
       *[abstain] Abstained
    }: { $names }
vote-for = For
vote-against = Against
vote-abstain = Abstain
vote-papers = Papers
vote-answers = Answers
vote-ask = Ask the applicant
vote-list = All questions
vote-taken = { $choice ->
        [for] You voted for
        [against] You voted against
       *[abstain] You abstained
    }
vote-row = { $choice ->
        [for] ✓ For
        [against] ✓ Against
        [abstain] ✓ Abstained
       *[none] ○
    } · { $place }. { $title }
vote-mine =
    <b>The supervisory board is voting</b>
    { $count ->
        [0] Nothing is being voted on now.
       *[other] Questions: { $count }. { $left ->
            [0] { $paused ->
                [0] You have voted on all of them.
               *[other] { "" }
            }
           *[other] Waiting for your vote: { $left }.
        }{ $paused ->
            [0] { "" }
           *[other] { " " }Voting is paused on: { $paused }.
        }
    }
vote-papers-coming = The papers are on their way; they can’t be forwarded
vote-document = Application No. { $number }
vote-ask-words = What do you want to ask the applicant (<b>{ $title }</b>)? All board members will see the question and the answer. Write it in one message.
vote-asked = Your question has been sent to the applicant. We’ll let you know when they answer.
vote-answered = The applicant has answered your question. Question { $place }: <b>{ $title }</b>.
vote-back = Back to the question
vote-progress =
    <b>Voting</b> on the agenda of the meeting of { $at }
    { $over ->
        [yes] The deadline has passed: { $until }.
       *[no] Until { $until }.
    } Board members: { $of }.
vote-progress-line = { $place }. { $title } – { $status ->
        [adopted] adopted
        [rejected] not adopted
        [postponed] postponed
        [withdrawn] withdrawn
       *[open] { $quorum ->
            [yes] { $voted } of { $of }, quorum reached
           *[no] { $voted } of { $of }, no quorum
        }
    }
vote-progress-waiting = <b>Yet to vote</b> (questions): { $names }
vote-progress-all = Everyone has voted.
vote-prolong = Add { $hours } h
vote-close = Close the vote
vote-refresh = Refresh
vote-look = View the vote
vote-close-ask = Close the vote? Questions to count: { $count }.{ $left ->
        [0] { "" }
       *[other] { " " }Without a quorum: { $left }. They move to the next meeting.
    } The decisions take effect at once, and applicants are told.
vote-close-sure = Yes, close it
vote-goes-on = Some members haven’t voted, and the deadline hasn’t passed. You can close the vote once everyone has voted or the deadline has passed.
vote-all-voted = Everyone has voted on the agenda of the meeting of { $at }. You can close the vote before the deadline.
vote-missed =
    <b>The deadline has passed, and there is no quorum.</b>
    Meeting of { $at }, questions without a quorum: { $count }. Extend the vote, enter a decision taken at the meeting, or close the vote: these questions will move to the next meeting.
vote-reminder = The supervisory board is voting until { $until }. Questions waiting for your vote: { $count }.
vote-prolonged = The supervisory board’s vote has been extended until { $until }. Questions: { $count }.
vote-closed = <b>The vote is closed.</b> Meeting of { $at }.
vote-closed-line = { $place }. { $title }
vote-followed = The vote is closed; the results are below.
vote-minutes = Minutes of the supervisory board’s meeting of { $at }
vote-minutes-coming = The minutes are being prepared
vote-minutes-not-made = The minutes couldn’t be prepared. Open the meeting and tap “Minutes” again.
vote-count = for { $yes }, against { $no }, abstained { $abstained }
refused-board-vote-missing = This question isn’t being voted on.
refused-board-vote-over = This question isn’t being voted on now: it was decided or withdrawn, or the deadline has passed.
