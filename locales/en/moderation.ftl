moderation-rules =
    { $count ->
        [0] There are no special rules yet: we simply respect each other.
       *[other] <b>Rules of communication</b>
    }
moderation-rule-line = { $number }. { $rule }
moderation-unknown = unknown (Telegram doesn’t say)
moderation-card =
    <b>{ $stage ->
        [reported] Reported message
        [held] Held for a moderator
        [warned] Warning
        [joined] Added to a warning
        [breach] Breach after a warning
        [settled] Settled
        [appealed] Appeal
       *[dismissed] Dismissed
    }</b>
    { $chat } · { $author }, { $at }
    <blockquote>{ $text }</blockquote>
moderation-card-why =
    Filter: { $why ->
        [link] link from a newcomer
        [forward] forward from a newcomer
        [flood] too many messages in a row
       *[stop-word] listed word
    }
moderation-card-reports =
    { $count ->
        [one] Reported by { $count } person
       *[other] Reported by { $count } people
    }
moderation-card-warned = Warned by { $by }, { $at }. Valid until { $until }.
moderation-card-words = Moderator’s comment: { $words }
moderation-card-lifted = The warning was lifted by { $by }
moderation-card-sanction =
    { $act ->
        [remove] Removed from the chat
        [mute] Can’t write until { $until }
        [block] Blocked until { $until }
       *[spam] Blocked permanently as a spammer
    }. Decided by { $by }
moderation-card-undone = Undone by { $by }
moderation-card-ended = Expired
moderation-card-failure = <b>It did not work:</b> { $error }. Check the bot’s rights: /chats
moderation-card-unheard = <b>The warning did not arrive,</b> in private or in the group: { $error }. It does not count.
moderation-card-stays = <b>The message is still in the chat:</b> { $error }. Please delete it yourself.
moderation-card-appeal = <b>Appeal:</b> { $words }
moderation-card-appeal-decided =
    { $upheld ->
        [yes] Upheld, decision undone
       *[no] Declined, decision stands
    }: { $by }
moderation-by-hand =
    <b>Done manually in Telegram</b>
    { $chat } · { $author }: { $act ->
        [mute] restricted
       *[block] blocked
    }{ $until ->
        [none] { "" }
       *[other] { " " }until { $until }
    }. By: { $by }
moderation-why-by-hand = What was the reason? The association’s rule is to warn first. Tap the number of the rule that was broken.
moderation-other-reason = Another reason
moderation-warn = Warn
moderation-warn-rule = ⚠ rule { $number }
moderation-dismiss = Dismiss
moderation-release = Publish in the group
moderation-keep-away = Don’t publish
moderation-remove = Remove
moderation-block = Block: { $term }
moderation-other-term = Other duration
moderation-term-1 = 1 hour
moderation-term-3 = 3 hours
moderation-term-12 = 12 hours
moderation-term-24 = 1 day
moderation-term-72 = 3 days
moderation-term-168 = 1 week
moderation-term-336 = 2 weeks
moderation-term-720 = 30 days
moderation-term-2160 = 90 days
moderation-term-8760 = 1 year
moderation-lift = Lift the warning
moderation-undo = Undo
moderation-uphold = Uphold and undo
moderation-decline = Decline the appeal
moderation-acted =
    { $what ->
        [warned] Warned
        [joined] The message predates the warning: added to it
        [breach] Breach after a warning: decide on the card
        [removed] Removed
        [muted] Muted
        [blocked] Blocked
        [spam-blocked] Spammer blocked
        [lifted] Warning lifted
       *[undone] Undone
    }
refused-moderation-nothing-to-undo = There’s nothing left to undo: it has expired or has already been undone.
refused-moderation-own-decision = You can’t decide an appeal against your own decision. Wait for another moderator or an administrator.
refused-moderation-incident-gone = This message is no longer stored, so there’s nothing to decide.
moderation-refused-short =
    { $why ->
        [self] This is the bot’s message.
        [bot] This is a bot: remove it in the chat’s settings.
        [anonymous] This is an administrator of the chat.
        [linked] This is a channel post; edit it there.
        [service] This is a service message.
        [protected] This is a moderator or an administrator.
        [no-warning] Warn first: that’s the association’s rule.
        [older] The message was written before the warning.
        [already] This message has already been dealt with.
        [not-new] They’ve been here a while: warn first.
        [too-many] You’ve reported many messages: wait an hour.
       *[channel] A channel can only be warned or blocked.
    }
moderation-refused =
    { $why ->
        [self] This is my own message; I can’t be warned.
        [bot] This is another bot: the rules don’t apply to it. Remove it in the chat’s settings.
        [anonymous] An administrator wrote this on behalf of the group: administrators can’t be warned by a command.
        [linked] This is a post from the linked channel: edit it in the channel itself.
        [service] This is a Telegram service message.
        [protected] This is a moderator or an administrator: please settle it between yourselves, without commands.
        [no-warning] People can be removed or blocked only after a warning: that’s the association’s rule. Reply to the message with <code>/warn</code>, for example <code>/warn 1</code>.
        [older] This message was written before the warning and has been added to it as evidence. People can be removed or blocked only for what they write afterwards.
        [already] This message has already been dealt with: see its card.
        [not-new] Only an obvious spammer who has just joined can be blocked without a warning. This person has been here a while, or it’s unknown since when: start with <code>/warn</code>.
        [too-many] You’ve reported many messages within an hour, and the moderators are looking into them. Wait an hour to report more.
       *[channel] A channel can only be warned (<code>/warn</code>) or blocked (<code>/ban 7d</code>).
    }
moderation-needs-reply = Reply with <code>/{ $command }</code> to the message in question.
moderation-no-rule = There’s no rule { $command }. See the list: /rules. For example: <code>/warn 1</code> or <code>/warn 1 calm down, please</code>.
moderation-needs-time = For how long? For example: <code>/{ $command } 90m</code>, <code>/{ $command } 3d</code>, <code>/{ $command } 2w</code> or <code>/{ $command } 1d12h</code>. From one minute to a year.
moderation-warned =
    <b>Warning</b> in “{ $chat }”.
    { $number ->
        [0] A moderator found that your message breaks the rules of communication.
       *[other] It breaks rule { $number }: { $rule }
    }
    <blockquote>{ $text }</blockquote>{ $words ->
        [none] { "" }
       *[other] { "\u000A" }Moderator’s comment: { $words }
    }

    No other action has been taken. Until { $until }, another breach allows moderators to remove you or block you for a time. If you disagree, appeal: another moderator will review it.
moderation-warned-in-group =
    { $person ->
        [yes] <a href="tg://user?id={ $id }">{ $name }</a>
       *[no] { $name }
    }, this is a warning. { $number ->
        [0] The message breaks the rules of communication.
       *[other] It breaks rule { $number }: { $rule }
    } Another breach allows moderators to remove or temporarily block you.
moderation-appeal = I disagree
moderation-sanctioned =
    { $act ->
        [remove] The moderators have removed you from “{ $chat }” for a breach after a warning.
        [mute] You can’t write in “{ $chat }” until { $until } because of a breach after a warning. The restriction ends automatically.
       *[block] You can’t enter “{ $chat }” until { $until } because of a breach after a warning. I’ll send you the link when the block ends.
    }

    If you disagree, appeal: another moderator will review it.
moderation-undone =
    { $act ->
        [mute] The restriction in “{ $chat }” has been lifted: you can write again.
       *[other] The decision has been reversed: you can enter “{ $chat }” again.
    }
moderation-ended =
    { $act ->
        [mute] The restriction has ended: you can write in “{ $chat }” again.
       *[other] The block has ended: you can enter “{ $chat }” again.
    }
moderation-back = Come back
moderation-lifted = Your warning in “{ $chat }” has been lifted.
moderation-reported =
    { $count ->
        [1] Thank you, the moderators will take a look.
       *[other] Thank you, the moderators will take a look at { $count } messages.
    }
moderation-who = Which administrator is this? Please confirm with the button: the log needs a name.
moderation-it-is-me = It’s me
moderation-held =
    Your message in “{ $chat }” is waiting for a moderator, as newcomers’ first messages sometimes do. You’ve done nothing wrong.
    <blockquote>{ $text }</blockquote>
moderation-released =
    <b>{ $name }</b>:
    { $text }
moderation-appeal-ask = Write in one message what you disagree with (up to { $longest } characters). Another moderator will review it.
moderation-appeal-stop = Don’t appeal
moderation-appeal-stopped = OK, the decision stands.
refused-moderation-appeal-long = That’s { $length } characters; the limit is { $longest }. Please shorten it.
refused-moderation-appeal-words = Please describe in text what you disagree with.
moderation-appeal-made = Your appeal has been sent to the moderators. You’ll get the answer here.
moderation-appeal-decided =
    { $upheld ->
        [yes] Another moderator has reviewed your appeal and agrees with you (“{ $chat }”).
       *[no] Another moderator has reviewed your appeal: the decision in “{ $chat }” stands.
    }
refused-moderation-nothing-to-appeal = There’s nothing to appeal: the decision was reversed, it has expired, or you’ve already appealed.
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
        [0] The moderation log is empty.
       *[other] <b>Moderation log</b>
    }
moderation-log-line =
    { $at } · { $chat } · { $by }: { $act ->
        [warned] warning
        [joined] added to a warning
        [breach] breach after a warning
        [removed] removed
        [muted] muted
        [blocked] blocked
        [spam-blocked] blocked as a spammer
        [lifted] warning lifted
        [undone] undone
        [dismissed] dismissed
        [released] message released
        [block-by-hand] blocked manually
        [mute-by-hand] restricted manually
        [undone-by-hand] reversed manually
        [reason-given] reason given
        [failed] Telegram refused
        [appealed] appeal
        [appeal-upheld] appeal upheld
       *[appeal-declined] appeal declined
    } – { $name }
command-rules = Rules of communication
command-warnings = My warnings
command-report = Report a message to the moderators (as a reply)
command-log = Moderation log
command-warn = Warn (as a reply): /warn 1 comment
command-kick = Remove after a warning (as a reply)
command-mute = Mute temporarily (as a reply): /mute 3d
command-ban = Block temporarily (as a reply): /ban 30d
command-spam = Block a spamming newcomer (as a reply)
command-unwarn = Lift a warning (as a reply)
