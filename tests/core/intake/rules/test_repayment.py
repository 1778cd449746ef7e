"""Which payments and reversals may be taken, and what they settle."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.intake.lists import (
    MAN,
    WOMAN,
    Book,
    account,
    checked,
    checked_file,
    reasons,
    store,
    table,
    warnings,
)

from doorstep.intake import KnownAccounts, Parts, Transaction
from doorstep.intake.parts import ORDER, settled


def pay(number="T1", **changes):
    return {
        "流水号": number,
        "借据号": "JJ1",
        "身份证号": MAN,
        "入账日期": "2026-06-10",
        "入账金额": "100.00",
        "币种": "CNY",
        "交易类型": "还款",
        "原流水号": "",
        "还款方式": "银行代扣",
        **changes,
    }


def undo(number, original, amount="-100.00", **changes):
    named = {"入账金额": amount, "原流水号": original, "交易类型": "冲正"}
    return pay(number, **{**named, **changes})


def find(*rows, known=None):
    return checked(rows, known or store())


def totals(*rows, known=None):
    return find(*rows, known=known).report.as_dict()["totals"]


def taken(number="T1", amount=10_000, day=10, reverses=None):
    return Transaction(number, ("loan_no", "JJ1"), date(2026, 6, day), amount, reverses)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"借据号": ""}, ("loan_no", "required_missing")),
        ({"流水号": ""}, ("txn_id", "required_missing")),
        ({"入账日期": ""}, ("pay_date", "required_missing")),
        ({"入账金额": "-"}, ("pay_amount", "required_missing")),
        ({"借据号": "JJ9"}, ("loan_no", "unknown_account")),
        ({"身份证号": WOMAN}, ("id_number", "account_person_mismatch")),
        ({"入账日期": "很快"}, ("pay_date", "date_unreadable")),
        ({"入账日期": "03/07/2026"}, ("pay_date", "date_ambiguous")),
        ({"入账日期": "2026-07-01"}, ("pay_date", "date_in_future")),
        ({"入账日期": "2026-05-31"}, ("pay_date", "payment_before_placement")),
        ({"入账金额": "若干"}, ("pay_amount", "amount_unreadable")),
        ({"入账金额": "0.00"}, ("pay_amount", "amount_zero")),
        ({"入账金额": "-5"}, ("pay_amount", "amount_negative")),
        ({"币种": "KRW"}, ("currency", "currency_not_cny")),
        ({"交易类型": "冲正"}, ("original_txn_id", "reversal_without_original")),
        ({"入账金额": "-5", "原流水号": "T0"}, ("original_txn_id", "reversal_without_original")),
    ],
)
def test_a_row_that_cannot_be_trusted_is_rejected(changes, expected):
    assert reasons(find(pay(**changes))) == [(2, *expected)]


@pytest.mark.parametrize("day", ["2026-06-01", "2026-06-30"])
def test_the_placement_day_and_the_day_of_import_count(day):
    assert reasons(find(pay(入账日期=day))) == []


def test_somebody_else_may_pay():
    assert reasons(find(pay(付款人="他人代付"))) == []
    assert find(pay(付款人="他人代付")).repayments[0].payer == "他人代付"


@pytest.mark.parametrize(
    ("channel", "warned"),
    [
        ("现金（催收员代收）", True),
        ("外访员收现金", True),
        ("柜台现金", False),
        ("银行代扣", False),
    ],
)
def test_cash_in_a_collectors_hand_is_said(channel, warned):
    assert bool(warnings(find(pay(还款方式=channel)))) is warned


def test_a_contract_with_two_loans_is_not_guessed():
    known = store(account("1"), account("2", contract_no="HT1"))
    row = {**pay(), "合同号": "HT1"}
    del row["借据号"]
    assert reasons(find(row, known=known)) == [(2, "contract_no", "account_ambiguous")]


def test_the_same_transaction_twice_counts_once():
    rows = [pay(), pay(备注="again"), pay("T2")]
    assert reasons(find(*rows)) == [(3, "", "duplicate_transaction")]


def test_a_transaction_of_another_sheet_is_a_repeat_too():
    book = Book().sheet(table(pay()), name="a").sheet(table(pay(), pay("T2")), name="b")
    found = checked_file("a.xlsx", book.content(), store())
    assert [(each.sheet, each.row) for each in found.report.rejected] == [("b", 2)]
    assert found.report.as_dict()["totals"]["payments"] == 2


@pytest.mark.parametrize("changes", [{"入账金额": "101"}, {"入账日期": "2026-06-11"}])
def test_one_number_with_two_contents_is_not_taken_at_all(changes):
    rows = [pay(), pay(), pay(**changes)]
    assert reasons(find(*rows)) == [(row, "txn_id", "transaction_conflict") for row in (2, 3, 4)]


def test_a_transaction_of_an_earlier_file_is_not_taken_again():
    known = KnownAccounts.of([account()], [taken()])
    found = find(pay(), pay(入账金额="5"), known=known)
    assert reasons(found) == [
        (2, "", "duplicate_transaction"),
        (3, "txn_id", "transaction_conflict"),
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([pay(), undo("R1", "T1")], []),
        ([undo("R1", "T1"), pay()], []),  # the reversal may stand above its payment
        ([pay(), undo("R1", "T1", "100.00")], []),  # typed, with the amount above zero
        ([pay(), undo("R1", "T1", 交易类型="")], []),  # negative, without a type
        ([pay(), undo("R1", "T9")], [(3, "original_txn_id", "reversal_without_original")]),
        ([pay(), undo("R1", "T1", "-99")], [(3, "pay_amount", "reversal_amount_differs")]),
        (
            [pay(), undo("R1", "T1", 借据号="JJ2")],
            [(3, "pay_amount", "reversal_amount_differs")],
        ),
        (
            [pay(), undo("R1", "T1"), undo("R2", "T1")],
            [(4, "pay_amount", "reversal_amount_differs")],  # already undone
        ),
        (
            [pay(入账金额="x"), undo("R1", "T1")],
            [
                (2, "pay_amount", "amount_unreadable"),
                (3, "original_txn_id", "reversal_without_original"),
            ],
        ),
        (
            [pay(), undo("R1", "T1"), undo("R2", "R1")],  # a reversal cannot be reversed
            [(4, "original_txn_id", "reversal_without_original")],
        ),
    ],
)
def test_a_reversal_undoes_one_payment_that_was_taken(rows, expected):
    assert reasons(find(*rows, known=store(account("1"), account("2")))) == expected


def test_a_reversal_may_undo_a_payment_of_an_earlier_file_once():
    known = KnownAccounts.of([account()], [taken()])
    assert reasons(find(undo("R1", "T1"), known=known)) == []
    known = KnownAccounts.of([account()], [taken(), taken("R0", reverses="T1")])
    assert [each[2] for each in reasons(find(undo("R1", "T1"), known=known))] == [
        "reversal_amount_differs"
    ]


def test_a_payment_that_names_an_original_is_still_a_payment():
    found = find(pay(原流水号="T0"))
    assert (found.repayments[0].reverses, found.repayments[0].amount_fen) == (None, 10_000)


def test_day_and_amount_alone_never_make_a_repeat():
    found = find(pay(), pay("T2"), pay("T3", 入账日期="2026-06-11"))
    assert reasons(found) == []
    assert warnings(found) == [(3, "pay_amount", "possible_duplicate_payment")]


def test_the_payment_that_goes_below_zero_in_order_of_days_is_warned_about():
    rows = [
        pay("T1", 入账金额="900", 入账日期="2026-06-12"),
        pay("T2", 入账金额="200", 入账日期="2026-06-11"),
        pay("T3", 入账金额="1", 入账日期="2026-06-13"),
    ]
    assert warnings(find(*rows)) == [
        (2, "pay_amount", "overpayment"),
        (4, "pay_amount", "overpayment"),
    ]
    assert totals(*rows)["unapplied_fen"] == 10_100


def test_paying_exactly_what_is_owed_is_no_overpayment():
    found = find(pay(入账金额="1,000.00"))
    assert warnings(found) == []
    assert found.report.as_dict()["totals"]["accounts_settled"] == 1


def test_a_payment_that_the_file_takes_back_makes_room():
    rows = [pay("T1", 入账金额="900"), undo("R1", "T1", "-900"), pay("T2", 入账金额="1000")]
    assert warnings(find(*rows)) == []
    known = KnownAccounts.of([account()], [taken("T0", 90_000)])
    assert warnings(find(pay("T2", 入账金额="200"), known=known)) == [
        (2, "pay_amount", "overpayment")
    ]
    assert warnings(find(undo("R1", "T0", "-900"), pay("T2", 入账金额="200"), known=known)) == []


def test_the_sums_of_a_file_are_what_it_adds():
    known = KnownAccounts.of([account(), account("2")], [taken("T0", 1_000)])
    found = totals(pay(), pay("T2", 入账金额="50"), undo("R1", "T2", "-50"), known=known)
    assert found == {
        "payments": 2,
        "reversals": 1,
        "accounts": 1,
        "gross_fen": 15_000,
        "reversed_fen": 5_000,
        "net_fen": 10_000,
        "applied_fee_fen": 1_000,  # 10 of 20 yuan were settled before
        "applied_late_fee_fen": 0,
        "applied_default_penalty_fen": 0,
        "applied_penalty_interest_fen": 0,
        "applied_interest_fen": 8_000,
        "applied_principal_fen": 1_000,
        "unapplied_fen": 0,
        "accounts_settled": 0,
        "closing_outstanding_fen": 189_000,
    }


@pytest.mark.parametrize(
    ("total", "differs"), [("100", False), ("150", True), ("￥100.00", False)]
)
def test_the_senders_total_is_compared(total, differs):
    last = dict.fromkeys(pay(), "") | {"流水号": "合计", "入账金额": total}
    assert bool(warnings(find(pay(), last))) is differs


PARTS = Parts(
    principal_fen=90_000,
    interest_fen=5_000,
    penalty_interest_fen=-300,
    late_fee_fen=0,
    fee_fen=2_000,
)


def test_what_the_parts_leave_of_the_debt_is_principal():
    owed = PARTS.owed(100_000)
    assert tuple(owed) == ORDER
    assert owed["principal"] == 93_000  # also where more was placed than the parts say
    assert owed["penalty_interest"] == 0
    assert Parts().owed(5_000)["principal"] == 5_000


@given(st.integers(0, 200_000))
def test_money_settles_the_parts_in_their_order_and_none_is_lost(paid):
    owed = PARTS.owed(100_000)
    applied, left = settled(owed, paid)
    assert sum(applied.values()) + left == paid
    assert left == max(paid - 100_000, 0)
    is_full = [applied[part] == owed[part] for part in ORDER]
    begun = [applied[part] > 0 for part in ORDER]
    for later in range(1, len(ORDER)):
        assert not begun[later] or all(is_full[:later])


@given(st.permutations(["T1", "T2", "T3"]))
def test_the_order_of_rows_changes_no_sum(order):
    days = {"T1": "2026-06-10", "T2": "2026-06-11", "T3": "2026-06-12"}
    rows = [pay(number, 入账日期=days[number], 入账金额="400") for number in order]
    assert totals(*rows) == totals(*sorted(rows, key=lambda row: row["流水号"]))


@pytest.mark.parametrize("word", ["冲正", "沖正", "撤销", "撤銷", "退回", "退款", "抹账", "抹帳"])
def test_a_reversal_is_known_by_its_type_in_either_script(word):
    found = find(pay("T1"), undo("T2", "T1", "100.00", 交易类型=word))
    assert [each.reverses for each in found.repayments] == [None, "T1"]
