"""What differs between a record of a visit and its correction, in the reader's words?"""

from datetime import date
from typing import Any, Final

from doorstep_desk.fieldwork.corrections.queries import CorrectionSeen
from doorstep_desk.office.presentation import formats
from doorstep_desk.office.presentation.case_forms import Change
from doorstep_desk.office.presentation.words import said
from doorstep_desk.plumbing.speech import language, say

_NOTHING: Final = "—"


def changes_of(row: CorrectionSeen) -> tuple[Change, ...]:
    """Return what differs, with both values; sum and day of a promise are one."""
    found = []
    if "disposition" in row.changed and row.was and row.now:
        was, now = (said(each.disposition, "disposition") for each in (row.was, row.now))
        found.append(Change(say("结果", "Result"), was, now))
    if "note" in row.changed and row.was and row.now:
        was, now = row.was.note or _NOTHING, row.now.note or _NOTHING
        found.append(Change(say("说明", "Note"), was, now))
    if {"promise_fen", "promise_due_on"} & set(row.changed):
        found.append(Change(say("承诺", "Promise"), _promise(row.was), _promise(row.now)))
    return tuple(found)


def _promise(told: Any) -> str:
    if told is None or told.promise_fen is None:
        return say("没有承诺", "no promise")
    due: date = told.promise_due_on
    sum_, by = formats.money(told.promise_fen), formats.day(due, language())
    return say(f"{by} 前还 {sum_}", f"{sum_} by {by}")
