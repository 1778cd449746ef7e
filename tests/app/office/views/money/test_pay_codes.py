"""Is a phone led to the lender of the case, and never to anybody else?"""

import pytest
from django.test import Client
from tests.app.doors import signed_in
from tests.app.portfolio import NOON, account, assign, mandate, publish

from doorstep_desk.arrangements.actions.links import make_link
from doorstep_desk.arrangements.links import token_of
from doorstep_desk.cases.models import Borrower
from doorstep_desk.cases.queries import accounts_on_file
from doorstep_desk.documents.printing.picture_code import picture_code
from doorstep_desk.organisations.models import Organisation
from doorstep_desk.payments.models import PayWay
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.plumbing.scope import acting_as

pytestmark = pytest.mark.django_db
LINK = "https://pay.beiyuan.example/d/{}"


@pytest.fixture(autouse=True)
def noon():
    with clock.fixed(NOON):
        yield


@pytest.fixture
def known(cast):
    publish(cast, [account(cast, mandate(cast), 1, "L1")])
    (only,) = accounts_on_file(cast.agency_id)
    assign(cast, (only.case_id, cast.agent.staff_id))
    row = Borrower.objects.get(pk=only.borrower_id)
    row.identity_number = "22240119850301122X"
    row.save()
    return only


def way(cast, number: int, kind: str = "link", lender_id: int = 0, **changed) -> str:
    place = LINK.format(number) if kind == "link" else f"bank account {number}"
    known = {"approved_by": "lead", "approved_at": NOON} | changed
    PayWay.objects.create(
        id=new_id(), agency_id=cast.agency_id, lender_id=lender_id or cast.lender_id, kind=kind,
        holder="北原信贷", place=place, proposed_by="admin", proposed_at=NOON, **known,
    )  # fmt: skip
    return place


def case_page(cast, known) -> str:
    return signed_in("agent").get(f"/cases/{known.case_id}/pay").content.decode()


def personal_page(cast, known) -> str:
    with acting_as(cast.agent):
        token = token_of(make_link(actor=cast.agent, case_id=known.case_id, at=NOON))
    client = Client()
    client.post(f"/portal/mine/{token}/open", {"proof": "122x"})
    return client.get(f"/portal/mine/{token}").content.decode()


PAGES = pytest.mark.parametrize("page", [case_page, personal_page])


@PAGES
def test_what_nobody_approved_what_was_withdrawn_and_what_is_anothers_is_not_drawn(
    cast, known, page
):
    other = Organisation.objects.exclude(pk=cast.lender_id).filter(kind="lender").first()
    other = other or Organisation.objects.create(name="南原信贷", kind="lender")
    way(cast, 1, approved_by="", approved_at=None)
    way(cast, 2, withdrawn_at=NOON)
    way(cast, 3, lender_id=other.pk)
    shown = page(cast, known)
    assert "pay.beiyuan.example" not in shown
    assert "segno" not in shown


@PAGES
def test_only_a_link_is_drawn_and_it_is_the_lenders_own(cast, known, page):
    place, account_place = way(cast, 1), way(cast, 2, kind="transfer")
    shown = page(cast, known)
    assert place in shown
    assert account_place in shown
    assert shown.count("segno") == 1
    assert picture_code(place, scales=True) in shown
    assert "viewBox" in picture_code(place, scales=True), "it would stay as small as its squares"


def test_a_lender_without_an_english_name_is_called_by_its_own(cast, known):
    Organisation.objects.filter(pk=cast.lender_id).update(name_en="")
    shown = signed_in("agent").get(
        f"/cases/{known.case_id}/pay", headers={"accept-language": "en"}
    )
    assert "leads to 北原信贷 itself" in shown.content.decode()
