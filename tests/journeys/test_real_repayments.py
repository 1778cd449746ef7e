"""Do real loans with real repayments travel the day, seeing only what was known on it?"""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import transaction
from tests.app.demonstration import quiet
from tests.journeys.loans import AT, DAY, WITH_THE_FILE, Book, a_store_with_the_loans, sent

from doorstep_desk.cases.models import Account, Borrower, Case, ContactPoint
from doorstep_desk.dayplans.models import Stop
from doorstep_desk.decisions.models import Decision
from doorstep_desk.intake.actions.import_loans import import_loans
from doorstep_desk.payments.models import Payment
from doorstep_desk.workdays.actions.run_day import run_day

pytestmark = WITH_THE_FILE


@pytest.fixture(scope="module")
def real(django_db_setup, django_db_blocker) -> Iterator[Book]:
    """Run the day on the loans as the lender gave them; once for the module."""
    with a_store_with_the_loans(django_db_blocker, None) as book:
        yield book


def test_every_loan_becomes_an_account_in_its_own_currency(real):
    rows, totals = real.imported.report["rows"], real.imported.report["totals"]
    assert totals["accounts"] == rows["accepted"] == Account.objects.count() == 12_728
    assert Borrower.objects.count() == totals["borrowers"]
    assert Case.objects.count() == totals["borrowers"]
    assert set(Account.objects.values_list("currency", flat=True).distinct()) == {"NGN"}
    assert set(Payment.objects.values_list("currency", flat=True).distinct()) == {"NGN"}
    assert Payment.objects.count() == totals["payments"]
    assert not ContactPoint.objects.exists()
    assert set(Borrower.objects.values_list("identity_state", flat=True).distinct()) == {"absent"}


def test_the_same_book_again_changes_nothing(real):
    before = (Account.objects.count(), Payment.objects.count())
    again = import_loans(actor=real.runner, sent=sent(None), at=AT)
    assert not again.changed
    assert again.report == real.imported.report
    assert (Account.objects.count(), Payment.objects.count()) == before


def overdue_before(day: date) -> tuple[int, int]:
    """Count accounts and borrowers overdue on a day from the rows alone, day by day."""
    paid: dict[int, int] = {}
    for account, fen in Payment.objects.filter(received_on__lt=day).values_list(
        "account_id", "amount_fen"
    ):
        paid[account] = paid.get(account, 0) + fen
    late = [
        (row.pk, row.borrower_id)
        for row in Account.objects.filter(placed_on__lte=day, due_on__lt=day)
        if row.owed_fen > paid.get(row.pk, 0)
    ]
    return len(late), len({borrower for _, borrower in late})


def test_the_day_judges_exactly_those_overdue_on_it(real):
    accounts, borrowers = overdue_before(DAY)
    assert (accounts, borrowers) == (115, 114)
    assert real.day["cases"] == borrowers == Decision.objects.count()


def test_without_addresses_every_case_holds_and_nobody_is_visited(real):
    assert real.day["refused"]["HP-FAIL-CLOSED"] == real.day["cases"]
    assert real.day["plan"]["visits"] == 0
    assert real.day["chosen"].get("visit", 0) == 0
    assert not Stop.objects.exists()
    pressing = {"sms", "email", "call", "visit"}
    assert not pressing & set(Decision.objects.values_list("treatment", flat=True))


def test_the_chances_are_learned_from_real_repayments_and_measured_on_later_ones(real):
    model = real.day["model"]
    assert model["rows"] > 1_000
    assert model["evaluated_rows"] > 1_000
    assert 0.55 < model["auc"] < 0.95
    assert model["ece"] < 0.10


def test_what_happened_after_the_day_does_not_change_what_is_said_on_it(real):
    chances = dict(Decision.objects.values_list("case_id", "chances"))
    with transaction.atomic():
        later = Account.objects.filter(placed_on__lte=DAY, due_on__lt=DAY).first()
        Payment.objects.create(
            agency_id=real.runner.agency_id, account=later, case_id=later.case_id,
            transaction_id="LATER", received_on=DAY + timedelta(days=3), amount_fen=100,
            currency="NGN", recorded_at=AT, origin="loans",
        )  # fmt: skip
        again = run_day(actor=real.runner, on=DAY, watch=quiet())
        assert again["changed"] is False
        transaction.set_rollback(True)
    assert dict(Decision.objects.values_list("case_id", "chances")) == chances
