"""Do the worked examples of this repository come out as they say?"""

from pathlib import Path

import pytest
from tests.law.compare import differences

from doorstep.compliance.cases.answers import decide_case
from doorstep.compliance.cases.read import read_cases, shipped_bases

FOLDER = Path(__file__).parent
CASES = [
    case
    for path in sorted(FOLDER.glob("*.yaml"))
    for case in read_cases(path.read_text("utf-8"), path.name, shipped_bases())
]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_the_example_comes_out_as_it_says(case):
    answers = list(decide_case(case, shipped_bases(), with_next_allowed=False))
    assert differences(case["expect"], answers[0]) == []
