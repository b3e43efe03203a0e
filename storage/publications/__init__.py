"""News, posts and summaries, what became of them in each chat, and what happened in a week."""
