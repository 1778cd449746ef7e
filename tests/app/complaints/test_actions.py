"""Does a pause stop everything at once, and a request to stop reach the whole person?"""

from datetime import date, timedelta

import pytest
from tests.app.portfolio import (
    DAY,
    NOON,
    account,
    assign,
    borrower,
    mandate,
    phone_of,
    place,
    point_of,
    publish,
)

from doorstep.compliance.rulebook import rulebook_on
from doorstep.terms.codes import Channel, Purpose
from doorstep_desk.audit.queries import entries_for
from doorstep_desk.cases.actions.publish import publish_accounts
from doorstep_desk.cases.queries import accounts_on_file
from doorstep_desk.commands.demo_store import day_runner
from doorstep_desk.complaints.actions import (
    end_pauses,
    pause_case,
    pause_cases,
    record_stop_request,
)
from doorstep_desk.complaints.models import Pause, StopRequest
from doorstep_desk.complaints.queries import live_stops, pause_reasons
from doorstep_desk.permits.actions import WantedPermit, issue_permits
from doorstep_desk.permits.models import Permit
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.scope import acting_as

YESTERDAY = date(2026, 11, 24)


def permit_for(cast, known) -> Permit:
    (issued,) = issue_permits(
        actor=day_runner(cast.agency_id), rulebook=rulebook_on(DAY), at=NOON,
        wanted=[
            WantedPermit(
                case_id=known.case_id, person_id=known.borrower_id, point_id=point_of(known),
                channel=Channel.CALL, purpose=Purpose.COLLECT, starts_at=NOON,
                ends_at=NOON + timedelta(hours=1), expires_at=NOON + timedelta(hours=1),
            )
        ],
    )  # fmt: skip
    return Permit.objects.get(pk=issued.permit_id)


def paused(actor, case_id: int, reason: str = "complaint", until_on: date | None = None) -> Pause:
    with acting_as(actor):
        return pause_case(
            actor=actor, case_id=case_id, reason=reason, note="说明", until_on=until_on, at=NOON
        )


@pytest.mark.parametrize("who", ["analyst", "admin"])
def test_who_may_not_pause_pauses_nothing(cast, who):
    (known,) = place(cast)
    with pytest.raises(Refused, match="role"):
        paused(getattr(cast, who), known.case_id)


@pytest.mark.parametrize("who", ["stranger", "rival"])
def test_nobody_pauses_a_case_of_another_agency(cast, who):
    (known,) = place(cast)
    with pytest.raises(Refused) as refusal:
        paused(getattr(cast, who), known.case_id)
    assert refusal.value.code == "case-unknown"
    assert not Pause.objects.exists()


def test_a_pause_needs_a_reason_of_the_list_and_no_end_in_the_past(cast):
    (known,) = place(cast)
    with pytest.raises(Refused) as refusal:
        paused(cast.lead, known.case_id, reason="because")
    assert refusal.value.code == "pause-reason"
    with pytest.raises(Refused) as refusal:
        paused(cast.lead, known.case_id, until_on=YESTERDAY)
    assert refusal.value.code == "pause-past"


@pytest.mark.parametrize("who", ["agent", "lead", "compliance"])
def test_a_pause_takes_back_the_permits_of_its_case_and_of_no_other(cast, who):
    one, other = place(cast, 2)
    assign(cast, (one.case_id, cast.agent.staff_id))
    mine, theirs = permit_for(cast, one), permit_for(cast, other)
    paused(getattr(cast, who), one.case_id)
    mine.refresh_from_db()
    theirs.refresh_from_db()
    assert (mine.cancelled_at, mine.cancelled_because) == (NOON, "paused: complaint")
    assert theirs.cancelled_at is None
    newest = entries_for(f"case:{one.case_id}")[0]
    assert (newest.verb, newest.details["permits_cancelled"]) == ("case.paused", 1)


def test_a_dated_pause_holds_to_the_end_of_its_last_day(cast):
    (known,) = place(cast)
    paused(cast.lead, known.case_id, until_on=DAY)
    assert set(pause_reasons(cast.agency_id, DAY)) == {known.case_id}
    assert pause_reasons(cast.agency_id, DAY + timedelta(days=1)) == {}


def test_an_agent_cannot_resume_and_a_case_that_runs_cannot_be_resumed(cast):
    (known,) = place(cast)
    assign(cast, (known.case_id, cast.agent.staff_id))
    paused(cast.agent, known.case_id)
    with acting_as(cast.agent), pytest.raises(Refused, match="role"):
        end_pauses(actor=cast.agent, case_id=known.case_id, note="", at=NOON)
    with acting_as(cast.compliance):
        assert end_pauses(actor=cast.compliance, case_id=known.case_id, note="", at=NOON) == 1
        with pytest.raises(Refused) as refusal:
            end_pauses(actor=cast.compliance, case_id=known.case_id, note="", at=NOON)
    assert refusal.value.code == "no-pause"
    assert pause_reasons(cast.agency_id, DAY) == {}


def test_another_agency_cannot_resume_our_case(cast):
    (known,) = place(cast)
    paused(cast.lead, known.case_id)
    with pytest.raises(Refused) as refusal:  # without the database's help, by the action alone
        end_pauses(actor=cast.rival, case_id=known.case_id, note="", at=NOON)
    assert refusal.value.code in ("no-pause", "case-unknown")
    assert pause_reasons(cast.agency_id, DAY) != {}


def test_the_same_import_pauses_a_case_once_for_each_reason(cast):
    (known,) = place(cast)
    wanted = [(known.case_id, "illness", "row 2"), (known.case_id, "illness", "row 9")]
    assert pause_cases(actor=cast.lead, reasons=wanted, at=NOON) == 1
    assert pause_cases(actor=cast.lead, reasons=wanted, at=NOON) == 0
    assert pause_cases(actor=cast.lead, reasons=[(known.case_id, "lawyer", "")], at=NOON) == 1


def test_a_request_to_stop_covers_every_channel_and_every_case_of_the_person(cast):
    first, second = mandate(cast, "B1"), mandate(cast, "B2")
    phones = [phone_of(1, "15400000001")]
    publish(cast, [account(cast, first, 1, "L1"), account(cast, second, 1, "L2")], phones)
    one, other = accounts_on_file(cast.agency_id)
    permits = [permit_for(cast, one), permit_for(cast, other)]
    with acting_as(cast.lead):
        record_stop_request(
            actor=cast.lead, borrower_id=one.borrower_id,
            person_key=borrower(1).person_key, case_id=one.case_id, form="oral", at=NOON,
        )  # fmt: skip
    assert live_stops(cast.agency_id, NOON) == {one.borrower_id: "all"}
    assert StopRequest.objects.get().noted_by == "lead"
    for permit in permits:
        permit.refresh_from_db()
        assert permit.cancelled_because == "asked to stop"


def test_a_request_to_stop_that_another_agency_noted_binds_the_day_of_ours_too(cast):
    (ours,) = place(cast)
    other = mandate(cast, agency_id=cast.other_agency_id)
    runner = day_runner(cast.other_agency_id)
    publish_accounts(
        actor=runner, accounts=[account(cast, other, 0, "L9"), account(cast, other, 5, "L8")],
        points=[], flags=[], at=NOON,
    )  # fmt: skip
    for theirs in accounts_on_file(cast.other_agency_id):
        record_stop_request(
            actor=runner, borrower_id=theirs.borrower_id, case_id=theirs.case_id, form="oral",
            person_key=borrower(0 if theirs.keys["loan_no"] == "L9" else 5).person_key, at=NOON,
        )  # fmt: skip
    assert live_stops(cast.agency_id, NOON) == {ours.borrower_id: "all"}
    assert live_stops(cast.agency_id, NOON - timedelta(seconds=1)) == {}
