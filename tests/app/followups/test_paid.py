"""Does everybody who has paid get a closing letter, with and without an arrangement?"""

from datetime import timedelta

import pytest
from tests.app.arrangements.household import HALF, agreed, paid, plan, proposed
from tests.app.documents.papers import SITE
from tests.app.portfolio import DAY, NOON, OWED_FEN, account, mandate, place, publish

from doorstep.affordability.arrangement import ArrangementKind, ArrangementTerms
from doorstep.terms.local_time import beijing_instant
from doorstep_desk.arrangements.actions import follow_arrangements
from doorstep_desk.cases.queries import accounts_on_file
from doorstep_desk.commands.demo_store import day_runner
from doorstep_desk.documents.models import Document
from doorstep_desk.followups.actions import issue_closing_letter
from doorstep_desk.followups.jobs import follow_outcomes, follow_paid
from doorstep_desk.followups.models import FollowUp
from doorstep_desk.payments.actions import NewPayment, record_payment
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.scope import acting_as

TOMORROW = DAY + timedelta(days=1)


def begun(cast, on=TOMORROW):
    """Begin a day, twice, and return what is to be done: kind and account."""
    runner, at = day_runner(cast.agency_id), beijing_instant(on, 6)
    for _ in range(2):
        ended = follow_arrangements(actor=runner, on=on, at=at)
        follow_outcomes(actor=runner, followed=ended, on=on, at=at)
        follow_paid(actor=runner, on=on, at=at)
    rows = FollowUp.objects.order_by("kind", "case_id")
    return [(row.kind, row.owner_role, row.details.get("account")) for row in rows]


def lettered(actor, row, language="zh"):
    with acting_as(actor):
        return issue_closing_letter(
            actor=actor, followup_id=row.pk, language=language, site=SITE, at=NOON
        )


def test_what_is_not_wholly_paid_gets_no_letter(cast):
    (known,) = place(cast)
    assert begun(cast) == []
    paid(cast, known, OWED_FEN - 1, DAY, "T1")
    assert begun(cast) == []


def test_paid_without_an_arrangement_it_gets_a_letter_and_a_corrected_record(cast):
    known, other = place(cast, 2)
    paid(cast, known, OWED_FEN, DAY, "T1")
    paid(cast, other, HALF, DAY, "T2")
    assert begun(cast) == [
        ("closing_letter", "lead", known.account_id),
        ("credit_correction", "compliance", known.account_id),
    ]


def test_each_account_of_a_case_gets_its_own(cast):
    placement = mandate(cast)
    publish(cast, [account(cast, placement, 1, "L1"), account(cast, placement, 1, "L2")])
    first, second = accounts_on_file(cast.agency_id)
    paid(cast, first, OWED_FEN, DAY, "T1")
    assert len(begun(cast)) == 2
    paid(cast, second, OWED_FEN, TOMORROW, "T2")
    assert len(begun(cast, TOMORROW + timedelta(days=1))) == 4


def test_a_kept_arrangement_closes_the_whole_case_once(cast):
    (known,) = place(cast)
    agreed(cast.lead, proposed(cast.lead, known.case_id, plan(HALF, HALF)))
    paid(cast, known, OWED_FEN, DAY, "T1")
    assert begun(cast) == [
        ("closing_letter", "lead", None), ("credit_correction", "compliance", None),
    ]  # fmt: skip


def test_a_pause_that_is_over_closes_nothing(cast):
    (known,) = place(cast)
    terms = ArrangementTerms(ArrangementKind.PAUSE, (), pauses_until=DAY + timedelta(days=20))
    agreed(cast.lead, proposed(cast.lead, known.case_id, terms))
    on = DAY + timedelta(days=22)
    assert begun(cast, on) == [("agree_again", "lead", None)]


def test_the_button_of_the_task_issues_the_letter_and_finishes_it(cast):
    (known,) = place(cast)
    paid(cast, known, OWED_FEN, DAY, "T1")
    begun(cast)
    row = FollowUp.objects.get(kind="closing_letter")
    with acting_as(cast.agent), pytest.raises(Refused, match="role"):
        issue_closing_letter(
            actor=cast.agent, followup_id=row.pk, language="zh", site=SITE, at=NOON
        )
    document = Document.objects.get(pk=lettered(cast.lead, row))
    row.refresh_from_db()
    assert (document.kind, document.case_id) == ("closing", known.case_id)
    assert (row.done_by, row.done_note) == ("lead", document.number)
    with pytest.raises(Refused) as refusal:
        lettered(cast.lead, row)
    assert refusal.value.code == "followup-done"


def test_a_task_whose_payment_went_back_stays_open(cast):
    (known,) = place(cast)
    paid(cast, known, OWED_FEN, DAY, "T1")
    begun(cast)
    back = NewPayment(known.account_id, known.case_id, "T9", DAY, -OWED_FEN, reverses="T1")
    with acting_as(cast.lead):
        record_payment(actor=cast.lead, payment=back, at=NOON, origin="office")
    row = FollowUp.objects.get(kind="closing_letter")
    with pytest.raises(Refused) as refusal:
        lettered(cast.lead, row)
    assert refusal.value.code == "document-still-owes"
    row.refresh_from_db()
    assert row.done_at is None
    other = FollowUp.objects.get(kind="credit_correction")
    with pytest.raises(Refused) as refusal:
        lettered(cast.lead, other)
    assert refusal.value.code == "followup-not-a-letter"
