board-meetings =
    <b>Meetings of the supervisory board</b>
    { $count ->
        [0] None is planned.
       *[other] Planned: { $count }.
    }{ $waiting ->
        [0] { "" }
       *[other] { " " }Questions without a meeting: { $waiting } – they go on the agenda as soon as you set a date.
    }
board-meeting-row = { $at } · { $kind ->
        [extra] out of turn
       *[regular] regular
    } · { $count }{ $status ->
        [voting] { " " }· vote
       *[planned] { "" }
    }
board-plan-regular = + Regular
board-plan-extra = + Out of turn
board-date-ask = { $kind ->
        [extra] When is the meeting out of turn?
       *[regular] When is the regular meeting?
    } Write its date and time, for example: 15.12.2026 15:00
refused-board-date-wrong = This is no date, or it is past. Write it like this: 15.12.2026 15:00
board-agenda =
    <b>Meeting of { $at }</b>, { $kind ->
        [extra] out of turn
       *[regular] regular
    }{ $status ->
        [voting] , being voted on
        [held] , closed
        [cancelled] , cancelled
       *[planned] { "" }
    }
    { $count ->
        [0] The agenda is empty.
       *[other] Questions on the agenda: { $count }. Open the vote, or enter a decision taken in the room: tap a question.
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
board-cancel = Cancel it
board-hold-ask = { $count ->
        [0] Close the meeting? Everything is decided.
       *[other] Close the meeting? Questions not decided: { $count } – they go to the next one.
    }
board-cancel-ask = { $count ->
        [0] Cancel the meeting?
       *[other] Cancel the meeting? Questions: { $count } – they go to the next one, and applicants learn the new date. Votes given don’t count.
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
        [yes] { " " }The minutes are being made; the secretary and the board get them.
       *[no] { "" }
    }
refused-board-stale = This can’t be done with the meeting now: it was closed or cancelled, or its vote has changed. Open it anew.
board-own-votes = My vote: { $count } questions
board-put = + Question
board-vote = Open the vote
board-minutes = Minutes
board-past = Past ones
board-past-meetings =
    <b>Past meetings</b>
    { $count ->
        [0] There are none.
       *[other] Open one to see its decisions and get its minutes.
    }
board-past-row = { $at } · { $kind ->
        [extra] out of turn
       *[regular] regular
    }
board-past-later = ← Later
board-past-earlier = Earlier →
board-past-meeting =
    <b>Meeting of { $at }</b>, { $kind ->
        [extra] out of turn
       *[regular] regular
    }
    { $count ->
        [0] It decided nothing.
       *[other] Decisions:
    }
board-question-ask = Write the question as it shall stand in the minutes. For example: Approve the plan of work for 2027.
board-question-waits = Done. The question waits for a meeting: it goes on the agenda as soon as you set a date.
refused-board-question-stands = The expulsion of this member is on the agenda already.
refused-board-question-unfit = A text is needed here, for example: Approve the plan of work for 2027.
board-expulsion-ask = Why shall <b>{ $name }</b> be expelled? The question goes on the agenda of the next meeting, and the supervisory board decides. Write the reason, for example: Breach of clause 4.2 of the charter.
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
board-room = Was it decided in the meeting itself? Enter the decision.
board-room-ask =
    <b>{ $title }</b>: { $decision ->
        [adopt] adopted
        [reject] not adopted
       *[postpone] postponed to the next meeting
    }. Write the reason for the minutes, for example: Decided unanimously in the meeting.
refused-board-empty = There is nothing to vote on. Put a question on the agenda, or wait for applications.
refused-board-nobody = Nobody is on the supervisory board. An administrator appoints its members by /roles.
vote-open-ask = Open the vote? Questions: { $count }, board members: { $of }. The vote is open until { $until }.
vote-open-sure = Yes, open it
vote-opened =
    <b>The supervisory board votes</b>
    Questions: { $count }. Vote until { $until }: one tap under each question; you can change your vote until the close.
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
       *[none] You have not voted yet.
    } { $over ->
        [paused] The vote has paused: its deadline was { $until }, and there is no quorum. The secretary decides how it goes on.
        [yes] The deadline is past: { $until }.
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
        [waiting] Waits for the vote
       *[withdrawn] Withdrawn: nothing is left to decide
    }</b>{ $room ->
        [yes] { " " }– decided in the meeting{ $reason ->
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
    <b>The supervisory board votes</b>
    { $count ->
        [0] There is no vote now.
       *[other] Questions: { $count }. { $left ->
            [0] { $paused ->
                [0] You have voted on all.
               *[other] { "" }
            }
           *[other] They wait for your vote: { $left }.
        }{ $paused ->
            [0] { "" }
           *[other] { " " }The vote has paused on questions: { $paused }.
        }
    }
vote-papers-coming = The papers are sent; they can’t be passed on
vote-document = Application No. { $number }
vote-ask-words = What do you want to ask the applicant (<b>{ $title }</b>)? All board members see the question and the answer. Write one message.
vote-asked = The question is sent to the applicant. You get a message when they answer.
vote-answered = The applicant has answered your question. Question { $place }: <b>{ $title }</b>.
vote-back = To the question
vote-progress =
    <b>The vote</b> on the agenda of the meeting of { $at }
    { $over ->
        [yes] The deadline is past: { $until }.
       *[no] Until { $until }.
    } Board members: { $of }.
vote-progress-line = { $place }. { $title } – { $status ->
        [adopted] adopted
        [rejected] not adopted
        [postponed] postponed
        [withdrawn] withdrawn
       *[open] { $quorum ->
            [yes] { $voted } of { $of }, a quorum
           *[no] { $voted } of { $of }, no quorum
        }
    }
vote-progress-waiting = <b>Have not voted</b> (questions): { $names }
vote-progress-all = Everybody has voted.
vote-prolong = Add { $hours } h
vote-close = Close the vote
vote-refresh = Refresh
vote-look = To the vote
vote-close-ask = Close the vote? Questions to be counted: { $count }.{ $left ->
        [0] { "" }
       *[other] { " " }Without a quorum: { $left } – they go to the next meeting.
    } The decisions hold at once, and applicants hear of them.
vote-close-sure = Yes, close it
vote-goes-on = Some have not voted, and the deadline is still to come. You can close the vote once everybody has voted or the deadline is past.
vote-all-voted = Everybody has voted on the agenda of the meeting of { $at }. You can close the vote before its deadline.
vote-missed =
    <b>The deadline is past, and there is no quorum.</b>
    Meeting of { $at }, questions without a quorum: { $count }. Prolong the vote, enter a decision taken in the meeting, or close it: these questions go to the next meeting.
vote-reminder = The supervisory board’s vote is open until { $until }. Questions that wait for your vote: { $count }.
vote-prolonged = The supervisory board’s vote is prolonged until { $until }. Questions: { $count }.
vote-closed = <b>The vote is closed.</b> Meeting of { $at }.
vote-closed-line = { $place }. { $title }
vote-followed = The vote is closed; the results are below.
vote-minutes = Minutes of the supervisory board’s meeting of { $at }
vote-minutes-coming = The minutes are being made
vote-minutes-not-made = The minutes could not be made. Open the meeting and tap “Minutes” once more.
vote-count = for { $yes }, against { $no }, abstained { $abstained }
refused-board-vote-missing = There is no such question in a vote.
refused-board-vote-over = This question is not voted on now: it was decided or withdrawn, or the deadline is past.
