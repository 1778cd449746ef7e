"""Does a paper say what the books say, once, in three languages, for those who may?"""

import hashlib
import io
import re
import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from PIL import Image
from tests.app.arrangements.household import HALF, agreed, decided, paid, proposed, reduced
from tests.app.documents.papers import (
    SITE,
    claims_of,
    codes_on,
    drawn_signature,
    expect_refused,
    issued,
    signed,
    words_on,
)
from tests.app.portfolio import DAY, NOON, OWED_FEN

from doorstep.terms.local_time import beijing_instant
from doorstep_desk.arrangements.actions import withdraw_arrangement
from doorstep_desk.audit.models import AuditEntry
from doorstep_desk.cases.models import Borrower
from doorstep_desk.commands.demo_store import day_runner
from doorstep_desk.documents.actions import read_document
from doorstep_desk.documents.models import Document, DocumentLook
from doorstep_desk.documents.printing.words import words_of
from doorstep_desk.documents.queries import documents_of_case, looks_at
from doorstep_desk.ledger.queries import statement_of
from doorstep_desk.office.pages.arranging.statement import statement_page
from doorstep_desk.payments.actions import NewPayment, record_payment
from doorstep_desk.payments.models import Payment
from doorstep_desk.plumbing.scope import acting_as


def text_of(row: Document) -> str:
    return words_on(bytes(row.content))


@pytest.fixture
def half_paid(cast, known):
    paid(cast, known, HALF, DAY - timedelta(days=2), "T1")
    return known


@pytest.mark.parametrize("who", ["analyst", "admin"])
def test_who_may_not_issue_papers_gets_none(cast, known, who):
    expect_refused("not-permitted", issued, getattr(cast, who), known.case_id, "statement")
    assert not Document.objects.exists()


def test_an_agent_may_not_write_a_closing_letter(cast, known):
    expect_refused("not-permitted", issued, cast.agent, known.case_id, "closing")


@pytest.mark.parametrize("who", ["stranger", "rival"])
def test_another_agency_can_neither_issue_nor_open_a_paper(cast, known, who):
    row = issued(cast.lead, known.case_id, "statement")
    them = getattr(cast, who)
    expect_refused("case-unknown", issued, them, known.case_id, "statement")
    with acting_as(them):
        assert documents_of_case(known.case_id) == []
        expect_refused("document-unknown", read_document, actor=them, document_id=row.pk, at=NOON)


def test_an_unknown_language_kind_or_subject_is_refused(cast, known):
    expect_refused(
        "document-language-unknown", issued, cast.lead, known.case_id, "statement", language="fr"
    )
    expect_refused("document-kind-unknown", issued, cast.lead, known.case_id, "summons")
    expect_refused("document-subject-unknown", issued, cast.lead, known.case_id, "receipt", "77")
    expect_refused("document-subject-unknown", issued, cast.lead, known.case_id, "agreement", "77")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("", "document-text-missing"),
        ("  ", "document-text-missing"),
        ("金" * 10_000, "document-text-too-long"),
        ("金某😀", "document-text-unprintable"),  # no typeface of papers has it
        ("שלום", "document-text-unprintable"),  # written from right to left
        ("金\u202e某", "document-text-unprintable"),  # turns the direction of what follows
        ("金\n某", "document-text-unprintable"),
    ],
)
def test_a_name_that_cannot_be_printed_is_refused_before_anything_is_kept(cast, known, name, code):
    Borrower.objects.filter(pk=known.borrower_id).update(name=name)
    expect_refused(code, issued, cast.lead, known.case_id, "statement")
    assert not Document.objects.exists()


def test_what_people_typed_is_never_read_as_markup(cast, known):
    name = '#panic("no") ] } $x$ *b* `{borrower}` \\ "'
    Borrower.objects.filter(pk=known.borrower_id).update(name=name)
    row = issued(cast.lead, known.case_id, "statement")
    assert "".join(name.split()) in text_of(row)


def test_a_character_outside_the_typeface_is_named_by_its_number(cast, known):
    Borrower.objects.filter(pk=known.borrower_id).update(name="金䶮\U0002ebf0")
    text = text_of(issued(cast.lead, known.case_id, "statement"))
    assert "金䶮〔U+2EBF0〕" in text
    assert "统一码编号" in text


def test_the_statement_agrees_to_the_fen_with_the_page_on_every_day(cast, half_paid):
    paid(cast, half_paid, 12_345, DAY - timedelta(days=1), "T2")
    account = str(half_paid.account_id)
    page = statement_page(cast.lead, half_paid.case_id, account, NOON)
    assert page.owed_fen == OWED_FEN - HALF - 12_345
    for back in range(4):
        until = DAY - timedelta(days=back)
        owed = sum(
            sum(line.parts_fen) for line in statement_of(half_paid.account_id) if line.on <= until
        )
        row = issued(cast.lead, half_paid.case_id, "statement", account, as_of=until)
        assert f"应还总额¥{owed / 100:,.2f}" in text_of(row)
        assert row.as_of == until
        assert back or owed == page.owed_fen


@pytest.mark.parametrize("days", [1, -60])
def test_a_statement_of_a_day_that_the_books_do_not_know_is_refused(cast, known, days):
    day = DAY + timedelta(days=days)
    expect_refused("document-day", issued, cast.lead, known.case_id, "statement", as_of=day)


@pytest.mark.parametrize(
    ("language", "title", "words"),
    [("zh", "还款收据", "人民币伍佰元整"), ("en", "Receipt", "25November2026"),
     ("ko", "상환 영수증", "2026년11월23일")],
)  # fmt: skip
def test_a_receipt_says_what_came_in_and_what_is_left(cast, half_paid, language, title, words):
    number = str(Payment.objects.get(transaction_id="T1").pk)
    row = issued(cast.agent, half_paid.case_id, "receipt", number, language=language)
    text = text_of(row)
    assert "".join(title.split()) in text
    assert words in text
    assert text.count("¥500.00") >= 2  # received, and still owed
    assert claims_of(bytes(row.content))["language"].startswith(language)


def test_no_receipt_is_printed_of_money_that_went_back(cast, half_paid):
    payment = Payment.objects.get(transaction_id="T1")
    back = NewPayment(half_paid.account_id, half_paid.case_id, "T9", DAY, -HALF, reverses="T1")
    with acting_as(cast.lead):
        record_payment(actor=cast.lead, payment=back, at=NOON, origin="office")
    expect_refused(
        "document-payment-reversed", issued, cast.lead, half_paid.case_id, "receipt",
        str(payment.pk),
    )  # fmt: skip


def test_a_closing_letter_waits_for_the_last_fen(cast, half_paid):
    expect_refused("document-still-owes", issued, cast.lead, half_paid.case_id, "closing")
    paid(cast, half_paid, HALF - 1, DAY, "T2")
    expect_refused("document-still-owes", issued, cast.lead, half_paid.case_id, "closing")
    paid(cast, half_paid, 1, DAY, "T3")
    at = beijing_instant(DAY, 13)
    row = issued(cast.lead, half_paid.case_id, "closing", str(half_paid.account_id), at=at)
    assert "已经全部结清" in text_of(row)
    assert "¥0.00" in text_of(row)


def test_korean_papers_hold_hangul_that_can_be_read_out_and_no_hole(cast, known):
    plan = proposed(cast.agent, known.case_id)
    agreed(cast.agent, plan)
    for kind, about in (
        ("statement", ""),
        ("agreement", str(plan.pk)),
        ("plan", str(plan.pk)),
    ):
        text = text_of(issued(cast.lead, known.case_id, kind, about, language="ko"))
        title = str(words_of("ko")[kind]["title"])
        assert "".join(title.split()) in text, kind
        assert len(re.findall("[가-힣]", text)) > 150, kind
        assert not {"\ufffd", "\x00", "□"} & set(text), kind


def test_an_agreement_states_debt_plan_rights_and_what_is_let_off(cast, known):
    waiting = proposed(cast.agent, known.case_id, reduced())
    expect_refused(
        "document-not-agreed", issued, cast.agent, known.case_id, "agreement", str(waiting.pk)
    )
    decided(cast.lead, waiting)
    text = text_of(issued(cast.agent, known.case_id, "agreement", str(waiting.pk)))
    for said in ("截至2026年11月25日的欠款", "¥1,000.00", "¥450.00", "减免¥100.00", "7天内"):
        assert said in text


def test_a_plan_needs_that_both_sides_agreed(cast, known):
    row = proposed(cast.agent, known.case_id)
    expect_refused("document-not-agreed", issued, cast.agent, known.case_id, "plan", str(row.pk))
    agreed(cast.agent, row)
    text = text_of(issued(cast.agent, known.case_id, "plan", str(row.pk), language="en"))
    assert "Paidsinceitwasagreed¥0.00" in text
    assert text.count("¥500.00") >= 3


def test_the_same_paper_is_not_issued_twice_but_a_changed_one_is(cast, half_paid):
    first = issued(cast.lead, half_paid.case_id, "statement")
    assert issued(cast.agent, half_paid.case_id, "statement").pk == first.pk
    assert issued(cast.lead, half_paid.case_id, "statement", language="en").pk != first.pk
    paid(cast, half_paid, 1, DAY, "T2")
    assert issued(cast.lead, half_paid.case_id, "statement").pk != first.pk


def test_a_paper_is_sealed_found_by_its_content_and_never_changes(cast, known):
    row = issued(cast.lead, known.case_id, "statement")
    kept = Document.objects.get(pk=row.pk)
    assert kept.digest == hashlib.sha256(kept.content).hexdigest()
    with connection.cursor() as cursor:
        cursor.execute("SELECT content, sheet FROM documents_document")
        content, sheet = cursor.fetchone()
    assert b"%PDF" not in bytes(content)
    assert "金某".encode() not in bytes(sheet)
    for change in (
        lambda: Document.objects.filter(pk=row.pk).update(kind="plan"),
        lambda: Document.objects.filter(pk=row.pk).delete(),
    ):
        with pytest.raises((ProgrammingError, IntegrityError)), transaction.atomic():
            change()
    entry = AuditEntry.objects.get(verb="document.issued")
    assert (entry.subject, entry.details["digest"]) == (f"case:{known.case_id}", row.digest)


def test_paper_and_audit_entry_stand_or_fall_together(cast, known):
    with transaction.atomic():
        issued(cast.lead, known.case_id, "statement")
        transaction.set_rollback(True)
    assert not Document.objects.exists()
    assert not AuditEntry.objects.filter(verb="document.issued").exists()


def test_a_paper_can_be_archived_searched_and_read_aloud(cast, known):
    row = issued(cast.lead, known.case_id, "statement")
    claims = claims_of(bytes(row.content))
    assert claims == {
        "part": "2", "level": "A", "ua": "1", "language": "zh-CN",
        "title": f"欠款对账单 {row.number}",
    }  # fmt: skip


def test_a_phone_reads_where_the_paper_can_be_checked(cast, known):
    (address,) = codes_on(bytes(issued(cast.lead, known.case_id, "statement").content))
    assert address.startswith(f"{SITE}/verify/")
    assert len(address.rsplit("/", 1)[1]) == 19


def test_who_opened_a_paper_is_written_down(cast, known):
    row = issued(cast.lead, known.case_id, "statement")
    with acting_as(cast.agent):
        opened = read_document(actor=cast.agent, document_id=row.pk, at=NOON)
    assert opened.pdf[:5] == b"%PDF-"
    assert (opened.digest, opened.file_name) == (row.digest, f"{row.number}.pdf")
    assert [look.by for look in looks_at([row.pk])[row.pk]] == ["agent"]
    (seen,) = documents_of_case(known.case_id)
    assert (seen.looks, seen.last_look_at, seen.is_replaced) == (1, NOON, False)
    assert AuditEntry.objects.filter(verb="document.opened", actor="agent").count() == 1
    with acting_as(cast.analyst):
        expect_refused(
            "not-permitted", read_document, actor=cast.analyst, document_id=row.pk, at=NOON
        )
    assert DocumentLook.objects.count() == 1


@pytest.fixture
def agreement(cast, known):
    row = proposed(cast.agent, known.case_id)
    return issued(cast.agent, known.case_id, "agreement", str(row.pk))


@pytest.mark.parametrize("file_format", ["PNG", "JPEG"])
def test_a_signed_agreement_is_a_new_version_and_the_earlier_one_stays(
    cast, agreement, file_format
):
    after = signed(cast.agent, agreement, drawn_signature(file_format))
    assert (after.version, after.replaces_id) == (2, agreement.pk)
    assert Document.objects.get(pk=agreement.pk).digest == agreement.digest != after.digest
    text = text_of(after)
    signature = after.signature
    assert signature.proof_digest == hashlib.sha256(bytes(signature.image)).hexdigest()
    assert signature.of_digest == agreement.digest
    for said in (signature.proof_digest, agreement.digest, "见证人：演员agent"):
        assert said in text
    assert "未签" not in text
    expect_refused("document-signed", signed, cast.agent, agreement, drawn_signature())
    expect_refused("document-signed", signed, cast.agent, after, drawn_signature())


@pytest.mark.parametrize(
    "image",
    [
        b"", b"%PDF-1.7", b"\x89PNG\r\n\x1a\n broken", b"0" * 600_000,
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    ],
)  # fmt: skip
def test_what_is_no_picture_is_no_signature(cast, agreement, image):
    expect_refused("signature-unreadable", signed, cast.agent, agreement, image)
    assert Document.objects.count() == 1


def test_a_blank_or_huge_picture_is_no_signature(cast, agreement):
    kept = io.BytesIO()
    Image.new("RGB", (600, 200), "white").save(kept, "PNG")
    expect_refused("signature-unreadable", signed, cast.agent, agreement, kept.getvalue())
    huge = drawn_signature(size=(5000, 1000))
    expect_refused("signature-unreadable", signed, cast.agent, agreement, huge)


def test_an_agreement_whose_arrangement_was_withdrawn_since_is_signed_no_more(cast, agreement):
    with acting_as(cast.agent):
        withdraw_arrangement(
            actor=cast.agent, arrangement_id=uuid.UUID(agreement.subject.partition(":")[2]),
            because="they asked for it", at=NOON,
        )  # fmt: skip
    expect_refused("document-not-agreed", signed, cast.agent, agreement, drawn_signature())
    assert Document.objects.count() == 1


def test_only_agreements_are_signed(cast, known):
    row = issued(cast.agent, known.case_id, "statement")
    expect_refused("document-not-for-signing", signed, cast.agent, row, drawn_signature())


def test_a_batch_process_can_issue_papers_too(cast, known):
    actor = day_runner(cast.agency_id)
    assert issued(actor, known.case_id, "statement").issued_by == actor.name
