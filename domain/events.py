"""What use cases return for others to hear of."""


class Event:
    """Something that happened and is told: one function of `handlers` puts it into words, declared with `@tells`."""

    __slots__ = ()
