"""Does the office see what waits, decide about it once, and hand out keys once?"""

import pytest
from tests.app.doors import signed_in, text_of
from tests.app.office.views.test_imports import sent as upload
from tests.app.payments.test_take import sent, taken
from tests.app.portfolio import DAY, NOON, mandate, place

from doorstep_desk.commands.demo_store import day_runner
from doorstep_desk.intake.actions.import_file import SentFile, import_file
from doorstep_desk.payments.models import Payment, SenderKey, WaitingDecision, WaitingPayment
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.identifiers import new_id

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(cast):
    place(cast)
    taken(cast, sent(reference="nobody"), sent("T2", 0), sent("T3", 0))
    with clock.fixed(NOON):
        yield WaitingPayment.objects.get(code="account-unknown")


def settled(client, row, **form):
    usual = {"decision": "assigned", "reference": "L0", "because": "the payer called"}
    return client.post(f"/payments/{row.pk}/settle", usual | form)


@pytest.mark.parametrize("who", ["agent", "admin", "stranger"])
def test_who_may_not_look_sees_nothing(waiting, who):
    client = signed_in(who)
    assert client.get("/payments").status_code == 403
    assert client.get(f"/payments/{waiting.pk}").status_code == 403


def test_compliance_looks_and_decides_nothing(waiting):
    client = signed_in("compliance")
    assert "Send back to the lender" not in text_of(client.get(f"/payments/{waiting.pk}"))
    assert settled(client, waiting).status_code == 403
    assert not WaitingDecision.objects.exists()


def test_another_agency_sees_none_of_it(waiting):
    client = signed_in("rival")
    assert client.get("/payments").context["page"].waiting == 0
    assert client.get(f"/payments/{waiting.pk}").status_code == 409
    assert client.get(f"/payments/{new_id()}").status_code == 409


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_list_counts_and_narrows_by_reason(waiting, language):
    client = signed_in("lead", language)
    page = client.get("/payments").context["page"]
    assert (page.waiting, len(page.rows)) == (3, 3)
    rows = client.get("/payments?code=amount-zero").context["page"].rows
    assert {row.code for row in rows} == {"amount-zero"}
    assert client.get("/payments?state=decided").context["page"].rows == ()


@pytest.mark.parametrize(
    ("form", "field"), [({"because": ""}, "because"), ({"reference": "?"}, "reference")]
)
def test_what_is_missing_is_said_beside_its_field_and_what_was_typed_stays(waiting, form, field):
    answer = settled(signed_in("lead"), waiting, **form)
    assert answer.status_code == 409
    page = answer.context["page"]
    assert list(page.errors) == [field]
    assert page.values["reference"] == form.get("reference", "L0")
    assert not Payment.objects.exists()


def test_assigned_once_it_is_on_the_account_and_among_the_decided(waiting):
    client = signed_in("lead")
    assert settled(client, waiting).status_code == 302
    assert settled(client, waiting).status_code == 302
    assert Payment.objects.count() == 1
    (row,) = client.get("/payments?state=decided").context["page"].rows
    assert (row.decision, row.because) == ("assigned", "the payer called")
    assert settled(client, waiting, decision="returned").status_code == 409


def test_only_an_administrator_handles_keys(cast):
    mandate(cast)
    for who in ("agent", "lead", "analyst", "compliance"):
        client = signed_in(who)
        assert client.get("/senders").status_code == 403
        assert client.post(f"/senders/{cast.lender_id}/keys").status_code == 403
    assert not SenderKey.objects.exists()


def test_a_secret_is_shown_once_and_a_revoked_key_stays_revoked(cast):
    mandate(cast)
    admin = signed_in("admin")
    with clock.fixed(NOON):
        assert admin.post(f"/senders/{cast.agency_id}/keys").status_code == 409
        made = admin.post(f"/senders/{cast.lender_id}/keys")
        secret = made.context["page"].shown_secret
        assert len(secret) > 40
        assert secret in text_of(made)
        assert "no-store" in made["Cache-Control"]
        assert secret not in text_of(admin.get("/senders"))
        key = SenderKey.objects.get()
        assert admin.post(f"/senders/keys/{key.pk}/revoke").status_code == 302
        assert admin.post("/senders/keys/dk_none/revoke").status_code == 409
        (side,) = admin.get("/senders").context["page"].sides
    assert [row.state for row in side.keys] == ["revoked"]


def bank_file(*numbers, loan="L0"):
    """Return a payment file; a row whose number is empty cannot be taken."""
    head = "流水号,借据号,入账日期,入账金额,币种,交易类型\n"
    return (head + "".join(f"{n},{loan},2026-11-20,1.00,CNY,还款\n" for n in numbers)).encode()


def test_a_row_of_a_bank_file_that_was_not_taken_stands_here_with_its_reason_and_once(cast):
    place(cast)
    for name in ("a.csv", "again.csv"):  # the same content again is the same import
        sent_again = SentFile(name, bank_file("T1", ""), DAY, lender="北原信贷")
        import_file(actor=day_runner(cast.agency_id), sent=sent_again, at=NOON)
    with clock.fixed(NOON):
        first = signed_in("lead").get("/payments").context["page"]
        page = signed_in("lead").get("/payments", {"state": "aside"}).context["page"]
        others = signed_in("rival").get("/payments", {"state": "aside"}).context["page"]
    (row,) = page.aside
    assert (row.file, row.row_no, row.reasons) == ("a.csv", 3, ("required_missing",))
    assert (first.aside_count, others.aside_count) == (1, 0)
    assert [each.transaction_id for each in Payment.objects.all()] == ["T1"]
    assert not WaitingPayment.objects.exists()


def test_a_mended_row_is_a_payment_and_stands_here_no_more(cast):
    with clock.fixed(NOON):
        client = signed_in("lead")
        upload(client)  # the account L1
        upload(client, bank_file("T1", "", loan="L1").decode(), lender="北原信贷")
        (row,) = client.get("/payments", {"state": "aside"}).context["page"].aside
        mended = {"cell-A": "T2", "cell-B": "L1", "cell-C": "2026-11-20", "cell-D": "1.00",
                  "cell-E": "CNY", "cell-F": "还款"}  # fmt: skip
        assert client.post(f"/imports/rows/{row.row_id}", mended).status_code == 302
        assert client.get("/payments").context["page"].aside_count == 0
    assert {each.transaction_id for each in Payment.objects.all()} == {"T1", "T2"}
