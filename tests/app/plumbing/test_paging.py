"""Is a long list handed out without skipping or repeating a row?"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.app.portfolio import place

from doorstep_desk.cases.models import Case
from doorstep_desk.organisations.models import Organisation
from doorstep_desk.plumbing.paging import page_of
from doorstep_desk.plumbing.refusal import Malformed

pytestmark = pytest.mark.django_db


@pytest.fixture
def names() -> list[str]:
    wanted = [f"机构{number:03}" for number in range(23)]
    Organisation.objects.bulk_create(
        Organisation(kind=("lender", "agency")[place % 2], name=name)
        for place, name in enumerate(wanted)
    )
    return wanted


@pytest.mark.parametrize("cursor", ["", "%%%", "bm90IGpzb24", "WzFd", "eyJhIjoxfQ"])
def test_a_mark_that_is_not_ours_is_refused(names, cursor):
    with pytest.raises(Malformed, match="page mark"):
        page_of(Organisation.objects.all(), order=("kind", "id"), cursor=cursor)


@pytest.mark.parametrize("size", [0, -1, 501])
def test_a_page_of_no_size_or_of_too_many_rows_is_refused(size):
    with pytest.raises(Malformed, match="1 to 500"):
        page_of(Organisation.objects.all(), order=("id",), size=size)


@pytest.mark.parametrize("order", [("name",), ("-name",), ("kind", "id"), ("kind", "-id")])
@pytest.mark.parametrize("size", [1, 7, 22, 23, 24])
def test_every_row_comes_exactly_once_and_in_order(names, order, size):
    seen, cursor = [], None
    while True:
        page = page_of(Organisation.objects.all(), order=order, cursor=cursor, size=size)
        assert page.count == 23
        seen += [row.name for row in page.items]
        cursor = page.next_cursor
        if cursor is None:
            break
    assert seen == list(Organisation.objects.order_by(*order).values_list("name", flat=True))


def test_a_page_takes_two_questions_whatever_the_length(names):
    with CaptureQueriesContext(
        connection,
    ) as questions:
        page_of(Organisation.objects.all(), order=("id",), size=5)
    assert len(questions) == 2


@pytest.mark.parametrize("order", [("borrower__name", "id"), ("-borrower__name", "-id")])
def test_what_is_joined_to_rows_is_looked_up_for_those_of_the_page_alone(cast, order):
    place(cast, people=7)
    rows, seen, cursor = Case.objects.select_related("borrower"), [], None
    while True:
        with CaptureQueriesContext(connection) as questions:
            page = page_of(rows, order=order, cursor=cursor, size=3)
            seen += [case.borrower.name for case in page.items]
        assert len(questions) == 2
        cursor = page.next_cursor
        if cursor is None:
            break
    assert seen == [case.borrower.name for case in rows.order_by(*order)]
    assert len(seen) == 7


def test_a_count_that_is_known_is_not_asked_for(names):
    with CaptureQueriesContext(connection) as questions:
        page = page_of(Organisation.objects.all(), order=("id",), size=5, count=23)
    assert (page.count, len(questions)) == (23, 1)


@pytest.mark.parametrize("order", [("name",), ("-name",), ("kind", "-id")])
def test_a_page_whose_first_rows_are_known_is_the_same_page_and_leads_to_the_next(names, order):
    rows = Organisation.objects.all()
    usual = page_of(rows, order=order, size=7)
    keys = [row.pk for row in rows.order_by(*order)[:8]]
    known = page_of(rows, order=order, size=7, count=len(names), first=keys[::-1])
    assert known == usual
    following = page_of(rows, order=order, size=7, cursor=known.next_cursor, first=keys)
    assert following == page_of(rows, order=order, size=7, cursor=usual.next_cursor)
