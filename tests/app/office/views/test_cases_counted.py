"""Does a page of the office cost the same for 10 and for 1,000 rows?"""

import pytest
from django.db import transaction
from tests.app.doors import queries_of, signed_in
from tests.app.portfolio import NOON, place

from doorstep_desk.cases.queries import accounts_on_file
from doorstep_desk.commands.demo_store import day_runner
from doorstep_desk.followups.actions import NewFollowUp, open_followups
from doorstep_desk.plumbing import clock

pytestmark = pytest.mark.django_db

PAGES = ("/", "/cases", "/cases?sort=-days&bucket=M2", "/cases.csv", "/follow-ups", "/imports")


def counted(cast, people: int) -> dict[str, int]:
    place(cast, people)
    cases = [account.case_id for account in accounts_on_file(cast.agency_id)]
    wanted = [NewFollowUp(case, "review", NOON.date(), "lead", f"test:{case}") for case in cases]
    open_followups(actor=day_runner(cast.agency_id), wanted=wanted, at=NOON)
    with clock.fixed(NOON):
        client = signed_in("lead")
        for page in PAGES:
            assert client.get(page).status_code == 200, page
        return {page: queries_of(lambda page=page: client.get(page)) for page in PAGES}


def test_no_list_costs_more_for_more_rows(cast):
    with transaction.atomic():
        few = counted(cast, 10)
        transaction.set_rollback(True)
    assert counted(cast, 1000) == few
