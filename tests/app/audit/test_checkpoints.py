"""Is what was signed kept elsewhere, and is a log that was rewritten found by it?"""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from tests.app.audit.logs import AT, key_file, note, place_here

from doorstep.audit.verifier import Broken, verify_log
from doorstep_desk.audit.actions import ask_for_check
from doorstep_desk.audit.checking import answer_checks, check_log
from doorstep_desk.audit.jobs import keep_log, sign_checkpoint
from doorstep_desk.audit.models import AuditCheckpoint
from doorstep_desk.audit.proofs import all_lines, checkpoint_before, growth_between, newest_check
from doorstep_desk.audit.signing import signer
from doorstep_desk.audit.witness import witnessed
from doorstep_desk.plumbing.actor import ANONYMOUS, SYSTEM
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.scope import acting_as

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


@pytest.fixture
def witness(tmp_path):
    return tmp_path / "witness"


@pytest.fixture
def kept(witness):
    """Return the witness of a log of three lines that was signed twice."""
    note("case:1")
    note("case:2")
    place_here()
    keep_log(witness=witness, at=AT)
    note("case:1")
    place_here()
    keep_log(witness=witness, at=AT + MINUTE)
    return witness


def test_without_the_key_that_signed_nothing_is_signed(kept, monkeypatch):
    hidden = key_file().rename(key_file().with_name("elsewhere"))
    try:
        with pytest.raises(Refused, match="'audit-signing' back") as refused:
            keep_log(witness=kept, at=AT + 2 * MINUTE)
        assert not key_file().exists()
        monkeypatch.setenv("DOORSTEP_AUDIT_SIGNING_KEY", "A" * 43 + "=")
        with pytest.raises(Refused, match="Another key"):
            keep_log(witness=kept, at=AT + 2 * MINUTE)
    finally:
        hidden.rename(key_file())
    assert refused.value.code == "audit-key-missing"
    assert AuditCheckpoint.objects.count() == len(witnessed(kept)) == 2


@pytest.mark.parametrize("table", ["audit_leaf", "audit_node", "audit_checkpoint"])
def test_a_web_process_adds_nothing_to_the_tree_and_nobody_changes_it(table):
    with pytest.raises(DatabaseError, match="permission denied"), acting_as(ANONYMOUS):
        run(f"INSERT INTO {table} SELECT * FROM {table}")
    with pytest.raises(DatabaseError, match="permission denied"):
        run(f"DELETE FROM {table}")


def run(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_person_without_leave_asks_for_no_check():
    with pytest.raises(Refused, match="does not include"):
        ask_for_check(actor=ANONYMOUS, at=AT)


def test_a_log_that_does_not_grow_is_signed_once_a_minute(kept):
    assert sign_checkpoint(at=AT + MINUTE + timedelta(seconds=49)) is None
    again = sign_checkpoint(at=AT + MINUTE + timedelta(seconds=50))
    assert again is not None
    assert again.size == 3
    back = sign_checkpoint(at=AT)  # a clock that was set back
    assert back is None


def test_what_was_signed_is_with_the_witness_and_verifies_without_the_store(kept, tmp_path):
    assert [note.size for note in witnessed(kept)] == [2, 3]
    day = max(kept.iterdir())
    log = [line + b"\n" for line in all_lines(3)]
    key = signer().public
    assert verify_log(log, day.read_bytes(), key).startswith("3 lines, 1 checkpoint")
    with pytest.raises(Broken):
        verify_log(log[::-1], day.read_bytes(), key)
    growth = growth_between(checkpoint_before(3), checkpoint_before(4))
    assert (growth.earlier_size, growth.later_size) == (2, 3)


def test_a_witness_that_was_away_gets_everything_when_it_is_back(kept, tmp_path):
    elsewhere = tmp_path / "new"
    keep_log(witness=elsewhere, at=AT + MINUTE)
    assert [each.text for each in witnessed(elsewhere)] == [each.text for each in witnessed(kept)]


def test_an_untouched_log_is_sound(kept):
    found = check_log(kept)
    assert (found.size, found.checkpoints, found.lost, found.fault) == (3, 4, 0, "")


def test_a_check_that_was_asked_for_is_answered_once(kept):
    with transaction.atomic():
        ask_for_check(actor=SYSTEM, at=AT)
        ask_for_check(actor=SYSTEM, at=AT)
    assert answer_checks(witness=kept, at=AT) == 1
    assert answer_checks(witness=kept, at=AT) == 0
    seen = newest_check()
    assert seen is not None
    assert (seen.size, seen.fault) == (3, "")
