"""Is the table of permissions readable, closed and free of what nobody should hold?"""

import pytest

from doorstep_desk.staff.models import ROLE_CHOICES
from doorstep_desk.staff.roles import PERMISSIONS
from doorstep_desk.staff.routes import ROUTES


def test_every_role_that_can_be_stored_has_permissions_and_no_other():
    assert set(PERMISSIONS) == {word for word, _ in ROLE_CHOICES}


@pytest.mark.parametrize("role", sorted(PERMISSIONS))
def test_no_role_holds_everything_or_may_mark_a_store(role):
    assert "*" not in PERMISSIONS[role]
    assert "store.mark" not in PERMISSIONS[role]


@pytest.mark.parametrize(
    ("role", "word"),
    [
        ("agent", "case.resume"),  # whoever visits does not end a pause
        ("agent", "attempt.correct"),
        ("lead", "model.promote"),  # whoever is measured does not choose the measure
        ("lead", "staff.add"),
        ("admin", "visit.record"),  # runs the machine, works no case
        ("admin", "audit.read"),
        ("compliance", "visit.record"),
        ("analyst", "call.record"),
        ("analyst", "model.promote"),  # who proposes does not promote
    ],
)
def test_these_powers_are_kept_apart(role, word):
    assert word not in PERMISSIONS[role]


@pytest.mark.parametrize("role", ["agent", "lead", "compliance"])
def test_everybody_who_meets_a_borrower_or_a_rule_can_stop_a_case(role):
    assert "case.pause" in PERMISSIONS[role]


def test_the_table_cannot_be_changed_by_a_running_program():
    with pytest.raises(TypeError):
        ROUTES["x"] = "public"  # type: ignore[index]
    with pytest.raises(TypeError):
        PERMISSIONS["agent"] = frozenset()  # type: ignore[index]
