"""How does Django find the member of staff behind a session?"""

from typing import Any

from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from doorstep_desk.staff.models import Staff


class StaffBackend(BaseBackend):
    """Loads active staff for a session; passwords are checked by the sign-in action only."""

    def get_user(self, user_id: Any) -> Staff | None:
        """Return the active member of staff, so that a disabled one is out at once."""
        return Staff.objects.filter(pk=user_id, is_active=True).first()


def open_session(request: HttpRequest, staff_id: int) -> None:
    """Begin a session under a fresh key for somebody whose password was just checked."""
    login(request, Staff.objects.get(pk=staff_id), "doorstep_desk.staff.sessions.StaffBackend")


def close_session(request: HttpRequest) -> None:
    """End the session and forget everything in it."""
    logout(request)


def keep_session(request: HttpRequest, staff_id: int) -> None:
    """Let this session live on after its owner changed the password; all others end."""
    update_session_auth_hash(request, Staff.objects.get(pk=staff_id))
