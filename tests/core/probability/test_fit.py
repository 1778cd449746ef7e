"""From samples to a model in use."""

import dataclasses
import json

import numpy as np
import pytest
from tests.core.probability.past import START, drawn_samples

from doorstep.probability.fit import FittedHead, evaluate_head, fit_head, refresh_head
from doorstep.probability.heads import Basis, Head
from doorstep.probability.recipe import GlassBoxRecipe
from doorstep.probability.tables import GlassBoxModel

RECIPE = GlassBoxRecipe(rounds=60, fewest_rounds=20)


@pytest.fixture(scope="module")
def head():
    return fit_head(drawn_samples(1500), RECIPE, seed=1)


def test_a_head_may_not_predict_days_it_has_learned_from(head, drawn):
    with pytest.raises(ValueError, match="may not predict what it learned from"):
        head.predict(drawn(10).matrix)
    with pytest.raises(ValueError, match="may not predict"):
        evaluate_head(head, drawn(10))
    tomorrow = drawn(10, days=1, first_day=START + 100)
    assert len(head.predict(tomorrow.matrix).p) == 10


def test_the_card_says_what_was_done_and_how_good_it_is(head):
    card = head.card
    assert (card.head, card.basis, card.rows) == (Head.CONTACT, Basis.LEARNED, 1500)
    assert card.fitted + card.calibrated == 1500
    assert card.evaluation.rows > 200
    assert 0.65 < card.auc < 0.9
    assert card.ece < 0.17  # about 0.08 is chance alone on 225 rows
    assert card.version == head.model.version
    assert card.learned_before_day == START + 100
    assert set(card.features) == set(head.model.features)


def test_it_does_as_well_on_days_it_never_saw(head, drawn):
    found = evaluate_head(head, drawn(2000, seed=2, first_day=START + 100))
    assert found.auc > 0.68
    assert found.ece < 0.08


def test_a_round_trip_through_text_loses_nothing(head):
    again = FittedHead.from_dict(json.loads(json.dumps(head.as_dict())))
    assert again == head
    with pytest.raises(ValueError, match="the card is of model"):
        FittedHead.from_dict(again.as_dict() | {"card": head.card.as_dict() | {"version": "x"}})


def test_of_a_row_unlike_all_that_was_learned_from_no_outcome_stands_behind_its_chance(
    head, drawn
):
    later = drawn(300, seed=5, days=1, first_day=START + 100).matrix
    plain = head.predict(later)
    assert (plain.support > 0).mean() > 0.95
    for seen in head.model.ranges:
        strange = later.values.copy(order="F")
        strange[:, later.names.index(seen.feature)] = seen.high + 1.0
        found = head.predict(dataclasses.replace(later, values=strange))
        assert found.support.tolist() == [0] * 300
    assert {seen.feature for seen in head.model.ranges} <= set(head.model.features)


def test_a_value_that_was_never_unknown_before_is_strange_when_it_is(head, drawn):
    later = drawn(20, seed=5, days=1, first_day=START + 100).matrix
    values = np.full_like(later.values, np.nan)
    expected = 20 * (not all(seen.has_unknown for seen in head.model.ranges))
    unknown = dataclasses.replace(later, values=values)
    assert int((head.predict(unknown).support == 0).sum()) == expected


def test_a_model_kept_before_ranges_were_noted_is_read_as_it_was(head):
    older = dataclasses.replace(head.model, ranges=())
    assert "ranges" not in older.as_dict()
    assert (
        GlassBoxModel.from_dict(json.loads(json.dumps(older.as_dict()))).version == older.version
    )


def test_the_same_samples_and_seed_give_the_same_head(head):
    assert fit_head(drawn_samples(1500), RECIPE, seed=1) == head


@pytest.mark.parametrize("rows", [0, 1, 40, 350])
def test_too_few_rows_give_a_base_rate_that_says_so(rows, drawn):
    samples = drawn(60 if rows == 0 else rows)
    samples = samples.take(np.arange(rows))
    found = fit_head(samples, RECIPE, seed=1)
    assert found.card.basis is Basis.BASE_RATE
    assert (found.card.rows, found.card.auc, found.model.mains) == (rows, None, ())
    later = drawn(5, first_day=START + 100)
    assert found.predict(later.matrix).support.tolist() == [rows] * 5
    assert FittedHead.from_dict(json.loads(json.dumps(found.as_dict()))) == found


def test_rows_with_one_outcome_only_teach_nothing(drawn):
    samples = drawn(1000)
    always = dataclasses.replace(samples, labels=np.ones_like(samples.labels))
    assert fit_head(always, RECIPE, seed=1).card.basis is Basis.BASE_RATE


def test_a_stored_head_follows_later_outcomes_and_then_may_not_predict_them(head, drawn):
    later = drawn(400, seed=3, days=4, move=-1.2, first_day=START + 100)
    fresh = drawn(1500, seed=4, days=4, move=-1.2, first_day=START + 104)
    refreshed = refresh_head(head, later)
    assert refreshed.card.recalibrated == 400
    assert refreshed.card.version == refreshed.model.version != head.card.version
    before, after = (evaluate_head(each, fresh) for each in (head, refreshed))
    assert after.ece < before.ece / 2
    assert after.log_loss < before.log_loss
    with pytest.raises(ValueError, match="may not predict"):
        refreshed.predict(later.matrix)


def test_rows_from_before_are_not_looked_at_again(head, drawn):
    assert refresh_head(head, drawn(300)).model is head.model


def test_another_question_cannot_refresh_a_head(head, drawn):
    other = dataclasses.replace(drawn(10), head=Head.PROMISE)
    with pytest.raises(ValueError, match="cannot refresh contact"):
        refresh_head(head, other)
