"""Does every entry stand or fall with the change it tells of, and stay for good?"""

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from doorstep_desk.audit.actions import begin_era, record, record_many
from doorstep_desk.audit.queries import entries_for
from doorstep_desk.plumbing.actor import ANONYMOUS, SYSTEM, Actor
from doorstep_desk.plumbing.scope import acting_as

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)
LIN = Actor("lin", "lead", frozenset(), staff_id=7, organisation_id=3)


def note(actor: Actor = SYSTEM, **details) -> None:
    record(at=AT, actor=actor, verb="case.paused", subject="case:1", **details)


@pytest.mark.parametrize("word", ["phone", "borrower_name", "identity_number", "address", "note"])
def test_personal_data_is_refused(word):
    with pytest.raises(ValueError, match="no personal data"):
        note(**{word: "x"})
    with pytest.raises(ValueError, match="no personal data"):
        record_many(at=AT, actor=SYSTEM, verb="v.v", rows=[("case:1", {word: "x"})])


@pytest.mark.django_db(transaction=True)
def test_an_entry_outside_a_transaction_is_refused():
    with pytest.raises(ValueError, match="transaction of its change"):
        note()


@pytest.mark.parametrize(
    "change",
    ["UPDATE audit_entry SET actor = 'x'", "DELETE FROM audit_entry", "TRUNCATE audit_entry"],
)
@pytest.mark.parametrize("actor", [SYSTEM, LIN])
def test_nobody_changes_an_entry(change, actor):
    note()
    with pytest.raises(DatabaseError), acting_as(actor), connection.cursor() as cursor:
        cursor.execute(change)
    assert len(entries_for("case:1")) == 1


def test_a_web_process_adds_no_entry_for_another_organisation():
    with pytest.raises(DatabaseError, match="row-level security"), acting_as(LIN):
        note(SYSTEM, organisation_id=4)


def test_an_entry_vanishes_with_a_change_that_failed():
    with transaction.atomic():
        note()
        transaction.set_rollback(True)
    assert entries_for("case:1") == []


def test_details_of_every_plain_kind_are_kept():
    with acting_as(LIN):
        note(LIN, fen=481_236, on=date(2026, 12, 1), reasons=["hardship"], until=AT)
        (entry,) = entries_for("case:1")
    assert entry.details == {
        "fen": 481_236,
        "on": "2026-12-01",
        "reasons": ["hardship"],
        "until": "2026-11-25T01:00:00Z",
    }
    assert (entry.actor, entry.verb, entry.at) == ("lin", "case.paused", AT)


def test_many_entries_go_in_at_once():
    rows = ((f"case:{number}", {"rank": number}) for number in range(5000))
    with acting_as(LIN):
        assert record_many(at=AT, actor=LIN, verb="case.scored", rows=rows) == 5000
        assert entries_for("case:4999")[0].details == {"rank": 4999}


def test_an_entry_of_the_system_belongs_to_the_organisation_it_names():
    note(SYSTEM, organisation_id=3, reason="recall")
    with acting_as(LIN):
        (entry,) = entries_for("case:1")
    assert entry.details == {"reason": "recall"}
    with acting_as(Actor("rival", "lead", frozenset(), 8, 4)):
        assert entries_for("case:1") == []


def test_before_sign_in_an_entry_can_be_added_but_none_read():
    with acting_as(ANONYMOUS):
        note(ANONYMOUS)
        assert entries_for("case:1") == []


def test_each_era_follows_the_one_before():
    assert begin_era(at=AT) == 2
    assert begin_era(at=AT) == 3
