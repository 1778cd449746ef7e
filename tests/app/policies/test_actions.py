"""Does a house number change only by two people, only to the stricter side, only forwards?"""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from tests.app.conftest import Cast
from tests.app.portfolio import DAY, MORNING, NOON

from doorstep.compliance.house.policy import ADJUSTABLE
from doorstep.compliance.rulebook import rulebook_on
from doorstep_desk.audit.queries import entries_for
from doorstep_desk.commands.demo_store import day_runner
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.scope import acting_as
from doorstep_desk.policies.actions import approve_policy, propose_policy, withdraw_policy
from doorstep_desk.policies.facts import rulebook_for_agency
from doorstep_desk.policies.models import Policy
from doorstep_desk.policies.queries import policies_as_of, policy_history, waiting_for_second

KEY = "HP-VISIT-CAP.per_month"
TOMORROW = DAY + timedelta(days=1)
NEXT_DAY = MORNING + timedelta(days=1)


def proposed(actor, key=KEY, value=1, from_on=TOMORROW, reason="fewer doorsteps") -> Policy:
    with acting_as(actor):
        return propose_policy(
            actor=actor, parameter_key=key, value=value, effective_from=from_on, reason=reason,
            at=MORNING,
        )  # fmt: skip


def approved(actor, row: Policy, seen: str | None = None, at=NOON) -> Policy:
    with acting_as(actor):
        return approve_policy(
            actor=actor, policy_id=row.pk, payload_hash_seen=seen or row.payload_hash, at=at
        )


def withdrawn(actor, row: Policy, at=NEXT_DAY) -> Policy:
    with acting_as(actor):
        return withdraw_policy(actor=actor, policy_id=row.pk, because="no longer", at=at)


def number(agency_id: int, on=TOMORROW, known_at=None) -> int:
    return next(
        each.value for each in policies_as_of(agency_id, on, known_at) if each.what.key == KEY
    )


@pytest.mark.parametrize("who", ["agent", "analyst", "admin"])
def test_who_may_not_propose_proposes_nothing(cast: Cast, who: str):
    with pytest.raises(Refused, match="role"):
        proposed(getattr(cast, who))
    assert not Policy.objects.exists()


@pytest.mark.parametrize("who", ["agent", "lead", "analyst", "admin"])
def test_who_may_not_approve_approves_nothing(cast: Cast, who: str):
    row = proposed(cast.compliance)
    with pytest.raises(Refused, match="role"):
        approved(getattr(cast, who), row)
    assert number(cast.agency_id) == 2


@pytest.mark.parametrize(
    ("key", "value", "rule", "code"),
    [
        ("HP-VISIT-CAP.per_month", 3, "HP-VISIT-CAP", "policy-loosens"),  # milder than shipped
        ("HP-VISIT-HOURS.arrival_to", 22 * 3600, "CN-TIME-01", "policy-loosens"),
        ("HP-TOTAL.per_day", 4, "CN-FREQ-01", "policy-loosens"),
        ("CN-FREQ-01.per_day", 2, "CN-FREQ-01", "policy-unknown"),  # law is not the house's
        ("RL-02.pressure", 1, "RL-02", "policy-unknown"),  # nor are red lines
        ("HP-FAIL-CLOSED.off", 1, "HP-FAIL-CLOSED", "policy-unknown"),  # there is no switch
        ("HP-VISIT-CAP.week_days", 1, "HP-VISIT-CAP", "policy-unknown"),
        ("HP-VISIT-CAP.per_month", -1, "HP-VISIT-CAP", "policy-senseless"),
    ],
)
def test_a_milder_number_is_refused_with_the_rule_it_would_break(
    cast: Cast, key: str, value: int, rule: str, code: str
):
    with pytest.raises(Refused) as refusal:
        proposed(cast.compliance, key, value)
    assert refusal.value.code == code
    assert rule in refusal.value.message
    assert not Policy.objects.exists()


def test_nobody_changes_the_past_or_leaves_out_why(cast: Cast):
    with pytest.raises(Refused) as refusal:
        proposed(cast.lead, from_on=DAY - timedelta(days=1))
    assert refusal.value.code == "policy-past"
    with pytest.raises(Refused) as refusal:
        proposed(cast.lead, reason="  ")
    assert refusal.value.code == "policy-reason"


def test_nobody_approves_their_own_proposal(cast: Cast):
    row = proposed(cast.compliance)
    with pytest.raises(Refused) as refusal:
        approved(cast.compliance, row)
    assert refusal.value.code == "policy-own"
    with pytest.raises(DatabaseError), transaction.atomic():
        Policy.objects.filter(pk=row.pk).update(
            approved_by="compliance", approved_at=NOON, approved_hash=row.payload_hash
        )


def test_what_was_read_must_be_what_stands_there(cast: Cast):
    row = proposed(cast.lead)
    with pytest.raises(Refused) as refusal:
        approved(cast.compliance, row, seen="0" * 64)
    assert refusal.value.code == "policy-changed"


def test_another_agency_neither_sees_nor_approves_it(cast: Cast):
    row = proposed(cast.lead)
    with pytest.raises(Refused) as refusal:
        withdrawn(cast.rival, row)
    assert refusal.value.code == "policy-missing"
    with acting_as(cast.rival):
        assert policy_history(cast.agency_id, KEY) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE policies_policy SET value = 3",
        "UPDATE policies_policy SET effective_from = '2026-01-01'",
        "UPDATE policies_policy SET reason = 'another'",
        "UPDATE policies_policy SET proposed_by = 'another'",
        "DELETE FROM policies_policy",
    ],
)
def test_the_database_never_changes_what_was_proposed(cast: Cast, statement: str):
    proposed(cast.lead)
    for actor in (cast.compliance, day_runner(cast.agency_id)):
        with pytest.raises(DatabaseError):
            raw(actor, statement)


def raw(actor, statement: str) -> None:
    with acting_as(actor), connection.cursor() as cursor:
        cursor.execute(statement)


def test_an_approved_policy_holds_from_its_day_and_nothing_before(cast: Cast):
    row = proposed(cast.lead)
    assert number(cast.agency_id) == 2
    approved(cast.compliance, row)
    assert (number(cast.agency_id, DAY), number(cast.agency_id, TOMORROW)) == (2, 1)
    assert number(cast.agency_id, TOMORROW, known_at=MORNING) == 2  # not known in the morning
    assert number(cast.other_agency_id) == 2
    verbs = [entry.verb for entry in entries_for(f"policy:{row.pk}")]
    assert verbs == ["policy.approved", "policy.proposed"]
    assert [each.pk for each in policy_history(cast.agency_id, KEY)] == [row.pk]


def test_a_late_approval_never_reaches_back(cast: Cast):
    row = proposed(cast.lead, from_on=DAY)
    approved(cast.compliance, row, at=NEXT_DAY)
    assert (number(cast.agency_id, DAY), number(cast.agency_id, TOMORROW)) == (2, 1)


def test_an_approved_policy_is_withdrawn_by_two_and_holds_to_the_end_of_the_day(cast: Cast):
    row = approved(cast.compliance, proposed(cast.lead))
    assert withdrawn(cast.lead, row).withdrawn_at is None
    assert [each.pk for each in waiting_for_second(cast.agency_id)] == [row.pk]
    with pytest.raises(Refused) as refusal:
        withdrawn(cast.lead, row)
    assert refusal.value.code == "policy-own"
    withdrawn(cast.compliance, row)
    after = TOMORROW + timedelta(days=1)
    assert (number(cast.agency_id), number(cast.agency_id, after)) == (1, 2)
    assert number(cast.agency_id, after, known_at=NOON) == 1
    with pytest.raises(Refused) as refusal:
        withdrawn(cast.lead, row)
    assert refusal.value.code == "policy-decided"


def test_of_two_policies_the_stricter_holds(cast: Cast):
    approved(cast.compliance, proposed(cast.lead, value=0))
    approved(cast.compliance, proposed(cast.lead, value=1))
    assert number(cast.agency_id) == 0


def test_the_rulebook_of_the_agency_carries_the_policy_and_another_digest(cast: Cast):
    plain = rulebook_on(DAY)
    assert rulebook_for_agency(cast.agency_id, DAY).digest == plain.digest
    approved(cast.compliance, proposed(cast.lead))
    book = rulebook_for_agency(cast.agency_id, DAY)
    assert book.digest != plain.digest
    (leg,) = [leg for leg in book.entry("HP-VISIT-CAP").legs if leg.name.startswith("policy")]
    assert (leg.values, leg.effective_from, leg.label) == ({"per_month": 1}, TOMORROW, "policy")
    assert rulebook_for_agency(cast.agency_id, DAY, known_at=MORNING).digest == plain.digest
    assert rulebook_for_agency(cast.other_agency_id, DAY).digest == plain.digest


def test_every_number_that_may_change_is_listed_with_its_shipped_value(cast: Cast):
    listed = policies_as_of(cast.agency_id, DAY)
    assert {each.what.key for each in listed} == set(ADJUSTABLE)
    assert all(each.value == each.shipped for each in listed)
