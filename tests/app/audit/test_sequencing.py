"""Does every entry get its place in the tree, once and for good, whoever commits when?"""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from tests.app.audit.logs import AT, INSERT, another_process, note, place_all

from doorstep.audit.tree import leaf_hash, root_at
from doorstep.audit.verifier import check_inclusion
from doorstep_desk.audit.jobs import log_size, sequence_entries, sign_checkpoint
from doorstep_desk.audit.models import AuditEntry, AuditLeaf
from doorstep_desk.audit.proofs import all_lines, line_of, lines_about, proven
from doorstep_desk.audit.stored_tree import StoredTree

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.alone]


def test_an_entry_waits_for_a_slower_one_and_both_get_a_place():
    with another_process() as slow:
        slow.execute(INSERT, ["case:slow"])  # began first, ends last
        note("case:quick")
        assert sequence_entries() == 0
        slow.commit()
    place_all(2)
    assert [b"case:slow" in line for line in all_lines(2)] == [True, False]


def test_an_entry_with_a_lower_number_that_is_committed_late_is_not_missed():
    with another_process() as early, another_process() as late:
        early.execute("SELECT pg_current_xact_id()")  # lower transaction, higher position
        late.execute(INSERT, ["case:late"])
        late.commit()
        assert sequence_entries() == 0
        early.execute(INSERT, ["case:early"])
        early.commit()
    place_all(2)
    placed = AuditLeaf.objects.values_list("entry__subject", flat=True)
    assert sorted(placed) == ["case:early", "case:late"]


def test_numbers_have_no_gap_although_positions_do_and_several_number_at_once():
    with transaction.atomic():
        note("case:undone")
        transaction.set_rollback(True)
    for number in range(600):
        note(f"case:{number % 7}", n=number)

    def sequence(_: int) -> int:
        done = sum(sequence_entries(limit=50) for _ in range(5))
        connection.close()
        return done

    with ThreadPoolExecutor(3) as several:
        list(several.map(sequence, range(3)))
    place_all(600)
    assert list(AuditLeaf.objects.order_by("index").values_list("index", flat=True)) == list(
        range(600)
    )
    entries = AuditEntry.objects.order_by("era", "transaction_number", "position")
    leaves = AuditLeaf.objects.order_by("index").values_list("entry_id", flat=True)
    assert list(leaves) == list(entries.values_list("id", flat=True))
    proven_lines_lead_to_the_signed_root()


def proven_lines_lead_to_the_signed_root() -> None:
    """Check, in a log of three blocks, what is kept and what is computed of the tree."""
    made = sign_checkpoint(at=AT)
    assert made is not None
    hashes = [leaf_hash(line) for line in all_lines(600)]

    def plain(level: int, index: int) -> bytes:
        if level == 0:
            return hashes[index]
        return StoredTree().subtree(level, index)

    assert bytes(made.root) == root_at(600, plain)
    mine = lines_about(["case:3"], 600)
    assert len(mine) == 86
    for one in proven(mine, 600):
        assert check_inclusion(leaf_hash(one.line), one.index, 600, one.path, bytes(made.root))
    first = AuditLeaf.objects.get(index=0)
    assert line_of(first.entry_id) == (0, next(all_lines(1)))
    assert log_size() == 600
