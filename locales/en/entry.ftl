entry-rules =
    <b>You would like to join “{ $title }”</b>
    { $count ->
        [0] Tap “I accept” and you’re in.
       *[other]
            Our rules of communication:
            { $rules }

            If you agree, tap “I accept” and you’re in.
    }
    This request is open until { $until }.{ $link ->
        [yes] { " " }If you decide later, ask again with the button below.
       *[no] { "" }
    }
entry-accept = ✓ I accept
entry-later = Ask again later
entry-accepted = Thank you! We’re letting you in.
entry-welcome =
    <b>Welcome to “{ $title }”!</b>
    You’ve accepted the rules and are being let in.
entry-open = Open the chat
entry-greeting =
    Welcome, <a href="tg://user?id={ $id }">{ $name }</a>{ $others ->
        [0] !
        [one] { " " }and { $others } more newcomer!
       *[other] { " " }and { $others } more newcomers!
    }
entry-nameless = newcomer
entry-refused =
    “{ $title }” is a working group’s chat{ $group ->
        [none] { "" }
       *[other] { " " }(“{ $group }”)
    }, open to its members only.
    { $standing ->
        [elsewhere] You’re a member of the Association but not of this group yet. Request a place on the group’s screen; once it’s confirmed, ask to join the chat again.
        [lapsed] Your membership is suspended because the fee wasn’t paid in time. Once you pay it, the chat will be open to you again.
       *[stranger] Join the Association and choose this group, then ask to join the chat again. You can start right here.
    }
refused-entry-missing = This request doesn’t exist. To join the chat, use its link.
entry-over = This request is closed
entry-closed =
    { $status ->
        [expired] The request was closed because it wasn’t answered in time. If you change your mind, ask again.
        [declined] The request was declined. If you think this is a mistake, write to us: { $email }
        [refused] This chat is for members of the working group only.
        [unreached] The moderators are reviewing your request.
        [stuck] You’ve accepted the rules, but Telegram hasn’t let you in yet. The moderators have been told; you don’t need to do anything.
       *[gone] This request no longer exists: it was withdrawn or decided without me. If you’re not in the chat, ask again.
    }
entry-card =
    <b>Asks to join “{ $title }”</b>
    <a href="tg://user?id={ $id }">{ $name }</a>, No. { $id }
    { $status ->
        [stuck] The request was approved, but Telegram didn’t let them in: { $reason }. If the bot lacks a right, check it in /chats and try again.
       *[unreached] I can’t write to this person, so they haven’t seen the rules.
    }
    Decide by { $until }; after that the request is declined automatically.
entry-admit = ✓ Let in
entry-decline = ✕ Decline
entry-decided = Done
entry-state =
    { $status ->
        [admitted] ✓ Let in
        [declined] ✕ Declined
        [expired] ✕ Expired, declined
        [stuck] Failed, see below
       *[gone] Request no longer exists
    }{ $who ->
        [none] { "" }
       *[other] : { $who }
    }
entry-shown =
    { $status ->
        [admitted] Let in on { $at }
        [declined] Declined on { $at }
        [expired] Not answered, declined on { $at }
        [gone] The request no longer exists, since { $at }
       *[open] Not decided yet, open until { $at }
    }{ $who ->
        [none] .
       *[other] . Decided by { $who }.
    }
refused-entry-not-of-group = This isn’t possible: the chat belongs to a working group, and the person is no longer a member. Please decline.
entry-parted =
    You no longer have access to the chat “{ $title }”: it’s for members of the working group{ $group ->
        [none] { "" }
       *[other] { " " }“{ $group }”
    }, and { $standing ->
        [elsewhere] you no longer have a place in it. To come back, request a place on the group’s screen.
        [lapsed] your membership is suspended because the fee wasn’t paid in time. Once you pay it, I’ll send you the link to come back.
       *[stranger] you’re no longer a member of the Association. Join again and I’ll send you the link to come back.
    }
entry-way-back =
    Welcome back! The chat “{ $title }” of the working group{ $group ->
        [none] { "" }
       *[other] { " " }“{ $group }”
    } is open to you again.
entry-come-back = Back to the chat
