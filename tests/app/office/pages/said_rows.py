"""As many things that borrowers said, half of them answered, as a page can list."""

from collections.abc import Sequence
from datetime import timedelta

from tests.app.conftest import Cast
from tests.app.portfolio import DAY, NOON

from doorstep_desk.cases.queries import KnownAccount
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.self_service.kinds import KINDS
from doorstep_desk.self_service.models import Said


def said_by_borrowers(cast: Cast, known: Sequence[KnownAccount]) -> None:
    """Write one thing said for each case, of every kind in turn; every second is answered."""
    kinds = list(KINDS.items())
    rows = []
    for place, each in enumerate(known):
        word, kind = kinds[place % len(kinds)]
        is_answered = place % 2 == 1
        rows.append(
            Said(
                id=new_id(), agency_id=cast.agency_id, case_id=each.case_id,
                borrower_id=each.borrower_id, kind=word, number=f"S{place:07d}", words="…",
                said_at=NOON - timedelta(hours=place), due_on=DAY + timedelta(days=place % 5 - 2),
                owner_role=kind.owner_role, answered_at=NOON if is_answered else None,
                answered_by="lead" if is_answered else "", answer="x" if is_answered else "",
            )
        )  # fmt: skip
    Said.objects.bulk_create(rows)
