"""Are the pairs of a day as many and as good as can be, and never two who do not go together?"""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doorstep.planning.pairs import Available, propose_pairs, valued

WORDS = st.frozensets(st.sampled_from(["a", "b", "c", "d"]), max_size=3)
TEAMS = st.lists(
    st.builds(
        Available, person_id=st.integers(1, 40), languages=WORDS, skills=WORDS, territories=WORDS,
        minutes=st.integers(0, 9000),
    ),
    max_size=8, unique_by=lambda each: each.person_id,
)  # fmt: skip
COUPLES = st.lists(
    st.tuples(st.integers(1, 40), st.integers(1, 40)).map(frozenset), max_size=12
).map(lambda found: [each for each in found if len(each) == 2])


def couples(pairing) -> set[frozenset[int]]:
    return {frozenset((pair.first_id, pair.second_id)) for pair in pairing.pairs}


def team(*languages: str) -> list[Available]:
    return [
        Available(place, frozenset(spoken.split())) for place, spoken in enumerate(languages, 1)
    ]


def best_by_hand(people, excluded, before):
    """Return the most pairs, and the most points with so many, by trying everything."""
    mean = sum(each.minutes for each in people) / len(people) if people else 0

    def best(left):
        if len(left) < 2:
            return (0, 0)
        one, rest = left[0], left[1:]
        found = [best(rest)]
        for other in rest:
            couple = frozenset((one.person_id, other.person_id))
            if couple not in excluded:
                low, high = sorted((one, other), key=lambda each: each.person_id)
                pairs, points = best([each for each in rest if each is not other])
                worth = valued(low, high, mean, couple in before).points
                found.append((pairs + 1, points + worth))
        return max(found)

    return best(sorted(people, key=lambda each: each.person_id))


@settings(max_examples=120, deadline=None)
@given(people=TEAMS, excluded=COUPLES, before=COUPLES)
def test_no_better_pairs_are_found_by_trying_everything(people, excluded, before):
    found = propose_pairs(people, excluded, before)
    points = sum(pair.points for pair in found.pairs)
    assert (len(found.pairs), points) == best_by_hand(people, excluded, before)


@settings(max_examples=120, deadline=None)
@given(people=TEAMS, excluded=COUPLES, data=st.data())
def test_nobody_is_excluded_twice_sent_or_lost_whatever_the_order(people, excluded, data):
    found = propose_pairs(people, excluded)
    assert couples(found).isdisjoint(excluded)
    named = [each for pair in found.pairs for each in (pair.first_id, pair.second_id)]
    assert sorted([*named, *found.left_over]) == sorted(each.person_id for each in people)
    assert propose_pairs(data.draw(st.permutations(people)), excluded) == found


def test_each_pair_speaks_as_many_languages_as_can_be():
    found = propose_pairs(team("zh", "zh", "zh ko", "zh ko"), [])
    assert all(pair.languages == {"zh", "ko"} for pair in found.pairs)


def test_more_pairs_go_before_better_ones():
    """2 and 3 would be the best pair, and would leave 1 and 4, who never go together, at home."""
    people = team("zh", "zh en", "zh ko", "zh")
    found = propose_pairs(people, [frozenset((1, 4))])
    assert len(found.pairs) == 2
    assert frozenset((2, 3)) not in couples(found)


def test_who_went_together_goes_together_again_when_nothing_else_speaks():
    found = propose_pairs(team("zh", "zh", "zh", "zh"), [], [frozenset((1, 4))])
    assert frozenset((1, 4)) in couples(found)


def test_much_and_little_work_of_late_go_together():
    minutes = (6000, 6000, 0, 0)
    people = [Available(n, frozenset({"zh"}), minutes=m) for n, m in enumerate(minutes, 1)]
    found = propose_pairs(people, [])
    assert all(pair.minutes == 6000 for pair in found.pairs)


@pytest.mark.parametrize("size", [0, 1])
def test_one_person_alone_is_no_pair(size):
    found = propose_pairs(team("zh")[:size], [])
    assert (found.pairs, len(found.left_over)) == ((), size)


def test_a_person_named_twice_is_an_error():
    with pytest.raises(ValueError, match="twice"):
        propose_pairs([*team("zh"), *team("zh")], [])


@pytest.mark.parametrize("size", [40, 130])
def test_a_large_team_is_paired_as_a_whole_and_nobody_with_whom_they_never_go(size):
    skills = ["driving", "hardship", "elderly"]
    people = [
        Available(
            n,
            frozenset({"zh"} | ({"ko"} if n % 3 else set())),
            frozenset({skills[n % 3]}),
            frozenset({str(n % 5)}),
            100 * n,
        )
        for n in range(size)
    ]
    excluded = [frozenset(each) for each in list(combinations(range(size), 2))[::17]]
    found = propose_pairs(people, excluded)
    assert len(found.pairs) == size // 2
    assert couples(found).isdisjoint(excluded)
