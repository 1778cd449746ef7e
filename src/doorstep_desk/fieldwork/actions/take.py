"""Take what a phone sends: each record once, in its order, and none held up by another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from doorstep.terms.canonical import canonical
from doorstep_desk.audit.actions import record
from doorstep_desk.devices.actions.epoch import settle_epoch
from doorstep_desk.devices.actions.register import OLDEST_SCHEMA, SCHEMA
from doorstep_desk.devices.errors import epoch_changed, schema_too_old
from doorstep_desk.devices.mark import raise_mark
from doorstep_desk.devices.queries import own_device
from doorstep_desk.devices.seen import Unsent, note_seen
from doorstep_desk.fieldwork.actions.fold import Stored, fold, fold_stop
from doorstep_desk.fieldwork.actions.watch import escalate_overdue
from doorstep_desk.fieldwork.asked import wish_in
from doorstep_desk.fieldwork.chain import Chain, chain_of, last_number
from doorstep_desk.fieldwork.changes import changes_for
from doorstep_desk.fieldwork.models import FieldEvent, SetAside
from doorstep_desk.fieldwork.places import without_place
from doorstep_desk.fieldwork.reading import Batch, Event, Unfit, read_item
from doorstep_desk.fieldwork.receipts import receipt_for
from doorstep_desk.fieldwork.times import happened_at
from doorstep_desk.fieldwork.words import both
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.plumbing.locks import lock_for_transaction

Answer = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Taking:
    """One batch being taken."""

    actor: Actor
    batch: Batch
    chain: Chain
    stops: list[Stored]
    at: datetime


@transaction.atomic
def take_batch(*, actor: Actor, batch: Batch, at: datetime) -> Answer:
    """Take a batch and answer each of its items; the stop list stands first in the answer.

    One phone is heard at a time. An item stands or falls alone, in a savepoint of its own.

    Raises:
        Refused: The actor may not, the phone is not theirs or out of use, its app is too old, or
            it knows the store from before it was restored.
    """
    actor.require("field.sync")
    device = own_device(actor, batch.device_id)
    lock_for_transaction("device", device.pk)
    if batch.schema < OLDEST_SCHEMA:
        raise schema_too_old(OLDEST_SCHEMA)
    epoch = settle_epoch(actor=actor, at=at)
    if batch.server_epoch != epoch:
        raise epoch_changed(epoch, last_number(device.pk))
    read = [read_item(item, device.pk) for item in batch.items]
    results = _taken(actor, batch, read, at)
    note_seen(device_id=device.pk, unsent=Unsent(*batch.unsent), at=at)
    escalate_overdue(actor=actor, at=at)
    found = changes_for(actor, device.pk, batch.cursor, at)
    return {
        "stop_list": found.stop_list, "server_epoch": epoch, "results": results,
        "changes": found.changes, "cursor": found.cursor, "more": found.more,
        "schema": {"current": SCHEMA, "oldest_accepted": OLDEST_SCHEMA},
        "server_time": at.isoformat(),
    }  # fmt: skip


def _taken(
    actor: Actor, batch: Batch, read: Sequence[Event | Unfit], at: datetime
) -> list[Answer]:
    """Return what became of each item, in the order in which they were sent."""
    taking = _Taking(actor, batch, chain_of(batch.device_id, read), [], at)
    results: dict[int, Answer] = {}
    for place in sorted(range(len(read)), key=lambda each: read[each].device_sequence or 0):
        results[place] = _one(taking, read[place])
    for stored in taking.stops:
        fold_stop(actor, stored, at)
    counts: dict[str, int] = {}
    for result in results.values():
        counts[result["status"]] = counts.get(result["status"], 0) + 1
    if counts.keys() - {"duplicate"}:
        raise_mark()
        record(
            at=at, actor=actor, verb="field.synced", subject=f"device:{batch.device_id}", **counts
        )
    return [results[place] for place in range(len(read))]


def _one(taking: _Taking, item: Event | Unfit) -> Answer:
    if isinstance(item, Unfit):
        return _set_aside(taking, item)
    known = taking.chain.events.get(item.event_id)
    if known is not None and known[0] == item.body_hash:
        return _answer(item, "duplicate", known[1])
    code = taking.chain.fault(item)
    if code is not None:
        return _set_aside(taking, _as_unfit(item, code))
    return _store(taking, item)


def _as_unfit(item: Event, code: str) -> Unfit:
    text = canonical(dict(item.fields)).decode()
    return Unfit(code, str(item.event_id), item.device_sequence, item.body_hash, text)


def _set_aside(taking: _Taking, item: Unfit) -> Answer:
    known = taking.chain.set_aside.get(item.item_hash)
    code, receipt = known or (item.code, "")
    if known is None:
        receipt = receipt_for(taking.batch.device_id, item.name, item.body_hash, taking.at)
        SetAside.objects.create(
            id=new_id(), agency_id=taking.actor.agency_id, device_id=taking.batch.device_id,
            staff_id=taking.actor.own_staff_id, event_name=item.name,
            device_sequence=item.device_sequence, body_hash=item.body_hash,
            item_hash=item.item_hash, code=code, content=item.text, received_at=taking.at,
            receipt=receipt,
        )  # fmt: skip
        taking.chain.add_aside(item, receipt)
    return {
        "id": item.name, "status": "quarantined", "body_hash": item.body_hash,
        "receipt": receipt, "code": code, "say": both(code),
    }  # fmt: skip


def _store(taking: _Taking, item: Event) -> Answer:
    """Write a record down and let it have its effect: the record stays when the effect fails."""
    told = happened_at(item.clocks, taking.batch.clocks, taking.at)
    flags = list(taking.chain.flags(item))
    if told.is_doubtful:
        flags.append("clock")
    fields, place = without_place(item)
    receipt = receipt_for(taking.batch.device_id, str(item.event_id), item.body_hash, taking.at)
    row = FieldEvent.objects.create(
        id=new_id(), agency_id=taking.actor.agency_id, device_id=taking.batch.device_id,
        staff_id=taking.actor.own_staff_id, event_id=item.event_id,
        device_sequence=item.device_sequence, previous_hash=item.previous_hash,
        body_hash=item.body_hash, kind=item.kind, case_key=item.case_key,
        stop_key=item.stop_key, visit_key=item.visit_key,
        content=canonical(fields).decode(), happened_at=told.at, flags=flags,
        schema=taking.batch.schema, received_at=taking.at, receipt=receipt,
    )  # fmt: skip
    taking.chain.add(item, receipt)
    stored = Stored(row, item, place)
    said = fold(taking.actor, stored, taking.at)
    if wish_in(item) is not None:
        taking.stops.append(stored)
    answer = _answer(item, "accepted", receipt)
    code = said or ("number_missing" if "number_missing" in flags else None)
    return answer if code is None else {**answer, "code": code, "say": both(code)}


def _answer(item: Event, status: str, receipt: str) -> Answer:
    return {
        "id": str(item.event_id), "status": status, "body_hash": item.body_hash,
        "receipt": receipt,
    }  # fmt: skip
