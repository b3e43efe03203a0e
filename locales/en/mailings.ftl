mailing-topics =
    <b>What shall we write to you about?</b>
    By choosing topics you agree to receive messages about them from { $short } in this chat. To change: /topics, to end: /unsubscribe.
mailing-changed = The mailing terms have changed. Please read them and tap again.
mailing-all = All topics
mailing-done = Done
refused-mailings-none-ticked = Tick at least one topic, or tap “All topics”.
mailing-saved = Saved
mailing-unsubscribed =
    <b>You’ve unsubscribed</b> and won’t get any more mailings.
    If you don’t mind, tell us why, with a button or in your own words. You don’t have to.
mailing-not-subscribed = You aren’t subscribed to anything.
mailing-come-back = Subscribe again
mailing-reason-often = Too often
mailing-reason-boring = Not for me
mailing-reason-else = Something else
mailing-reason-ask = Write your reason in one message: a person will read it.
mailing-reason-thanks = Thank you for telling us. You can come back at any time.
