"""Do the books hold what happened, whatever arrives when, and can nothing unbalanced be kept?"""

from datetime import date
from itertools import permutations

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.app.portfolio import DAY, MORNING, NOON, OWED_FEN, account, mandate, place, publish

from doorstep.ledger.components import parts_of
from doorstep.ledger.events import AccountEvent, EventKind
from doorstep.terms.local_time import day_number
from doorstep_desk.cases.queries import accounts_on_file
from doorstep_desk.ledger.actions.post import post_events
from doorstep_desk.ledger.actions.state_terms import StatedRates, state_terms
from doorstep_desk.ledger.models import LedgerBalance, LedgerEntry, LedgerLine
from doorstep_desk.ledger.queries import owed_by_account, statement_of, waiting_events
from doorstep_desk.payments.actions import NewPayment, record_payments
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.scope import acting_as

NUMBER = day_number(DAY)


def paid(name, fen, day=NUMBER):
    return AccountEvent(name, EventKind.PAID, day, fen)


def taken_back(name, fen, of, day=NUMBER):
    return AccountEvent(name, EventKind.REVERSED, day, fen, reverses=of)


def posted(actor, account_id, *events):
    with acting_as(actor):
        return post_events(actor=actor, events={account_id: events}, at=NOON)


def owed(account_id):
    return owed_by_account([account_id])[account_id]


@pytest.mark.parametrize("who", ["agent", "compliance", "admin", "stranger"])
def test_who_may_not_write_books_writes_nothing(cast, who):
    (known,) = place(cast)
    with pytest.raises(Refused):
        posted(getattr(cast, who), known.account_id, paid("a", 5))
    assert not LedgerBalance.objects.exists()


def test_the_books_of_another_agency_do_not_exist(cast):
    (known,) = place(cast)
    with pytest.raises(Refused) as refusal:
        posted(cast.rival, known.account_id, paid("a", 5))
    assert refusal.value.code == "account-unknown"


def test_rates_that_no_contract_has_are_refused(cast):
    (known,) = place(cast)
    rates = StatedRates(-1, 0, 0, 0, 365, "contract")
    with acting_as(cast.lead), pytest.raises(Refused) as refusal:
        state_terms(actor=cast.lead, account_id=known.account_id, rates=rates, at=NOON)
    assert refusal.value.code == "rate-unknown"


def test_a_payment_is_posted_and_the_balance_falls(cast):
    (known,) = place(cast)
    posted(cast.lead, known.account_id, paid("a", 30_000))

    assert owed(known.account_id).parts_fen == parts_of(principal=OWED_FEN - 30_000)
    lines = statement_of(known.account_id)
    assert [(line.kind, line.owed_fen) for line in lines] == [
        (EventKind.TAKEN_OVER, OWED_FEN),
        (EventKind.PAID, OWED_FEN - 30_000),
    ]


def test_the_same_event_twice_changes_nothing(cast):
    (known,) = place(cast)
    posted(cast.lead, known.account_id, paid("a", 30_000))
    again = posted(cast.lead, known.account_id, paid("a", 30_000))

    assert again.entries == 0
    assert LedgerEntry.objects.count() == 2


def test_the_same_key_with_other_content_waits_and_the_first_is_kept(cast):
    (known,) = place(cast)
    posted(cast.lead, known.account_id, paid("a", 30_000))
    again = posted(cast.lead, known.account_id, paid("a", 40_000))

    assert again.waiting == {"a": "event-differs"}
    assert owed(known.account_id).total_fen == OWED_FEN - 30_000


def test_a_reversal_undoes_by_an_entry_that_points_at_the_first(cast):
    (known,) = place(cast)
    posted(cast.lead, known.account_id, paid("a", 30_000))
    posted(cast.lead, known.account_id, taken_back("r", 30_000, "a"))

    assert owed(known.account_id).total_fen == OWED_FEN
    undoing = LedgerEntry.objects.exclude(undoes=None).get()
    assert undoing.undoes.event_key == "a"
    assert [line.is_undone for line in statement_of(known.account_id)] == [False, True, False]


def test_what_cannot_be_posted_waits_with_its_reason_until_it_can(cast):
    (known,) = place(cast)
    first = posted(cast.lead, known.account_id, taken_back("r", 30_000, "a"))
    assert first.waiting == {"r": "reversal-of-nothing"}
    assert [waiting.event_key for waiting in waiting_events(cast.agency_id)] == ["r"]

    posted(cast.lead, known.account_id, paid("a", 30_000))
    assert waiting_events(cast.agency_id) == []
    assert owed(known.account_id).total_fen == OWED_FEN


def test_whatever_order_events_arrive_in_the_balance_is_one(cast):
    events = [
        paid("a", 30_000, NUMBER - 9),
        paid("b", 90_000, NUMBER - 5),
        taken_back("r", 30_000, "a", NUMBER - 1),
        paid("c", 7_000, NUMBER - 5),
    ]
    orders = list(permutations(events))
    rows = place_many(cast, len(orders))
    for known, order in zip(rows, orders, strict=True):
        for event in order:
            posted(cast.lead, known.account_id, event)

    ends = {(owed(k.account_id).parts_fen, owed(k.account_id).overpaid_fen) for k in rows}
    assert ends == {(parts_of(principal=OWED_FEN - 97_000), 0)}


def test_rates_make_the_account_grow_and_a_change_undoes_what_no_longer_follows(cast):
    (known,) = place(cast)
    rates = StatedRates(365_000, 0, 0, 365_000, 365, "contract, clause 4")
    placed = day_number(date(2026, 10, 1))
    posted(cast.lead, known.account_id, AccountEvent("s", EventKind.STATEMENT, placed + 10))
    assert owed(known.account_id).total_fen == OWED_FEN

    with acting_as(cast.lead):
        state_terms(actor=cast.lead, account_id=known.account_id, rates=rates, at=NOON)
    assert owed(known.account_id).parts_fen == parts_of(principal=OWED_FEN, interest=1_000)

    half = StatedRates(182_500, 0, 0, 365_000, 365, "corrected by the lender")
    with acting_as(cast.lead):
        state_terms(actor=cast.lead, account_id=known.account_id, rates=half, at=NOON)
    assert owed(known.account_id).parts_fen == parts_of(principal=OWED_FEN, interest=500)
    assert LedgerEntry.objects.exclude(undoes=None).count() == 1


def test_payments_that_are_recorded_are_posted(cast):
    (known,) = place(cast)
    rows = [
        NewPayment(known.account_id, known.case_id, "R1", DAY, -30_000, reverses="T1"),
        NewPayment(known.account_id, known.case_id, "T1", DAY, 30_000),
        NewPayment(known.account_id, known.case_id, "T2", DAY, 45_000),
    ]
    with acting_as(cast.lead):
        record_payments(actor=cast.lead, payments=rows, at=NOON, origin="import")

    assert owed(known.account_id).total_fen == OWED_FEN - 45_000


def test_a_line_that_does_not_balance_cannot_be_committed(cast):
    (known,) = place(cast)
    posted(cast.lead, known.account_id, paid("a", 30_000))
    line = LedgerLine.objects.filter(book=6).first()
    wrong = LedgerLine(
        agency_id=line.agency_id, case_id=line.case_id, account_id=line.account_id,
        entry_id=line.entry_id, book=10, amount_fen=1,
    )  # fmt: skip
    with pytest.raises(IntegrityError, match="add up"):
        ending_after(wrong.save)


def test_a_line_belongs_to_whom_its_entry_says(cast):
    first, second = place_many(cast, 2)
    posted(cast.lead, first.account_id, paid("a", 30_000))
    line = LedgerLine.objects.filter(book=6).first()
    wrong = LedgerLine(
        agency_id=line.agency_id, case_id=second.case_id, account_id=second.account_id,
        entry_id=line.entry_id, book=11, amount_fen=1,
    )  # fmt: skip
    with pytest.raises(IntegrityError, match="whose it is"):
        ending_after(wrong.save)


def test_an_entry_that_the_balance_does_not_count_cannot_be_committed(cast):
    (known,) = place(cast)
    posted(cast.lead, known.account_id, paid("a", 30_000))

    def unnoticed():
        entry = LedgerEntry.objects.get(event_key="a")
        entry.pk, entry.event_key = new_id(), "b"
        entry.save(force_insert=True)
        usual = {"agency_id": entry.agency_id, "case_id": entry.case_id, "entry_id": entry.pk}
        LedgerLine.objects.bulk_create(
            LedgerLine(account_id=entry.account_id, book=book, amount_fen=fen, **usual)
            for book, fen in ((6, -5), (7, 5))
        )

    with pytest.raises(IntegrityError, match="books say"):
        ending_after(unnoticed)


def test_a_balance_that_the_books_do_not_say_cannot_be_committed(cast):
    (known,) = place(cast)
    posted(cast.lead, known.account_id, paid("a", 30_000))
    with pytest.raises(IntegrityError, match="books say"):
        ending_after(lambda: LedgerBalance.objects.update(parts_fen=list(parts_of(principal=1))))


@pytest.mark.parametrize("table", ["ledgerevent", "ledgerentry", "ledgerline", "ledgerterms"])
@pytest.mark.parametrize("change", ["UPDATE {} SET account_id = account_id", "DELETE FROM {}"])
def test_what_was_written_is_never_altered(cast, table, change):
    (known,) = place(cast)
    posted(cast.lead, known.account_id, paid("a", 30_000))
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change.format(f"ledger_{table}"))


def test_the_number_of_queries_does_not_grow_with_the_accounts(cast):
    rows = place_many(cast, 240)  # up to a hundred rows go in by another statement
    counts = []
    for number, chosen in (("a", rows[:105]), ("b", rows[105:])):
        events = {known.account_id: [paid(number, 100)] for known in chosen}
        with acting_as(cast.lead), CaptureQueriesContext(connection) as queries:
            post_events(actor=cast.lead, events=events, at=MORNING)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def ending_after(change):
    """Make a change and look at the deferred constraints as the transaction's end would."""
    with transaction.atomic(), connection.cursor() as cursor:
        change()
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def place_many(cast, count):
    batch = mandate(cast, "many")
    publish(cast, [account(cast, batch, number, f"L{number}") for number in range(count)])
    return [known for known in accounts_on_file(cast.agency_id) if known.keys["loan_no"][0] == "L"]
