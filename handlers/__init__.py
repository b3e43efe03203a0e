"""What the bot hears and says: one router a noun. A handler reads, calls one use case, and says."""
