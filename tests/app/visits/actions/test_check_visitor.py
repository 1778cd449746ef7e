"""Can anyone find out whether the people at their door are sent, and nothing else?"""

import uuid
from datetime import timedelta

import pytest
from django.db import ProgrammingError, transaction
from django.db.models import F
from tests.app.demonstration import DAY, Demonstration

from doorstep.terms.local_time import beijing_instant
from doorstep_desk.audit.queries import entries_for
from doorstep_desk.dayplans.models import Stop
from doorstep_desk.organisations.models import Placement
from doorstep_desk.permits.models import Permit
from doorstep_desk.plumbing.actor import ANONYMOUS
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.scope import acting_as
from doorstep_desk.visits.actions.check_visitor import (
    LONGEST_NOTE,
    MOST_CHECKS,
    check_visitor,
    report_visitor,
    settle_alert,
)
from doorstep_desk.visits.models import VisitorCheck
from doorstep_desk.visits.visitors import alerts_of, pairs_out, shown_code

TEN = beijing_instant(DAY, 11)
HERE = "203.0.113.7"


def out(at=TEN) -> int:
    return min(pairs_out(at))


def ask(typed: str, at=TEN, address: str = HERE) -> bool:
    with acting_as(ANONYMOUS):
        return check_visitor(actor=ANONYMOUS, typed=typed, address=address, at=at)


def digits_of(pair: int, at=TEN) -> str:
    shown = shown_code(pair, at)
    assert shown is not None
    return shown.digits


def wrong() -> str:
    return f"{(int(digits_of(out())) + 1) % 10**8:08d}"


@pytest.mark.parametrize("typed", ["", "1234567", "123456789", "abcdefgh", "1234567x"])
def test_what_is_no_number_is_refused_and_raises_no_alarm(demo, typed):
    with pytest.raises(Refused, match="eight digits"):
        ask(typed)
    assert not VisitorCheck.objects.exists()


def test_one_address_cannot_try_for_ever(demo):
    for _ in range(MOST_CHECKS):
        assert ask(wrong()) is False
    with pytest.raises(Refused, match="Too many tries") as refused:
        ask(digits_of(out()))
    assert refused.value.next_allowed_at == TEN + timedelta(minutes=10)
    assert ask(digits_of(out()), address="203.0.113.8") is True
    later = TEN + timedelta(minutes=10, seconds=1)
    assert ask(digits_of(out(), later), at=later) is True


def test_the_number_of_a_pair_on_its_way_is_genuine_and_names_nobody(demo):
    assert ask(digits_of(out())) is True
    row = VisitorCheck.objects.get()
    assert (row.answer, row.pair_id, row.note) == ("genuine", out(), "")
    (entry,) = entries_for(f"visitor_check:{row.pk}")
    assert entry.verb == "visitor.checked"
    assert entry.details == {"answer": "genuine", "agency": demo.agency_id}


def test_the_number_of_a_minute_ago_is_taken_and_an_older_one_is_not(demo):
    shown = digits_of(out())
    assert ask(shown, at=TEN + timedelta(minutes=1)) is True
    assert ask(shown, at=TEN + timedelta(minutes=3)) is False


@pytest.mark.parametrize("hour", [3, 22])
def test_at_night_nobody_is_genuine(demo, hour):
    assert pairs_out(beijing_instant(DAY, hour)) == {}


def test_a_pair_whose_permits_were_taken_back_is_not_genuine(demo):
    pair = out()
    shown = digits_of(pair)
    mine = Stop.objects.filter(plan__pair_id=pair).values("permit_id")
    Permit.objects.filter(pk__in=mine).update(cancelled_at=TEN, cancelled_because="test")
    assert ask(shown) is False
    assert shown_code(pair, TEN) is None


def test_a_pair_is_genuine_while_it_records_its_last_visit_and_not_an_hour_later(demo):
    pair = out()
    mine = Stop.objects.filter(plan__pair_id=pair).values("permit_id")
    Permit.objects.filter(pk__in=mine).update(used_at=F("starts_at") + timedelta(minutes=30))
    used = Permit.objects.filter(pk__in=mine).order_by("-used_at").first().used_at
    assert pair in pairs_out(used + timedelta(minutes=59))
    assert pair not in pairs_out(used + timedelta(minutes=61))


def test_without_a_mandate_that_is_valid_today_nobody_is_genuine(demo):
    shown = digits_of(out())
    Placement.objects.update(returns_on=DAY - timedelta(days=1))
    assert ask(shown) is False


def test_a_number_of_nobody_is_an_alert_that_leads_and_compliance_see(demo):
    assert ask(wrong()) is False
    for who in ("lead", "compliance"):
        actor = demo.actor(who)
        with acting_as(actor):
            (alert,) = alerts_of(actor, TEN)
        assert (alert.answer, alert.pair_id, alert.settled_as) == ("unknown", None, "")


def test_who_then_types_a_number_that_fits_probably_mistyped(demo):
    ask(wrong())
    ask(digits_of(out()), at=TEN + timedelta(seconds=20))
    lead = demo.actor("lead")
    with acting_as(lead):
        (alert,) = alerts_of(lead, TEN)
    assert alert.matched_after


def test_a_report_keeps_its_words_and_says_whose_number_it_was(demo):
    with acting_as(ANONYMOUS):
        report_visitor(
            actor=ANONYMOUS, typed=digits_of(out()), note=" 三个人，没有工作证 " + "。" * 600,
            address=HERE, at=TEN,
        )  # fmt: skip
    row = VisitorCheck.objects.get()
    assert (row.answer, row.pair_id) == ("reported", out())
    assert row.note.startswith("三个人")
    assert len(row.note) == LONGEST_NOTE


def alert_of(demo: Demonstration) -> uuid.UUID:
    ask(wrong())
    return VisitorCheck.objects.get().pk


@pytest.mark.parametrize("who", ["agent1", "analyst", "admin"])
def test_others_neither_see_nor_settle_an_alert(demo, who):
    check = alert_of(demo)
    actor = demo.actor(who)
    with acting_as(actor):
        assert not VisitorCheck.objects.exists()
        with pytest.raises(Refused, match=r"visitor\.read"):
            alerts_of(actor, TEN)
        with pytest.raises(Refused, match=r"visitor\.settle"):
            settle_alert(actor=actor, check_id=check, outcome="impostor", at=TEN)


def test_an_asker_reads_no_check_not_even_their_own(demo):
    alert_of(demo)
    with acting_as(ANONYMOUS):
        assert not VisitorCheck.objects.exists()


def test_an_alert_is_settled_once_with_an_outcome_of_the_list(demo):
    check = alert_of(demo)
    actor = demo.actor("compliance")
    with acting_as(actor):
        with pytest.raises(Refused, match="Choose what"):
            settle_alert(actor=actor, check_id=check, outcome="whatever", at=TEN)
        with pytest.raises(Refused, match="no such alert"):
            settle_alert(actor=actor, check_id=uuid.UUID(int=1), outcome="ours", at=TEN)
        settle_alert(actor=actor, check_id=check, outcome="impostor", at=TEN)
        with pytest.raises(Refused, match="settled this alert already"):
            settle_alert(actor=actor, check_id=check, outcome="mistyped", at=TEN)
    (settled, _) = entries_for(f"visitor_check:{check}")
    assert (settled.verb, settled.details) == ("visitor.settled", {"outcome": "impostor"})


def test_an_asker_changes_no_check(demo):
    check = alert_of(demo)
    with acting_as(ANONYMOUS), transaction.atomic():
        try:
            changed = VisitorCheck.objects.filter(pk=check).update(answer="genuine")
        except ProgrammingError:
            changed = 0
    assert changed == 0
