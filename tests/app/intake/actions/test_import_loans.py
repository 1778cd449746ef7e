"""Does a book of loans come in through its mapping, once, and never into a demonstration?"""

from datetime import date
from pathlib import Path

import duckdb
import pytest

from doorstep.terms.local_time import beijing_instant
from doorstep_desk.cases.models import Account, Borrower, ContactPoint
from doorstep_desk.commands.demo_store import day_runner
from doorstep_desk.intake.actions.import_loans import SentBook, import_loans
from doorstep_desk.intake.models import ImportedFile
from doorstep_desk.organisations.actions import mark_store
from doorstep_desk.payments.models import Payment
from doorstep_desk.plumbing.actor import SYSTEM
from doorstep_desk.plumbing.refusal import Refused

AS_OF = date(2017, 2, 15)
AT = beijing_instant(AS_OF, 6)
_LOANS = """
COPY (
    SELECT * FROM (VALUES
        (0, 1, 1, TIMESTAMP '2017-01-01', 9, 5000.0, 6500.0, 30, TIMESTAMP '2017-01-31',
         TIMESTAMP '2017-02-20', TIMESTAMP '2017-02-20', 0, 30.0),
        (1, 1, 2, TIMESTAMP '2017-01-10', 9, 5000.0, 5750.0, 30, TIMESTAMP '2017-02-09',
         TIMESTAMP '2017-02-08', TIMESTAMP '2017-02-08', 0, 30.0),
        (2, 2, 1, TIMESTAMP '2017-01-15', 9, 5000.0, -1.0, 30, TIMESTAMP '2017-02-14',
         TIMESTAMP '2017-02-14', TIMESTAMP '2017-02-14', 0, 41.0)
    ) AS t(row_id, cust, loannumber, approved_date, approved_hour, loan_amount, total_due,
           term_days, first_due_date, first_repaid_date, closed_date, has_referrer, age)
) TO '{place}' (FORMAT parquet)
"""


@pytest.fixture(scope="module")
def content(tmp_path_factory) -> bytes:
    """Return three invented loans in the columns of the lender; one cannot be used."""
    place: Path = tmp_path_factory.mktemp("book") / "loans.parquet"
    duckdb.sql(_LOANS.format(place=place))
    return place.read_bytes()


def book(content: bytes, mapping: str = "superlender", seed: int | None = None) -> SentBook:
    return SentBook("loans.parquet", content, AS_OF, mapping, seed)


def refused(runner, sent: SentBook) -> str:
    with pytest.raises(Refused) as refusal:
        import_loans(actor=runner, sent=sent, at=AT)
    assert not Account.objects.exists()
    assert not ImportedFile.objects.exists()
    return refusal.value.code


@pytest.mark.parametrize("who", ["agent", "compliance", "admin"])
def test_who_may_not_import_takes_no_book(cast, content, who):
    assert refused(getattr(cast, who), book(content)) == "not-permitted"


def test_a_demonstration_takes_no_book(cast, content):
    mark_store(actor=SYSTEM, kind="demo", at=AT)
    assert refused(day_runner(cast.agency_id), book(content)) == "store-kind"


@pytest.mark.parametrize("broken", [b"", b"a,b\n1,2\n", b"PAR1 and then nothing PAR1"])
def test_what_is_no_table_is_refused_in_one_sentence(cast, broken):
    assert refused(day_runner(cast.agency_id), book(broken)) == "book-unreadable"


def test_an_unknown_mapping_and_a_table_of_another_shape_are_refused(cast, content, tmp_path):
    runner = day_runner(cast.agency_id)
    assert refused(runner, book(content, mapping="other")) == "book-unreadable"
    place = tmp_path / "x.parquet"
    duckdb.sql(f"COPY (SELECT 1 AS a) TO '{place}' (FORMAT parquet)")
    assert refused(runner, book(place.read_bytes())) == "book-unreadable"


def test_usable_loans_come_in_and_the_other_is_named_by_row_and_column(cast, content):
    done = import_loans(actor=day_runner(cast.agency_id), sent=book(content), at=AT)
    assert done.report["rows"] == {"total": 3, "accepted": 2, "rejected": 1}
    (reason,) = done.report["rejected"]
    assert (reason["row"], reason["column"]) == (4, "total_due")
    assert Borrower.objects.count() == 1
    sums = dict(Account.objects.values_list("due_on", "owed_fen"))
    assert sums == {date(2017, 1, 31): 650_000, date(2017, 2, 9): 575_000}
    assert sorted(Payment.objects.values_list("amount_fen", flat=True)) == [575_000, 650_000]
    assert not ContactPoint.objects.exists()


def test_a_dry_run_and_a_second_time_change_nothing(cast, content):
    runner = day_runner(cast.agency_id)
    dry = import_loans(actor=runner, sent=book(content), at=AT, is_dry_run=True)
    assert not Account.objects.exists()
    done = import_loans(actor=runner, sent=book(content), at=AT)
    assert done.report == dry.report
    again = import_loans(actor=runner, sent=book(content), at=AT)
    assert (again.changed, again.report) == (False, done.report)
    assert Account.objects.count() == 2


def test_invented_contacts_are_marked_and_the_debts_stay_real(cast, content):
    import_loans(actor=day_runner(cast.agency_id), sent=book(content, seed=3), at=AT)
    assert ContactPoint.objects.exists()
    assert not ContactPoint.objects.exclude(is_synthetic=True).exists()
    assert Borrower.objects.get().is_synthetic
    assert sum(Account.objects.values_list("owed_fen", flat=True)) == 1_225_000
