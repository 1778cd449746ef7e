"""Is every change of an evidence pack found, by our verifier and by pymerkle?

Here every eighth bit is turned, another one of each byte at each run of the numbers below; all of
them are turned in ``benchmarks/oversight/audit_log.py``.
"""

import pytest
from tests.core.audit.samples import KEY, lines, note_of, small_pack
from tests.core.audit.second import container_is_sound, pack_is_sound

from doorstep.audit.verifier import Broken, packed, read_pack, unpacked, verify_pack

PACK = small_pack()
WITNESS = note_of(4, lines(5)).encode()


def is_sound(files: dict[str, bytes]) -> bool:
    """Ask both verifiers about the files of a pack, and require that they agree."""
    try:
        verify_pack(files, KEY, WITNESS)
        ours = True
    except Broken:
        ours = False
    assert ours == pack_is_sound(files, KEY)
    return ours


def is_sound_packed(content: bytes) -> bool:
    """Ask both verifiers about a packed pack."""
    files = container_is_sound(content)
    theirs = files is not None and pack_is_sound(files, KEY)
    try:
        verify_pack(unpacked(content), KEY, WITNESS)
    except Broken:
        assert not theirs
        return False
    assert theirs
    return True


def test_an_untouched_pack_is_sound_packed_or_not(tmp_path):
    assert is_sound(PACK)
    assert is_sound_packed(packed(PACK))
    for name, body in PACK.items():
        (tmp_path / "open" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "open" / name).write_bytes(body)
    assert verify_pack(read_pack(tmp_path / "open")).startswith("case:1: 10 files, 2 log entries")


@pytest.mark.parametrize("name", sorted(PACK))
def test_every_bit_of_every_file_counts(name):
    body = PACK[name]
    assert is_sound(PACK)
    for position in range(len(body)):
        changed = bytearray(body)
        changed[position] ^= 1 << position % 8
        assert not is_sound({**PACK, name: bytes(changed)}), position


def test_every_bit_of_the_container_counts():
    whole = packed(PACK)
    assert is_sound_packed(whole)
    for position in range(len(whole)):
        changed = bytearray(whole)
        changed[position] ^= 1 << position % 8
        assert not is_sound_packed(bytes(changed)), position


@pytest.mark.parametrize("name", sorted(PACK))
def test_every_deletion_and_truncation_of_a_file_is_found(name):
    assert not is_sound({other: body for other, body in PACK.items() if other != name})
    for length in range(0, len(PACK[name]), 7):
        assert not is_sound({**PACK, name: PACK[name][:length]})


@pytest.mark.parametrize("length", [0, 1, 100, -1])
def test_a_container_that_was_cut_off_is_found(length):
    assert not is_sound_packed(packed(PACK)[:length])


def test_an_added_file_is_found():
    assert not is_sound({**PACK, "records/payments.jsonl": b""})


def test_entries_in_another_order_left_out_or_doubled_are_found():
    first, second = PACK["entries.jsonl"].splitlines(keepends=True)
    shown = PACK["proofs.jsonl"].splitlines(keepends=True)
    for entries, proofs in [
        (second + first, shown[1] + shown[0]),
        (first, shown[0]),
        (first + first, shown[0] * 2),
    ]:
        assert not is_sound({**PACK, "entries.jsonl": entries, "proofs.jsonl": proofs})


def test_a_pack_of_another_log_does_not_fit_what_somebody_else_kept():
    with pytest.raises(Broken, match="kept elsewhere"):
        verify_pack(PACK, KEY, note_of(3, lines(5)).encode())


def test_what_is_no_pack_is_said_to_be_none(tmp_path):
    place = tmp_path / "pack.zip"
    place.write_bytes(b"not a pack")
    with pytest.raises(Broken, match="cannot be opened"):
        read_pack(place)
