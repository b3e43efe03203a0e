webinar-about =
    <b>{ $title }</b>
    { $kind ->
        [group] Webinar of the group “{ $group }”
        [public] Open event
        [general] General meeting
       *[partner] Partner event{ $partner ->
            [none] { "" }
           *[other] { ": " }{ $partner }
        }
    }
    { $at }, { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    }{ $speakers ->
        [none] { "" }
       *[other] {"\u000A"}Speakers: { $speakers }
    }

    { $text }{ $gives ->
        [none] { "" }
       *[other] {"\u000A\u000A"}<b>For members:</b> { $gives }
    }
webinar-list-guest =
    <b>Webinars and meetings</b>
    Subscribe to see them: it’s free and takes three taps.
webinar-preview = Preview with the picture
webinar-called-off = <b>Cancelled.</b>
webinar-list = <b>Webinars and meetings</b>
    { $count ->
        [0] Nothing is planned yet. We’ll let you know about new ones.
       *[other] Upcoming webinars are on the buttons below; ✓ marks the ones you’re registered for.
    }{ $recorded ->
        [0] { "" }
       *[other] {"\u000A"}▶ – recordings of past webinars.
    }{ $run ->
        [0] { "" }
       *[other] {"\u000A"}✎ – webinars you run: edit them, see who’s coming and the results.
    }
webinar-all = All webinars
webinar-look = More
webinar-come = Register
webinar-queue = Join the waiting list
webinar-take = Take the place
webinar-leave = Cancel my registration
webinar-leave-line = Leave the waiting list
webinar-decline = Decline
webinar-enter = Enter the room
webinar-watch = ▶ Watch the recording
webinar-here = I’m here
webinar-standing = { $standing ->
        [registered] ✓ You’re registered. We’ll remind you in time. { $link ->
            [yes] Use the button to join.
           *[no] The link will appear here and in the reminder.
        }
        [waiting] There are no places left; you’re number { $position } on the waiting list. We’ll let you know when a place opens up.
        [offered] A place has opened up for you. Take it before { $until }, or it goes to the next in line.
        [full] There are no places left. Join the waiting list, and we’ll let you know when a place opens up.
        [free] { $limited ->
            [yes] Places left: { $left }.
           *[no] Registration is open.
        }
        [came] It’s over. Thank you for taking part!
        [cancelled] It won’t take place.
       *[over] It’s over.
    }
webinar-noted = { $note ->
        [registered] You’re registered. The bot will send you a calendar file
        [again] You’re already registered
        [waiting] No places left; you’re number { $position } in line
       *[left] Your registration has been cancelled
    }
webinar-calendar = Add it to your calendar so you don’t miss it.
webinar-calendar-again = { $cancelled ->
        [yes] Open the file to remove the event from your calendar.
       *[no] Open the file to update your calendar.
    }
webinar-partner = About the partner
webinar-discount = Discount for members of the association: { $code }
webinar-changed = <b>A webinar you’re registered for has changed</b>
webinar-cancelled = <b>The webinar won’t take place</b>
webinar-offered =
    <b>A place has opened up for you:</b> { $title }, { $at }.
    { $until ->
        [none] You’re registered. See you there!
       *[other] Take it before { $until }, or it goes to the next in line.
    }
webinar-lapsed = Your place at “{ $title }” went to the next in line because the time to accept has passed. If you’re still interested, join the waiting list again.
webinar-reminder = { $begun ->
        [yes] <b>Starting now:</b> { $title }
       *[no] <b>Reminder:</b> { $title }, { $at }.
    }{ $link ->
        [yes] { "" }
       *[no] {"\u000A"}The organiser hasn’t added the link yet; it will appear in /webinars.
    }
webinar-attended = Noted: you attended “{ $title }”. Thank you!
webinar-attended-short = Noted, thank you!
webinar-how-was-it =
    Thank you for attending “{ $title }”.
    How likely are you to recommend our webinars to colleagues? 0 – not at all, 10 – definitely.
webinar-thanks =
    Thank you for rating “{ $title }”{ $score ->
        [-1] { "" }
       *[other] { ": " }{ $score }
    }.
    { $commented ->
        [yes] The organiser will see your comment without your name.
       *[no] Would you like to add a comment? Send it in one message; the organiser will see it without your name.
    }
webinar-thanks-short = Thank you!
webinar-certificate = Get a certificate of participation
webinar-certificate-caption = Certificate of participation: { $title }
webinar-missed =
    We missed you at “{ $title }”.
    { $recording ->
        [yes] Here is the recording.
       *[no] We’ll send you the recording when it’s available.
    }
webinar-recording-ready = The recording is available: { $title }
webinar-file-coming = The file is being prepared and will arrive here.
webinar-file-failed = The file couldn’t be prepared. Try again, or write to us: { $email }
refused-webinars-missing = There is no such webinar, or it isn’t for you. See the list for what’s on.
refused-webinars-late = It’s too late: the time has passed. See the list for what’s coming up.
refused-webinars-stale = This is no longer possible: the webinar is over, cancelled or already published.
refused-webinars-for-group = This webinar is for the members of a working group. You can ask to join another group in /groups.
refused-webinars-for-members = This webinar is for members of the association. Join now and come to the next one.
webinar-plan-kind = + { $kind ->
        [group] Webinar: { $group }
        [public] Open event
        [general] General meeting
       *[partner] Partner event
    }
webinar-card = { $status ->
        [draft] <b>Draft.</b> This is how invitees will see it.
        [scheduled] <b>To be published { $publish }.</b>
        [published] <b>Published.</b>
        [over] <b>Over.</b>
       *[cancelled] <b>Cancelled.</b>
    } { $audience ->
        [group] For the working group.
        [members] For all members.
       *[supporters] For members and supporters.
    }
    Registered: { $registered }{ $places ->
        [0] { "" }
       *[other] { " of " }{ $places }, in line: { $waiting }, places offered: { $offered }
    }{ $word ->
        [none] { "" }
       *[other] {"\u000A"}Attendance code word: <b>{ $word }</b>. Say it during the webinar; people who send it to the bot are marked as attending.
    }{ $link ->
        [yes] { "" }
       *[no] {"\u000A"}There’s no link to the room yet: add it with “Edit”.
    }{ $recording ->
        [yes] {"\u000A"}The recording has been sent.
       *[no] { "" }
    }
webinar-publish = Publish
webinar-later = Later…
webinar-published = Published; invitees are being notified
webinar-edit = Edit
webinar-cancel = Cancel the webinar
webinar-cancel-ask = Cancel the webinar? { $count ->
        [0] Nobody is registered.
        [one] { $count } person will be notified.
       *[other] { $count } people will be notified.
    } This can’t be undone.
webinar-cancel-sure = Yes, cancel
webinar-roll = Attendees
webinar-report-button = Results
webinar-recording = Add the recording
webinar-again = Repeat next month
webinar-edit-which = What would you like to change? Everyone registered is told about a new time, topic or link.
webinar-ask = { $what ->
        [later] When should it be published? Enter the date and time, for example: 15.02.2027 10:00
       *[recording] Send the link to the recording, for example: https://rutube.ru/video/1. Everyone who registered will get it.
    }
refused-webinars-publish-late = It must be published before it starts, at { $at }. Enter an earlier date and time, for example: 15.02.2027 10:00
webinar-plan-missing = The group “{ $group }” has no webinar planned for next month. Plan one now: it takes two minutes.
webinar-roll-screen =
    <b>{ $title }</b>
    Registered: { $count }. Tap a name to mark attendance.
webinar-report =
    <b>Results: { $title }</b>
    Registered: { $registered }, in line: { $waiting }
    Attended: { $attended }, missed: { $missed }
    { $scored ->
        [0] No scores yet.
       *[other] NPS { $nps } (scores: { $scored })
    }
webinar-comment = { $score ->
        [-1] •
       *[other] { $score } ·
    } { $text }
webinar-export = Export as a spreadsheet
webinar-sheet-caption = Webinar attendees
webinar-sheet-sheet = Attendees
webinar-sheet-file = webinar.xlsx
webinar-sheet-came = attended
webinar-sheet-missed = missed
webinar-sheet-registered = registered
webinar-sheet-offered = place offered
webinar-sheet-waiting = in line
webinar-heading-name = Name
webinar-heading-username = Telegram username
webinar-heading-standing = Status
webinar-heading-attended = Attendance
webinar-heading-score = Score
webinar-heading-comment = Comment
webinar-heading-registered = Registered
webinar-post-refused = <b>An announcement was not posted.</b> “{ $title }”, chat: { $chat }. Reason: { $reason }.
webinar-unreached =
    <b>Not everybody was told.</b> “{ $title }”: the bot can’t write to { $count ->
        [one] { $count } person
       *[other] { $count } people
    }. Free places go to the next in line.
    { $names }{ $more ->
        [0] {""}
       *[other] {"\u000A"}and { $more } more
    }
