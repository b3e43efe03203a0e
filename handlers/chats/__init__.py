"""The association's chats: an administrator connects them; what Telegram tells of them is followed."""

from handlers.chats import connecting, following

router = connecting.router
in_groups = following.router
