deliveries-undelivered =
    <b>{ $what ->
        [message] A message was not delivered
        [banChatMember] A person could not be removed from a chat
        [unbanChatMember] A person could not be unblocked in a chat
        [declineChatJoinRequest] A request to join could not be declined
        [createChatInviteLink] The invite link could not be created
        [getChatAdministrators] The administrators of a chat could not be found out
       *[other] Telegram refused an action ({ $what })
    }.</b> { $kind ->
        [person] To
       *[chat] Chat
    }: { $whose }.{ $user ->
        [none] {""}
       *[other] {" "}Person: No. { $user }.
    }
    Reason: { $reason }.{ $said ->
        [none] {""}
       *[other] {"\u000A"}<blockquote>{ $said }</blockquote>
    }
deliveries-cards-refused =
    <b>The moderators’ chat “{ $title }” refuses cards.</b> Reason: { $reason }.
    Cards go to each moderator in private, or to the administrators if there is no moderator.
deliveries-reason = { $meaning ->
        [blocked] the person has blocked the bot
        [deactivated] the account was deleted
        [never-started] the person has never written to the bot
        [topic-closed] the topic is closed
        [kicked] the bot is not in the chat
        [not-found] Telegram knows no such chat
        [too-many-chats] the person is in too many chats for Telegram to let them into another
        [chat-full] the chat is full
        [administrator] this is an administrator of the chat
        [rights] the bot lacks the right to do this
        [not-deletable] Telegram doesn’t let the bot delete this message
       *[unknown] Telegram’s answer
    } ({ $error })
