"""Would one more contact pass a limit, counting those for which leave is out already?

Leave that is out counts as a contact of unknown outcome: a slot is taken before the dial, and
given back when the leave expires or is cancelled. A contact planned for a later day counts too, as
many days backwards as it lies ahead: every window that would hold both holds both.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from doorstep.compliance.calendar import Calendar
from doorstep.compliance.counting.definitions import COUNTED_RULES
from doorstep.compliance.decide import judge
from doorstep.compliance.history import Attempts
from doorstep.compliance.request import BEIJING_ONLY, ContactRequests
from doorstep.compliance.rulebook import Rulebook
from doorstep.compliance.words import Answer, Jurisdiction
from doorstep.terms.codes import Channel, Direction, Disposition, Known, Purpose
from doorstep.terms.local_time import BEIJING_OFFSET_SECONDS

_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Slot:
    """A contact that is wanted, or for which leave is out.

    Attributes:
        person: Key of the person; anything that can be compared.
        creditor_id: On whose behalf; -1 if unknown.
        point_id: Contact point; -1 if unknown, which then counts as any.
        channel: How.
        purpose: Why.
        at: When it begins, seconds.
    """

    person: bytes
    creditor_id: int
    point_id: int
    channel: Channel
    purpose: Purpose
    at: int


@dataclass(frozen=True, slots=True)
class Happened:
    """A contact that was made.

    Attributes:
        slot: Whom, how, why and when.
        direction: Who started it.
        disposition: What came of it.
    """

    slot: Slot
    direction: Direction
    disposition: Disposition


def caps_reached(
    wanted: Sequence[Slot],
    happened: Sequence[Happened],
    outstanding: Sequence[Slot],
    rulebook: Rulebook,
    calendar: Calendar,
) -> list[str | None]:
    """Return for each wanted contact the rule whose limit it would pass, or None.

    They are looked at in their order; one that passes takes its slot before the next of the same
    person is looked at.

    Args:
        wanted: Contacts for which leave is asked.
        happened: All contacts of these people by anyone that are known.
        outstanding: Contacts of these people for which leave is out.
        rulebook: The law; only its limits are asked.
        calendar: Holidays.
    """
    limits = _limits_only(rulebook)
    found: list[str | None] = [None] * len(wanted)
    held = list(outstanding)
    for wave in _waves(wanted):
        slots = [wanted[place] for place in wave]
        for place, rule in zip(
            wave, _judged(slots, happened, held, limits, calendar), strict=True
        ):
            found[place] = rule
            if rule is None:
                held.append(wanted[place])
    return found


def _limits_only(rulebook: Rulebook) -> Rulebook:
    entries = {rule: rulebook.entries[rule] for rule in COUNTED_RULES if rule in rulebook.entries}
    return replace(rulebook, entries=dict(sorted(entries.items())))


def _waves(wanted: Sequence[Slot]) -> list[list[int]]:
    """Return the places of wanted contacts so that each wave holds a person once."""
    waves: list[list[int]] = []
    seen: dict[bytes, int] = {}
    for place, slot in enumerate(wanted):
        turn = seen.get(slot.person, 0)
        seen[slot.person] = turn + 1
        if turn == len(waves):
            waves.append([])
        waves[turn].append(place)
    return waves


def _judged(
    slots: Sequence[Slot],
    happened: Sequence[Happened],
    held: Sequence[Slot],
    limits: Rulebook,
    calendar: Calendar,
) -> list[str | None]:
    row_of = {slot.person: row for row, slot in enumerate(slots)}
    past = [
        *(each for each in happened if each.slot.person in row_of),
        *(_as_running(each, slots[row_of[each.person]]) for each in held if each.person in row_of),
    ]
    judgement = judge(_requests(slots), _history(past, row_of), limits, calendar)
    denied = judgement.answers == Answer.DENY
    return [
        next((rule for rule, no in zip(judgement.rules, column, strict=True) if no), None)
        for column in denied.T
    ]


def _as_running(held: Slot, asked: Slot) -> Happened:
    """Return leave that is out as a contact whose outcome nobody knows yet."""
    ahead = _local_day(held.at) - _local_day(asked.at)
    at = held.at
    if held.at > asked.at:
        at = asked.at - ahead * _DAY
    return Happened(replace(held, at=at), Direction.OUTBOUND, Disposition.IN_PROGRESS)


def _local_day(at: int) -> int:
    return (at + BEIJING_OFFSET_SECONDS) // _DAY


def _requests(slots: Sequence[Slot]) -> ContactRequests:
    return ContactRequests.build(
        len(slots),
        zone_sets=BEIJING_ONLY,
        jurisdictions=int(Jurisdiction.CN),
        person_id=np.arange(len(slots), dtype=np.int64),
        creditor_id=np.array([slot.creditor_id for slot in slots], dtype=np.int64),
        point_id=np.array([slot.point_id for slot in slots], dtype=np.int64),
        channel=np.array([int(slot.channel) for slot in slots], dtype=np.int8),
        purpose=np.array([int(slot.purpose) for slot in slots], dtype=np.int8),
        at=np.array([slot.at for slot in slots], dtype=np.int64),
        is_lawful=Known.YES,
    )


def _history(past: Sequence[Happened], row_of: dict[bytes, int]) -> Attempts:
    at = np.array([each.slot.at for each in past], dtype=np.int64)
    return Attempts.build(
        len(past),
        person_id=np.array([row_of[each.slot.person] for each in past], dtype=np.int64),
        creditor_id=np.array([each.slot.creditor_id for each in past], dtype=np.int64),
        point_id=np.array([each.slot.point_id for each in past], dtype=np.int64),
        at=at,
        received_at=at,
        channel=np.array([int(each.slot.channel) for each in past], dtype=np.int8),
        purpose=np.array([int(each.slot.purpose) for each in past], dtype=np.int8),
        direction=np.array([int(each.direction) for each in past], dtype=np.int8),
        disposition=np.array([int(each.disposition) for each in past], dtype=np.int8),
        is_own=True,
    )
