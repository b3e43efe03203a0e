"""The rules of the association: they know neither Telegram nor a database."""
