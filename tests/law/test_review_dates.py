"""Has somebody compared every source with its text lately?

This is the one test that looks at the real day: a parameter past its review date fails the check,
so that nobody goes on relying on a law that nobody has read again.
"""

import os
import re
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from doorstep.compliance.lawbook.register import rule_register
from doorstep.compliance.lawbook.staleness import stale_sources


def day_of_the_run() -> date:
    """Return the day of the run, which ``DOORSTEP_DAY_OF_RUN`` may set."""
    given = os.environ.get("DOORSTEP_DAY_OF_RUN")
    return date.fromisoformat(given) if given else datetime.now(UTC).date()


def test_no_source_is_past_its_review_date():
    assert stale_sources(rule_register(), day_of_the_run()) == ()


@pytest.mark.parametrize(
    ("day", "is_stale"),
    [
        (date(2027, 3, 31), False),  # on the last day of the review it is in time
        (date(2027, 4, 1), True),
    ],
)
def test_a_source_is_stale_from_the_day_after_its_review_date(day, is_stale):
    assert bool(stale_sources(rule_register(("cn",)), day)) == is_stale


def test_the_message_names_file_key_day_and_what_to_do():
    first = stale_sources(rule_register(("cn",)), date(2027, 4, 1))[0]
    assert first.startswith("cn/cn-chan-01.yaml legs cba review_by: 2027-03-31 has passed;")
    assert "verified_on" in first


HERE = Path(__file__)
CHECK = re.compile(r"^check:.*\n(?:\t.*\n)+", re.MULTILINE)


@pytest.mark.parametrize(("day", "status"), [("2026-11-26", 0), ("2099-01-01", 1)])
def test_the_check_fails_on_a_day_on_which_a_review_is_overdue(day, status):
    """Run the very test that the check runs, on a planted day."""
    wanted = f"{HERE}::{test_no_source_is_past_its_review_date.__name__}"
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", wanted],
        env={**os.environ, "DOORSTEP_DAY_OF_RUN": day},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == status, ran.stdout
    assert ("review_by: 2027-03-31 has passed" in ran.stdout) is bool(status)


def test_the_check_runs_this_folder():
    makefile = (HERE.parents[2] / "Makefile").read_text("utf-8")
    (check,) = CHECK.findall(makefile)
    assert "tests/law" in check
