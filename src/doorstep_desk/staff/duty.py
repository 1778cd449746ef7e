"""How many pairs could visit on each of some days, as far as anybody may know it?

A borrower books a visit without seeing a row about staff. The question goes through a function of
the owner that returns hours and what the law asks about a pair, and no name. It answers staff the
same, so a slot is offered to all by the same rule.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection

from doorstep.planning.slots import PairOnDuty


@dataclass(frozen=True, slots=True)
class DutySeen:
    """A pair that could visit on a day, without a name.

    Attributes:
        pair: Hours, visits and languages.
        certified_until: Last day on which both hold a certificate; None if that is not known.
        trained_on: The earlier of their last trainings; None if neither is known.
        has_unknown_training: Somebody's last training is not written down.
        has_violent_record: True if one has a record; None while somebody was not checked.
    """

    pair: PairOnDuty
    certified_until: date | None
    trained_on: date | None
    has_unknown_training: bool
    has_violent_record: bool | None


def pairs_on_duty(agency_id: int, first_on: date, last_on: date) -> list[DutySeen]:
    """Return who could be sent from a day to another, by day and pair, in one query.

    Nobody of a pair is away, holds a certificate that is over, or lacks one that visits need. A
    day for which no shift was written down yet counts every pair as on its last shift.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT day, pair, starts, ends, visits, languages, certified_until, trained_on,"
            " has_unknown_training, has_violent_record"
            " FROM doorstep_pairs_on_duty(%s, %s, %s)",
            [agency_id, first_on, last_on],
        )
        return [
            DutySeen(
                PairOnDuty(day, pair, starts, ends, visits, frozenset(languages.split())),
                *about,
            )
            for day, pair, starts, ends, visits, languages, *about in cursor.fetchall()
        ]


def of_day(duty: Iterable[DutySeen], on: date) -> list[DutySeen]:
    """Return those of one day."""
    return [each for each in duty if each.pair.on == on]
