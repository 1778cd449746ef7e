"""Can a borrower, and nobody else, read their papers and sign one by a code of its own?"""

import json
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.app.arrangements.household import PARTS, proposed, reduced
from tests.app.documents.papers import issued, words_on
from tests.app.doors import signed_in, stranger, text_of, verbs_of
from tests.app.portal.korean import foreign
from tests.app.portal.own_page import code_in, delivered, own_page
from tests.app.portfolio import NOON, account, assign, mandate, phone_of, publish

from doorstep.affordability.lifecycle import ArrangementState as State
from doorstep_desk.arrangements.actions import withdraw_arrangement
from doorstep_desk.arrangements.queries import state_of
from doorstep_desk.cases.models import Borrower
from doorstep_desk.cases.queries import accounts_on_file
from doorstep_desk.complaints.models import Pause
from doorstep_desk.documents.models import Document, DocumentLook, DocumentSignature
from doorstep_desk.notices.models import Message
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.scope import acting_as
from doorstep_desk.self_service.models import SigningCode

pytestmark = pytest.mark.usefixtures("desk_that_sends")
MINE, OTHERS = "15400000001", "15400000002"
IDENTITY = "22240119850301122X"


@pytest.fixture
def known(cast):
    """Two borrowers with a number each; return the account of the first."""
    batch = mandate(cast)
    publish(
        cast, [account(cast, batch, n, f"L{n}", **PARTS) for n in (1, 2)],
        [phone_of(1, MINE), phone_of(2, OTHERS)],
    )  # fmt: skip
    first, second = accounts_on_file(cast.agency_id)
    assign(cast, (first.case_id, cast.agent.staff_id), (second.case_id, cast.agent.staff_id))
    Borrower.objects.filter(pk=first.borrower_id).update(identity_number=IDENTITY)
    return first


@pytest.fixture
def arrangement(cast, known):
    return proposed(cast.agent, known.case_id)


@pytest.fixture
def paper(cast, known, arrangement):
    return issued(cast.agent, known.case_id, "agreement", str(arrangement.pk))


def of(paper, part: str = "") -> str:
    return f"/portal/papers/{paper.pk}{part}"


def mine(cast, language: str = "en"):
    """Return a browser in which the first borrower has shown who they are."""
    return own_page(cast.agency_id, MINE, language, digits=IDENTITY[-4:])


def sent(cast, at=NOON) -> str:
    """Return the code for signing that reached the borrower's telephone last."""
    return code_in(delivered(cast.agency_id, at)[MINE])


def other_code(code: str) -> str:
    return "000000" if code != "000000" else "111111"


@pytest.mark.parametrize("part", ["", "/file", "/code", "/sign"])
def test_nobody_reads_or_signs_a_paper_without_having_come_by_a_code(cast, paper, part):
    for client in (stranger(), signed_in("lead"), signed_in("admin")):
        answer = client.get(of(paper)) if not part else client.post(of(paper, part))
        assert (answer.status_code, answer["Location"]) == (302, "/portal/")
    assert not DocumentLook.objects.exists()
    assert not SigningCode.objects.exists()


@pytest.mark.parametrize("part", ["", "/file", "/code", "/sign"])
def test_another_borrower_of_the_same_agency_finds_no_such_paper(cast, paper, part):
    client = own_page(cast.agency_id, OTHERS)
    answer = client.get(of(paper)) if not part else client.post(of(paper, part), {"code": "1"})
    assert answer.status_code == 404
    assert paper.number not in text_of(answer)
    assert "No paper has been issued" in text_of(client.get("/portal/papers"))
    assert not SigningCode.objects.exists()


def test_what_a_borrower_signs_is_signed_agreed_and_stops_collection_at_once(
    cast, paper, arrangement
):
    client = mine(cast)
    assert "waits for your signature" in text_of(client.get("/portal/account"))
    assert client.post(of(paper, "/code")).status_code == 302
    shown = text_of(client.get(of(paper)))
    assert "154****0000" in shown
    code = sent(cast)
    answer = client.post(of(paper, "/sign"), {"code": f" {code[:3]} {code[3:]} "})
    after = Document.objects.get(version=2)
    assert answer["Location"] == f"/portal/papers/{after.pk}?signed=1"
    signature = DocumentSignature.objects.get()
    assert (signature.way, signature.document_id, signature.witness) == ("code", after.pk, "")
    assert bytes(signature.image) == b""
    proof = json.loads(signature.proof)
    assert (proof["of"], proof["sent_to"]) == (paper.digest, "154****0000")
    assert code not in signature.proof
    text = words_on(bytes(after.content))
    for said in (signature.proof_digest, paper.digest, "154****0000", "一次性验证码"):
        assert said in text
    assert state_of(arrangement.pk) == State.AGREED
    assert Pause.objects.get().reason == "arrangement"
    assert {"signing.asked", "document.signed", "arrangement.agreed"} <= set(
        verbs_of(f"case:{paper.case_id}")
    )
    assert "You have signed" in text_of(client.get(answer["Location"]))
    kept = json.loads(client.get("/portal/copy").content)["papers"]
    assert [each["signed_at"] is not None for each in kept] == [True, False]
    assert {each["sha256"] for each in kept} == {paper.digest, after.digest}


def test_a_code_belongs_to_the_paper_named_in_the_message_and_nobody_reads_it_later(cast, paper):
    client = mine(cast)
    client.post(of(paper, "/code"))
    text = delivered(cast.agency_id, NOON)[MINE]
    assert paper.number in text
    message = Message.objects.get(key="signing_code")
    assert message.is_secret
    assert code_in(text) not in message.body
    assert bytes(SigningCode.objects.get().code_hash) not in (b"", code_in(text).encode())


def test_five_wrong_tries_end_a_code_and_a_new_one_can_be_had(cast, paper):
    client = mine(cast)
    client.post(of(paper, "/code"))
    code = sent(cast)
    for typed in (other_code(code), "", "x" * 500, "١٢٣٤٥٦", other_code(code)):
        answer = client.post(of(paper, "/sign"), {"code": typed})
        assert answer.status_code == 400
        assert "wrong or too old" in text_of(answer)
    assert client.post(of(paper, "/sign"), {"code": code}).status_code == 400
    assert verbs_of(f"case:{paper.case_id}").count("signing.failed") == 6
    assert not DocumentSignature.objects.exists()
    client.post(of(paper, "/code"))
    assert client.post(of(paper, "/sign"), {"code": sent(cast)}).status_code == 302


@pytest.mark.parametrize(("minutes", "status"), [(10, 302), (10.1, 400)])
def test_a_code_is_good_for_ten_minutes(cast, paper, minutes, status):
    client = mine(cast)
    client.post(of(paper, "/code"))
    code = sent(cast)
    with clock.fixed(NOON + timedelta(minutes=minutes)):
        assert client.post(of(paper, "/sign"), {"code": code}).status_code == status


def test_neither_an_older_code_nor_that_of_the_sign_in_nor_that_of_another_paper_signs(
    cast, known, paper
):
    client = mine(cast)
    entered = code_in(Message.objects.get(key="sign_in_code").body or "000000")
    client.post(of(paper, "/code"))
    older = sent(cast)
    with clock.fixed(NOON + timedelta(seconds=1)):
        client.post(of(paper, "/code"))
        newer = sent(cast, NOON + timedelta(seconds=1))
        for code in {older, entered} - {newer}:
            assert client.post(of(paper, "/sign"), {"code": code}).status_code == 400
        another = proposed(cast.agent, known.case_id, at=NOON)
        second = issued(cast.agent, known.case_id, "agreement", str(another.pk), language="en")
        assert client.post(of(second, "/sign"), {"code": newer}).status_code == 400
        assert client.post(of(paper, "/sign"), {"code": newer}).status_code == 302


def test_a_fourth_code_within_ten_minutes_is_refused_and_said_so(cast, paper):
    client = mine(cast)
    for _ in range(3):
        assert client.post(of(paper, "/code")).status_code == 302
    answer = client.post(of(paper, "/code"))
    assert (answer.status_code, SigningCode.objects.count()) == (409, 3)
    assert "try again in ten minutes" in text_of(answer)


def test_nothing_is_signed_that_lets_something_off_before_a_second_person_approved(cast, known):
    row = proposed(cast.agent, known.case_id, reduced())
    paper = Document(pk=row.pk)
    with acting_as(cast.agent):
        state = state_of(row.pk)
    assert state == State.WAITING
    client = mine(cast)
    assert client.get(of(paper)).status_code == 404
    assert "waits for your signature" not in text_of(client.get("/portal/account"))


def test_an_agreement_that_was_withdrawn_is_shown_and_no_longer_signed(cast, paper, arrangement):
    client = mine(cast)
    client.post(of(paper, "/code"))
    code = sent(cast)
    with acting_as(cast.agent):
        withdraw_arrangement(
            actor=cast.agent, arrangement_id=arrangement.pk, because="typed wrong", at=NOON
        )
    answer = client.post(of(paper, "/sign"), {"code": code})
    assert answer.status_code == 409
    assert "Sign with a code" not in text_of(answer)
    assert not DocumentSignature.objects.exists()


def test_a_signed_agreement_cannot_be_signed_again(cast, paper):
    client = mine(cast)
    client.post(of(paper, "/code"))
    client.post(of(paper, "/sign"), {"code": sent(cast)})
    assert client.post(of(paper, "/code")).status_code == 409
    assert client.post(of(paper, "/sign"), {"code": "123456"}).status_code == 409
    assert DocumentSignature.objects.count() == 1


def test_a_receipt_is_read_and_kept_as_a_file_and_not_signed(cast, known):
    row = issued(cast.agent, known.case_id, "statement", str(known.account_id))
    client = mine(cast)
    assert "Sign with a code" not in text_of(client.get(of(row)))
    assert client.post(of(row, "/code")).status_code == 409
    answer = client.post(of(row, "/file"))
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content == bytes(row.content)
    assert DocumentLook.objects.get().by.startswith("borrower:")


def test_the_page_says_what_stands_on_the_paper(cast, paper):
    shown = "".join(re.sub(r"<[^>]+>", " ", text_of(mine(cast).get(of(paper)))).split())
    for said in ("还款协议", "您的权利", "500.00", paper.number):
        assert said in shown


def test_many_papers_are_listed_with_as_many_questions_as_one(cast, known):
    client, counts = mine(cast), []
    for language in ("zh", "en", "ko"):
        row = proposed(cast.agent, known.case_id)
        issued(cast.agent, known.case_id, "agreement", str(row.pk), language=language)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get("/portal/papers").status_code == 200
        counts.append(len(asked))
    assert len(set(counts)) == 1


def test_korean_readers_find_no_foreign_word(cast, known):
    row = proposed(cast.agent, known.case_id)
    paper = issued(cast.agent, known.case_id, "agreement", str(row.pk), language="ko")
    client = mine(cast, "ko")
    client.post(of(paper, "/code"))
    for page in ("/portal/account", "/portal/papers", of(paper), "/portal/say/cannot_pay"):
        assert (
            foreign(text_of(client.get(page)), "北原信贷", "长白外访", "金某1", paper.number) == []
        )


def test_whoever_came_by_a_code_works_out_offers_without_being_asked_again(cast, known):
    client = mine(cast)
    answer = client.post("/portal/offers")
    assert re.fullmatch(r"/portal/mine/[^/]+/sheet", answer["Location"])
    shown = text_of(client.get(answer["Location"]))
    assert 'name="income_wages"' in shown
    assert "identity number" not in shown
    assert 'name="income_wages"' not in text_of(stranger().get(answer["Location"]))
    assert 'name="income_wages"' not in text_of(
        own_page(cast.agency_id, OTHERS).get(answer["Location"])
    )


def test_where_nothing_tells_the_borrower_from_somebody_else_nothing_is_signed(cast, known, paper):
    Borrower.objects.filter(pk=known.borrower_id).update(identity_number="")
    client = own_page(cast.agency_id, MINE)
    answer = client.post(of(paper, "/code"))
    assert answer.status_code == 409
    assert "Sign on paper with us" in text_of(answer)
    assert not SigningCode.objects.exists()


def test_without_an_identity_number_a_person_answers_instead(cast, known):
    Borrower.objects.filter(pk=known.borrower_id).update(identity_number="")
    client = own_page(cast.agency_id, MINE)
    assert client.post("/portal/offers")["Location"] == "/portal/say/cannot_pay"
