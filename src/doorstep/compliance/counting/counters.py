"""How often was this person reached before?

All counters of the law are sums over pairs of a request and a past attempt that reached the same
person. The pairs are made once; each rule then counts those that it cares about.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from doorstep.compliance.asked.joins import matches
from doorstep.compliance.asked.lazily import lazily
from doorstep.compliance.asked.masks import equals
from doorstep.compliance.counting.clocks import SECONDS_PER_DAY, Clocks, Rows
from doorstep.compliance.history import Attempts
from doorstep.compliance.request import ContactRequests
from doorstep.terms.codes import Channel, Direction, Disposition, Purpose
from doorstep.terms.local_time import Days, Instants

Mask = NDArray[np.bool_]
Counts = NDArray[np.int64]


@dataclass(frozen=True)
class Past:
    """The known past attempts of each request, as pairs.

    Attributes:
        clocks: Local clocks of the requests.
        contact_at: Instant of each request, shape ``(n,)``.
        request: Request of each pair, ascending, shape ``(k,)``.
        attempt: Row of ``attempts`` of each pair, shape ``(k,)``.
        attempts: The history.
    """

    clocks: Clocks
    contact_at: Instants
    request: Rows
    attempt: Rows
    attempts: Attempts

    @lazily
    def kept(self) -> dict[tuple[Disposition, ...], Mask]:
        """How the past attempts ended, as far as somebody has asked."""
        return {}

    @lazily
    def at(self) -> Instants:
        """Instant of each past attempt, shape ``(k,)``."""
        return self.attempts.at[self.attempt]

    @lazily
    def day(self) -> Days:
        """Local day of each past attempt in the request's zones, shape ``(zones, k)``."""
        return self.clocks.days_of(self.request, self.at)

    @lazily
    def days_ago(self) -> Days:
        """Local days between attempt and request, 0 for the same day, shape ``(zones, k)``."""
        return self.clocks.day[: self.day.shape[0], self.request] - self.day

    @lazily
    def is_today(self) -> Mask:
        """Whether it was on the request's own local day, shape ``(zones, k)``."""
        return equals(self.days_ago, 0)

    @lazily
    def channel(self) -> NDArray[np.int8]:
        """``codes.Channel`` of each past attempt."""
        return self.attempts.channel[self.attempt]

    @lazily
    def purpose(self) -> NDArray[np.int8]:
        """``codes.Purpose`` of each past attempt."""
        return self.attempts.purpose[self.attempt]

    @lazily
    def disposition(self) -> NDArray[np.int8]:
        """``codes.Disposition`` of each past attempt."""
        return self.attempts.disposition[self.attempt]

    @lazily
    def is_outbound(self) -> Mask:
        """Whether we started the past attempt."""
        return equals(self.attempts.direction[self.attempt], Direction.OUTBOUND)

    @lazily
    def is_call_out(self) -> Mask:
        """Whether it was an outbound call."""
        return self.is_outbound & equals(self.channel, Channel.CALL)

    @lazily
    def is_pressing(self) -> Mask:
        """Whether its purpose pressed."""
        return self.purpose <= Purpose.VISIT_NOTICE

    def column(self, name: str) -> NDArray[Any]:
        """Return another column of the history for each pair."""
        values: NDArray[Any] = getattr(self.attempts, name)[self.attempt]
        return values

    def ended_in(self, *dispositions: Disposition) -> Mask:
        """Say which past attempts ended in one of these."""
        found = self.kept.get(dispositions)
        if found is None:
            found = self.kept[dispositions] = _one_among(dispositions)[self.disposition]
            found.setflags(write=False)
        return found

    def count(self, which: Mask) -> Counts:
        """Count pairs for each request, shape ``(n,)``."""
        if not len(self.request):
            return np.zeros(len(self.contact_at), dtype=np.int64)
        return np.bincount(self.request[which], minlength=len(self.contact_at))

    def today(self, which: Mask) -> Counts:
        """Count those on the request's own local day, in the zone where most are counted."""
        if not len(self.request):
            return self.count(which)
        return self._most(which & self.is_today)

    def within_days(self, days: NDArray[np.int32], which: Mask) -> Counts:
        """Count those within ``days`` in the stricter of the two readings.

        Args:
            days: Length of the window for each request, shape ``(n,)``.
            which: Pairs that count, shape ``(k,)``.

        Returns:
            The larger of: attempts on the local days D - days + 1 to D (any zone), and attempts
            later than the request minus ``days`` times 24 hours.
        """
        if not len(self.request):
            return self.count(which)
        window = days[self.request]
        by_day = self._most(which & (self.days_ago < window) & (self.days_ago >= 0))
        oldest = self.contact_at[self.request] - window.astype(np.int64) * SECONDS_PER_DAY
        return np.maximum(by_day, self.count(which & (self.at > oldest)))

    def _most(self, which: Mask) -> Counts:
        counts = [self.count(in_zone) for in_zone in which]
        most: Counts = np.maximum.reduce(counts)
        return most


@lru_cache(maxsize=256)
def _one_among(dispositions: tuple[Disposition, ...]) -> Mask:
    """Return for each disposition whether it is one of these."""
    wanted = np.zeros(len(Disposition), dtype=bool)
    wanted[list(dispositions)] = True
    return wanted


def past_of(
    requests: ContactRequests, attempts: Attempts, clocks: Clocks, people: NDArray[np.int64]
) -> Past:
    """Pair every request with the known attempts that reached a person.

    An attempt is known if it happened, and its record arrived, by the instant of the contact and
    by the instant at which the facts were read.

    Args:
        requests: The planned contacts.
        attempts: The history; its order means nothing.
        clocks: Local clocks of the requests.
        people: The person for each request, shape ``(n,)``.
    """
    request, attempt = matches(people, attempts.by_person)
    seen_at = attempts.seen_at[attempt]
    limit = np.minimum(requests.contact.at, requests.contact.known_at)[request]
    known = seen_at <= limit
    if known.all():
        return Past(clocks, requests.contact.at, request, attempt, attempts)
    return Past(clocks, requests.contact.at, request[known], attempt[known], attempts)


def unseen_attempts(one: ContactRequests, attempts: Attempts) -> Rows:
    """Return the attempts at the borrower or target of one request that are not counted yet.

    Args:
        one: One planned contact.
        attempts: The history.

    Returns:
        Rows of ``attempts`` that happened, or whose record arrived, after the contact or after
        the instant at which the facts were read.
    """
    people = [one.contact.person_id[0], one.contact.target_id[0]]
    theirs = np.isin(attempts.person_id, people)
    limit = np.minimum(one.contact.at, one.contact.known_at)[0]
    return np.flatnonzero(theirs & (np.maximum(attempts.at, attempts.received_at) > limit))
