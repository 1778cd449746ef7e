"""Does a record follow the one before it, as far as the office knows that phone?"""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.db.models import Max, Q

from doorstep_desk.fieldwork.models import FieldEvent, SetAside
from doorstep_desk.fieldwork.reading import FIRST_PREVIOUS, Event, Unfit


@dataclass(slots=True)
class Chain:
    """What is known of one phone's records around those that have just arrived.

    Attributes:
        events: Hash and receipt of records by name.
        numbers: Name by number.
        links: Hashes of records by number.
        loose: Hashes of what was set aside, by number: it still counts as a link, and what follows
            it is judged alone.
        set_aside: Word and receipt of what was set aside, by the hash of the item.
    """

    events: dict[uuid.UUID, tuple[str, str]] = field(default_factory=dict)
    numbers: dict[int, uuid.UUID] = field(default_factory=dict)
    links: dict[int, set[str]] = field(default_factory=dict)
    loose: dict[int, set[str]] = field(default_factory=dict)
    set_aside: dict[str, tuple[str, str]] = field(default_factory=dict)

    def fault(self, item: Event) -> str | None:
        """Return why a record cannot be taken as it is, or None."""
        if item.event_id in self.events:
            return "id_reused"
        if item.device_sequence in self.numbers:
            return "number_taken"
        if item.device_sequence == 1:
            return None if item.previous_hash == FIRST_PREVIOUS else "chain_broken"
        number = item.device_sequence - 1
        before = self.links.get(number)
        if before and item.previous_hash not in before | self.loose.get(number, set()):
            return "chain_broken"
        return None

    def flags(self, item: Event) -> Iterator[str]:
        """Yield what is odd about a record that is taken nevertheless."""
        number = item.device_sequence - 1
        if number and number not in self.links and number not in self.loose:
            yield "number_missing"

    def add(self, item: Event, receipt: str) -> None:
        """Count a record that was taken."""
        self.events[item.event_id] = item.body_hash, receipt
        self.numbers[item.device_sequence] = item.event_id
        self.links.setdefault(item.device_sequence, set()).add(item.body_hash)

    def add_aside(self, item: Unfit, receipt: str) -> None:
        """Count what was set aside."""
        self.set_aside[item.item_hash] = item.code, receipt
        if item.device_sequence is not None and item.body_hash:
            self.loose.setdefault(item.device_sequence, set()).add(item.body_hash)


def chain_of(device_id: uuid.UUID, read: Sequence[Event | Unfit]) -> Chain:
    """Return what is known of a phone around some items, in two queries."""
    numbers = {each.device_sequence for each in read if each.device_sequence is not None}
    around = numbers | {number - 1 for number in numbers}
    names = {each.event_id for each in read if isinstance(each, Event)}
    chain = Chain()
    rows = FieldEvent.objects.filter(
        Q(event_id__in=names) | Q(device_sequence__in=around), device_id=device_id
    )
    for name, number, body_hash, receipt in rows.values_list(
        "event_id", "device_sequence", "body_hash", "receipt"
    ):
        chain.events[name] = body_hash, receipt
        chain.numbers[number] = name
        chain.links.setdefault(number, set()).add(body_hash)
    hashes = {each.item_hash for each in read if isinstance(each, Unfit)}
    aside = SetAside.objects.filter(device_id=device_id).filter(
        Q(device_sequence__in=around) | Q(item_hash__in=hashes)
    )
    for link, item, code, body_hash, receipt in aside.values_list(
        "device_sequence", "item_hash", "code", "body_hash", "receipt"
    ):
        chain.set_aside[item] = code, receipt
        if link is not None:
            chain.loose.setdefault(link, set()).add(body_hash)
    return chain


def last_number(device_id: uuid.UUID) -> int:
    """Return the greatest number up to which a phone's records are here."""
    greatest = FieldEvent.objects.filter(device_id=device_id).aggregate(n=Max("device_sequence"))
    return int(greatest["n"] or 0)
