"""Does a corrected file change what differs, keep what was, and leave our people's work alone?"""

from datetime import date, timedelta

import pytest
from tests.app.conftest import Cast
from tests.app.intake.actions.test_import_file import AS_OF, AT, imported, payment
from tests.core.intake.lists import MAN, WOMAN, placement, text_file

from doorstep_desk.audit.models import AuditEntry
from doorstep_desk.cases.actions.verify import CheckedPoint, verify_points
from doorstep_desk.cases.models import Account, Borrower, Case, CaseFlag, ContactPoint
from doorstep_desk.cases.versions import history_of_account
from doorstep_desk.followups.jobs import follow_conflicts
from doorstep_desk.followups.models import FollowUp
from doorstep_desk.intake.actions.resume import resume_import
from doorstep_desk.intake.differences import diff_of
from doorstep_desk.intake.lists import conflicts_of, import_detail
from doorstep_desk.payments.models import Payment
from doorstep_desk.payments.queries import outstanding_of_case
from doorstep_desk.plumbing.actor import SYSTEM
from doorstep_desk.plumbing.encryption import blind_index
from doorstep_desk.plumbing.scope import acting_as

BATCH = {"批次号": "PC-1", "委托方": "北原信贷"}
LATER = AT + timedelta(days=1)


def first(**changes: str) -> dict[str, str]:
    return placement(**BATCH, **changes)


def second(**changes: str) -> dict[str, str]:
    return placement(**BATCH, 借据号="JJ0002", 身份证号=WOMAN, 姓名="李英", **changes)


@pytest.fixture
def placed(cast: Cast) -> Cast:
    """Return the cast after a batch of two loans was placed."""
    imported(cast.lead, text_file([first(), second()]))
    return cast


def corrected(cast: Cast, *rows: dict[str, str], **more):
    return imported(cast.lead, text_file(list(rows)), "corrected.csv", at=LATER, **more)


def test_a_dry_run_says_field_by_field_what_would_change_and_changes_nothing(placed):
    before = list(Account.objects.values_list("key", "owed_fen"))
    new = placement(**BATCH, 借据号="JJ0003", 身份证号=WOMAN, 姓名="李英")
    done = corrected(placed, first(逾期金额="90.00", 姓名="金东浩"), new, is_dry_run=True)
    assert {name: done.diff[name] for name in ("new", "changed", "unchanged", "missing")} == {
        "new": 1, "changed": 1, "unchanged": 0, "missing": 1
    }  # fmt: skip
    assert done.diff["by_field"] == {"name": 1, "owed_fen": 1}
    changed, fresh, missing = done.diff["rows"]
    assert changed["fields"] == {"owed_fen": ["10000", "9000"], "name": ["金**", "金**"]}
    assert (fresh["what"], fresh["key"]) == ("new", "JJ0003")
    assert (missing["what"], missing["key"]) == ("missing", "JJ0002")
    assert list(Account.objects.values_list("key", "owed_fen")) == before


def test_only_what_differs_changes_and_the_earlier_version_is_kept(placed):
    done = corrected(placed, first(逾期金额="90.00"), second())
    assert done.changed
    assert (done.changes["changed"], done.changes["unchanged"]) == (1, 1)
    account = Account.objects.get(key="JJ0001")
    assert account.owed_fen == 9_000
    (version,) = history_of_account(account.pk)
    assert version.changed == {"owed_fen": (10_000, 9_000)}
    assert (version.valid_from, version.valid_until) == (None, LATER)
    assert Case.objects.count() == 2
    entry = AuditEntry.objects.get(verb="account.changed")
    assert (entry.subject, entry.details["fields"]) == (f"case:{account.case_id}", ["owed_fen"])


def test_the_earlier_version_is_sealed(placed):
    corrected(placed, first(姓名="金东浩"))
    raw = history_of_account(Account.objects.get(key="JJ0001").pk)
    assert raw[0].changed["name"] == ("金东哲", "金东浩")
    stored = Account.objects.get(key="JJ0001").versions.extra(select={"raw": "body::text"}).get()
    assert "金东哲" not in stored.raw
    assert "金东哲".encode().hex() not in stored.raw


def test_a_cell_that_says_nothing_leaves_what_is_on_file(placed):
    imported(placed.lead, text_file([first(产品="信用卡")]), "more.csv")
    assert Account.objects.get(key="JJ0001").product == "card"
    done = corrected(placed, first(逾期金额="90.00"))
    assert done.changes["changed"] == 1
    assert Account.objects.get(key="JJ0001").product == "card"


def test_payments_that_came_since_stay_and_are_taken_off_the_corrected_sum(placed):
    imported(placed.lead, text_file([payment()]), "bank.csv")
    corrected(placed, first(逾期金额="90.00"))
    case = Account.objects.get(key="JJ0001").case_id
    assert Payment.objects.get().amount_fen == 4_000
    assert outstanding_of_case(case, date(2026, 7, 1)).fen == 5_000


def test_another_day_of_placement_would_undo_payments_and_is_left_to_a_person(placed):
    imported(placed.lead, text_file([payment()]), "bank.csv")
    done = corrected(placed, first(委案日期="2026-06-20", 逾期金额="90.00"))
    assert (done.changes["changed"], done.changes["conflicts"]) == (0, 1)
    assert Account.objects.get(key="JJ0001").owed_fen == 10_000
    assert [each.reason for each in conflicts_of(done.file_id)] == ["paid_since"]


def test_a_loan_that_another_person_is_said_to_owe_is_left_to_a_person(placed):
    done = corrected(placed, first(身份证号=WOMAN, 姓名="李英", 逾期金额="1.00"))
    assert done.changes["conflicts"] == 1
    account = Account.objects.select_related("borrower").get(key="JJ0001")
    assert (account.borrower.identity_number, account.owed_fen) == (MAN, 10_000)


def test_a_recalled_loan_that_comes_again_is_left_to_a_person(placed):
    recall = {
        "借据号": "JJ0001",
        "客户姓名": "金东哲",
        "撤案日期": "2026-06-29",
        "退案原因": "结清",
    }
    imported(placed.lead, text_file([recall]), "recall.csv")
    done = corrected(placed, first(逾期金额="90.00"))
    assert [each.reason for each in conflicts_of(done.file_id)] == ["recalled"]
    assert Account.objects.get(key="JJ0001").recalled_on is not None


def test_an_address_that_our_people_verified_stays_and_a_lead_gets_a_follow_up(placed):
    old = ContactPoint.objects.get(kind="address", borrower__name="金东哲")
    known = CheckedPoint(blind_index("identity", MAN), "address", old.value, 95, verified_at=AT)
    verify_points(actor=runner_of(placed), checked=[known], at=AT)
    moved = first(现居地址="吉林省延边朝鲜族自治州延吉市河南街9200号花园小区3号楼2单元301室")
    done = corrected(placed, moved)
    old.refresh_from_db()
    assert (old.valid, old.confidence) == (True, 95)
    assert ContactPoint.objects.filter(kind="address", borrower=old.borrower).count() == 2
    (conflict,) = conflicts_of(done.file_id)
    assert (conflict.field, conflict.reason) == ("home_address", "verified_address")
    for _ in range(2):
        with acting_as(placed.lead):
            follow_conflicts(actor=placed.lead, import_id=done.file_id, at=LATER)
    followup = FollowUp.objects.get()
    assert (followup.kind, followup.owner_role) == ("review", "lead")
    assert followup.details["reason"] == "verified_address"


def test_a_flag_that_somebody_has_looked_at_is_not_raised_again_in_silence(cast):
    imported(cast.lead, text_file([first(备注="本人已去世")]))
    CaseFlag.objects.update(reviewed_at=AT, reviewed_by="lead")
    done = corrected(cast, first(备注="本人已去世", 逾期金额="90.00"))
    assert [each.reason for each in conflicts_of(done.file_id)] == ["reviewed_flag"]
    assert CaseFlag.objects.get().reviewed_by == "lead"


def test_a_row_that_is_left_out_is_said_and_withdrawn_only_when_the_whole_batch_was_sent(placed):
    partly = corrected(placed, first(逾期金额="90.00"))
    assert (partly.changes["missing"], partly.changes["withdrawn"]) == (1, 0)
    assert Account.objects.get(key="JJ0002").recalled_on is None
    whole = corrected(placed, first(逾期金额="80.00"), is_whole_batch=True)
    assert (whole.changes["missing"], whole.changes["withdrawn"]) == (1, 1)
    gone = Account.objects.select_related("case").get(key="JJ0002")
    assert (gone.recalled_on, gone.case.closed_because) == (AS_OF, "recalled")


def test_nothing_is_withdrawn_while_a_row_is_rejected_because_it_may_be_that_row(placed):
    done = corrected(placed, first(), second(逾期金额="-1"), is_whole_batch=True)
    assert done.changes["withdrawn"] == 0
    assert Account.objects.get(key="JJ0002").recalled_on is None


def test_a_staged_file_is_compared_without_making_its_lender(cast):
    held = imported(cast.lead, text_file([first()]), is_held=True)
    assert (held.state, held.changed) == ("staged", False)
    with acting_as(cast.lead):
        assert diff_of(cast.lead, held.file_id).counts["new"] == 1
        assert not Account.objects.exists()
        done = resume_import(actor=cast.lead, import_id=held.file_id, at=LATER)
        detail = import_detail(cast.agency_id, held.file_id)
    assert (done.state, detail.line.state, detail.line.changes["new"]) == (
        "published", "published", 1
    )  # fmt: skip


def test_that_a_person_owes_two_lenders_is_a_fact_about_them_and_told_to_neither(cast):
    alone = imported(cast.lead, text_file([placement(委托方="甲", 借据号="A1")]), is_dry_run=True)
    imported(cast.lead, text_file([placement(委托方="乙", 借据号="B1", 姓名="金东浩")]))
    assert not Borrower.objects.get().has_several_creditors
    beside = imported(cast.lead, text_file([placement(委托方="甲", 借据号="A1")]), is_dry_run=True)
    assert (beside.report, beside.diff) == (alone.report, alone.diff)
    imported(cast.lead, text_file([placement(委托方="甲", 借据号="A1")]))
    borrower = Borrower.objects.get()
    assert borrower.has_several_creditors
    assert borrower.name == "金东浩"


def test_a_correction_by_one_lender_shows_nothing_that_another_lender_sent(cast):
    imported(cast.lead, text_file([placement(委托方="乙", 借据号="B1", 姓名="金东浩")]))
    imported(cast.lead, text_file([placement(委托方="甲", 借据号="A1")]))
    done = imported(
        cast.lead, text_file([placement(委托方="甲", 借据号="A1", 逾期金额="9.00")]),
        is_dry_run=True,
    )  # fmt: skip
    assert done.diff["by_field"] == {"owed_fen": 1}


def runner_of(cast: Cast):
    """Return the batch actor of the agency."""
    return type(SYSTEM)("day run", "system", SYSTEM.permissions, None, cast.agency_id)
