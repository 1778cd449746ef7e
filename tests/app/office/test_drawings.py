"""Do the drawings stand where the numbers say?"""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from doorstep_desk.office.presentation.board import BoardPage, BoardStop, PairDay
from doorstep_desk.office.presentation.case import Step, Waterfall
from doorstep_desk.office.presentation.gantt import gantt_of
from doorstep_desk.office.presentation.parts import Odds, Permit
from doorstep_desk.office.presentation.schematic_map import island_data, map_of
from doorstep_desk.office.presentation.waterfall import drawing_of

NINE, TEN, NOON, EIGHT_IN_THE_EVENING = 540, 600, 720, 1200
LATEST = 1170
YANJI = (42.89, 129.51)


def stop(sequence: int = 1, arrives: int = TEN, at: tuple[float, float] = YANJI) -> BoardStop:
    """Return a planned visit of twenty minutes that any lawful time would suit."""
    return BoardStop(
        sequence, sequence, "某", "延吉", NINE, LATEST, arrives, arrives + 20, False, "planned",
        "", None, "", (), None, Permit("issued"), *at,
    )  # fmt: skip


def pair(*stops: BoardStop, letter: str = "甲", is_selected: bool = False) -> PairDay:
    """Return a pair's day of nine to six that is back at four."""
    return PairDay(
        1, letter, 1, "a", "b", 1, 2, NINE, 1080, 960, 12.0, *YANJI, stops, is_selected
    )  # fmt: skip


@pytest.mark.parametrize(
    ("odds", "says", "is_shown"),
    [
        (Odds(0.42, 0.3, 0.5, 0), "unlike every case that the model has learned from", False),
        (Odds(0.42, 0.3, 0.5, 29), "only 29 similar cases, too few to say a chance", False),
        (Odds(0.42, 0.3, 0.5, 30), "42%", True),
        (Odds(0.42, 0.3, 0.5, 0, is_base_rate=True), "general rate, no history yet", True),
    ],
)
def test_no_chance_is_said_where_too_little_stands_behind_it(odds, says, is_shown):
    with translation.override("en"):
        drawn = render_to_string("drawings/probability.html", {"odds": odds})
    assert says in drawn
    assert ("42%" in drawn) is is_shown
    assert ("prob-value" in drawn) is is_shown
    assert ("not said" in drawn) is not is_shown


def board(*pairs: PairDay, now: int | None = NOON) -> BoardPage:
    """Return a board of a day."""
    made_at = datetime(2026, 11, 24, 18, tzinfo=UTC)
    return BoardPage(
        date(2026, 11, 25), now, NINE, EIGHT_IN_THE_EVENING, LATEST, "延边", 1, made_at, (), pairs,
        (), 0, 0,
    )  # fmt: skip


def test_noon_is_a_third_of_the_way_from_eight_to_eight():
    assert gantt_of(board(pair(stop()))).now == pytest.approx(33.33, abs=0.01)


def test_another_day_has_no_now_line():
    assert gantt_of(board(pair(stop()), now=None)).now is None


def test_a_visit_stands_at_the_middle_of_its_stay():
    (block,) = gantt_of(board(pair(stop(arrives=TEN)))).lanes[0].blocks
    assert block.x == pytest.approx(100 * (TEN + 10 - 480) / 720, abs=0.01)


def test_only_an_agreed_or_narrowed_window_is_drawn():
    free, narrow = stop(), replace(stop(), closes_minute=NOON)
    agreed = replace(stop(), is_agreed=True)
    blocks = gantt_of(board(pair(free, narrow, agreed))).lanes[0].blocks
    assert [block.window is not None for block in blocks] == [False, True, True]


def test_hours_without_arrivals_are_shaded_on_both_sides():
    first, last = gantt_of(board(pair(stop()))).closed
    assert (first.x, last.end) == (0.0, 100.0)
    assert last.x == pytest.approx(100 * (LATEST - 480) / 720, abs=0.01)


def test_a_late_return_widens_the_axis():
    late = replace(pair(stop()), returns_minute=1290)
    assert gantt_of(board(late)).ticks[-1].label == "22:00"


@given(
    st.floats(0.05, 0.95),
    st.lists(st.floats(-0.2, 0.2), max_size=8),
)
def test_a_waterfall_ends_where_its_steps_lead(average, points):
    steps = tuple(Step(f"{index}", each) for index, each in enumerate(points))
    value = average + sum(points)
    odds = Odds(value, value - 0.1, value + 0.1, 100)
    drawn = drawing_of(Waterfall("paid", average, steps, odds))
    last = drawn.bars[-1] if drawn.bars else None
    ends_at = last.label_x if last else drawn.average_x
    assert ends_at == pytest.approx(drawn.value_x, abs=0.05)
    for bar in drawn.bars:
        assert 0 <= bar.x
        assert bar.x + bar.width <= 100.01
        assert bar.is_rise == (bar.step.points >= 0)


def test_pins_of_one_house_do_not_hide_each_other():
    (route,) = map_of(board(pair(*(stop(number) for number in range(1, 8))))).routes
    places = {(round(pin.x, 1), round(pin.y, 1)) for pin in route.pins}
    assert len(places) == 7
    assert all(0 < pin.x < 100 and 0 < pin.y < 100 for pin in route.pins)
    assert any(pin.is_moved for pin in route.pins)


def test_the_chosen_pair_lies_on_top():
    drawn = map_of(board(pair(stop(), letter="甲", is_selected=True), pair(stop(), letter="乙")))
    assert [route.pair.letter for route in drawn.routes] == ["乙", "甲"]


def test_the_region_has_eight_towns_in_their_places():
    drawn = map_of(board(pair(stop())))
    assert len(drawn.towns) == 8
    east = {town.name: town.x for town in drawn.towns}
    north = {town.name: town.y for town in drawn.towns}
    assert east["敦化"] < east["安图"] < east["延吉"] < east["图们"] < east["珲春"]
    assert north["汪清"] < north["延吉"] < north["龙井"] < north["和龙"]


def test_the_region_shows_no_border():
    kinds = {"hill", "road", "river", "stream"}
    drawn = map_of(board(pair(stop())))
    assert {line.kind for line in (*drawn.hills, *drawn.roads, *drawn.waters)} <= kinds


def test_a_stop_without_a_place_is_listed_but_not_drawn():
    unplaced = replace(stop(2), latitude=None, longitude=None)
    page = board(pair(stop(1), unplaced, is_selected=True))
    assert len(map_of(page).routes[0].pins) == 1
    assert [each["sequence"] for each in island_data(page)["pairs"][0]["stops"]] == [1]
    assert page.stops_count == 2


def test_the_board_counts_its_stops():
    done = replace(stop(1), state="done")
    page = board(pair(done, stop(2)), pair())
    assert (page.stops_count, page.done_count, page.left_count) == (2, 1, 1)
    assert page.selected is page.pairs[0]


def test_another_day_stays_in_every_link_of_the_board():
    assert board(pair(stop()), now=None).day_query == "date=2026-11-25&"
    assert board(pair(stop())).day_query == ""
