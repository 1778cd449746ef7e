"""Which decisions other rules would change."""

import shutil
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from tests.core.compliance.lawful import CALENDAR, RULEBOOK, contact

from doorstep.compliance.cases.read import shipped_bases
from doorstep.compliance.history import no_attempts
from doorstep.compliance.lawbook.diff import Weighed, diff, diff_cases
from doorstep.compliance.ruleset import SHIPPED, UnknownRulesetError, ruleset_of
from doorstep.terms.codes import Verdict

LATE_CALL = {
    "id": "late-call",
    "title": "A call at half past eleven at night.",
    "base": "cn-consumer",
    "contact": {
        "channel": "call",
        "at": "2026-03-04T23:30:00+08:00",
        "zone": "Asia/Shanghai",
        "purpose": "collect",
    },
    "expect": {"decision": "deny"},
}


def weighed(clock: str) -> Weighed:
    return Weighed(contact(clock), no_attempts(), CALENDAR, "CN", RULEBOOK.on)


def copy_with(tmp_path: Path, file: str, old: str, new: str) -> str:
    """Return a copy of the parameters in which one number was changed."""
    folder = tmp_path / "parameters"
    shutil.copytree(str(files("doorstep.parameters")), folder)
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new), "utf-8")
    return str(folder)


def test_the_same_rules_change_nothing():
    assert diff(SHIPPED, SHIPPED, weighed("23:30")) == ()


def test_before_the_standard_nothing_was_law_about_the_night():
    (flip,) = diff(ruleset_of("2025-01-15"), SHIPPED, weighed("23:30"))
    assert (flip.row, flip.old, flip.new) == (0, Verdict.HOLD, Verdict.DENY)
    assert "CN-TIME-03" in flip.old_because
    assert {"CN-TIME-01", "CN-TIME-02"} <= set(flip.new_because)


def test_a_folder_with_stricter_hours_refuses_an_evening_call(tmp_path):
    word = copy_with(tmp_path, "cn/cn-time-01.yaml", '"22:00"', '"20:00"')
    (flip,) = diff(SHIPPED, ruleset_of(word), weighed("20:30"))
    assert (flip.old, flip.new, flip.new_because) == (
        Verdict.ALLOW,
        Verdict.DENY,
        ("CN-TIME-01",),
    )


def test_worked_cases_say_which_of_their_steps_would_change():
    old, new = ruleset_of("2025-01-15"), ruleset_of("now")
    (flip,) = diff_cases(old, new, [LATE_CALL], shipped_bases())
    assert (flip.old.decision, flip.new.decision) == ("hold", "deny")
    assert diff_cases(new, new, [LATE_CALL], shipped_bases()) == ()


def test_the_digest_of_what_is_shipped_names_it():
    assert ruleset_of(RULEBOOK.digest[:12]).parameters is None


@pytest.mark.parametrize("word", ["yesterday", "2025-13-01", "/no/such/folder", "0000000000", ""])
def test_a_word_that_names_no_rules_is_an_error(word):
    with pytest.raises(UnknownRulesetError, match="no day"):
        ruleset_of(word)


def test_flips_name_their_rows():
    many = contact("10:00").take(np.zeros(3, dtype=np.intp))
    at = many.contact.at.copy()
    at[1] += 13 * 3600 + 1800
    asked = Weighed(many.moved_to(at), no_attempts(), CALENDAR, "CN", RULEBOOK.on)
    assert [flip.row for flip in diff(ruleset_of("2025-01-15"), SHIPPED, asked)] == [1]
