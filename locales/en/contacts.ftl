contact-greeting =
    Hello! This is the bot of <b>{ $association }</b>.
    Subscribe to industry news and event announcements: it’s free, and you can stop with one tap.
contact-subscribe = Subscribe
contact-join = Join the Association
contact-group = Participants’ group
contact-webinars = Webinars and meetings
contact-news = Suggest news
contact-meet = Meet people
contact-topics = Mailing topics
contact-language-button = Language / Язык
contact-application = Application No. { $number }
contact-membership = My membership
contact-home = You are a <b>supporter</b> of { $short }.
contact-home-unsubscribed = You aren’t receiving anything from { $short } at the moment.
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
    What’s next: { $stands ->
        [member] take part in your working group.
        [filling] finish the application: you’re nearly there.
        [signing] sign the application and send it here.
        [submitted] the secretary is reviewing your application; you’ll get the answer here.
        [returned] correct your application: its screen says what is wrong.
        [complete] the supervisory board will decide on your application; you’ll get the answer here.
        [postponed] the supervisory board will come back to your application at its next meeting.
       *[other] { $subscribed ->
            [yes] { $group ->
                [yes] join the participants’ group; and to take part in decisions, join the Association.
               *[no] to take part in decisions, join the Association.
            }
           *[no] subscribe to the topics you’re interested in, or join the Association.
        }
    }
contact-cancelled = OK, stopped. What you saved hasn’t changed.
contact-nothing-to-cancel = There’s nothing to stop.
contact-help =
    <b>What you can do here</b>
    { $commands }

    Site: { $site }
    Channel: { $channel }
    To reach a person: { $email }
contact-language = Which language do you prefer? / На каком языке вам удобнее?
contact-language-chosen = We’ll write in English
contact-time-zone = Where do you live? We won’t send anything that can wait during your night.
contact-time-zone-chosen = Saved
contact-not-understood =
    I understand buttons and commands here, but not this message.
    Try /start to see your status or /help for everything I can do. To reach a person: { $email }
contact-stale-button = This button is out of date. Here is the current status.
contact-data-button = Get my data as a file
contact-data-coming = We’re preparing the file; it will arrive here.
contact-data = Everything we store about you.
contact-data-failed = We couldn’t make the file. Try again with /privacy, or write to us: { $email }
contact-erase-button = Withdraw consent and erase everything
contact-erase-ask =
    <b>Erase everything we store about you?</b>
    Your consents, topics and history will be deleted and mailings will end. This can’t be undone, but you can start again.
contact-erase-sure = Yes, erase everything
contact-erased = Done: everything about you has been erased. If you want to come back, send /start.
