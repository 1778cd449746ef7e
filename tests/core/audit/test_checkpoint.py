"""Is a checkpoint one thing, signed by one key, in one form?"""

from datetime import UTC, datetime, timedelta

import pytest
from tests.core.audit.samples import AT, KEY, ORIGIN, SECRET

from doorstep.audit.checkpoint import Checkpoint, signed_note, verifier_key
from doorstep.audit.verifier import Broken, check_signature, read_key, read_notes

NOTE = signed_note(Checkpoint(ORIGIN, 12, bytes(32), AT), SECRET)


@pytest.mark.parametrize("origin", ["", "two words", "a+b", "a\nb"])
def test_a_log_with_a_name_that_no_note_can_hold_is_refused(origin):
    with pytest.raises(ValueError, match="cannot be called"):
        Checkpoint(origin, 1, bytes(32), AT)


@pytest.mark.parametrize(("size", "root"), [(-1, bytes(32)), (1, bytes(31))])
def test_a_checkpoint_needs_a_size_and_a_whole_root(size, root):
    with pytest.raises(ValueError, match="a root of 32 bytes"):
        Checkpoint(ORIGIN, size, root, AT)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\n12\n", "\n012\n"),  # another way to write the number
        ("\n12\n", "\n１２\n"),  # digits of another script
        ("\n12\n", "\n13\n"),  # another number: the signature
        ("2026", "2027"),  # another time: the signature
        ("—", "-"),  # another dash
        ("\n\n", "\n"),  # a line less
        ("\n\n", "\n\n\n"),  # a line more
        (ORIGIN, "doorstep-log-2"),  # another log
        ("AAAA", "AA A"),  # a blank inside base64
    ],
)
def test_what_is_not_exactly_what_was_signed_is_refused(old, new):
    changed = NOTE.replace(old, new)
    assert changed != NOTE
    with pytest.raises(Broken):
        believed(changed)


def believed(text: str) -> None:
    for note in read_notes(text.encode()):
        check_signature(note, read_key(KEY))


def test_another_key_of_the_same_name_did_not_sign_it():
    (note,) = read_notes(NOTE.encode())
    with pytest.raises(Broken, match="another key"):
        check_signature(note, read_key(verifier_key(ORIGIN, bytes(32))))


@pytest.mark.parametrize("key", ["", "x", KEY[:-4], KEY.replace("+", "-"), f"x{KEY}"])
def test_a_key_in_another_form_is_refused(key):
    with pytest.raises(Broken):
        read_key(key)


def test_a_signed_checkpoint_is_read_back_and_believed():
    several = read_notes(f"{NOTE}\n{NOTE}".encode())
    assert [(each.size, each.root, each.at) for each in several] == 2 * [
        (12, bytes(32), "2026-11-26T02:00:00Z")
    ]
    check_signature(several[1], read_key(KEY))


def test_the_time_is_said_in_whole_seconds_of_utc():
    at = datetime(2026, 11, 26, 10, 0, 0, 999, tzinfo=UTC) - timedelta(hours=8)
    assert Checkpoint(ORIGIN, 1, bytes(32), at).text().split("\n")[3] == "2026-11-26T02:00:00Z"
