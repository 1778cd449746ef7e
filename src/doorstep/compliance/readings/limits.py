"""How many past attempts does a limit count, and is it reached?"""

import numpy as np

from doorstep.compliance.asked.masks import equals, one_of
from doorstep.compliance.counting.counters import Counts
from doorstep.compliance.counting.definitions import DAY, Counter, Made, Subject, counter_of
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Mask, Situation

_COLUMN = {
    Subject.CREDITOR: "creditor_id",
    Subject.ACCOUNT: "account_id",
    Subject.POINT: "point_id",
}


def is_reached(
    now: Situation, legs: Legs, rule_id: str, threshold: str, *, certain: bool = False
) -> Mask:
    """Say for which requests a limit is reached, so that one more would be too many.

    Args:
        now: The requests and their past.
        legs: The rule's legs; the smallest threshold and the longest window count.
        rule_id: Rule of the limit.
        threshold: Name of its number.
        certain: Leave out what only may have been an attempt that counts.
    """
    counter = counter_of(rule_id, threshold)
    reached: Mask = counted(now, legs, counter, certain=certain) >= legs.least(threshold)
    return reached


def counted(now: Situation, legs: Legs, counter: Counter, *, certain: bool = False) -> Counts:
    """Count what a limit counts for each request, shape ``(n,)``."""
    which = _made(now, counter, certain=certain) & _of_subject(now, counter, certain=certain)
    if counter.window == DAY:
        return now.past.today(which)
    return now.past.within_days(legs.most(counter.window), which)


def _made(now: Situation, counter: Counter, *, certain: bool) -> Mask:
    """Say which past attempts a limit counts; limits over a day and a week count the same."""
    key = ("made", counter.made, counter.purposes, counter.at_work, certain)
    if key not in now.kept:
        now.kept[key] = _found_made(now, counter, certain=certain)
    made: Mask = now.kept[key]
    return made


def _found_made(now: Situation, counter: Counter, *, certain: bool) -> Mask:
    past = now.past
    some = np.zeros(len(past.request), dtype=bool)
    for kind in counter.made:
        some |= one_of(past.channel, kind.channels) & _ended_so(now, kind, certain=certain)
    some &= past.is_outbound
    if counter.purposes:
        some &= one_of(past.purpose, counter.purposes)
    if counter.at_work is not None:
        some &= equals(past.column("is_at_work"), np.bool_(counter.at_work))
    return some


def _ended_so(now: Situation, kind: Made, *, certain: bool) -> Mask:
    if not kind.outcomes:
        return ~now.past.ended_in(*kind.but)
    return now.past.ended_in(*kind.outcomes, *(() if certain else kind.doubtful))


def _of_subject(now: Situation, counter: Counter, *, certain: bool) -> Mask:
    """Say which past attempts are on the same subject; one that is not on record is."""
    if counter.subject is Subject.PERSON:
        return np.ones(len(now.past.request), dtype=bool)
    name = _COLUMN[counter.subject]
    theirs = now.past.column(name)
    ours = getattr(now.requests.contact, name)[now.past.request]
    if certain and counter.subject is Subject.POINT:
        return equals(theirs, ours) & ~equals(theirs, -1)
    return equals(theirs, ours) | equals(theirs, -1) | equals(ours, -1)
