"""What is published: a text with its formatting, pictures and videos, or a poll."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

LONGEST_TEXT, LONGEST_CAPTION = 4096, 1024  # characters that a message may have, without and with a picture
MOST_MEDIA = 10  # in an album
LONGEST_QUESTION, LONGEST_OPTION = 300, 100
FEWEST_OPTIONS, MOST_OPTIONS = 2, 12
BULLETS = "-–—•*· \t"  # before the options of a poll that is typed
BEFORE_NAME = "— "

# Formatting as the messenger gave it: kind, offset and length in UTF-16 units, and what else belongs to the kind.
Entity = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Medium:
    """A picture or a video, by the id under which the messenger keeps it; `kind` is `photo` or `video`."""

    kind: str
    file_id: str


@dataclass(frozen=True, slots=True)
class Poll:
    """A poll; with `correct` (options by their numbers from 0) a quiz."""

    question: str
    options: tuple[str, ...]
    anonymous: bool = True
    several: bool = False
    correct: tuple[int, ...] = ()
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that a reader sees. `preview` is how links are to be previewed, where that was chosen."""

    text: str = ""
    entities: tuple[Entity, ...] = ()
    media: tuple[Medium, ...] = ()
    poll: Poll | None = None
    preview: Entity | None = None

    @property
    def longest(self) -> int:
        """How many characters the text may have."""
        return LONGEST_CAPTION if self.media else LONGEST_TEXT

    @property
    def title(self) -> str:
        """Its first line, by which lists name it; empty for a picture without a word."""
        text = self.text if self.poll is None else self.poll.question
        return next((line.strip() for line in text.splitlines() if line.strip()), "")

    def signed(self, name: str) -> Content:
        """The same with a name in a line below. It comes last, so no offset of the formatting changes."""
        if not name:
            return self
        return replace(self, text=f"{self.text}\n\n{BEFORE_NAME}{name}" if self.text else BEFORE_NAME + name)

    def reworded(self, text: str, entities: tuple[Entity, ...], preview: Entity | None) -> Content:
        """Return the same pictures with another text."""
        return replace(self, text=text, entities=entities, preview=preview)

    def joined(self, other: Content) -> Content:
        """Add the next part of an album; a text there is one more paragraph."""
        media = (*self.media, *other.media)
        if not other.text:
            return replace(self, media=media)
        between = "\n\n" if self.text else ""
        start = units(self.text + between)
        moved = tuple({**entity, "offset": entity["offset"] + start} for entity in other.entities)
        return replace(
            self,
            text=self.text + between + other.text,
            entities=(*self.entities, *moved),
            media=media,
        )


def units(text: str) -> int:
    """The length in which formatting is counted: a character outside of the basic plane counts twice."""
    return len(text) + sum(character > "\uffff" for character in text)


def poll_of(text: str) -> Poll:
    """The poll that is typed as a question and, each in a line of its own, its options."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    options = [option for line in lines[1:] if (option := line.lstrip(BULLETS))]
    return Poll(lines[0] if lines else "", tuple(options))


def fault_of(poll: Poll) -> str | None:
    """What is wrong with a poll, in a word of the wording; None for nothing."""
    if not poll.question or len(poll.options) < FEWEST_OPTIONS:
        return "few"
    if len(poll.options) > MOST_OPTIONS:
        return "many"
    if len(poll.question) > LONGEST_QUESTION:
        return "question"
    if max(map(len, poll.options)) > LONGEST_OPTION:
        return "option"
    return "twice" if len(set(poll.options)) < len(poll.options) else None
