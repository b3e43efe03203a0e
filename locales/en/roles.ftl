role-administrator = administrator
role-secretary = corporate secretary
role-treasurer = treasurer
role-marketing = marketing
role-moderator = moderator
role-board-member = member of the supervisory board
role-group-leader = leader of a working group
role-list =
    <b>Roles</b>
    Who may do what for the association. A role applies from the minute it is given until the minute it is taken away.
role-button = { $role } · { $count }
role-screen =
    <b>Role: { $role }</b>
    { $count ->
        [0] Nobody yet.
       *[other] Tap a name to take the role away.
    }
role-take = ✕ { $who }{ $scope ->
        [none] { "" }
       *[other] { " · " }{ $scope }
    }
role-add = + Give this role
role-which-group = Which working group will this person lead?
role-whom =
    <b>Who should have this role: { $role }</b>{ $scope ->
        [none] { "" }
       *[other] { " · " }{ $scope }
    }
    Send a @username, part of a name or a number (id), or choose someone with the button below. They must have written to the bot at least once.
    Changed your mind: /cancel.
role-pick = Choose a person
role-found = { $count ->
        [0] The bot doesn’t know anyone like that. Ask them to send /start to the bot first, or send another name, for example @orlova.
        [10] Here are the first ten. If the right person is missing, send more of the name.
       *[other] Which one?
    }
refused-roles-unknown-person = The bot doesn’t know this person. Ask them to send /start to the bot, then send them here again.
role-given-short = Done
role-given = Done: { $who } – { $role }.
role-next = What next?
role-taken = Role taken away: { $who } – { $role }.
role-give-back = Give it back
role-to-role = ← { $role }
role-you-have = You now have a role: <b>{ $role }</b>. Your menu of commands has been updated.
role-you-had = Your role has ended: <b>{ $role }</b>. Thank you for your work!
refused-roles-last-administrator = This is the last administrator. Give the role to someone else first, or there will be nobody left to give roles.
role-not-allowed-short = You can’t do this at the moment
role-not-allowed = You can’t do this at the moment. Role needed: { $needed }.
role-nameless = No. { $id }
refused-roles-group-gone = That working group has been closed.
