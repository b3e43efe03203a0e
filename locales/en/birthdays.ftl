birthday-ask =
    <b>Birthday</b>
    When is your birthday? Send the day and month, and the year if you like: “5 May” or “05.05.1988”. We’ll congratulate you here in this chat.
birthday-told =
    <b>Your birthday: { $day }</b>
    { $group ->
        [yes] We’ll congratulate you here and in the participants’ group.
       *[no] We’ll congratulate you here and won’t mention it in the group.
    }
birthday-consent =
    <b>Congratulate you in the participants’ group too?</b>
    By pressing “Yes, in the group too” I agree that { $association } ({ $site }, { $email }) names, on my birthday and on the anniversary of my membership, my name, my user name in Telegram and the occasion in the participants’ group, and on a jubilee my age where the year of birth is given. The consent holds until I withdraw it, which takes one tap: /birthday. Version { $version }.
birthday-agree = Yes, in the group too
birthday-disagree = Not in the group
birthday-change = Change
birthday-remove = Remove
birthday-removed = Removed
refused-birthdays-wrong = { $why ->
        [date-year] The year needs four digits, or leave it out.
        [date-none] There is no such day.
        [date-late] This day hasn’t come yet.
        [date-early] Too long ago: check the year.
       *[date] This doesn’t look like a date.
    } Send the day and month, and the year if you like: “5 May” or “05.05.1988”.
birthday-congratulation =
    <b>Happy birthday, { $name }!</b>
    { $age ->
        [0] We wish you good health, interesting work and good people around you.
        [one] { $age } year is a great milestone. We wish you good health, interesting work and good people around you.
       *[other] { $age } years is a great milestone. We wish you good health, interesting work and good people around you.
    } { $short }
birthday-membership =
    <b>{ $years ->
        [one] Today you have been a member of { $short } for { $years } year
       *[other] Today you have been a member of { $short } for { $years } years
    }.</b> Thank you for being with us!
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
            [one] turning { $age }
           *[other] turning { $age }
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
