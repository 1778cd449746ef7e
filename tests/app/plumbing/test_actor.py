"""Does an actor do only what the role includes?"""

import pytest

from doorstep_desk.plumbing.actor import ANONYMOUS, SYSTEM, Actor
from doorstep_desk.plumbing.refusal import Malformed, Refused

LIN = Actor("lin", "agent", frozenset({"visit.record"}), staff_id=7, organisation_id=3)


@pytest.mark.parametrize("actor", [LIN, ANONYMOUS])
def test_what_the_role_does_not_include_is_refused_by_name(actor):
    with pytest.raises(Refused, match=r"case\.pause") as refused:
        actor.require("case.pause")
    assert refused.value.code == "not-permitted"
    assert not actor.may("case.pause")


def test_what_the_role_includes_passes():
    LIN.require("visit.record")
    assert LIN.may("visit.record")


def test_the_system_may_everything_and_nobody_else_is_the_system():
    SYSTEM.require("anything.at_all")
    assert SYSTEM.is_system
    assert not LIN.is_system
    assert not ANONYMOUS.is_system


def test_a_request_that_cannot_be_read_tells_all_its_problems():
    malformed = Malformed(["the day is missing", "the sum is negative"])
    assert str(malformed) == "the day is missing; the sum is negative"
    assert malformed.problems == ["the day is missing", "the sum is negative"]
