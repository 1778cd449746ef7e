"""Is an import that is killed ever seen by halves, and does it end as if it had not been?

A real process is killed while it reads and while it publishes; ``benchmarks/import_kill.py`` does
it fifty times on 20,000 rows and says what the digest covers.
"""

from pathlib import Path

import pytest
from benchmarks.import_files import placement_file
from benchmarks.import_kill import (
    SEED,
    digest_of,
    finished,
    kill_often,
    opened,
    split_is_caught,
    with_keys_of,
)

ROWS = 8_000
WAITS = [(2.5, False), (0.4, True)]
"""Seconds after the start, or after the last row was staged."""


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """Return a folder for several stores, open to the server's own account."""
    tmp_path.chmod(0o755)
    return tmp_path


def test_two_kills_leave_no_half_and_the_same_store_as_none(base):
    file = base / "placement.csv"
    file.write_bytes(placement_file(ROWS, SEED))
    with opened(base / "whole") as asked:
        finished(base / "whole", file)
        whole = digest_of(asked)
    assert whole["account"][0] == ROWS
    place = with_keys_of(base / "whole", base / "killed")
    with opened(place) as asked:
        found = kill_often(asked, place, file, WAITS)
        assert digest_of(asked) == whole
    assert (found.kills, found.halves) == (2, 0)


def test_a_publication_in_two_transactions_would_be_caught(base):
    file = base / "placement.csv"
    file.write_bytes(placement_file(500, SEED))
    assert split_is_caught(base / "split", file)
