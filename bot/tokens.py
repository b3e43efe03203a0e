"""Tokens that nobody can guess."""

from secrets import token_urlsafe

from domain.members.gateways import Tokens

BYTES = 18


class RandomTokens(Tokens):
    """By the operating system's source of randomness."""

    def new(self) -> str:
        """A token of 24 characters."""
        return token_urlsafe(BYTES)
