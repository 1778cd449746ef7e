"""Can anybody tell by the clock whether a number is known? Two hundred of each are asked for."""

import statistics
import time

import numpy as np
import pytest
from django.test import Client
from tests.app.portal.own_page import ask
from tests.app.portfolio import NOON, place

from doorstep_desk.self_service.actions.sign_in import send_codes
from doorstep_desk.self_service.models import SignIn

pytestmark = pytest.mark.usefixtures("desk_that_sends")
EACH = 200
SPARED = 0.0005
"""Seconds; a difference below half a millisecond is noise of the machine, not of the path."""


@pytest.fixture
def known(cast):
    return place(cast, EACH)


def numbers():
    """Return numbers on file and numbers of nobody, in an order that favours neither."""
    on_file = [(True, f"154{n:08d}") for n in range(EACH)]
    nobodys = [(False, f"138{n:08d}") for n in range(EACH)]
    both = [*on_file, *nobodys]
    return [both[place] for place in np.random.default_rng(7).permutation(len(both))]


def from_its_own_place(place):
    """Return a browser at an address of its own, so that no limit is reached."""
    return Client(REMOTE_ADDR=f"10.0.{place // 250}.{place % 250 + 1}")


def told_apart(taken):
    """Return by how many seconds the medians and the 95th percentiles differ, and of how much."""
    known, nobodys = taken[True], taken[False]
    found = {}
    for name, at in (("median", 0.5), ("p95", 0.95)):
        one, other = (sorted(each)[int(at * len(each))] for each in (known, nobodys))
        found[name] = (abs(one - other), statistics.median(known + nobodys))
    return found


def alike(taken):
    differs = told_apart(taken)
    (median, usual), (p95, _) = differs["median"], differs["p95"]
    return median <= max(SPARED, 0.05 * usual) and p95 <= max(4 * SPARED, 0.5 * usual)


def asked():
    taken = {True: [], False: []}
    for place_no, (is_known, number) in enumerate(numbers()):
        client = from_its_own_place(place_no)
        began = time.perf_counter()
        answer = client.post("/portal/", {"contact": number})
        taken[is_known].append(time.perf_counter() - began)
        assert answer.status_code == 200
    return taken


def test_asking_for_a_code_takes_as_long_for_a_known_number_as_for_anybody_elses(known):
    taken = asked()
    assert SignIn.objects.count() == 2 * EACH
    assert alike(taken), told_apart(taken)


def test_a_wrong_code_takes_as_long_for_a_known_number_as_for_anybody_elses(known):
    sign_ins = [
        (is_known, ask(from_its_own_place(n), number))
        for n, (is_known, number) in enumerate(numbers())
    ]
    for _ in range(2 * EACH // 100):  # a hundred at a time, as the process that sends does it
        send_codes(at=NOON)
    assert not SignIn.objects.filter(looked_up_at=None).exists()
    taken = {True: [], False: []}
    for is_known, sign_in in sign_ins:
        client = Client()
        began = time.perf_counter()
        answer = client.post("/portal/code", {"sign_in": sign_in, "code": "000000"})
        taken[is_known].append(time.perf_counter() - began)
        assert answer.status_code == 400
    assert alike(taken), told_apart(taken)
