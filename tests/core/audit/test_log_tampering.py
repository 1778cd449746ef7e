"""Is every change of a log found, by our verifier and by pymerkle?"""

import io
from itertools import permutations

import pytest
from tests.core.audit.samples import KEY, lines, note_of
from tests.core.audit.second import log_is_sound

from doorstep.audit.pack import lines_of
from doorstep.audit.verifier import Broken, verify_log

LOG = lines(3)
WHOLE = lines_of(LOG)
NOTE = note_of(3, LOG)


def is_sound(log: bytes, note: str = NOTE, key: str = KEY) -> bool:
    """Ask both verifiers and require that they agree."""
    try:
        verify_log(io.BytesIO(log), note.encode(), key)
        ours = True
    except Broken:
        ours = False
    assert ours == log_is_sound(log, note, key)
    return ours


def test_an_untouched_log_is_sound():
    assert is_sound(WHOLE)


def test_every_single_bit_counts():
    assert is_sound(WHOLE)
    for position in range(8 * len(WHOLE)):
        changed = bytearray(WHOLE)
        changed[position // 8] ^= 1 << position % 8
        assert not is_sound(bytes(changed)), position


def test_every_deletion_is_found():
    assert is_sound(lines_of(LOG))
    for index in range(len(LOG)):
        assert not is_sound(lines_of(LOG[:index] + LOG[index + 1 :])), index


def test_every_other_order_is_found():
    sound = [list(order) for order in permutations(LOG) if is_sound(lines_of(order))]
    assert sound == [LOG]


def test_every_truncation_is_found():
    assert is_sound(WHOLE)
    for length in range(len(WHOLE)):
        assert not is_sound(WHOLE[:length]), length


def test_a_line_twice_or_one_more_is_found():
    for index in range(len(LOG)):
        assert not is_sound(lines_of([*LOG[: index + 1], *LOG[index:]])), index
    assert not is_sound(WHOLE + b"{}\n")


def test_a_log_that_was_rebuilt_as_a_whole_does_not_fit_what_somebody_else_kept():
    rebuilt = [LOG[0], b"{}", LOG[2]]
    assert is_sound(lines_of(rebuilt), note_of(3, rebuilt))
    assert not is_sound(lines_of(rebuilt))


def test_every_checkpoint_of_a_witness_is_asked():
    kept = "\n".join(note_of(size, LOG) for size in (2, 2, 3))
    assert "3 checkpoint(s)" in verify_log(io.BytesIO(WHOLE), kept.encode(), KEY)
    with pytest.raises(Broken, match="first 2 lines"):
        verify_log(io.BytesIO(WHOLE), f"{note_of(2, LOG[::-1])}\n{NOTE}".encode(), KEY)
    with pytest.raises(Broken, match="forked"):
        verify_log(io.BytesIO(WHOLE), f"{note_of(2, LOG)}\n{note_of(2, LOG[::-1])}".encode(), KEY)
    with pytest.raises(Broken, match="backwards"):
        verify_log(io.BytesIO(WHOLE), f"{NOTE}\n{note_of(2, LOG)}".encode(), KEY)


def test_a_note_of_which_a_bit_was_changed_is_not_believed():
    assert verify_log(io.BytesIO(WHOLE), NOTE.encode(), KEY)
    for position in range(8 * len(NOTE.encode())):
        changed = bytearray(NOTE.encode())
        changed[position // 8] ^= 1 << position % 8
        with pytest.raises(Broken):
            verify_log(io.BytesIO(WHOLE), bytes(changed), KEY)
