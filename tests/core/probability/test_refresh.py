"""Following a world that has moved, and staying put when it has not."""

import numpy as np
import pytest

from doorstep.probability.base_rate import base_rate_model
from doorstep.probability.calibrate import CalibrationBins, Line
from doorstep.probability.evaluate import ece, log_loss
from doorstep.probability.glass.logistic import expit
from doorstep.probability.glass.table_types import MainTable
from doorstep.probability.heads import Basis, Head
from doorstep.probability.matrix import FeatureMatrix
from doorstep.probability.refresh import Groups, refresh, refresh_on, with_steps
from doorstep.probability.tables import GlassBoxModel

HOURS = MainTable("hour", (9.0, 12.0, 15.0), (-1.0, -0.2, 0.3, 1.2, 0.0))
MODEL = GlassBoxModel(
    Head.CONTACT, Basis.LEARNED, -0.3, (HOURS,), (), Line(), CalibrationBins((), (0,), (0.0,))
)


def asked(rng, rows, move=0.0, by_channel=(0.0, 0.0, 0.0)):
    """Return rows and their outcomes in a world that has moved by so much log-odds."""
    channel = rng.integers(0, 3, rows)
    values = np.column_stack((rng.choice([8.0, 11.0, 14.0, 18.0], rows), channel))
    matrix = FeatureMatrix(
        ("hour", "planned_channel"), values.astype(float), np.arange(rows), np.arange(rows)
    )
    truth = MODEL.log_odds(matrix) + move + np.array(by_channel)[channel]
    return matrix, rng.random(rows) < expit(truth), truth


def test_columns_that_do_not_fit_and_certainties_are_refused():
    with pytest.raises(ValueError, match="outcomes"):
        refresh(MODEL, np.array([0.5]), np.array([True, False]))
    with pytest.raises(ValueError, match="strictly between"):
        refresh(MODEL, np.array([1.0]), np.array([True]))


def test_nothing_new_leaves_the_very_same_model():
    assert refresh(MODEL, np.zeros(0), np.zeros(0, dtype=bool)) is MODEL
    rng = np.random.default_rng(4)
    matrix, outcomes, _ = asked(rng, 5)
    assert refresh_on(MODEL, matrix, outcomes) is MODEL


@pytest.mark.parametrize("rows", [10, 30, 100, 400])
def test_in_a_world_that_stays_it_hardly_ever_gets_worse(rows):
    rng = np.random.default_rng(rows)
    fresh, _, truth = asked(rng, 4000)
    chance = expit(truth)
    lost = []
    for _ in range(40):
        matrix, outcomes, _ = asked(rng, rows)
        moved = expit(refresh_on(MODEL, matrix, outcomes, "planned_channel").log_odds(fresh))
        lost.append(float(-np.mean(chance * np.log(moved) + (1 - chance) * np.log1p(-moved))))
    best = float(-np.mean(chance * np.log(chance) + (1 - chance) * np.log1p(-chance)))
    assert np.mean(lost) - best < 0.003
    assert np.median(lost) == pytest.approx(best, abs=1e-9)


@pytest.mark.parametrize("a_day", [50, 150, 400])
def test_the_calibration_error_falls_over_ten_days_after_a_shift(a_day):
    first, last = [], []
    for seed in range(4):
        rng = np.random.default_rng(100 + seed)
        seen, known, errors = [], [], []
        for _ in range(10):
            matrix, outcomes, _ = asked(rng, a_day, move=-0.7, by_channel=(0.3, 0.0, -0.4))
            model = MODEL
            if known:
                values = np.vstack([each.values for each in seen])[-1000:]
                count = np.arange(len(values))
                past = FeatureMatrix(matrix.names, values, count, count)
                model = refresh_on(MODEL, past, np.concatenate(known)[-1000:], "planned_channel")
            errors.append(ece(expit(model.log_odds(matrix)), outcomes))
            seen.append(matrix)
            known.append(outcomes)
        first.append(np.mean(errors[:3]))
        last.append(np.mean(errors[-3:]))
    assert np.mean(last) < np.mean(first)


def test_each_channel_moves_by_itself_and_reasons_stay_exact():
    rng = np.random.default_rng(6)
    matrix, outcomes, truth = asked(rng, 3000, by_channel=(0.8, 0.0, -0.8))
    common = refresh_on(MODEL, matrix, outcomes)
    apart = refresh_on(MODEL, matrix, outcomes, "planned_channel")
    fit = [log_loss(expit(model.log_odds(matrix)), outcomes) for model in (common, apart)]
    assert fit[1] < fit[0] - 0.02
    assert np.mean(np.abs(apart.log_odds(matrix) - truth)) < 0.3
    scored = apart.score(matrix)
    assert apart.intercept + scored.parts.sum(axis=1) == pytest.approx(scored.score)


def test_a_refreshed_model_predicts_what_was_fitted_and_rebuilds_its_bins():
    rng = np.random.default_rng(8)
    matrix, outcomes, _ = asked(rng, 900, move=-1.0)
    model = refresh_on(MODEL, matrix, outcomes, "planned_channel")
    assert model.version != MODEL.version
    assert sum(model.bins.counts) == 900
    assert np.mean(expit(model.log_odds(matrix))) == pytest.approx(outcomes.mean(), abs=0.03)


def test_issued_chances_do_as_well_as_the_rows_behind_them():
    rng = np.random.default_rng(9)
    matrix, outcomes, _ = asked(rng, 500, move=-1.0)
    groups = Groups("planned_channel", matrix.values[:, 1])
    issued = refresh(MODEL, expit(MODEL.log_odds(matrix)), outcomes, groups)
    assert issued == refresh_on(MODEL, matrix, outcomes, "planned_channel")


def test_steps_lie_at_their_levels_only():
    model = with_steps(MODEL, "hour", [11.0, 14.0], np.array([0.5, -0.5]))
    values = np.array([[8.0], [11.0], [14.0], [18.0], [np.nan]])
    matrix = FeatureMatrix(("hour",), values, np.arange(5), np.arange(5))
    difference = model.score(matrix).score - MODEL.score(matrix).score
    assert difference == pytest.approx([0.0, 0.5, -0.5, 0.0, 0.0])


def test_a_base_rate_can_be_refreshed_too():
    rng = np.random.default_rng(10)
    outcomes = rng.random(200) < 0.7
    model = refresh(base_rate_model(Head.CONTACT), np.full(200, 0.25), outcomes)
    matrix = FeatureMatrix((), np.zeros((1, 0)), np.arange(1), np.arange(1))
    assert expit(model.log_odds(matrix))[0] == pytest.approx(outcomes.mean(), abs=0.1)
