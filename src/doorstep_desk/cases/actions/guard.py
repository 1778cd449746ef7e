"""Hold a case while something about it is decided, and notice when the reader's view is old."""

from dataclasses import dataclass

from doorstep_desk.audit.queries import newest_entry_of
from doorstep_desk.cases.errors import case_unknown, record_changed
from doorstep_desk.cases.models import Case
from doorstep_desk.plumbing.actor import Actor


@dataclass(frozen=True, slots=True)
class HeldCase:
    """A case whose row is locked until the transaction ends.

    Attributes:
        case_id: Identifier.
        agency_id: Whose case it is.
        borrower_id: The borrower.
        creditor_id: Who is owed.
        person_key: Key of the borrower over all agencies.
    """

    case_id: int
    agency_id: int
    borrower_id: int
    creditor_id: int
    person_key: bytes


def lock_case(actor: Actor, case_id: int, seen: str | None = None) -> HeldCase:
    """Return a case with its row locked until the transaction ends.

    Args:
        actor: Who works; a case of another organisation does not exist for them.
        case_id: Which case.
        seen: The newest history entry that the reader had seen; None skips the comparison.

    Raises:
        Refused: There is no such case for this actor, or it changed since it was seen.
    """
    # Not against rows that only name the case: whoever gives leave for it holds the person first.
    row = (
        Case.objects.select_for_update(of=("self",), no_key=True)
        .select_related("borrower")
        .filter(pk=case_id, agency_id=actor.agency_id)
        .first()
    )
    if row is None:
        raise case_unknown(case_id)
    if seen is not None and seen != newest_entry_of(f"case:{case_id}"):
        raise record_changed()
    return HeldCase(
        row.pk, row.agency_id, row.borrower_id, row.creditor_id, bytes(row.borrower.person_key)
    )
