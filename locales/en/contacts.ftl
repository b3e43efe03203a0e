contact-greeting =
    Hello! This is the bot of <b>{ $association }</b>.
    Subscribe to the field’s news and announcements of events: it is free, and one tap ends it.
contact-subscribe = Subscribe
contact-join = Join the Association
contact-group = Participants’ group
contact-webinars = Webinars and meetings
contact-news = Propose news
contact-meet = Meet people
contact-topics = Topics of mailings
contact-language-button = Language / Язык
contact-application = Application No. { $number }
contact-membership = My membership
contact-home = You are a <b>supporter</b> of { $short }.
contact-home-unsubscribed = At present you receive nothing from { $short }.
contact-home-member =
    { $kind ->
        [organisation] <b>{ $name }</b> is a member of { $short }, and you represent it.
       *[person] You are a <b>member</b> of { $short }.
    }
contact-home-topics =
    { $count ->
        [one] Your topic
       *[other] Your topics
    }: { $topics }.
contact-home-work =
    Your work here ({ $role }):
    { $commands }
contact-home-next =
    Next: { $stands ->
        [member] take part in the work of your working group.
        [filling] fill in the application: not much is left.
        [signing] sign the application and send it here.
        [submitted] the secretary is looking at your application; the answer will come here.
        [returned] correct your application: what is wrong stands on its screen.
        [complete] the supervisory board decides on your application; the answer will come here.
        [postponed] the supervisory board comes back to your application at its next meeting.
       *[other] { $subscribed ->
            [yes] { $group ->
                [yes] come to the participants’ group; and to take part in decisions, join the Association.
               *[no] to take part in decisions, join the Association.
            }
           *[no] subscribe to the topics that interest you, or join the Association.
        }
    }
contact-cancelled = All right, stopped. What was saved has not changed.
contact-nothing-to-cancel = There is nothing to stop: all is well.
contact-help =
    <b>What you can do here</b>
    { $commands }

    Site: { $site }
    Channel: { $channel }
    To ask a person: { $email }
contact-language = Which language do you prefer? / На каком языке вам удобнее?
contact-language-chosen = We speak English
contact-time-zone = Where do you live? By that time we don’t write at night of what can wait.
contact-time-zone-chosen = Noted
contact-not-understood =
    Here I understand buttons and commands, but not this message.
    For example: /start – where you are, /help – all that I can do. To ask a person: { $email }
contact-stale-button = This button is out of date. Here is what holds now.
contact-data-button = Get my data as a file
contact-data-coming = The file is being made and will come here.
contact-data = Everything that we keep about you.
contact-data-failed = The file could not be made. Try again by /privacy, or write to us: { $email }
contact-erase-button = Withdraw consent and erase everything
contact-erase-ask =
    <b>Erase everything that we keep about you?</b>
    Consents, topics and history will be gone and mailings will end. What was erased can’t be brought back; you can begin anew.
contact-erase-sure = Yes, erase everything
contact-erased = Done: everything about you is erased. Should you want to come back, press /start.
