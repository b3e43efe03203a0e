"""Leaving the association: an application to leave, and the secretary's confirmation."""
