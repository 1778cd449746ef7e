"""Do the shared worked cases come out as they expect?

They lie beside the repository and are not copied into it. In an ordinary run every seventh case
is looked at; ``DOORSTEP_ALL_CASES=1`` looks at all of them, with the next allowed instant.
"""

import os
import zlib
from pathlib import Path

import pytest
from tests.law.compare import differences

from doorstep.compliance.cases.answers import decide_case
from doorstep.compliance.cases.merge import facts_of
from doorstep.compliance.cases.read import read_bases, read_cases
from doorstep.compliance.cases.words import jurisdictions_of
from doorstep.compliance.rulebook import rulebook_for

SHARED = Path(__file__).parents[3] / "shared" / "law"
ALL = os.environ.get("DOORSTEP_ALL_CASES") == "1"
SHARE = 7


def shared_cases():
    """Return the cases whose law this product knows, with their base situations."""
    if not SHARED.is_dir():
        return {}, []
    bases = read_bases((SHARED / "bases.yaml").read_text("utf-8"), "bases.yaml")
    cases = [
        case
        for path in sorted((SHARED / "cases").glob("*.yaml"))
        for case in read_cases(path.read_text("utf-8"), path.name, bases)
    ]
    known = [case for case in cases if is_known(case, bases)]
    return bases, [case for case in known if ALL or zlib.crc32(case["id"].encode()) % SHARE == 0]


def is_known(case, bases) -> bool:
    """Say whether there is a rulebook for the place of the case."""
    return rulebook_for(jurisdictions_of(facts_of(case, bases)["borrower"])) is not None


BASES, CASES = shared_cases()


@pytest.mark.skipif(not SHARED.is_dir(), reason="no shared law cases beside this checkout")
def test_there_are_shared_cases():
    assert CASES


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_the_shared_case_comes_out_as_it_expects(case):
    answers = list(decide_case(case, BASES, with_next_allowed=ALL))
    if case.get("expect_exactly_one_allow"):
        refused = [answer for answer in answers if answer.decision != "allow"]
        assert len(refused) == len(answers) - 1
        pairs = [(case["expect"], answer) for answer in refused]
    else:
        pairs = [
            (step["expect"], answer)
            for step, answer in zip(case.get("steps", [case]), answers, strict=True)
        ]
    assert pairs
    for expect, answer in pairs:
        assert differences(expect, answer, with_next_allowed=ALL) == []
