"""News that people propose, posts that marketing plans, and summaries of the week: seen before they are published."""
