import numpy as np
import pytest

from doorstep.planning.windows import LawfulStarts, stop_windows


def windows_of(lawful, stays, pairs):
    found = stop_windows(lawful, np.array(stays, dtype=np.int32), pairs)
    columns = (found.stop, found.early_minute, found.late_minute, found.end_minute)
    return [tuple(int(value) for value in row) for row in zip(*columns, strict=True)]


@pytest.mark.parametrize(
    ("given", "found"),
    [
        (
            (0, 540, 1170, 1200),
            [(0, 540, 1060, 1200)],
        ),  # the shift ends first: 18:00 less the stay
        (
            (0, 600, 700, 715),
            [(0, 600, 695, 715)],
        ),  # the lawful end leaves less than the last start
        ((0, 600, 700, 720), [(0, 600, 700, 720)]),  # exactly enough
        ((0, 480, 530, 720), []),  # over before the shift begins
        ((0, 480, 540, 720), [(0, 540, 540, 720)]),  # one minute in common
        ((0, 1061, 1100, 1200), []),  # the stay would outlast the shift
    ],
)
def test_a_window_is_cut_to_the_shift_and_to_the_stay(build_lawful, build_shift, given, found):
    assert windows_of(build_lawful([given]), [20], [build_shift()]) == found


def test_the_earliest_and_the_latest_shift_bound_the_day(build_lawful, build_shift):
    pairs = [build_shift(0, starts=600, ends=900), build_shift(1, starts=540, ends=1100)]
    assert windows_of(build_lawful([(0, 480, 1170, 1200)]), [20], pairs) == [(0, 540, 1080, 1200)]


def test_windows_that_meet_or_overlap_become_one(build_lawful, build_shift):
    given = build_lawful([(0, 650, 700, 1200), (0, 600, 649, 1200), (0, 800, 900, 1200)])
    assert windows_of(given, [20], [build_shift()]) == [(0, 600, 700, 1200), (0, 800, 900, 1200)]


def test_windows_with_different_ends_stay_apart(build_lawful, build_shift):
    given = build_lawful([(0, 600, 700, 720), (0, 650, 800, 900)])
    assert windows_of(given, [20], [build_shift()]) == [(0, 600, 700, 720), (0, 650, 800, 900)]


def test_a_candidate_without_a_lawful_window_gets_none(build_lawful, build_shift):
    assert windows_of(build_lawful([(1, 600, 700, 800)]), [20, 20], [build_shift()]) == [
        (1, 600, 700, 800)
    ]
    assert windows_of(build_lawful([]), [20], [build_shift()]) == []


def test_without_anybody_on_shift_there_are_no_windows(build_lawful):
    assert windows_of(build_lawful([(0, 600, 700, 800)]), [20], []) == []


def test_windows_that_cannot_be_are_refused(build_lawful, build_shift):
    with pytest.raises(ValueError, match="does not exist"):
        windows_of(build_lawful([(1, 600, 700, 800)]), [20], [build_shift()])
    with pytest.raises(ValueError, match="minutes of the day"):
        build_lawful([(0, 600, 700, 1441)])
    minutes = np.array([600], dtype=np.int32)
    with pytest.raises(ValueError, match="differ in length"):
        LawfulStarts(np.array([0, 1]), minutes, minutes, minutes)
