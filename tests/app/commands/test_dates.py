"""Which days does an option take?"""

from datetime import date

import pytest

from doorstep.cli.failure import CommandFailed
from doorstep_desk.commands.dates import day_of_option


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("2026-13-45", "is no day"),
        ("yesterday", "is no day"),
        ("1900-01-01", "cannot be worked"),  # before any law or calendar that we hold
        ("1999-12-31", "cannot be worked"),  # one day too early
        ("2100-01-01", "cannot be worked"),  # one day too late
        ("9999-12-31", "cannot be worked"),  # the day after it does not exist
    ],
)
def test_what_is_no_day_or_none_of_ours_is_refused_with_the_option(written, why):
    with pytest.raises(CommandFailed, match=f"--date .*{why}"):
        day_of_option(written, "--date")


@pytest.mark.parametrize("written", ["2000-01-01", "2024-02-29", "2099-12-31"])
def test_a_day_of_this_century_is_taken(written):
    assert day_of_option(written, "--date") == date.fromisoformat(written)


def test_an_option_left_out_names_no_day():
    assert day_of_option(None, "--date") is None
