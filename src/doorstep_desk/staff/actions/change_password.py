"""How does somebody change their own password?"""

from datetime import datetime

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from doorstep_desk.audit.actions import record
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.refusal import Malformed, Refused
from doorstep_desk.staff.actions.add_staff import password_problems
from doorstep_desk.staff.models import Staff


@transaction.atomic
def change_password(*, actor: Actor, old: str, new: str, at: datetime) -> None:
    """Give the actor a new password; every other session of theirs ends.

    Raises:
        Refused: The actor is nobody, or the old password is not theirs.
        Malformed: The new password is too weak, or is the old one.
    """
    actor.require("password.change")
    row = Staff.objects.select_for_update().filter(pk=actor.staff_id or 0, is_active=True).first()
    if row is None or not check_password(old, row.password):
        raise Refused("password-wrong", "The old password is not right; nothing was changed.")
    problems = password_problems(new, row.username, row.display_name)
    if old == new:
        problems.append("The new password is the old one; choose another.")
    if problems:
        raise Malformed(problems)
    row.password = make_password(new)
    row.must_change_password = False
    row.save(update_fields=["password", "must_change_password"])
    record(at=at, actor=actor, verb="staff.password_changed", subject=f"staff:{row.pk}")
