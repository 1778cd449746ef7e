"""A store in which everything that a page can list has the same, chosen number of rows.

Rows go in by the models, in bulk: what is counted here is what pages read, not how rows came
about, and a thousand real visits would take the time of the whole suite.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db import connection
from tests.app.arrangements.household import SHEET, reduced
from tests.app.conftest import Cast
from tests.app.office.pages.field_rows import dangers, field_work
from tests.app.office.pages.message_rows import messages_and_words
from tests.app.office.pages.money_rows import link_of_borrower, money_that_waits
from tests.app.office.pages.odds_rows import models_and_layers
from tests.app.office.pages.said_rows import said_by_borrowers
from tests.app.office.pages.team_rows import exams_of_lead, team_of
from tests.app.office.views.test_imports import HEADER
from tests.app.portfolio import DAY, NOON, account, assign, borrower, mandate, phone_of

from doorstep.affordability.content import as_text, sheet_content, terms_content
from doorstep.ledger.events import AccountEvent, EventKind
from doorstep.terms.codes import Channel, Disposition, Purpose
from doorstep.terms.local_time import beijing_instant, day_number
from doorstep_desk.arrangements.models import Arrangement, ArrangementStep, Promise
from doorstep_desk.attempts.actions import NewAttempt, record_attempts
from doorstep_desk.attempts.models import Attempt
from doorstep_desk.cases.actions.publish import NewFlag, NewPoint, publish_accounts
from doorstep_desk.cases.models import ContactPoint, ContactProof
from doorstep_desk.cases.queries import KnownAccount, accounts_on_file
from doorstep_desk.commands.demo_store import day_runner
from doorstep_desk.complaints.models import Pause
from doorstep_desk.dayplans.models import DayPlan, DayRun, Stop
from doorstep_desk.decisions.models import Assessment, Decision
from doorstep_desk.followups.actions import NewFollowUp, open_followups
from doorstep_desk.intake.actions.import_file import SentFile, import_file
from doorstep_desk.intake.actions.studio import hold_file
from doorstep_desk.intake.models import ImportedFile, QuarantinedRow
from doorstep_desk.ledger.actions.post import post_events
from doorstep_desk.notices.actions import NewNotice, keep_notices
from doorstep_desk.payments.models import Payment
from doorstep_desk.permits.models import Permit
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.staff.models import Pair, Shift, Staff
from doorstep_desk.visits.models import ContactRecord, VisitorCheck

MIDNIGHT = beijing_instant(DAY, 0)
CHANCE = {"p": 0.4, "low": 0.3, "high": 0.5, "support": 12, "basis": "base-rate"}
CANDIDATE = {
    "value_fen": 100, "points": [1.0, 0.5, 1.5], "cost_fen": 10, "harm_fen": 0,
    "why": "less_than_chosen", "open": True,
}  # fmt: skip
LEFT = {
    "why": "no_time_left", "zh": "排不下", "en": "no time left", "value_fen": 5, "price_fen": 9,
    "minutes": 10, "pair_id": -1,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class World:
    """Where to look.

    Attributes:
        case_id: A case with all the events.
        stop_id: A stop of the agent's pair that is still to be made.
        recorded_id: A stop of the same pair that was recorded.
        file_id: An imported file with all the findings.
        held_id: The same, still held for a decision.
        row_id: A row of a file that was not taken.
        record_id: An attempt on the case that may be corrected.
        letter: Letter of the agent's pair.
        waiting_id: A payment that waits.
        staff_id: The agent, with days away and certificates.
        token: A link of a borrower.
        first_model: A model.
        second_model: Another of the same head.
        exam_id: An exam of the lead.
    """

    case_id: int
    stop_id: uuid.UUID
    recorded_id: uuid.UUID
    file_id: int
    held_id: int
    row_id: int
    record_id: uuid.UUID
    letter: str
    waiting_id: uuid.UUID
    staff_id: int
    token: str
    first_model: int
    second_model: int
    exam_id: uuid.UUID


def build(cast: Cast, rows: int) -> World:
    """Fill the store of the first agency."""
    known = _cases(cast, rows)
    focus = known[0]
    _events(cast, focus, rows)
    assessment = _decisions(cast, known)
    stops = _plan(cast, known, assessment)
    _followups(cast, known)
    _doubts(rows)
    _arrangements(cast, known)
    _proofs(cast, known[0])
    field_work(cast, rows)
    dangers(cast, known, rows)
    messages_and_words(cast, known)
    said_by_borrowers(cast, known)
    mine = [stop for stop in stops if stop.plan.pair.first_id == cast.agent.staff_id]
    record = Attempt.objects.filter(case_id=focus.case_id).order_by("-at").first()
    assert record is not None
    return World(
        focus.case_id, mine[0].pk, mine[1].pk, *_files(cast, rows), record.pk,
        mine[0].plan.pair.letter, money_that_waits(cast, rows), team_of(cast, rows),
        link_of_borrower(cast, focus, rows), *models_and_layers(cast, rows),
        exams_of_lead(cast, rows),
    )  # fmt: skip


def _cases(cast: Cast, rows: int) -> list[KnownAccount]:
    placement = mandate(cast)
    accounts = [account(cast, placement, n, f"L{n}") for n in range(rows)]
    accounts += [account(cast, placement, 0, f"X{n}") for n in range(rows)]
    points = [_address(n, f"建国路 {n} 号") for n in range(rows)]
    points += [_address(0, f"人民路 {n} 号") for n in range(rows)]
    points += [
        replace(_address(n, f"朝阳区 {n} 号"), address_state="unmatched") for n in range(rows)
    ]
    points += [phone_of(n, f"154{n:08d}") for n in range(rows)]
    flags = [NewFlag(cast.lender_id, f"X{n}", "illness") for n in range(rows)]
    publish_accounts(
        actor=day_runner(cast.agency_id), accounts=accounts, points=points, flags=flags, at=NOON
    )
    by_case = {known.case_id: known for known in reversed(accounts_on_file(cast.agency_id))}
    return [by_case[case] for case in sorted(by_case)]


def _arrangements(cast: Cast, known: Sequence[KnownAccount]) -> None:
    """Half of the cases have one that waits, half one that was refused."""
    rows = [
        Arrangement(
            id=new_id(), agency_id=cast.agency_id, case_id=each.case_id,
            terms=as_text(terms_content(reduced())), sheet=as_text(sheet_content(SHEET)),
            because="said at the door", waived_fen=10_000, needs_approval=True,
            proposed_by="agent", proposed_at=NOON, payload_hash="0" * 64,
        )
        for each in known
    ]  # fmt: skip
    Arrangement.objects.bulk_create(rows)
    steps = [("propose", "proposed", "agent"), ("submit", "waiting", "agent")]
    for ordinal, (step, state, who) in enumerate([*steps, ("refuse", "refused", "lead")]):
        ArrangementStep.objects.bulk_create(
            ArrangementStep(
                id=new_id(), agency_id=cast.agency_id, case_id=row.case_id, arrangement=row,
                ordinal=ordinal, step=step, state=state, taken_by=who, taken_at=NOON,
                payload_hash=row.payload_hash,
            )
            for row in (rows if ordinal < len(steps) else rows[::2])
        )  # fmt: skip


def _address(person: int, value: str) -> NewPoint:
    return NewPoint(
        person_key=borrower(person).person_key, kind="address", role="home", value=value,
        masked="延吉市 **", provenance="contract", source="test", confidence=80, verified_at=NOON,
        valid=True, city="延边朝鲜族自治州", county="延吉市", town="河南街道",
        address_state="resolved", latitude=42.9, longitude=129.5, accuracy_metres=50,
    )  # fmt: skip


def _proofs(cast: Cast, focus: KnownAccount) -> None:
    ContactProof.objects.bulk_create(
        ContactProof(
            id=new_id(), agency_id=cast.agency_id, borrower_id=point.borrower_id,
            case_id=focus.case_id, point_id=point.pk, way="lender_file", result="confirmed",
            proved_on=DAY, confidence_before=50, confidence_after=70, recorded_at=NOON,
            recorded_by="lead",
        )
        for point in ContactPoint.objects.filter(agency_id=cast.agency_id)
    )  # fmt: skip


def _events(cast: Cast, focus: KnownAccount, rows: int) -> None:
    runner, agency, case = day_runner(cast.agency_id), cast.agency_id, focus.case_id
    span = range(rows)
    record_attempts(
        actor=runner, at=NOON, subject="file:1",
        attempts=[
            NewAttempt(
                borrower_id=focus.borrower_id, case_id=case, creditor_id=cast.lender_id,
                point_id=None, person_key=borrower(0).person_key, at=NOON - timedelta(hours=n + 1),
                channel=Channel.CALL, purpose=Purpose.COLLECT, disposition=Disposition.NO_ANSWER,
                recorded_by="agent",
            )
            for n in span
        ],
    )  # fmt: skip
    Payment.objects.bulk_create(
        Payment(
            agency_id=agency, account_id=focus.account_id, case_id=case, transaction_id=f"T{n}",
            received_on=DAY - timedelta(days=n % 40), amount_fen=1, recorded_at=NOON,
            origin="import",
        )
        for n in span
    )  # fmt: skip
    post_events(
        actor=runner, at=NOON,
        events={
            focus.account_id: [
                AccountEvent(f"payment:T{n}", EventKind.PAID, day_number(DAY) - n % 40, 1)
                for n in span
            ]
        },
    )  # fmt: skip
    Promise.objects.bulk_create(
        Promise(
            id=new_id(), agency_id=agency, case_id=case, amount_fen=1, due_on=DAY, made_at=NOON,
            taken_by="agent",
        )
        for n in span
    )  # fmt: skip
    Pause.objects.bulk_create(
        Pause(
            id=new_id(), agency_id=agency, case_id=case, reason="other", starts_at=NOON,
            noted_by="lead", ended_at=NOON, ended_by="lead",
        )
        for n in span
    )  # fmt: skip
    notice = NewNotice(case, focus.borrower_id, None, "…", DAY, DAY, sent_at=NOON)
    keep_notices(actor=runner, notices=[notice] * rows, gateway="demo", at=NOON)


def _decisions(cast: Cast, known: Sequence[KnownAccount]) -> Assessment:
    assessment = Assessment.objects.create(
        agency_id=cast.agency_id, on=DAY, version=1, facts_hash="f", rulebook="r",
        rules={"order": ["HP-VISIT-NOTICE", "CN-TIME-01"]}, prices={},
        models_used={"paid": "none", "contact": "none"}, seed=1, created_at=NOON,
    )  # fmt: skip
    kinds = (
        {"treatment": "visit", "runner_up": "call", "reason": "chosen"},
        {"treatment": "call", "runner_up": "sms", "reason": "no_time_left", "unvisited": LEFT},
        {"treatment": "none", "runner_up": "", "reason": "HP-VISIT-NOTICE"},
        {"treatment": "sms", "runner_up": "none", "reason": "less_than_chosen"},
    )
    Decision.objects.bulk_create(
        Decision(
            agency_id=cast.agency_id, assessment=assessment, case_id=each.case_id, value_fen=5,
            runner_up_value_fen=4, propensity=1.0, outstanding_fen=100_000, days_past_due=56,
            candidates={word: CANDIDATE for word in ("none", "sms", "call", "visit")},
            findings={"call": "aa", "visit": "aa"},
            chances={name: CHANCE for name in ("call", "visit", "sms", "paid")},
            **kinds[place % len(kinds)],
        )
        for place, each in enumerate(known)
    )  # fmt: skip
    return assessment


def _pairs(cast: Cast, count: int) -> list[Pair]:
    """Return pairs on shift; the agent's is the first."""
    made = Staff.objects.bulk_create(
        Staff(
            username=f"extra{n}", display_name=f"演员 {n}", role="agent",
            organisation_id=cast.agency_id, password="!",
        )
        for n in range(2 * (count - 1))
    )  # fmt: skip
    keys = [cast.agent.staff_id, cast.partner.staff_id, *(each.pk for each in made)]
    pairs = Pair.objects.bulk_create(
        Pair(
            letter=f"P{n}", organisation_id=cast.agency_id, first_id=keys[2 * n],
            second_id=keys[2 * n + 1],
        )
        for n in range(count)
    )  # fmt: skip
    Shift.objects.bulk_create(
        Shift(
            pair=pair, on=DAY, starts_minute=540, ends_minute=1080, latitude=42.9,
            longitude=129.5, max_visits=12,
        )
        for pair in pairs
    )  # fmt: skip
    return pairs


def _plan(cast: Cast, known: Sequence[KnownAccount], assessment: Assessment) -> list[Stop]:
    """Publish a stop for each case: half of them of the agent's pair, every second one made."""
    run = DayRun.objects.create(
        agency_id=cast.agency_id, on=DAY, version=1, assessment=assessment, input_hash="h",
        summary={"cases": len(known), "plan": {}}, created_at=NOON,
    )  # fmt: skip
    pairs = _pairs(cast, max(2, len(known) // 10))
    plans = DayPlan.objects.bulk_create(
        DayPlan(
            agency_id=cast.agency_id, run=run, pair=pair, kilometres=10.0, travel_minutes=60,
            starts_minute=540, ends_minute=1000, start_latitude=42.9, start_longitude=129.5,
            value_fen=10,
        )
        for pair in pairs
    )  # fmt: skip
    points = dict(ContactPoint.objects.filter(kind="address").values_list("borrower_id", "pk"))
    half = len(known) // 2
    plan_of = [plans[0] if n < half else plans[1 + n % (len(plans) - 1)] for n in range(2 * half)]
    cases = known[: 2 * half]
    permits = Permit.objects.bulk_create(
        Permit(
            id=new_id(), agency_id=cast.agency_id, case_id=each.case_id,
            point_id=points[each.borrower_id], channel="visit", purpose="collect",
            starts_at=NOON, ends_at=NOON + timedelta(hours=4), rulebook="r", body=b"",
            signature=b"", issued_at=NOON, used_at=NOON if n % 2 else None,
        )
        for n, each in enumerate(cases)
    )  # fmt: skip
    stops = Stop.objects.bulk_create(
        Stop(
            id=new_id(), agency_id=cast.agency_id, plan=plan_of[n], sequence=n + 1,
            case_id=each.case_id, point_id=points[each.borrower_id], permit=permits[n],
            opens_minute=600, closes_minute=900, arrives_minute=600 + n % 300,
            leaves_minute=615 + n % 300, travel_minutes=5, metres=900, value_fen=10,
            chance=CHANCE, reasons=[{"kind": "address_verified"}],
            state="done" if n % 2 else "planned",
        )
        for n, each in enumerate(cases)
    )  # fmt: skip
    _records(cast, cases, stops)
    assign(cast, *((each.case_id, cast.agent.staff_id) for each in known), on=DAY)
    return stops


def _records(cast: Cast, cases: Sequence[KnownAccount], stops: Sequence[Stop]) -> None:
    made = [(case, stop) for case, stop in zip(cases, stops, strict=True) if stop.state == "done"]
    attempts = Attempt.objects.bulk_create(
        Attempt(
            id=new_id(), agency_id=cast.agency_id, borrower_id=case.borrower_id,
            case_id=case.case_id, creditor_id=cast.lender_id, person_key=b"k", at=NOON,
            received_at=NOON, channel="visit", purpose="collect", disposition="met_borrower",
            recorded_by="agent", origin="reported",
        )
        for case, _ in made
    )  # fmt: skip
    ContactRecord.objects.bulk_create(
        ContactRecord(
            id=new_id(), agency_id=cast.agency_id, case_id=case.case_id, channel="visit",
            stop=stop, attempt=attempt, met="borrower", reason="illness", recorded_by="agent",
            recorded_at=NOON, body_hash="h",
        )
        for (case, stop), attempt in zip(made, attempts, strict=True)
    )  # fmt: skip


def _followups(cast: Cast, known: Sequence[KnownAccount]) -> None:
    wanted = [
        NewFollowUp(each.case_id, "review", DAY, "lead", f"test:{each.case_id}") for each in known
    ]
    open_followups(actor=day_runner(cast.agency_id), wanted=wanted, at=NOON)


def _doubts(rows: int) -> None:
    """Let many people doubt who is at their door; some of them then find that they mistyped."""
    VisitorCheck.objects.bulk_create(
        VisitorCheck(
            id=new_id(), asker=n.to_bytes(32, "big"), at=NOON - timedelta(minutes=n % 500),
            answer=answer,
        )
        for n in range(rows)
        for answer in ("unknown", "reported", "genuine")
    )  # fmt: skip


def _files(cast: Cast, rows: int) -> tuple[int, int, int]:
    """Import one file with a problem in every row, and list as many others beside it."""
    bad = "".join(f"JJ{n},,不是证件号,,x\n" for n in range(rows))
    sent = SentFile("bad.csv", (HEADER + bad).encode(), DAY, "placement")
    file_id = import_file(actor=cast.lead, sent=sent, at=NOON).file_id
    assert file_id is not None
    ImportedFile.objects.bulk_create(
        ImportedFile(
            agency_id=cast.agency_id, digest=f"{n:064d}", name=f"{n}.csv", kind="placement",
            as_of=date(2026, 11, 1), outcome="taken", report="{}", rows_total=2, rows_accepted=1,
            imported_by="lead", imported_at=NOON - timedelta(days=30),
        )
        for n in range(rows)
    )  # fmt: skip
    good = "".join(f"HH{n},金某,222401198503017013,1.00,2026-10-01\n" for n in range(rows))
    held = replace(sent, name="held.csv", content=(HEADER + good + bad).encode())
    held_id = hold_file(actor=cast.lead, sent=held, at=NOON).file_id
    assert held_id is not None
    row = QuarantinedRow.objects.filter(batch_id=held_id).first()
    with connection.cursor() as cursor:
        cursor.execute("DISCARD TEMP")  # the pages read as another role, on this connection
    assert row is not None
    return file_id, held_id, row.pk
