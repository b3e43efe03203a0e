entry-rules =
    <b>You would like to join “{ $title }”</b>
    { $count ->
        [0] Press “I accept” and you are in.
       *[other]
            Our rules of communication:
            { $rules }

            Do they suit you? Press “I accept” and you are in.
    }
    The request waits until { $until }.{ $link ->
        [yes] { " " }If you decide later, ask again by the button below.
       *[no] { "" }
    }
entry-accept = ✓ I accept
entry-later = Ask again later
entry-accepted = Thank you! Letting you in.
entry-welcome =
    <b>Welcome to “{ $title }”!</b>
    You have accepted the rules and are being let in.
entry-open = Open the chat
entry-greeting = Welcome, <a href="tg://user?id={ $id }">{ $name }</a>!
entry-nameless = newcomer
entry-refused =
    “{ $title }” is a working group’s chat{ $group ->
        [none] { "" }
       *[other] { " " }(“{ $group }”)
    }, for its members only.
    { $standing ->
        [elsewhere] You are a member of the Association, but not in this group yet. Ask for a place on the group’s screen; when it is confirmed, ask to join the chat again.
        [lapsed] Your membership is suspended, because the fee was not paid in time. Pay the fee, and the chat is open to you again.
       *[stranger] Join the Association and choose this group; then ask to join the chat again. You can begin right here.
    }
entry-missing = There is no such request. To get into the chat, ask to join it by its link.
entry-over = This request is closed
entry-closed =
    { $status ->
        [expired] The request is closed, because it was not answered in time. If you change your mind, ask again.
        [declined] The request was declined. If that is a mistake, write to us: { $email }
        [refused] This chat is for the members of the working group only.
        [unreached] The moderators are deciding on your request.
        [stuck] You have accepted the rules, but Telegram has not let you in yet. The moderators know; there is nothing for you to do.
       *[gone] There is no such request any more: it was taken back, or decided without me. If you are not in the chat, ask again.
    }
entry-card =
    <b>Asks to join “{ $title }”</b>
    <a href="tg://user?id={ $id }">{ $name }</a>, No. { $id }
    { $status ->
        [stuck] The request was granted, but Telegram did not let them in: see in /chats whether I have the rights I need, and try again.
       *[unreached] I can’t write to this person, so they have not seen the rules.
    }
    Decide until { $until }: then the request is declined by itself.
entry-admit = ✓ Let in
entry-decline = ✕ Decline
entry-decided = Done
entry-state =
    { $status ->
        [admitted] ✓ Let in
        [declined] ✕ Declined
        [expired] ✕ Time is up, declined
        [stuck] It failed, see below
       *[gone] The request is gone
    }{ $who ->
        [none] { "" }
       *[other] : { $who }
    }
entry-shown =
    { $status ->
        [admitted] Let in on { $at }
        [declined] Declined on { $at }
        [expired] Nobody answered, declined on { $at }
        [gone] There is no request since { $at }
       *[open] Not decided yet, waits until { $at }
    }{ $who ->
        [none] .
       *[other] . Decided by { $who }.
    }
entry-not-of-group = You can’t: this is a working group’s chat, and the person is not in the group any more. Please decline.
entry-parted =
    The chat “{ $title }” is closed to you now: it is for the members of the working group{ $group ->
        [none] { "" }
       *[other] { " " }“{ $group }”
    }, and { $standing ->
        [elsewhere] you have no place in it any more. To come back, ask for a place on the group’s screen.
        [lapsed] your membership is suspended, because the fee was not paid in time. Pay the fee, and I will send you the link to come back.
       *[stranger] you are no longer a member of the Association. Join again, and I will send you the link to come back.
    }
entry-way-back =
    Welcome back! The chat “{ $title }” of the working group{ $group ->
        [none] { "" }
       *[other] { " " }“{ $group }”
    } is open to you again.
entry-come-back = Back to the chat
