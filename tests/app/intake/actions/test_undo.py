"""Can an import be given up, taken back, or gone on with, and never after work was done?"""

from datetime import timedelta

import pytest
from django.db import connection
from tests.app.conftest import Cast
from tests.app.intake.actions.test_import_file import AS_OF, AT, imported, payment
from tests.core.intake.lists import WOMAN, placement, text_file

from doorstep.terms.codes import Channel, Disposition, Purpose
from doorstep_desk.attempts.actions import NewAttempt, record_attempt
from doorstep_desk.audit.models import AuditEntry
from doorstep_desk.cases.actions.assign import assign_for_day
from doorstep_desk.cases.models import Account, Borrower, Case, CaseFlag, ContactPoint
from doorstep_desk.cases.versions import history_of_account
from doorstep_desk.complaints.actions import pause_case
from doorstep_desk.complaints.models import Pause
from doorstep_desk.intake.actions.resume import cancel_import, resume_import
from doorstep_desk.intake.actions.undo import undo_import
from doorstep_desk.intake.lists import import_detail, list_imports
from doorstep_desk.intake.models import StagedAccount, StagedPoint
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.scope import acting_as

LATER = AT + timedelta(hours=1)


@pytest.fixture
def placed(cast: Cast) -> Cast:
    """Return the cast after a placement with a flag; it is import ``newest``."""
    imported(cast.lead, text_file([placement(备注="本人已去世")]))
    return cast


def newest(cast: Cast) -> int:
    return list_imports(cast.agency_id).items[0].import_id


def undone(cast: Cast, number: int | None = None) -> int:
    with acting_as(cast.lead):
        return undo_import(
            actor=cast.lead, import_id=number or newest(cast), at=LATER, because="wrong agency"
        )


def rows() -> tuple[int, ...]:
    tables = (Borrower, Case, Account, ContactPoint, CaseFlag, Pause)
    return tuple(table.objects.count() for table in tables)


@pytest.mark.parametrize("who", ["agent", "analyst", "compliance", "admin"])
def test_who_may_not_undo_changes_nothing(placed, who):
    before, actor = rows(), getattr(placed, who)
    with acting_as(actor), pytest.raises(Refused, match="role"):
        undo_import(actor=actor, import_id=newest(placed), at=LATER, because="")
    assert rows() == before


def test_the_import_of_another_agency_does_not_exist(placed):
    number = newest(placed)
    for act in (undo_import, cancel_import):
        with acting_as(placed.rival), pytest.raises(Refused) as refusal:
            act(actor=placed.rival, import_id=number, at=LATER, because="")
        assert refusal.value.code == "import-unknown"


def test_an_undone_placement_leaves_no_row_and_its_record_and_log_stay(placed):
    assert all(rows())
    assert undone(placed) == 1
    assert rows() == (0, 0, 0, 0, 0, 0)
    line = import_detail(placed.agency_id, newest(placed)).line
    assert (line.state, line.ended_by) == ("undone", placed.lead.name)
    verbs = set(AuditEntry.objects.values_list("verb", flat=True))
    assert {"case.imported", "case.removed", "file.undone"} <= verbs
    again = imported(placed.lead, text_file([placement(备注="本人已去世")]))
    assert again.changed
    assert all(rows())


def attempt_on(cast: Cast) -> None:
    case = Case.objects.select_related("borrower").get()
    record_attempt(
        actor=cast.lead, at=LATER, attempt_id=new_id(),
        attempt=NewAttempt(
            case.borrower_id, case.pk, case.creditor_id, None, bytes(case.borrower.person_key),
            LATER, Channel.CALL, Purpose.COLLECT, Disposition.NO_ANSWER,
        ),
    )  # fmt: skip


def payment_on(cast: Cast) -> None:
    imported(cast.lead, text_file([payment()]), "bank.csv", at=LATER)


def attempts_of_a_log_on(cast: Cast) -> None:
    row = {
        "借据号": "JJ0001", "联络时间": "2026-06-10 10:00:00", "催收方式": "电话",
        "催收结果": "本人接听", "通话记录": "",
    }  # fmt: skip
    imported(cast.lead, text_file([row]), "log.csv", at=LATER)


def pause_on(cast: Cast) -> None:
    pause_case(
        actor=cast.lead, case_id=Case.objects.get().pk, reason="illness", note="",
        until_on=None, at=LATER,
    )  # fmt: skip


def assignment_on(cast: Cast) -> None:
    pair = (Case.objects.get().pk, cast.agent.staff_id)
    assign_for_day(actor=cast.lead, pairs=[pair], on=AS_OF, at=LATER)


@pytest.mark.parametrize(
    ("work", "verb"),
    [
        (attempt_on, "attempt.recorded"),
        (payment_on, "payment.recorded"),
        (attempts_of_a_log_on, "attempt.imported"),
        (pause_on, "case.paused"),
        (assignment_on, "case.assigned"),
    ],
)
def test_after_work_on_a_case_the_refusal_names_the_case_and_the_work(placed, work, verb):
    number = newest(placed)
    with acting_as(placed.lead):
        work(placed)
    before, case = rows(), Case.objects.get()
    with pytest.raises(Refused) as refusal:
        undone(placed, number)
    assert refusal.value.code == "import-worked-on"
    assert f"{case.number}: {verb}" in refusal.value.message
    assert rows() == before


def test_payments_are_never_undone_and_the_refusal_says_what_to_do(placed):
    payment_on(placed)
    with pytest.raises(Refused, match="reversal") as refusal:
        undone(placed)
    assert refusal.value.code == "import-only-grows"


def test_an_undone_correction_leaves_the_account_as_it_was_and_its_history_without_a_gap(cast):
    imported(cast.lead, text_file([placement()]))
    other = placement(借据号="JJ0002", 身份证号=WOMAN, 姓名="李英")
    imported(cast.lead, text_file([placement(逾期金额="90.00"), other]), at=AT)
    assert undone(cast) == 1
    account = Account.objects.get()
    assert account.owed_fen == 10_000
    kept = history_of_account(account.pk)
    assert [version.changed["owed_fen"] for version in kept] == [(10_000, 9_000), (9_000, 10_000)]
    assert kept[1].valid_from == kept[0].valid_until


def test_an_import_that_a_later_one_corrected_is_undone_after_it(cast):
    first = imported(cast.lead, text_file([placement()]))
    later = imported(cast.lead, text_file([placement(逾期金额="90.00")]))
    with pytest.raises(Refused, match=f"import {later.file_id} changed"):
        undone(cast, first.file_id)
    undone(cast, later.file_id)
    # the change and its undoing are entries about the case, and no work on it
    assert undone(cast, first.file_id) == 1
    assert rows() == (0, 0, 0, 0, 0, 0)


def test_a_staged_import_is_cancelled_with_its_staged_rows_and_can_be_sent_again(cast):
    held = imported(cast.lead, text_file([placement()]), is_held=True)
    assert StagedAccount.objects.count() == 1
    with acting_as(cast.lead):
        cancel_import(actor=cast.lead, import_id=held.file_id, at=LATER, because="wrong file")
        with pytest.raises(Refused, match="cancelled"):
            resume_import(actor=cast.lead, import_id=held.file_id, at=LATER)
    assert (StagedAccount.objects.count(), StagedPoint.objects.count()) == (0, 0)
    assert not Account.objects.exists()
    assert imported(cast.lead, text_file([placement()])).file_id != held.file_id


def test_a_published_import_cannot_be_cancelled_nor_a_cancelled_one_undone(placed):
    number = newest(placed)
    with acting_as(placed.lead), pytest.raises(Refused, match="published"):
        cancel_import(actor=placed.lead, import_id=number, at=LATER, because="")
    undone(placed, number)
    with pytest.raises(Refused, match="undone"):
        undone(placed, number)


def test_staged_rows_are_sealed(cast):
    imported(cast.lead, text_file([placement()]), is_held=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT value::text FROM intake_stagedpoint WHERE kind = 'mobile'", [])
        (value,) = cursor.fetchone()
    assert b"16362955707".hex() not in value
