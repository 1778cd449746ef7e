"""Is a published day lawful, explained and signed, and changed only by something new?"""

from collections import Counter
from datetime import timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db.models import Model
from tests.app.demonstration import DAWN, DAY, Demonstration, quiet

from doorstep.compliance.leave import permit as core
from doorstep.compliance.leave.permit_verifier import check
from doorstep.terms.codes import Treatment
from doorstep_desk.audit.models import AuditEntry
from doorstep_desk.cases.actions.guard import lock_case
from doorstep_desk.cases.models import Account, Case
from doorstep_desk.cases.queries import visible_cases
from doorstep_desk.complaints.actions import (
    PAUSE_REASONS,
    end_pauses,
    pause_case,
    record_stop_request,
)
from doorstep_desk.dayplans.models import DayPlan, DayRun, Stop
from doorstep_desk.dayplans.queries import latest_run, plans_of, stops_of_staff
from doorstep_desk.decisions.models import Assessment, Decision
from doorstep_desk.notices.models import Notice
from doorstep_desk.payments.actions import NewPayment, record_payments
from doorstep_desk.permits.models import Permit
from doorstep_desk.plumbing.keys import current_keys
from doorstep_desk.plumbing.scope import acting_as
from doorstep_desk.staff.actions import NewShift, add_shift
from doorstep_desk.staff.models import Shift
from doorstep_desk.staff.queries import pairs
from doorstep_desk.workdays.actions.run_day import run_day

KEPT: tuple[type[Model], ...] = (
    DayRun, DayPlan, Stop, Permit, Assessment, Decision, Notice, AuditEntry
)  # fmt: skip
UNPRESSING = {
    Treatment.NONE.word, Treatment.HARDSHIP_OFFER.word, Treatment.LEGAL_REFERRAL.word
}  # fmt: skip
"""What does not press for payment: an offer of help, and the remedy that the law itself gives."""


def again(demo: Demonstration, **more) -> dict:
    return run_day(actor=demo.runner, on=more.get("on", DAY), watch=quiet())


def stops_now(demo: Demonstration) -> list[Stop]:
    rows = Stop.objects.filter(plan__run=latest_run(demo.agency_id, DAY))
    return list(rows.select_related("permit", "case", "plan__pair").order_by("plan", "sequence"))


def paused(demo: Demonstration, case_id: int, reason: str = "complaint") -> None:
    pause_case(actor=demo.runner, case_id=case_id, reason=reason, note="", until_on=None, at=DAWN)


def treatments(demo: Demonstration, on=DAY) -> dict[int, str]:
    newest = Assessment.objects.filter(agency_id=demo.agency_id, on=on).order_by("-version")[0]
    return dict(Decision.objects.filter(assessment=newest).values_list("case_id", "treatment"))


def test_the_synthetic_day_has_enough_to_be_worth_judging(demo):
    assert demo.summary["plan"]["visits"] >= 5
    assert demo.summary["cases"] >= 200
    assert len(demo.summary["chosen"]) >= 4


def test_the_checker_found_nothing_and_the_summary_adds_up(demo):
    summary = demo.summary
    assert summary["plan"]["checker"] == 0
    assert sum(summary["chosen"].values()) == summary["cases"] == len(treatments(demo))
    assert summary["chosen"]["visit"] == summary["plan"]["visits"] == len(stops_now(demo))
    assert summary["chosen"] == Counter(treatments(demo).values())


def test_every_stop_has_a_reason_in_both_languages_and_a_place_in_its_route(demo):
    plans = plans_of(latest_run(demo.agency_id, DAY))
    assert any(plan.stops.all() for plan in plans)
    for plan in plans:
        stops = list(plan.stops.all())
        assert [stop.sequence for stop in stops] == list(range(1, len(stops) + 1))
        for stop in stops:
            worth = next(reason for reason in stop.reasons if reason["kind"] == "worth")
            assert worth["zh"]
            assert worth["en"]
            assert worth["zh"] != worth["en"]
            assert stop.opens_minute <= stop.arrives_minute <= stop.closes_minute
        ends = [plan.starts_minute, *(stop.leaves_minute for stop in stops), plan.ends_minute]
        assert ends == sorted(ends)


def test_every_stop_holds_an_unused_permit_with_our_signature_for_its_very_minute(demo):
    ours = Ed25519PrivateKey.from_private_bytes(current_keys().permit_signing).public_key()
    stops = stops_now(demo)
    assert stops
    for stop in stops:
        signed = core.SignedPermit(bytes(stop.permit.body), bytes(stop.permit.signature))
        midnight = DAWN - timedelta(hours=6)
        assert check(signed, ours, midnight + timedelta(minutes=stop.arrives_minute)) is None
        assert check(signed, ours, midnight + timedelta(hours=23)) is not None
        assert (stop.permit.case_id, stop.permit.point_id) == (stop.case_id, stop.point_id)
        assert (stop.permit.used_at, stop.permit.cancelled_at) == (None, None)
        assert stop.point.borrower_id == stop.case.borrower_id
        assert stop.point.kind == "address"
    assert len({stop.permit_id for stop in stops}) == len(stops)


def test_no_borrower_gets_two_treatments_on_one_day(demo):
    busy = Counter(
        Case.objects.get(pk=case).borrower_id
        for case, treatment in treatments(demo).items()
        if treatment != "none"
    )
    assert max(busy.values()) == 1


def test_to_do_nothing_is_open_for_every_case(demo):
    decided = Decision.objects.values_list("candidates", flat=True)
    assert len(decided) == demo.summary["cases"] > 0
    for candidates in decided:
        assert candidates["none"]["open"] is True
        assert set(candidates) == {treatment.word for treatment in Treatment}


def test_only_open_treatments_are_chosen_and_the_runner_up_is_another_open_one(demo):
    decisions = Decision.objects.all()
    assert {"none", "visit"} <= {row.treatment for row in decisions}
    assert any(row.runner_up for row in decisions)
    for row in decisions:
        assert row.candidates[row.treatment]["open"]
        assert row.runner_up != row.treatment
        assert not row.runner_up or row.candidates[row.runner_up]["open"]
        assert row.reason
        assert 0 < row.propensity <= 1


def test_a_pair_sees_its_own_stops_and_cases_and_nothing_else(demo):
    seen: dict[str, set[int]] = {}
    for plan in plans_of(latest_run(demo.agency_id, DAY)):
        planned = {stop.case_id for stop in plan.stops.all()}
        for member in (plan.pair.first, plan.pair.second):
            actor = demo.actor(member.username)
            with acting_as(actor):
                assert {stop.case_id for stop in stops_of_staff(actor, DAY)} == planned
                assert set(visible_cases(actor).values_list("id", flat=True)) == planned
                assert Stop.objects.count() == len(planned)
            seen[plan.pair.letter] = planned
    together = [case for cases in seen.values() for case in cases]
    assert len(together) == len(set(together))


def test_the_same_day_again_changes_nothing_at_all(demo):
    before = [model.objects.count() for model in KEPT]
    summary = again(demo)
    assert summary["changed"] is False
    assert [model.objects.count() for model in KEPT] == before
    same = set(demo.summary) - {"changed", "seconds"}
    assert {name: summary[name] for name in same} == {name: demo.summary[name] for name in same}


def test_a_pause_takes_the_stop_out_at_once_and_the_next_run_keeps_the_old_plan_on_file(demo):
    stop = stops_now(demo)[0]
    paused(demo, stop.case_id)
    stop.permit.refresh_from_db()
    assert stop.permit.cancelled_because == "paused: complaint"
    summary = again(demo)
    assert (summary["changed"], summary["version"]) == (True, 2)
    assert [run.version for run in DayRun.objects.order_by("version")] == [1, 2]
    assert stop.case_id not in {row.case_id for row in stops_now(demo)}
    old = Stop.objects.filter(plan__run__version=1)
    assert old.count() == demo.summary["plan"]["visits"]
    assert set(old.values_list("state", flat=True)) == {"replaced"}
    for row in old.select_related("permit"):
        assert row.permit.cancelled_at is not None


def test_after_the_pause_has_ended_the_case_may_come_back(demo):
    stop = stops_now(demo)[0]
    paused(demo, stop.case_id, "other")
    again(demo)
    end_pauses(actor=demo.runner, case_id=stop.case_id, note="", at=DAWN)
    summary = again(demo)
    assert summary["changed"] is True
    assert summary["chosen"] == demo.summary["chosen"]


def test_a_debt_that_was_paid_leaves_the_plan(demo):
    stop = stops_now(demo)[0]
    rows = [
        NewPayment(a.pk, a.case_id, f"P{a.pk}", DAY - timedelta(days=1), a.owed_fen)
        for a in Account.objects.filter(case_id=stop.case_id)
    ]
    record_payments(actor=demo.runner, payments=rows, at=DAWN, origin="test")
    summary = again(demo)
    assert summary["changed"] is True
    assert summary["cases"] == demo.summary["cases"] - 1
    assert stop.case_id not in treatments(demo)


def test_a_paused_case_is_not_pressed_in_any_way_whatever_the_reason(demo):
    worked = [case for case, word in treatments(demo).items() if word not in UNPRESSING]
    why = {case: reason for case, reason in zip(worked, 5 * PAUSE_REASONS, strict=False)}
    assert set(why.values()) == set(PAUSE_REASONS)
    for case, reason in why.items():
        paused(demo, case, reason)
    again(demo)
    after = treatments(demo)
    assert {(after[case], reason) for case, reason in why.items()} <= {
        (treatment, reason) for treatment in UNPRESSING for reason in PAUSE_REASONS
    }


def test_who_asked_to_stop_is_not_contacted_in_any_way_tomorrow_either(demo):
    worked = [case for case, word in treatments(demo).items() if word not in UNPRESSING][:8]
    for case in worked:
        held = lock_case(demo.runner, case)
        record_stop_request(
            actor=demo.runner, borrower_id=held.borrower_id, person_key=held.person_key,
            case_id=case, form="oral", at=DAWN,
        )  # fmt: skip
    again(demo)
    after = treatments(demo)
    assert {after[case] for case in worked} <= {"none", "legal_referral"}
    findings = Decision.objects.filter(case_id=worked[0]).order_by("-id")[0]
    rules = findings.assessment.rules["order"]
    for treatment in ("sms", "call", "visit"):
        assert findings.findings[treatment][rules.index("HP-STOP")] in "dh"


def test_a_store_without_notices_plans_no_visit_and_names_the_rule(demo):
    Notice.objects.all().delete()
    summary = again(demo)
    assert summary["plan"]["visits"] == 0
    assert summary["chosen"].get("visit", 0) == 0
    assert summary["refused"]["HP-VISIT-NOTICE"] > 0
    assert sum(summary["chosen"].values()) == summary["cases"]


def test_without_a_pair_on_shift_nobody_is_visited_and_with_one_again_somebody_is(demo):
    Shift.objects.all().delete()
    without = again(demo)
    assert (without["plan"]["visits"], without["plan"]["pairs"]) == (0, 0)
    assert sum(without["chosen"].values()) == without["cases"]
    pair = pairs(demo.agency_id)[0]
    new = NewShift(pair.id, DAY, 9 * 60, 18 * 60, 42.9, 129.5, 8)
    add_shift(actor=demo.runner, new=new, at=DAWN)
    summary = again(demo)
    assert summary["changed"] is True
    assert 0 < summary["plan"]["visits"] <= 8


def test_on_a_day_far_from_every_shift_nobody_is_visited(demo):
    summary = again(demo, on=DAY + timedelta(days=60))
    assert summary["plan"]["visits"] == 0
    assert summary["cases"] > 0
