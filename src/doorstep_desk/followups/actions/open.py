"""What can change about follow-ups."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction

from doorstep.parameters.proofs import ProofResult
from doorstep.terms.local_time import local_day
from doorstep_desk.audit.actions import record, record_many
from doorstep_desk.cases.actions.prove import KeptProof, NewProof, record_proof
from doorstep_desk.documents.actions import issue_document
from doorstep_desk.documents.contents.compose import Wanted
from doorstep_desk.followups.errors import followup_done, followup_unknown, no_letter_wanted
from doorstep_desk.followups.models import FollowUp
from doorstep_desk.followups.queries import LETTER
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.identifiers import new_id

_AFTER_PROOF: Final = {
    ProofResult.REFUTED: ("ask_for_point", 1),
    ProofResult.UNANSWERED: ("try_other_way", 7),
}
"""What follows a proof, and after how many days it is due."""


@dataclass(frozen=True, slots=True)
class NewFollowUp:
    """One thing to be done.

    Attributes:
        case_id: About which case.
        kind: What: ``thank``, ``ask_why``, ``agree_again``, ``review`` …
        due_on: By when.
        owner_role: Whose it is.
        source: The record it came from; one follow-up per source and kind.
        details: What the owner needs to know, as plain data.
    """

    case_id: int
    kind: str
    due_on: date
    owner_role: str
    source: str
    details: dict[str, object] = field(default_factory=dict)


@transaction.atomic
def open_followups(*, actor: Actor, wanted: Iterable[NewFollowUp], at: datetime) -> int:
    """Open follow-ups; one that exists for the same source and kind is left as it is.

    Raises:
        Refused: The actor may not.
    """
    actor.require("followup.open")
    return _open(actor, wanted, at)


@transaction.atomic
def prove_and_follow(*, actor: Actor, proof: NewProof, at: datetime) -> KeptProof:
    """Write down that a contact point was proved or not, and what has to follow.

    A refuted point needs another one, asked of the lender or the borrower; a try that nobody
    answered is repeated in another lawful way after a week.

    Raises:
        Refused: As for ``record_proof``.
    """
    kept = record_proof(actor=actor, proof=proof, at=at)
    if follow := _AFTER_PROOF.get(kept.result):
        kind, days = follow
        wanted = NewFollowUp(
            case_id=proof.case_id, kind=kind, due_on=local_day(at) + timedelta(days=days),
            owner_role="lead", source=f"proof:{kept.proof_id}",
            details={"point_kind": kept.kind, "way": proof.way},
        )  # fmt: skip
        _open(actor, [wanted], at)
    return kept


def _open(actor: Actor, wanted: Iterable[NewFollowUp], at: datetime) -> int:
    items = {(item.source, item.kind): item for item in wanted}
    known = set(
        FollowUp.objects.filter(
            agency_id=actor.agency_id, source__in={source for source, _ in items}
        ).values_list("source", "kind")
    )
    fresh = [item for key, item in items.items() if key not in known]
    FollowUp.objects.bulk_create(
        [
            FollowUp(
                id=new_id(), agency_id=actor.agency_id, case_id=item.case_id,
                kind=item.kind, due_on=item.due_on, owner_role=item.owner_role,
                source=item.source, details=item.details, created_at=at,
            )
            for item in fresh
        ],
        batch_size=2000,
    )  # fmt: skip
    record_many(
        at=at, actor=actor, verb="followup.opened",
        rows=[(f"case:{item.case_id}", {"kind": item.kind}) for item in fresh],
    )  # fmt: skip
    return len(fresh)


@transaction.atomic
def finish_followup(*, actor: Actor, followup_id: uuid.UUID, note: str, at: datetime) -> FollowUp:
    """Mark a follow-up as done, with a word on what was done.

    Raises:
        Refused: The actor may not, it does not exist, or it was done already.
    """
    actor.require("followup.finish")
    row = _held(actor, followup_id)
    _finish(actor, row, note, at)
    return row


@transaction.atomic
def issue_closing_letter(
    *, actor: Actor, followup_id: uuid.UUID, language: str, site: str, at: datetime
) -> uuid.UUID:
    """Issue the closing letter that a follow-up asks for, finish it so, and return the letter.

    Args:
        actor: Who issues it.
        followup_id: The follow-up.
        language: Of the letter.
        site: Address of the desk, printed on the letter.
        at: When.

    Raises:
        Refused: The actor may not, there is no such follow-up, it was done or asks for something
            else, or ``issue_document`` refuses: something is owed after all.
    """
    actor.require("followup.finish")
    row = _held(actor, followup_id)
    if row.kind != LETTER:
        raise no_letter_wanted()
    wanted = Wanted("closing", language, str(row.details.get("account", "")))
    letter = issue_document(actor=actor, case_id=row.case_id, wanted=wanted, site=site, at=at)
    _finish(actor, row, letter.number, at)
    return letter.pk


def _held(actor: Actor, followup_id: uuid.UUID) -> FollowUp:
    row = FollowUp.objects.select_for_update().filter(
        pk=followup_id, agency_id=actor.agency_id
    ).first()  # fmt: skip
    if row is None:
        raise followup_unknown()
    if row.done_at is not None:
        raise followup_done(row.done_by)
    return row


def _finish(actor: Actor, row: FollowUp, note: str, at: datetime) -> None:
    row.done_at, row.done_by, row.done_note = at, actor.name, note
    row.save(update_fields=["done_at", "done_by", "done_note"])
    record(
        at=at, actor=actor, verb="followup.finished", subject=f"case:{row.case_id}",
        kind=row.kind,
    )  # fmt: skip
