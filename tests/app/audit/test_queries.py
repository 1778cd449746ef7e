"""Can a reader follow the log without ever missing an entry?"""

import time

import pytest
from tests.app.audit.logs import AT, INSERT, another_process, note

from doorstep_desk.audit.actions import begin_era
from doorstep_desk.audit.queries import (
    START,
    entries_after,
    entries_for,
    entries_for_all,
    newest_entry_of,
)


def settled_after(bookmark: str, count: int) -> list[str]:
    """Return the subjects that follow a bookmark, once there are so many.

    The server's own work, a vacuum say, holds entries back for a moment as well; tests beside
    this one hold them back for as long as they last, therefore nothing runs beside it.
    """
    deadline = time.monotonic() + 20
    while len(found := entries_after(bookmark)) < count and time.monotonic() < deadline:
        time.sleep(0.02)
    return [entry.subject for entry in found]


@pytest.mark.django_db
@pytest.mark.parametrize("bookmark", ["", "1.2", "a.b.c", "1.2.3.4"])
def test_a_bookmark_that_is_not_ours_is_refused(bookmark):
    with pytest.raises(ValueError, match=r"int|unpack"):
        entries_after(bookmark)


@pytest.mark.django_db(transaction=True)
@pytest.mark.alone
def test_a_slow_transaction_is_never_overtaken():
    with another_process() as slow:
        slow.execute(INSERT, ["case:slow"])  # began first, ends last
        note("case:quick")
        first = entries_after(START)
        assert first == []  # the quick one waits for the slow one
        slow.commit()
    assert settled_after(START, 2) == ["case:slow", "case:quick"]
    assert entries_after(entries_after(START)[-1].bookmark) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.alone
def test_an_entry_that_took_its_number_late_is_not_skipped():
    with another_process() as early, another_process() as late:
        early.execute("SELECT pg_current_xact_id()")  # lower transaction, higher position
        late.execute(INSERT, ["case:late"])
        late.commit()
        early.execute(INSERT, ["case:early"])
        early.commit()
    assert len(settled_after(START, 2)) == 2
    subjects, bookmark = [], START
    while found := entries_after(bookmark, limit=1):
        subjects.append(found[0].subject)
        bookmark = found[0].bookmark
    assert sorted(subjects) == ["case:early", "case:late"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.alone
def test_after_a_restore_readers_go_on_although_transactions_count_from_low_again():
    note("case:before")
    assert settled_after(START, 1) == ["case:before"]
    bookmark = entries_after(START)[-1].bookmark
    era, number, position = bookmark.split(".")
    from_the_old_server = f"{era}.{int(number) + 1_000_000}.{position}"
    begin_era(at=AT)
    note("case:after")
    assert settled_after(from_the_old_server, 1) == ["case:after"]


@pytest.mark.django_db
def test_the_newest_entry_of_a_subject_comes_first():
    for subject in ("case:1", "case:2", "case:1"):
        note(subject)
    assert [entry.subject for entry in entries_for_all(["case:1", "case:2"])] == [
        "case:1",
        "case:2",
        "case:1",
    ]
    assert newest_entry_of("case:1") == str(entries_for("case:1")[0].id)
    assert newest_entry_of("case:9") == ""
    assert len(entries_for("case:1", limit=1)) == 1
