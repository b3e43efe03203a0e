"""The rule by which members are spread over the working groups."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.groups.model import Balance, assign, has_room

GROUPS = ["barriers", "metaprojects", "pilots", "biodata", "gone"]
SIZES = st.dictionaries(st.sampled_from(GROUPS[:4]), st.integers(0, 200), min_size=1)
WISHES = st.lists(st.sampled_from(GROUPS), max_size=6)
RULES = st.floats(1, 5).map(Balance)


@pytest.mark.parametrize(
    ("wishes", "sizes", "expected"),
    [
        (["b"], {"a": 0, "b": 0}, "b"),  # everybody may be the first
        (["b"], {"a": 1, "b": 1}, "b"),
        (["b"], {"a": 2, "b": 10}, "a"),  # 10 is not under 1.5 × 6 + 1
        (["b"], {"a": 2, "b": 9}, "b"),  # 9 is under 1.5 × 5.5 + 1
        (["b", "c"], {"a": 0, "b": 30, "c": 5}, "c"),  # the first with room, not the first
        (["c", "b"], {"a": 0, "b": 5, "c": 5}, "c"),  # in the order wished
        ([], {"a": 3, "b": 2, "c": 2}, "b"),  # the smallest, the first of those that are even
        (["gone"], {"a": 3, "b": 2}, "b"),  # a closed group is passed over
        (["gone", "a"], {"a": 3, "b": 2}, "a"),
    ],
)
def test_the_first_wish_with_room_else_the_smallest(
    wishes: list[str], sizes: dict[str, int], expected: str
) -> None:
    assert assign(wishes, sizes, Balance(1.5)) == expected


def test_there_has_to_be_a_group() -> None:
    with pytest.raises(ValueError, match="empty"):
        assign(["a"], {}, Balance())


@given(WISHES, SIZES, RULES)
def test_the_chosen_group_is_open_and_has_room(
    wishes: list[str], sizes: dict[str, int], rule: Balance
) -> None:
    chosen = assign(wishes, sizes, rule)
    assert chosen in sizes
    assert has_room(sizes[chosen], sizes, rule)


@given(WISHES, SIZES, RULES)
def test_no_earlier_wish_had_room(wishes: list[str], sizes: dict[str, int], rule: Balance) -> None:
    chosen = assign(wishes, sizes, rule)
    open_wishes = [wish for wish in wishes if wish in sizes]
    earlier = open_wishes[: open_wishes.index(chosen)] if chosen in open_wishes else open_wishes
    if chosen in open_wishes and has_room(sizes[chosen], sizes, rule):
        assert not any(has_room(sizes[wish], sizes, rule) for wish in earlier)
    else:
        assert sizes[chosen] == min(sizes.values())


@given(st.lists(WISHES, max_size=120), st.floats(1, 3).map(Balance))
def test_groups_that_grow_by_the_rule_stay_balanced(choices: list[list[str]], rule: Balance) -> None:
    """Beginning empty, no group ever outgrows the ratio by more than the one who was let in last."""
    sizes = dict.fromkeys(GROUPS[:4], 0)
    for wishes in choices:
        sizes[assign(wishes, sizes, rule)] += 1
        mean = sum(sizes.values()) / len(sizes)
        assert max(sizes.values()) <= rule.ratio * mean + 2
    assert sum(sizes.values()) == len(choices)


@given(st.integers(0, 300), st.floats(1, 3).map(Balance))
def test_without_wishes_the_groups_are_even(count: int, rule: Balance) -> None:
    sizes = dict.fromkeys(GROUPS[:4], 0)
    for _ in range(count):
        sizes[assign((), sizes, rule)] += 1
    assert max(sizes.values()) - min(sizes.values()) <= 1
