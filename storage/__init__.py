"""Where everything is kept: SQLite or PostgreSQL behind the same statements."""
