chat-list =
    <b>The association’s chats</b>
    { $count ->
        [0] None yet. Add me to a group or a channel, then confirm here what it is.
       *[other] ● connected, ⚠ something is missing, ○ not connected yet.
    }
chat-list-button = All chats
chat-add-group = Add to a group
chat-add-channel = Add to a channel
chat-look = Open
chat-found = I was added to “{ $title }”. What is this chat? Confirm it and I’ll get to work.
chat-hello = Hello! I’m the bot of { $short }. An administrator of the association can connect this chat with the button below.
chat-connect = Connect the chat
chat-card =
    <b>{ $title }</b>
    { $kind ->
        [participants] The participants’ group
        [group] The chat of the working group “{ $group }”
        [moderators] The moderators’ chat
        [channel] Channel
       *[none] Not connected yet. What is this chat?
    }{ $kind ->
        [none] { "" }
       *[other] . Language: { $language }.
    }
chat-in-order = Everything is in order: I have the rights I need.
chat-outside = I’m no longer in this chat. Add me again and everything will continue.
chat-lacking = <b>Rights I’m missing</b> (grant them in the chat’s settings, under administrator rights):
chat-right-can_invite_users = • “Invite users via link”: to let people in
chat-right-can_restrict_members = • “Ban users”: to remove and restrict people
chat-right-can_delete_messages = • “Delete messages”: to delete messages that break the rules
chat-right-can_post_messages = • “Post messages”: to post in the channel
chat-right-supergroup = • the chat must become a supergroup (make its history visible to new members); otherwise people can’t be restricted
chat-kind-participants = The participants’ group
chat-kind-moderators = The moderators’ chat
chat-kind-channel = The association’s channel
refused-chats-kind-unfit = The chat can’t be connected like this: the working group no longer exists, or a channel was chosen as a group. Please choose from the list again.
chat-connected = Connected
chat-leave = Disconnect and leave
chat-leave-ask = Leave “{ $title }”? I’ll stop enforcing the rules there and posting announcements.
chat-leave-sure = Yes, leave
chat-left = “{ $title }” has been disconnected, and I’ve left it.
chat-lost = <b>I was removed from “{ $title }”.</b> Nothing is lost: add me again and everything will continue.
chat-moved = The group “{ $title }” has become a supergroup. Settings, warnings and pending messages have moved there. Please check my rights: they may have changed.
refused-chats-missing = This chat no longer exists.
command-chats = The association’s chats
chat-lively = Messages in the last day: { $day }, week: { $week }
