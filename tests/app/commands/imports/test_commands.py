"""Can an operator see, hold, compare, publish, cancel and undo imports from the keyboard?"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.app.commands.program import doorstep
from tests.core.intake.lists import WOMAN, placement, text_file

from doorstep_desk.plumbing.postgres import running

AS_OF = "2026-06-30"


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Iterator[Path]:
    """Give a store whose server runs as long as the tests of this module."""
    folder = tmp_path_factory.mktemp("imports")
    folder.chmod(0o755)
    with running(folder / "store", is_throw_away=True):
        yield folder / "store"


def imported(place: Path, folder: Path, *words: object, **changes: str):
    path = folder / "list.csv"
    path.write_bytes(text_file([placement(**changes)]))
    return doorstep("import", path, *words, "--as-of", AS_OF, "--data-dir", place, "--json")


def imports(place: Path, *words: object):
    return doorstep("imports", *words, "--data-dir", place, "--json")


def test_an_import_is_held_compared_published_and_undone(place, tmp_path):
    held = imported(place, tmp_path, "--hold").answer
    number = str(held["import"])
    assert (held["state"], held["changed"], held["began"]) == ("staged", False, "new")
    assert imports(place, "diff", number).answer["new"] == 1
    published = imports(place, "resume", number).answer
    assert (published["state"], published["changes"]["new"]) == ("published", 1)
    dry = imported(place, tmp_path, "--dry-run", 逾期金额="90.00").answer
    assert dry["diff"]["by_field"] == {"owed_fen": 1}
    assert imports(place, "undo", number, "--because", "a test").answer["cases"] == 1
    listed = imports(place, "list").answer["imports"]
    assert [(each["import_id"], each["state"]) for each in listed] == [(int(number), "undone")]
    assert "is undone" in imports(place, "undo", number).refusal


def test_a_held_import_is_cancelled_and_its_number_stays(place, tmp_path):
    held = imported(place, tmp_path, "--hold", 身份证号=WOMAN, 姓名="李英").answer
    assert imports(place, "cancel", held["import"]).answer["state"] == "cancelled"
    shown = imports(place, "show", held["import"]).answer["import"]
    assert (shown["state"], shown["rows_staged"]) == ("cancelled", 1)
    assert "There is no import 99" in imports(place, "show", 99).refusal


def test_a_first_file_that_is_only_tried_or_refused_leaves_no_trace(tmp_path):
    fresh = tmp_path / "fresh"
    assert imported(fresh, tmp_path, "--dry-run").answer["diff"]["new"] == 1
    wrong = tmp_path / "page.xls"
    wrong.write_bytes(b"<html></html>")
    assert doorstep("import", wrong, "--data-dir", fresh).status == 1
    assert "Nothing was imported" in imports(fresh, "list").refusal
