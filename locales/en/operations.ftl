operations-status =
    <b>How the program is doing</b>
    People: { $people }, subscribed: { $supporters }, unreachable: { $unreachable }
    Waiting to be handled: { $pending }
    Waiting to be sent: { $waiting }, not sent: { $failed }
    Set aside with an error: { $aside }
operations-aside = • No. { $seq } ({ $kind }), { $at }: <code>{ $error }</code>
operations-retry = Try those set aside again
operations-refresh = Refresh
operations-look = Have a look
operations-retried = { $count ->
        [one] { $count } update went
       *[other] { $count } updates went
    } back into the queue.
operations-alert =
    <b>An update could not be handled</b> and is set aside ({ $kind }).
    <code>{ $error }</code>
operations-apology = Sorry, this is our mistake: that message could not be handled. The administrators have been told. Everything else works.
operations-storage = The database can’t be written at present ({ $reason }). Nothing is lost: what was sent waits at Telegram. Free some space or look at the server.
operations-due-failed =
    <b>Something that is done by the clock did not work</b>: a reminder, a post or a deadline. The rest goes on; it will be tried again.
    <code>{ $error }</code>
