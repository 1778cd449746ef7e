"""Does a lender's file come in whole, once, and never by halves?"""

from datetime import date, datetime
from typing import Any

import pytest
from tests.app.conftest import Cast
from tests.core.intake.lists import MAN, WOMAN, identity, placement, text_file

from doorstep.terms.local_time import beijing_instant
from doorstep.terms.money import Money
from doorstep_desk.attempts.models import Attempt
from doorstep_desk.audit.models import AuditEntry
from doorstep_desk.cases.models import Account, Borrower, Case, CaseFlag, ContactPoint
from doorstep_desk.complaints.models import Pause
from doorstep_desk.intake.actions.import_file import Imported, SentFile, import_file
from doorstep_desk.intake.models import ImportedFile
from doorstep_desk.organisations.actions import mark_store
from doorstep_desk.organisations.queries import store_kind
from doorstep_desk.payments.models import Payment
from doorstep_desk.payments.queries import outstanding_of_case
from doorstep_desk.plumbing.actor import SYSTEM, Actor
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.scope import acting_as

AS_OF = date(2026, 6, 30)
AT = beijing_instant(AS_OF, 10)
JULY = date(2026, 7, 1)


def imported(actor: Actor, content: bytes, name: str = "list.csv", **more: Any) -> Imported:
    at: datetime = more.pop("at", AT)
    how = {name: more.pop(name, False) for name in ("is_dry_run", "is_held")}
    sent = SentFile(name, content, more.pop("as_of", AS_OF), **more)
    with acting_as(actor):
        return import_file(actor=actor, sent=sent, at=at, **how)


def payment(number: str = "T1", **changes: str) -> dict[str, str]:
    usual = {
        "流水号": number, "借据号": "JJ0001", "身份证号": MAN, "入账日期": "2026-06-10",
        "入账金额": "40.00", "币种": "CNY", "交易类型": "还款", "原流水号": "",
    }  # fmt: skip
    return {**usual, **changes}


def rows_of_everything() -> tuple[int, ...]:
    tables = (
        Borrower, Case, Account, ContactPoint, CaseFlag, Pause, Payment, Attempt, ImportedFile,
        AuditEntry,
    )  # fmt: skip
    return tuple(model.objects.count() for model in tables)


def rejected(done: Imported) -> list[tuple[int, str, str]]:
    return [(each["row"], each["column"], each["rule"]) for each in done.report["rejected"]]


@pytest.fixture
def placed(cast: Cast) -> Cast:
    """Return the cast after one loan of 100 yuan was placed."""
    imported(cast.lead, text_file([placement()]))
    return cast


@pytest.mark.parametrize("who", ["agent", "compliance", "admin"])
def test_who_may_not_import_changes_nothing(cast, who):
    before = rows_of_everything()
    with pytest.raises(Refused, match="role"):
        imported(getattr(cast, who), text_file([placement()]))
    assert rows_of_everything() == before


def test_a_demonstration_takes_no_real_file(cast):
    mark_store(actor=SYSTEM, kind="demo", at=AT)
    before = rows_of_everything()
    with pytest.raises(Refused) as refusal:
        imported(cast.lead, text_file([placement()]))
    assert refusal.value.code == "store-kind"
    assert "--data-dir" in refusal.value.message
    assert rows_of_everything() == before


def test_a_store_with_real_people_cannot_become_a_demonstration(placed):
    with pytest.raises(Refused, match="real data"):
        mark_store(actor=SYSTEM, kind="demo", at=AT)


@pytest.mark.parametrize(
    ("name", "content", "rule"),
    [
        ("empty.csv", b"", "file_empty"),
        ("page.xls", b"<html><body>login</body></html>", "unsupported_type"),
        ("paper.pdf", b"%PDF-1.7 nothing here", "unsupported_type"),
        ("cut.xlsx", b"PK\x03\x04" + b"\x00" * 40, "file_corrupt"),
        ("noise.csv", bytes(range(128, 256)) * 8, "encoding_unknown"),
        ("letter.csv", "各位好\r\n本月无委案\r\n此致\r\n".encode(), "no_header"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence_and_nothing_of_it_is_taken(
    cast, name, content, rule
):
    done = imported(cast.lead, content, name)
    assert (done.report["outcome"], done.report["refusal"]["rule"]) == ("refused", rule)
    assert done.report["refusal"]["hint"]
    assert not done.changed
    assert not Case.objects.exists()
    assert ImportedFile.objects.get().outcome == "refused"


def test_a_refused_file_does_not_decide_what_kind_of_store_this_is(cast):
    imported(cast.lead, b"", "empty.csv")
    assert store_kind() is None


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"逾期金额": "-100.00"}, (2, "overdue_amount", "amount_negative")),
        ({"逾期金额": "0"}, (2, "overdue_amount", "amount_zero")),
        ({"身份证号": MAN[:-1] + ("0" if MAN[-1] != "0" else "1")},
         (2, "id_number", "id_checksum")),
        # seventeen on the day of the placement
        ({"身份证号": identity("22240120080602701")}, (2, "id_number", "borrower_minor")),
        ({"姓名": ""}, (2, "borrower_name", "required_missing")),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_trusted_is_named_with_its_column_and_the_others_come_in(
    cast, changes, reason
):
    good = placement(借据号="JJ0002", 身份证号=WOMAN, 姓名="李英")
    done = imported(cast.lead, text_file([placement(**changes), good]))
    assert rejected(done) == [reason]
    assert all(each["hint"] for each in done.report["rejected"])
    assert done.report["outcome"] == "imported_in_part"
    assert [row.key for row in Account.objects.all()] == ["JJ0002"]


def test_eighteen_on_the_day_of_the_placement_is_of_age(cast):
    grown = placement(身份证号=identity("22240120080601701"))
    assert rejected(imported(cast.lead, text_file([grown]))) == []


def test_a_file_without_one_good_row_changes_no_case(cast):
    done = imported(cast.lead, text_file([placement(逾期金额="-1")]))
    assert done.report["rows"] == {"total": 1, "accepted": 0, "rejected": 1}
    assert not Borrower.objects.exists()


def test_a_clean_row_becomes_borrower_account_case_and_points(placed):
    account = Account.objects.select_related("borrower", "case").get()
    assert (account.owed_fen, account.key, account.due_on) == (10_000, "JJ0001", date(2026, 4, 3))
    assert account.borrower.identity_number == MAN
    assert account.borrower.birth_on == date(1980, 1, 1)
    kinds = set(ContactPoint.objects.values_list("kind", "provenance"))
    assert kinds == {("mobile", "contract"), ("address", "contract")}
    address = ContactPoint.objects.get(kind="address")
    assert (address.city, address.county) == ("延边朝鲜族自治州", "延吉市")
    assert (address.latitude, address.longitude) != (None, None)
    assert address.accuracy_metres > 0
    assert address.last_verified_at is None
    assert store_kind() == "real"


def test_a_dry_run_says_the_same_and_changes_nothing(cast):
    before = rows_of_everything()
    content = text_file([placement()])
    dry = imported(cast.lead, content, is_dry_run=True)
    assert rows_of_everything() == before
    assert (dry.changed, dry.file_id) == (False, None)
    assert imported(cast.lead, content).report == dry.report


def test_the_same_file_twice_changes_nothing_under_whatever_name(placed):
    before = rows_of_everything()
    again = imported(placed.lead, text_file([placement()]), "again.csv", as_of=JULY)
    assert not again.changed
    assert rows_of_everything() == before


def test_the_same_account_in_another_file_is_not_taken_twice(placed):
    other = placement(借据号="JJ0002", 逾期金额="7.00")
    imported(placed.lead, text_file([placement(), other]))
    assert Account.objects.count() == 2
    assert Borrower.objects.count() == 1


def test_the_other_agency_sees_neither_the_file_nor_its_cases(placed):
    with acting_as(placed.rival):
        assert ImportedFile.objects.count() == 0
        assert Case.objects.count() == 0
    imported(placed.rival, text_file([placement()]))
    assert Borrower.objects.count() == 2


def test_a_remark_pauses_its_case_with_the_first_import(cast):
    rows = [
        placement(备注="本人已去世"),
        placement(借据号="JJ0002", 身份证号=WOMAN, 姓名="李英"),
    ]
    imported(cast.lead, text_file(rows))
    pause = Pause.objects.get()
    assert (pause.reason, pause.case.borrower.identity_number) == ("bereavement", MAN)
    assert CaseFlag.objects.get().flag == "deceased"


def test_payments_lower_the_debt_and_a_reversal_brings_it_back(placed):
    case = Case.objects.get().pk
    first = [payment(), payment("T2", 入账金额="10.00")]
    imported(placed.lead, text_file(first), "bank.csv")
    assert outstanding_of_case(case, JULY) == Money(5_000)
    undone = payment("T3", 入账金额="-10.00", 交易类型="冲正", 原流水号="T2")
    done = imported(placed.lead, text_file([undone]), "bank2.csv")
    assert rejected(done) == []
    assert outstanding_of_case(case, JULY) == Money(6_000)


def test_a_transaction_that_came_in_another_file_is_rejected_and_counted_once(placed):
    imported(placed.lead, text_file([payment()]), "bank.csv")
    rows = [payment(), payment("T2", 入账金额="1.00")]
    done = imported(placed.lead, text_file(rows), "lender.csv")
    assert [rule for _, _, rule in rejected(done)] == ["duplicate_transaction"]
    assert outstanding_of_case(Case.objects.get().pk, JULY) == Money(5_900)


def test_payments_sent_before_their_placement_can_be_sent_again_after_it(cast):
    statement = text_file([payment()])
    early = imported(cast.lead, statement, "bank.csv")
    assert [rule for _, _, rule in rejected(early)] == ["unknown_account"]
    imported(cast.lead, text_file([placement()]))
    late = imported(cast.lead, statement, "bank.csv")
    assert rejected(late) == []
    assert late.changed
    assert Payment.objects.get().amount_fen == 4_000


def test_a_recall_stops_the_case_even_with_blemishes(placed):
    recall = {"借据号": "JJ0001", "客户姓名": "别人", "撤案日期": "", "退案原因": "结清"}
    done = imported(placed.lead, text_file([recall]), "recall.csv")
    assert {each["rule"] for each in done.report["warnings"]} == {
        "recall_name_mismatch", "recall_date_unusable"
    }  # fmt: skip
    case = Case.objects.get()
    assert (case.closed_on, case.closed_because) == (AS_OF, "recalled")
    assert Pause.objects.get().reason == "recall"


def test_attempts_come_in_with_what_happened_and_not_twice(placed):
    row = {
        "借据号": "JJ0001", "联络时间": "2026-06-10 10:00:00", "催收方式": "电话",
        "联络电话": "16362955707", "催收结果": "本人接听", "通话记录": "本人称下周还款",
    }  # fmt: skip
    content = text_file([row])
    imported(placed.lead, content, "log.csv")
    imported(placed.lead, content, "log.csv")
    attempt = Attempt.objects.get()
    assert (attempt.channel, attempt.disposition) == ("call", "right_party_contact")
    assert attempt.at == beijing_instant(date(2026, 6, 10), 10)


def test_a_lead_may_import_payments_but_an_agent_may_not_even_look(placed):
    with pytest.raises(Refused, match="role"):
        imported(placed.agent, text_file([payment()]), is_dry_run=True)
