"""What stands in a message of a phone: the batch as a whole, and each record by itself?

A batch that cannot be read is refused as a whole, and the phone keeps it. A record that cannot be
read never holds up the others: it is told apart with a word and set aside.
"""

import base64
import binascii
import hashlib
import json
import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from doorstep.terms.canonical import canonical, hash_of
from doorstep_desk.plumbing.encryption import SealBrokenError
from doorstep_desk.plumbing.refusal import Malformed
from doorstep_desk.plumbing.sealing import open_sealed

MOST_EVENTS: Final = 200
LONGEST_EVENT: Final = 64 * 1024
FIRST_PREVIOUS: Final = "0" * 64
_HASH: Final = re.compile(r"[0-9a-f]{64}")
_KIND: Final = re.compile(r"[a-z_]{1,12}(\.[a-z_]{1,16})?")
_CLOCKS: Final = ("wall", "monotonic_ms", "offset_ms", "highest_seen")
_FIELDS: Final = (
    "id", "device_id", "device_sequence", "previous_hash", "kind", "case_id", "stop_id",
    "visit_id", "clocks", "body",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Clocks:
    """What a phone's clocks said: milliseconds, and which start of the phone they count from."""

    wall: int
    monotonic_ms: int
    offset_ms: int
    highest_seen: int
    boot_id: str

    @property
    def claimed(self) -> int:
        """Return the office's time in milliseconds, as far as the phone knew it."""
        return self.wall + self.offset_ms


@dataclass(frozen=True, slots=True)
class Event:
    """One record of a phone, read and found whole."""

    event_id: uuid.UUID
    device_sequence: int
    previous_hash: str
    body_hash: str
    kind: str
    case_key: int | None
    stop_key: uuid.UUID | None
    visit_key: uuid.UUID | None
    clocks: Clocks
    body: Mapping[str, Any]
    fields: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Unfit:
    """One item that is no record of this phone, with the word that says why.

    Attributes:
        code: Why, such as ``does_not_open``.
        name: The name it goes by, as far as it can be read.
        device_sequence: Its number, as far as it can be read.
        body_hash: Its hash as stated; it still counts as a link of the chain.
        text: All of it, as ASCII JSON.
    """

    code: str
    name: str
    device_sequence: int | None
    body_hash: str
    text: str = field(repr=False)

    @property
    def item_hash(self) -> str:
        """Return by what the same item is known again."""
        return hashlib.sha256(self.text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Batch:
    """What a phone sends at once."""

    device_id: uuid.UUID
    server_epoch: str
    schema: int
    cursor: str | None
    items: list[Any]
    clocks: Clocks | None
    unsent: tuple[int, int, int]


def read_batch(body: bytes) -> Batch:
    """Return what a message holds; its records are still unread.

    Raises:
        Malformed: It is not of the agreed form, or holds too many records.
    """
    message = read_json(body)
    try:
        items = message["events"]
        if not isinstance(items, list) or len(items) > MOST_EVENTS:
            raise Malformed([f"events is a list of at most {MOST_EVENTS}"])
        unsent = message.get("unsent") or {}
        counts = [a_count(unsent.get(name, 0)) for name in ("events", "blobs", "bytes")]
        cursor = message.get("cursor")
        stated = message.get("clocks")
        return Batch(
            uuid.UUID(message["device_id"]), str(message["server_epoch"]),
            a_count(message["schema"]), None if cursor is None else str(cursor), items,
            None if stated is None else _clocks(stated), (counts[0], counts[1], counts[2]),
        )  # fmt: skip
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Malformed([f"the batch is not of the agreed form: {error}"]) from None


def read_json(body: bytes) -> dict[str, Any]:
    """Return the object that a message is.

    Raises:
        Malformed: It is no JSON object in UTF-8.
    """
    try:
        message = json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError):
        raise Malformed(["the body is no JSON in UTF-8"]) from None
    if not isinstance(message, dict):
        raise Malformed(["the body is no JSON object"])
    return message


def read_item(item: Any, device_id: uuid.UUID) -> Event | Unfit:
    """Return a record of the phone, or what is wrong with it."""
    text = json.dumps(item, sort_keys=True)
    if len(text) > 2 * LONGEST_EVENT:
        return _unfit("too_large", item, text)
    if not isinstance(item, dict):
        return _unfit("unreadable", item, text)
    fields: Mapping[str, Any] = item
    if "sealed" in item:
        opened = _opened(item)
        if opened is None:
            return _unfit("does_not_open", item, text)
        fields = opened
    try:
        event = event_in(fields)
        told = fields["device_id"]
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
        return _unfit("unreadable", item, text)
    if hash_of({name: fields[name] for name in _FIELDS}) != event.body_hash:
        return _unfit("hash_wrong", item, text)
    if told != str(device_id):
        return _unfit("of_another_phone", item, text)
    return event


def _opened(item: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return the record that was closed to the office, or None when it is not what it says."""
    try:
        sealed = base64.b64decode(item["sealed"], validate=True)
        plain = open_sealed(str(item["key_id"]), str(item["id"]), sealed)
        fields = json.loads(plain.decode("utf-8"))
        outside = [fields[name] for name in ("id", "device_sequence", "body_hash")]
    except (SealBrokenError, binascii.Error, KeyError, TypeError, ValueError, RecursionError):
        return None
    told = [item.get(name) for name in ("id", "device_sequence", "body_hash")]
    return fields if outside == told else None


def event_in(fields: Mapping[str, Any]) -> Event:
    """Return the record that some fields make; whether its hash fits is not asked.

    Raises:
        KeyError: A field is missing.
        TypeError: A field is of another type.
        ValueError: A field holds what it may not.
    """
    canonical({name: fields[name] for name in _FIELDS})
    number, case = fields["device_sequence"], fields["case_id"]
    if a_count(number) < 1 or not _KIND.fullmatch(fields["kind"]):
        raise ValueError("the number or the kind is none")
    if not isinstance(fields["body"], dict):
        raise TypeError("the body is an object")
    return Event(
        uuid.UUID(fields["id"]), number, a_hash(fields["previous_hash"]),
        a_hash(fields["body_hash"]), fields["kind"], None if case is None else _key(case),
        _uuid(fields["stop_id"]), _uuid(fields["visit_id"]), _clocks(fields["clocks"]),
        fields["body"], fields,
    )  # fmt: skip


def _clocks(stated: Mapping[str, Any]) -> Clocks:
    for name in _CLOCKS:
        if type(stated[name]) is not int:
            raise TypeError(f"{name} is a whole number")
    wall, monotonic, offset, highest = (int(stated[name]) for name in _CLOCKS)
    return Clocks(wall, monotonic, offset, highest, str(stated["boot_id"])[:64])


def a_count(value: Any) -> int:
    """Return a value that is a whole number and not negative.

    Raises:
        ValueError: It is none.
    """
    if type(value) is not int or not 0 <= value < 2**53:
        raise ValueError("a count is a whole number")
    return value


def _key(text: Any) -> int:
    if not (isinstance(text, str) and text.isascii() and text.isdecimal() and len(text) < 19):
        raise ValueError("a case is named by digits")
    return int(text)


def a_hash(text: Any) -> str:
    """Return a value that is a hash.

    Raises:
        ValueError: It is none.
    """
    if not (isinstance(text, str) and _HASH.fullmatch(text)):
        raise ValueError("a hash is 64 hexadecimal digits")
    return text


def _uuid(text: Any) -> uuid.UUID | None:
    return None if text is None else uuid.UUID(text)


def _unfit(code: str, item: Any, text: str) -> Unfit:
    name, number, body_hash = "", None, ""
    if isinstance(item, dict):
        stated = item.get("id"), item.get("device_sequence"), item.get("body_hash")
        name = stated[0][:64] if isinstance(stated[0], str) else ""
        number = stated[1] if type(stated[1]) is int and 0 < stated[1] < 2**53 else None
        body_hash = stated[2] if isinstance(stated[2], str) and _HASH.fullmatch(stated[2]) else ""
    name = name.encode("ascii", "replace").decode().replace("\0", "?")
    return Unfit(code, name, number, body_hash, text)
