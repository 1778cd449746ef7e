"""A borrower signs an agreement on their own page: with their signature it is agreed."""

import uuid
from datetime import datetime
from typing import Final

from django.db import transaction

from doorstep.affordability.lifecycle import ArrangementState
from doorstep_desk.arrangements.actions import agree_arrangement
from doorstep_desk.arrangements.queries import arrangements_of_case
from doorstep_desk.documents.queries import document_of
from doorstep_desk.self_service.actions.sign_paper import sign_paper
from doorstep_desk.self_service.queries import Visit

_OFFERED: Final = frozenset({ArrangementState.PROPOSED, ArrangementState.APPROVED})
"""States in which the borrower's word is all that lacks."""


@transaction.atomic
def sign_agreement(
    *, visit: Visit, document_id: uuid.UUID, code: str, site: str, at: datetime
) -> uuid.UUID | None:
    """Sign by a code, and agree to what was signed where nobody had written that down yet.

    Signature, agreement, the pause and the leave taken back stand or fall together. Returns the
    key of the signed version, or None where the code was wrong.

    Raises:
        Refused: As for signing and for agreeing: above all where something is let off and nobody
            approved it, or another arrangement is in force.
    """
    key = sign_paper(visit=visit, document_id=document_id, code=code, site=site, at=at)
    if key is None:
        return None
    signed = document_of(visit.actor, key)
    known = arrangements_of_case(signed.case_id)
    seen = next(each for each in known if f"arrangement:{each.row.pk}" == signed.subject)
    if seen.state in _OFFERED:
        agree_arrangement(
            actor=visit.actor, arrangement_id=seen.row.pk, seal=seen.row.payload_hash, at=at
        )
    return key
