"""Who can take it, by tables: fit, then free, then load."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstline.routing.rules.standing import (
    Availability,
    CoverageRow,
    Member,
    candidates,
)

NETWORK, PRINTING, PHONES = 1, 2, 3
FIRST_LINE, NET_GROUP, ENGINEERS, PRINT_GROUP = 10, 20, 30, 40
COVERAGE = (
    CoverageRow(NETWORK, 1, FIRST_LINE),
    CoverageRow(NETWORK, 2, NET_GROUP),
    CoverageRow(NETWORK, 3, ENGINEERS),
    CoverageRow(PRINTING, 1, FIRST_LINE),
    CoverageRow(PRINTING, 3, PRINT_GROUP),
)


def member(person: int, group: int, state: str = "available", load: int = 0, *skills: str, ext: str = "4001") -> Member:
    return Member(person, group, Availability(state), load, frozenset(skills), ext)


def test_who_can_take_it_is_sorted_by_fit_then_free_then_load() -> None:
    people = [
        member(1, PRINT_GROUP),
        member(2, FIRST_LINE),
        member(3, NET_GROUP, "off"),
        member(4, NET_GROUP, "available", 3),
        member(5, NET_GROUP, "available", 1),
        member(6, NET_GROUP, "on_call", 0, "wifi"),
        member(5, FIRST_LINE, "available", 1),
    ]
    listed = candidates(NETWORK, 2, COVERAGE, people, {"wifi"})
    assert [(c.member.person, c.fit) for c in listed] == [(6, 3), (5, 2), (4, 2), (3, 2), (2, 1), (1, 0)]
    assert [reason.code for reason in listed[0].reasons] == ["covers_nature", "has_skill"]
    assert [reason.code for reason in listed[4].reasons] == ["covers_nature_elsewhere"]
    assert listed[5].reasons == ()


@pytest.mark.parametrize(
    ("state", "extension", "can_take"),
    [("available", "4001", True), ("available", "", False), ("after_call", "4001", False), ("on_call", "4001", False)],
)
def test_a_live_call_goes_only_to_a_free_extension(state: str, extension: str, can_take: bool) -> None:
    (candidate,) = candidates(NETWORK, 2, COVERAGE, [member(1, NET_GROUP, state, ext=extension)])
    assert candidate.can_take_call is can_take


def test_candidates_for_an_uncovered_nature_still_stand_in_a_row() -> None:
    assert [c.fit for c in candidates(PHONES, 1, COVERAGE, [member(1, NET_GROUP)])] == [0]


MEMBERS = st.lists(
    st.builds(
        Member,
        st.integers(1, 6),
        st.sampled_from([FIRST_LINE, NET_GROUP, ENGINEERS]),
        st.sampled_from(list(Availability)),
        st.integers(0, 5),
        st.frozensets(st.sampled_from(["wifi", "dns"])),
        st.sampled_from(["", "4001"]),
    )
)


@given(MEMBERS, st.integers(1, 3), st.randoms())
def test_nobody_is_lost_or_listed_twice_and_the_order_of_input_does_not_matter(
    people: list[Member], level: int, dice: Random
) -> None:
    listed = candidates(NETWORK, level, COVERAGE, people, {"wifi"})
    assert sorted(c.member.person for c in listed) == sorted({m.person for m in people})
    assert [c.fit for c in listed] == sorted((c.fit for c in listed), reverse=True)
    shuffled = list({(m.person, m.group): m for m in people}.values())
    unshuffled = candidates(NETWORK, level, COVERAGE, shuffled, {"wifi"})
    dice.shuffle(shuffled)
    assert candidates(NETWORK, level, COVERAGE, shuffled, {"wifi"}) == unshuffled
