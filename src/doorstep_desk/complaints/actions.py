"""What can change about pauses and requests to stop."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from django.db import transaction

from doorstep.terms.local_time import local_day
from doorstep_desk.audit.actions import record, record_many
from doorstep_desk.cases.actions.guard import lock_case
from doorstep_desk.complaints.errors import (
    no_pause,
    pause_ends_before_it_starts,
    pause_needs_reason,
)
from doorstep_desk.complaints.models import Pause, StopRequest
from doorstep_desk.permits.actions import stop_contact
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.identifiers import new_id

STOPS_PERSON: Final = (
    "complaint", "dispute", "hardship", "illness", "hospital", "bereavement", "death", "lawyer",
    "arrangement",
)  # fmt: skip
"""What is about the person: it takes back leave for all their cases, with every agency."""

PAUSE_REASONS: Final = (*STOPS_PERSON, "safety", "recall", "identity", "other")


@transaction.atomic
def pause_case(
    *, actor: Actor, case_id: int, reason: str, note: str, until_on: date | None, at: datetime
) -> Pause:
    """Stop our work on a case at once and take back its permits.

    Raises:
        Refused: The actor may not, the reason is not on the list, the end lies in the past, or
            there is no such case for this actor.
    """
    actor.require("case.pause")
    if reason not in PAUSE_REASONS:
        raise pause_needs_reason()
    if until_on is not None and until_on < local_day(at):
        raise pause_ends_before_it_starts()
    lock_case(actor, case_id)
    pause = Pause.objects.create(
        id=new_id(), agency_id=actor.agency_id, case_id=case_id, reason=reason, note=note,
        starts_at=at, until_on=until_on, noted_by=actor.name, reviewer="compliance",
    )  # fmt: skip
    stopped = stop_contact(
        actor=actor, case_ids=[case_id], because=f"paused: {reason}", at=at,
        only_these_cases=reason not in STOPS_PERSON,
    )  # fmt: skip
    record(
        at=at, actor=actor, verb="case.paused", subject=f"case:{case_id}", reason=reason,
        until=until_on.isoformat() if until_on else None, permits_cancelled=stopped.permits,
    )  # fmt: skip
    return pause


@transaction.atomic
def pause_cases(*, actor: Actor, reasons: Iterable[tuple[int, str, str]], at: datetime) -> int:
    """Pause many cases, each with its reason and source, until a person has looked.

    Args:
        actor: Who pauses.
        reasons: Case, reason and note of each pause.
        at: When.

    Raises:
        Refused: The actor may not.
    """
    actor.require("case.pause")
    paused = {(p.case_id, p.reason) for p in Pause.objects.filter(
        agency_id=actor.agency_id, ended_at=None)}  # fmt: skip
    rows: dict[tuple[int, str], Pause] = {}
    for case_id, reason, note in reasons:
        if (case_id, reason) not in paused:
            rows[case_id, reason] = Pause(
                id=new_id(), agency_id=actor.agency_id, case_id=case_id, reason=reason,
                note=note, starts_at=at, noted_by=actor.name, reviewer="compliance",
            )  # fmt: skip
    Pause.objects.bulk_create(rows.values(), batch_size=2000)
    for is_person in (True, False):
        cases = [case for case, reason in rows if (reason in STOPS_PERSON) is is_person]
        if cases:
            stop_contact(
                actor=actor, case_ids=cases, because="paused by import", at=at,
                only_these_cases=not is_person,
            )  # fmt: skip
    record_many(
        at=at, actor=actor, verb="case.paused",
        rows=[(f"case:{case}", {"reason": reason}) for case, reason in rows],
    )  # fmt: skip
    return len(rows)


@transaction.atomic
def forget_pauses(*, actor: Actor, case_ids: Iterable[int], at: datetime) -> int:
    """Delete the pauses of cases that disappear because their import is undone.

    Raises:
        Refused: The actor may not.
    """
    actor.require("import.undo")
    rows = Pause.objects.filter(agency_id=actor.agency_id, case_id__in=list(case_ids))
    pauses = list(rows.values_list("case_id", "reason"))
    rows.delete()
    record_many(
        at=at, actor=actor, verb="pause.removed",
        rows=[(f"case:{case}", {"reason": reason}) for case, reason in pauses],
    )  # fmt: skip
    return len(pauses)


@transaction.atomic
def end_pauses(*, actor: Actor, case_id: int, note: str, at: datetime) -> int:
    """End the running pauses of a case after a person has looked.

    Raises:
        Refused: The actor may not, or the case is not paused.
    """
    actor.require("case.resume")
    running = Pause.objects.select_for_update().filter(
        case_id=case_id, agency_id=actor.agency_id, ended_at=None
    )
    count = running.update(ended_at=at, ended_by=actor.name)
    if not count:
        raise no_pause()
    record(
        at=at, actor=actor, verb="case.resumed", subject=f"case:{case_id}", because=note,
        pauses=count,
    )  # fmt: skip
    return count


@transaction.atomic
def end_pause_for(*, actor: Actor, case_id: int, reason: str, note: str, at: datetime) -> int:
    """End the running pauses of a case that have one reason; others go on.

    Returns:
        How many ended; none is no fault, as a person may have ended them before.

    Raises:
        Refused: The actor may not.
    """
    actor.require("case.resume")
    count = Pause.objects.filter(
        case_id=case_id, agency_id=actor.agency_id, ended_at=None, reason=reason
    ).update(ended_at=at, ended_by=actor.name)
    if count:
        record(
            at=at, actor=actor, verb="case.resumed", subject=f"case:{case_id}", because=note,
            pauses=count,
        )  # fmt: skip
    return count


@transaction.atomic
def record_stop_request(
    *,
    actor: Actor,
    borrower_id: int,
    person_key: bytes,
    case_id: int,
    form: str,
    at: datetime,
    channels: str = "all",
) -> StopRequest:
    """Write down that a borrower wants no more contact, and take back the permits.

    The request is the person's: it reaches the borrower's other cases too. Leave is taken back for
    every channel, also when only some are named: what is still wanted gets new leave.

    Raises:
        Refused: The actor may not.
    """
    actor.require("attempt.record")
    row = StopRequest.objects.create(
        id=new_id(), agency_id=actor.agency_id, borrower_id=borrower_id,
        person_key=person_key, channels=channels, form=form, received_at=at, noted_by=actor.name,
    )  # fmt: skip
    stop_contact(actor=actor, case_ids=[case_id], because="asked to stop", at=at)
    record(at=at, actor=actor, verb="stop.requested", subject=f"case:{case_id}", form=form)
    return row
