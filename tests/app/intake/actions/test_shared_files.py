"""Do the files beside this repository come into the store as their descriptions expect?"""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.db import transaction
from tests.faults.checks import violations

from doorstep.ledger.components import Component
from doorstep.terms.local_time import beijing_instant
from doorstep_desk.attempts.models import Attempt
from doorstep_desk.cases.models import Account, Borrower, Case, CaseFlag
from doorstep_desk.cases.queries import placed_accounts
from doorstep_desk.commands.demo_store import day_runner
from doorstep_desk.complaints.models import Pause
from doorstep_desk.intake.actions.import_file import Imported, SentFile, import_file
from doorstep_desk.ledger.queries import owed_by_account
from doorstep_desk.organisations.actions import add_organisation
from doorstep_desk.payments.left import left_by_account
from doorstep_desk.payments.models import Payment, WaitingPayment
from doorstep_desk.plumbing.actor import SYSTEM, Actor

FOLDER = Path(__file__).resolve().parents[5] / "shared" / "placements"
AS_OF = date(2026, 6, 30)
AT = beijing_instant(AS_OF, 10)
SENT = (
    "01_placement_clean.xlsx",
    "11_supplement_contacts.xlsx",
    "12a_repayments_bank.csv",
    "12b_repayments_lender.xlsx",
    "14_attempt_log.xlsx",
    "13_recall_gb18030.csv",
)
"""Each is checked against the store that the ones before it left."""

pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="the shared placement files are not beside this repository"
)


def expected(name: str) -> dict:
    return json.loads((FOLDER / "expected" / f"{name}.json").read_text(encoding="utf-8"))


def taken(runner: Actor, name: str) -> Imported:
    sent = SentFile(name, (FOLDER / name).read_bytes(), AS_OF)
    return import_file(actor=runner, sent=sent, at=AT)


@pytest.fixture(scope="module")
def everything(django_db_setup, django_db_blocker) -> Iterator[tuple[Actor, dict[str, Imported]]]:
    """Import every file in its order, once for all tests of this module."""
    with django_db_blocker.unblock(), transaction.atomic():
        agency = add_organisation(actor=SYSTEM, kind="agency", name="长白外访", at=AT)
        runner = day_runner(agency.id)
        yield runner, {name: taken(runner, name) for name in SENT}
        transaction.set_rollback(True)


@pytest.mark.parametrize("name", SENT)
def test_the_report_is_the_expected_one(everything, name):
    report, wanted = everything[1][name].report, expected(name)
    assert (report["outcome"], report["rows"]) == (wanted["outcome"], wanted["rows"])
    if name != "12b_repayments_lender.xlsx" or wanted["context"]:
        assert report["totals"] == wanted["totals"]
    keys = ("sheet", "row", "column", "rule")
    assert {tuple(e[k] for k in keys) for e in report["rejected"]} == {
        tuple(e[k] for k in keys) for e in wanted["rejected"]
    }


def test_the_store_holds_what_the_reports_say(everything):
    totals = {name: done.report["totals"] for name, done in everything[1].items()}
    placed = totals["01_placement_clean.xlsx"]
    assert Account.objects.count() == placed["accounts"]
    assert Borrower.objects.count() == placed["borrowers"]
    assert sum(Account.objects.values_list("owed_fen", flat=True)) == placed["outstanding_fen"]
    bank, lender = totals["12a_repayments_bank.csv"], totals["12b_repayments_lender.xlsx"]
    sums = Payment.objects.values_list("amount_fen", flat=True)
    assert sum(sums) == bank["net_fen"] + lender["net_fen"]
    assert sum(fen > 0 for fen in sums) == bank["payments"] + lender["payments"]
    assert Attempt.objects.count() == totals["14_attempt_log.xlsx"]["attempts"]
    recalled = Account.objects.exclude(recalled_on=None)
    assert recalled.count() == totals["13_recall_gb18030.csv"]["accounts"]


def test_every_account_stands_where_the_payment_files_leave_it(everything):
    path = FOLDER / "expected" / "12_accounts_after_both.json"
    wanted = {
        each["loan_no"]: each for each in json.loads(path.read_text(encoding="utf-8"))["accounts"]
    }
    accounts = {row.loan_no: row for row in Account.objects.filter(loan_no__in=wanted)}
    left = left_by_account([row.pk for row in accounts.values()], date(2026, 7, 1))
    assert set(accounts) == set(wanted)
    for number, each in wanted.items():
        account = accounts[number]
        assert account.owed_fen == each["opening_fen"]
        assert left[account.pk] == each["opening_fen"] - sum(
            fen for key, fen in each.items() if key.startswith("applied_")
        )


def test_the_books_hold_every_account_to_the_fen_part_by_part(everything):
    path = FOLDER / "expected" / "12_accounts_after_both.json"
    wanted = {
        each["loan_no"]: each for each in json.loads(path.read_text(encoding="utf-8"))["accounts"]
    }
    accounts = dict(Account.objects.filter(loan_no__in=wanted).values_list("id", "loan_no"))
    booked, placed = owed_by_account(accounts), placed_accounts(everything[0], accounts)
    surplus = 0
    for pk, number in accounts.items():
        each = wanted[number]
        for component, now, before in zip(
            Component, booked[pk].parts_fen, placed[pk].parts_fen, strict=True
        ):
            assert before - now == each.get(f"applied_{component.word}_fen", 0), number
        assert booked[pk].overpaid_fen == each["unapplied_fen"], number
        assert booked[pk].total_fen == each["closing_fen"], number
        surplus += bool(each["unapplied_fen"])
    assert WaitingPayment.objects.filter(code="overpayment").count() >= surplus > 0
    assert violations() == {}


def test_every_flag_that_stops_contact_pauses_its_case(everything):
    flagged = set(
        CaseFlag.objects.exclude(flag="no_workplace_contact").values_list("case_id", flat=True)
    )
    paused = set(Pause.objects.filter(ended_at=None).values_list("case_id", flat=True))
    assert flagged
    assert flagged <= paused


def test_a_case_is_closed_when_and_only_when_all_its_accounts_were_recalled(everything):
    cases = Case.objects.prefetch_related("accounts")
    recalled = {case.pk for case in cases if all(each.recalled_on for each in case.accounts.all())}
    assert 0 < len(recalled) < len(cases)
    assert {case.pk for case in cases if case.closed_on is not None} == recalled


def test_the_same_files_again_change_nothing(everything):
    runner, first = everything
    before = (Account.objects.count(), Payment.objects.count(), Attempt.objects.count())
    for name in SENT:
        again = taken(runner, name)
        assert not again.changed
        assert again.report == first[name].report
    assert (Account.objects.count(), Payment.objects.count(), Attempt.objects.count()) == before


@pytest.mark.django_db
def test_two_thousand_rows_of_packed_text_come_in_clean():
    name = "10_placement_clean_2000.csv.gz"
    agency = add_organisation(actor=SYSTEM, kind="agency", name="长白外访", at=AT)
    done, wanted = taken(day_runner(agency.id), name), expected(name)
    assert (done.report["outcome"], done.report["totals"]) == ("imported", wanted["totals"])
    assert Account.objects.count() == 2_000
    assert Case.objects.count() == Borrower.objects.count() == wanted["totals"]["borrowers"]
