role-administrator = administrator
role-secretary = corporate secretary
role-treasurer = treasurer
role-marketing = marketing
role-moderator = moderator
role-board-member = member of the supervisory board
role-group-leader = leader of a working group
role-list =
    <b>Roles</b>
    Who may do what for the association. A role holds from the minute it is given to the minute it is taken.
role-button = { $role } · { $count }
role-screen =
    <b>Role: { $role }</b>
    { $count ->
        [0] Nobody yet.
       *[other] Press a name to take the role away.
    }
role-take = ✕ { $who }{ $scope ->
        [none] { "" }
       *[other] { " · " }{ $scope }
    }
role-add = + Give the role
role-which-group = Which working group will this person lead?
role-whom =
    <b>Who shall have the role: { $role }</b>{ $scope ->
        [none] { "" }
       *[other] { " · " }{ $scope }
    }
    Send an @username, a part of the name or the number (id), or choose somebody with the button below. They must have written to the bot at least once.
    Changed your mind: /cancel.
role-pick = Choose a person
role-found = { $count ->
        [0] There is nobody like that among the people the bot knows. Let them write /start to the bot first; or send another name, for example @orlova.
        [10] Here are the first ten. If the right one is missing, send more of the name.
       *[other] Which of them?
    }
refused-roles-unknown-person = The bot does not know this person. Let them write /start to the bot, then send them again.
role-given-short = Done
role-given = Done: { $who } – { $role }.
role-next = What next?
role-taken = Role taken: { $who } – { $role }.
role-give-back = Give it back
role-to-role = ← { $role }
role-you-have = You have a role now: <b>{ $role }</b>. Your menu of commands is up to date.
role-you-had = A role of yours has ended: <b>{ $role }</b>. Thank you for your work!
refused-roles-last-administrator = This is the last administrator. Give the role to somebody else first, or there will be nobody to give roles.
role-not-allowed-short = Not open to you at present
role-not-allowed = This is not open to you at present; it takes the role: { $needed }.
role-nameless = No. { $id }
refused-roles-group-gone = That working group has been closed.
