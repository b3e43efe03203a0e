member-stands =
    { $kind ->
        [organisation] <b>{ $name }</b>
       *[person] <b>Your membership</b>
    }
    { $status ->
        [active] A member of the Association since { $since }.
        [lapsed] The membership is suspended: the fee was not paid in time. Pay the invoice (/dues) and it is restored at once, without a new application.
        [left] The membership was ended at your wish. You can apply anew at any time.
       *[expelled] The membership was ended by the supervisory board. You can apply anew; the board decides.
    }
member-representatives =
    { $count ->
        [one] Representative
       *[other] Representatives
    }: { $names }.
member-invite = Invite a representative
member-remove = Remove: { $name }
member-remove-ask = Shall <b>{ $name }</b> no longer represent the organisation?
member-remove-sure = Yes, remove
member-removed = Done
member-you-removed = You no longer represent <b>{ $name }</b>.
member-invitation =
    Pass this link on to whoever will represent <b>{ $name }</b>:
    { $link }
    It works once, until { $until }.
member-invited = You are invited to represent <b>{ $name }</b> in the Association.
member-representative-added = Your organisation has a new representative: <b>{ $name }</b>.
member-leave = Leave the Association
member-leaves = Application to leave
member-home =
    { $kind ->
        [organisation] <b>{ $name }</b>: the membership
       *[person] Your membership
    } { $status ->
        [lapsed] is suspended. To come back, press “Join the Association” and apply anew.
        [left] was ended at your wish. To come back, press “Join the Association” and apply anew.
       *[expelled] was ended by the supervisory board. You can apply anew: press “Join the Association”.
    }
member-changed =
    { $kind ->
        [organisation] <b>{ $name }</b>. { "" }
       *[person] { "" }
    }{ $action ->
        [lapse] The membership is suspended: the fee was not paid in time.
        [restore] The membership is restored. Thank you!
        [leave] The membership is ended at your wish. Thank you for having been with us.
       *[expel] The supervisory board has ended the membership.
    }{ $reason ->
        [none] { "" }
       *[other] { " " }Reason: { $reason }
    }
    { $action ->
        [lapse] You stay a supporter. Coming back is simple: pay the invoice (/dues), and the membership is restored at once, without a new application.
        [restore] All that you had as a member is there again.
        [leave] You stay a supporter. You can apply anew at any time.
       *[expel] You stay a supporter. You can apply anew; the board decides.
    }{ $voided ->
        [0] { "" }
        [one] { " " }The open invoice is void and need not be paid.
       *[other] { " " }The open invoices are void and need not be paid.
    }
member-changed-staff =
    <b>{ $name }</b>: { $action ->
        [lapse] membership suspended
        [restore] membership restored
        [leave] left the Association
       *[expel] expelled from the Association
    }.
member-register = <b>Register of members</b>: { $count }
member-row = { $name } · { $status ->
        [active] member
        [lapsed] suspended
        [left] left
       *[expelled] expelled
    }
member-card =
    <b>{ $name }</b>, No. { $number }
    { $kind ->
        [organisation] Organisation
       *[person] Person
    }{ $inn ->
        [none] { "" }
       *[other] , INN { $inn }
    }
    { $status ->
        [active] A member since { $since }
        [lapsed] Suspended: the fee was not paid
        [left] Left
       *[expelled] Expelled
    }
member-lapse = Suspend
member-restore = Restore
member-expel = Expel…
member-act-ask = <b>{ $name }</b>: { $action ->
        [lapse] suspend the membership because the fee was not paid in time?
       *[restore] restore the membership?
    }
member-act-sure = Yes
member-register-back = To the register
refused-members-missing = There is no such membership.
refused-members-changed = The membership has changed: this is not possible now.
refused-members-invitation-invalid = The invitation does not work: its term is over, it was used, or the organisation is no longer a member. Ask for a new link.
refused-members-last-representative = This is the only representative: invite another one first.
refused-members-too-many-representatives = The organisation has as many representatives as it can have.
