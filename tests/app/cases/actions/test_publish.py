"""Are borrowers, cases and accounts taken in once, whoever sends them again?"""

import pytest
from tests.app.portfolio import MORNING, account, borrower, mandate, phone_of, publish

from doorstep_desk.audit.queries import entries_for
from doorstep_desk.cases.actions.publish import NewFlag, Published, publish_accounts
from doorstep_desk.cases.models import Account, Borrower, Case, CaseFlag, ContactPoint
from doorstep_desk.commands.demo_store import day_runner
from doorstep_desk.plumbing.refusal import Refused

NOTHING = Published(borrowers=0, cases=0, accounts=0, points=0, flags=())


@pytest.mark.parametrize("who", ["agent", "compliance", "admin"])
def test_who_may_not_import_publishes_nothing(cast, who):
    wanted = [account(cast, mandate(cast), 1, "L1")]
    with pytest.raises(Refused, match="role"):
        publish_accounts(
            actor=getattr(cast, who), accounts=wanted, points=[], flags=[], at=MORNING
        )
    assert not Borrower.objects.exists()


def test_an_account_that_owes_less_than_nothing_leaves_no_row_of_its_batch(cast):
    placement = mandate(cast)
    good, bad = account(cast, placement, 1, "L1"), account(cast, placement, 2, "L2", owed_fen=-1)
    with pytest.raises(Exception, match="owed_is_not_negative"):
        publish(cast, [good, bad])
    assert not Account.objects.exists()
    assert not Borrower.objects.exists()


def test_the_same_rows_twice_change_nothing(cast):
    rows = [account(cast, mandate(cast), 1, "L1")]
    points = [phone_of(1, "15400000001")]
    first = publish(cast, rows, points)
    assert (first.borrowers, first.cases, first.accounts, first.points) == (1, 1, 1, 1)
    assert publish(cast, rows, points) == NOTHING
    assert Case.objects.count() == Account.objects.count() == 1


def test_a_person_is_one_borrower_however_many_loans_and_batches(cast):
    first, second = mandate(cast, "B1"), mandate(cast, "B2")
    done = publish(
        cast,
        [
            account(cast, first, 1, "L1"),
            account(cast, first, 1, "L2"),  # a second loan of the same placement: the same case
            account(cast, second, 1, "L3"),  # another placement: a case of its own
        ],
    )
    assert (done.borrowers, done.cases, done.accounts) == (1, 2, 3)
    sizes = [case.accounts.count() for case in Case.objects.order_by("id")]
    assert sorted(sizes) == [1, 2]


def test_one_person_with_two_agencies_is_a_borrower_of_each_under_one_key(cast):
    publish(cast, [account(cast, mandate(cast), 1, "L1")])
    other = mandate(cast, agency_id=cast.other_agency_id)
    publish_accounts(
        actor=day_runner(cast.other_agency_id), accounts=[account(cast, other, 1, "L9")],
        points=[], flags=[], at=MORNING,
    )  # fmt: skip
    keys = [bytes(row.person_key) for row in Borrower.objects.all()]
    assert keys == [borrower(1).person_key] * 2


def test_a_number_shared_by_two_borrowers_is_a_point_of_each(cast):
    placement = mandate(cast)
    done = publish(
        cast,
        [account(cast, placement, 1, "L1"), account(cast, placement, 2, "L2")],
        [phone_of(1, "15400000001"), phone_of(2, "15400000001"), phone_of(1, "15400000001")],
    )
    assert done.points == 2
    assert ContactPoint.objects.count() == 2


def test_a_flag_is_raised_once_for_its_case(cast):
    rows = [account(cast, mandate(cast), 1, "L1")]
    flag = NewFlag(cast.lender_id, "L1", "deceased")
    asked = {"actor": day_runner(cast.agency_id), "accounts": rows, "points": [], "at": MORNING}
    case = publish_accounts(**asked, flags=[flag]).flags[0][0]
    assert publish_accounts(**asked, flags=[flag]).flags == ()
    assert CaseFlag.objects.get().case_id == case


def test_each_new_case_leaves_one_entry_with_its_number(cast):
    publish(cast, [account(cast, mandate(cast), 1, "L1")])
    case = Case.objects.get()
    (entry,) = entries_for(f"case:{case.pk}")
    assert (entry.verb, entry.details["number"]) == ("case.imported", case.number)


def test_what_can_name_a_person_is_not_readable_in_the_table(cast):
    number = "15400000001"
    publish(cast, [account(cast, mandate(cast), 1, "L1")], [phone_of(1, number)])
    row = ContactPoint.objects.extra(select={"raw": "value::text"}).get()
    assert row.value == number
    assert number not in row.raw
    assert number not in row.masked
