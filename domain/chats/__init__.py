"""The association's chats in Telegram: which there are, what the bot may do in them, who is inside."""
