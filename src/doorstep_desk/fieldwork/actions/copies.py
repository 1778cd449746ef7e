"""Hand the borrower a copy of a visit's record, and open it for them and nobody else."""

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction

from doorstep.terms.local_time import local_day
from doorstep_desk.audit.actions import record
from doorstep_desk.cases.identity import knows_end
from doorstep_desk.cases.queries import case_of, people_of_cases
from doorstep_desk.documents.codes import read_code
from doorstep_desk.fieldwork.asked import noted_of
from doorstep_desk.fieldwork.copies.content import as_text, content_of, with_correction
from doorstep_desk.fieldwork.copies.finding import FoundCopy, copy_behind, copy_uses_since
from doorstep_desk.fieldwork.corrections.said import Told
from doorstep_desk.fieldwork.errors import too_many_tries
from doorstep_desk.fieldwork.models import CopyUse, Correction, FieldEvent, VisitCopy
from doorstep_desk.fieldwork.reading import Event, a_hash
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.encryption import blind_index
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.staff.queries import pair_of_agent, staff_by_id

LASTS: Final = timedelta(days=90)
"""House policy: so long the page opens; the paper that was kept from it stays."""
_LIMITS: Final = {
    "unknown": (20, timedelta(minutes=10)),
    "wrong": (5, timedelta(hours=1)),
}
"""Codes of no copy from one address, and wrong proofs of one copy, within which time."""


def make_copy(actor: Actor, row: FieldEvent, event: Event, at: datetime) -> None:
    """Remember the hash of the code that was shown at the door, if one was.

    Without a case that the office can see there is nothing to hand over; the visit itself goes to
    review then.
    """
    told = event.body.get("copy_hash")
    if told is None or row.visit_key is None or row.case_key is None:
        return
    owner = people_of_cases([row.case_key]).get(row.case_key)
    if owner is None:
        return
    copy = VisitCopy(
        id=new_id(), agency_id=actor.agency_id, case_id=row.case_key,
        borrower_id=owner.borrower_id, visit_key=row.visit_key, code_hash=a_hash(told),
        made_at=row.happened_at, ends_at=at + LASTS,
    )  # fmt: skip
    VisitCopy.objects.bulk_create([copy], ignore_conflicts=True)
    record(
        at=at, actor=actor, verb="visit.copied", subject=f"case:{row.case_key}",
        visit=str(row.visit_key),
    )  # fmt: skip


def fill_copy(actor: Actor, row: FieldEvent, event: Event, at: datetime) -> None:
    """Write what was said and agreed into the copy, once the visit has ended."""
    answers = event.body.get("answers")
    if row.visit_key is None or not isinstance(answers, dict):
        return
    copies = VisitCopy.objects.filter(visit_key=row.visit_key, whole_at=None)
    if not copies.exists():
        return
    content = content_of(noted_of(row), _visitors(row.staff_id), answers)
    copies.update(content=as_text(content), whole_at=at)
    record(
        at=at, actor=actor, verb="copy.filled", subject=f"case:{row.case_key}",
        visit=str(row.visit_key),
    )  # fmt: skip


def correct_copy(
    actor: Actor, kept: Correction, told: tuple[Told, Told], at: datetime, *, is_taken_back: bool
) -> None:
    """Write a correction that holds beside what the copy said; only an agreement stands in it.

    Args:
        actor: Who lets it hold.
        kept: The correction.
        told: What was told before, and what is told now.
        at: Now.
        is_taken_back: It held before, and what was said first holds again.
    """
    was, now = (_pair(each) for each in told)
    if was == now or kept.visit_key is None:
        return
    correction = {
        "at": (at if is_taken_back else kept.made_at).isoformat(), "because": kept.because,
        "was": was, "now": now, "is_taken_back": is_taken_back,
    }  # fmt: skip
    for row in VisitCopy.objects.filter(visit_key=kept.visit_key).exclude(whole_at=None):
        row.content = with_correction(row.content, correction)
        row.save(update_fields=["content"])
        record(
            at=at, actor=actor, verb="copy.corrected", subject=f"case:{row.case_id}",
            visit=str(row.visit_key),
        )  # fmt: skip


@transaction.atomic
def find_copy(*, actor: Actor, typed: str, address: str, at: datetime) -> FoundCopy | None:
    """Return the copy that a code opens; None where it has not arrived, ended, or is none.

    Args:
        actor: Who asks; nobody in particular.
        typed: The code, as typed or scanned.
        address: Network address of the asker; only a fingerprint of the day is kept.
        at: Now.

    Raises:
        Refused: Too many codes of no copy were tried from there.
    """
    asker = _asker(address, at)
    code = read_code(typed)
    found = copy_behind(hashlib.sha256(code.encode()).hexdigest(), at) if code else None
    if found is None:
        _within("unknown", None, asker, at)
        _used(actor, None, asker, "unknown", at)
    return found


@transaction.atomic
def prove_reader(*, copy: FoundCopy, typed: str, address: str, at: datetime) -> bool:
    """Say whether whoever opens a copy knows what its borrower knows; a wrong try is counted.

    Raises:
        Refused: Too many wrong ones were tried on this copy.
    """
    asker = _asker(address, at)
    _within("wrong", copy, asker, at)
    is_right = knows_end(case_of(copy.actor, copy.case_id).borrower.identity_number, typed)
    _used(copy.actor, copy, asker, "opened" if is_right else "wrong", at)
    return is_right


def _visitors(staff_id: int) -> list[str]:
    pair = pair_of_agent(staff_id)
    keys = {staff_id} if pair is None else {pair.first.id, pair.second.id, staff_id}
    return [each.display_name for _, each in sorted(staff_by_id(keys).items())]


def _pair(told: Told) -> list[Any]:
    return [told.promise_fen, told.promise_due_on and told.promise_due_on.isoformat()]


def _asker(address: str, at: datetime) -> bytes:
    return blind_index("visit-copy", f"{local_day(at).isoformat()} {address}")


def _within(kind: str, copy: FoundCopy | None, asker: bytes, at: datetime) -> None:
    most, span = _LIMITS[kind]
    if copy_uses_since(copy.copy_id if copy else None, asker, (kind,), at - span) >= most:
        raise too_many_tries(at + span)


def _used(actor: Actor, copy: FoundCopy | None, asker: bytes, what: str, at: datetime) -> None:
    known: Mapping[str, Any] = (
        {"agency_id": copy.agency_id, "case_id": copy.case_id, "copy_id": copy.copy_id}
        if copy else {}
    )  # fmt: skip
    row = CopyUse(id=new_id(), asker=asker, what=what, at=at, **known)
    CopyUse.objects.bulk_create([row])
    subject = f"case:{copy.case_id}" if copy else f"copy_use:{row.pk}"
    record(at=at, actor=actor, verb="copy.used", subject=subject, what=what)
