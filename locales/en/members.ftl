member-stands =
    { $kind ->
        [organisation] <b>{ $name }</b>
       *[person] <b>Your membership</b>
    }
    { $status ->
        [active] A member of the Association since { $since }.
        [lapsed] The membership is suspended: the fee wasn’t paid in time. Pay the invoice (/dues) and it will be restored at once, without a new application.
        [left] The membership ended at your request. You can apply again at any time.
       *[expelled] The supervisory board ended the membership. You can apply again; the board decides.
    }
member-representatives =
    { $count ->
        [one] Representative
       *[other] Representatives
    }: { $names }.
member-invite = Invite a representative
member-remove = Remove: { $name }
member-remove-ask = Should <b>{ $name }</b> stop representing the organisation?
member-remove-sure = Yes, remove
member-removed = Done
member-you-removed = You no longer represent <b>{ $name }</b>.
member-invitation =
    Send this link to the person who will represent <b>{ $name }</b>:
    { $link }
    It works once, until { $until }.
member-invited = You’ve been invited to represent <b>{ $name }</b> in the Association.
member-representative-added = Your organisation has a new representative: <b>{ $name }</b>.
member-leave = Leave the Association
member-leaves = Application to leave
member-home =
    { $kind ->
        [organisation] <b>{ $name }</b>: the membership
       *[person] Your membership
    } { $status ->
        [lapsed] is suspended. To come back, tap “Join the Association” and apply again.
        [left] ended at your request. To come back, tap “Join the Association” and apply again.
       *[expelled] was ended by the supervisory board. You can apply again: tap “Join the Association”.
    }
member-changed =
    { $kind ->
        [organisation] <b>{ $name }</b>. { "" }
       *[person] { "" }
    }{ $action ->
        [lapse] The membership has been suspended: the fee wasn’t paid in time.
        [restore] The membership has been restored. Thank you!
        [leave] The membership has ended at your request. Thank you for having been with us.
       *[expel] The supervisory board has ended the membership.
    }{ $reason ->
        [none] { "" }
       *[other] { " " }Reason: { $reason }
    }
    { $action ->
        [lapse] You stay a supporter. Coming back is simple: pay the invoice (/dues), and the membership will be restored at once, without a new application.
        [restore] Everything you had as a member is available again.
        [leave] You stay a supporter. You can apply again at any time.
       *[expel] You stay a supporter. You can apply again; the board decides.
    }{ $voided ->
        [0] { "" }
        [one] { " " }The open invoice is void: you don’t need to pay it.
       *[other] { " " }The open invoices are void: you don’t need to pay them.
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
        [lapsed] Suspended: the fee wasn’t paid
        [left] Left
       *[expelled] Expelled
    }
member-lapse = Suspend
member-restore = Restore
member-expel = Expel…
member-act-ask = <b>{ $name }</b>: { $action ->
        [lapse] suspend the membership because the fee wasn’t paid in time?
       *[restore] restore the membership?
    }
member-act-sure = Yes
member-register-back = Back to the register
refused-members-missing = There is no such membership.
refused-members-changed = The membership has changed: this is no longer possible.
refused-members-invitation-invalid = This invitation is not valid: it has expired or been used, or the organisation is no longer a member. Ask for a new link.
refused-members-last-representative = This is the only representative: invite someone else first.
refused-members-too-many-representatives = The organisation can’t have any more representatives.
