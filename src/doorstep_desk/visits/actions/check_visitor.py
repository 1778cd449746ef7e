"""What can change about the question who the visitors are."""

import uuid
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from doorstep.compliance.leave.visitor_code import typed_digits, whose
from doorstep.terms.local_time import local_day
from doorstep_desk.audit.actions import record
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.encryption import blind_index
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.visits.errors import (
    alert_settled,
    alert_unknown,
    number_unreadable,
    settle_outcome_unknown,
    too_many_checks,
)
from doorstep_desk.visits.models import VisitorCheck
from doorstep_desk.visits.visitors import ALERTS, checks_since, pairs_out, secret_of

MOST_CHECKS: Final = 12
"""In ten minutes and from one address: enough for a whole stairwell that mistypes."""

WITHIN: Final = timedelta(minutes=10)
LONGEST_NOTE: Final = 500
OUTCOMES: Final = ("impostor", "mistyped", "ours", "unclear")


@transaction.atomic
def check_visitor(*, actor: Actor, typed: str, address: str, at: datetime) -> bool:
    """Say whether the digits are those of a pair that may stand at a door now.

    Anyone may ask, and hears only whether the people are sent, have an appointment and are under
    a mandate. A number that fits nobody is an alert.

    Args:
        actor: Who asks; nobody in particular.
        typed: What was typed.
        address: Network address of the asker; only a fingerprint of the day is kept.
        at: Now.

    Raises:
        Refused: It is no number of eight digits, or too many were tried.
    """
    digits = typed_digits(typed)
    if not digits:
        raise number_unreadable()
    asker = _asker(address, at)
    _within_limit(asker, at)
    pair, agency = _whose(digits, at)
    _keep(actor, asker, "unknown" if pair is None else "genuine", pair, agency, "", at)
    return pair is not None


@transaction.atomic
def report_visitor(*, actor: Actor, typed: str, note: str, address: str, at: datetime) -> None:
    """Take down that the people at a door are not those whom the number belongs to.

    Args:
        actor: Who reports; nobody in particular.
        typed: The number that they showed, if any; it tells which pair is spoken of.
        note: What the asker adds; cut at ``LONGEST_NOTE``.
        address: Network address of the asker.
        at: Now.

    Raises:
        Refused: Too many were sent.
    """
    asker = _asker(address, at)
    _within_limit(asker, at)
    digits = typed_digits(typed)
    pair, agency = _whose(digits, at) if digits else (None, None)
    _keep(actor, asker, "reported", pair, agency, note.strip()[:LONGEST_NOTE], at)


@transaction.atomic
def settle_alert(*, actor: Actor, check_id: uuid.UUID, outcome: str, at: datetime) -> None:
    """Say what an alert turned out to be.

    Raises:
        Refused: The actor may not, there is no such alert for them, it was settled, or the
            outcome is not on the list.
    """
    actor.require("visitor.settle")
    if outcome not in OUTCOMES:
        raise settle_outcome_unknown()
    row = VisitorCheck.objects.select_for_update().filter(pk=check_id, answer__in=ALERTS).first()
    if row is None:
        raise alert_unknown()
    if row.settled_at is not None:
        raise alert_settled(row.settled_by)
    row.settled_as, row.settled_by, row.settled_at = outcome, actor.name, at
    row.save(update_fields=["settled_as", "settled_by", "settled_at"])
    record(
        at=at, actor=actor, verb="visitor.settled", subject=f"visitor_check:{check_id}",
        outcome=outcome,
    )  # fmt: skip


def _asker(address: str, at: datetime) -> bytes:
    return blind_index("visitor-check", f"{local_day(at).isoformat()} {address}")


def _within_limit(asker: bytes, at: datetime) -> None:
    if checks_since(asker, at - WITHIN) >= MOST_CHECKS:
        raise too_many_checks(at + WITHIN)


def _whose(digits: str, at: datetime) -> tuple[int | None, int | None]:
    agencies = pairs_out(at)
    pair = whose({each: secret_of(each, at) for each in agencies}, digits, at)
    return pair, None if pair is None else agencies[pair]


def _keep(
    actor: Actor, asker: bytes, answer: str, pair: int | None, agency: int | None, note: str,
    at: datetime,
) -> None:  # fmt: skip
    row = VisitorCheck(
        id=new_id(), agency_id=agency, pair_id=pair, asker=asker, at=at, answer=answer, note=note
    )
    VisitorCheck.objects.bulk_create([row])
    record(
        at=at, actor=actor, verb="visitor.checked", subject=f"visitor_check:{row.pk}",
        answer=answer, agency=agency,
    )  # fmt: skip
