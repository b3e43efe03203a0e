command-partners = Partners and what they offer
form-partner = Partner
question-partner-stage = Is this already a partner, or are we still talking? Only marketing and administrators see those we are still talking to.
question-partner-stage-short = Status
option-partner-stage-existing = Partner
option-partner-stage-potential = Potential partner
question-partner-title = What is the partner called?
question-partner-title-short = Name
question-partner-about = Who are they? Tell us in two or three sentences.
question-partner-about-short = About
question-partner-link = What is the partner’s site or channel?
question-partner-link-short = Link
question-partner-contact = Whom do we talk to there? Only marketing and administrators will see it.
question-partner-contact-short = Contact
question-partner-since = Since what day have you been partners?
question-partner-since-short = Since
question-partner-gives = What does the partner offer to members? For example: 10% off a conference.
question-partner-gives-short = Offer to members
partner-list =
    <b>The Association’s partners</b>
    { $count ->
        [0] There are none yet.
       *[other] Tap a partner to learn more.
    }
partner-row =
    { $stage ->
        [potential] { $title } · potential
        [ended] { $title } · ended
       *[existing] { $title }
    }
partner-add = Add a partner
partner-card =
    <b>{ $title }</b>{ $stage ->
        [potential] {" "}· potential partner
        [ended] {" "}· partnership ended
       *[existing] { "" }
    }
    { $about }{ $gives ->
        [none] { "" }
       *[other] {"\u000A\u000A"}<b>For members:</b> { $gives }
    }{ $since ->
        [none] { "" }
       *[other] {"\u000A"}Partners since { $since }.
    }{ $contact ->
        [none] { "" }
       *[other] {"\u000A\u000A"}Contact: { $contact }
    }
partner-site = Partner’s site
partner-all = All partners
partner-edit = Edit
partner-up = Up ↑
partner-down = Down ↓
partner-end = End the partnership
partner-end-ask = End the partnership with <b>{ $title }</b>? Members will no longer see the partner; this can’t be undone, only added again.
partner-end-sure = Yes, end it
partner-what = What would you like to change?
refused-partners-missing = There is no such partner on the list.
refused-partners-ended = This partnership has ended and can’t be changed.
refused-partners-at-the-edge = It can’t be moved any further.
partner-moved =
    { $where ->
        [up] Moved up one line.
       *[down] Moved down one line.
    }
