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
    <b>You take part in introductions</b>
    { $pausing ->
        [yes] You sit out the round of { $at }.
       *[no] The next round: { $at }. We introduce you and somebody else to each other.
    }
    About you: { $about ->
        [none] nothing yet
       *[other] { $about }
    }{ $named ->
        [yes] { "" }
       *[no] {"\u000A"}You have no user name in Telegram. With one it is easier to write to you: you set it in Telegram’s settings.
    }{ $offered ->
        [0] { "" }
       *[other] {"\u000A\u000A"}What interests you? Tick it, and we look for somebody to talk about it with.
    }
introduction-about = About me
introduction-about-ask = Write one line about yourself, up to { $most } characters. For example: “I bring telemedicine to district hospitals and look for colleagues who have done it”.
introduction-about-unfit = It takes one line of up to { $most } characters; yours has { $length }. For example: “I bring telemedicine to district hospitals”.
introduction-clear = Say nothing
introduction-pause = Skip a round
introduction-resume = Don’t skip it
introduction-stop = Stop
introduction-come-back = Take part again
introduction-stopped = { $fresh ->
        [yes] <b>You take part no more.</b> You won’t be introduced to anybody; your interests and the line about you are deleted.
       *[no] You take no part as it is.
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
    } and arrange to meet or call: twenty minutes will do. You were introduced in the same way. In a few days we’ll ask how it went.
introduction-group = the group “{ $group }”
introduction-write = Write to @{ $username }
introduction-left-out = { $why ->
        [alone] This time there is nobody to introduce you to: nobody else takes part yet. The round of { $at } begins with you.
        [known] You know everybody who takes part. As soon as somebody new comes, we begin with you.
       *[odd] This time the number of people was odd, and nobody was left for you – sorry. The round of { $at } begins with you.
    }
introduction-asked = { $name ->
        [none] We introduced you to somebody lately.
       *[other] We introduced you and <b>{ $name }</b> to each other lately.
    } Did you manage to meet or call?
introduction-met = Yes
introduction-agreed = Arranged
introduction-missed = No
introduction-noted = { $outcome ->
        [met] <b>Great, noted!</b>
        [agreed] <b>Good!</b> When you have met, press “Yes”.
       *[missed] <b>It happens.</b> You can still write; if it works out, press “Yes”.
    }{ $takes_part ->
        [yes] { " " }The next round: { $at }.
       *[no] { "" }
    }
introduction-missing-short = This button is out of date
introduction-missing = There is no such introduction, or it isn’t yours.
introduction-report-button = How rounds went
introduction-report =
    <b>Introductions</b>
    Taking part now: { $count }{ $rounds ->
        [0] {"\u000A"}There were no rounds yet.
       *[other] { "" }
    }
introduction-round = { $at } – people: { $people }, pairs: { $pairs }, answered: { $answered }, met: { $met }
