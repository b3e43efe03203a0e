"""A local Telegram: a Bot API server with people, chats, a clock and faults that tests and the demo control."""
