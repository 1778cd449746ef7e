import pytest

from doorstep.planning.wording import clock, stop_sentence, unplanned_sentence
from doorstep.routing.explain import StopReason, UnvisitedReason, WhyNot


@pytest.mark.parametrize(("minute", "shown"), [(0, "00:00"), (545, "09:05"), (1439, "23:59")])
def test_minutes_are_shown_as_people_write_them(minute, shown):
    assert clock(minute) == shown


def test_a_stop_says_worth_detour_and_window():
    reason = StopReason(100, 1, 1, 12_345, 630, 690, 640, 9, 4_250, 340)
    told = stop_sentence(reason)
    assert told.en == (
        "Worth ¥123.45 more than the alternative; 4.2 km and 9 minutes off the route; "
        "may begin 10:30–11:30"
    )
    assert told.zh == "比次选方式多 ¥123.45；绕行 4.2 公里、9 分钟；可到时段 10:30–11:30"


def test_a_full_pair_is_named_by_its_letter():
    reason = UnvisitedReason(100, 50_000, WhyNot.NO_VISIT_LEFT, 80_000, 12, pair_id=2)
    told = unplanned_sentence(reason, {2: "乙"})
    assert told.en == "Worth ¥500.00; pair 乙 has no visit left, the least made is worth ¥800.00"
    assert "小组乙次数已满" in told.zh


@pytest.mark.parametrize("why", list(WhyNot))
def test_every_reason_has_words_in_both_languages(why):
    told = unplanned_sentence(UnvisitedReason(1, 100, why, 200, 3, 1), {1: "甲"})
    assert told.zh
    assert told.en
    assert "{" not in told.zh + told.en
