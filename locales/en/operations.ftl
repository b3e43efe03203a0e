operations-status =
    <b>How the program is doing</b>
    People: { $people }, subscribed: { $supporters }, unreachable: { $unreachable }
    Waiting to be processed: { $pending }
    Waiting to be sent: { $waiting }, not sent: { $failed }
    Failed: { $aside }
operations-aside = • No. { $seq } ({ $kind }), { $at }: <code>{ $error }</code>
operations-retry = Retry the failed ones
operations-refresh = Refresh
operations-look = Have a look
operations-retried = { $count ->
        [one] { $count } update is
       *[other] { $count } updates are
    } back into the queue.
operations-alert =
    <b>An update failed</b> and was set aside ({ $kind }).
    <code>{ $error }</code>
operations-apology = Sorry, something went wrong on our side and we couldn’t process that message. The administrators have been notified. Everything else works.
operations-storage = The database can’t be written to at the moment ({ $reason }). Nothing is lost: Telegram keeps what people send. Free up some space or check the server.
operations-due-failed =
    <b>A scheduled task failed</b>: a reminder, a post or a deadline. Everything else goes on, and it will be tried again.
    <code>{ $error }</code>
