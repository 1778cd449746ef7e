"""Which visits can a borrower book: lawful, on a day that a pair works, and not full yet?"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from doorstep.parameters.dated import dated_value

NOON: Final = 12 * 60
"""A slot belongs to the half of the day in which it begins."""

_FILE: Final = ("visiting", "appointments.yaml")
_KEYS: Final = frozenset(
    {"days_ahead", "first_minute", "last_minute", "slot_minutes", "per_pair_and_half_day"}
)


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """A stretch of one day within which a visit begins and ends.

    Attributes:
        on: The day.
        from_minute: First minute after local midnight.
        to_minute: Minute by which the visitors have left.
    """

    on: date
    from_minute: int
    to_minute: int

    @property
    def is_morning(self) -> bool:
        """Say whether it begins before noon."""
        return self.from_minute < NOON

    def starts(self, stay_minutes: int, step: int) -> tuple[int, ...]:
        """Return minutes at which a visit of some length could begin, the last one included."""
        last = self.to_minute - stay_minutes
        return (*range(self.from_minute, last, step), last)


@dataclass(frozen=True, slots=True)
class PairOnDuty:
    """One pair that may be sent on one day.

    Attributes:
        on: The day.
        pair_id: Which pair.
        starts_minute: Shift start.
        ends_minute: Shift end.
        max_visits: Most visits it may be given that day.
        languages: Two-letter codes that at least one of the two speaks.
    """

    on: date
    pair_id: int
    starts_minute: int
    ends_minute: int
    max_visits: int
    languages: frozenset[str]

    def can_hold(self, slot: Slot) -> bool:
        """Say whether a slot lies within its shift."""
        inside = self.starts_minute <= slot.from_minute and slot.to_minute <= self.ends_minute
        return self.on == slot.on and inside


@dataclass(frozen=True, slots=True)
class BookingPolicy:
    """The house's numbers for appointments.

    Attributes:
        days_ahead: Last day that can be booked, counted from today.
        first_minute: When the first slot of a day begins.
        last_minute: When the last one has ended.
        slot_minutes: Length of a slot.
        per_pair_and_half_day: Most appointments that a pair is given in half a day.
    """

    days_ahead: int
    first_minute: int
    last_minute: int
    slot_minutes: int
    per_pair_and_half_day: int


def booking_policy(on: date) -> BookingPolicy:
    """Return the numbers in force on a day.

    Raises:
        ParameterError: The parameter file is wrong, or names no value for the day.
    """
    value = dated_value(_FILE, _KEYS, on)
    return BookingPolicy(**{name: int(value[name]) for name in _KEYS})


def all_slots(today: date, policy: BookingPolicy) -> Iterator[Slot]:
    """Yield every slot from tomorrow on, whether lawful and free or not, by day and hour.

    Today's plans are made, so a visit for today is nobody's to promise.
    """
    begins = range(
        policy.first_minute, policy.last_minute - policy.slot_minutes + 1, policy.slot_minutes
    )
    for ahead in range(1, policy.days_ahead + 1):
        for minute in begins:
            yield Slot(today + timedelta(days=ahead), minute, minute + policy.slot_minutes)


def with_room(
    slots: Sequence[Slot],
    pairs: Sequence[PairOnDuty],
    booked: Collection[Slot],
    policy: BookingPolicy,
    language: str = "",
) -> tuple[Slot, ...]:
    """Return the slots that some pair can still hold, in their order.

    Args:
        slots: Lawful slots.
        pairs: Who may be sent, one row per pair and day.
        booked: What others have booked, once per appointment; what the asker holds is not among
            them, so that it can be moved.
        policy: The house's numbers.
        language: Two letters that one of the pair must speak; empty for any pair. All that is
            booked counts against the pairs that speak it: a word that cannot be kept is worse
            than a slot that stays empty.
    """
    taken = Counter((each.on, each.is_morning) for each in booked)
    by_day = Counter(each.on for each in booked)
    fit = [each for each in pairs if not language or language in each.languages]
    able = {slot: [each for each in fit if each.can_hold(slot)] for slot in slots}
    return tuple(
        slot
        for slot in slots
        if taken[slot.on, slot.is_morning] < len(able[slot]) * policy.per_pair_and_half_day
        and by_day[slot.on] < sum(each.max_visits for each in able[slot])
    )
