"""Whose copy does a code open, and how often was it tried?"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import connection

from doorstep_desk.fieldwork.copies.content import Content
from doorstep_desk.fieldwork.copies.paper import content_from
from doorstep_desk.fieldwork.models import VisitCopy
from doorstep_desk.plumbing.actor import Actor

MAY: Final = frozenset({"record.copy"})
"""What whoever holds a code and knows the end of the identity number may do."""


@dataclass(frozen=True, slots=True)
class FoundCopy:
    """A copy that a code leads to.

    Attributes:
        copy_id: The copy.
        agency_id: Whose visitors came.
        case_id: About which case; the page before the proof names none.
        borrower_id: To whom it was handed.
    """

    copy_id: uuid.UUID
    agency_id: int
    case_id: int
    borrower_id: int

    @property
    def actor(self) -> Actor:
        """Return in whose name its holder reads, seeing this borrower's rows and no other's."""
        name = f"borrower:{self.borrower_id}"
        return Actor(name, "borrower", MAY, None, self.agency_id, self.borrower_id)


def copy_behind(code_hash: str, at: datetime) -> FoundCopy | None:
    """Return the copy behind the hash of a code once the visit is here; asked before any scope."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT copy_id, agency_id, case_id, borrower_id FROM doorstep_visit_copy(%s, %s)",
            [code_hash, at],
        )
        row = cursor.fetchone()
    return None if row is None else FoundCopy(*row)


def copy_uses_since(
    copy_id: uuid.UUID | None, asker: bytes, kinds: Iterable[str], since: datetime
) -> int:
    """Return how often a copy was used so, or an asker came without a good code."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT doorstep_copy_uses(%s, %s, %s, %s)", [copy_id, asker, list(kinds), since]
        )
        return int(cursor.fetchone()[0])


def copy_content(copy_id: uuid.UUID) -> tuple[str, Content]:
    """Return by what the visit of a copy is known, and what the copy says."""
    row = VisitCopy.objects.get(pk=copy_id)
    return str(row.visit_key), content_from(row.content)


def copies_of_case(case_id: int) -> list[tuple[uuid.UUID, datetime]]:
    """Return the copies of a case's visits with when each was made, the newest first."""
    rows = VisitCopy.objects.filter(case_id=case_id).exclude(whole_at=None)
    return list(rows.order_by("-made_at").values_list("id", "made_at"))


def copy_of_case(case_id: int, copy_id: uuid.UUID) -> FoundCopy | None:
    """Return one copy of a case, or None where there is none such."""
    row = VisitCopy.objects.filter(case_id=case_id, pk=copy_id).exclude(whole_at=None).first()
    if row is None:
        return None
    return FoundCopy(row.pk, row.agency_id, row.case_id, row.borrower_id)
