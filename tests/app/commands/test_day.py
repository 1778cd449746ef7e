"""Do the commands of the working day print what was agreed, and fail in one sentence?

One store with a small synthetic portfolio serves all tests of this module, in their order.
"""

from pathlib import Path
from typing import Any

import pytest
from tests.app.commands.program import doorstep, small_demo
from tests.core.intake.lists import placement, text_file

from doorstep_desk.plumbing.postgres import running

DAY = "2026-11-25"
PLAN = {"pairs": int, "visits": int, "kilometres": float, "minutes": int, "value_fen": int,
        "checker": int}  # fmt: skip
MODEL = {"version": str, "rows": int, "auc": float, "ece": float, "contact_ece": float}
LINE = {"date": str, "contacts": int, "promises_made": int, "promises_kept": int,
        "recovered_fen": int, "ece": float, "refused": dict}  # fmt: skip
STAGES = {"settle", "import", "verify", "score", "decide", "plan", "notices"}


def told_by(place: Path, query: str) -> Any:
    """Ask a store's own server one question."""
    with running(place) as server, server.cluster.connect("doorstep") as connected:
        row = connected.execute(query).fetchone()
    assert row is not None
    return row[0]


def agencies_in(place: Path) -> int:
    """Return how many agencies a store knows."""
    return told_by(place, "SELECT count(*) FROM organisations_organisation WHERE kind = 'agency'")


def asked_in(place: Path, day: str) -> int:
    """Write a wish into a store, as the desk does, and return its key."""
    return told_by(
        place,
        "INSERT INTO workdays_watchedrun"
        ' (agency_id, "on", asked_by, asked_at, stage, failed_because, failed_code)'
        f" SELECT min(id), '{day}', 'lead', now(), '', '', '' FROM organisations_organisation"
        " WHERE kind = 'agency' RETURNING id",
    )


def state_in(place: Path) -> str:
    """Return of the newest wish: was it begun, has it ended, and what stopped it?"""
    return told_by(
        place,
        "SELECT concat_ws(' ', begun_at IS NOT NULL, ended_at IS NOT NULL, failed_code)"
        " FROM workdays_watchedrun ORDER BY id DESC LIMIT 1",
    )


def fits(found: dict[str, Any], wanted: dict[str, type]) -> bool:
    """Say whether every agreed key is there with its type."""
    return all(type(found[name]) is kind for name, kind in wanted.items())


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Path:
    """Return a store that holds a small demonstration."""
    folder = tmp_path_factory.mktemp("day") / "store"
    small_demo(folder, DAY, 300)  # of fewer, hardly anybody is worth a visit
    return folder


@pytest.fixture(scope="module")
def first(place) -> dict[str, Any]:
    """Return what the first run of the day printed."""
    return doorstep("day", "--date", DAY, "--data-dir", place, "--json").answer


@pytest.mark.parametrize(
    "words",
    [
        ["day", "--date", "2026-02-30"],
        ["days", "--from", "soon"],
        ["simulate-outcomes", "--date", "25.11.2026"],
    ],
)
def test_a_day_that_does_not_exist_is_refused_before_anything_is_opened(tmp_path, words):
    sentence = doorstep(*words, "--data-dir", tmp_path / "none").refusal
    assert "is no day; write it as 2026-11-25" in sentence
    assert not (tmp_path / "none").exists()


def test_a_placement_that_is_not_there_is_named(tmp_path):
    said = doorstep("day", "--placement", tmp_path / "none.xlsx", "--data-dir", tmp_path / "none")
    assert "none.xlsx" in said.refusal


def test_a_damaged_placement_stops_the_day_with_the_reason(tmp_path):
    cut = tmp_path / "cut.xlsx"
    cut.write_bytes(b"PK\x03\x04 and then nothing")
    said = doorstep("day", "--placement", cut, "--date", DAY, "--data-dir", tmp_path / "store")
    assert "cut.xlsx was refused: file_corrupt" in said.refusal


def test_the_day_prints_what_was_agreed(first):
    assert fits(first, {"date": str, "cases": int, "refused": dict, "chosen": dict, "plan": dict,
                        "model": dict, "seconds": dict, "changed": bool,
                        "forgotten": dict})  # fmt: skip
    assert fits(first["plan"], PLAN)
    assert fits(first["model"], MODEL)
    assert (first["date"], first["changed"], first["plan"]["checker"]) == (DAY, True, 0)
    assert sum(first["chosen"].values()) == first["cases"] > 100
    assert set(first["seconds"]) == STAGES
    assert first["plan"]["visits"] > 0
    assert all(isinstance(count, int) for count in first["refused"].values())


def test_the_same_day_again_says_that_nothing_changed(place, first):
    again = doorstep("day", "--date", DAY, "--data-dir", place, "--json").answer
    assert again["changed"] is False
    for name in ("date", "cases", "refused", "chosen", "plan", "model"):
        assert again[name] == first[name]


def test_each_run_forgets_what_is_due_before_anything_else_can_fail(first):
    assert (first["forgotten"]["blurred"], first["forgotten"]["deleted"]) == (0, 0)


def test_people_get_tables_and_the_unchanged_day_is_called_so(place, first):
    said = doorstep("day", "--date", DAY, "--data-dir", place)
    assert said.status == 0
    for words in ("nothing new", "violations found by the checker", "AUC"):
        assert words in said.out


def test_a_demonstration_takes_no_real_placement(place, first, tmp_path):
    file = tmp_path / "real.csv"
    file.write_bytes(text_file([placement()]))
    for words in (["import", file], ["day", "--placement", file]):
        sentence = doorstep(*words, "--data-dir", place).refusal
        assert "demonstration" in sentence
        assert "--data-dir" in sentence


def test_a_day_that_was_not_planned_has_nothing_to_answer(place, first):
    said = doorstep("simulate-outcomes", "--date", "2026-12-24", "--data-dir", place, "--json")
    assert said.answer["contacts"] == 0


def test_borrowers_answer_a_day_once(place, first):
    words = ["simulate-outcomes", "--date", DAY, "--data-dir", place, "--json"]
    answered = doorstep(*words).answer
    assert answered["contacts"] > 0
    assert answered["paid_fen"] >= 0
    again = doorstep(*words).answer
    assert (again["contacts"], again["promises"], again["paid_fen"]) == (0, 0, 0)


def test_days_in_turn_print_one_line_each(place, first):
    lines = doorstep(
        "days", "--from", "2026-11-26", "--days", 2, "--data-dir", place, "--json"
    ).answers
    assert [line["date"] for line in lines] == ["2026-11-26", "2026-11-27"]
    for line in lines:
        assert fits(line, LINE)
        assert 0 <= line["ece"] <= 1
        assert line["contacts"] > 0


def test_a_real_store_has_no_synthetic_borrowers_and_without_pairs_says_so(tmp_path):
    file, store = tmp_path / "list.csv", tmp_path / "store"
    file.write_bytes(text_file([placement()]))
    words = ["day", "--date", "2026-07-01", "--placement", file, "--data-dir", store]
    done = doorstep(*words, "--json").answer
    assert (done["cases"], done["plan"]["visits"], done["model"]) == (1, 0, None)
    assert done["refused"]["HP-VISIT-NOTICE"] == 1
    said = doorstep("day", "--date", "2026-07-01", "--data-dir", store)
    assert "HP-VISIT-NOTICE" in said.out or "No pair is on shift" in said.out
    assert "real" in doorstep("days", "--days", 1, "--data-dir", store).refusal


@pytest.mark.parametrize(
    "words",
    [
        ["day", "--date", DAY, "--placement"],  # refused before the day
        ["import"],  # refused alone
        ["import", "--dry-run"],  # only looked at
    ],
)
def test_a_first_file_that_is_not_taken_leaves_the_store_empty(tmp_path, words):
    damaged, folder = tmp_path / "list.csv", tmp_path / "store"
    damaged.write_bytes(b"PK\x03\x04 cut off")
    doorstep(*words, damaged, "--data-dir", folder, "--json")
    assert agencies_in(folder) == 0


def test_a_day_that_was_asked_for_is_run_once_and_says_how_it_ended(place, first):
    wish = asked_in(place, DAY)
    said = doorstep("day", "--date", DAY, "--asked", wish, "--data-dir", place, "--json")
    assert said.answer["changed"] is False
    assert state_in(place) == "t t "
    again = doorstep("day", "--date", DAY, "--asked", wish, "--data-dir", place)
    assert "was not asked for" in again.refusal


def test_no_second_run_begins_beside_one_that_has_not_ended(place, first):
    with running(place) as server, server.cluster.connect("doorstep") as other:
        other.execute(
            "SELECT pg_advisory_lock(hashtextextended('workday:' || min(id), 0))"
            " FROM organisations_organisation WHERE kind = 'agency'"
        )
        said = doorstep("day", "--date", DAY, "--data-dir", place)
    assert "is being run right now" in said.refusal
