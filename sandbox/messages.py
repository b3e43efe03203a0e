"""Messages and polls, with what the Bot API doesn't show of them."""

from dataclasses import dataclass, field

from sandbox.types import Json


@dataclass
class Message:
    """A message: `body` is the Bot API's Message.

    `author` is the id of the person or bot that really wrote it, `payload` the hidden payload of an invoice.
    """

    chat_key: str
    id: int
    author: int
    body: Json
    reactions: dict[int, list[Json]] = field(default_factory=dict)
    payload: str = ""


@dataclass
class Poll:
    """A poll: `body` is the Bot API's Poll without the counts, `votes` the chosen options by voter."""

    id: str
    bot_id: int
    body: Json
    votes: dict[int, list[int]] = field(default_factory=dict)
    close_at: float = 0.0

    def as_json(self) -> Json:
        options = [
            option | {"voter_count": sum(index in chosen for chosen in self.votes.values())}
            for index, option in enumerate(self.body["options"])
        ]
        voters = sum(bool(chosen) for chosen in self.votes.values())
        return self.body | {"options": options, "total_voter_count": voters}
