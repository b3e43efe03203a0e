introduction-invitation =
    <b>Meet people</b>
    { $weeks ->
        [1] Every week
        [2] Every two weeks
       *[other] Every { $weeks } weeks
    } we introduce two people to each other who haven’t met yet, with interests in common where we can. Whether you meet or call is up to you. The next round: { $at }.
introduction-consent =
    <b>Consent to introductions</b>
    By pressing “I take part” I agree that { $association } ({ $site }, { $email }) tells the people it introduces me to my name, my user name in Telegram or a link to me, and what I say of myself and my interests, and asks me whether we met. The consent holds while I take part. I can leave at any time with one tap: /meet. Version { $version }.
introduction-agree = I take part
introduction-taking-part =
    <b>You are taking part in introductions</b>
    { $pausing ->
        [yes] You are skipping the round of { $at }.
       *[no] The next round: { $at }. We’ll introduce you to somebody.
    }
    About you: { $about ->
        [none] nothing yet
       *[other] { $about }
    }{ $named ->
        [yes] { "" }
       *[no] {"\u000A"}You have no username in Telegram. It makes it easier to write to you; you can set one in Telegram’s settings.
    }{ $offered ->
        [0] { "" }
       *[other] {"\u000A\u000A"}What are you interested in? Tick topics, and we’ll look for somebody who shares them.
    }
introduction-about = About me
introduction-about-ask = Write one line about yourself, up to { $most } characters. For example: “I bring telemedicine to district hospitals and look for colleagues who have done it”.
refused-introductions-about-unfit = Write one line of up to { $most } characters; yours has { $length }. For example: “I bring telemedicine to district hospitals”.
introduction-clear = Remove the line
introduction-pause = Skip a round
introduction-resume = Don’t skip it
introduction-stop = Stop
introduction-come-back = Take part again
introduction-stopped = { $fresh ->
        [yes] <b>You have left introductions.</b> We won’t introduce you to anybody; your interests and the line about you have been deleted.
       *[no] You are not taking part.
    } You can come back at any time.
introduction-made =
    <b>Meet <a href="tg://user?id={ NUMBER($user, useGrouping: 0) }">{ $name }</a></b>{ $about ->
        [none] { "" }
       *[other] {"\u000A"}In their words: { $about }
    }{ $interests ->
        [none] { "" }
       *[other] {"\u000A"}Interests: { $interests }
    }{ $common ->
        [none] { "" }
       *[other] {"\u000A"}You have in common: { $common }
    }

    Write { $username ->
        [none] by the link in the name
       *[other] to @{ $username }
    } and arrange to meet or call: twenty minutes is enough. They have received the same message about you. In a few days we’ll ask how it went.
introduction-group = the group “{ $group }”
introduction-write = Write to @{ $username }
introduction-left-out = { $why ->
        [alone] There is nobody to introduce you to this time: nobody else is taking part yet. You’ll come first in the round of { $at }.
        [known] You have met everybody who is taking part. As soon as somebody new joins, you’ll come first.
       *[odd] There was an odd number of people this time, and nobody was left for you, sorry. You’ll come first in the round of { $at }.
    }
introduction-asked = { $name ->
        [none] We recently introduced you to somebody.
       *[other] We recently introduced you to <b>{ $name }</b>.
    } Did you manage to meet or call?
introduction-met = Yes
introduction-agreed = Arranged
introduction-missed = No
introduction-noted = { $outcome ->
        [met] <b>Great, noted!</b>
        [agreed] <b>Good!</b> When you have met, tap “Yes”.
       *[missed] <b>It happens.</b> You can still write to them; if it works out, tap “Yes”.
    }{ $takes_part ->
        [yes] { " " }The next round: { $at }.
       *[no] { "" }
    }
refused-introductions-missing = There is no such introduction, or it isn’t yours.
introduction-report-button = Past rounds
introduction-report =
    <b>Introductions</b>
    Taking part now: { $count }{ $rounds ->
        [0] {"\u000A"}There have been no rounds yet.
       *[other] { "" }
    }
introduction-round = { $at } – people: { $people }, pairs: { $pairs }, answered: { $answered }, met: { $met }
introduction-unreached =
    { $name ->
        [none] The person we introduced you to
       *[other] { $name }
    } doesn’t get the bot’s messages at the moment: don’t wait for a reply. Write first, or wait for the next round, { $at }. You will be among the first in it.
