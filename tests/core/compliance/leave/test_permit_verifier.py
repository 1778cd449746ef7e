"""Does a permit open exactly the contact it names, once, and is the phone told the same?"""

import json

import pytest
from tests.core.compliance.leave.permit_vectors import FILE, as_text, vectors

EXPECTED = {
    "a second before the window": "permit-early",
    "the first second of the window": None,
    "the last second of the window": None,
    "a second after the window": "permit-late",
    "at the instant of expiry": "permit-expired",
    "another person": "permit-other",
    "another channel": "permit-other",
    "another address": "permit-other",
    "another purpose": "permit-other",
    "one of the pair alone": None,  # the team's size is the law's question, asked before
    "somebody else goes": "permit-other",
    "used before on this device": "permit-used",
    "another permit was used": None,
    "signed by a stranger": "permit-signature",
    "the body was exchanged": "permit-signature",
    "a signature of nothing": "permit-signature",
    "a signature that is too short": "permit-signature",
}
"""Everything else that was signed is no permit: ``permit-unreadable``."""


@pytest.mark.parametrize("vector", vectors(), ids=lambda vector: vector["name"])
def test_each_example_is_answered_as_a_person_would(vector):
    assert vector["refusal"] == EXPECTED.get(vector["name"], "permit-unreadable")


def test_the_file_for_other_verifiers_is_what_the_core_makes():
    assert FILE.read_text(encoding="utf-8") == as_text()
    assert len(json.loads(as_text())["vectors"]) > len(EXPECTED)
