"""How a model is learned."""

import dataclasses
import json

import numpy as np
import pytest

from doorstep.probability.heads import Head
from doorstep.probability.recipe import GlassBoxRecipe, Lesson, recipe_for

RECIPE = GlassBoxRecipe(rounds=60, fewest_rounds=20)


def lesson_of(samples):
    cut = len(samples) * 3 // 4
    fit, stop = samples.take(np.arange(cut)), samples.take(np.arange(cut, len(samples)))
    return Lesson(fit.matrix, fit.labels, stop.matrix, stop.labels)


@pytest.mark.parametrize(
    "setting",
    [
        {"rounds": 0},
        {"fewest_rounds": 0},
        {"patience": 0},
        {"min_rows_in_leaf": 0},
        {"learning_rate": 0.0},
        {"learning_rate": 1.1},
        {"shrinkage": -1.0},
        {"bins": 1},
        {"bins": 256},
        {"most_pairs": -1},
    ],
)
def test_settings_that_cannot_work_are_refused(setting):
    with pytest.raises(ValueError, match=next(iter(setting)).split("_")[-1]):
        GlassBoxRecipe(**setting)


def test_a_lesson_without_both_outcomes_is_refused(drawn):
    lesson = lesson_of(drawn(100))
    with pytest.raises(ValueError, match="with and rows without"):
        dataclasses.replace(lesson, fit_labels=np.ones_like(lesson.fit_labels))
    with pytest.raises(ValueError, match="labels"):
        dataclasses.replace(lesson, stop_labels=lesson.stop_labels[1:])


def test_the_same_rows_and_seed_give_the_same_model_to_the_last_digit(drawn):
    lesson = lesson_of(drawn(600))
    first, second = (RECIPE.fit(Head.CONTACT, lesson, 3) for _ in range(2))
    assert json.dumps(first.as_dict()) == json.dumps(second.as_dict())
    assert first.version == second.version


def test_no_more_pairs_act_together_than_allowed(drawn):
    lesson = lesson_of(drawn(900))
    free = dataclasses.replace(RECIPE, most_pairs=100).fit(Head.CONTACT, lesson, 1)
    two = dataclasses.replace(RECIPE, most_pairs=2).fit(Head.CONTACT, lesson, 1)
    none = dataclasses.replace(RECIPE, most_pairs=0).fit(Head.CONTACT, lesson, 1)
    assert len(free.pairs) > 2
    assert 0 < len(two.pairs) <= 2
    assert none.pairs == ()


def test_a_known_direction_is_kept(drawn):
    recipe = dataclasses.replace(RECIPE, most_pairs=0, monotone=(("days_past_due", -1),))
    model = recipe.fit(Head.CONTACT, lesson_of(drawn(900)), 1)
    table = next(main for main in model.mains if main.feature == "days_past_due")
    assert np.all(np.diff(table.values[:-1]) <= 1e-12)


def test_only_money_heads_know_a_direction_beforehand():
    assert recipe_for(Head.PAID_WITHIN_14_DAYS).monotone
    assert recipe_for(Head.CONTACT).monotone == ()
