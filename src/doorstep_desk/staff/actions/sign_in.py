"""Who may come in, and how is guessing made useless?

Failures in a row are counted in the database, by user name and by network address, known or
not. From the fifth on, each makes the next attempt wait twice as long, up to a quarter of an
hour. An unknown name costs the same work and gets the same answer as a wrong password.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from doorstep_desk.audit.actions import record
from doorstep_desk.plumbing.actor import ANONYMOUS, Actor
from doorstep_desk.plumbing.encryption import blind_index
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.scope import acting_as
from doorstep_desk.staff.errors import sign_in_failed, sign_in_must_wait
from doorstep_desk.staff.models import SignInCounter, Staff
from doorstep_desk.staff.queries import StaffSeen, actor_of, seen

FAILURES_BY_NAME: Final = 5
FAILURES_BY_ADDRESS: Final = 30
SHORTEST_WAIT: Final = timedelta(minutes=1)
LONGEST_WAIT: Final = timedelta(minutes=15)
FORGOTTEN_AFTER: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class _Gate:
    key: bytes
    limit: int


@transaction.atomic
def sign_in(*, username: str, password: str, address: str, at: datetime) -> StaffSeen | Refused:
    """Check a user name with its password.

    The refusal is returned, not raised, because the count of failures must be kept. The door
    opens the session for whoever is returned.

    Args:
        username: As typed; case and surrounding blanks do not matter.
        password: As typed.
        address: Network address of the asker.
        at: Now.
    """
    username = username.strip().lower()
    gates = sorted(
        (
            _Gate(blind_index("sign-in-name", username), FAILURES_BY_NAME),
            _Gate(blind_index("sign-in-address", address), FAILURES_BY_ADDRESS),
        ),
        key=lambda gate: gate.key,
    )
    counters = [_locked(gate.key, at) for gate in gates]
    waiting = [c.wait_until for c in counters if c.wait_until is not None and c.wait_until > at]
    if waiting:
        return sign_in_must_wait(max(waiting))

    row = Staff.objects.filter(username=username, is_active=True).first()
    if not _is_right(row, password) or row is None:
        for gate, counter in zip(gates, counters, strict=True):
            _count_failure(counter, gate.limit, at)
        _note(row, "staff.sign_in_refused", at)
        return sign_in_failed()
    SignInCounter.objects.filter(key=blind_index("sign-in-name", username)).delete()
    _note(row, "staff.signed_in", at)
    return seen(row)


def sign_out(*, actor: Actor, at: datetime) -> None:
    """Note that somebody left; the door closes the session."""
    with transaction.atomic():
        record(at=at, actor=actor, verb="staff.signed_out", subject=f"staff:{actor.staff_id}")


def _locked(key: bytes, at: datetime) -> SignInCounter:
    fresh = SignInCounter(key=key, failures=0, failed_at=at)
    SignInCounter.objects.bulk_create([fresh], ignore_conflicts=True)
    counter = SignInCounter.objects.select_for_update().get(key=key)
    if counter.failed_at + FORGOTTEN_AFTER < at:
        counter.failures = 0
    return counter


def _is_right(row: Staff | None, password: str) -> bool:
    if row is None:
        make_password(password)  # the same work as for a name that exists
        return False
    return check_password(password, row.password)


def _count_failure(counter: SignInCounter, limit: int, at: datetime) -> None:
    counter.failures += 1
    counter.failed_at = at
    excess = counter.failures - limit
    counter.wait_until = at + min(SHORTEST_WAIT * 2 ** min(excess, 8), LONGEST_WAIT)
    if excess < 0:
        counter.wait_until = None
    counter.save()


def _note(row: Staff | None, verb: str, at: datetime) -> None:
    if row is None:
        record(at=at, actor=ANONYMOUS, verb=verb, subject="staff:unknown")
        return
    whose = actor_of(row)
    with acting_as(whose):
        record(at=at, actor=whose, verb=verb, subject=f"staff:{row.pk}")
