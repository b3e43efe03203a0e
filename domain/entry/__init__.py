"""Coming into the association's chats: asking to join, agreeing to the rules; and losing a working group's chat."""
