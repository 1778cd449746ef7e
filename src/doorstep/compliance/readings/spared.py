"""Which notes on a borrower's life count on the day of the contact?"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from doorstep.compliance.asked.joins import any_of, matches
from doorstep.compliance.asked.masks import equals, one_of
from doorstep.compliance.situation import Mask, Situation
from doorstep.compliance.words import OccasionKind, VulnerabilityKind
from doorstep.terms.codes import Known

_OCCASIONS = (
    OccasionKind.WEDDING,
    OccasionKind.BEREAVEMENT,
    OccasionKind.EXAM,
    OccasionKind.BIRTH,
)


@dataclass(frozen=True, slots=True)
class Spared:
    """What the notes say for each request, shape ``(n,)``.

    Attributes:
        is_paused: A pause runs.
        is_unreviewed: A note outside its pause that no person has looked at.
        is_past_pause: A note whose pause is over and which was reviewed.
        has_age_entry: A note about age is there, whatever its dates.
        has_self_harm: A note about self-harm pauses or waits for review.
        has_occasion: A wedding, bereavement, exam or birth falls on the day.
    """

    is_paused: Mask
    is_unreviewed: Mask
    is_past_pause: Mask
    has_age_entry: Mask
    has_self_harm: Mask
    has_occasion: Mask


def spared(now: Situation) -> Spared:
    """Read the notes and occasions of each request's borrower on its own local day."""
    table, n = now.requests.vulnerabilities, len(now)
    request, row = matches(now.requests.contact.person_id, table.by_person)
    if not len(request):
        none = now.nowhere
        return Spared(none, none, none, none, none, has_occasion=_has_occasion(now))
    day, noted = now.day[request], table.noted_day[row]
    runs = (noted <= day) & (day <= noted + table.pause_days[row])
    reviewed, kind = table.is_reviewed[row], table.kind[row]
    counts = runs | ~reviewed
    return Spared(
        is_paused=any_of(request, runs, n),
        is_unreviewed=any_of(request, ~runs & ~reviewed, n),
        is_past_pause=any_of(request, ~runs & reviewed, n),
        has_age_entry=any_of(request, equals(kind, VulnerabilityKind.AGE), n),
        has_self_harm=any_of(request, counts & (equals(kind, VulnerabilityKind.SELF_HARM)), n),
        has_occasion=_has_occasion(now),
    )


def _has_occasion(now: Situation) -> Mask:
    table = now.requests.occasions
    request, row = matches(now.requests.contact.person_id, table.by_person)
    if not len(request):
        return now.nowhere
    today = table.day[row] == now.day[request]
    return any_of(request, today & one_of(table.kind[row], _OCCASIONS), len(now))


@dataclass(frozen=True, slots=True)
class Disaster:
    """Whether a disaster was declared where the borrower lives, shape ``(n,)``.

    Attributes:
        is_official: Declared by an authority, and the days after it are not over.
        is_in_doubt: Within those days, but nobody knows whether it was official.
    """

    is_official: Mask
    is_in_doubt: Mask


def disaster(now: Situation, days: NDArray[np.int32]) -> Disaster:
    """Read the declared disasters in the borrowers' regions.

    Args:
        now: The requests.
        days: Days after the declaration that are spared, shape ``(n,)``.
    """
    table, n = now.requests.occasions, len(now)
    request, row = matches(now.requests.contact.person_id, table.by_person)
    if not len(request):
        return Disaster(now.nowhere, now.nowhere)
    day, declared = now.day[request], table.day[row]
    counts = (equals(table.kind[row], OccasionKind.DISASTER)) & (declared <= day)
    counts &= day <= declared + days[request]
    official = table.is_official[row]
    return Disaster(
        is_official=any_of(request, counts & (equals(official, Known.YES)), n),
        is_in_doubt=any_of(request, counts & (equals(official, Known.UNKNOWN)), n),
    )
