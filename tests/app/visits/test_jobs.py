"""Is it forgotten who asked whether visitors are really sent, and never an open alert?"""

from datetime import timedelta

import pytest
from tests.app.demonstration import DAY
from tests.app.doors import verbs_of

from doorstep.terms.local_time import beijing_instant
from doorstep_desk.plumbing.actor import ANONYMOUS, SYSTEM
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.scope import acting_as
from doorstep_desk.visits.jobs import CHECKS_KEPT, SETTLED_KEPT, forget_checks
from doorstep_desk.visits.models import VisitorCheck

NOW = beijing_instant(DAY, 11)
MOMENT = timedelta(seconds=1)


def check(demo, answer, at, settled_at=None):
    settled = {} if settled_at is None else {
        "settled_at": settled_at, "settled_as": "mistyped", "settled_by": "lead",
    }  # fmt: skip
    return VisitorCheck(
        id=new_id(), agency_id=demo.agency_id, asker=b"a" * 32, at=at, answer=answer, **settled
    )


def forget(at=NOW):
    with acting_as(SYSTEM):
        return forget_checks(actor=SYSTEM, at=at)


def test_nobody_who_only_asks_deletes_anything(demo):
    with pytest.raises(Refused):
        forget_checks(actor=ANONYMOUS, at=NOW)


@pytest.mark.parametrize(
    ("answer", "age", "settled", "stays"),
    [
        ("genuine", CHECKS_KEPT, None, True),
        ("genuine", CHECKS_KEPT + MOMENT, None, False),
        ("unknown", 10 * SETTLED_KEPT, None, True),  # nobody has looked at it
        ("unknown", 2 * SETTLED_KEPT, SETTLED_KEPT, True),
        ("unknown", 2 * SETTLED_KEPT, SETTLED_KEPT + MOMENT, False),
    ],
)
def test_what_needs_nobody_is_kept_for_its_time_and_an_open_alert_for_ever(
    demo, answer, age, settled, stays
):
    row = check(demo, answer, NOW - age, None if settled is None else NOW - settled)
    with acting_as(SYSTEM):
        VisitorCheck.objects.bulk_create([row])
    assert forget() == (0 if stays else 1)
    with acting_as(SYSTEM):
        assert VisitorCheck.objects.filter(pk=row.pk).exists() is stays
        assert ("visitor.forgotten" in verbs_of("store:1")) is not stays
    assert forget() == 0
