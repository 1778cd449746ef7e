import pytest
from tests.core.compliance.lawful import answer, attempt, contact, is_law

from doorstep.compliance.words import Answer
from doorstep.terms.codes import Disposition

RULE = "CN-FREQ-03"


def dials(number, **changes):
    return [attempt(f"08:0{i}", **changes) for i in range(number)]


@pytest.mark.parametrize(
    ("past", "verdict"),
    [
        (dials(5), Answer.ALLOW),  # the sixth dial
        (dials(6), Answer.DENY),  # the seventh
        (dials(6, creditor_id=2), Answer.DENY),  # whoever dialled
        (dials(6, point_id=4), Answer.ALLOW),  # another number
        (dials(6, point_id=-1), Answer.DENY),  # a number not on record may be this one
        (dials(6, disposition=Disposition.BUSY), Answer.DENY),  # by our own reading
        (dials(6, disposition=Disposition.VOICEMAIL), Answer.ALLOW),  # something answered
    ],
)
def test_a_number_is_dialled_in_vain_six_times_a_day_at_most(past, verdict):
    assert answer(RULE, contact(), *past) is verdict


@pytest.mark.parametrize(
    ("changes", "law"),
    [({}, True), ({"disposition": Disposition.BUSY}, False), ({"point_id": -1}, False)],
)
def test_only_dials_that_rang_out_at_this_number_make_it_law(changes, law):
    assert is_law(RULE, contact(), *dials(6, **changes)) is law
