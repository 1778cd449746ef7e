"""Does the office open what a phone closed to it, and nothing else?"""

import base64
import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import load_der_private_key
from tests.app.fieldwork.phone import closed

from doorstep_desk.plumbing.encryption import SealBrokenError
from doorstep_desk.plumbing.sealing import open_sealed, open_with, point_of, sealing_key

VECTOR = json.loads((Path(__file__).parents[2] / "vectors" / "sealed.json").read_text())


def test_the_vector_of_the_phone_opens():
    key = load_der_private_key(base64.b64decode(VECTOR["private_key"]), None)
    assert point_of(key) == base64.b64decode(VECTOR["sealing_key"])
    opened = open_with(key, VECTOR["name"], base64.b64decode(VECTOR["sealed"]))
    assert opened.decode() == VECTOR["plain"]


@pytest.mark.parametrize("key_id", ["", "00000000", "not hexadecimal"])
def test_a_key_that_is_not_ours_is_said(key_id):
    with pytest.raises(SealBrokenError, match="not among"):
        open_sealed(key_id, "id", b"")


@pytest.mark.parametrize("change", ["name", "first", "last", "short", "empty"])
def test_what_was_altered_or_closed_for_another_name_does_not_open(change):
    key_id, point = sealing_key()
    sealed = bytearray(closed(point, "id-1", b"plain"))
    assert open_sealed(key_id, "id-1", bytes(sealed)) == b"plain"
    if change in ("first", "last"):
        sealed[1 if change == "first" else -1] ^= 1
    short = {"short": sealed[:40], "empty": b""}.get(change, sealed)
    with pytest.raises(SealBrokenError):
        open_sealed(key_id, "id-2" if change == "name" else "id-1", bytes(short))
