"""Which sources have to be compared with their text again?"""

from collections.abc import Iterable
from datetime import date

from doorstep.compliance.lawbook.register import RegisterEntry


def stale_sources(register: Iterable[RegisterEntry], day: date) -> tuple[str, ...]:
    """Return one sentence per source whose review date has passed on a day.

    Args:
        register: The rules.
        day: The day of the run.

    Returns:
        File, key, date and what to do; empty if every source is in time.
    """
    return tuple(
        f"{entry.place}/{entry.rule_id.lower()}.yaml legs {leg.name} review_by: {leg.review_by}"
        f" has passed; compare the source ({leg.source}) with its text, correct what has changed,"
        " and set verified_on and review_by"
        for entry in register
        for leg in entry.rule.legs
        if leg.review_by < day
    )
