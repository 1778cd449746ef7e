"""Every feature speaks of one thing, and the indices are sums of what speaks of theirs."""

import numpy as np
import pytest

from doorstep.probability.axes import AXES, Axis, indices, source_of
from doorstep.probability.calibrate import CalibrationBins, Line
from doorstep.probability.catalogue import FEATURES
from doorstep.probability.glass.table_types import MainTable
from doorstep.probability.heads import Basis, Head
from doorstep.probability.matrix import FeatureMatrix
from doorstep.probability.tables import GlassBoxModel


def test_every_feature_has_one_axis_and_a_source():
    assert set(AXES) == {feature.name for feature in FEATURES}
    assert all(source_of(feature) for feature in FEATURES)


def test_ability_and_willingness_add_up_their_own_features_and_no_other():
    names = ("log_owed", "payments_30_days", "promises_broken", "days_past_due")
    mains = tuple(MainTable(name, (0.5,), (-0.5, 1.0 + at, 0.0)) for at, name in enumerate(names))
    model = GlassBoxModel(
        Head.PAID_WITHIN_14_DAYS, Basis.LEARNED, 0.0, mains, (), Line(),
        CalibrationBins((), (1,), (1.0,)),
    )  # fmt: skip
    matrix = FeatureMatrix(names, np.ones((1, 4)), np.array([1]), np.array([0]))
    ability, willingness = indices(model, matrix, 0)
    assert (ability.axis, willingness.axis) == (Axis.ABILITY, Axis.WILLINGNESS)
    assert [reason.feature for reason in ability.reasons] == ["log_owed"]
    assert [r.feature for r in willingness.reasons] == ["promises_broken", "payments_30_days"]
    assert sum(r.log_odds for r in willingness.reasons) == pytest.approx(5.0)
    assert willingness.value == pytest.approx(100 / (1 + np.exp(-5.0)), abs=0.1)
    assert 0.5 + sum(r.points for r in ability.reasons) == pytest.approx(
        ability.value / 100, abs=1e-3
    )
