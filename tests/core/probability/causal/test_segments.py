"""Are effects of segments drawn to the mean, the more the less is known of them?"""

import numpy as np
import pytest

from doorstep.probability.causal.effect import Trial
from doorstep.probability.causal.segments import effects_by_segment, shrink


def trial(effects: dict[str, float], rows: int, seed: int = 1) -> tuple[Trial, list[str]]:
    rng = np.random.default_rng(seed)
    names = [name for name in effects for _ in range(rows)]
    treated = rng.random(len(names)) < 0.5
    rate = 0.3 + treated * np.array([effects[name] for name in names])
    outcome = (rng.random(len(names)) < rate).astype(np.float64)
    return Trial(np.zeros((len(names), 1)), treated, outcome, np.full(len(names), 0.5)), names


def test_wrong_input_is_refused():
    with pytest.raises(ValueError, match="standard error above 0"):
        shrink(np.array([0.1]), np.array([0.0]))
    with pytest.raises(ValueError, match="1 segments but"):
        effects_by_segment(trial({"a": 0.1}, 50)[0], ["a"])


def test_equal_effects_are_drawn_all_the_way_and_different_ones_hardly():
    same, _ = shrink(np.array([0.10, 0.11, 0.09]), np.array([0.05, 0.05, 0.05]))
    assert same == pytest.approx([0.1] * 3)
    apart, _ = shrink(np.array([0.0, 0.5]), np.array([0.01, 0.01]))
    assert apart == pytest.approx([0.0, 0.5], abs=0.01)


def test_a_small_segment_is_drawn_further_than_a_large_one():
    shrunk, _ = shrink(np.array([0.0, 0.2, 0.4]), np.array([0.02, 0.02, 0.15]))
    assert abs(shrunk[2] - 0.4) > 10 * abs(shrunk[1] - 0.2)


def test_real_differences_stay_and_segments_without_both_arms_are_left_out():
    rows, names = trial({"new": 0.0, "old": 0.3}, 2_000)
    few = Trial(
        np.vstack((rows.matrix, np.zeros((5, 1)))), np.append(rows.treated, [True] * 5),
        np.append(rows.outcome, np.ones(5)), np.append(rows.propensity, np.full(5, 0.5)),
    )  # fmt: skip
    found = {each.segment: each for each in effects_by_segment(few, [*names, *["tiny"] * 5])}
    assert set(found) == {"new", "old"}
    assert found["new"].low < 0.05 < 0.2 < found["old"].low
