"""An upload is cut at any byte: is anything ever called whole that is not?"""

import os
import sys

import pytest
from tests.app.conftest import CAST_BEGAN_AT as AT
from tests.faults.field.uploads import uploads

from doorstep_desk.evidence.files import Files
from doorstep_desk.plumbing.scope import acting_as

SEED = int(os.environ.get("DOORSTEP_FAULT_SEED", "20261126"))
UPLOADS = int(os.environ.get("DOORSTEP_FAULT_UPLOADS", "25"))


@pytest.fixture(autouse=True)
def own_folder(tmp_path, settings):
    """Keep the bytes apart; the keys stay where they are."""
    (tmp_path / "keys").symlink_to(settings.DOORSTEP_DATA_DIR / "keys")
    settings.DOORSTEP_DATA_DIR = tmp_path


@pytest.mark.django_db
def test_nothing_is_called_whole_that_is_not(cast):
    with acting_as(cast.agent):
        told = uploads(cast.agent, AT, UPLOADS, SEED)
    sys.stdout.write(f"seed {SEED}: {told}\n")
    assert (told.uploads, told.false) == (UPLOADS, 0)
    assert told.complete == UPLOADS
    assert len(told.cuts) == 5


@pytest.mark.django_db
def test_an_office_that_does_not_compare_the_hash_is_found_out(cast, monkeypatch):
    def unchecked(self: Files, sha256: str) -> bool:  # the planted fault
        self.final(sha256).parent.mkdir(parents=True, exist_ok=True)
        self._draft(sha256).replace(self.final(sha256))
        return True

    monkeypatch.setattr(Files, "finish", unchecked)
    with acting_as(cast.agent):
        assert uploads(cast.agent, AT, 15, SEED).false
