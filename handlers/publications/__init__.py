"""Publications in the chat: `authors` propose news, `moderators` decide, `plan`, `posts`, `composing` are marketing's."""

from aiogram import Router

from handlers.publications import authors, composing, moderators, notices, plan, posts

router = Router(name="publications")
router.include_routers(
    authors.router, moderators.router, plan.router, posts.router, composing.router, notices.router
)
