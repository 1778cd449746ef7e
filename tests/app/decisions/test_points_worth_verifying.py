"""Does nobody's number or address have to be checked any more once nothing is open?"""

from datetime import timedelta

from tests.app.arrangements.household import (
    FIRST,
    HALF,
    PARTS,
    PENALTY_FEN,
    agreed,
    decided,
    followed,
    paid,
    proposed,
    reduced,
)
from tests.app.doors import queries_of
from tests.app.portfolio import (
    DAY,
    NOON,
    OWED_FEN,
    account,
    assign,
    mandate,
    phone_of,
    place,
    publish,
)  # fmt: skip

from doorstep_desk.cases.actions.recall import Recall, recall_accounts
from doorstep_desk.cases.queries import accounts_on_file
from doorstep_desk.decisions.verification import PointWish, worklist
from doorstep_desk.payments.actions import NewPayment, record_payment
from doorstep_desk.plumbing.scope import acting_as


def listed(actor, on=DAY, **wish):
    """Return borrower and case of each point on the worklist, in the order of the cases."""
    with acting_as(actor):
        rows = worklist(actor, PointWish(**wish), on).order_by("case_id")
        return [(row.borrower_id, row.case_id) for row in rows]


def of(known):
    return known.borrower_id, known.case_id


def twice_placed(cast):
    """Return two accounts of one borrower, each in a case of its own."""
    for batch, key in (("B1", "L1"), ("B2", "L2")):
        placement = mandate(cast, batch)
        publish(cast, [account(cast, placement, 1, key)], [phone_of(1, "15400000001")])
    return accounts_on_file(cast.agency_id)


def test_who_has_paid_everything_is_on_the_list_no_more(cast):
    gone, owing = place(cast, 2)
    assert listed(cast.lead) == [of(gone), of(owing)]
    paid(cast, gone, OWED_FEN, DAY, "T1")
    assert listed(cast.lead) == [of(owing)]


def test_a_last_fen_keeps_them_on_it(cast):
    (known,) = place(cast)
    paid(cast, known, OWED_FEN - 1, DAY, "T1")
    assert listed(cast.lead) == [of(known)]


def test_a_payment_that_went_back_brings_them_back(cast):
    (known,) = place(cast)
    paid(cast, known, OWED_FEN, DAY, "T1")
    assert listed(cast.lead) == []
    back = NewPayment(known.account_id, known.case_id, "T9", DAY, -OWED_FEN, reverses="T1")
    with acting_as(cast.lead):
        record_payment(actor=cast.lead, payment=back, at=NOON, origin="office")
    assert listed(cast.lead) == [of(known)]


def test_what_was_let_off_has_not_to_be_paid_to_be_off_the_list(cast):
    new = account(cast, mandate(cast), 1, "L1", **PARTS)
    publish(cast, [new], [phone_of(1, "15400000001")])
    (known,) = accounts_on_file(cast.agency_id)
    assign(cast, (known.case_id, cast.agent.staff_id))
    row = proposed(cast.agent, known.case_id, reduced())
    decided(cast.lead, row)
    agreed(cast.agent, row)
    for number, on in (("T1", DAY), ("T2", FIRST)):
        paid(cast, known, HALF - PENALTY_FEN // 2, on, number)
    day = FIRST + timedelta(days=1)
    assert listed(cast.lead, day) == [of(known)]
    followed(cast, day)
    assert listed(cast.lead, day) == []


def test_what_the_lender_called_back_keeps_nobody_on_it(cast):
    placement = mandate(cast)
    publish(
        cast,
        [account(cast, placement, 1, "L1"), account(cast, placement, 1, "L2")],
        [phone_of(1, "15400000001")],
    )
    paid_one, called_back = accounts_on_file(cast.agency_id)
    paid(cast, paid_one, OWED_FEN, DAY, "T1")
    assert listed(cast.lead) == [of(called_back)]
    recalls = [Recall(called_back.account_id, DAY, "撤案")]
    recall_accounts(actor=cast.lead, recalls=recalls, at=NOON)
    assert listed(cast.lead) == []


def test_one_open_case_keeps_a_borrower_on_it_and_is_the_one_that_is_named(cast):
    first, second = twice_placed(cast)
    assert listed(cast.lead) == [of(first)]
    paid(cast, first, OWED_FEN, DAY, "T1")
    assert listed(cast.lead) == [of(second)]
    paid(cast, second, OWED_FEN, DAY, "T2")
    assert listed(cast.lead) == []


def test_asked_for_one_case_its_points_are_shown_whatever_is_owed(cast):
    (known,) = place(cast)
    paid(cast, known, OWED_FEN, DAY, "T1")
    assert listed(cast.lead, case_id=known.case_id) == [of(known)]


def test_however_many_have_paid_the_list_asks_the_same_number_of_questions(cast):
    everybody = place(cast, 6)

    def asked() -> int:
        with acting_as(cast.lead):
            return queries_of(lambda: list(worklist(cast.lead, PointWish(), DAY)))

    paid(cast, everybody[0], OWED_FEN, DAY, "T0")
    one_paid = asked()
    for number, each in enumerate(everybody[1:5], start=1):
        paid(cast, each, OWED_FEN, DAY, f"T{number}")
    assert asked() == one_paid == 6  # four about what is settled, the newest judging, the list
