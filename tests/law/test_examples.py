"""Do the worked examples of this repository come out as they say?"""

import pytest
from tests.law.compare import differences

from doorstep.compliance.cases.answers import decide_case
from doorstep.compliance.cases.examples.shipped import examples_by_rule, shipped_examples
from doorstep.compliance.cases.read import shipped_bases

CASES = shipped_examples()


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_the_example_comes_out_as_it_says(case):
    answers = list(decide_case(case, shipped_bases(), with_next_allowed=False))
    assert differences(case["expect"], answers[0]) == []


def test_a_rule_is_shown_by_exactly_the_examples_that_rest_on_it():
    by_rule = examples_by_rule()
    assert all(case["expect"]["because"] for cases in by_rule.values() for case in cases)
    hours = {case["id"] for case in by_rule["HP-VISIT-HOURS"]}
    assert hours == {
        case["id"] for case in CASES if "HP-VISIT-HOURS" in case["expect"].get("because", ())
    }
