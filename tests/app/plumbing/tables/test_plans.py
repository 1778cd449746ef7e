"""A question that pages ask again and again is planned once; what writes is planned each time."""

import pytest
from django.db import connection
from tests.app.doors import signed_in
from tests.app.portfolio import place

from doorstep_desk.plumbing.tables.plans import ASKED_OFTEN, planned_anew, plans_kept

pytestmark = pytest.mark.django_db
QUESTION = "SELECT count(*) FROM cases_case WHERE number = %s"


def remembered(part: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_prepared_statements WHERE position(%s in statement) > 0",
            [part],
        )
        return cursor.fetchone()[0]


def ask(times: int) -> set[tuple[int]]:
    answers = set()
    for n in range(times):
        with connection.cursor() as cursor:
            cursor.execute(QUESTION, [f"DS-{n}"])
            answers.add(cursor.fetchone())
    return answers


def test_outside_a_page_nothing_is_remembered():
    ask(2 * ASKED_OFTEN)
    assert remembered("FROM cases_case WHERE number =") == 0


def test_inside_a_page_a_question_asked_often_is_remembered_and_answered_alike(cast):
    place(cast, people=3)
    plain = ask(2 * ASKED_OFTEN)
    with plans_kept():
        assert ask(2 * ASKED_OFTEN) == plain
        assert remembered("FROM cases_case WHERE number =") == 1


def test_a_failure_inside_a_page_leaves_the_line_as_it_was():
    connection.ensure_connection()
    line = connection.connection
    usual = line.cursor_factory, line.prepare_threshold
    with pytest.raises(ZeroDivisionError), plans_kept():
        raise ZeroDivisionError
    assert (line.cursor_factory, line.prepare_threshold) == usual


def test_pages_keep_their_plans(cast):
    place(cast, people=3)
    client = signed_in("lead")
    for _ in range(ASKED_OFTEN + 1):
        assert client.get("/cases").status_code == 200
    assert remembered("cases_case") > 0


def test_what_is_planned_anew_is_answered_alike_and_not_remembered(cast):
    place(cast, people=3)
    plain = ask(2 * ASKED_OFTEN)
    with plans_kept():
        with planned_anew():
            assert ask(2 * ASKED_OFTEN) == plain
        assert remembered("FROM cases_case WHERE number =") == 0
        ask(2 * ASKED_OFTEN)
        assert remembered("FROM cases_case WHERE number =") == 1


def test_a_failure_while_planning_anew_leaves_the_line_as_it_was():
    connection.ensure_connection()
    usual = connection.connection.prepare_threshold
    with pytest.raises(ZeroDivisionError), planned_anew():
        raise ZeroDivisionError
    assert connection.connection.prepare_threshold == usual
