"""Can a person look at a file, settle its headers, decide about it, and mend what was left?"""

from datetime import timedelta

import pytest
from tests.app.doors import signed_in, text_of, verbs_of
from tests.app.office.views.test_imports import BAD, GOOD, HEADER, sent
from tests.app.portfolio import NOON

from doorstep_desk.cases.models import Account, Case
from doorstep_desk.intake.jobs import forget_uploads
from doorstep_desk.intake.models import (
    Finding,
    ImportedFile,
    KeptUpload,
    LenderProfile,
    QuarantinedRow,
    RowMend,
    StagedAccount,
)
from doorstep_desk.plumbing import clock

pytestmark = pytest.mark.django_db

STRANGE = HEADER.replace("委案金额", "结欠")
"""A header in which the sum has a name that nobody knows."""
MENDED = {"cell-C": "222401198503017048", "cell-E": "500.00"}


@pytest.fixture(autouse=True)
def noon():
    with clock.fixed(NOON):
        yield


def held(client, text=HEADER + GOOD + BAD, **fields) -> int:
    answer = sent(client, text, held="yes", **fields)
    assert answer.status_code == 302, text_of(answer)[:2000]
    return int(answer["Location"].split("/")[2].split("?")[0])


def test_a_held_file_is_shown_and_nothing_of_it_is_taken(cast):
    client = signed_in("lead")
    file = held(client)
    studio = client.get(f"/imports/{file}").context["studio"]
    assert studio.state == "staged"
    assert not Account.objects.exists()
    assert dict(studio.counts)["new"] == 1
    columns = {column.title: column for column in studio.sheets[0].columns}
    assert columns["身份证号"].now == "id_number"
    assert columns["身份证号"].evidence == ("known word",)
    assert all("222401198503017013" not in cell for cell in columns["身份证号"].samples)


def test_the_list_says_that_nothing_of_a_held_file_was_taken(cast):
    client = signed_in("lead")
    file = held(client)
    (line,) = client.get("/imports").context["page"].files
    assert (line.result, line.imported_by) == ("staged", "演员lead")
    client.post(f"/imports/{file}/cancel")
    assert client.get("/imports").context["page"].files[0].result == "cancelled"


def test_publishing_takes_it_and_drops_the_bytes(cast):
    client = signed_in("lead")
    file = held(client)
    assert client.post(f"/imports/{file}/publish").status_code == 302
    assert Account.objects.count() == 1
    assert not KeptUpload.objects.exists()
    assert client.post(f"/imports/{file}/publish").status_code == 409


def test_giving_up_leaves_nothing_but_the_entry(cast):
    client = signed_in("lead")
    file = held(client)
    assert client.post(f"/imports/{file}/cancel").status_code == 302
    for table in (KeptUpload, QuarantinedRow, Finding, StagedAccount, Account):
        assert not table.objects.exists(), table
    assert verbs_of(f"file:{file}")[0] == "file.cancelled"
    assert client.get(f"/imports/{file}").status_code == 200


def test_bytes_that_wait_too_long_are_forgotten(cast):
    held(signed_in("lead"))
    assert forget_uploads(at=NOON + timedelta(hours=23)) == 0
    assert forget_uploads(at=NOON + timedelta(hours=25)) == 1
    assert not KeptUpload.objects.exists()


def test_a_column_settled_by_hand_is_checked_again_saved_and_used_next_time(cast):
    client = signed_in("lead")
    file = held(client, STRANGE + GOOD)
    assert client.get(f"/imports/{file}").context["studio"].state == "refused"
    mapping = {"header-0-E": "结欠", "field-0-E": "placed_amount", "was-0-E": "", "kind": ""}
    assert client.post(f"/imports/{file}/columns", mapping).status_code == 302
    studio = client.get(f"/imports/{file}").context["studio"]
    assert (studio.state, studio.has_own_mapping) == ("staged", True)
    assert "file.mapped" in verbs_of(f"file:{file}")
    assert client.post(f"/imports/{file}/profile", {"lender": "北原信贷"}).status_code == 302
    profile = LenderProfile.objects.get()
    assert (profile.lender, profile.version) == ("北原信贷", 1)
    client.post(f"/imports/{file}/publish")
    following = held(client, STRANGE + GOOD.replace("L1", "L7"))
    page = client.get(f"/imports/{following}")
    assert page.context["studio"].state == "staged"
    assert "北原信贷, version 1" in text_of(page)


def test_a_mapping_that_cannot_be_used_says_so_and_changes_nothing(cast):
    client = signed_in("lead")
    file = held(client)
    twice = {
        "header-0-B": "姓名", "field-0-B": "id_number", "was-0-B": "borrower_name",
        "header-0-D": "借据号", "field-0-D": "id_number", "was-0-D": "loan_no",
    }  # fmt: skip
    answer = client.post(f"/imports/{file}/columns", twice)
    assert answer.status_code == 409
    assert "shares the field" in text_of(answer)
    assert ImportedFile.objects.get().profile == {}


def test_an_analyst_saves_profiles_and_compliance_does_not(cast):
    file = held(signed_in("lead"))
    assert signed_in("compliance").post(f"/imports/{file}/profile").status_code == 403
    assert signed_in("analyst").post(f"/imports/{file}/profile").status_code == 409
    assert signed_in("rival").post(f"/imports/{file}/cancel").status_code in (404, 409)
    assert ImportedFile.objects.get().state == "staged"


@pytest.fixture
def waiting(cast) -> int:
    """Publish a file of which one row was not taken; return that row."""
    client = signed_in("lead")
    client.post(f"/imports/{held(client)}/publish")
    return QuarantinedRow.objects.get().pk


def test_a_mended_row_is_taken_and_the_change_is_remembered(waiting):
    client = signed_in("lead")
    assert client.post(f"/imports/rows/{waiting}", MENDED).status_code == 302
    assert Case.objects.count() == 2
    row = QuarantinedRow.objects.get()
    assert row.mended_by == "lead"
    changes = {mend.column: (mend.before, mend.after) for mend in RowMend.objects.all()}
    assert changes["E"] == ("-5", "500.00")
    assert verbs_of(f"file:{row.batch_id}")[0] == "row.mended"
    assert client.post(f"/imports/rows/{waiting}", MENDED).status_code == 409
    page = client.get(f"/imports/{row.batch_id}").context["studio"]
    assert page.mendable == {}


@pytest.mark.parametrize(
    ("changed", "status", "words"),
    [
        ({}, 409, "No cell was changed"),
        ({"cell-E": "500.00"}, 409, "still as it was sent"),  # the number is as wrong as before
        (MENDED | {"cell-E": "many"}, 400, "still wrong"),  # another mistake
    ],
)
def test_a_row_that_is_still_wrong_comes_back_with_what_was_typed(waiting, changed, status, words):
    answer = signed_in("lead").post(f"/imports/rows/{waiting}", changed)
    assert answer.status_code == status
    assert words in text_of(answer)
    for text in changed.values():
        assert f'value="{text}"' in text_of(answer)
    assert Case.objects.count() == 1
    assert not RowMend.objects.exists()


def test_a_stranger_finds_no_row_to_mend(waiting):
    assert signed_in("rival").get(f"/imports/rows/{waiting}").status_code == 404
    assert signed_in("rival").post(f"/imports/rows/{waiting}", MENDED).status_code == 404
    assert signed_in("agent").get(f"/imports/rows/{waiting}").status_code == 403


def test_findings_are_narrowed_sorted_and_paged_without_loading_all(cast):
    bad = "".join(BAD.replace("L2", f"L{n}") for n in range(2, 70))
    client = signed_in("lead")
    file = held(client, HEADER + GOOD + bad)
    page = client.get(f"/imports/{file}").context["page"]
    assert len(page.findings) == 50
    assert page.paging.count > 100
    rest = client.get(f"/imports/{file}?{page.paging.next_query}").context["page"]
    assert rest.findings[0] not in page.findings
    alone = client.get(f"/imports/{file}", {"column": "id_number", "sort": "rule"})
    assert {finding.column for finding in alone.context["page"].findings} == {"身份证号"}


def test_a_whole_import_is_taken_back_with_a_reason(cast):
    client = signed_in("lead")
    file = held(client)
    client.post(f"/imports/{file}/publish")
    assert client.post(f"/imports/{file}/undo", {"because": "wrong batch"}).status_code == 302
    assert not Case.objects.exists()
    assert not QuarantinedRow.objects.exists()
    assert "file.undone" in verbs_of(f"file:{file}")
