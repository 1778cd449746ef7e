"""Is no more let off than the lender said, for whom it said, from when it said, by two people?"""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.app.arrangements.household import plan, proposed
from tests.app.doors import signed_in, verbs_of
from tests.app.portfolio import DAY, NOON, OWED_FEN, account, mandate, publish

from doorstep.affordability.arrangement import ArrangementKind
from doorstep.ledger.components import Component, parts_of
from doorstep_desk.arrangements.actions.limits import (
    NewLimit,
    approve_limit,
    propose_limit,
    withdraw_limit,
)
from doorstep_desk.arrangements.models import AuthorityLimit
from doorstep_desk.cases.queries import accounts_on_file
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.scope import acting_as

INTEREST_FEN = 20_000
PARTS = {"principal_fen": OWED_FEN - INTEREST_FEN, "interest_fen": INTEREST_FEN}


@pytest.fixture
def case_id(cast) -> int:
    publish(cast, [account(cast, mandate(cast), 1, "L1", **PARTS)])
    return accounts_on_file(cast.agency_id)[0].case_id


def half_the_interest(fen: int = INTEREST_FEN // 2):
    """Return a reduction that lets half of the interest off."""
    rest = OWED_FEN - fen
    return plan(
        rest // 2, rest - rest // 2, kind=ArrangementKind.REDUCTION,
        waived_fen=parts_of(interest=fen),
    )  # fmt: skip


def limited(cast, actor=None, at=NOON, **changed) -> AuthorityLimit:
    wanted = {
        "lender_id": cast.lender_id, "role": "lead", "percent": {Component.INTEREST: 50},
        "effective_from": DAY, "source": "letter of 1 November",
    } | changed  # fmt: skip
    with acting_as(actor or cast.lead):
        return propose_limit(actor=actor or cast.lead, limit=NewLimit(**wanted), at=at)


def decided(actor, row, act=approve_limit, at=NOON) -> AuthorityLimit:
    with acting_as(actor):
        return act(actor=actor, limit_id=row.pk, at=at)


@pytest.mark.parametrize("who", ["agent", "analyst", "admin", "stranger"])
def test_who_may_not_write_authority_down_or_approve_it_does_neither(cast, case_id, who):
    with pytest.raises(Refused, match="role"):
        limited(cast, getattr(cast, who))
    row = limited(cast)
    with pytest.raises(Refused, match="role"):
        decided(getattr(cast, who), row)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"lender_id": 0}, "lender-unknown"),
        ({"role": "analyst"}, "authority-role"),
        ({"percent": {Component.INTEREST: 101}}, "authority-percent"),
        ({"percent": {Component.INTEREST: -1}}, "authority-percent"),
        ({"effective_from": DAY - timedelta(days=1)}, "authority-past"),
        ({"source": " "}, "authority-source"),
    ],
)
def test_what_cannot_be_is_refused(cast, case_id, changed, code):
    with pytest.raises(Refused) as refusal:
        limited(cast, **changed)
    assert refusal.value.code == code
    assert not AuthorityLimit.objects.exists()


def test_nobody_approves_alone_not_even_past_the_action(cast, case_id):
    row = limited(cast, cast.compliance)
    with pytest.raises(Refused) as refusal:
        decided(cast.compliance, row)
    assert refusal.value.code == "authority-own"
    with pytest.raises(IntegrityError), transaction.atomic():
        AuthorityLimit.objects.filter(pk=row.pk).update(approved_by="compliance", approved_at=NOON)


def test_more_than_the_lender_said_is_refused_and_as_much_is_proposed(cast, case_id):
    with pytest.raises(Refused) as refusal:
        proposed(cast.lead, case_id, half_the_interest())
    assert refusal.value.code == "beyond-authority"
    row = limited(cast)
    with pytest.raises(Refused):
        proposed(cast.lead, case_id, half_the_interest())
    decided(cast.compliance, row)
    with pytest.raises(Refused):
        proposed(cast.lead, case_id, half_the_interest(INTEREST_FEN // 2 + 1))
    assert proposed(cast.lead, case_id, half_the_interest()).needs_approval


@pytest.mark.parametrize("changed", [{"role": "agent"}, {"effective_from": DAY + timedelta(1)}])
def test_it_holds_for_its_role_and_from_its_day(cast, case_id, changed):
    decided(cast.compliance, limited(cast, **changed))
    with pytest.raises(Refused) as refusal:
        proposed(cast.lead, case_id, half_the_interest())
    assert refusal.value.code == "beyond-authority"


def test_a_later_one_takes_its_place_and_an_approved_one_is_not_taken_back(cast, case_id):
    row = decided(cast.compliance, limited(cast))
    with pytest.raises(Refused) as refusal:
        decided(cast.lead, row, withdraw_limit)
    assert refusal.value.code == "authority-decided"
    decided(cast.compliance, limited(cast, percent={}), at=NOON + timedelta(minutes=1))
    with pytest.raises(Refused):
        proposed(cast.lead, case_id, half_the_interest())


def test_a_proposal_is_taken_back(cast, case_id):
    row = decided(cast.lead, limited(cast), withdraw_limit)
    with pytest.raises(Refused) as refusal:
        decided(cast.compliance, row)
    assert refusal.value.code == "authority-decided"
    assert verbs_of(f"organisation:{cast.lender_id}")[:2] == [
        "authority.withdrawn", "authority.proposed",
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_says_what_is_wrong_beside_its_field(cast, case_id, language):
    lead = signed_in("lead", language)
    sent = {
        "lender": str(cast.lender_id), "role": "lead", "part_interest": "half",
        "from_on": DAY.isoformat(), "source": "letter",
    }  # fmt: skip
    with clock.fixed(NOON):
        for typed, field in [
            ({}, "percent"), ({"part_interest": "50", "from_on": "x"}, "from_on"),
            ({"part_interest": "50", "source": ""}, "source"),
        ]:  # fmt: skip
            answer = lead.post("/authority/propose", sent | typed)
            assert answer.status_code == 409
            assert list(answer.context["page"].errors) == [field]
        assert lead.post("/authority/propose", sent | {"part_interest": "50"}).status_code == 302
        row = AuthorityLimit.objects.get()
        assert lead.post(f"/authority/{row.pk}/approve").status_code == 403
        compliance = signed_in("compliance")
        assert compliance.post(f"/authority/{new_id()}/approve").status_code == 409
        assert compliance.post(f"/authority/{row.pk}/approve").status_code == 302
    assert signed_in("rival").get("/authority").context["page"].rows == ()
    assert signed_in("agent").get("/authority").status_code == 403
