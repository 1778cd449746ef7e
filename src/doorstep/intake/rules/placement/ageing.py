"""Is the debt overdue, and do days, bucket and due date tell the same story?"""

import re
from typing import Final

from doorstep.intake.rules.draft import Draft

_BUCKET: Final = re.compile(r"[Mm]([0-9]{1,2})\+?")
_LARGEST_BUCKET: Final = 7
_DAYS_IN_BUCKET: Final = 30
_SOURCES: Final = ("dpd", "bucket", "due_date")


def check_ageing(draft: Draft) -> None:
    """Check that one of the three says "overdue", and that none contradicts another."""
    placed, due = draft.day("placement_date"), draft.day("due_date")
    days, bucket = draft.whole("dpd"), bucket_of(draft)
    if days is None and bucket is None and due is None:
        _reject_unknown(draft)
    elif days is not None:
        _reject_current(draft, "dpd", days <= 0)
    elif bucket is not None:
        _reject_current(draft, "bucket", bucket == 0)
    elif due and placed:
        _reject_current(draft, "due_date", due >= placed)
    if days is not None and due and placed and abs(days - (placed - due).days) > 1:
        draft.warn("dpd", "dpd_contradicts_due_date")
    if days is not None and bucket is not None and _steps_apart(days, bucket) > 1:
        draft.warn("bucket", "bucket_contradicts_dpd")
    returns = draft.day("return_date")
    if returns and placed and returns < placed:
        draft.warn("return_date", "return_before_placement")


def bucket_of(draft: Draft) -> int | None:
    """Return the number of the M value: 1 for 1 to 30 days, 2 for 31 to 60, and so on."""
    found = _BUCKET.fullmatch(draft.text("bucket") or "")
    return int(found[1]) if found else None


def _reject_unknown(draft: Draft) -> None:
    if "due_date" in draft.errors:
        draft.reject("due_date", draft.errors["due_date"])
    else:
        first = next(source for source in _SOURCES if draft.has_column(source))
        draft.reject(first, "required_missing")


def _reject_current(draft: Draft, column: str, is_current: bool) -> None:
    if is_current:
        draft.reject(column, "not_overdue")


def _steps_apart(days: int, bucket: int) -> int:
    by_days = min(-(-days // _DAYS_IN_BUCKET), _LARGEST_BUCKET)
    return abs(by_days - min(bucket, _LARGEST_BUCKET))
