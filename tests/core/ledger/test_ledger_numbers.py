"""Are the numbers of the books those that were decided? A slip of the pen would bend them."""

import pytest

from doorstep.ledger import account, accrual, bucket, roll_rates
from doorstep.ledger.schedules import terms


@pytest.mark.parametrize(
    ("number", "decided"),
    [
        (accrual.MILLION, 10**6),
        (accrual.NO_CAP_PPM, 10**7),
        (bucket.DAYS_PER_BUCKET, 30),
        (bucket.LAST_BUCKET, 7),
        (bucket.NO_BUCKET, -1),
        (roll_rates.STAGES, 8),
        (terms.LARGEST_FEN, 10**13),
        (terms.MILLION, 10**6),
        (terms.MONTHS_A_YEAR, 12),
        (terms.MOST_INSTALMENTS, 600),
    ],
)
def test_a_number_of_the_books_is_what_was_decided(number, decided):
    assert number == decided


def test_an_account_bears_no_rate_that_nobody_stated():
    plain = account.AccountTerms()
    assert (plain.interest_ppm, plain.penalty_ppm, plain.fee_ppm) == (0, 0, 0)
    assert (plain.cap_ppm, plain.days_in_year) == (10_000_000, 365)


@pytest.mark.parametrize("days", [359, 361, 364, 366])
def test_a_year_of_rates_has_360_or_365_days(days):
    for good in (360, 365):
        assert account.AccountTerms(days_in_year=good).days_in_year == good
    with pytest.raises(ValueError, match="360 or 365"):
        account.AccountTerms(days_in_year=days)
