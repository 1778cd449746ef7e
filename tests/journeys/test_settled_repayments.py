"""Do the same real loans reach doors once they are settled in the synthetic Yanbian?"""

from collections.abc import Iterator

import pytest
from tests.journeys.loans import DAY, WITH_THE_FILE, Book, a_store_with_the_loans

from doorstep_desk.attempts.models import Attempt
from doorstep_desk.cases.models import Account, Borrower, ContactPoint
from doorstep_desk.dayplans.models import Stop
from doorstep_desk.notices.models import Notice

pytestmark = WITH_THE_FILE


@pytest.fixture(scope="module")
def settled(django_db_setup, django_db_blocker) -> Iterator[Book]:
    """Run the day on the loans with invented contacts of one seed; once for the module."""
    with a_store_with_the_loans(django_db_blocker, 3) as book:
        yield book


def test_the_debts_and_payments_stay_the_real_ones(settled):
    assert settled.imported.report["totals"]["accounts"] == Account.objects.count() == 12_728
    assert settled.day["cases"] == 114
    assert set(Account.objects.values_list("currency", flat=True).distinct()) == {"NGN"}


def test_everything_invented_is_marked_as_such(settled):
    assert ContactPoint.objects.exists()
    assert not ContactPoint.objects.exclude(is_synthetic=True).exists()
    reachable = set(ContactPoint.objects.values_list("borrower_id", flat=True))
    invented = Borrower.objects.filter(is_synthetic=True).values_list("id", flat=True)
    assert reachable == set(invented)
    assert set(Attempt.objects.values_list("recorded_by", flat=True)) == {"synthetic"}
    assert set(Notice.objects.exclude(sent_at=None).values_list("gateway", flat=True)) == {"demo"}


def test_some_are_visited_lawfully_and_no_case_holds_for_want_of_an_address_alone(settled):
    assert settled.day["plan"]["visits"] > 0
    assert settled.day["plan"]["checker"] == 0
    assert settled.day["refused"].get("HP-FAIL-CLOSED", 0) < settled.day["cases"]
    assert sum(settled.day["chosen"].values()) == settled.day["cases"]
    for stop in Stop.objects.select_related("plan__run", "point"):
        assert stop.plan.run.on == DAY
        assert stop.point.provenance in ("contract", "borrower")
        assert stop.point.is_synthetic
        assert stop.reasons
