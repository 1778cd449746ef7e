import pytest
from tests.core.compliance.lawful import (
    NO,
    UNKNOWN,
    YES,
    answer,
    contact,
    day,
    is_law,
    judged,
    visit,
)

from doorstep.compliance.words import Answer, OrgKind
from doorstep.terms.codes import Purpose

NEW = {"is_new_placement": True, "evaluated_days_before": 1, "inspected_days_before": 1}


@pytest.mark.parametrize(
    ("rule", "changes", "verdict"),
    [
        ("CN-OUT-01", {"is_listed_agency": NO}, Answer.DENY),
        ("CN-OUT-01", {"is_listed_agency": UNKNOWN}, Answer.UNKNOWN),
        ("CN-OUT-01", {"is_listed_agency": NO, "org_kind": OrgKind.CREDITOR}, Answer.NOT_EXAMINED),
        ("CN-OUT-02", {"has_outsourcing_notice": NO}, Answer.DENY),
        ("CN-OUT-02", {"has_outsourcing_notice": NO, "purpose": Purpose.OUTSOURCING_NOTICE},
         Answer.NOT_EXAMINED),
        ("CN-OUT-03", {}, Answer.NOT_EXAMINED),  # the mandate runs already
        ("CN-OUT-03", {**NEW, "evaluated_days_before": 365}, Answer.ALLOW),
        ("CN-OUT-03", {**NEW, "evaluated_days_before": 366}, Answer.HOLD),
        ("CN-OUT-03", {**NEW, "evaluated_days_before": -1}, Answer.UNKNOWN),
        ("CN-OUT-04", {**NEW, "inspected_days_before": 365}, Answer.ALLOW),
        ("CN-OUT-04", {**NEW, "inspected_days_before": 366}, Answer.HOLD),
        ("CN-OUT-05", {"has_violent_record": YES}, Answer.DENY),
        ("CN-OUT-05", {"has_violent_record": UNKNOWN}, Answer.UNKNOWN),
        ("CN-OUT-06", {"longest_since_training_days": 365}, Answer.ALLOW),
        ("CN-OUT-06", {"longest_since_training_days": 366}, Answer.DENY),
        ("CN-OUT-06", {"longest_since_training_days": -1}, Answer.UNKNOWN),
        ("CN-OUT-06", {"has_unknown_training": True}, Answer.UNKNOWN),
        ("CN-OUT-06", {"agents_have_violent_record": YES}, Answer.DENY),
        ("CN-OUT-06", {"is_ai": True, "is_ai_checked": YES}, Answer.NOT_EXAMINED),
        ("CN-OUT-07", {"agency_tier": 2, "may_subcontract": NO}, Answer.DENY),
        ("CN-OUT-07", {"agency_tier": 2, "may_subcontract": YES}, Answer.ALLOW),
        ("CN-OUT-07", {"agency_tier": -1}, Answer.UNKNOWN),
        ("CN-PI-05", {"agency_tier": 2, "may_subcontract": NO}, Answer.DENY),
        ("CN-PI-05", {}, Answer.NOT_EXAMINED),
        ("CN-OUT-08", {"is_standalone_agency": True, "has_legal_opinion": NO}, Answer.HOLD),
        ("CN-OUT-08", {"is_standalone_agency": True, "has_legal_opinion": YES}, Answer.ALLOW),
        ("CN-OUT-08", {"is_standalone_agency": True}, Answer.UNKNOWN),
    ],
)  # fmt: skip
def test_only_a_fit_agency_with_fit_people_works_a_claim(rule, changes, verdict):
    assert answer(rule, contact(**changes)) is verdict


@pytest.mark.parametrize(
    ("ends", "verdict"), [("2026-03-04", Answer.ALLOW), ("2026-03-03", Answer.DENY)]
)
def test_a_visitor_with_a_lapsed_certificate_stays_at_home(ends, verdict):
    assert answer("CN-OUT-06", visit(first_certificate_ends_day=day(ends))) is verdict


def test_a_lawyer_looks_at_a_stand_alone_firm():
    request = contact(is_standalone_agency=True, has_legal_opinion=NO)
    assert "lawyer_review" in judged(request).obligations(0)
    assert not is_law("CN-OUT-08", request)
