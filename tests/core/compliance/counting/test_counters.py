import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.compliance.lawful import at, attempt, contact, history

from doorstep.compliance.asked.joins import any_of, matches
from doorstep.compliance.counting.clocks import clocks_of
from doorstep.compliance.counting.counters import past_of

DAY = 86_400


def pairs(request, *rows):
    people = request.contact.target_id
    return past_of(request, history(*rows), clocks_of(request), people)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    ago=st.lists(st.integers(-DAY, 12 * DAY), max_size=15),
    days=st.integers(1, 10),
    second=st.integers(0, DAY - 1),
)
def test_counts_are_those_of_plain_counting(ago, days, second):
    moment = at("00:00") + second
    request = contact(at=moment)
    rows = [attempt("00:00", at=moment - s, received_at=moment - s) for s in ago]
    past = pairs(request, *rows)
    everything = np.ones(len(past.request), dtype=bool)
    seen = [moment - s for s in ago if s >= 0]
    seen += [at("10:00", "2026-01-10"), at("10:00", "2026-01-12")]
    today = (moment + 8 * 3600) // DAY
    by_day = sum(today - (then + 8 * 3600) // DAY < days for then in seen)
    by_hour = sum(then > moment - days * DAY for then in seen)
    assert past.today(everything)[0] == sum((then + 8 * 3600) // DAY == today for then in seen)
    window = np.array([days], dtype=np.int32)
    assert past.within_days(window, everything)[0] == max(by_day, by_hour)


def test_what_lies_later_or_arrives_later_does_not_exist_yet():
    rows = [
        attempt("11:00"),  # not yet happened
        attempt("09:00", received_at=at("11:00")),  # not yet known
        attempt("09:00", received_at=at("10:00")),  # known at this very instant
    ]
    assert len(pairs(contact(), *rows).request) == 3  # the last one and the two of old


def test_a_cap_is_reached_in_whichever_zone_counts_most():
    request = contact("09:00", zone_sets=(("Asia/Shanghai", "America/New_York"),))
    past = pairs(request, attempt("23:00", "2026-03-03"))
    everything = np.ones(len(past.request), dtype=bool)
    assert past.today(everything)[0] == 1  # the same evening in New York


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    wanted=st.lists(st.integers(0, 5), max_size=8), keys=st.lists(st.integers(0, 5), max_size=8)
)
def test_every_pair_with_one_key_is_found_once(wanted, keys):
    request, row = matches(np.array(wanted, dtype=np.int64), np.array(keys, dtype=np.int64))
    found = sorted(zip(request.tolist(), row.tolist(), strict=True))
    assert found == sorted(
        (i, j) for i, one in enumerate(wanted) for j, other in enumerate(keys) if one == other
    )
    assert list(request) == sorted(request)
    some = any_of(request, np.ones(len(request), dtype=bool), len(wanted))
    assert some.tolist() == [one in keys for one in wanted]
