"""Files on disk: not there, too large, or still being written."""

from datetime import date
from pathlib import Path

import pytest
from tests.core.intake.lists import placement, text_file

from doorstep.intake import files
from doorstep.intake.files import (
    RefusedContextError,
    UnreadableFileError,
    check_file,
    read_steadily,
)

AS_OF = date(2026, 6, 30)


def test_a_file_that_is_not_there_or_a_folder_is_named(tmp_path):
    for path in (tmp_path, tmp_path / "none.csv"):
        with pytest.raises(UnreadableFileError, match="There is no file"):
            read_steadily(path)


def test_a_file_above_the_limit_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "LARGEST", 3)
    path = tmp_path / "a.csv"
    path.write_bytes(b"123")
    assert read_steadily(path) == b"123"  # exactly the limit
    path.write_bytes(b"1234")
    with pytest.raises(UnreadableFileError, match=r"a\.csv is larger than"):
        read_steadily(path)


class _Growing(type(Path())):
    """A file to which another program appends after every look at it."""

    def stat(self, **options):
        seen = super().stat(**options)
        with open(self, "ab") as writer:
            writer.write(b"more\n")
        return seen


def test_a_file_that_grows_while_it_is_read_is_refused(tmp_path):
    path = _Growing(tmp_path / "a.csv")
    Path(path).write_bytes(b"loan_no\n")
    with pytest.raises(UnreadableFileError, match=r"a\.csv changed while it was read; wait"):
        read_steadily(path)


def test_a_context_that_is_refused_stops_everything(tmp_path):
    page, file = tmp_path / "page.csv", tmp_path / "list.csv"
    page.write_bytes(b"%PDF-1.7")
    file.write_bytes(text_file([placement()]))
    with pytest.raises(RefusedContextError, match=r"page\.csv was refused: unsupported_type"):
        check_file(file, [page], AS_OF)


def test_accepted_rows_come_in_chunks(tmp_path):
    file = tmp_path / "list.csv"
    file.write_bytes(text_file([placement(借据号=f"J{at}") for at in range(7)]))
    checked = check_file(file, [], AS_OF)
    chunks = list(checked.placement_chunks(3))
    assert [len(chunk) for chunk in chunks] == [3, 3, 1]
    assert [row for chunk in chunks for row in chunk] == list(checked.placements)
    assert list(checked.placement_chunks(3)) == chunks  # as often as wanted
