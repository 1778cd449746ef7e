"""Does a new model show what a person has to see, and is a bad one blocked?"""

from datetime import date

import numpy as np
import pytest
from tests.core.probability.past import drawn_samples

from doorstep.parameters.dated import dated_value
from doorstep.parameters.strict_yaml import ParameterError
from doorstep.probability.fit import fit_with_trial
from doorstep.probability.proving.groups import Audited, blocking, group_table, limits_on
from doorstep.probability.proving.proof import Standing, prove
from doorstep.probability.recipe import GlassBoxRecipe
from doorstep.probability.watch.groups import Limits

LIMITS = Limits(gap=0.05, burden=2.0)


@pytest.fixture(scope="module")
def fitted():
    return fit_with_trial(drawn_samples(1500), GlassBoxRecipe(rounds=60, fewest_rounds=20), seed=1)


def audited(rows: int, **more) -> Audited:
    ids = np.arange(rows)
    return Audited(
        groups={"language": more.get("names", ["zh"] * rows)},
        contacts=more.get("contacts", np.full(rows, 3)), limits=LIMITS, case_id=ids,
    )  # fmt: skip


def test_a_proof_holds_curve_rivals_groups_and_says_that_nothing_stood(fitted):
    rows = len(fitted.trial.parts.evaluate)
    found = prove(fitted.trial, audited(rows), None, seed=1)
    assert found["judged_rows"] == rows
    assert set(found["rivals"]) == {"challenger", "scorecard"}
    assert len(found["curve"]) == 10
    assert 0 < found["doubt"]["mean"] <= found["doubt"]["greatest"] <= 1
    assert found["standing"] is None
    assert found["blocked_by"] == []


def test_the_model_that_stands_is_compared_on_rows_that_neither_has_seen_or_not_at_all(fitted):
    rows = len(fitted.trial.parts.evaluate)
    standing = Standing(fitted.head, "x")  # it has learned from every row
    beside = prove(fitted.trial, audited(rows), standing, seed=1)["standing"]
    assert beside == {"version": "x", "rows": 0, "figures": None, "difference": None}


def test_equal_input_gives_an_equal_proof(fitted):
    rows = len(fitted.trial.parts.evaluate)
    assert prove(fitted.trial, audited(rows), None, 7) == prove(
        fitted.trial, audited(rows), None, 7
    )


def test_groups_that_are_told_unevenly_block_and_groups_that_are_told_evenly_do_not():
    rng = np.random.default_rng(3)
    names = ["ko" if n % 3 == 0 else "zh" for n in range(3_000)]
    chances = np.full(3_000, 0.5)
    rate = np.where(np.array(names) == "ko", 0.3, 0.5)
    table = group_table(audited(3_000, names=names), chances, rng.random(3_000) < rate)
    assert blocking(table) == [
        {"attribute": "language", "group": group, "why": "gap"} for group in ("ko", "zh")
    ]
    fair = group_table(audited(3_000, names=names), chances, rng.random(3_000) < 0.5)
    assert blocking(fair) == []


def test_a_group_that_bears_most_of_the_contacts_blocks():
    names = ["ko" if n % 3 == 0 else "zh" for n in range(900)]
    contacts = np.array([9 if name == "ko" else 2 for name in names])
    outcomes = np.random.default_rng(1).random(900) < 0.5
    found = audited(900, names=names, contacts=contacts)
    assert {"attribute": "language", "group": "ko", "why": "burden"} in blocking(
        group_table(found, np.full(900, 0.5), outcomes)
    )


def test_rows_of_one_case_are_one_witness():
    outcomes = np.zeros(1_000, dtype=bool)
    one_case = Audited(
        {"age": ["a"] * 1_000}, np.ones(1_000, dtype=np.int64), LIMITS, np.ones(1_000)
    )
    assert group_table(one_case, np.full(1_000, 0.9), outcomes)[0]["rows"] == 1


def test_limits_are_dated_and_a_day_without_any_is_an_error():
    assert limits_on(date(2026, 11, 26)) == Limits(gap=0.05, burden=2.0)
    with pytest.raises(ParameterError, match="0 values are in force"):
        limits_on(date(1999, 12, 31))
    with pytest.raises(ParameterError, match="lacks other"):
        dated_value(("odds", "lots.yaml"), frozenset({"other"}), date(2026, 11, 26))
