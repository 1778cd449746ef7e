"""Is a log found out that somebody with all rights over the server changed behind our back?"""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from tests.app.audit.logs import AT, note, place_all

from doorstep_desk.audit.actions import begin_era
from doorstep_desk.audit.checking import check_log
from doorstep_desk.audit.jobs import keep_log, sign_checkpoint
from doorstep_desk.audit.signing import signer
from doorstep_desk.audit.witness import last_witnessed
from doorstep_desk.plumbing.refusal import Refused

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.alone]


@pytest.fixture
def kept(tmp_path):
    """Return the witness of a log of three lines that was signed twice."""
    witness = tmp_path / "witness"
    note("case:1")
    note("case:2")
    place_all(2)
    keep_log(witness=witness, at=AT)
    note("case:1")
    place_all(3)
    keep_log(witness=witness, at=AT)
    return witness


@contextmanager
def rewritten(statements: str) -> Iterator[None]:
    """Do what only the owner of the server can, and take it back afterwards."""
    connection.close()
    connection.settings_dict["USER"], usual = "postgres", connection.settings_dict["USER"]
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL session_replication_role = replica")
                for table in ("entry", "leaf", "checkpoint", "era"):
                    cursor.execute(f"ALTER TABLE audit_{table} DISABLE TRIGGER ALL")
                cursor.execute(statements)
            yield
            transaction.set_rollback(True)
    finally:
        connection.close()
        connection.settings_dict["USER"] = usual


EMPTY = "DELETE FROM"
CHANGES = [
    ("UPDATE audit_entry SET actor = 'nobody' WHERE subject = 'case:2'", "Line 1"),
    ("UPDATE audit_entry SET details = '{\"n\": 1}' WHERE subject = 'case:2'", "Line 1"),
    ("UPDATE audit_leaf SET hash = sha256('x') WHERE index = 0", "Line 0"),
    ("DELETE FROM audit_entry WHERE subject = 'case:2'", "line 1 is gone"),
    ("DELETE FROM audit_leaf WHERE index = 2", "only 2 are left"),
    ("DELETE FROM audit_leaf WHERE index = 1", "Line 2"),
    ("UPDATE audit_checkpoint SET note = replace(note, '2026', '2027')", "signature"),
    (
        "INSERT INTO audit_entry (id, at, actor, verb, subject, details, transaction_number)"
        " VALUES (gen_random_uuid(), now(), 'x', 'v.v', 'case:1', '{}', 1)",
        "without a place",
    ),
]


def test_each_change_is_found(kept):
    assert check_log(kept).fault == ""
    for statement, sentence in CHANGES:
        with rewritten(statement):
            assert sentence in check_log(kept).fault, statement


def test_a_log_that_was_rebuilt_without_a_fault_of_its_own_is_found_by_the_witness(kept, tmp_path):
    with rewritten(
        "DELETE FROM audit_leaf; DELETE FROM audit_checkpoint; DELETE FROM audit_entry"
    ):
        for subject in ("case:1", "case:7", "case:1"):
            note(subject)
        era = begin_era(at=AT)  # so that entries of this open transaction get their place
        place_all(3)
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM audit_era WHERE number = %s", [era])
        sign_checkpoint(at=AT)
        assert check_log(tmp_path / "empty").fault == ""
        assert "first 2 lines" in check_log(kept).fault
        with pytest.raises(Refused, match="its first 3 lines were others"):
            keep_log(witness=kept, at=AT)


def test_after_a_restore_the_log_has_another_name_and_what_was_lost_is_said(kept):
    lost = (
        "DELETE FROM audit_leaf WHERE index = 2; DELETE FROM audit_checkpoint WHERE size = 3;"
        "DELETE FROM audit_entry WHERE position = (SELECT max(position) FROM audit_entry)"
    )
    with rewritten(lost):
        note("case:9")
        begin_era(at=AT)
        place_all(3)
        keep_log(witness=kept, at=AT)
        assert last_witnessed(kept).origin == signer().origin
        found = check_log(kept)
        assert (found.fault, found.lost) == ("", 1)
