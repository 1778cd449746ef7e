"""Does a proof change a contact point by the house's table, and only by lawful ways?"""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import ProgrammingError, transaction
from tests.app.doors import verbs_of
from tests.app.portfolio import DAY, NOON, account, borrower, mandate, phone_of, publish

from doorstep_desk.cases.actions.prove import NewProof, choose_place, record_proof
from doorstep_desk.cases.actions.publish import NewPoint
from doorstep_desk.cases.models import Case, ContactPoint, ContactProof
from doorstep_desk.plumbing.refusal import Refused

TWO_CITIES = "朝阳区建国路1号"


def address_of(person: int, text: str, state: str = "unmatched") -> NewPoint:
    return NewPoint(
        person_key=borrower(person).person_key, kind="address", role="home", value=text,
        masked="—", provenance="contract", source="test", confidence=30, address_state=state,
    )  # fmt: skip


@pytest.fixture
def placed(cast):
    publish(
        cast,
        [account(cast, mandate(cast), 1, "L1")],
        [phone_of(1, "15400000001"), address_of(1, TWO_CITIES)],
    )
    return cast


def proof(kind: str = "mobile", **changed) -> NewProof:
    usual = NewProof(
        Case.objects.get().pk, ContactPoint.objects.get(kind=kind).pk, "right_party_call",
        "confirmed", DAY,
    )  # fmt: skip
    return replace(usual, **changed)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"way": "social_media"}, "proof-way-unlawful"),
        ({"way": "letter_on_file"}, "proof-way-unlawful"),  # a letter proves no phone
        ({"result": "perhaps"}, "proof-result-unknown"),
        ({"proved_on": DAY + timedelta(days=1)}, "proof-in-future"),
        ({"point_id": 0}, "point-unknown"),
        ({"case_id": 0}, "case-unknown"),
    ],
)
def test_what_is_no_lawful_proof_changes_nothing(placed, changed, code):
    with pytest.raises(Refused) as refused:
        record_proof(actor=placed.lead, proof=proof(**changed), at=NOON)
    assert refused.value.code == code
    assert not ContactProof.objects.exists()


@pytest.mark.parametrize("who", ["compliance", "analyst", "admin", "rival"])
def test_who_may_not_verify_changes_nothing(placed, who):
    with pytest.raises(Refused):
        record_proof(actor=getattr(placed, who), proof=proof(), at=NOON)
    assert not ContactProof.objects.exists()


def test_a_point_from_a_forbidden_source_cannot_be_proved(placed):
    ContactPoint.objects.filter(kind="mobile").update(provenance="bought")
    with pytest.raises(Refused, match="locked away"):
        record_proof(actor=placed.lead, proof=proof(), at=NOON)


def test_a_confirmation_sets_confidence_day_and_end(placed):
    kept = record_proof(actor=placed.lead, proof=proof(), at=NOON)
    point = ContactPoint.objects.get(kind="mobile")
    assert (kept.confidence_before, kept.confidence_after) == (70, 85)
    assert (point.confidence, point.valid, point.last_verified_at) == (85, True, NOON)
    assert point.verified_until_on == DAY + timedelta(days=180)
    assert "contact_point.proved" in verbs_of(f"case:{Case.objects.get().pk}")


def test_a_refuted_point_is_out_of_use(placed):
    record_proof(actor=placed.lead, proof=proof(result="refuted"), at=NOON)
    point = ContactPoint.objects.get(kind="mobile")
    assert (point.confidence, point.valid, point.last_verified_at) == (5, False, None)


def test_an_older_proof_is_kept_and_changes_nothing(placed):
    record_proof(actor=placed.lead, proof=proof(), at=NOON)
    late = proof(result="refuted", proved_on=date(2026, 11, 20))
    assert record_proof(actor=placed.lead, proof=late, at=NOON).confidence_after == 85
    assert ContactPoint.objects.get(kind="mobile").valid is True
    assert ContactProof.objects.count() == 2


def test_proofs_only_grow(placed):
    record_proof(actor=placed.lead, proof=proof(), at=NOON)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        ContactProof.objects.update(result="refuted")


def test_a_chosen_county_places_an_address_and_proves_nothing(placed):
    wish = proof("address")
    choose_place(
        actor=placed.lead, case_id=wish.case_id, point_id=wish.point_id, code="220104", at=NOON
    )
    point = ContactPoint.objects.get(kind="address")
    assert (point.city, point.county, point.address_state) == ("长春市", "朝阳区", "door")
    assert (point.confidence, point.last_verified_at) == (30, None)
    assert "address.placed" in verbs_of(f"case:{wish.case_id}")


def test_a_place_that_does_not_exist_is_refused(placed):
    wish = proof("address")
    with pytest.raises(Refused, match="no such county"):
        choose_place(
            actor=placed.lead, case_id=wish.case_id, point_id=wish.point_id, code="999999", at=NOON
        )
