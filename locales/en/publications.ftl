publication-room = To the news
publication-plan = The plan
publication-room-guest =
    <b>Propose news</b>
    News come from those who have subscribed: it is free and takes three taps.
publication-room-screen =
    <b>Propose news</b>
    { $full ->
        [yes] { $most } of yours wait for a decision now: more can’t. Wait for the answer, or take one back.
       *[no] Send them in one message: a text, a link, a picture, a video or an album. We show how they will look, and send them to the moderators.
    }{ $own ->
        [0] { "" }
       *[other] {"\u000A"}Those that you began are on the buttons.
    }{ $waiting ->
        [0] { "" }
       *[other] {"\u000A"}⚖ – wait for your decision: { $waiting }.
    }
publication-row = { $status ->
        [decide] ⚖
        [waiting] ⏳
        [draft] ✎
        [planned] ⏰
        [missed] ⚠
       *[other] •
    } { $title }
publication-wordless = { $count ->
        [one] A picture
       *[other] Album: { $count }
    }
publication-nowhere = nowhere yet
publication-album = Collecting the album: { $count }. When it is whole, we show how it will look.
publication-preview = Take a look
publication-read = Open in the chat
publication-draft = { $status ->
        [draft] This is how your news will look in: { $chats }. { $signed ->
                [yes] Your name stands below.
               *[no] Your name does not stand below.
            }
            Not quite? Send another message, and it takes the place of this one.
        [waiting] <b>News No. { $number } are with the moderators.</b> The answer comes here.
        [published] <b>News No. { $number } were published.</b>
        [declined] <b>News No. { $number } were not published.</b>{ $reason ->
                [none] { "" }
               *[other] { " " }{ $reason }
            }
       *[cancelled] <b>News No. { $number } were taken back.</b> Nobody will see them.
    }
publication-send = Send to the moderators
publication-sign = My name below the news
publication-discard = Discard
publication-recall = Take back and correct
publication-withdraw = Take back
publication-moved = The news are no longer what was on the screen. This is how they look now.
publication-nobody = News No. { $number } have come, and there is nobody to decide. Appoint a moderator: /roles
publication-yours-published = <b>Your news are out:</b> { $title }
publication-yours-declined =
    <b>The news were not published:</b> { $title }
    { $reason ->
        [none] Thank you for sending them.
       *[other] The reason: { $reason }
    }
    You can send them again, corrected.
publication-card =
    <b>News No. { $number }</b> from { $who ->
        [none] somebody who erased their data
       *[other] { $who }
    }{ $username ->
        [none] { "" }
       *[other] { " (@" }{ $username })
    }: { $title }
    { $signed ->
        [yes] The author’s name stands below.
       *[no] Without the author’s name.
    } Where: { $chats }.
    { $status ->
        [waiting] Above is how they will look. Decide: publish, change or decline.
        [draft] <b>The author took them back to correct them.</b>
        [cancelled] <b>The author took them back.</b>
        [published] <b>Published.</b> Decided by { $decider }, { $at }
       *[declined] <b>Declined.</b> Decided by { $decider }, { $at }{ $reason ->
                [none] .
               *[other] . The reason: { $reason }
            }
    }
publication-publish = Publish
publication-edit = Change
publication-decline = Decline
publication-elsewhere = Change or decline
publication-approved = On its way into the chats
publication-card-moved = { $waits ->
        [yes] It was changed while you were looking. This is how it looks now.
       *[no] It has been decided. This is how it stands.
    }
publication-revised = <b>{ $who } changed the text:</b> { $title }
publication-edit-ask =
    A new text for: { $title }
    Send it whole in one message; the formatting is kept. The pictures stay.
publication-decline-ask =
    Why it is not published: { $title }
    Choose, or put it in your own words: the author reads it.
publication-reason-known = We have written about it already
publication-reason-advertising = It looks like advertising
publication-reason-no-source = A source is missing
publication-reason-off-topic = It is not about our field
publication-missing = This is gone. What there is, is in the list.
publication-unfit = { $text ->
        [yes] A text in one message is wanted here, for example: “A data register was opened in Kazan. More: nbmz.ru”.
       *[no] This can’t be published. Send a text, a link, a picture, a video, or an album of pictures and videos.
    }
publication-too-long = { $signed ->
        [yes] With the name it has { $length } characters, and there is room for { $most }. Make the text shorter.
       *[no] The text has { $length } characters, and there is room for { $most }. Send a shorter one.
    }
publication-too-many-media = An album holds at most { $most } pictures and videos. The others were not taken.
publication-poll-unfit = { $why ->
        [few] A question is needed and at least { $least } options, each in a line of its own.
        [many] There can be at most { $most } options.
        [question] The question has more than 300 characters: make it shorter.
        [option] An option has more than 100 characters: make it shorter.
       *[twice] One option stands there twice: leave it once.
    }
    For example:
    Where do we meet?
    Online
    In Moscow
publication-too-many = { $most } of your news wait for a decision already. Wait for the answer, or take one back: /news
publication-no-chat = There is nowhere to publish it yet. Choose a chat; if there is none, an administrator adds the bot to a group or a channel: /chats
publication-nothing-to-send = There is nothing to send: it is out already, or was changed. How it stands: /plan
publication-week = <b>The plan: { $first } – { $last }</b>
publication-day = <b>{ $date }</b>{ $empty ->
        [working] { " – ⚠ empty" }
        [free] { " –" }
       *[no] { "" }
    }
publication-entry = { $time } { $mark ->
        [none] { "" }
       *[other] { $mark }
    }{ $title }{ $kind ->
        [news] { " · news" }
        [summary] { " · the week in short" }
       *[post] { "" }
    }{ $repeated ->
        [yes] { " ↻" }
       *[no] { "" }
    }
publication-new = + Post
publication-new-poll = + Poll
publication-open = Open the post
publication-compose = { $what ->
        [poll] Send the poll: the question in the first line, each option in a line of its own. A poll made in Telegram will do too. For example:
            Where do we meet?
            Online
            In Moscow
        [edit] Send in one message what shall take its place: a text, a link, a picture, a video or an album.
       *[new] Send the post in one message: a text, a link, a picture, a video or an album. The formatting is kept.
    }
publication-post = { $kind ->
        [summary] <b>The week in short</b>
       *[post] <b>Post No. { $number }:</b> { $title }
    }
    { $status ->
        [draft] A draft. When shall it come out? Write it, for example: tomorrow 10:00
        [waiting] Above is how it will look. Without your word it does not go out.
        [planned] <b>Comes out { $at }.</b>
        [missed] <b>Did not come out in time ({ $at }):</b> the program stood still.
        [published] <b>Came out { $at }.</b>
       *[cancelled] <b>Cancelled.</b>
    }
    Where: { $chats }.{ $repeat ->
        [daily] { " Every day." }
        [weekly] { " Every week." }
        [monthly] { " Every month." }
       *[never] { "" }
    }
publication-now = Publish now
publication-when = Set the time
publication-move = Move
publication-repeat = Repeat: { $repeat ->
        [daily] every day
        [weekly] every week
        [monthly] every month
       *[never] no
    }
publication-cancel = Cancel the post
publication-cancel-ask = Cancel “{ $title }”? { $repeated ->
        [yes] It will never come out again.
       *[no] It will not come out.
    }
publication-cancel-sure = Yes, cancel
publication-when-ask = When shall it come out? Write it, for example: tomorrow 10:00 or 25.11 10:00
publication-missed =
    <b>Did not come out in time:</b> { $title }
    It was due { $at }, but the program stood still, or Telegram did not answer. By itself it will not come out any more.
publication-send-now = Send now
publication-refused =
    <b>Did not come out{ $chat ->
        [none] : the chat is no more
       *[other] { " in “" }{ $chat }”
    }:</b> { $title }{ $reason ->
        [none] { "" }
       *[other] {"\u000A"}Telegram answered: { $reason }
    }
    See that the bot is there and may write, and send it again.
publication-sent-again = Sending it again: { $title }
publication-day-empty = <b>{ $date }</b> is a working day, and nothing is planned for it.
publication-summary = The association’s week: { $since } – { $until }
publication-summary-members = They have joined us
publication-summary-people = { $count ->
        [one] { $count } specialist
       *[other] { $count } specialists
    }
publication-summary-groups = New working groups
publication-summary-news = What was written about
publication-summary-held = Webinars that were held
publication-summary-in-groups = in working groups: { $count }
publication-summary-coming = Coming up
