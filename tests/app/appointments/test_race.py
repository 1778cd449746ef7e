"""Is a time ever given to more borrowers than pairs can visit, when all press at once?"""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

from django.db import connection, transaction
from tests.app.appointments.booking import bookable, booked, borrower_of, offered
from tests.app.demonstration import DAWN

from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.self_service.actions import appoint
from doorstep_desk.self_service.slots import slot_key

NOON = DAWN + timedelta(hours=6)
MANY = 12


def wanted(demo) -> tuple[list[int], str]:
    """Return cases, and a time that is offered to the borrowers of all of them."""
    cases = bookable(demo, NOON, MANY)
    offers = [{slot_key(s) for s in offered(borrower_of(c), c, NOON).slots} for c in cases]
    return cases, min(set.intersection(*offers))


def took(case_id: int, chosen: str) -> bool:
    try:
        booked(borrower_of(case_id), case_id, chosen, NOON)
    except Refused as refused:
        if refused.code != "slot-taken":
            raise
        return False
    return True


def room(cases: list[int], chosen: str) -> int:
    """Return how many of them get the time one after the other; nothing of it stays."""
    with transaction.atomic():
        got = sum(took(case, chosen) for case in cases)
        transaction.set_rollback(True)
    return got


def at_once(cases: list[int], chosen: str) -> int:
    start = Barrier(len(cases))

    def press(case_id: int) -> bool:
        try:
            start.wait(20)
            return took(case_id, chosen)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(cases)) as pool:
        return sum(pool.map(press, cases))


def test_the_last_places_of_a_time_are_given_once(demo_clone):
    cases, chosen = wanted(demo_clone)
    possible = room(cases, chosen)
    assert 0 < possible < MANY
    assert 0 < at_once(cases, chosen) <= possible


def test_without_the_lock_more_would_be_given_than_there_are(demo_clone, monkeypatch):
    cases, chosen = wanted(demo_clone)
    possible = room(cases, chosen)
    assert 0 < possible < MANY
    everyone_has_looked = Barrier(MANY).wait
    looks = appoint.openings

    def looked_together(*words):
        found = looks(*words)
        everyone_has_looked(20)
        return found

    monkeypatch.setattr(appoint, "lock_for_transaction", lambda *_words: None)
    monkeypatch.setattr(appoint, "openings", looked_together)
    assert at_once(cases, chosen) > possible  # the planted fault
