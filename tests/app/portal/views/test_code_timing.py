"""Can anybody tell by the clock whether a number is known? Two hundred of each are asked for."""

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
SURE = 4
"""Standard deviations; chance alone passes them once in sixteen thousand runs."""


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
    """Return medians and 95th percentiles in milliseconds, and how surely they differ.

    The surety of the whole is that of a rank-sum test, that of the slowest a count of who is
    beyond the common 95th percentile; both in standard deviations, so that a busy machine, which
    is slow for all alike, does not decide.
    """
    known, nobodys = np.array(taken[True]), np.array(taken[False])
    both = np.concatenate([known, nobodys])
    ranks = np.argsort(np.argsort(both)) + 1
    n, m = len(known), len(nobodys)
    z = (ranks[:n].sum() - n * (n + m + 1) / 2) / np.sqrt(n * m * (n + m + 1) / 12)
    slow = both > np.quantile(both, 0.95)
    z95 = (slow[:n].sum() - slow.sum() / 2) / np.sqrt(slow.sum() / 4)
    quantiles = {
        name: tuple(round(1000 * float(np.quantile(each, at)), 2) for each in (known, nobodys))
        for name, at in (("median", 0.5), ("p95", 0.95))
    }
    return quantiles | {"z": round(float(z), 2), "z95": round(float(z95), 2)}


def alike(taken):
    """Say whether nothing tells the two apart: less than half a millisecond, or no surety."""
    found = told_apart(taken)
    one, other = found["median"]
    is_small = abs(one - other) <= 1000 * SPARED
    return abs(found["z95"]) < SURE and (is_small or abs(found["z"]) < SURE)


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
