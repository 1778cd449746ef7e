"""How do a holiday, a flood or a harvest come in through the browser?"""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.app.doors import signed_in, text_of
from tests.app.portfolio import DAY, NOON

from doorstep.terms.local_time import day_number
from doorstep_desk.plumbing import clock
from doorstep_desk.surroundings.facts import layers_at
from doorstep_desk.surroundings.models import Layer

pytestmark = pytest.mark.django_db
HEADS = "county,kind,begins_on,ends_on,level,source\n"
GOOD = (
    f"{HEADS}222426,harvest,2026-11-01,2026-12-01,,county office\n"
    ",节假日,2026-11-20,2026-11-30,2,通知\n"
)
BAD = f"{HEADS}Nowhere,party,soon,2026-13-01,9,\n222426,harvest,2026-12-01,2026-11-01,1,x\n"


@pytest.fixture(autouse=True)
def noon():
    with clock.fixed(NOON):
        yield


def checked(client, text):
    file = SimpleUploadedFile("days.csv", text.encode())
    return client.post("/surroundings/check", {"file": file})


@pytest.mark.parametrize("username", ["agent", "compliance", "admin"])
def test_who_may_not_import_brings_nothing(cast, username):
    assert checked(signed_in(username), GOOD).status_code == 403
    assert not Layer.objects.exists()


def test_a_file_with_faults_names_every_cell_and_nothing_is_taken(cast):
    lead = signed_in("lead")
    answer = checked(lead, BAD)
    page = text_of(answer)
    assert answer.status_code == 422
    for words in ("No such county", "Write one of: holiday", "Write a day", "A level lies"):
        assert words in page
    assert "7 cells cannot be taken" in page
    assert lead.post("/surroundings/take", {"text": BAD, "name": "days.csv"}).status_code == 409
    assert not Layer.objects.exists()


@pytest.mark.parametrize("text", ["", "kind,begins_on\nholiday,2026-01-01\n", "\x00\x01"])
def test_what_is_no_such_file_is_said_in_a_sentence(cast, text):
    assert checked(signed_in("analyst"), text).status_code == 422


def test_a_file_is_looked_at_taken_once_and_lies_over_its_county(cast):
    lead = signed_in("lead")
    page = text_of(checked(lead, GOOD))
    assert "安图县" in page
    assert not Layer.objects.exists()
    for _twice in range(2):
        lead.post("/surroundings/take", {"text": GOOD, "name": "days.csv"})
    assert Layer.objects.count() == 2
    layers = layers_at(cast.agency_id, NOON)
    today = day_number(DAY)
    assert layers.over("安图县", today) == (("layer:harvest", 1.0), ("layer:holiday", 2.0))
    assert layers.over("延吉市", today) == (("layer:holiday", 2.0),)
    assert layers.over("安图县", today + 60) == ()


def test_a_layer_that_was_wrong_is_withdrawn_and_stays_readable(cast):
    lead = signed_in("lead")
    lead.post("/surroundings/take", {"text": GOOD, "name": "days.csv"})
    row = Layer.objects.get(kind="harvest")
    page = lead.post(f"/surroundings/{row.pk}/withdraw", follow=True)
    assert "withdrawn by lead" in text_of(page)
    assert "layer:harvest" not in dict(layers_at(cast.agency_id, NOON).over("安图县", 0))
    assert lead.post(f"/surroundings/{row.pk}/withdraw").status_code == 409
