"""What must a phone be told: whom to leave, which stops went and came, and what is under review?

Three of the answers are read from how things stand now, so a lost answer costs nothing: the cases
to leave, stops that are no longer this pair's, and a plan newer than the papers. What happened
in between follows the audit log by a bookmark that never skips an entry of a transaction
that was still open (``audit.queries``): a greatest number would.
"""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from doorstep.terms.local_time import local_day
from doorstep_desk.audit.queries import Entry, entries_about_after, safe_bookmark
from doorstep_desk.cases.queries import cases_seen
from doorstep_desk.complaints.queries import cases_to_leave
from doorstep_desk.dayplans.queries import latest_run, stops_of_cases
from doorstep_desk.fieldwork.models import PackGiven
from doorstep_desk.permits.queries import taken_back
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.refusal import Malformed

MOST: Final = 200
_VERBS: Final = ("case.paused", "contact.stopped", "permit.cancelled", "visit.questioned")
_GONE: Final = ("withdrawn", "replaced")

_SAY: Final = {
    "stop": (
        "请不要联系：办公室已停止此案。",
        "Do not contact: the office has stopped this case.",
    ),
    "unassign": (
        "这一站已不由你们负责，资料会从手机上移除。",
        "This stop is no longer yours; its papers leave the phone.",
    ),
    "pack": ("行程已更新，请重新下载。", "The plan was renewed; fetch today's papers again."),
    "note": ("有一次上门正在复核。", "A visit is being looked at again."),
}


@dataclass(frozen=True, slots=True)
class Changes:
    """What a phone is told.

    Attributes:
        stop_list: Cases that must not be contacted, as text.
        changes: What happened, each as the contract says.
        cursor: Where the next question goes on.
        more: Whether there is more already.
    """

    stop_list: list[str]
    changes: list[dict[str, Any]]
    cursor: str
    more: bool


def changes_for(actor: Actor, device_id: uuid.UUID, cursor: str | None, at: datetime) -> Changes:
    """Return what the carrier of a phone must know, in a constant number of queries.

    Raises:
        Malformed: The cursor is none of ours.
    """
    packs = _packs(device_id, at)
    cases = sorted(_cases_in(packs))
    gone, stopped = _to_leave(actor, cases, at)
    changes = [_change("unassign", case) for case in sorted(gone)]
    if packs and _is_replanned(actor, packs[0].given_at, at):
        changes.append(_change("pack", None))
    entries, next_cursor = _followed(cursor, cases)
    changes += [_told(entry) for entry in entries]
    return Changes(
        [str(case) for case in sorted(gone | stopped)], changes, next_cursor,
        len(entries) >= MOST,
    )  # fmt: skip


def cases_to_be_left(
    actor: Actor, device_id: uuid.UUID, planned: Iterable[int], at: datetime
) -> list[str]:
    """Return who is not visited among the cases of a phone's papers of today and those planned.

    As text, and without what happened in between.
    """
    cases = sorted(_cases_in(_packs(device_id, at)).union(planned))
    return [str(case) for case in sorted(set().union(*_to_leave(actor, cases, at)))]


def _packs(device_id: uuid.UUID, at: datetime) -> list[PackGiven]:
    given = PackGiven.objects.filter(device_id=device_id, on=local_day(at))
    return list(given.order_by("-given_at"))


def _cases_in(packs: Iterable[PackGiven]) -> set[int]:
    return {case for pack in packs for case in pack.cases}


def _to_leave(actor: Actor, cases: list[int], at: datetime) -> tuple[set[int], set[int]]:
    """Return the cases among some that are no longer the agent's, and those that are stopped."""
    on = local_day(at)
    stopped = cases_to_leave(actor.agency_id, cases, at) | taken_back(cases, on)
    return _gone(actor, cases, on), stopped


def _gone(actor: Actor, cases: Collection[int], on: date) -> set[int]:
    """Return the cases of today's papers that the agent may no longer see, or has no stop for."""
    if not cases:
        return set()
    stops = stops_of_cases(actor.agency_id, cases, on)
    kept = {case for case, state in stops if state not in _GONE}
    return set(cases) - (cases_seen(cases) & kept)


def _is_replanned(actor: Actor, given_at: datetime, at: datetime) -> bool:
    run = latest_run(actor.agency_id, local_day(at))
    return run is not None and run.created_at > given_at


def _followed(cursor: str | None, cases: Collection[int]) -> tuple[list[Entry], str]:
    head = safe_bookmark()
    if cursor is None:
        return [], head
    try:
        entries = entries_about_after(
            cursor, [f"case:{case}" for case in cases], _VERBS, limit=MOST
        )
    except ValueError:
        raise Malformed(["the cursor is none of this office's"]) from None
    last = entries[-1].bookmark if entries else cursor
    if len(entries) >= MOST:
        return entries, last
    return entries, max(last, head, key=lambda mark: tuple(map(int, mark.split("."))))


def _told(entry: Entry) -> dict[str, Any]:
    kind = "note" if entry.verb == "visit.questioned" else "stop"
    return _change(kind, int(entry.subject.rpartition(":")[2]))


def _change(kind: str, case: int | None) -> dict[str, Any]:
    zh, en = _SAY[kind]
    named = {} if case is None else {"case_id": str(case)}
    return {"kind": kind, **named, "say": {"zh": zh, "en": en}}
