"""Which payments fit, whatever the order in which they are looked at?"""

from datetime import date, timedelta
from itertools import permutations

import pytest

from doorstep.ledger.incoming import WAITS, Fate, OpenTo, SentPayment, Taken, match_payments

DAY = date(2026, 11, 25)
ONE, TWO = (OpenTo(n, n, date(2026, 10, 1), "CNY") for n in (1, 2))
ACCOUNTS = {"A": [ONE], "B": [TWO], "AB": [ONE, TWO]}


def sent(number: str = "T1", fen: int = 100, reference: str = "A", **more) -> SentPayment:
    return SentPayment(reference, number, more.pop("on", DAY), fen, **more)


def codes(*items: SentPayment, taken: dict[str, Taken] | None = None) -> list[str]:
    found = match_payments(items, ACCOUNTS, taken or {}, DAY)
    return [str(m.fate) if m.refusal is None else m.refusal.code for m in found]


@pytest.mark.parametrize(
    ("item", "code"),
    [
        (sent(reference="C"), "account-unknown"),
        (sent(reference="AB"), "account-ambiguous"),
        (sent(fen=0), "amount-zero"),
        (sent(fen=10**13 + 1), "amount-too-large"),
        (sent(fen=10**13), "take"),
        (sent(fen=1), "take"),
        (sent(fen=-1), "amount-negative"),
        (sent(fen=-(10**13) - 1), "amount-too-large"),
        (sent(currency="USD"), "currency-other"),
        (sent(on=DAY + timedelta(days=1)), "in-future"),
        (sent(on=DAY), "take"),
        (sent(on=date(2026, 10, 1)), "take"),
        (sent(on=date(2026, 9, 30)), "before-placement"),
        (sent(reverses="T0"), "reversal-of-nothing"),
    ],
)
def test_each_reason_at_its_boundary(item, code):
    assert codes(item) == [code]


def test_a_reversal_has_either_sign():
    before = {"T1": Taken(1, DAY, 100)}
    for fen in (100, -100):
        assert codes(sent("R1", fen, reverses="T1"), taken=before) == ["take"]


@pytest.mark.parametrize(
    ("second", "code"),
    [
        (sent(), "already"),
        (sent(fen=101), "duplicate-differs"),
        (sent(reference="B"), "duplicate-differs"),
        (sent(reverses="T0"), "duplicate-differs"),
    ],
)
def test_a_number_stands_for_one_content(second, code):
    assert codes(second, taken={"T1": Taken(1, DAY, 100)}) == [code]


def test_a_reversal_is_not_taken_back_and_a_payment_only_once():
    before = {"T1": Taken(1, DAY, 100), "R1": Taken(1, DAY, -100, "T1")}
    assert codes(sent("R2", reverses="T1"), taken=before) == ["reversed-twice"]
    assert codes(sent("R2", reverses="R1"), taken=before) == ["reversal-of-nothing"]


PAID_YESTERDAY = {"T1": Taken(1, DAY - timedelta(days=1), 100)}


@pytest.mark.parametrize(
    ("item", "code"),
    [
        (sent("R1", 99, reverses="T1"), "reversal-differs"),  # a fen less than was paid
        (sent("R1", 100, "B", reverses="T1"), "reversal-differs"),  # of another account
        (sent("R1", reverses="T1", on=DAY - timedelta(days=2)), "reversal-too-early"),
        (sent("R1", reverses="T1", on=DAY - timedelta(days=1)), "take"),  # on its own day
        (sent("R1", 0, reverses="T1"), "amount-zero"),
        (sent("R1", reverses=""), "reversal-of-nothing"),
    ],
)
def test_a_reversal_undoes_one_payment_whole_and_not_before_its_day(item, code):
    assert codes(item, taken=PAID_YESTERDAY) == [code]


def test_what_waits_does_not_use_up_its_number():
    assert codes(sent(fen=-1), sent(fen=100)) == ["amount-negative", "take"]
    assert codes(sent(currency="USD"), sent()) == ["currency-other", "take"]


def test_a_number_that_was_just_taken_is_known_within_the_same_batch():
    assert codes(sent(), sent()) == ["take", "already"]
    assert codes(sent(), sent(fen=101)) == ["take", "duplicate-differs"]


def test_a_reversal_that_waits_takes_nothing_back_and_one_that_is_taken_does():
    wrong, right = sent("R1", 99, reverses="T1"), sent("R2", reverses="T1")
    assert codes(wrong, right, taken=PAID_YESTERDAY) == ["reversal-differs", "take"]
    again = sent("R3", reverses="T1")
    assert codes(right, again, taken=PAID_YESTERDAY) == ["take", "reversed-twice"]


@pytest.mark.parametrize(
    ("reverses", "fen", "signed"),
    [(None, 5, 5), ("T0", 5, -5), ("T0", -5, -5)],
)
def test_books_write_what_is_taken_back_below_nothing(reverses, fen, signed):
    assert sent(fen=fen, reverses=reverses).signed_fen == signed


@pytest.mark.parametrize(
    ("item", "fate", "account"),
    [
        (sent(reference="C"), Fate.WAIT, None),  # of nobody
        (sent(reference="AB"), Fate.WAIT, None),  # of one of two
        (sent(fen=0), Fate.WAIT, ONE),
        (sent(reference="B"), Fate.TAKE, TWO),
    ],
)
def test_the_account_is_named_where_it_is_known(item, fate, account):
    found = match_payments([item], ACCOUNTS, {}, DAY)[0]
    assert (found.fate, found.account) == (fate, account)


def test_the_order_within_a_batch_changes_nothing():
    batch = [sent(), sent("T2", 50), sent("R1", reverses="T1"), sent("X", reference="C")]
    wanted = dict(zip([i.transaction_id for i in batch], codes(*batch), strict=True))
    found = [
        dict(zip([i.transaction_id for i in order], codes(*order), strict=True))
        for order in permutations(batch)
    ]
    assert found == [wanted] * 24


def test_every_reason_says_what_to_do():
    assert all(text.endswith(".") and len(text) > 20 for text in WAITS.values())
    assert Fate.TAKE in Fate
