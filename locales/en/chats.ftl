chat-list =
    <b>The association’s chats</b>
    { $count ->
        [0] None so far. Add me to a group or a channel, and confirm here what it is.
       *[other] ● connected, ⚠ something is lacking, ○ not connected yet.
    }
chat-list-button = All chats
chat-add-group = Add to a group
chat-add-channel = Add to a channel
chat-look = Open
chat-found = I was added to “{ $title }”. What is this chat? Confirm it, and I’ll set to work.
chat-hello = Hello! I am the bot of { $short }. An administrator of the association can connect this chat by the button below.
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
       *[other] . I write there in: { $language }.
    }
chat-in-order = All is well: I have the rights I need.
chat-outside = I am no longer there. Add me again, and everything goes on.
chat-lacking = <b>What I lack there</b> (grant it in the chat’s settings, among the administrators’ rights):
chat-right-can_invite_users = • “Invite users via link”: to let in those who ask
chat-right-can_restrict_members = • “Ban users”: to remove and restrict
chat-right-can_delete_messages = • “Delete messages”: to take breaches away
chat-right-can_post_messages = • “Post messages”: to write in the channel
chat-right-supergroup = • the chat has to become a supergroup (make its history visible to new members): otherwise nobody can be restricted
chat-kind-participants = The participants’ group
chat-kind-moderators = The moderators’ chat
chat-kind-channel = The association’s channel
chat-kind-unfit = The chat can’t be connected so: either the working group is no more, or a channel was taken for a group. Please choose from the list again.
chat-connected = Connected
chat-leave = Disconnect and leave
chat-leave-ask = Leave “{ $title }”? The rules won’t be kept there any more, and nothing will be announced.
chat-leave-sure = Yes, leave
chat-left = “{ $title }” is disconnected, I have left it.
chat-lost = <b>I was removed from “{ $title }”.</b> Nothing is lost: add me again, and everything goes on.
chat-moved = The group “{ $title }” has become a supergroup. Settings, warnings and whatever waited to be sent have moved there. Please check my rights: they may have changed on the way.
chat-missing = There is no such chat any more.
command-chats = The association’s chats
chat-lively = Messages in a day: { $day }, in a week: { $week }
