"""Does the database itself hide what somebody may not see, whatever filter was forgotten?

Every protected table is asked without any filter, in the name of several people. The rows are
there: the same question asked by the batch role finds some in each table.
"""

from datetime import timedelta

import psycopg
import pytest
from django.db import ProgrammingError, connection, transaction
from tests.app.conftest import CAST_BEGAN_AT, member
from tests.app.demonstration import DAWN, DAY, Demonstration
from tests.core.intake.lists import WOMAN, placement, text_file

from doorstep.terms.codes import Channel, Disposition
from doorstep.terms.local_time import beijing_instant
from doorstep_desk.cases.actions.prove import NewProof, record_proof
from doorstep_desk.complaints.actions import pause_case
from doorstep_desk.dayplans.models import Stop
from doorstep_desk.intake.actions.import_file import SentFile, import_file
from doorstep_desk.intake.models import (
    ImportedFile,
    KeptUpload,
    LenderProfile,
    QuarantinedRow,
    QuarantinedSheet,
    RowMend,
)
from doorstep_desk.organisations.actions import add_organisation
from doorstep_desk.plumbing.actor import ANONYMOUS, SYSTEM, Actor
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.plumbing.scope import acting_as
from doorstep_desk.plumbing.tables.row_security import tables_without_row_security
from doorstep_desk.staff.queries import actor_named
from doorstep_desk.visits.actions.record import Happened, record_visit

OF_THE_HOUSE = {
    "audit_entry",
    "dayplans_dayplan",
    "dayplans_dayrun",
    "decisions_assessment",
    "decisions_modelstep",
    "decisions_modelversion",
    "decisions_rollingstate",
    "declarations_declaration",
    "intake_importedfile",
    "intake_lenderprofile",
    "organisations_placement",
    "reports_keptreport",
    "reports_standing",
    "staff_certificate",
    "staff_certificateneed",
    "staff_pair",
    "staff_shift",
    "staff_staff",
    "training_exam",
}
"""Tables about the agency as a whole rather than a case; staff of the agency may see them."""

EMPTY_AT_FIRST = {
    "appointments_appointment",
    "arrangements_activearrangement",
    "arrangements_arrangement",
    "arrangements_arrangementstep",
    "arrangements_authoritylimit",
    "arrangements_linkuse",
    "arrangements_personallink",
    "arrangements_promiserevision",
    "arrangements_reminderwish",
    "calendars_calendarday",
    "cases_timewish",
    "documents_document",
    "documents_documentcheck",
    "documents_documentlook",
    "documents_documentsignature",
    "devices_device",
    "evidence_access",
    "evidence_blob",
    "evidence_part",
    "fieldwork_copyuse",
    "fieldwork_correction",
    "fieldwork_fieldevent",
    "fieldwork_judgement",
    "fieldwork_outing",
    "fieldwork_packgiven",
    "fieldwork_place",
    "fieldwork_reviewstep",
    "fieldwork_risknote",
    "fieldwork_safetyalert",
    "fieldwork_setaside",
    "fieldwork_visitcopy",
    "fieldwork_visitreview",
    "followups_followup",
    "ledger_ledgerterms",
    "notices_message",
    "notices_returnedletter",
    "notices_template",
    "payments_delivery",
    "payments_payway",
    "payments_senderkey",
    "payments_waitingdecision",
    "payments_waitingpayment",
    "policies_policy",
    "self_service_opinion",
    "self_service_said",
    "self_service_signingcode",
    "staff_absence",
    "staff_pairexclusion",
    "surroundings_layer",
    "visits_visitorcheck",
    "workdays_watchedrun",
}
"""Tables in which the demonstration's first day leaves nothing."""

SIGN_IN = {"staff_staff"}
"""Before somebody has signed in, their row must be found by user name."""

ONLY_GROW = [
    "arrangements_promise",
    "arrangements_promiseoutcome",
    "attempts_attempt",
    "audit_entry",
    "cases_contactproof",
    "intake_lenderprofile",
    "intake_rowmend",
    "decisions_assessment",
    "decisions_decision",
    "decisions_modelstep",
    "decisions_modelversion",
    "decisions_rollingstate",
    "declarations_declaration",
    "documents_document",
    "documents_documentcheck",
    "documents_documentlook",
    "documents_documentsignature",
    "devices_serverepoch",
    "evidence_access",
    "fieldwork_copyuse",
    "fieldwork_fieldevent",
    "fieldwork_judgement",
    "fieldwork_packgiven",
    "fieldwork_reviewstep",
    "fieldwork_setaside",
    "notices_returnedletter",
    "payments_payment",
    "payments_waitingdecision",
    "payments_waitingpayment",
    "training_exam",
    "visits_contactrecord",
]
_PROTECTED = """
SELECT relname::text FROM pg_class
 WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND relrowsecurity
"""
_ONLY_GROW = """
SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger
 WHERE tgname LIKE '%%_only_grows' AND tgenabled = 'A'
"""


@pytest.fixture
def full(demo: Demonstration) -> Demonstration:
    """Return the store with a visit, a promise, a stop request, a proof and a pause in it."""
    stop = Stop.objects.select_related("plan__pair__first").first()
    agent = demo.actor(stop.plan.pair.first.username)
    at = beijing_instant(DAY, 0) + timedelta(minutes=stop.arrives_minute)
    happened = Happened(
        record_id=new_id(), case_id=stop.case_id, channel=Channel.VISIT, at=at, met="borrower",
        disposition=Disposition.MET_BORROWER, promise_fen=100, promise_due_on=DAY,
        asked_to_stop=True, point_id=stop.point_id, stop_id=stop.pk,
    )  # fmt: skip
    with acting_as(agent):
        record_visit(actor=agent, happened=happened, at=at)
    other = Stop.objects.exclude(pk=stop.pk).first()
    pause_case(
        actor=demo.runner, case_id=other.case_id, reason="other", note="", until_on=None, at=DAWN
    )
    proof = NewProof(stop.case_id, stop.point_id, "document_at_door", "confirmed", DAY)
    record_proof(actor=demo.actor("lead"), proof=proof, at=at)
    _imports(demo)
    return demo


def _imports(demo: Demonstration) -> None:
    """Leave a corrected file behind, one that contradicts it, and two that wait half-way."""
    first, corrected = placement(), placement(逾期金额="90.00")
    other = placement(身份证号=WOMAN, 姓名="李英", 逾期金额="80.00")
    call = {
        "借据号": "JJ0001", "联络时间": "2026-06-10 10:00:00", "催收方式": "电话",
        "催收结果": "本人接听", "通话记录": "本人称下周还款",
    }  # fmt: skip
    for row, is_held in [
        (first, False), (corrected, False), (other, False), (placement(借据号="J2"), True),
        (call, True),
    ]:  # fmt: skip
        sent = SentFile("list.csv", text_file([row]), DAY, is_synthetic=True)
        import_file(actor=demo.runner, sent=sent, at=DAWN, is_held=is_held)
    _kept_aside(demo, ImportedFile.objects.latest("pk"))


def _kept_aside(demo: Demonstration, batch: ImportedFile) -> None:
    """Leave what is kept of a file beside its rows: bytes, a waiting row, a mend, a profile."""
    KeptUpload.objects.create(batch=batch, content="", kept_until=DAWN)
    sheet = QuarantinedSheet.objects.create(batch=batch, name="", header_row=1, head="{}")
    QuarantinedRow.objects.create(batch=batch, sheet=sheet, row_no=2, cells="[]")
    RowMend.objects.create(
        batch=batch, sheet_name="", row_no=2, column="A", before="", after="", mended_at=DAWN,
        mended_by="lead",
    )  # fmt: skip
    LenderProfile.objects.create(
        agency_id=demo.agency_id, lender="北原信贷", version=1, columns=[], saved_at=DAWN,
        saved_by="lead",
    )  # fmt: skip


def rows_seen(actor: Actor) -> dict[str, int]:
    """Return how many rows of each protected table the actor can count."""
    with acting_as(actor), connection.cursor() as cursor:
        cursor.execute(_PROTECTED, [])
        tables = [row[0] for row in cursor.fetchall()]
        found = {}
        for table in tables:
            cursor.execute(f"SELECT count(*) FROM {table}", [])
            found[table] = cursor.fetchone()[0]
    return found


def somebody(demo: Demonstration, username: str, role: str, *, foreign: bool) -> Actor:
    agency = demo.agency_id
    if foreign:
        agency = add_organisation(
            actor=SYSTEM, kind="agency", name="海兰外访", at=CAST_BEGAN_AT
        ).id
    return member(username, role, agency)


def test_no_table_that_names_a_case_or_agency_is_left_open(demo):
    assert tables_without_row_security() == []


def test_the_question_finds_rows_in_every_table_when_the_batch_asks(full):
    seen = rows_seen(SYSTEM)
    assert len(seen) >= 20
    empty = {table for table, count in seen.items() if not count}
    assert empty <= EMPTY_AT_FIRST


@pytest.mark.parametrize("role", ["agent", "lead", "analyst", "compliance", "admin"])
def test_a_stranger_of_another_agency_counts_nothing_anywhere(full, role):
    stranger = somebody(full, "stranger", role, foreign=True)
    seen = rows_seen(stranger)
    seen.pop("audit_entry")  # their own coming is in their own log
    assert seen.pop("staff_staff") == 1  # themselves
    assert {table: count for table, count in seen.items() if count} == {}


def test_the_log_shows_a_stranger_no_entry_of_ours(full):
    stranger = somebody(full, "stranger", "compliance", foreign=True)
    with acting_as(stranger), connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM audit_entry WHERE organisation_id <> %s",
            [stranger.organisation_id],
        )
        assert cursor.fetchone() == (0,)


def test_an_agent_without_an_assignment_counts_no_row_of_any_case(full):
    newcomer = somebody(full, "newcomer", "agent", foreign=False)
    seen = rows_seen(newcomer)
    assert {table for table, count in seen.items() if count} <= OF_THE_HOUSE


def test_whoever_has_not_signed_in_counts_nothing(full):
    assert {table for table, count in rows_seen(ANONYMOUS).items() if count} == SIGN_IN


def test_without_saying_who_asks_the_web_role_counts_nothing(full):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE doorstep_web")
        cursor.execute(_PROTECTED, [])
        guarded = {row[0] for row in cursor.fetchall()} - SIGN_IN
        assert "cases_case" in guarded
        for table in guarded:
            cursor.execute(f"SELECT count(*) FROM {table}", [])
            assert cursor.fetchone() == (0,), table
        cursor.execute("RESET ROLE")


def test_the_lead_counts_what_is_the_agencys(full):
    lead = actor_named("lead")
    seen, everything = rows_seen(lead), rows_seen(SYSTEM)
    for table in ("cases_case", "cases_borrower", "decisions_decision", "dayplans_stop"):
        assert seen[table] == everything[table] > 0


def test_an_agent_of_a_pair_counts_the_cases_of_the_pair_only(full):
    stop = Stop.objects.select_related("plan__pair__second").first()
    partner = full.actor(stop.plan.pair.second.username)
    planned = Stop.objects.filter(plan=stop.plan).count()
    seen = rows_seen(partner)
    assert seen["cases_case"] == seen["dayplans_stop"] == planned
    assert seen["cases_account"] >= planned


@pytest.mark.parametrize("setting", ["doorstep.organisation", "doorstep.staff", "doorstep.role"])
def test_a_setting_that_is_no_number_shows_nothing_rather_than_everything(full, setting):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE doorstep_web")
        cursor.execute("SELECT set_config(%s, %s, true)", [setting, ""])
        cursor.execute("SELECT count(*) FROM cases_case", [])
        assert cursor.fetchone() == (0,)
        cursor.execute("RESET ROLE")


def test_a_stranger_cannot_write_into_our_case_either(full):
    stranger = somebody(full, "stranger", "lead", foreign=True)
    stop = Stop.objects.first()
    with pytest.raises(ProgrammingError, match="row-level security"), acting_as(stranger):
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO cases_caseflag"
                " (agency_id, case_id, flag, noted_on, source, reviewed_by)"
                " VALUES (%s, %s, 'deceased', %s, '', '')",
                [stranger.organisation_id, stop.case_id, DAY],
            )


def test_the_tables_that_only_grow_are_those_that_must(demo):
    with connection.cursor() as cursor:
        cursor.execute(_ONLY_GROW, [])
        found = {row[0] for row in cursor.fetchall()}
    assert found >= {*ONLY_GROW, "audit_era"}


@pytest.mark.parametrize("table", ONLY_GROW)
@pytest.mark.parametrize("change", ["UPDATE {0} SET id = id", "DELETE FROM {0}", "TRUNCATE {0}"])
def test_what_only_grows_is_neither_changed_nor_emptied(full, table, change):
    lead = actor_named("lead")
    for actor in (lead, SYSTEM):
        with pytest.raises(ProgrammingError) as refusal, acting_as(actor):
            with connection.cursor() as cursor:
                cursor.execute(change.format(table), [])
        assert isinstance(refusal.value.__cause__, psycopg.errors.InsufficientPrivilege)
