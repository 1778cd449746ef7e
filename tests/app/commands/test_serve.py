"""Whom does the desk let everybody sign in as, and where?"""

import pytest

from doorstep_desk.commands.serve import sign_ins
from doorstep_desk.staff.roles import PERMISSIONS


@pytest.mark.parametrize("kind", [None, "real"])
def test_outside_a_demonstration_no_password_is_known(kind):
    assert sign_ins(kind) == []


def test_a_demonstration_names_one_sign_in_for_each_role():
    assert sorted(row["role"] for row in sign_ins("demo")) == sorted(PERMISSIONS)
