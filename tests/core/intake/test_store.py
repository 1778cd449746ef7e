"""The store before and after a file, and what a file speaks of."""

from datetime import date

from tests.core.intake.lists import MAN, account, checked, placement, store, text_file

from doorstep.intake import KnownAccounts, Mentioned, Transaction, mentioned
from doorstep.intake.files import check_file

PAYMENT = {
    "流水号": "T1",
    "借据号": "JJ0001",
    "还款日期": "2026-06-10",
    "还款金额": "40",
    "原流水号": "",
}


def test_an_empty_store_knows_nobody():
    known = KnownAccounts.empty()
    assert known.find("loan_no", "JJ1") == ()
    assert known.reversed_numbers() == frozenset()


def test_an_account_is_found_by_each_of_its_numbers():
    known = store(account("1"), account("2", contract_no="HT1"))
    assert [each.loan_no for each in known.find("contract_no", "HT1")] == ["JJ1", "JJ2"]
    assert known.find("case_no", "YB2")[0].key == ("loan_no", "JJ2")
    assert known.find("case_no", "JJ2") == ()


def test_an_account_without_a_loan_number_goes_by_its_contract():
    assert account(loan_no=None).key == ("contract_no", "HT1")
    assert account(loan_no=None, contract_no="").key == ("case_no", "YB1")


def test_a_placement_opens_accounts_with_their_numbers_and_phones():
    found = checked([placement(联系人1电话="15446050031", 逾期本金="90", 逾期利息="10")])
    opened = KnownAccounts.empty().after(found).find("loan_no", "JJ0001")[0]
    assert opened.phones == {"16362955707", "15446050031"}
    assert (opened.identity_number, opened.outstanding_fen) == (MAN, 10_000)
    assert opened.parts.interest_fen == 1_000
    assert opened.placed_on == date(2026, 6, 1)


def test_the_same_payments_twice_are_taken_once():
    known = KnownAccounts.empty().after(checked([placement()]))
    first = checked([PAYMENT], known)
    later = known.after(first)
    again = checked([PAYMENT], later)
    assert later.transactions["T1"] == Transaction(
        "T1", ("loan_no", "JJ0001"), date(2026, 6, 10), 4_000
    )
    assert again.report.accepted == 0
    assert later.after(again) == later


def test_a_store_is_never_changed_by_what_comes_after():
    known = KnownAccounts.empty()
    known.after(checked([placement()]))
    assert known == KnownAccounts.empty()


def test_files_are_checked_after_those_that_came_before(tmp_path):
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    first.write_bytes(text_file([placement()]))
    second.write_bytes(text_file([PAYMENT]))
    report = check_file(second, [first], date(2026, 6, 30)).report
    assert (report.accepted, report.context, report.file) == (1, ("a.csv",), "b.csv")
    assert check_file(second, [], date(2026, 6, 30)).report.rejected[0].rule == "unknown_account"


def test_a_file_says_which_accounts_and_transactions_to_load():
    rows = [PAYMENT, {**PAYMENT, "流水号": "T2", "借据号": " JJ2", "原流水号": "T0"}]
    found = mentioned("a.csv", text_file(rows))
    assert found.accounts == {"loan_no": {"JJ0001", "JJ2"}}
    assert found.transactions == {"T1", "T2", "T0"}


def test_a_refused_file_speaks_of_nobody():
    assert mentioned("a.csv", b"") == Mentioned()
    assert mentioned("a.csv", b"a,b\n1,2") == Mentioned()
