"""Is evidence whole only when all of it is here, opens, and is what the phone announced?"""

import io
from datetime import date

import pytest
from PIL import Image
from tests.app.demonstration import DAY
from tests.app.evidence.camera import picture, put, put_all, shot
from tests.app.fieldwork.phone import API, results

from doorstep_desk.evidence.actions.delete import delete_due
from doorstep_desk.evidence.actions.look import look_at_photo
from doorstep_desk.evidence.files import Files
from doorstep_desk.evidence.kinds import LARGEST_OF_ALL, kept_until
from doorstep_desk.evidence.models import Access, Blob, Part
from doorstep_desk.plumbing.actor import SYSTEM
from doorstep_desk.plumbing.refusal import Refused

MEGABYTE = 1_048_576


@pytest.fixture(autouse=True)
def own_folder(tmp_path, settings):
    """Keep the bytes of each test apart; the keys stay where they are."""
    keys = settings.DOORSTEP_DATA_DIR / "keys"
    (tmp_path / "keys").symlink_to(keys)
    settings.DOORSTEP_DATA_DIR = tmp_path


def announced(at_door, taken):
    return at_door.send(at_door.phone.event("evidence.added", taken.body, at_door.stop))


def status(at_door, name):
    return at_door.phone.client.get(f"{API}blobs/{name}")


@pytest.mark.parametrize(
    ("stated", "size"),
    [("", 3), ("bytes 0-1/3", 3), ("bytes 0-2/2", 3), ("bytes 2-0/3", 3), ("octets 0-2/3", 3)],
)
def test_a_piece_whose_place_does_not_fit_is_malformed(at_door, stated, size):
    answer = at_door.phone.client.put(
        f"{API}blobs/{'a' * 64}", b"x" * size, "application/octet-stream",
        headers={"Content-Range": stated},
    )  # fmt: skip
    assert answer.status_code == 400


def test_a_photograph_of_200_megabytes_is_refused_with_a_sentence(at_door):
    answer = put(at_door.phone, "a" * 64, b"x", 0, 200 * MEGABYTE)
    assert (answer.status_code, answer.json()["code"]) == (413, "evidence_too_large")
    assert "MB" in answer.json()["say"]["zh"]
    assert 200 * MEGABYTE > LARGEST_OF_ALL
    assert not Blob.objects.exists()


@pytest.mark.parametrize(
    ("changed", "code", "status"),
    [
        ({"media": "video/avi"}, "evidence_kind_unknown", 415),
        ({"role": "diary"}, "evidence_kind_unknown", 415),
        ({"size": 30 * MEGABYTE}, "evidence_too_large", 413),
    ],
)
def test_what_is_not_taken_is_announced_all_the_same_and_then_refused(
    at_door, changed, code, status
):
    taken = shot(at_door.phone, picture())
    taken.body.update(changed)
    answer = announced(at_door, taken)
    assert results(answer) == ["accepted"]
    assert answer.json()["results"][0]["code"] == code
    refused = put_all(at_door.phone, taken, 100_000)
    assert (refused.status_code, refused.json()["code"]) == (status, code)
    manifest = at_door.phone.client.get(f"{API}manifest/{at_door.stop['visit_id']}").json()
    assert manifest["complete"] is False
    assert manifest["parts"][0]["fault"] == code


def test_of_what_never_came_the_phone_hears_so(at_door):
    answer = status(at_door, "b" * 64)
    assert (answer.status_code, answer.json()["have"]) == (404, 0)


def test_a_gap_is_refused_with_where_to_go_on(at_door):
    put(at_door.phone, "c" * 64, b"abc", 0, 9)
    answer = put(at_door.phone, "c" * 64, b"xyz", 5, 9)
    assert (answer.status_code, answer.json()["have"]) == (416, 3)
    assert put(at_door.phone, "c" * 64, b"abcd", 0, 10).json()["code"] == "total_differs"


def test_all_bytes_that_are_not_those_of_their_name_are_thrown_away(at_door):
    taken = shot(at_door.phone, picture())
    wrong = bytearray(taken.sealed)
    wrong[100] ^= 1
    answer = put(at_door.phone, taken.name, bytes(wrong), 0, len(wrong))
    assert (answer.status_code, answer.json()["code"]) == (422, "hash_differs")
    assert status(at_door, taken.name).json() == {
        "have": 0, "total": len(wrong), "complete": False
    }  # fmt: skip
    assert put_all(at_door.phone, taken).json() == {"have": len(wrong)}
    assert status(at_door, taken.name).json()["receipt"] == taken.name


@pytest.mark.parametrize("first", ["the word", "the bytes"])
def test_a_photograph_is_whole_whichever_comes_first(at_door, first):
    taken = shot(at_door.phone, picture())
    acts = [lambda: announced(at_door, taken), lambda: put_all(at_door.phone, taken)]
    for act in acts if first == "the word" else acts[::-1]:
        act()
    manifest = at_door.phone.client.get(f"{API}manifest/{at_door.stop['visit_id']}").json()
    assert manifest["complete"] is True
    assert Part.objects.get().opened_at is not None


def test_what_opens_to_something_else_is_never_whole(at_door):
    taken = shot(at_door.phone, picture())
    taken.body["size"] += 1
    announced(at_door, taken)
    put_all(at_door.phone, taken)
    assert (Part.objects.get().fault, Part.objects.get().opened_at) == ("not_as_announced", None)


def test_the_same_photograph_twice_is_two_parts_and_both_are_whole(at_door):
    taken = shot(at_door.phone, picture())
    announced(at_door, taken)
    put_all(at_door.phone, taken)
    announced(at_door, taken)
    assert Part.objects.exclude(opened_at=None).count() == 2


def test_a_draft_that_lost_bytes_on_the_disk_is_sent_again_from_there(demo, at_door):
    taken = shot(at_door.phone, picture())
    put(at_door.phone, taken.name, taken.sealed[:400], 0, len(taken.sealed))
    draft = Files(demo.agency_id)._draft(taken.name)
    draft.write_bytes(taken.sealed[:50])
    answer = put(at_door.phone, taken.name, taken.sealed[400:], 400, len(taken.sealed))
    assert (answer.status_code, answer.json()["have"]) == (416, 50)
    assert put_all(at_door.phone, taken).json() == {"have": len(taken.sealed)}


def test_a_viewing_copy_holds_pixels_only_and_who_looked_is_kept(demo, at_door):
    plain = picture(4000)
    assert b"CANARY-CAMERA" in plain
    taken = shot(at_door.phone, plain)
    announced(at_door, taken)
    put_all(at_door.phone, taken, 100_000)
    part = Part.objects.get()
    with pytest.raises(Refused) as refusal:
        look_at_photo(actor=demo.actor("agent1"), part_id=part.pk, because="", at=demo.at)
    assert refusal.value.code == "not-permitted"
    lead = demo.actor("lead")
    copy = look_at_photo(actor=lead, part_id=part.pk, because="review", at=demo.at)
    with Image.open(io.BytesIO(copy)) as seen:
        assert (seen.format, max(seen.size), seen.size[0] < seen.size[1]) == ("JPEG", 1600, True)
        assert not seen.getexif()
    assert b"CANARY-CAMERA" not in copy
    assert Access.objects.get().by == "lead"
    assert Files(demo.agency_id).read(taken.name) == taken.sealed


@pytest.mark.parametrize(
    ("role", "came_on", "until"),
    [
        ("audio", date(2026, 11, 25), date(2028, 11, 25)),
        ("photo", date(2026, 11, 25), date(2031, 11, 25)),
        ("photo", date(2028, 2, 29), date(2033, 2, 28)),
    ],
)
def test_the_schedule_says_when_it_goes(role, came_on, until):
    assert kept_until(role, came_on) == until


def test_evidence_goes_on_its_day_but_not_while_the_case_is_held(demo, at_door):
    taken = shot(at_door.phone, picture())
    announced(at_door, taken)
    put_all(at_door.phone, taken)
    case, due = int(at_door.stop["case_id"]), kept_until("photo", DAY)
    for held, on, gone in [([], DAY, 0), ([case], due, 0), ([], due, 1), ([], due, 0)]:
        assert delete_due(actor=SYSTEM, held_cases=held, on=on, at=demo.at) == gone
    assert not Files(demo.agency_id).final(taken.name).exists()
    assert Blob.objects.get().deleted_at == demo.at
