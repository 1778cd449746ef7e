"""A contact that is wanted, was made or is out, as limits see it, and as the rules read it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from doorstep.compliance.counting.definitions import COUNTED_RULES
from doorstep.compliance.history import Attempts
from doorstep.compliance.request import BEIJING_ONLY, ContactRequests
from doorstep.compliance.rulebook import Rulebook
from doorstep.compliance.words import Jurisdiction
from doorstep.terms.codes import Channel, Direction, Disposition, Known, Purpose
from doorstep.terms.local_time import BEIJING_OFFSET_SECONDS

_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Contact:
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
        contact: Whom, how, why and when.
        direction: Who started it.
        disposition: What came of it.
    """

    contact: Contact
    direction: Direction
    disposition: Disposition


def limits_only(rulebook: Rulebook) -> Rulebook:
    """Return the rules that limit how often, and no others."""
    entries = {rule: rulebook.entries[rule] for rule in COUNTED_RULES if rule in rulebook.entries}
    return replace(rulebook, entries=dict(sorted(entries.items())))


def as_running(held: Contact, asked: Contact) -> Happened:
    """Return leave that is out as a contact whose outcome nobody knows yet."""
    ahead = _local_day(held.at) - _local_day(asked.at)
    at = held.at
    if held.at > asked.at:
        at = asked.at - ahead * _DAY
    return Happened(replace(held, at=at), Direction.OUTBOUND, Disposition.IN_PROGRESS)


def _local_day(at: int) -> int:
    return (at + BEIJING_OFFSET_SECONDS) // _DAY


def requests_of(contacts: Sequence[Contact]) -> ContactRequests:
    """Return wanted contacts as requests, one person to each row."""
    return ContactRequests.build(
        len(contacts),
        zone_sets=BEIJING_ONLY,
        jurisdictions=int(Jurisdiction.CN),
        person_id=np.arange(len(contacts), dtype=np.int64),
        creditor_id=np.array([contact.creditor_id for contact in contacts], dtype=np.int64),
        point_id=np.array([contact.point_id for contact in contacts], dtype=np.int64),
        channel=np.array([int(contact.channel) for contact in contacts], dtype=np.int8),
        purpose=np.array([int(contact.purpose) for contact in contacts], dtype=np.int8),
        at=np.array([contact.at for contact in contacts], dtype=np.int64),
        is_lawful=Known.YES,
    )


def history_of(past: Sequence[Happened], row_of: Mapping[bytes, int]) -> Attempts:
    """Return contacts as a history of the people in these rows."""
    at = np.array([each.contact.at for each in past], dtype=np.int64)
    return Attempts.build(
        len(past),
        person_id=np.array([row_of[each.contact.person] for each in past], dtype=np.int64),
        creditor_id=np.array([each.contact.creditor_id for each in past], dtype=np.int64),
        point_id=np.array([each.contact.point_id for each in past], dtype=np.int64),
        at=at,
        received_at=at,
        channel=np.array([int(each.contact.channel) for each in past], dtype=np.int8),
        purpose=np.array([int(each.contact.purpose) for each in past], dtype=np.int8),
        direction=np.array([int(each.direction) for each in past], dtype=np.int8),
        disposition=np.array([int(each.disposition) for each in past], dtype=np.int8),
        is_own=True,
    )
