board-meetings =
    <b>Meetings of the supervisory board</b>
    { $count ->
        [0] None is planned.
       *[other] Planned: { $count }.
    }{ $waiting ->
        [0] { "" }
       *[other] { " " }Applications without a meeting: { $waiting } – they go on the agenda as soon as you set a date.
    }
board-meeting-row = { $at } · { $kind ->
        [extra] out of turn
       *[regular] regular
    } · { $count }
board-plan-regular = + Regular
board-plan-extra = + Out of turn
board-date-ask = { $kind ->
        [extra] When is the meeting out of turn?
       *[regular] When is the regular meeting?
    } Write its date and time, for example: 15.12.2026 15:00
board-date-wrong = This is no date, or it is past. Write it like this: 15.12.2026 15:00
board-agenda =
    <b>Meeting of { $at }</b>, { $kind ->
        [extra] out of turn
       *[regular] regular
    }{ $status ->
        [held] , closed
        [cancelled] , cancelled
       *[planned] { "" }
    }
    { $count ->
        [0] The agenda is empty.
       *[other] Applications on the agenda: { $count }. A decision is entered on the application’s card.
    }
board-agenda-line = { $place }. { $title } ({ $kind ->
        [organisation] organisation
       *[person] person
    })
board-agenda-row = { $place }. { $title }
board-list = Meetings
board-hold = Close the meeting
board-cancel = Cancel it
board-hold-ask = { $count ->
        [0] Close the meeting? Everything is decided.
       *[other] Close the meeting? Applications not decided: { $count } – they go to the next one.
    }
board-cancel-ask = { $count ->
        [0] Cancel the meeting?
       *[other] Cancel the meeting? Applications: { $count } – they go to the next one, and applicants learn the new date.
    }
board-hold-sure = Yes, close it
board-cancel-sure = Yes, cancel it
board-ended = { $status ->
        [cancelled] The meeting is cancelled.
       *[held] The meeting is closed.
    }{ $moved ->
        [0] { "" }
       *[other] { " " }Applications moved: { $moved }.
    }
board-stale = This meeting was closed or cancelled.
