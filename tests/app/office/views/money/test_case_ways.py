"""A borrower is shown the lender's own ways to pay, and never anybody else's."""

import pytest
from tests.app.doors import signed_in, text_of
from tests.app.payments.test_ways import LINK, decided, proposed
from tests.app.portfolio import NOON, assign, place

from doorstep_desk.payments.actions.ways import withdraw_pay_way
from doorstep_desk.plumbing import clock

ACCOUNT = "6200 0000 0000 0001"


@pytest.fixture(autouse=True)
def noon():
    with clock.fixed(NOON):
        yield


def shown(case_id: int, who: str = "lead") -> str:
    answer = signed_in(who).get(f"/cases/{case_id}/pay")
    assert answer.status_code == 200
    return text_of(answer)


def test_a_case_that_is_not_ones_own_is_not_there(cast):
    (known,) = place(cast)
    for who, case_id in (("agent", known.case_id), ("lead", 999_999)):
        answer = signed_in(who).get(f"/cases/{case_id}/pay")
        assert (answer.status_code, f"no case {case_id}" in text_of(answer)) == (409, True)


def test_a_way_that_waits_or_was_taken_back_is_not_shown(cast):
    (known,) = place(cast)
    row = proposed(cast)
    assert LINK not in shown(known.case_id)
    decided(cast.compliance, row)
    assert LINK in shown(known.case_id)
    decided(cast.admin, row, withdraw_pay_way)
    assert LINK not in shown(known.case_id)
    assert "No way to pay this lender is agreed yet" in shown(known.case_id)


def test_the_link_has_a_code_to_scan_and_an_account_has_none(cast):
    (known,) = place(cast)
    assign(cast, (known.case_id, cast.agent.staff_id))
    decided(cast.compliance, proposed(cast))
    decided(cast.compliance, proposed(cast, kind="transfer", place=ACCOUNT))
    page = signed_in("agent").get(f"/cases/{known.case_id}/pay").content.decode()
    assert (LINK in page, ACCOUNT in page) == (True, True)
    assert page.count('class="segno"') == 1
