"""Does everything that happens to an arrangement give one person one thing to do, help first?"""

from datetime import timedelta

import pytest
from tests.app.arrangements.household import FIRST, HALF, agreed, paid, plan, proposed
from tests.app.portfolio import DAY, NOON, OWED_FEN, place

from doorstep.terms.local_time import beijing_instant
from doorstep_desk.arrangements.actions import contest_arrangement, follow_arrangements
from doorstep_desk.arrangements.models import ActiveArrangement
from doorstep_desk.commands.demo_store import day_runner
from doorstep_desk.followups.jobs import follow_outcomes
from doorstep_desk.followups.models import FollowUp
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.scope import acting_as

SECOND = FIRST + timedelta(days=30)


@pytest.fixture
def running(cast):
    """Return an account with a plan of two halves that came into force."""
    (known,) = place(cast)
    row = proposed(cast.lead, known.case_id, plan(HALF, HALF, may_skip=1))
    agreed(cast.lead, row)
    followed(cast, DAY + timedelta(days=7))
    return known


def followed(cast, on):
    """Follow arrangements on a day, twice, and return what is to be done then."""
    runner, at = day_runner(cast.agency_id), beijing_instant(on, 6)
    for _ in range(2):
        ended = follow_arrangements(actor=runner, on=on, at=at)
        follow_outcomes(actor=runner, followed=ended, on=on, at=at)
    rows = FollowUp.objects.order_by("due_on", "kind")
    return [(row.kind, row.owner_role, (row.due_on - on).days) for row in rows]


@pytest.mark.parametrize("who", ["agent", "analyst", "compliance", "admin", "stranger"])
def test_who_may_not_open_follow_ups_opens_none(cast, running, who):
    actor = getattr(cast, who)
    paid(cast, running, HALF // 2, FIRST, "T1")
    on = FIRST + timedelta(days=1)
    if who == "stranger":
        with acting_as(actor):
            assert follow_outcomes(actor=actor, followed=[], on=on, at=NOON) == 0
    else:
        with pytest.raises(Refused, match="role"):
            follow_outcomes(actor=actor, followed=[], on=on, at=NOON)
    assert not FollowUp.objects.exists()


def test_while_all_goes_well_nobody_has_anything_to_do(cast, running):
    paid(cast, running, HALF, FIRST, "T1")
    assert followed(cast, FIRST + timedelta(days=1)) == []


def test_kept_to_the_end_it_gets_a_closing_letter_and_a_corrected_credit_record(cast, running):
    paid(cast, running, OWED_FEN, FIRST, "T1")
    assert followed(cast, FIRST + timedelta(days=1)) == [
        ("closing_letter", "lead", 7),
        ("credit_correction", "compliance", 15),
    ]


def test_a_part_payment_leads_to_another_offer_before_anything_breaks(cast, running):
    paid(cast, running, HALF // 2, FIRST, "T1")
    assert followed(cast, FIRST + timedelta(days=1)) == [("reshape", "lead", 3)]
    assert FollowUp.objects.get().details == {"signs": ["partly_paid"]}


def test_each_instalment_is_looked_at_anew_and_once(cast, running):
    paid(cast, running, HALF // 2, FIRST, "T1")
    followed(cast, FIRST + timedelta(days=1))
    followed(cast, FIRST + timedelta(days=20))
    assert FollowUp.objects.count() == 1
    paid(cast, running, HALF, SECOND, "T2")
    followed(cast, SECOND + timedelta(days=1))
    assert FollowUp.objects.filter(kind="reshape").count() == 2


def test_a_breach_is_asked_about(cast, running):
    kinds = [kind for kind, *_ in followed(cast, SECOND + timedelta(days=90))]
    assert "ask_why" in kinds


def test_a_contested_one_is_looked_at_by_compliance(cast, running):
    with acting_as(cast.lead):
        contest_arrangement(
            actor=cast.lead, arrangement_id=running_arrangement(), because="no", at=NOON
        )
    assert followed(cast, DAY + timedelta(days=8)) == [("review", "compliance", 1)]


def running_arrangement():
    return ActiveArrangement.objects.get().arrangement_id
