group-list =
    <b>Working groups</b>
    { $count ->
        [0] There are none yet.
       *[other] Tap a group to learn more about it.
    }
group-line-mine = ★ You are in the group “{ $group }”.
group-line-proposed = You have been proposed for the group “{ $group }”. Confirmation is pending.
group-line-none = You are not in a group yet. Choose one and tap “Join this group”.
group-add = + Group
group-export-all = ⇩ All groups to Excel
group-unplaced-button = No group · { $count }
refused-groups-gone = This group no longer exists. See which groups are open.
refused-groups-stale = This button is out of date. Open the group again.
group-screen =
    <b>{ $group }</b>{ $field ->
        [none] { "" }
       *[other]
            { "" }
            { $field }
    }

    { $led ->
        [0] No leader yet.
        [one] Leader: { $leaders }.
       *[other] Leaders: { $leaders }.
    }
    Members in the group: { $size }.{ $standing ->
        [mine] { "" }
            ★ This is your group.
        [proposed] { "" }
            You have been proposed for this group. Confirmation is pending.
       *[none] { "" }
    }
group-speaker = { $who ->
        [none] Your organisation has not named a representative yet.
       *[other] Your organisation’s representative: { $who }.
    }
group-speaker-button = Our representative
group-speakers = Who represents your organisation in this group?
group-speaker-named = Saved
group-you-speak = You now represent “{ $member }” in the working group “{ $group }”.
group-chat = Group chat
group-ask-button = Ask a question
group-wish-button = Join this group
group-wish-how = Your organisation is already in a working group. What would you like to do?
group-wish-further = Join this one too
group-wish-instead = Instead of “{ $group }”
refused-groups-members-only = This is for members of the Association. You can join here in the chat: /start
group-to-group = To the group
group-to-groups = ← Groups
group-roster-button = Members
group-export-button = ⇩ Excel
group-questions-button = Questions · { $count }
group-link-button = Chat link
group-rename-button = Name
group-describe-button = Description
group-close-button = Close
group-skip = Skip the other languages
group-ask-title =
    What is the group called? Language: { $language }.
    Send the name in one message, up to 60 characters.
group-ask-field =
    What does the group work on? Language: { $language }.
    Send the description in one message, up to 500 characters.
refused-groups-bad-title = A name has 1 to 60 characters, for example “Telemedicine”. Please try again.
refused-groups-bad-field = A description has 1 to 500 characters. Please try again.
group-ask-link =
    Send the link to the group’s chat, for example https://t.me/+AbCdEf12345
    Only members of the group will see it.
group-unlink = Remove the link
refused-groups-bad-link = This is not a link to a Telegram chat. Example: https://t.me/+AbCdEf12345
group-close-ask =
    <b>Close the group “{ $group }”?</b>
    { $count ->
        [0] It has no members.
        [one] Where should { $count } member go?
       *[other] Where should { $count } members go?
    } Its leaders will lose the role. Everyone will be notified.
group-close-evenly = Close and distribute evenly
refused-groups-last = This is the last group, and its members would have nowhere to go. Add another one first.
group-closed = { $count ->
        [0] The group is closed
       *[other] The group is closed. Moved: { $count }
    }
place-proposed =
    { $asked ->
        [yes] <b>A request to change groups</b>
       *[no] <b>A new member: which group?</b>
    }
    { $member }
    { $before ->
        [none] { "" }
       *[other] Now: { $before }
    }
    { $asked ->
        [yes] Requested: <b>{ $group }</b>
       *[no] Proposed: <b>{ $group }</b>
    }
place-confirm = ✓ Confirm
place-decline = Leave as is
place-to = → { $group }
place-done = Done, everyone has been notified
refused-groups-place-settled = This has already been decided. Here is the current status.
place-settled =
    { $member }
    Group: <b>{ $group }</b>
    Decided by { $who }, { $at }
place-declined =
    { $member }
    The request for the group “{ $group }” was declined; nothing changes.
    Decided by { $who }
place-change = Change
place-yours = { $before ->
        [none] Your working group: <b>{ $group }</b>.
       *[other] Your working group is now <b>{ $group }</b> (it was { $before }).
    }
    Member of the Association: { $member }.
    { $led ->
        [0] No leader has been appointed yet.
        [one] Leader: { $leaders }.
       *[other] Leaders: { $leaders }.
    }
place-you-stay = Your request to move to the group “{ $group }” was declined; nothing changes. If you have questions, ask the association’s secretary or the group’s leader.
place-wish-noted = Your request for the group “{ $group }” has gone to the secretary and the group’s leader. You’ll get the answer here.
refused-groups-no-member = This person or organisation is no longer an active member.
place-card =
    <b>{ $member }</b>{ $count ->
        [0] { "" }
            Not in a group yet. Choose one:
       *[other] { "" }
    }
place-line = • { $group }{ $settled ->
        [yes] { "" }
       *[no] { " (proposed)" }
    }{ $person ->
        [none] { "" }
       *[other] { " – " }{ $person }
    }
place-about = Decide about “{ $group }”
place-unplaced = { $count ->
        [0] Every member has a group.
       *[other] <b>Without a group: { $count }</b>
            Choose a member to assign, or distribute all of them evenly.
    }
place-assign-all = Assign all · { $count }
place-assigned = Assigned: { $count }
roster-screen =
    <b>{ $group }</b>
    Members: { $count }
roster-line = • { $member }{ $person ->
        [none] { "" }
       *[other] { " – " }{ $person }
    }{ $settled ->
        [yes] { "" }
       *[no] { " (proposed)" }
    }
roster-coming = We’re preparing the file and will send it here
roster-caption = Members of the working groups. The file contains personal data: share it only if you need to.
roster-failed = We couldn’t create the file. Try again: /groups
roster-sheet = Working groups
roster-file = working-groups.xlsx
roster-person = individual
roster-organisation = organisation
roster-confirmed = in the group
roster-proposed = proposed
roster-none = no group
roster-heading-group = Working group
roster-heading-member = Member
roster-heading-kind = Kind
roster-heading-contact = Contact
roster-heading-username = Telegram
roster-heading-status = Status
roster-heading-since = Since
question-ask =
    <b>A question for the group “{ $group }”</b>
    Send it in one message, up to 1800 characters. The group’s leader will answer, and you’ll get the answer here.
refused-groups-too-many-questions = You already have three unanswered questions. Wait for an answer to at least one of them.
question-sent = Your question has been sent. You’ll get the answer here.
question-card =
    <b>A question for the group “{ $group }”</b>
    { $member } ({ $who }):

    { $text }
question-answer = Answer
question-list = { $count ->
        [0] There are no unanswered questions.
       *[other] <b>Unanswered questions: { $count }</b>
    }
question-answer-ask =
    <b>Send your answer in one message</b> (up to 1800 characters):

    { $text }
refused-groups-question-answered = This question has already been answered
question-answered =
    <b>Answered</b>
    { $text }

    <b>Answer:</b>
    { $answer }
refused-groups-question-gone = This question no longer exists.
question-your-answer =
    <b>An answer from the working group “{ $group }”</b> ({ $who })

    { $text }

    <b>Answer:</b>
    { $answer }
group-webinar = Next webinar: { $title }, { $at }
