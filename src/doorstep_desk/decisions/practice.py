"""What is the law told about who works, beside the case itself?

Nothing here is assumed: what an agency or a lender has not declared, and what is not written down
about somebody on the team, stays unknown, and the rules that ask for it hold. Constant is only
what the product itself does and does not do.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np

from doorstep.compliance.asked.claim import ClaimFacts
from doorstep.compliance.asked.columns import UNKNOWN_NUMBER, column_types
from doorstep.compliance.asked.people import PeopleFacts
from doorstep.compliance.words import OrgKind
from doorstep.terms.codes import Known
from doorstep.terms.local_time import NO_DAY, day_number
from doorstep_desk.declarations.facts import DeclaredFacts
from doorstep_desk.declarations.questions import LENDER
from doorstep_desk.staff.duty import DutySeen
from doorstep_desk.staff.queries import StaffSeen

OWN_DOING: Final[dict[str, int | bool]] = {
    "org_kind": int(OrgKind.AGENCY),
    "is_ai": False,
    "is_automated_decision": True,
}
"""What the product does: an agency's contacts, chosen by a program, made by people."""

_EMPTY: Final = {
    name: column.empty
    for group in (PeopleFacts, ClaimFacts)
    for name, column in column_types(group).items()
}
"""What each column holds while nobody has said anything: unknown, wherever that is possible."""


@dataclass(frozen=True, slots=True)
class Team:
    """Who can go on a visit or call that day, as far as the law asks.

    Attributes:
        size: Agents who go together; a pair is two.
        certified_until: Last day on which every pair still holds two good certificates; None
            without them.
        trained_on: Day of the training that lies furthest back; None if nobody's is known.
        has_unknown_training: Somebody's last training is not written down.
        has_violent_record: Whether somebody has a record; unknown unless everybody was checked.
    """

    size: int
    certified_until: date | None
    trained_on: date | None = None
    has_unknown_training: bool = True
    has_violent_record: Known = Known.UNKNOWN

    def columns(self, on: date) -> dict[str, int | bool]:
        """Return the columns that hold for every contact of the day."""
        until, trained = self.certified_until, self.trained_on
        is_known = trained is not None and trained <= on
        return {
            "team_size": self.size,
            "certified_until_day": int(NO_DAY) if until is None else day_number(until),
            "longest_since_training_days": (
                (on - trained).days if trained is not None and is_known else UNKNOWN_NUMBER
            ),
            "has_unknown_training": self.has_unknown_training or not is_known,
            "agents_have_violent_record": int(self.has_violent_record),
        }


def team_of(members: list[StaffSeen]) -> Team:
    """Return what the law asks about some people who may go; the weakest of each counts."""
    certificates = [member.certificate_valid_until for member in members]
    trained = [member.trained_on for member in members if member.trained_on is not None]
    known = [day for day in certificates if day is not None]
    return Team(
        size=2,
        certified_until=min(known) if known and len(known) == len(members) else None,
        trained_on=min(trained, default=None),
        has_unknown_training=len(trained) < len(members) or not members,
        has_violent_record=_record_of(members),
    )


def team_on_duty(duty: Sequence[DutySeen]) -> Team:
    """Return what the law asks about the pairs of a day, of whom no name is known here."""
    until = [each.certified_until for each in duty]
    trained = [each.trained_on for each in duty if each.trained_on is not None]
    known = [day for day in until if day is not None]
    return Team(
        size=2,
        certified_until=min(known) if known and len(known) == len(duty) else None,
        trained_on=min(trained, default=None),
        has_unknown_training=not duty or any(each.has_unknown_training for each in duty),
        has_violent_record=_found([each.has_violent_record for each in duty]),
    )


def _record_of(members: list[StaffSeen]) -> Known:
    return _found([member.has_violent_record for member in members])


def _found(found: Sequence[bool | None]) -> Known:
    if any(found):
        return Known.YES
    return Known.NO if found and all(each is False for each in found) else Known.UNKNOWN


def lender_columns(declared: DeclaredFacts, creditors: list[int]) -> dict[str, Any]:
    """Return the columns that lenders answer for, one row per creditor given.

    Args:
        declared: What was declared.
        creditors: Creditor of each row.
    """
    found: dict[str, Any] = {}
    for question in LENDER:
        values = [
            declared.of_lender(creditor).get(question.key, _EMPTY[question.key])
            for creditor in creditors
        ]
        found[question.key] = np.array(values, dtype=np.int64)
    return found
