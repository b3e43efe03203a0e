birthday-ask =
    <b>Birthday</b>
    When is yours? Write the day and the month, and the year if you like: “5 May” or “05.05.1988”. We congratulate you here, in this chat.
birthday-told =
    <b>Your birthday: { $day }</b>
    { $group ->
        [yes] We congratulate you here and in the participants’ group.
       *[no] We congratulate you here. In the group we don’t speak of it.
    }
birthday-consent =
    <b>Congratulate you in the participants’ group too?</b>
    By pressing “Yes, in the group too” I agree that { $association } ({ $site }, { $email }) names, on my birthday and on the anniversary of my membership, my name, my user name in Telegram and the occasion in the participants’ group, and on a jubilee my age where the year of birth is given. The consent holds until I withdraw it, which takes one tap: /birthday. Version { $version }.
birthday-agree = Yes, in the group too
birthday-disagree = Not in the group
birthday-change = Change
birthday-remove = Remove
birthday-removed = Removed
birthday-wrong = { $why ->
        [date-year] The year takes four digits, or leave it out.
        [date-none] There is no such day.
        [date-late] This day hasn’t come yet.
        [date-early] Too long ago: check the year.
       *[date] This can’t be read as a date.
    } Write the day and the month, and the year if you like: “5 May” or “05.05.1988”.
birthday-congratulation =
    <b>Happy birthday, { $name }!</b>
    { $age ->
        [0] Health, interesting work and good people beside you.
        [one] { $age } year is a fine jubilee. Health, interesting work and good people beside you.
       *[other] { $age } years are a fine jubilee. Health, interesting work and good people beside you.
    } { $short }
birthday-membership =
    <b>{ $years ->
        [one] It is { $years } year today
       *[other] It is { $years } years today
    } that you have been a member of { $short }.</b> Thank you for being with us!
birthday-post =
    <b>Congratulations today</b>
    { $names }{ $others ->
        [0] { "" }
       *[other] {"\u000A"}and more: { $others }
    }

    Join in by replying to this message.
birthday-line = • { $name }{ $username ->
        [none] { "" }
       *[other] {" "}(@{ $username })
    } – { $birthday ->
        [yes] { $age ->
            [0] happy birthday
            [one] a jubilee, { $age } year
           *[other] a jubilee, { $age } years
        }{ $years ->
            [0] { "" }
           *[other] {", "}
        }
       *[no] { "" }
    }{ $years ->
        [0] { "" }
        [one] { $years } year in the association
       *[other] { $years } years in the association
    }
