"""Do the pages about the law cost the same for 10 and for 1,000 cases?"""

import pytest
from django.db import transaction
from tests.app.doors import queries_of, signed_in
from tests.app.portfolio import NOON, place

from doorstep_desk.cases.queries import accounts_on_file
from doorstep_desk.plumbing import clock

pytestmark = pytest.mark.django_db

PAGES = (
    "/may-i", "/may-i?q=a", "/law", "/law/HP-VISIT-CAP", "/law/changes", "/law/policy",
    "/law/policy?number=HP-VISIT-CAP.per_month", "/law/calendar",
)  # fmt: skip


def counted(cast, people: int) -> dict[str, int]:
    place(cast, people)
    case_id = accounts_on_file(cast.agency_id)[0].case_id
    with clock.fixed(NOON):
        client = signed_in("lead")
        pages = (*PAGES, f"/may-i?case={case_id}")
        for page in pages:
            assert client.get(page).status_code == 200, page
        return {
            page.split("case=")[0]: queries_of(lambda page=page: client.get(page))
            for page in pages
        }


def test_no_page_about_the_law_costs_more_for_more_cases(cast):
    with transaction.atomic():
        few = counted(cast, 10)
        transaction.set_rollback(True)
    many = counted(cast, 1000)
    assert many == few
    assert max(few.values()) < 40
