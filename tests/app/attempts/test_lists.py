"""How often do lists say that somebody was reached, after corrections of every kind?"""

from datetime import timedelta

import pytest
from tests.app.attempts.test_actions import call, corrected, recorded
from tests.app.portfolio import MORNING, NOON, place

from doorstep.terms.codes import Disposition
from doorstep_desk.attempts.lists import reached_counts, reached_in_all
from doorstep_desk.attempts.models import Attempt
from doorstep_desk.cases.models import Borrower
from doorstep_desk.plumbing.scope import acting_as

MET, NOT = Disposition.RIGHT_PARTY_CONTACT, Disposition.NO_ANSWER


def counted(cast, since=MORNING) -> tuple[int, dict[int, int]]:
    people = Borrower.objects.filter(agency_id=cast.agency_id)
    with acting_as(cast.lead):
        keys = list(people.values_list("pk", flat=True))
        return reached_in_all(people.values("pk"), since), reached_counts(keys, since)


def one_by_one(cast, since=MORNING) -> int:
    """Count as a person would: each attempt, unless another one corrects it."""
    rows = list(Attempt.objects.filter(agency_id=cast.agency_id))
    corrected_ones = {row.corrects_id for row in rows}
    return sum(
        row.at >= since and row.disposition == MET.word and row.pk not in corrected_ones
        for row in rows
    )


@pytest.mark.parametrize(
    ("said", "count"),
    [
        ([NOT], 0),
        ([MET], 1),
        ([NOT, MET], 1),
        ([MET, NOT], 0),
        ([MET, MET], 1),
        ([MET, NOT, MET], 1),
        ([NOT, MET, NOT], 0),
    ],
)
def test_only_the_last_word_about_a_contact_counts(cast, said, count):
    known, *_ = place(cast, 2)
    row = recorded(cast.lead, call(known, disposition=said[0]))
    for word in said[1:]:
        row = corrected(cast.lead, row, word)
    found, by_borrower = counted(cast)
    assert found == count == one_by_one(cast)
    assert by_borrower == ({known.borrower_id: count} if count else {})


def test_nothing_counts_while_nobody_was_tried(cast):
    place(cast)
    assert counted(cast) == (0, {})


def test_what_was_before_the_instant_does_not_count_and_the_instant_does(cast):
    (known,) = place(cast)
    recorded(cast.lead, call(known, disposition=MET))
    assert counted(cast, NOON)[0] == 1
    assert counted(cast, NOON + timedelta(microseconds=1))[0] == 0


def test_the_other_agency_counts_none_of_it(cast):
    (known,) = place(cast)
    recorded(cast.lead, call(known, disposition=MET))
    with acting_as(cast.rival):
        assert reached_in_all(Borrower.objects.values("pk"), MORNING) == 0
