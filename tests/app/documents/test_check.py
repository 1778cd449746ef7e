"""Can anybody who holds a paper check it, and does a stranger learn nothing more?"""

import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.app.documents.papers import expect_refused, issued
from tests.app.doors import stranger, text_of
from tests.app.portfolio import NOON

from doorstep_desk.audit.models import AuditEntry
from doorstep_desk.documents.actions import check_document, compare_file
from doorstep_desk.documents.actions.check import MOST_BYTES, MOST_CHECKS, WITHIN
from doorstep_desk.documents.codes import new_code, read_code
from doorstep_desk.documents.models import DocumentCheck
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.actor import ANONYMOUS
from doorstep_desk.plumbing.scope import acting_as


@pytest.fixture
def paper(cast, known):
    with clock.fixed(NOON):
        yield issued(cast.lead, known.case_id, "statement")


def code_of(row) -> str:
    return json.loads(row.sheet)["verify"]["code"]


def checked(typed: str, at=NOON, address: str = "203.0.113.7"):
    with acting_as(ANONYMOUS):
        return check_document(actor=ANONYMOUS, typed=typed, address=address, at=at)


@pytest.mark.parametrize(
    "typed",
    ["", "0", "0000-0000-0000-0000", "' OR 1=1 --", "七" * 16, "U" * 16, "0" * 40, "%00/../x"],
)
def test_a_code_of_nobody_and_one_of_no_shape_get_the_same_answer(paper, typed):
    assert checked(typed) is None
    assert DocumentCheck.objects.get().answer == "unknown"


def test_a_paper_is_known_however_its_code_is_typed(paper):
    code = code_of(paper)
    for typed in (code, code.lower(), code.replace("-", ""), code.replace("-", " ")):
        found = checked(typed)
        assert found is not None
        assert (found.kind, found.lender, found.digest) == ("statement", "北原信贷", paper.digest)


def test_letters_that_people_misread_are_read_as_what_was_meant():
    assert read_code("oIl0-1111-AAAA-BBBB") == "0110-1111-AAAA-BBBB"
    assert len({new_code() for _ in range(1000)}) == 1000


def test_too_many_tries_have_to_wait_and_others_need_not(paper):
    for _ in range(MOST_CHECKS):
        checked("0000-0000-0000-0000")
    expect_refused("too-many-checks", checked, code_of(paper))
    assert checked(code_of(paper), address="203.0.113.8") is not None
    assert checked(code_of(paper), at=NOON + WITHIN + timedelta(seconds=1)) is not None


def test_a_file_is_the_paper_only_byte_for_byte(paper):
    pdf, code = bytes(paper.content), code_of(paper)
    with acting_as(ANONYMOUS):

        def compared(content: bytes, typed: str = code):
            return compare_file(
                actor=ANONYMOUS, typed=typed, content=content, address="a", at=NOON
            )

        assert compared(pdf).is_same
        assert not compared(pdf[:-1] + b"x").is_same
        assert not compared(b"").is_same
        assert not compared(pdf, "0000-0000-0000-0000").is_same
        expect_refused("document-file-too-large", compared, b"0" * (MOST_BYTES + 1))


def test_the_page_says_genuine_and_names_neither_person_nor_sum(paper, known):
    with clock.fixed(NOON):
        answer = stranger().get(f"/verify/{code_of(paper)}")
    page = text_of(answer)
    assert "no-store" in answer["Cache-Control"]
    for said in ("Genuine", "Statement of debt", "北原信贷", paper.digest):
        assert said in page
    for word in ("金某", "¥", "1,000", "DS-2026", paper.number, "长白"):
        assert word not in page, word


def test_the_page_says_not_issued_here_and_nothing_else(paper):
    with clock.fixed(NOON):
        pages = {
            text_of(stranger().get(f"/verify/{code}")).split("<main")[1].replace(code, "")
            for code in ("0000-0000-0000-0000", "nonsense")
        }
    (page,) = pages
    assert "Not issued here" in page


def test_a_typed_code_leads_to_its_paper_and_a_file_is_compared(paper):
    code = code_of(paper)
    with clock.fixed(NOON):
        went = stranger().get("/verify/", {"code": code.lower()}, follow=True)
        assert "Genuine" in text_of(went)
        for content, said in ((bytes(paper.content), "Unchanged"), (b"%PDF-", "not what was")):
            sent = {"file": SimpleUploadedFile("a.pdf", content, "application/pdf")}
            assert said in text_of(stranger().post(f"/verify/{code}/file", sent))


def test_too_many_tries_on_the_page_are_answered_with_a_word(paper):
    asker = stranger()
    with clock.fixed(NOON):
        answers = [asker.get("/verify/x").status_code for _ in range(MOST_CHECKS + 1)]
    assert answers == [200] * MOST_CHECKS + [429]


def test_the_log_of_checks_names_no_case(paper):
    checked(code_of(paper))
    entry = AuditEntry.objects.get(verb="document.checked")
    assert entry.subject.startswith("document_check:")
    assert set(entry.details) == {"answer", "agency"}
    assert not AuditEntry.objects.filter(verb="document.opened").exists()
