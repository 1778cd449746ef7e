import itertools
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.ledger.accrual import NO_CAP_PPM, AccrualColumns, DatedCap, accrued

FOREVER = 2**30


def columns(**changed):
    row = {
        "account_id": 1, "from_day": 100, "stops_day": FOREVER, "principal_fen": 3_650_000,
        "overdue_fen": 0, "interest_ppm": 100_000, "penalty_ppm": 0, "fee_ppm": 0,
        "cap_ppm": NO_CAP_PPM, "days_in_year": 365,
    } | changed  # fmt: skip
    kinds = {"from_day": np.int32, "stops_day": np.int32}
    return AccrualColumns(
        **{name: np.array([value], dtype=kinds.get(name, np.int64)) for name, value in row.items()}
    )


def grown(day, caps=(), **changed):
    made = accrued(columns(**changed), caps, day)
    return int(made.interest_fen[0]), int(made.penalty_fen[0]), int(made.fee_fen[0])


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"interest_ppm": -1}, "rate"),
        ({"cap_ppm": NO_CAP_PPM + 1}, "rate"),
        ({"overdue_fen": -1}, "overdue"),
        ({"overdue_fen": 3_650_001}, "overdue"),
        ({"principal_fen": 10**12}, "ten billion"),
    ],
)
def test_sums_and_rates_that_no_contract_has_are_refused(changed, words):
    with pytest.raises(ValueError, match=words):
        grown(101, **changed)


def test_the_largest_principal_still_grows_and_a_fen_more_is_refused():
    # nine billion yuan at 10 %: 9e11 / 3650 = 246,575,342.47 fen a day
    assert grown(101, principal_fen=9 * 10**11) == (246_575_342, 0, 0)
    with pytest.raises(ValueError, match="ten billion"):
        grown(101, principal_fen=9 * 10**11 + 1)


def test_the_highest_rate_is_ten_times_the_debt_a_year():
    assert grown(101, interest_ppm=NO_CAP_PPM) == (100_000, 0, 0)
    assert NO_CAP_PPM == 10_000_000
    for name in ("interest_ppm", "penalty_ppm", "fee_ppm"):
        with pytest.raises(ValueError, match="rate"):
            grown(101, **{name: NO_CAP_PPM + 1})
        with pytest.raises(ValueError, match="rate"):
            grown(101, **{name: -1})


@pytest.mark.parametrize(
    ("day", "interest"),
    [
        (99, 0),  # before the last posting
        (100, 0),  # the day of the posting has been charged
        (101, 1000),  # 36,500 yuan at 10 % a year are ten yuan a day
        (110, 10_000),
    ],
)
def test_interest_grows_from_the_day_after_the_posting(day, interest):
    assert grown(day) == (interest, 0, 0)


def test_the_clock_of_an_arrangement_stops_growth_after_its_last_day():
    assert grown(200, stops_day=104) == (4000, 0, 0)


def test_penalty_grows_on_what_is_overdue_only():
    assert grown(101, overdue_fen=365_000, penalty_ppm=50_000) == (1000, 50, 0)


def test_a_cap_leaves_room_for_interest_first_then_penalty_then_fee():
    rates = {"penalty_ppm": 50_000, "fee_ppm": 50_000, "overdue_fen": 3_650_000}

    assert grown(101, **rates) == (1000, 500, 500)
    assert grown(101, cap_ppm=170_000, **rates) == (1000, 500, 200)
    assert grown(101, cap_ppm=120_000, **rates) == (1000, 200, 0)
    assert grown(101, cap_ppm=80_000, **rates) == (800, 0, 0)


def test_a_cap_holds_from_its_day_until_the_next_one():
    caps = [DatedCap(104, 50_000), DatedCap(106, 20_000)]

    # three days at 10 %, two at 5 %, one at 2 %
    assert grown(106, caps) == (3000 + 1000 + 200, 0, 0)


def test_half_a_fen_is_rounded_up_and_only_once():
    assert grown(101, principal_fen=1825, interest_ppm=100_000) == (1, 0, 0)  # 0.5 fen
    assert grown(103, principal_fen=1825, interest_ppm=100_000) == (2, 0, 0)  # 1.5, not 3 x 1


rates = st.integers(0, NO_CAP_PPM)


@given(
    st.integers(0, 9 * 10**11), st.integers(0, 10**6), rates, rates, rates, rates,
    st.sampled_from([360, 365]), st.integers(0, 3000),
    st.lists(st.builds(DatedCap, st.integers(-100, 3000), rates), max_size=4,
             unique_by=lambda cap: cap.from_day),
)  # fmt: skip
def test_columns_agree_with_exact_fractions_day_by_day(
    principal, share, interest, penalty, fee, cap, year, days, caps
):
    overdue = principal * share // 10**6
    made = grown(
        days, caps, from_day=0, principal_fen=principal, overdue_fen=overdue,
        interest_ppm=interest, penalty_ppm=penalty, fee_ppm=fee, cap_ppm=cap, days_in_year=year,
    )  # fmt: skip

    exact = by_fractions(
        (principal, overdue, principal), (interest, penalty, fee), cap, year, days, caps
    )
    assert list(made) == exact


def by_fractions(bases, rates, own_cap, year, days, caps):
    """The same by fractions, one stretch of equal caps after the other."""
    turns = sorted({1, days + 1} | {cap.from_day for cap in caps if 1 < cap.from_day <= days})
    total = [Fraction(0)] * 3
    for first, after in itertools.pairwise(turns):
        held = [cap for cap in caps if cap.from_day <= first]
        room = min(own_cap, max(held, key=lambda cap: cap.from_day).ppm if held else NO_CAP_PPM)
        for place, (base, rate) in enumerate(zip(bases, rates, strict=True)):
            part = min(rate, room)
            room -= part
            total[place] += Fraction(base * part * (after - first), year * 10**6)
    return [int(each + Fraction(1, 2)) for each in total]


@pytest.mark.parametrize(
    "wrong", [{"interest_ppm": -1}, {"overdue_fen": -1}, {"principal_fen": 10**12}]
)
def test_one_account_that_cannot_be_is_enough_to_refuse_all(wrong):
    good, bad = columns(), columns(**wrong)
    both = AccrualColumns(
        **{
            name: np.concatenate([getattr(good, name), getattr(bad, name)])
            for name in AccrualColumns.__dataclass_fields__
        }
    )
    with pytest.raises(ValueError, match=r"rate|overdue|ten billion"):
        accrued(both, (), 200)
