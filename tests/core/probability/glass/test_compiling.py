"""Tables say exactly what the trees say."""

import numpy as np
import pytest
from tests.core.probability.past import drawn_samples

from doorstep.probability.glass.compiling import compile_trees
from doorstep.probability.glass.lookup import Lookup
from doorstep.probability.recipe import GlassBoxRecipe, Lesson


@pytest.fixture(scope="module")
def lesson():
    samples = drawn_samples(1200, days=60)
    fit, stop = samples.take(np.arange(900)), samples.take(np.arange(900, 1200))
    return Lesson(fit.matrix, fit.labels, stop.matrix, stop.labels)


@pytest.fixture(scope="module")
def booster(lesson):
    return GlassBoxRecipe(rounds=120).boost(lesson, seed=1)


def splits(node):
    if "threshold" in node:
        yield node["split_feature"], node["threshold"]
        yield from splits(node["left_child"])
        yield from splits(node["right_child"])


def awkward(lesson, booster):
    """Return rows on every threshold, beside it, far away, and unknown."""
    rng = np.random.default_rng(5)
    values = np.asfortranarray(lesson.fit.values[rng.integers(0, 900, 4000)])
    cuts = set()
    for tree in booster.dump_model()["tree_info"]:
        cuts |= set(splits(tree["tree_structure"]))
    assert 4 * len(cuts) < 3000
    for row, (column, cut) in enumerate(sorted(cuts)):
        values[4 * row : 4 * row + 3, column] = [
            cut,
            np.nextafter(cut, 9e9),
            np.nextafter(cut, -9e9),
        ]
    for row in range(3000, 4000):
        column = rng.integers(0, values.shape[1], 6)
        values[row, column] = rng.choice([np.nan, -1e12, 1e12, 0.0, np.inf, -np.inf], 6)
    return values


def test_the_tables_add_up_to_the_raw_score_of_the_trees(lesson, booster):
    count = booster.num_trees()
    dump = booster.dump_model(num_iteration=count)["tree_info"]
    tables = compile_trees(
        [tree["tree_structure"] for tree in dump], lesson.fit.names, lesson.fit.values
    )
    assert tables.pairs
    lookup = Lookup.of(tables.mains, tables.pairs)
    values = awkward(lesson, booster)
    columns = values[:, [lesson.fit.names.index(name) for name in lookup.features]]
    scored = lookup.add_up(columns, tables.intercept)
    raw = booster.predict(values, raw_score=True, num_iteration=count)
    assert np.max(np.abs(scored.score - raw)) < 1e-9
    assert np.max(np.abs(tables.intercept + scored.parts.sum(axis=1) - scored.score)) < 1e-9


def test_the_intercept_is_the_mean_and_main_tables_are_centred(lesson, booster):
    trees = [tree["tree_structure"] for tree in booster.dump_model()["tree_info"]]
    tables = compile_trees(trees, lesson.fit.names, lesson.fit.values)
    lookup = Lookup.of(tables.mains, ())
    columns = lesson.fit.values[:, [lesson.fit.names.index(name) for name in lookup.features]]
    parts = lookup.add_up(columns, 0.0).parts
    assert np.max(np.abs(parts.mean(axis=0))) < 1e-9


def test_a_deeper_tree_is_refused():
    leaf = {"leaf_value": 1.0}
    split = {"split_feature": 0, "threshold": 1.0, "default_left": True, "missing_type": "NaN"}
    two = split | {"left_child": leaf, "right_child": leaf}
    three = split | {"left_child": split | {"left_child": two, "right_child": leaf},
                     "right_child": leaf}  # fmt: skip
    with pytest.raises(ValueError, match="deeper than two"):
        compile_trees([three], ["a"], np.zeros((1, 1)))


def test_a_tree_without_a_split_is_a_constant():
    tables = compile_trees([{"leaf_value": 0.25}, {"leaf_value": 0.5}], ["a"], np.zeros((1, 1)))
    assert (tables.intercept, tables.mains, tables.pairs) == (0.75, (), ())
