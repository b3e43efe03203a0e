"""Publications in the chat: `authors` propose news, `moderators` decide, `plan`, `posts`, `composing` are marketing's."""

from aiogram import Router

from handlers.publications import (
    authors,
    cards,
    composing,
    moderators,
    notices,
    plan,
    posting,
    posts,
    refusals,
)

__all__ = [
    "authors",
    "cards",
    "composing",
    "moderators",
    "notices",
    "plan",
    "posting",
    "posts",
    "refusals",
    "router",
]

router = Router(name="publications")
router.include_routers(
    authors.router, moderators.router, plan.router, posts.router, composing.router, notices.router
)
