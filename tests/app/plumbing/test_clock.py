"""Is there one clock, and can it be stopped?"""

from datetime import UTC, date, datetime

import pytest

from doorstep_desk.plumbing import clock

LATE = datetime(2026, 11, 24, 16, 30, tzinfo=UTC)


@pytest.mark.parametrize("word", ["yesterday", "2026-11-25T09:00:00"])
def test_a_stopped_clock_needs_an_instant_with_an_offset(monkeypatch, word):
    monkeypatch.setenv("DOORSTEP_NOW", word)
    with pytest.raises(ValueError, match=r"offset|isoformat"):
        clock.now()


def test_an_instant_without_a_zone_stops_no_clock():
    with pytest.raises(ValueError, match="offset"), clock.fixed(datetime(2026, 11, 25)):  # noqa: DTZ001
        pytest.fail("the block must not begin")


def test_just_after_midnight_in_beijing_it_is_still_yesterday_in_utc():
    with clock.fixed(LATE):
        assert clock.now() == LATE
        assert clock.today() == date(2026, 11, 25)


def test_the_environment_stops_the_clock_of_a_process(monkeypatch):
    monkeypatch.setenv("DOORSTEP_NOW", "2026-11-25T09:00:00+08:00")
    assert clock.now() == datetime(2026, 11, 25, 1, tzinfo=UTC)
    with clock.fixed(LATE):
        assert clock.now() == LATE
    assert clock.now() == datetime(2026, 11, 25, 1, tzinfo=UTC)


def test_a_running_clock_moves_on_and_tells_utc():
    before = clock.now()
    assert before.tzinfo is UTC
    assert clock.now() >= before
