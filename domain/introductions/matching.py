"""Choose who is introduced to whom: a matching of maximum weight, by NetworkX (Edmonds' blossom algorithm).

As many pairs as possible; among those, the ones that leave out the people who have waited least; among those,
the ones with most in common. In a crowd only each person's NEAREST pairs are weighed, and more where these
would needlessly leave somebody out.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import partial

# How many others are weighed for each at first: the time taken grows with about the third power of a whole crowd.
NEAREST = 24

Pair = tuple[int, int]  # ids, the smaller one first


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person to be introduced; `groups` are their working groups."""

    person_id: int
    interests: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    waited: int = 0


def in_common(one: Candidate, other: Candidate) -> int:
    """Count what two people have in common: shared interests, and a working group."""
    return len(one.interests & other.interests) + bool(one.groups & other.groups)


def pair_of(one: int, other: int) -> Pair:
    """Return two ids as a pair, in either order."""
    return (min(one, other), max(one, other))


def pair_up(
    candidates: Sequence[Candidate], known: Collection[Pair], nearest: int = NEAREST
) -> tuple[Pair, ...]:
    """Return pairs for a round, none of them in `known`; the order of the input makes no difference."""
    crowd = sorted(candidates, key=lambda candidate: candidate.person_id)
    while len(crowd) > 1:
        pairs = _matched(crowd, _weighed(crowd, known, nearest))
        paired = {person_id for pair in pairs for person_id in pair}
        left = [candidate.waited for candidate in crowd if candidate.person_id not in paired]
        nobody_needlessly = len(left) == len(crowd) % 2 and left <= [min(one.waited for one in crowd)]
        if nearest >= len(crowd) - 1 or nobody_needlessly:
            return pairs
        nearest *= 4
    return ()


def _weighed(crowd: Sequence[Candidate], known: Collection[Pair], nearest: int) -> dict[Pair, int]:
    """Return the weight of each possible pair."""
    waiting_counts = 1 + len(crowd) * max((len(one.interests) for one in crowd), default=0) + len(crowd)
    weights: dict[Pair, int] = {}
    for place, one in enumerate(crowd):
        # Each begins with the next in the circle, so that those with nothing in common don't all choose the same.
        others = [
            other
            for other in (*crowd[place + 1 :], *crowd[:place])
            if pair_of(one.person_id, other.person_id) not in known
        ]
        others.sort(key=partial(in_common, one), reverse=True)
        for other in others[:nearest]:
            weight = waiting_counts * (one.waited + other.waited) + in_common(one, other)
            weights[pair_of(one.person_id, other.person_id)] = weight
    return weights


def _matched(crowd: Sequence[Candidate], weights: dict[Pair, int]) -> tuple[Pair, ...]:
    import networkx as nx  # noqa: PLC0415 -- takes a moment and some memory, and is needed once a fortnight

    graph = nx.Graph()
    graph.add_nodes_from(candidate.person_id for candidate in crowd)
    graph.add_weighted_edges_from((*pair, weight) for pair, weight in sorted(weights.items()))
    matching = nx.max_weight_matching(graph, maxcardinality=True)
    return tuple(sorted(pair_of(one, other) for one, other in matching))
