"""Chats of the association: administrators connect them, and Telegram's updates about them are followed."""

from handlers.chats import connecting, following

router = connecting.router
in_groups = following.router
