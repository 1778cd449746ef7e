"""Does the curve of arrangements say what the textbook says, and no more than is known?"""

from datetime import date, timedelta

import numpy as np
import pytest

from doorstep.affordability.lifecycle import ArrangementState as S
from doorstep.affordability.lifecycle import Step
from doorstep.affordability.survival import Life, life_of, survival, watched_on

DAY = date(2026, 11, 2)

# Freireich et al. 1963, the 21 patients on 6-MP (weeks in remission): the table that every
# textbook of survival analysis works through. Estimate and Greenwood's standard error by hand.
REMISSION = [
    *(Life(weeks, True) for weeks in (6, 6, 6, 7, 10, 13, 16, 22, 23)),
    *(Life(weeks, False) for weeks in (6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)),
]
TABLE = [
    (0, 21, 0, 1.0, 0.0),
    (6, 21, 3, 0.857143, 0.076360),
    (7, 17, 1, 0.806723, 0.086935),
    (10, 15, 1, 0.752941, 0.096350),
    (13, 12, 1, 0.690196, 0.106814),
    (16, 11, 1, 0.627451, 0.114054),
    (22, 7, 1, 0.537815, 0.128234),
    (23, 6, 1, 0.448179, 0.134591),
]


@pytest.mark.parametrize("wrong", [0.0, 1.0, -0.1])
def test_a_band_that_is_none_is_refused(wrong):
    with pytest.raises(ValueError, match="band"):
        survival([Life(1, True)], band=wrong)


def test_nothing_ends_before_it_was_agreed():
    with pytest.raises(ValueError, match="before"):
        survival([Life(-1, False)])


def test_without_arrangements_there_is_no_curve():
    curve = survival([])
    assert (curve.points, curve.count, curve.is_thin) == ((), 0, True)
    assert curve.at(0) is None
    assert curve.median_days is None


def test_the_textbook_table_comes_out():
    curve = survival(REMISSION, band=0.95)
    assert [(p.day, p.watched, p.broken) for p in curve.points] == [row[:3] for row in TABLE]
    for point, (_, _, _, share, error) in zip(curve.points, TABLE, strict=True):
        assert point.share == pytest.approx(share, abs=1e-6)
        if error:
            wide = np.exp(1.959964 * error / (share * np.log(share)))
            assert point.low == pytest.approx(share ** (1 / wide), abs=1e-5)
            assert point.high == pytest.approx(share**wide, abs=1e-5)
    assert (curve.count, curve.broken, curve.until, curve.median_days) == (21, 9, 35, 23)


def test_a_table_worked_by_hand_comes_out():
    # five agreed; broken on days 2 and 5, gone on 2 and 4, one still runs on day 9
    lives = [Life(2, True), Life(2, False), Life(4, False), Life(5, True), Life(9, False)]
    curve = survival(lives)
    assert [(p.day, p.watched, p.broken) for p in curve.points] == [
        (0, 5, 0),
        (2, 5, 1),
        (5, 2, 1),
    ]
    assert [p.share for p in curve.points] == pytest.approx([1, 4 / 5, 4 / 5 * 1 / 2])


@pytest.mark.parametrize(
    ("day", "share"),
    [
        (0, 1.0),  # the day of the agreement
        (1, 1.0),  # the day before the first break
        (2, 0.5),  # the break itself
        (9, 0.5),  # the last day that anybody was watched
        (10, None),  # nobody has been watched so long
    ],
)
def test_the_curve_is_flat_between_breaks_and_ends_where_knowledge_ends(day, share):
    found = survival([Life(2, True), Life(9, False)]).at(day)
    assert (found and found.share) == share


def test_when_all_have_broken_nothing_holds_and_the_band_does_not_jump():
    curve = survival([Life(1, True), Life(1, False), Life(3, True)])
    assert curve.points[-1].share == 0
    assert curve.points[-1].low == 0
    assert curve.points[-1].high == curve.points[-2].high


def test_what_breaks_on_its_first_day_is_on_the_first_point():
    curve = survival([Life(0, True), Life(5, False)])
    assert [(p.day, p.share) for p in curve.points] == [(0, 0.5)]


def test_who_leaves_on_the_day_of_a_break_was_still_watched_on_it():
    assert survival([Life(3, True), Life(3, False)]).points[-1].watched == 2


@pytest.mark.parametrize("seed", range(20))
def test_the_curve_never_rises_and_lies_in_its_band(seed):
    chance = np.random.default_rng(seed)
    lives = [
        Life(int(day), bool(broken))
        for day, broken in zip(
            chance.integers(0, 60, 80), chance.random(80) < 0.4, strict=True
        )
    ]  # fmt: skip
    points = survival(lives).points
    shares = [point.share for point in points]
    assert shares == sorted(shares, reverse=True), seed
    assert all(0 <= p.low <= p.share <= p.high <= 1 for p in points), seed
    everybody = survival([Life(life.days, True) for life in lives])
    assert everybody.points[-1].share == 0, seed


@pytest.mark.parametrize(("count", "is_thin"), [(29, True), (30, False)])
def test_fewer_than_thirty_are_thin(count, is_thin):
    assert survival([Life(1, False)] * count).is_thin is is_thin


def told(*steps):
    return [(DAY + timedelta(days=day), step, state) for day, step, state in steps]


AGREED = (2, Step.AGREE, S.AGREED)
BROKE = (20, Step.BREAK, S.BROKEN)
IN_FORCE = (9, Step.COOLING_OFF_OVER, S.IN_FORCE)


@pytest.mark.parametrize(
    ("steps", "on", "life"),
    [
        (told((0, Step.PROPOSE, S.PROPOSED)), 30, None),  # only proposed
        (told(AGREED), 1, None),  # not agreed yet on that day
        (told(AGREED), 2, Life(0, False)),  # agreed today
        (told(AGREED, IN_FORCE), 30, Life(28, False)),  # still runs
        (told(AGREED, IN_FORCE, BROKE), 30, Life(18, True)),
        (told(AGREED, IN_FORCE, BROKE), 19, Life(17, False)),  # the day before
        (told(AGREED, (5, Step.COMPLETE, S.COMPLETED)), 30, Life(3, False)),
        (told(AGREED, IN_FORCE, (12, Step.RESHAPE, S.RESHAPED)), 30, Life(10, False)),
        (told(AGREED, (3, Step.CONTEST, S.CONTESTED)), 30, Life(1, False)),
        (told(AGREED, (3, Step.CONTEST, S.CONTESTED), (6, Step.UPHOLD, S.IN_FORCE)), 30,
         Life(28, False)),  # it was what was agreed: watched all along
        (told(AGREED, (5, Step.COMPLETE, S.COMPLETED), (8, Step.REOPEN, S.IN_FORCE)), 30,
         Life(28, False)),  # its payment was taken back
        (told(AGREED, (3, Step.WITHDRAW, S.WITHDRAWN)), 30, Life(1, False)),
    ],
)  # fmt: skip
def test_a_life_is_what_was_known_when_the_day_ended(steps, on, life):
    assert life_of(steps, DAY + timedelta(days=on)) == life


@pytest.mark.parametrize(
    ("days", "thin_from"),
    [
        ([], None),
        ([5] * 9, 0),  # fewer than ten from the start
        ([5] * 10, 6),  # ten until the fifth day
        ([*range(1, 11), 40], 3),  # the first leaves after day 1, the second after day 2
    ],
)
def test_a_stretch_behind_which_fewer_than_ten_stand_is_named(days, thin_from):
    lives = [Life(day, False) for day in days]
    assert survival(lives).thin_from == thin_from
    if days:
        assert watched_on(lives, thin_from) < 10
        assert thin_from == 0 or watched_on(lives, thin_from - 1) >= 10
