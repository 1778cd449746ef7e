"""Does one outcome move the chances at once, once, and only when a model had spoken?"""

import time

from tests.app.demonstration import DAWN, DAY, Demonstration

from doorstep.probability.heads import Head
from doorstep.probability.rolling import Rolling
from doorstep.terms.codes import Disposition
from doorstep_desk.attempts.models import Attempt
from doorstep_desk.commands.outcomes import answer_day
from doorstep_desk.decisions.models import Decision
from doorstep_desk.decisions.registry import moved_today, newest_rolling
from doorstep_desk.learning.actions import take_in
from doorstep_desk.plumbing.identifiers import new_id


def offset(demo: Demonstration) -> float:
    return Rolling.from_dict(newest_rolling(demo.agency_id, Head.CONTACT).state).mean("offset")


def scored(demo: Demonstration, basis: str):
    """Return an attempt of today whose chance came from a model, or from a general rate."""
    answer_day(actor=demo.runner, on=DAY)
    for row in Attempt.objects.filter(agency_id=demo.agency_id).exclude(issued_chance=None):
        decision = Decision.objects.filter(case_id=row.case_id, assessment__on=DAY).first()
        if decision and decision.chances.get(row.channel, {}).get("basis") == basis:
            return row
    raise AssertionError(f"no attempt with a chance that is {basis}")


def test_what_is_unknown_or_carried_no_chance_moves_nothing(demo):
    assert take_in(actor=demo.runner, attempt_id=new_id(), at=DAWN) is None
    plain = Attempt.objects.filter(agency_id=demo.agency_id, issued_chance=None).first()
    assert take_in(actor=demo.runner, attempt_id=plain.pk, at=DAWN) is None


def test_an_outcome_moves_the_intercept_within_a_second_once_and_in_its_direction(demo):
    row, before = scored(demo, "learned"), offset(demo)
    begun = time.perf_counter()
    after = take_in(actor=demo.runner, attempt_id=row.pk, at=DAWN)
    assert time.perf_counter() - begun < 1
    reached = {each.word for each in Disposition if each.reached_borrower}
    assert (after > before) == (row.disposition in reached)
    assert take_in(actor=demo.runner, attempt_id=row.pk, at=DAWN) is None
    assert offset(demo) == after
    model = newest_rolling(demo.agency_id, Head.CONTACT).model_id
    assert moved_today(demo.agency_id, Head.CONTACT, model, DAY) == after - before
