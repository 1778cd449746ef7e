"""From when until when a case was overdue in our sight."""

import pytest
from tests.core.probability.past import START

from doorstep.probability.known.episodes import FEWEST_EARLIER_PAYMENTS, overdue_episodes


def stretches(facts, as_of_day=START + 60, seen=None):
    found = overdue_episodes(facts, as_of_day, seen)
    columns = (found.case_id, found.first_day - START, found.last_day - START)
    return list(zip(*(column.tolist() for column in columns), strict=True))


@pytest.mark.parametrize(
    ("paid_on", "episode"),
    [
        (START, []),  # paid on the due day: never past due
        (START + 1, [(1, 1, 1)]),  # the first day past due is also the last
        (START + 9, [(1, 1, 9)]),
        (START + 90, [(1, 1, 60)]),  # not paid yet on the day of asking
    ],
)
def test_an_episode_runs_from_the_day_after_due_to_the_day_of_full_payment(
    build, paid_on, episode
):
    assert stretches(build().account().payment(paid_on, 100_000).facts()) == episode


def test_part_of_the_debt_does_not_end_an_episode(build):
    facts = build().account().payment(START + 3, 99_999).facts()
    assert stretches(facts) == [(1, 1, 60)]


def test_two_accounts_in_arrears_at_once_are_one_episode_and_a_later_one_is_another(build):
    facts = (
        build()
        .account(1, due=START).payment(START + 10, 100_000, 1)
        .account(2, due=START + 5).payment(START + 20, 100_000, 2)
        .account(3, due=START + 40).payment(START + 45, 100_000, 3)
    ).facts()  # fmt: skip
    assert stretches(facts) == [(1, 1, 20), (1, 41, 45)]


def test_nothing_before_the_placement_is_believed_unless_its_history_came_along(build):
    bare = build().account(placed=START + 30)
    assert stretches(bare.facts()) == [(1, 30, 60)]
    for _ in range(FEWEST_EARLIER_PAYMENTS):
        bare.payment(START + 12, 1)
    assert stretches(bare.facts()) == [(1, 12, 60)]
    assert stretches(bare.facts(), seen=START + 20) == [(1, 20, 60)]


def test_an_account_without_a_due_day_or_without_debt_is_never_overdue(build):
    facts = build().account(1, due=-(2**31)).account(2, case=2, owed=0).facts()
    assert stretches(facts) == []
