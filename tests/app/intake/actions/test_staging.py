"""Does a stopped import go on, does a failed one leave nothing, and is publication one step?"""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from tests.app.conftest import Cast
from tests.app.intake.actions.test_import_file import AS_OF, AT, JULY, imported, rejected
from tests.core.intake.lists import MAN, WOMAN, identity, placement, text_file
from tests.desk import run_folder

from doorstep_desk.attempts.models import Attempt
from doorstep_desk.cases.models import Account, ContactPoint
from doorstep_desk.intake.actions.import_file import SentFile, import_file
from doorstep_desk.intake.actions.stage import CHUNK
from doorstep_desk.intake.lists import import_detail, list_imports
from doorstep_desk.intake.models import ImportedFile, StagedAccount
from doorstep_desk.plumbing.postgres import running
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.scope import acting_as

ROWS = CHUNK + 500


class Stopped(Exception):
    """The process ended here."""


def many(count: int = ROWS) -> bytes:
    """Return a placement of invented people, each with one loan."""
    people = (f"2224011{960 + at // 336:03d}{1 + at // 28 % 12:02d}{1 + at % 28:02d}701"
              for at in range(count))  # fmt: skip
    return text_file(
        placement(借据号=f"L{at:05d}", 身份证号=identity(first17), 手机号=f"163{at:08d}")
        for at, first17 in enumerate(people)
    )


def stopping_at(stage: str, rows: int) -> Callable[[str, int, int], None]:
    def tell(now: str, done: int, _total: int) -> None:
        if (now, done) == (stage, rows):
            raise Stopped

    return tell


def run(cast: Cast, content: bytes, told=None, **more):
    sent = SentFile("list.csv", content, more.pop("as_of", AS_OF))
    how = {"told": told} if told else {}
    with acting_as(cast.lead):
        return import_file(actor=cast.lead, sent=sent, at=AT, **how)


def run_in_the_open(cast: Cast, content: bytes):
    """Import as a command does: outside of every transaction, as the batch role."""
    runner = replace(cast.lead, permissions=frozenset({"*"}), staff_id=None)
    return import_file(actor=runner, sent=SentFile("list.csv", content, AS_OF), at=AT)


@pytest.fixture
def stopped(cast: Cast) -> tuple[Cast, bytes]:
    """Return the cast and a file of which one chunk was staged when the process ended."""
    content = many()
    with acting_as(cast.lead):  # the chunk's transaction ends before anybody hears of it
        sent = SentFile("list.csv", content, AS_OF)
        try:
            import_file(actor=cast.lead, sent=sent, at=AT, told=stopping_at("staged", CHUNK))
        except Stopped:
            pass
    return cast, content


def test_a_stopped_import_is_seen_with_how_far_it_came_and_nothing_is_published(stopped):
    cast, _ = stopped
    (line,) = list_imports(cast.agency_id).items
    assert (line.state, line.rows_staged, line.rows_accepted) == ("read", CHUNK, ROWS)
    assert not Account.objects.exists()


def test_the_next_run_of_the_file_uses_what_was_staged(stopped):
    cast, content = stopped
    first = set(StagedAccount.objects.values_list("pk", flat=True))
    done = run(cast, content)
    assert (done.began, done.changed) == ("resumed", True)
    assert Account.objects.count() == ROWS
    assert not StagedAccount.objects.exists()
    assert len(first) == CHUNK


def test_on_another_day_the_file_is_read_anew(stopped):
    cast, content = stopped
    done = run(cast, content, as_of=JULY)
    assert (done.began, Account.objects.count()) == ("anew", ROWS)


def test_what_was_staged_by_another_reading_is_dropped(stopped):
    cast, content = stopped
    row = ImportedFile.objects.get()
    row.report = json.dumps({**json.loads(row.report), "totals": {"accounts": 1}})
    row.save()
    assert run(cast, content).began == "anew"
    assert Account.objects.count() == ROWS


def test_an_import_that_stopped_half_staged_cannot_go_on_without_its_file(stopped):
    from doorstep_desk.intake.actions.resume import resume_import  # noqa: PLC0415

    cast, _ = stopped
    number = list_imports(cast.agency_id).items[0].import_id
    with acting_as(cast.lead), pytest.raises(Refused, match="Send the same file again"):
        resume_import(actor=cast.lead, import_id=number, at=AT)


def test_publication_has_the_same_number_of_statements_whatever_the_number_of_rows(cast):
    imported(cast.lead, many(1))  # its lender and its batch are there from now on
    counts = []
    for rows in (10, 100):
        held = imported(cast.lead, many(rows) + f"\r\n{rows}".encode(), is_held=True)
        counts.append(_statements(cast, held.file_id))
    assert counts[0] == counts[1]


def _statements(cast: Cast, number: int) -> int:
    from doorstep_desk.intake.actions.publish import publish_import  # noqa: PLC0415

    seen = []

    def count(execute, sql, params, many_, context):
        seen.append(sql)
        return execute(sql, params, many_, context)

    with acting_as(cast.lead), connection.execute_wrapper(count):
        publish_import(actor=cast.lead, import_id=number, at=AT)
    return len(seen)


FULL = """
CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION 'no space left' USING ERRCODE = '53100'; END $$;
CREATE TRIGGER no_room BEFORE INSERT ON cases_account
  FOR EACH STATEMENT EXECUTE FUNCTION no_room();
"""
"""A disk cannot be filled in a test without taking it from others; a trigger in the test's own
database raises what the server raises then."""


@pytest.fixture
def full_disk(cast: Cast) -> Cast:
    """Let the database say, as on a full disk, that it has no room for accounts."""
    name = connection.settings_dict["NAME"]
    with running(run_folder() / "store", is_throw_away=True) as server:
        assert server.cluster is not None
        with server.cluster.connect(name) as owner:
            owner.execute(FULL)
    return cast


@pytest.mark.django_db(transaction=True)
def test_a_full_disk_at_publication_is_one_sentence_and_nothing_of_the_file_is_there(full_disk):
    with pytest.raises(Refused) as refusal:
        run_in_the_open(full_disk, text_file([placement()]))
    assert refusal.value.code == "store-full"
    assert "Nothing changed" in refusal.value.message
    assert not Account.objects.exists()
    assert not ContactPoint.objects.exists()
    assert [line.state for line in list_imports(full_disk.agency_id).items] == ["staged"]


def test_another_fault_of_the_database_is_not_taken_for_a_full_disk(cast):
    def failing(_stage: str, _done: int, _total: int) -> None:
        raise OperationalError("the connection is gone")

    with pytest.raises(OperationalError, match="gone"):
        run(cast, text_file([placement()]), told=failing)


def call(**changes: str) -> dict[str, str]:
    usual = {
        "借据号": "JJ0001", "联络时间": "2026-06-10 10:00:00", "催收方式": "电话",
        "联络电话": "16362955707", "催收结果": "无人接听", "通话记录": "响铃",
    }  # fmt: skip
    return {**usual, **changes}


def test_an_attempt_of_a_log_names_the_contact_point_whose_number_was_used(cast):
    imported(cast.lead, text_file([placement()]))
    imported(cast.lead, text_file([call(), call(联络时间="2026-06-11 10:00:00", 联络电话="")]))
    points = list(Attempt.objects.order_by("at").values_list("point__kind", flat=True))
    assert points == ["mobile", None]


def test_a_log_taken_in_part_can_be_sent_again_when_its_accounts_have_come(cast):
    imported(cast.lead, text_file([placement()]))
    log = text_file([call(), call(借据号="JJ0002")])
    assert [rule for _, _, rule in rejected(imported(cast.lead, log))] == ["unknown_account"]
    same = imported(cast.lead, log)
    assert (same.changed, same.began) == (False, "known")
    assert ImportedFile.objects.filter(kind="attempts").count() == 1
    imported(cast.lead, text_file([placement(借据号="JJ0002", 身份证号=WOMAN, 姓名="李英")]))
    again = imported(cast.lead, log, at=AT + timedelta(hours=1))
    assert again.changed
    assert Attempt.objects.count() == 2


def test_a_corrected_log_corrects_the_attempts_that_differ_and_doubles_none(cast):
    imported(cast.lead, text_file([placement()]))
    imported(cast.lead, text_file([call(), call(联络时间="2026-06-11 09:00:00")]))
    corrected = [
        call(催收结果="本人接听"), call(联络时间="2026-06-11 09:00:00"),
        call(联络时间="2026-06-12 09:00:00"),
    ]  # fmt: skip
    imported(cast.lead, text_file(corrected))
    standing = Attempt.objects.filter(corrections=None).order_by("at")
    assert [(a.at.day, a.disposition) for a in standing] == [
        (10, "right_party_contact"), (11, "no_answer"), (12, "no_answer")
    ]  # fmt: skip
    assert Attempt.objects.count() == 4
    again = imported(cast.lead, text_file(corrected) + b"\r\n")
    assert (again.changed, Attempt.objects.count()) == (False, 4)


def test_the_person_of_an_import_is_kept_with_it(cast):
    done = imported(cast.lead, text_file([placement()]))
    detail = import_detail(cast.agency_id, done.file_id)
    assert detail.line.imported_by == cast.lead.name
    assert detail.report["rows"]["accepted"] == 1
    assert MAN not in json.dumps(detail.report)
