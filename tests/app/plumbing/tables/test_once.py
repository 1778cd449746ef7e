"""One page asks each thing once; whatever changes rows asks anew each time."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.app.doors import signed_in
from tests.app.portfolio import place

from doorstep_desk.cases.queries import accounts_of
from doorstep_desk.plumbing.scope import acting_as
from doorstep_desk.plumbing.tables.once import once_a_page, one_page


def counted():
    asked = []

    @once_a_page
    def double(number, *, plus=0):
        asked.append((number, plus))
        return 2 * number + plus

    return double, asked


def test_outside_a_page_every_question_is_asked():
    double, asked = counted()
    assert [double(1), double(1)] == [2, 2]
    assert len(asked) == 2


def test_on_a_page_the_same_question_is_asked_once_and_another_one_anew():
    double, asked = counted()
    with one_page():
        assert [double(1), double(1), double(2), double(1, plus=1), double(1, plus=1)] == [
            2, 2, 4, 3, 3,
        ]  # fmt: skip
    assert asked == [(1, 0), (2, 0), (1, 1)]


def test_the_next_page_knows_nothing_of_the_one_before():
    double, asked = counted()
    for _ in range(2):
        with one_page():
            double(1)
    assert len(asked) == 2


def test_a_failed_answer_is_not_remembered():
    asked = []

    @once_a_page
    def failing():
        asked.append(1)
        raise ZeroDivisionError

    with one_page():
        for _ in range(2):
            with pytest.raises(ZeroDivisionError):
                failing()
    assert len(asked) == 2


@pytest.mark.django_db
def test_what_one_may_see_is_never_handed_to_another_on_the_same_page(cast):
    (ours,) = place(cast)
    with one_page():
        with acting_as(cast.lead):
            assert accounts_of(ours.case_id)
        with acting_as(cast.stranger):
            assert accounts_of(ours.case_id) == []
        with acting_as(cast.lead):
            assert accounts_of(ours.case_id)


@pytest.mark.django_db
def test_the_page_of_a_case_reads_no_table_twice_in_the_same_words(cast):
    (ours,) = place(cast)
    client = signed_in("lead")
    client.get(f"/cases/{ours.case_id}")
    with CaptureQueriesContext(connection) as questions:
        client.get(f"/cases/{ours.case_id}")
    asked = [each["sql"] for each in questions if "cases_account" in each["sql"]]
    assert len(asked) == len(set(asked))
