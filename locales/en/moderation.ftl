moderation-rules =
    { $count ->
        [0] There are no special rules so far: we respect each other.
       *[other] <b>Rules of communication</b>
    }
moderation-rule-line = { $number }. { $rule }
moderation-unknown = Telegram does not say who
moderation-card =
    <b>{ $stage ->
        [reported] A message that was pointed out
        [held] Held until a moderator decides
        [warned] A warning
        [joined] Added to a warning
        [breach] A breach after a warning
        [settled] Settled
        [appealed] An appeal
       *[dismissed] Left without consequences
    }</b>
    { $chat } · { $author }, { $at }
    <blockquote>{ $text }</blockquote>
moderation-card-why =
    Filter: { $why ->
        [link] a newcomer’s link
        [forward] forwarded by a newcomer
        [flood] too many messages in a row
       *[stop-word] a word of the list
    }
moderation-card-reports =
    { $count ->
        [one] { $count } person asks you to look
       *[other] { $count } people ask you to look
    }
moderation-card-warned = Warned by { $by }, { $at }. Valid until { $until }.
moderation-card-words = The moderator’s words: { $words }
moderation-card-lifted = The warning was lifted by { $by }
moderation-card-sanction =
    { $act ->
        [remove] Removed from the chat
        [mute] Can’t write until { $until }
        [block] Blocked until { $until }
       *[spam] Blocked for ever as a spammer
    }. Decided by { $by }
moderation-card-undone = Taken back by { $by }
moderation-card-ended = The time is over
moderation-card-failure = <b>It did not work:</b> Telegram refused (<code>{ $error }</code>). Check the bot’s rights: /chats
moderation-card-appeal = <b>Appeal:</b> { $words }
moderation-card-appeal-decided =
    { $upheld ->
        [yes] Agreed and taken back
       *[no] Left in force
    }: { $by }
moderation-by-hand =
    <b>Done by hand in Telegram</b>
    { $chat } · { $author }: { $act ->
        [mute] restricted
       *[block] blocked
    }{ $until ->
        [none] { "" }
       *[other] { " " }until { $until }
    }. By: { $by }
moderation-why-by-hand = What for? The association’s rule is a warning first. Press the number of the rule.
moderation-other-reason = Another reason
moderation-warn = Warn
moderation-warn-rule = ⚠ rule { $number }
moderation-dismiss = Leave it at that
moderation-release = Put back into the group
moderation-keep-away = Don’t publish
moderation-remove = Remove
moderation-block = Block: { $term }
moderation-other-term = Another time
moderation-term-1 = 1 hour
moderation-term-3 = 3 hours
moderation-term-12 = 12 hours
moderation-term-24 = a day
moderation-term-72 = 3 days
moderation-term-168 = a week
moderation-term-336 = 2 weeks
moderation-term-720 = 30 days
moderation-term-2160 = 90 days
moderation-term-8760 = a year
moderation-lift = Lift the warning
moderation-undo = Take back
moderation-uphold = Agree and take back
moderation-decline = Leave in force
moderation-acted =
    { $what ->
        [warned] Warned
        [joined] The message is older than the warning: added to it
        [breach] A breach after a warning: decide on the card
        [removed] Removed
        [muted] Can’t write any more
        [blocked] Blocked
        [spam-blocked] The spammer is blocked
        [lifted] The warning is lifted
       *[undone] Taken back
    }
moderation-nothing-to-undo = There is nothing left to take back: the time is over, or it was done already.
moderation-own-decision = An appeal isn’t decided by whoever decided before. Wait for another moderator or an administrator.
moderation-incident-gone = This message is kept no longer, there is nothing to decide.
moderation-refused-short =
    { $why ->
        [self] This is the bot’s message.
        [bot] This is a bot: remove it in the chat’s settings.
        [anonymous] This is an administrator of the chat.
        [linked] This is a post of the channel, it is edited there.
        [service] This is a service message.
        [protected] This is a moderator or an administrator.
        [no-warning] A warning first: that is the association’s rule.
        [older] The message was written before the warning.
        [already] This message was dealt with.
        [not-new] They have been here for long: a warning first.
        [too-many] You have reported many messages already: wait an hour.
       *[channel] A channel can only be warned or blocked.
    }
moderation-refused =
    { $why ->
        [self] This is my own message, there is nothing to warn me of.
        [bot] This is another bot: the rules are not about it. Remove it in the chat’s settings.
        [anonymous] An administrator wrote this in the group’s name: they aren’t warned by a command.
        [linked] This is a post of the linked channel: it is edited in the channel itself.
        [service] This is a service message of Telegram, nobody’s words.
        [protected] This is a moderator or an administrator: among yourselves you settle things without commands.
        [no-warning] Somebody can be removed or blocked only after a warning, that is the association’s rule. Reply to the message with <code>/warn</code>, say <code>/warn 1</code>.
        [older] This message was written before the warning: it was added to it as an example. People are removed and blocked for what they write afterwards.
        [already] This message was dealt with: the card shows how.
        [not-new] Only an unmistakable spammer who has just come in is blocked without a warning. They have been here for long, or since nobody knows when: begin with <code>/warn</code>.
        [too-many] You have reported many messages within an hour: the moderators are looking. To report more, wait an hour.
       *[channel] A channel can only be warned (<code>/warn</code>) or blocked (<code>/ban 7d</code>).
    }
moderation-needs-reply = Reply with <code>/{ $command }</code> to the message in question.
moderation-no-rule = There is no rule { $command }. The list: /rules. For example: <code>/warn 1</code>, or <code>/warn 1 more calmly, please</code>.
moderation-needs-time = For how long? For example: <code>/{ $command } 90m</code>, <code>/{ $command } 3d</code>, <code>/{ $command } 2w</code> or <code>/{ $command } 1d12h</code>. From one minute to a year.
moderation-warned =
    <b>A warning</b> in “{ $chat }”.
    { $number ->
        [0] A moderator finds that the message breaks the rules of communication.
       *[other] It breaks rule { $number }: { $rule }
    }
    <blockquote>{ $text }</blockquote>{ $words ->
        [none] { "" }
       *[other] { "\u000A" }The moderator writes: { $words }
    }

    Nothing else has happened so far. Until { $until } the next breach lets the moderators remove you or block you for a time. If you disagree, answer: another moderator will look at it.
moderation-warned-in-group =
    { $person ->
        [yes] <a href="tg://user?id={ $id }">{ $name }</a>
       *[no] { $name }
    }, this is a warning. { $number ->
        [0] The message breaks the rules of communication.
       *[other] It breaks rule { $number }: { $rule }
    } The next breach lets the moderators remove or block for a time.
moderation-appeal = I disagree
moderation-sanctioned =
    { $act ->
        [remove] The moderators have removed you from “{ $chat }”: a breach after a warning.
        [mute] Until { $until } you can’t write in “{ $chat }”: a breach after a warning. Then everything comes back by itself.
       *[block] Until { $until } you can’t enter “{ $chat }”: a breach after a warning. When the time is over, I’ll send the link.
    }

    If you disagree, answer: another moderator will look at it.
moderation-undone =
    { $act ->
        [mute] The restriction in “{ $chat }” was taken back: you can write again.
       *[other] The decision was taken back: you can enter “{ $chat }” again.
    }
moderation-ended =
    { $act ->
        [mute] The time is over: you can write in “{ $chat }” again.
       *[other] The time is over: you can enter “{ $chat }” again.
    }
moderation-back = Come back
moderation-lifted = The warning in “{ $chat }” was lifted.
moderation-reported = Thank you, the moderators will look.
moderation-who = Which administrator decides? Please confirm by the button: the log takes down a name.
moderation-it-is-me = It is me
moderation-held =
    Your message in “{ $chat }” waits for a moderator, as first messages of newcomers may. Nothing bad has happened.
    <blockquote>{ $text }</blockquote>
moderation-released =
    <b>{ $name }</b>:
    { $text }
moderation-appeal-ask = Write in one message what you disagree with (up to { $longest } characters). Another moderator will look at it.
moderation-appeal-stop = Don’t appeal
moderation-appeal-stopped = All right, the decision stands.
moderation-appeal-long = These are { $length } characters, up to { $longest } fit. Please send it shorter.
moderation-appeal-words = It takes words: write what you disagree with as text.
moderation-appeal-made = The moderators have it. The answer will come here.
moderation-appeal-decided =
    { $upheld ->
        [yes] Another moderator has looked at it and agrees with you (“{ $chat }”).
       *[no] Another moderator has looked at it: the decision in “{ $chat }” stands.
    }
moderation-nothing-to-appeal-short = There is nothing to appeal against.
moderation-nothing-to-appeal = There is nothing to appeal against: the decision was taken back, its time is over, or you have written already.
moderation-warnings =
    { $whose ->
        [mine] { $count ->
            [0] You have no valid warnings.
           *[other] <b>Your valid warnings</b>
        }
       *[other] { $count ->
            [0] { $name } has no valid warnings.
           *[other] <b>Valid warnings: { $name }</b>
        }
    }
moderation-warning-line = • { $chat }, { $at }, valid until { $until }
moderation-log =
    { $count ->
        [0] The log of moderation is empty so far.
       *[other] <b>The log of moderation</b>
    }
moderation-log-line =
    { $at } · { $chat } · { $by }: { $act ->
        [warned] a warning
        [joined] added to a warning
        [breach] a breach after a warning
        [removed] removed
        [muted] muted
        [blocked] blocked
        [spam-blocked] blocked as a spammer
        [lifted] a warning lifted
        [undone] taken back
        [dismissed] left at that
        [released] a message put back
        [block-by-hand] blocked by hand
        [mute-by-hand] restricted by hand
        [undone-by-hand] let back by hand
        [reason-given] a reason named
        [failed] Telegram refused
        [appealed] an appeal
        [appeal-upheld] an appeal upheld
       *[appeal-declined] an appeal declined
    } – { $name }
command-rules = Rules of communication
command-warnings = My warnings
command-report = Show a message to the moderators (as a reply)
command-log = The log of moderation
command-warn = Warn (as a reply): /warn 1 words
command-kick = Remove after a warning (as a reply)
command-mute = Mute for a time (as a reply): /mute 3d
command-ban = Block for a time (as a reply): /ban 30d
command-spam = Block a newcomer who spams (as a reply)
command-unwarn = Lift a warning (as a reply)
