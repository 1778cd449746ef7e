"""The books of an account follow from the set of its events, in whatever order they arrive."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.ledger.account import AccountTerms
from doorstep.ledger.accrual import NO_CAP_PPM, AccrualColumns, DatedCap, accrued
from doorstep.ledger.components import PRINCIPAL_FIRST, Component, parts_of
from doorstep.ledger.events import AccountEvent, Book, EventKind, UnbalancedError, entry_of
from doorstep.ledger.fold import fold
from doorstep.ledger.schedules.equal_principal import equal_principal
from doorstep.ledger.schedules.terms import LoanTerms
from doorstep.terms.local_time import day_number

PLAIN = AccountTerms()
TEN_PERCENT = AccountTerms(interest_ppm=100_000)


def taken_over(day=100, principal=3_650_000, **parts):
    owed = parts_of(principal=principal, **parts)
    return AccountEvent("open", EventKind.TAKEN_OVER, day, parts_fen=owed)


def paid(name, day, amount):
    return AccountEvent(name, EventKind.PAID, day, amount)


def reversed_(name, day, amount, of):
    return AccountEvent(name, EventKind.REVERSED, day, amount, reverses=of)


def codes(folded):
    return {event.event_id: refusal.code for event, refusal in folded.unposted}


REFUSED = [
    # events beside the taking over, identifier of the refused one, code
    ([paid("a", 101, 0)], "a", "sum-not-positive"),
    ([paid("a", 101, -5)], "a", "sum-not-positive"),
    ([paid("a", 101, 10**15)], "a", "sum-too-large"),
    ([paid("a", 99, 5)], "a", "before-placement"),
    ([reversed_("b", 105, 5, "a")], "b", "reversal-of-nothing"),
    ([reversed_("b", 105, 5, "open")], "b", "reversal-of-nothing"),
    ([paid("a", 101, 5), reversed_("b", 105, 6, "a")], "b", "reversal-differs"),
    ([paid("a", 103, 5), reversed_("b", 102, 5, "a")], "b", "reversal-too-early"),
    (
        [paid("a", 101, 5), reversed_("b", 102, 5, "a"), reversed_("c", 103, 5, "a")],
        "c",
        "reversed-twice",
    ),
    (
        [AccountEvent("w", EventKind.WAIVED, 101, parts_fen=parts_of(interest=1))],
        "w",
        "waived-too-much",
    ),
    (
        [AccountEvent("w", EventKind.WAIVED, 101, parts_fen=parts_of(principal=-1))],
        "w",
        "part-negative",
    ),
    ([AccountEvent("again", EventKind.TAKEN_OVER, 101)], "again", "taken-over-twice"),
]


@pytest.mark.parametrize(("events", "refused", "code"), REFUSED)
def test_what_cannot_be_posted_is_returned_with_its_reason(events, refused, code):
    folded = fold(PLAIN, [taken_over(), *events])

    assert codes(folded) == {refused: code}


def test_nothing_is_posted_to_an_account_that_was_never_taken_over():
    assert codes(fold(PLAIN, [paid("a", 101, 5)])) == {"a": "before-placement"}


@pytest.mark.parametrize(
    "changed", [{"interest_ppm": -1}, {"cap_ppm": NO_CAP_PPM + 1}, {"days_in_year": 366}]
)
def test_terms_that_no_contract_has_are_refused(changed):
    with pytest.raises(ValueError, match="rate"):
        AccountTerms(**changed)


def test_lines_that_do_not_balance_are_our_own_fault_and_said_so():
    with pytest.raises(UnbalancedError, match="do not balance"):
        entry_of(paid("a", 1, 5), {Book.RECEIVED: 5}, is_accrual=False)


def test_a_payment_settles_what_had_grown_before_the_principal():
    folded = fold(TEN_PERCENT, [taken_over(), paid("a", 110, 12_000)])

    # ten days at ten yuan a day, then the rest on the principal
    assert folded.owed_fen == parts_of(principal=3_650_000 - 2_000)


def test_an_agreed_order_may_settle_the_principal_first():
    terms = AccountTerms(interest_ppm=100_000, order=PRINCIPAL_FIRST)

    assert fold(terms, [taken_over(), paid("a", 110, 12_000)]).owed_fen == parts_of(
        interest=10_000, principal=3_638_000
    )


def test_what_is_paid_too_much_stays_apart():
    folded = fold(PLAIN, [taken_over(principal=100), paid("a", 101, 130)])

    assert folded.owed_fen == parts_of()
    assert folded.overpaid_fen == 30


def test_a_reversed_payment_leaves_the_books_as_if_it_had_never_been():
    without = fold(TEN_PERCENT, [taken_over(), paid("b", 120, 500_000)])
    undone = fold(
        TEN_PERCENT,
        [
            taken_over(),
            paid("a", 105, 700_000),
            paid("b", 120, 500_000),
            reversed_("r", 125, 700_000, "a"),
        ],
    )

    assert undone.entries == without.entries


def test_while_the_clock_stands_still_nothing_grows():
    events = [
        taken_over(),
        AccountEvent("stop", EventKind.CLOCK_STOPPED, 103),
        AccountEvent("start", EventKind.CLOCK_STARTED, 200),
        AccountEvent("s", EventKind.STATEMENT, 202),
    ]

    assert fold(TEN_PERCENT, events).owed_fen[Component.INTEREST] == 5 * 1000


def test_enforcement_costs_are_added_and_a_waiver_takes_off():
    events = [
        taken_over(interest=500),
        AccountEvent("c", EventKind.COST_CHARGED, 101, 300),
        AccountEvent("w", EventKind.WAIVED, 102, parts_fen=parts_of(interest=400)),
    ]

    assert fold(PLAIN, events).owed_fen == parts_of(cost=300, interest=100, principal=3_650_000)


def test_a_penalty_grows_only_on_instalments_that_have_fallen_due():
    schedule = equal_principal(
        LoanTerms(3_650_000, 0, 10, date(2026, 1, 1), date(2026, 2, 1))
    )  # 3,650 yuan a month
    terms = AccountTerms(penalty_ppm=100_000, schedule=schedule)
    first_due = day_number(date(2026, 2, 1))
    events = [
        taken_over(day=day_number(date(2026, 1, 1))),
        AccountEvent("s", EventKind.STATEMENT, first_due + 10),
    ]

    # ten days on 3,650 yuan at 10 % a year: one yuan a day
    assert fold(terms, events).owed_fen[Component.PENALTY_INTEREST] == 1000


def test_a_cap_for_everybody_holds_from_its_day_on():
    events = [taken_over(), AccountEvent("s", EventKind.STATEMENT, 110)]

    folded = fold(TEN_PERCENT, events, [DatedCap(106, 50_000)])

    assert folded.owed_fen[Component.INTEREST] == 5 * 1000 + 5 * 500


days = st.integers(101, 400)
payments = st.lists(
    st.builds(lambda day, amount: (day, amount), days, st.integers(1, 10**6)), max_size=8
)
terms_of_accounts = st.builds(
    AccountTerms,
    interest_ppm=st.integers(0, 360_000),
    penalty_ppm=st.integers(0, 180_000),
    fee_ppm=st.integers(0, 100_000),
    cap_ppm=st.sampled_from([NO_CAP_PPM, 240_000]),
)


@st.composite
def histories(draw):
    events = [taken_over(interest=draw(st.integers(0, 10**5)))]
    for number, (day, amount) in enumerate(draw(payments)):
        events.append(paid(f"p{number}", day, amount))
        if draw(st.booleans()):
            later = draw(st.integers(day, 420))
            events.append(reversed_(f"r{number}", later, amount, f"p{number}"))
    if draw(st.booleans()):
        events.append(AccountEvent("cost", EventKind.COST_CHARGED, draw(days), 777))
    return events


@given(terms_of_accounts, histories(), st.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_nothing(terms, events, order):
    shuffled = list(events)
    order.shuffle(shuffled)

    first, second = fold(terms, events), fold(terms, [*shuffled, *shuffled])
    assert (first.entries, first.owed_fen) == (second.entries, second.owed_fen)


@given(terms_of_accounts, histories())
def test_every_entry_balances_and_no_component_falls_below_nothing(terms, events):
    folded = fold(terms, events)

    sums = dict.fromkeys(Book, 0)
    for entry in folded.entries:
        assert sum(line.amount_fen for line in entry.lines) == 0
        for line in entry.lines:
            sums[line.book] += line.amount_fen
        assert all(sums[Book(part)] >= 0 for part in Component)
    assert folded.owed_fen == tuple(sums[Book(part)] for part in Component)
    assert folded.overpaid_fen >= 0


@given(terms_of_accounts, histories(), st.lists(days, max_size=5))
def test_more_statements_change_no_sum(terms, events, statements):
    end = AccountEvent("end", EventKind.STATEMENT, 500)
    more = [
        AccountEvent(f"s{number}", EventKind.STATEMENT, day)
        for number, day in enumerate(statements)
    ]

    assert fold(terms, [*events, end]).owed_fen == fold(terms, [*events, *more, end]).owed_fen


@given(terms_of_accounts, st.integers(1, 9 * 10**9), st.integers(0, 800))
def test_columns_and_the_fold_of_one_account_grow_alike(terms, principal, length):
    caps = [DatedCap(300, 200_000), DatedCap(500, 100_000)]
    folded = fold(
        terms,
        [
            taken_over(principal=principal),
            AccountEvent("s", EventKind.STATEMENT, 100 + length),
        ],
        caps,
    )

    def one(value, kind=np.int64):
        return np.array([value], dtype=kind)

    column = accrued(
        AccrualColumns(
            one(1), one(100, np.int32), one(2**30, np.int32), one(principal), one(principal),
            one(terms.interest_ppm), one(terms.penalty_ppm), one(terms.fee_ppm),
            one(terms.cap_ppm), one(terms.days_in_year),
        ),
        caps,
        100 + length,
    )  # fmt: skip
    assert folded.owed_fen == parts_of(
        fee=int(column.fee_fen[0]),
        penalty_interest=int(column.penalty_fen[0]),
        interest=int(column.interest_fen[0]),
        principal=principal,
    )


def posted(events, terms=PLAIN):
    return [
        (
            entry.event_id,
            entry.is_accrual,
            {line.book.name: line.amount_fen for line in entry.lines},
        )
        for entry in fold(terms, events).entries
    ]


def test_each_event_writes_the_entry_that_a_bookkeeper_would_write():
    events = [
        taken_over(interest=500, principal=1_000),
        AccountEvent("c", EventKind.COST_CHARGED, 101, 300),
        AccountEvent("w", EventKind.WAIVED, 102, parts_fen=parts_of(interest=200)),
        paid("p", 103, 1_700),
    ]
    assert posted(events) == [
        ("open", False, {"INTEREST": 500, "PRINCIPAL": 1_000, "TAKEN_OVER": -1_500}),
        ("c", False, {"COST": 300, "EARNED": -300}),
        ("w", False, {"INTEREST": -200, "WAIVED": 200}),
        (
            "p", False,
            {"COST": -300, "INTEREST": -300, "PRINCIPAL": -1_000, "RECEIVED": 1_700,
             "OVERPAID": -100},
        ),
    ]  # fmt: skip


def test_what_has_grown_is_an_entry_of_its_own_before_the_event():
    assert posted([taken_over(), paid("p", 101, 1_000)], TEN_PERCENT)[1:] == [
        ("p", True, {"INTEREST": 1_000, "EARNED": -1_000}),
        ("p", False, {"INTEREST": -1_000, "RECEIVED": 1_000}),
    ]


def test_parts_of_a_debt_are_seven():
    short = AccountEvent("open", EventKind.TAKEN_OVER, 100, parts_fen=(1, 2, 3))
    with pytest.raises(ValueError, match="zip"):
        fold(PLAIN, [short])


@pytest.mark.parametrize(
    ("event", "code"),
    [
        (paid("a", 101, 10**13), None),  # the largest sum
        (paid("a", 101, 10**13 + 1), "sum-too-large"),
        (paid("a", 101, 1), None),  # the smallest
        (AccountEvent("a", EventKind.COST_CHARGED, 101, 0), "sum-not-positive"),
        (AccountEvent("a", EventKind.COST_CHARGED, 101, 1), None),
        (AccountEvent("a", EventKind.WAIVED, 101, parts_fen=parts_of(principal=3_650_000)), None),
        (
            AccountEvent("a", EventKind.WAIVED, 101, parts_fen=parts_of(principal=3_650_001)),
            "waived-too-much",
        ),
        (
            AccountEvent("a", EventKind.WAIVED, 101, parts_fen=parts_of(cost=10**13 + 1)),
            "sum-too-large",
        ),
        (paid("a", 100, 5), None),  # on the day of the placement
    ],
)
def test_a_sum_at_its_boundary(event, code):
    assert codes(fold(PLAIN, [taken_over(), event])) == ({"a": code} if code else {})


def test_a_payment_is_taken_back_on_its_own_day_at_the_earliest():
    events = [taken_over(), paid("a", 103, 5), reversed_("b", 103, 5, "a")]
    assert codes(fold(PLAIN, events)) == {}


def test_a_reversal_that_names_nothing_takes_nothing_back():
    events = [taken_over(), paid("a", 101, 5), reversed_("b", 102, 5, None)]
    assert codes(fold(PLAIN, events)) == {"b": "reversal-of-nothing"}


def test_penalty_and_fee_find_only_the_room_that_the_cap_leaves():
    # 36,500 yuan, one day: interest 10 % is 1,000 fen, penalty 5 % is 500, fee 4 % is 400
    def owed(cap):
        terms = AccountTerms(100_000, 50_000, 40_000, cap_ppm=cap)
        events = [taken_over(), AccountEvent("s", EventKind.STATEMENT, 101)]
        found = fold(terms, events).owed_fen
        return tuple(
            found[part] for part in (Component.INTEREST, Component.PENALTY_INTEREST, Component.FEE)
        )

    assert owed(NO_CAP_PPM) == (1_000, 500, 400)
    assert owed(170_000) == (1_000, 500, 200)
    assert owed(120_000) == (1_000, 200, 0)
    assert owed(80_000) == (800, 0, 0)


@pytest.mark.parametrize(
    ("cap_from", "day", "interest"),
    [
        (101, 101, 500),  # from the first day that grows
        (102, 101, 1_000),  # not yet
        (102, 102, 1_500),  # on its own first day
        (100, 102, 1_000),  # from the day of the placement, which does not grow
        (50, 102, 1_000),  # long before
    ],
)
def test_a_cap_holds_on_its_first_day(cap_from, day, interest):
    events = [taken_over(), AccountEvent("s", EventKind.STATEMENT, day)]
    found = fold(TEN_PERCENT, events, [DatedCap(cap_from, 50_000)])
    assert found.owed_fen[Component.INTEREST] == interest


def test_the_later_of_two_caps_holds_whatever_their_order():
    events = [taken_over(), AccountEvent("s", EventKind.STATEMENT, 104)]
    caps = [DatedCap(103, 20_000), DatedCap(101, 50_000)]
    for given_ in (caps, caps[::-1]):
        assert fold(TEN_PERCENT, events, given_).owed_fen[Component.INTEREST] == 500 * 2 + 200 * 2


def test_a_day_that_is_closed_twice_grows_once():
    events = [taken_over(), *(AccountEvent(name, EventKind.STATEMENT, 105) for name in "st")]
    folded = fold(TEN_PERCENT, events)
    assert folded.owed_fen[Component.INTEREST] == 5_000
    assert [entry.event_id for entry in folded.entries] == ["open", "s"]
