"""Is a day that has already seen an attempt planned as the rules judge each of its minutes?"""

from datetime import date

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.compliance.lawful import CALENDAR, RULEBOOK, at, attempt, history, visit

from doorstep.compliance.decide import judge
from doorstep.compliance.intervals import permitted_starts
from doorstep.terms.codes import Channel, Disposition

DAY = date(2026, 3, 4)


@settings(max_examples=12, deadline=None, derandomize=True)
@given(
    made=st.integers(0, 86_399),
    heard_after=st.integers(0, 7_200),
    how=st.sampled_from([Disposition.MET_BORROWER, Disposition.NOBODY_MET]),
)
def test_after_a_visit_of_the_day_no_other_one_is_offered_that_the_rules_refuse(
    made, heard_after, how
):
    known_at = at("23:59")
    request = visit(notice_at=at("20:00", "2026-03-02"), known_at=known_at)
    received_at = min(at("00:00") + made + heard_after, known_at)
    past = history(
        attempt("00:00", at=at("00:00") + made, received_at=received_at, channel=Channel.VISIT,
                disposition=how)
    )  # fmt: skip
    inside = np.zeros(1440, dtype=bool)
    for opens, closes in permitted_starts(request, DAY, past, RULEBOOK, CALENDAR).of(0):
        inside[opens : closes + 1] = True
    tried = request.take(np.zeros(1440, dtype=np.intp)).moved_to(
        at("00:00") + np.arange(1440) * 60
    )
    assert np.array_equal(judge(tried, past, RULEBOOK, CALENDAR).is_allowed, inside)
