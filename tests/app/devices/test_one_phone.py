"""Does an agent carry one phone, and what becomes of the one before?"""

import pytest
from django.db import IntegrityError, transaction
from tests.app.demonstration import DAY
from tests.app.doors import pair_out, signed_in, text_of
from tests.app.fieldwork.phone import Phone, uuid_of

from doorstep.terms.local_time import beijing_instant
from doorstep_desk.audit.models import AuditEntry
from doorstep_desk.devices.actions.register import revoke_device
from doorstep_desk.devices.models import Device
from doorstep_desk.fieldwork.models import FieldEvent, SetAside
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.scope import acting_as
from doorstep_desk.staff.queries import actor_named


@pytest.fixture
def two(demo) -> tuple[Phone, Phone]:
    """Return two phones of one agent; the first is registered, has papers and a record."""
    client, at = signed_in(pair_out().agent), beijing_instant(DAY, 8)
    first, second = Phone(client, at), Phone(client, at)
    with clock.fixed(at):
        assert first.register().status_code == 201
        assert first.pack().status_code == 200
    return first, second


def is_out(phone: Phone) -> bool:
    return Device.objects.get(pk=phone.id).revoked_at is not None


def test_a_replaced_phone_gets_nothing_more_and_cannot_take_its_place_back(two):
    first, second = two
    assert second.register().status_code == 201
    for answer in (first.sync(), first.pack(), first.register()):
        assert (answer.status_code, answer.json()["code"]) == (410, "device_revoked")
        assert "另一部手机" in answer.json()["say"]["zh"]
    assert not is_out(second)
    assert second.pack().status_code == 200


def test_a_phone_that_is_refused_takes_nobodys_place(two):
    first, second = two
    second.id = "no-uuid"
    assert second.register().status_code == 400
    second.id = first.id
    stranger = Phone(signed_in("lead"), first.now, id=first.id)
    assert stranger.register().status_code == 409
    assert not is_out(first)


def test_the_same_phone_again_and_a_phone_of_somebody_else_take_no_place(two):
    first, _ = two
    assert first.register().status_code == 200
    assert Phone(signed_in("lead"), first.now).register().status_code == 201
    assert not is_out(first)


def test_the_replacement_is_audited_and_the_office_reads_why(two):
    first, second = two
    second.register()
    row = AuditEntry.objects.get(verb="device.revoked", subject=f"device:{first.id}")
    assert row.details["replaced"] is True
    assert Device.objects.get(pk=first.id).revoked_because == "another phone took its place"
    assert "took its place" in text_of(signed_in("lead").get("/devices"))


def test_what_the_replaced_phone_holds_reaches_the_office_by_the_new_one(two):
    first, second = two
    held = first.sealed(first.event("note", {"about": "free", "words": "没有信号"}))
    with clock.fixed(first.now):
        second.register()
        result = second.sync(held).json()["results"][0]
    assert (result["status"], result["code"]) == ("quarantined", "of_another_phone")
    assert result["receipt"]
    assert SetAside.objects.count() == 1
    assert not FieldEvent.objects.exists()


def test_the_offices_half_of_the_key_ends_with_the_phone(two):
    first, second = two
    kept = Device.objects.get(pk=first.id).share
    assert (len(kept), first.register().json()["share"]) == (44, kept)
    second.register()
    assert Device.objects.get(pk=first.id).share is None
    assert Device.objects.get(pk=second.id).share not in (None, kept)


def test_a_phone_that_the_office_took_back_hears_no_word_of_another_phone(two):
    first, _ = two
    lead = actor_named("lead")
    with acting_as(lead):
        revoke_device(actor=lead, device_id=uuid_of(first.id), because="lost", at=first.now)
    said = first.sync().json()["say"]
    assert "办公室已停用" in said["zh"]
    assert "another" not in said["en"].lower()


def test_the_database_keeps_no_half_for_a_phone_out_of_use_and_one_for_each_in_use(two):
    first, second = two
    second.register()
    for phone, half in ((first, "half"), (second, None)):
        with pytest.raises(IntegrityError, match="share_ends_with_phone"), transaction.atomic():
            Device.objects.filter(pk=phone.id).update(share=half)
