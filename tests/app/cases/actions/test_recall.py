"""Does a recall stop the work, and close only what has nothing left?"""

from datetime import date

import pytest
from tests.app.portfolio import DAY, NOON, account, mandate, place, publish

from doorstep_desk.cases.actions.recall import Recall, recall_accounts
from doorstep_desk.cases.facts import open_account_ids
from doorstep_desk.cases.models import Account, Case
from doorstep_desk.cases.queries import accounts_on_file
from doorstep_desk.plumbing.refusal import Refused

EARLIER = date(2026, 11, 20)


def recalled(cast, account_id: int, on: date = DAY) -> list[int]:
    return recall_accounts(actor=cast.lead, recalls=[Recall(account_id, on, "结清")], at=NOON)


@pytest.mark.parametrize("who", ["agent", "compliance", "admin"])
def test_who_may_not_recall_changes_nothing(cast, who):
    (known,) = place(cast)
    with pytest.raises(Refused, match="role"):
        recall_accounts(
            actor=getattr(cast, who), recalls=[Recall(known.account_id, DAY, "")], at=NOON
        )
    assert Account.objects.get().recalled_on is None


def test_another_agency_cannot_recall_our_account(cast):
    (known,) = place(cast)
    recalls = [Recall(known.account_id, DAY, "")]
    assert recall_accounts(actor=cast.rival, recalls=recalls, at=NOON) == []
    assert Account.objects.get().recalled_on is None


def test_a_case_with_one_account_closes_with_it(cast):
    (known,) = place(cast)
    assert recalled(cast, known.account_id) == [known.case_id]
    case = Case.objects.get()
    assert (case.closed_on, case.closed_because) == (DAY, "recalled")
    assert open_account_ids(cast.agency_id, DAY) == set()


def test_a_case_with_another_account_stays_open_without_the_recalled_one(cast):
    placement = mandate(cast)
    publish(cast, [account(cast, placement, 1, "L1"), account(cast, placement, 1, "L2")])
    first, second = accounts_on_file(cast.agency_id)
    assert recalled(cast, first.account_id) == []
    assert Case.objects.get().closed_on is None
    assert open_account_ids(cast.agency_id, DAY) == {second.account_id}


def test_an_earlier_day_wins_and_a_later_one_changes_nothing(cast):
    (known,) = place(cast)
    recalled(cast, known.account_id, DAY)
    recalled(cast, known.account_id, EARLIER)
    recalled(cast, known.account_id, DAY)
    assert Account.objects.get().recalled_on == EARLIER


def test_a_recall_from_a_later_day_lets_the_work_go_on_until_then(cast):
    (known,) = place(cast)
    recalled(cast, known.account_id, date(2026, 12, 1))
    assert open_account_ids(cast.agency_id, DAY) == {known.account_id}
    assert open_account_ids(cast.agency_id, date(2026, 12, 1)) == set()
