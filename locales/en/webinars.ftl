webinar-about =
    <b>{ $title }</b>
    { $kind ->
        [group] Webinar of the group “{ $group }”
        [public] Open event
        [general] General meeting
       *[partner] A partner’s event
    }
    { $at }, { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    }{ $speakers ->
        [none] { "" }
       *[other] {"\u000A"}Speakers: { $speakers }
    }

    { $text }
webinar-list-guest =
    <b>Webinars and meetings</b>
    Those who subscribed see them: it is free and takes three taps.
webinar-preview = See it with the picture
webinar-called-off = <b>Cancelled.</b>
webinar-list = <b>Webinars and meetings</b>
    { $count ->
        [0] Nothing is planned yet: we’ll tell you of new ones.
       *[other] The next ones are on the buttons; ✓ marks those you are registered for.
    }{ $recorded ->
        [0] { "" }
       *[other] {"\u000A"}▶ – recordings of past ones.
    }{ $run ->
        [0] { "" }
       *[other] {"\u000A"}✎ – what you run: change it, see who comes and the results.
    }
webinar-all = All webinars
webinar-look = More
webinar-come = Register
webinar-queue = Get in line
webinar-take = Take the place
webinar-leave = Cancel my registration
webinar-leave-line = Leave the line
webinar-decline = Decline
webinar-enter = Enter the room
webinar-watch = ▶ Watch the recording
webinar-here = I am here
webinar-standing = { $standing ->
        [registered] ✓ You are registered, we’ll remind you in time. { $link ->
            [yes] The button leads in.
           *[no] The link will appear here and in the reminder.
        }
        [waiting] No places are left; you are number { $position } in line. We’ll offer you a place that comes free.
        [offered] There is a place for you. Take it before { $until }; then it goes to the next in line.
        [full] No places are left. Get in line: we’ll offer you a place that comes free.
        [free] { $limited ->
            [yes] Places left: { $left }.
           *[no] Registration is open.
        }
        [came] It’s over. You were there, thank you!
        [cancelled] It won’t take place.
       *[over] It’s over.
    }
webinar-noted = { $note ->
        [registered] You are registered. The bot sends the calendar file
        [again] You are registered already
        [waiting] No places left; you are number { $position } in line
       *[left] Your registration is cancelled
    }
webinar-calendar = Add it to your calendar, so as not to miss it.
webinar-calendar-again = { $cancelled ->
        [yes] Open the file, and your calendar will take the meeting away.
       *[no] Open the file, and your calendar will show what is new.
    }
webinar-discount = Discount for members of the association: { $code }
webinar-changed = <b>A webinar that you are registered for has changed</b>
webinar-cancelled = <b>The webinar won’t take place</b>
webinar-offered =
    <b>There is a place for you:</b> { $title }, { $at }.
    { $until ->
        [none] You are registered, see you there.
       *[other] Take it before { $until }; then it goes to the next in line.
    }
webinar-lapsed = The place at “{ $title }” went to the next in line: the time to answer is over. If you change your mind, get in line again.
webinar-reminder = { $begun ->
        [yes] <b>We begin:</b> { $title }
       *[no] <b>A reminder:</b> { $title }, { $at }.
    }{ $link ->
        [yes] { "" }
       *[no] {"\u000A"}The organiser has not given the link yet; it will appear in /webinars.
    }
webinar-attended = Noted: you were at “{ $title }”. Thank you!
webinar-attended-short = Noted, thank you!
webinar-how-was-it =
    Thank you for having been at “{ $title }”.
    How likely are you to recommend our webinars to colleagues? 0 – not at all, 10 – certainly.
webinar-thanks =
    Thank you for rating “{ $title }”{ $score ->
        [-1] { "" }
       *[other] { ": " }{ $score }
    }.
    { $commented ->
        [yes] The organiser will see your words, without your name.
       *[no] Would you like to add a few words? Write them in one message: the organiser will see them without your name.
    }
webinar-thanks-short = Thank you!
webinar-certificate = Get a certificate of participation
webinar-certificate-caption = Certificate of participation: { $title }
webinar-missed =
    A pity we did not meet at “{ $title }”.
    { $recording ->
        [yes] Here is the recording.
       *[no] We’ll send you the recording when there is one.
    }
webinar-recording-ready = The recording is here: { $title }
webinar-file-coming = We are making the file, it will come here.
webinar-file-failed = The file could not be made. Try again, or write to us: { $email }
webinar-refused-short = { $why ->
        [late] It is too late
        [stale] Not possible any more: it has changed
       *[missing] There is no such webinar
    }
webinar-refused = { $why ->
        [late] It is too late: the time is past. What is coming stands in the list.
        [stale] Not possible any more: the webinar is over, cancelled or published already.
       *[missing] There is no such webinar, or it is not for you. What there is stands in the list.
    }
webinar-not-for-you-short = { $audience ->
        [group] This webinar is for the members of a working group: /groups
       *[members] This is for members of the association: you can join in the private chat
    }
webinar-not-for-you = { $audience ->
        [group] This webinar is for the members of a working group. You can ask for another group in /groups.
       *[members] This webinar is for members of the association. Join, and come to the next one.
    }
webinar-plan-kind = + { $kind ->
        [group] Webinar: { $group }
        [public] Open event
        [general] General meeting
       *[partner] A partner’s event
    }
webinar-card = { $status ->
        [draft] <b>Draft:</b> this is how those invited will see it.
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
       *[other] { " of " }{ $places }, in line: { $waiting }, places on offer: { $offered }
    }{ $word ->
        [none] { "" }
       *[other] {"\u000A"}The word for attendance: <b>{ $word }</b>. Say it in the webinar; whoever writes it to the bot was there.
    }{ $link ->
        [yes] { "" }
       *[no] {"\u000A"}There is no link to the room yet: “Change”.
    }{ $recording ->
        [yes] {"\u000A"}The recording was sent.
       *[no] { "" }
    }
webinar-publish = Publish
webinar-later = Later…
webinar-published = Published; we are telling those invited
webinar-edit = Change
webinar-cancel = Cancel the webinar
webinar-cancel-ask = Cancel the webinar? { $count ->
        [0] Nobody is registered.
        [one] We’ll tell { $count } person.
       *[other] We’ll tell { $count } people.
    } This can’t be undone.
webinar-cancel-sure = Yes, cancel
webinar-roll = Who comes
webinar-report-button = Results
webinar-recording = Link to the recording
webinar-again = Again next month
webinar-edit-which = What shall change? Everybody registered hears of a new time, subject or link.
webinar-clear = Leave it out
webinar-ask = { $what ->
        [later] When shall it be published? Write the day and time, for example: 15.02.2027 10:00
       *[recording] Send the link to the recording, for example: https://rutube.ru/video/1. Everybody who registered gets it.
    }
webinar-later-wrong = It can be published before it starts, which is { $at }. Write an earlier day and time, for example: 15.02.2027 10:00
webinar-plan-missing = The group “{ $group }” has no webinar next month. Plan one: it takes two minutes.
webinar-roll-screen =
    <b>{ $title }</b>
    Registered: { $count }. Tap a name to note who was there.
webinar-report =
    <b>Results: { $title }</b>
    Registered: { $registered }, in line: { $waiting }
    Came: { $attended }, missed: { $missed }
    { $scored ->
        [0] No scores yet.
       *[other] NPS { $nps } (scores: { $scored })
    }
webinar-comment = { $score ->
        [-1] •
       *[other] { $score } ·
    } { $text }
webinar-export = Export as a spreadsheet
webinar-sheet-caption = The webinar’s guests
webinar-sheet-sheet = Guests
webinar-sheet-file = webinar.xlsx
webinar-sheet-came = came
webinar-sheet-missed = missed
webinar-sheet-registered = registered
webinar-sheet-offered = place offered
webinar-sheet-waiting = in line
webinar-heading-name = Name
webinar-heading-username = Name in Telegram
webinar-heading-standing = Standing
webinar-heading-attended = Attendance
webinar-heading-score = Score
webinar-heading-comment = Comment
webinar-heading-registered = Registered
