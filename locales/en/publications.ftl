publication-room = News
publication-plan = Plan
publication-room-guest =
    <b>Propose news</b>
    Only subscribers can propose news. Subscribing is free and takes three taps.
publication-room-screen =
    <b>Propose news</b>
    { $full ->
        [yes] You have { $most } news items waiting for a decision, which is the limit. Wait for an answer, or withdraw one.
       *[no] Send your news in one message: a text, a link, a picture, a video or an album. We’ll show you a preview and send it to the moderators.
    }{ $own ->
        [0] { "" }
       *[other] {"\u000A"}Your open news items are on the buttons.
    }{ $waiting ->
        [0] { "" }
       *[other] {"\u000A"}⚖ – waiting for your decision: { $waiting }.
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
        [one] Picture
       *[other] Album: { $count }
    }
publication-nowhere = nowhere yet
publication-album = Collecting the album: { $count }. When it is complete, we’ll show a preview.
publication-preview = Preview
publication-read = Open in the chat
publication-draft = { $status ->
        [draft] This is how your news will look in: { $chats }. { $signed ->
                [yes] Signed with your name.
               *[no] Not signed with your name.
            }
            Want to change it? Send another message to replace this one.
        [waiting] <b>News item No. { $number } is with the moderators.</b> You’ll get the answer here.
        [published] <b>News item No. { $number } has been published.</b>
        [declined] <b>News item No. { $number } was not published.</b>{ $reason ->
                [none] { "" }
               *[other] { " " }{ $reason }
            }
       *[cancelled] <b>News item No. { $number } was withdrawn.</b> Nobody will see it.
    }
publication-send = Send to the moderators
publication-sign = Sign with my name
publication-discard = Discard
publication-recall = Withdraw and edit
publication-withdraw = Withdraw
publication-moved = The news item has changed since it was shown. This is how it looks now.
publication-nobody = News item No. { $number } has arrived, but there is nobody to decide on it. Appoint a moderator: /roles
publication-yours-published = <b>Your news item has been published:</b> { $title }
publication-yours-declined =
    <b>Your news item was not published:</b> { $title }
    { $reason ->
        [none] Thank you for sending it.
       *[other] Reason: { $reason }
    }
    You can edit it and send it again.
publication-card =
    <b>News item No. { $number }</b> from { $who ->
        [none] somebody who erased their data
       *[other] { $who }
    }{ $username ->
        [none] { "" }
       *[other] { " (@" }{ $username })
    }: { $title }
    { $signed ->
        [yes] Signed with the author’s name.
       *[no] Not signed with the author’s name.
    } Where: { $chats }.
    { $status ->
        [waiting] The preview is above. Publish, edit or decline it.
        [draft] <b>The author has withdrawn it to make changes.</b>
        [cancelled] <b>The author has withdrawn it.</b>
        [published] <b>Published.</b> Decided by { $decider }, { $at }
       *[declined] <b>Declined.</b> Decided by { $decider }, { $at }{ $reason ->
                [none] .
               *[other] . Reason: { $reason }
            }
    }
publication-publish = Publish
publication-edit = Edit
publication-decline = Decline
publication-elsewhere = Edit or decline
publication-approved = On its way to the chats
publication-card-moved = { $waits ->
        [yes] It was changed while you were looking at it. This is how it looks now.
       *[no] This has changed. Here is the current status.
    }
publication-revised = <b>{ $who } changed the text:</b> { $title }
publication-edit-ask =
    New text for: { $title }
    Send the whole text in one message; formatting is kept, and so are the pictures.
publication-decline-ask =
    Why are you declining it: { $title }
    Choose a reason or write your own; the author will see it.
publication-reason-known = We have already written about it
publication-reason-advertising = It looks like advertising
publication-reason-no-source = There is no source
publication-reason-off-topic = It is not about our field
refused-publications-missing = This no longer exists. See the list for what there is.
refused-publications-unfit = { $text ->
        [yes] Please send a text in one message, for example: “A data register was opened in Kazan. More: nbmz.ru”.
       *[no] This can’t be published. Send a text, a link, a picture, a video, or an album of pictures and videos.
    }
refused-publications-too-long = { $signed ->
        [yes] With the name, the text has { $length } characters, and the limit is { $most }. Please shorten it.
       *[no] The text has { $length } characters, and the limit is { $most }. Please send a shorter one.
    }
refused-publications-too-many-media = An album holds at most { $most } pictures and videos. The rest were left out.
refused-publications-poll-unfit = { $why ->
        [few] A poll needs a question and at least { $least } options, each on its own line.
        [many] There can be at most { $most } options.
        [question] The question has more than 300 characters: please shorten it.
        [option] An option has more than 100 characters: please shorten it.
       *[twice] One option appears twice: please remove the duplicate.
    }
    For example:
    Where do we meet?
    Online
    In Moscow
refused-publications-too-many = You already have { $most } news items waiting for a decision. Wait for an answer, or withdraw one: /news
refused-publications-no-chat = There is nowhere to publish it yet. Choose a chat; if there is none, an administrator can add the bot to a group or channel: /chats
refused-publications-nothing-to-send = There is nothing to send: it has already come out or was changed. See the current status: /plan
publication-week = <b>Plan: { $first } – { $last }</b>
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
        [summary] { " · weekly summary" }
       *[post] { "" }
    }{ $repeated ->
        [yes] { " ↻" }
       *[no] { "" }
    }
publication-new = + Post
publication-new-poll = + Poll
publication-open = Open the post
publication-compose = { $what ->
        [poll] Send the poll: the question on the first line, each option on its own line. You can also send a Telegram poll. For example:
            Where do we meet?
            Online
            In Moscow
        [edit] Send the replacement in one message: a text, a link, a picture, a video or an album.
       *[new] Send the post in one message: a text, a link, a picture, a video or an album. Formatting is kept.
    }
publication-post = { $kind ->
        [summary] <b>Weekly summary</b>
       *[post] <b>Post No. { $number }:</b> { $title }
    }
    { $status ->
        [draft] Draft. When should it be published? For example: tomorrow 10:00
        [waiting] The preview is above. It won’t be published without your approval.
        [planned] <b>Scheduled for { $at }.</b>
        [missed] <b>Not published in time ({ $at }):</b> the program was down.
        [published] <b>Published { $at }.</b>
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
publication-move = Reschedule
publication-repeat = Repeat: { $repeat ->
        [daily] every day
        [weekly] every week
        [monthly] every month
       *[never] no
    }
publication-cancel = Cancel the post
publication-cancel-ask = Cancel “{ $title }”? { $repeated ->
        [yes] It will not be published again.
       *[no] It will not be published.
    }
publication-cancel-sure = Yes, cancel
publication-when-ask = When should it be published? For example: tomorrow 10:00 or 25.11 10:00
publication-missed =
    <b>Not published in time:</b> { $title }
    It was due { $at }, but the program was down or Telegram did not respond. It won’t be published automatically.
publication-send-now = Send now
publication-refused =
    <b>Not published{ $chat ->
        [none] : the chat no longer exists
       *[other] { " in “" }{ $chat }”
    }:</b> { $title }{ $reason ->
        [none] { "" }
       *[other] {"\u000A"}Telegram answered: { $reason }
    }
    Check that the bot is in the chat and may post there, then send it again.
publication-sent-again = Sending again: { $title }
publication-day-empty = <b>{ $date }</b> is a working day, and nothing is planned for it.
publication-summary = The association’s week: { $since } – { $until }
publication-summary-members = New members
publication-summary-people = { $count ->
        [one] { $count } specialist
       *[other] { $count } specialists
    }
publication-summary-groups = New working groups
publication-summary-news = News
publication-summary-held = Past webinars
publication-summary-in-groups = in working groups: { $count }
publication-summary-coming = Coming up
