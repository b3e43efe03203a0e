group-list =
    <b>Working groups</b>
    { $count ->
        [0] There is none yet.
       *[other] Press a group to learn more about it.
    }
group-line-mine = ★ You are in the group “{ $group }”.
group-line-proposed = The group “{ $group }” was proposed for you and waits to be confirmed.
group-line-none = You are in no group yet. Choose one and press “I want to be here”.
group-add = + Group
group-export-all = ⇩ All to Excel
group-unplaced-button = Without a group · { $count }
group-gone = That group is no more. Here is what there is.
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
            You are proposed for this group, which waits to be confirmed.
       *[none] { "" }
    }
group-speaker = { $who ->
        [none] Nobody is named yet to speak for your organisation.
       *[other] Speaks for your organisation: { $who }.
    }
group-speaker-button = Our representative
group-speakers = Who speaks for your organisation in this group?
group-speaker-named = Noted
group-you-speak = You now speak for “{ $member }” in the working group “{ $group }”.
group-chat = The group’s chat
group-ask-button = Ask a question
group-wish-button = I want to be here
group-wish-how = Your organisation is in a working group already. What shall it be?
group-wish-further = Join this one too
group-wish-instead = Instead of “{ $group }”
group-members-only = This is for members of the Association. You can join right here in the chat: /start
group-to-group = To the group
group-to-groups = ← Groups
group-roster-button = Members
group-export-button = ⇩ Excel
group-questions-button = Questions · { $count }
group-link-button = Link to the chat
group-rename-button = Name
group-describe-button = Field
group-close-button = Close
group-skip = Skip the other languages
group-ask-title =
    What is the group called? Language: { $language }.
    Write the name in one message, up to 60 characters.
group-ask-field =
    What does the group work on? Language: { $language }.
    Write it in one message, up to 500 characters.
group-bad-title = That won’t do: a name takes 1 to 60 characters, for example “Telemedicine”. Write it again.
group-bad-field = That won’t do: this takes 1 to 500 characters. Write it again.
group-ask-link =
    Send the link to the group’s chat, for example https://t.me/+AbCdEf12345
    Only the group’s members will see it.
group-unlink = Remove the link
group-bad-link = This is not a link to a chat in Telegram. Example: https://t.me/+AbCdEf12345
group-close-ask =
    <b>Close the group “{ $group }”?</b>
    { $count ->
        [0] Nobody is in it.
        [one] Where shall { $count } member go?
       *[other] Where shall { $count } members go?
    } Its leaders give up the role. Everybody is told.
group-close-evenly = Close and spread evenly
group-last = This is the last group: its members would have nowhere to go. Add another one first.
group-closed = { $count ->
        [0] The group is closed
       *[other] The group is closed; moved: { $count }
    }
place-proposed =
    { $asked ->
        [yes] <b>A wish for another group</b>
       *[no] <b>A new member: which group?</b>
    }
    { $member }
    { $before ->
        [none] { "" }
       *[other] Now: { $before }
    }
    { $asked ->
        [yes] Wants: <b>{ $group }</b>
       *[no] Proposed: <b>{ $group }</b>
    }
place-confirm = ✓ Confirm
place-decline = Leave as it is
place-to = → { $group }
place-done = Done; everybody is told
place-settled-already = That is settled already. Here is what holds now.
place-settled =
    { $member }
    Group: <b>{ $group }</b>
    Settled by { $who }, { $at }
place-declined =
    { $member }
    The wish for the group “{ $group }” was declined: it stays as it is.
    Settled by { $who }
place-change = Change
place-yours = { $before ->
        [none] Your working group: <b>{ $group }</b>.
       *[other] Your working group is now <b>{ $group }</b> (it was { $before }).
    }
    Member of the Association: { $member }.
    { $led ->
        [0] A leader is not appointed yet.
        [one] Leader: { $leaders }.
       *[other] Leaders: { $leaders }.
    }
place-you-stay = The wish to move to the group “{ $group }” was not granted: all stays as it was. Questions: to the association’s secretary or the group’s leader.
place-wish-noted = Your wish for the group “{ $group }” went to the secretary and the group’s leader. The answer will come here.
place-no-member = This member is no longer among the active ones.
place-card =
    <b>{ $member }</b>{ $count ->
        [0] { "" }
            In no group yet. Choose:
       *[other] { "" }
    }
place-line = • { $group }{ $settled ->
        [yes] { "" }
       *[no] { " (proposed)" }
    }{ $person ->
        [none] { "" }
       *[other] { " – " }{ $person }
    }
place-about = Decide on “{ $group }”
place-unplaced = { $count ->
        [0] Every member has a group.
       *[other] <b>Without a group: { $count }</b>
            Choose whom to assign, or spread them all at once, evenly.
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
roster-coming = The file is being made and will come here
roster-caption = Members of the working groups. The file holds personal data: don’t pass it on without need.
roster-failed = The file with the list could not be made. Try again: /groups
roster-sheet = Working groups
roster-file = working-groups.xlsx
roster-person = individual
roster-organisation = organisation
roster-confirmed = in the group
roster-proposed = proposed
roster-none = without a group
roster-heading-group = Working group
roster-heading-member = Member
roster-heading-kind = Kind
roster-heading-contact = Contact
roster-heading-username = Telegram
roster-heading-status = Standing
roster-heading-since = Since
question-ask =
    <b>A question to the group “{ $group }”</b>
    Write it in one message, up to 1800 characters. The group’s leader will answer, and the answer will come here.
question-too-many = Three of your questions wait for an answer already. Wait for at least one.
question-sent = Your question was passed on. The answer will come here.
question-card =
    <b>A question to the group “{ $group }”</b>
    { $member } ({ $who }):

    { $text }
question-answer = Answer
question-list = { $count ->
        [0] No question waits for an answer.
       *[other] <b>Questions that wait: { $count }</b>
    }
question-answer-ask =
    <b>Write the answer in one message</b> (up to 1800 characters):

    { $text }
question-answered-already = This question was answered already
question-answered =
    <b>Answered</b>
    { $text }

    <b>Answer:</b>
    { $answer }
question-gone = This question is no more.
question-your-answer =
    <b>The answer of the working group “{ $group }”</b> ({ $who })

    { $text }

    <b>Answer:</b>
    { $answer }
group-webinar = Next webinar: { $title }, { $at }
