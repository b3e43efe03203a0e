"""What is kept of a message and of a poll beyond what the Bot API shows."""

from dataclasses import dataclass, field

from sandbox.shapes import Json


@dataclass
class Message:
    """`body` is the Bot API's Message; `author` who really wrote it, a person or a bot, whatever the body shows;
    `payload` what an invoice carries unseen."""

    chat_key: str
    id: int
    author: int
    body: Json
    reactions: dict[int, list[Json]] = field(default_factory=dict)
    payload: str = ""


@dataclass
class Poll:
    """`body` is the Bot API's Poll without the counts; `votes` the chosen options by voter."""

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
