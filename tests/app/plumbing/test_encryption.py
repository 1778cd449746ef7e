"""Can the database, or whoever steals it, read what is sealed?"""

import os

import pytest
from django.core.exceptions import FieldError
from django.db import models
from hypothesis import given
from hypothesis import strategies as st

from doorstep_desk.plumbing.encryption import (
    BlindIndexField,
    EncryptedField,
    SealBrokenError,
    blind_index,
    decrypt,
    encrypt,
)
from doorstep_desk.plumbing.keys import current_keys


class SealedProbe(models.Model):
    """A row that is never stored; its fields are asked directly."""

    phone = EncryptedField(null=True)
    phone_index = BlindIndexField()

    class Meta:
        """Belongs to no migration."""

        app_label = "config"
        managed = False
        db_table = "sealed_probe"

    def __str__(self) -> str:
        """Say nothing about the content."""
        return "sealed"


PHONE = SealedProbe._meta.get_field("phone")


@pytest.mark.parametrize("place", [("cases_borrower", "phone"), ("sealed_probe", "name")])
def test_a_cell_moved_to_another_column_does_not_open(place):
    cell = encrypt("sealed_probe", "phone", "13900000000")
    with pytest.raises(SealBrokenError, match="altered or moved"):
        decrypt(*place, cell)


def test_no_single_flipped_bit_goes_unnoticed():
    cell = encrypt("t", "c", "金成浩")
    assert decrypt("t", "c", cell) == "金成浩"
    for position in range(len(cell)):
        altered = bytearray(cell)
        altered[position] ^= 1
        with pytest.raises(SealBrokenError):
            decrypt("t", "c", bytes(altered))


def test_a_cell_sealed_with_a_key_we_lack_names_that_key():
    with pytest.raises(SealBrokenError, match="00000000"):
        decrypt("t", "c", bytes(4) + os.urandom(40))


@pytest.mark.parametrize("lookup", ["exact", "contains", "in", "gt"])
def test_a_sealed_field_cannot_be_searched(lookup):
    with pytest.raises(FieldError, match="blind index"):
        SealedProbe.objects.filter(**{f"phone__{lookup}": "139"})


def test_a_sealed_field_can_be_asked_whether_it_is_empty():
    assert "IS NULL" in str(SealedProbe.objects.filter(phone__isnull=True).query)


@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_what_is_sealed_opens_again(text):
    assert decrypt("t", "c", encrypt("t", "c", text)) == text


def test_equal_texts_never_look_equal():
    cells = {encrypt("t", "c", "13900000000") for _ in range(100)}
    assert len(cells) == 100
    assert not any(b"139" in cell[16:] and b"0000" in cell[16:] for cell in cells)


def test_the_field_seals_and_opens_under_its_own_table_and_column():
    cell = PHONE.get_db_prep_value("延吉", None)
    assert decrypt("sealed_probe", "phone", cell) == "延吉"
    assert PHONE.from_db_value(memoryview(cell), None, None) == "延吉"
    assert PHONE.get_db_prep_value(None, None) is None
    assert PHONE.from_db_value(None, None, None) is None


def test_each_cell_begins_with_the_id_of_the_key_in_use():
    assert encrypt("t", "c", "x")[:4] == current_keys().active


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("13912345678", "139 1234-5678"),  # blanks and hyphens
        ("13912345678", "１３９12345678"),  # full width
        ("22240119900307123x", "22240119900307123X"),  # case of the check character
    ],
)
def test_writings_of_one_number_have_one_fingerprint(one, other):
    assert blind_index("phone", one) == blind_index("phone", other)


def test_fingerprints_of_two_purposes_cannot_be_compared():
    assert blind_index("phone", "13912345678") != blind_index("identity", "13912345678")


@given(st.text(alphabet="0123456789X", min_size=1), st.text(alphabet="0123456789X", min_size=1))
def test_different_values_have_different_fingerprints_of_32_bytes(one, other):
    assert (blind_index("p", one) == blind_index("p", other)) == (one == other)
    assert len(blind_index("p", one)) == 32


def test_keys_never_show_in_print():
    keys = current_keys()
    for secret in [*keys.encryption.values(), keys.blind_index, keys.permit_signing]:
        assert repr(secret) not in repr(keys)
