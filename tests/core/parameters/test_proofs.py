from datetime import date
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.parameters.proofs import ProofResult, proof_table, proofs_of
from doorstep.parameters.register import register_of
from doorstep.parameters.strict_yaml import ParameterError

DAY = date(2026, 11, 25)
TABLE = proof_table(DAY)
TEXT = files("doorstep.parameters.proofs").joinpath("2026-11-01.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("visit_needs: 50", "visit_needs: 101", "0 to 100"),
        ("stale: 40", "stal: 40", "lacks stale"),
        ("good_for_days: 365", "good_for_days: 0", "above 0"),
        ("effective_from: 2026-11-01", "effective_from: soon", "is no day"),
    ],
)
def test_a_slip_of_the_pen_is_an_error(old, new, message):
    with pytest.raises(ParameterError, match=message):
        proofs_of(TEXT.replace(old, new, 1), "proofs.yaml")


def test_a_way_that_is_not_in_the_closed_list_proves_nothing():
    for word in ("social_media", "bought_data", "neighbour", "address_book"):
        with pytest.raises(KeyError):
            TABLE.weigh(50, word, ProofResult.CONFIRMED, DAY)


def test_every_way_rests_on_a_rule_of_the_register():
    rules = register_of(("cn", "house")).entries
    assert {way.rests_on for way in TABLE.ways.values()} <= rules.keys()


def test_every_kind_of_point_can_be_proved_somehow():
    for kind in ("mobile", "landline", "email", "address"):
        assert TABLE.ways_for(kind)
    assert all(way.word != "letter_on_file" for way in TABLE.ways_for("mobile"))


@pytest.mark.parametrize(
    ("before", "way", "result", "after", "is_valid"),
    [
        (50, "right_party_call", "confirmed", 85, True),  # the usual case
        (95, "lender_file", "confirmed", 95, True),  # a weaker proof takes nothing away
        (90, "letter_on_file", "refuted", 5, False),  # the letter came back
        (3, "letter_on_file", "refuted", 3, False),  # a refutation never raises
        (70, "letter_on_file", "unanswered", 55, None),  # still above what a visit needs
        (55, "letter_on_file", "unanswered", 40, None),  # now below it
        (10, "letter_on_file", "unanswered", 0, None),  # never below nothing
    ],
)
def test_a_proof_changes_what_we_hold_of_a_point(before, way, result, after, is_valid):
    weighed = TABLE.weigh(before, way, ProofResult(result), DAY)
    assert (weighed.confidence, weighed.is_valid) == (after, is_valid)


@pytest.mark.parametrize(
    ("verified", "until", "worth"),
    [
        (None, None, 70),  # never confirmed: nothing to run out
        (date(2026, 5, 1), DAY, 70),  # the last good day
        (date(2026, 5, 1), date(2026, 11, 24), 40),  # ran out yesterday
        (date(2025, 11, 25), None, 70),  # 365 days: way not on file, last good day
        (date(2025, 11, 24), None, 40),  # 366 days
    ],
)
def test_a_confirmation_runs_out(verified, until, worth):
    assert TABLE.aged(70, verified, until, DAY) == worth


def test_a_stale_address_is_not_visited():
    assert TABLE.stale < TABLE.visit_needs


@given(
    before=st.integers(0, 100),
    way=st.sampled_from(sorted(TABLE.ways)),
    result=st.sampled_from(ProofResult),
)
def test_confidence_stays_a_share_and_only_a_confirmation_raises_it(before, way, result):
    weighed = TABLE.weigh(before, way, result, DAY)
    assert 0 <= weighed.confidence <= 100
    assert weighed.confidence <= before or result is ProofResult.CONFIRMED
    assert (weighed.good_until is not None) == (result is ProofResult.CONFIRMED)
