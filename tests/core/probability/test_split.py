"""By time, never at random."""

import dataclasses

import numpy as np

from doorstep.probability.split import split_by_time, split_for_use


def test_the_parts_follow_each_other_and_share_no_day(drawn):
    parts = split_by_time(drawn(2000))
    assert parts.fit.anchor_day.max() < parts.calibrate.anchor_day.min()
    assert parts.calibrate.anchor_day.max() < parts.evaluate.anchor_day.min()
    sizes = np.array([len(parts.fit), len(parts.calibrate), len(parts.evaluate)]) / 2000
    assert np.all(np.abs(sizes - [0.70, 0.15, 0.15]) < 0.02)


def test_a_row_whose_outcome_was_still_open_when_the_next_part_began_is_left_out(drawn):
    samples = drawn(2000)
    slow = dataclasses.replace(
        samples, window_end_day=samples.anchor_day + 14, as_of_day=samples.as_of_day + 14
    )
    parts = split_by_time(slow)
    assert parts.fit.window_end_day.max() <= parts.calibrate.anchor_day.min()
    assert parts.calibrate.window_end_day.max() <= parts.evaluate.anchor_day.min()
    assert len(parts.fit) < len(split_by_time(samples).fit)


def test_the_model_for_use_learns_from_all_but_the_newest_rows(drawn):
    parts = split_for_use(drawn(1000))
    assert len(parts.fit) + len(parts.calibrate) == 1000
    assert len(parts.evaluate) == 0


def test_one_day_or_nothing_cannot_be_split(drawn):
    parts = split_by_time(drawn(50, days=1))
    assert (len(parts.fit), len(parts.calibrate), len(parts.evaluate)) == (0, 0, 50)
    empty = drawn(50).take(np.zeros(0, dtype=np.intp))
    assert len(split_by_time(empty).evaluate) == 0
