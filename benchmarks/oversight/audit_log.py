"""How long does it take to check a log of a million lines, and is every bit of a pack watched?

    PYTHONPATH=src python benchmarks/oversight/audit_log.py [LINES]

Lines are made, signed once, and checked by the verifier; the limit is 20 seconds. Then every
single bit of every file of a small evidence pack, and of its container, is turned, and each must
be found by our verifier and by pymerkle. Prints one JSON object.
"""

import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

# ruff: noqa: E402

from tests.core.audit.samples import KEY, ORIGIN, SECRET
from tests.core.audit.test_pack_tampering import PACK, is_sound, is_sound_packed

from doorstep.audit.checkpoint import Checkpoint, signed_note
from doorstep.audit.tree import Frontier, leaf_hash
from doorstep.audit.verifier import packed, verify_log

AT = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)


def checked(count: int) -> float:
    """Return the seconds that checking a log of so many lines takes."""
    lines = [b'{"actor":"lin","n":%d,"subject":"case:%d"}\n' % (n, n % 999) for n in range(count)]
    frontier = Frontier()
    for line in lines:
        frontier.add(leaf_hash(line[:-1]))
    note = signed_note(Checkpoint(ORIGIN, count, frontier.root(), AT), SECRET)
    begun = time.perf_counter()
    verify_log(lines, note.encode(), KEY)
    return time.perf_counter() - begun


def turned() -> dict[str, int]:
    """Turn each bit of a pack and of its container, and count those that somebody missed."""
    bits = missed = 0
    for name, body in PACK.items():
        for place in range(8 * len(body)):
            bits, missed = bits + 1, missed + is_sound({**PACK, name: with_bit(body, place)})
    whole = packed(PACK)
    for place in range(8 * len(whole)):
        bits, missed = bits + 1, missed + is_sound_packed(with_bit(whole, place))
    return {"bits_turned": bits, "missed": missed}


def with_bit(body: bytes, place: int) -> bytes:
    """Return bytes of which one bit is turned."""
    changed = bytearray(body)
    changed[place // 8] ^= 1 << place % 8
    return bytes(changed)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    said = {"benchmark": "audit_log", "lines": count, "limit_seconds": 20}
    print(json.dumps(said | {"seconds": round(checked(count), 2)} | turned()))


if __name__ == "__main__":
    main()
