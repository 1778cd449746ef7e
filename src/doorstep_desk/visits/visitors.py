"""Which pairs are out now, and what do they show to whoever asks who they are?"""

import hmac
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import connection

from doorstep.compliance.leave.visitor_code import code_at, day_secret, seconds_left
from doorstep.terms.local_time import local_day
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.keys import current_keys
from doorstep_desk.visits.models import VisitorCheck

ALERTS: Final = ("unknown", "reported")
"""Answers after which a person looks."""

SETTLED_KEPT: Final = timedelta(days=30)
"""How long a settled alert is shown."""

MOST_SHOWN: Final = 200


@dataclass(frozen=True, slots=True)
class ShownCode:
    """What a pair shows at an instant.

    Attributes:
        digits: Eight digits.
        seconds_left: Until the next ones.
    """

    digits: str
    seconds_left: int


@dataclass(frozen=True, slots=True)
class Alert:
    """A check after which somebody looks.

    Attributes:
        check_id: Its id.
        at: When it was asked.
        answer: ``unknown`` or ``reported``.
        pair_id: The pair whose number it was, or None.
        note: What the asker added.
        matched_after: The same asker then typed a number that fitted.
        settled_as: What it was, or empty.
        settled_by: By whom, or empty.
    """

    check_id: uuid.UUID
    at: datetime
    answer: str
    pair_id: int | None
    note: str
    matched_after: bool
    settled_as: str
    settled_by: str


def pairs_out(at: datetime) -> dict[int, int]:
    """Return the agency of each pair that may stand at a door at an instant.

    Over all agencies, by a function of the owner: whoever asks at a door is nobody to us.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pair, agency FROM doorstep_pairs_out(%s, %s)", [at, local_day(at)])
        return dict(cursor.fetchall())


def secret_of(pair_id: int, at: datetime) -> bytes:
    """Return the secret of a pair for the day of an instant."""
    master = hmac.digest(current_keys().permit_signing, b"visitor codes", "sha256")
    return day_secret(master, pair_id, local_day(at))


def shown_code(pair_id: int, at: datetime) -> ShownCode | None:
    """Return what a pair shows at an instant, or None while it may not stand at any door."""
    if pair_id not in pairs_out(at):
        return None
    return ShownCode(code_at(secret_of(pair_id, at), at), seconds_left(at))


def checks_since(asker: bytes, since: datetime) -> int:
    """Return how often one asker has asked since an instant."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT doorstep_visitor_checks(%s, %s)", [asker, since])
        return int(cursor.fetchone()[0])


def alerts_waiting(actor: Actor) -> int:
    """Return how many alerts wait for a person."""
    actor.require("visitor.read")
    return VisitorCheck.objects.filter(answer__in=ALERTS, settled_at=None).count()


def alerts_of(actor: Actor, now: datetime) -> list[Alert]:
    """Return the alerts that wait and those settled lately, newest first; one query for each.

    Raises:
        Refused: The actor may not.
    """
    actor.require("visitor.read")
    rows = list(
        VisitorCheck.objects.filter(answer__in=ALERTS)
        .exclude(settled_at__lt=now - SETTLED_KEPT)
        .order_by("-at")[:MOST_SHOWN]
    )
    good = VisitorCheck.objects.filter(
        answer="genuine", asker__in={bytes(row.asker) for row in rows}
    )
    matched: dict[bytes, list[datetime]] = {}
    for asker, at in good.values_list("asker", "at"):
        matched.setdefault(bytes(asker), []).append(at)
    return [
        Alert(
            row.pk, row.at, row.answer, row.pair_id, row.note,
            any(at > row.at for at in matched.get(bytes(row.asker), ())),
            row.settled_as, row.settled_by,
        )
        for row in rows
    ]  # fmt: skip
