mailing-topics =
    <b>What shall we write to you about?</b>
    By choosing topics you agree to receive messages about them from { $short } in this chat. To change: /topics, to end: /unsubscribe.
mailing-changed = The terms of the mailings have changed. Please read them and press again.
mailing-all = All topics
mailing-done = Done
refused-mailings-none-ticked = Tick at least one topic, or press “All topics”.
mailing-saved = Saved
mailing-unsubscribed =
    <b>You are unsubscribed</b>; mailings have ended.
    If you don’t mind, say why – by a button or in your own words. You need not answer.
mailing-not-subscribed = You are not subscribed to anything as it is.
mailing-come-back = Subscribe again
mailing-reason-often = Too often
mailing-reason-boring = Not for me
mailing-reason-else = Something else
mailing-reason-ask = Write the reason in one message: a person will read it.
mailing-reason-thanks = Thank you, noted. You can come back at any time.
