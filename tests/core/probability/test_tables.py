"""A fitted model is plain data."""

import json

import numpy as np
import pytest

from doorstep.probability.calibrate import CalibrationBins, Line
from doorstep.probability.glass.table_types import MainTable, PairTable
from doorstep.probability.heads import Basis, Head
from doorstep.probability.matrix import FeatureMatrix
from doorstep.probability.tables import GlassBoxModel

MODEL = GlassBoxModel(
    Head.CONTACT,
    Basis.LEARNED,
    -0.5,
    (MainTable("hour", (9.0, 12.0), (0.1, 0.2, -0.3, 0.7)),),
    (PairTable("hour", "weekday", (10.0,), (4.0,), ((1, 2, 3), (4, 5, 6), (7, 8, 9))),),
    Line(0.8, 0.1),
    CalibrationBins((0.0,), (40, 60), (10.0, 40.0)),
)


def rows(hours, weekdays, names=("hour", "weekday")):
    count = len(hours)
    values = np.array([hours, weekdays], dtype=np.float64).T
    return FeatureMatrix(names, values, np.arange(count), np.zeros(count, dtype=np.int64))


@pytest.mark.parametrize(
    ("hour", "weekday", "score"),
    [
        (9.0, 4.0, -0.5 + 0.1 + 1),  # on both edges: the lower bin
        (9.1, 4.1, -0.5 + 0.2 + 2),
        (11.0, 5.0, -0.5 + 0.2 + 5),
        (13.0, 1.0, -0.5 - 0.3 + 4),
        (np.nan, np.nan, -0.5 + 0.7 + 9),  # the bin of the unknown
        (13.0, np.nan, -0.5 - 0.3 + 6),
    ],
)
def test_a_score_is_the_sum_of_what_the_tables_say(hour, weekday, score):
    scored = MODEL.score(rows([hour], [weekday]))
    assert scored.score[0] == pytest.approx(score)
    assert MODEL.log_odds(rows([hour], [weekday]))[0] == pytest.approx(0.1 + 0.8 * score)
    assert MODEL.intercept + scored.parts.sum() == pytest.approx(score)


def test_columns_are_found_by_name_and_a_missing_one_is_named():
    swapped = rows([5.0], [10.0], names=("weekday", "hour"))
    assert MODEL.score(swapped).score[0] == MODEL.score(rows([10.0], [5.0])).score[0]
    with pytest.raises(ValueError, match="lacks the features weekday"):
        MODEL.score(rows([1.0], [1.0], names=("hour", "other")))


def test_a_round_trip_through_text_loses_nothing():
    again = GlassBoxModel.from_dict(json.loads(json.dumps(MODEL.as_dict())))
    assert again == MODEL
    assert again.version == MODEL.version


def test_another_number_anywhere_is_another_version():
    changed = MODEL.as_dict() | {"offset": 0.1000001}
    assert GlassBoxModel.from_dict(changed).version != MODEL.version


def test_a_file_of_another_format_is_refused():
    with pytest.raises(ValueError, match="format 2"):
        GlassBoxModel.from_dict(MODEL.as_dict() | {"format": 2})


def test_tables_whose_values_do_not_fit_their_bins_are_refused():
    with pytest.raises(ValueError, match="hour"):
        MainTable("hour", (1.0,), (0.0, 0.0))
    with pytest.raises(ValueError, match="hour and weekday"):
        PairTable("hour", "weekday", (), (), ((0.0, 0.0), (0.0,)))
