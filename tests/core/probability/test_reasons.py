"""Why a chance is what it is."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.probability.calibrate import CalibrationBins, Line
from doorstep.probability.glass.logistic import logit
from doorstep.probability.glass.table_types import MainTable, PairTable
from doorstep.probability.heads import Basis, Head
from doorstep.probability.matrix import FeatureMatrix
from doorstep.probability.reasons import explain
from doorstep.probability.tables import GlassBoxModel

NAMES = ("days_past_due", "calls_7_days", "last_call")
GRID = ((0.0, 0.2, 0.0), (0.0, -0.4, 0.0), (0.0, 0.0, 0.0))
MODEL = GlassBoxModel(
    Head.CONTACT,
    Basis.LEARNED,
    -0.4,
    (
        MainTable("days_past_due", (10.0,), (0.9, -0.6, 0.0)),
        MainTable("last_call", (0.5, 2.5), (-0.2, 0.1, 1.5, 0.3)),
    ),
    (PairTable("calls_7_days", "last_call", (2.0,), (2.5,), GRID),),
    Line(0.5, 0.2),
    CalibrationBins((), (0,), (0.0,)),
)  # fmt: skip


def row(*values):
    return FeatureMatrix(NAMES, np.array([values], dtype=float), np.array([1]), np.array([1]))


def test_reasons_are_named_valued_and_ordered_by_weight():
    found = explain(MODEL, row(30.0, 5.0, 3.0), 0)
    assert [reason.feature for reason in found.reasons] == [
        "last_call", "days_past_due", "calls_7_days"
    ]  # fmt: skip
    first = found.reasons[0]
    assert (first.label_zh, first.value_zh) == ("最近一次拨打结果", "本人")
    assert (first.label_en, first.value_en) == ("what came of the last call", "the borrower")
    assert first.log_odds == pytest.approx(0.5 * (1.5 - 0.2))


@given(
    values=st.tuples(st.floats(0, 20), st.floats(0, 5), st.sampled_from([0.0, 1.0, 3.0, np.nan])),
    top=st.integers(0, 4),
)
def test_points_lead_from_the_base_to_the_prediction_and_log_odds_add_up(values, top):
    found = explain(MODEL, row(*values), 0, top)
    assert len(found.reasons) <= top
    points = sum(reason.points for reason in found.reasons) + found.rest_points
    assert found.base + points == pytest.approx(found.prediction, abs=1e-12)
    odds = sum(reason.log_odds for reason in found.reasons) + found.rest_log_odds
    base, end = logit(np.array([found.base, found.prediction]))
    assert base + odds == pytest.approx(end, abs=1e-9)
    assert end == pytest.approx(MODEL.log_odds(row(*values))[0], abs=1e-9)


def test_a_feature_that_adds_nothing_is_no_reason():
    assert all(reason.log_odds for reason in explain(MODEL, row(np.nan, 1.0, 1.0), 0).reasons)
