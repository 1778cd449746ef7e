"""Is money shown the way to the lender itself, by the word of two people, and nowhere else?"""

import pytest
from django.db import IntegrityError, transaction
from tests.app.doors import signed_in, text_of, verbs_of
from tests.app.portfolio import NOON, place

from doorstep_desk.payments.actions.ways import (
    approve_pay_way,
    propose_pay_way,
    withdraw_pay_way,
)
from doorstep_desk.payments.models import PayWay
from doorstep_desk.payments.ways import pay_ways_of
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.scope import acting_as

LINK = "https://pay.beiyuan.example/d/1"


def proposed(cast, actor=None, **changed) -> PayWay:
    wanted = {"kind": "link", "holder": "北原信贷", "place": LINK} | changed
    with acting_as(actor or cast.admin):
        return propose_pay_way(
            actor=actor or cast.admin, lender_id=wanted.pop("lender_id", cast.lender_id),
            at=NOON, **wanted,
        )  # fmt: skip


def decided(actor, row, act=approve_pay_way) -> PayWay:
    with acting_as(actor):
        return act(actor=actor, way_id=row.pk, at=NOON)


@pytest.mark.parametrize("who", ["agent", "lead", "analyst", "stranger"])
def test_who_may_not_say_where_money_goes_says_nothing(cast, who):
    place(cast)
    with pytest.raises(Refused, match="role"):
        proposed(cast, getattr(cast, who))
    assert not PayWay.objects.exists()
    row = proposed(cast)
    for act in (approve_pay_way, withdraw_pay_way):
        with pytest.raises(Refused, match="role"):
            decided(getattr(cast, who), row, act)
    row.refresh_from_db()
    assert (row.approved_at, row.withdrawn_at) == (None, None)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"kind": "cash"}, "pay-way-kind"),
        ({"kind": ""}, "pay-way-kind"),
        ({"holder": "金某"}, "pay-way-holder"),
        ({"holder": "长白外访"}, "pay-way-holder"),  # the agency itself
        ({"place": " "}, "pay-way-place"),
        ({"place": "http://pay.example"}, "pay-way-place"),
        ({"place": "https://beiyuan.example@evil.example/"}, "pay-way-place"),
        ({"place": "javascript:alert(1)"}, "pay-way-place"),
        ({"lender_id": 0}, "lender-unknown"),
    ],
)
def test_only_the_lenders_own_ways_are_proposed(cast, changed, code):
    place(cast)
    with pytest.raises(Refused) as refusal:
        proposed(cast, **changed)
    assert refusal.value.code == code
    assert not PayWay.objects.exists()


def test_nobody_approves_alone_not_even_past_the_action(cast):
    place(cast)
    row = proposed(cast)
    with pytest.raises(Refused) as refusal:
        decided(cast.admin, row)
    assert refusal.value.code == "pay-way-own"
    with pytest.raises(IntegrityError), transaction.atomic():
        PayWay.objects.filter(pk=row.pk).update(approved_by="admin", approved_at=NOON)


def test_it_is_shown_once_a_second_person_approved_and_until_it_is_taken_back(cast):
    (known,) = place(cast)
    row = proposed(cast)
    page = f"/cases/{known.case_id}/arrange"
    with clock.fixed(NOON):
        assert LINK not in text_of(signed_in("lead").get(page))
        decided(cast.compliance, row)
        assert [each.pk for each in pay_ways_of(cast.agency_id, cast.lender_id)] == [row.pk]
        assert LINK in text_of(signed_in("lead").get(page))
        with pytest.raises(Refused) as refusal:
            decided(cast.compliance, row)
        assert refusal.value.code == "pay-way-decided"
        decided(cast.admin, row, withdraw_pay_way)
        assert LINK not in text_of(signed_in("lead").get(page))
    assert verbs_of(f"organisation:{cast.lender_id}")[:3] == [
        "pay_way.withdrawn", "pay_way.approved", "pay_way.proposed",
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_takes_a_proposal_and_says_what_is_wrong_beside_its_field(cast, language):
    place(cast)
    admin = signed_in("admin", language)
    sent = {"lender": str(cast.lender_id), "kind": "link", "holder": "金某", "place": LINK}
    answer = admin.post("/pay-ways/propose", sent)
    assert answer.status_code == 409
    assert list(answer.context["page"].errors) == ["holder"]
    assert admin.post("/pay-ways/propose", sent | {"holder": "北原信贷"}).status_code == 302
    row = PayWay.objects.get()
    assert admin.post(f"/pay-ways/{row.pk}/approve").status_code == 409
    assert signed_in("compliance").post(f"/pay-ways/{row.pk}/approve").status_code == 302
    assert signed_in("rival").get("/pay-ways").context["page"].rows == ()
    assert signed_in("lead").post(f"/pay-ways/{row.pk}/withdraw").status_code == 403
    assert signed_in("agent").get("/pay-ways").status_code == 403
