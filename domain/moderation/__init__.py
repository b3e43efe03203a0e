"""Moderation of the association's chats: the one-warning rule, reports, sanctions, appeals."""
