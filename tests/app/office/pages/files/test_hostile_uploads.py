"""What becomes of an upload that is meant to take the desk down? One sentence; the desk stands.

Such a file is read in a process of its own, which is ended at its limit.
"""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.app.doors import signed_in, text_of
from tests.app.office.views.test_imports import GOOD, HEADER, sent
from tests.app.portfolio import NOON
from tests.core.intake.lists import Book

from doorstep_desk.cases.models import Account
from doorstep_desk.intake.models import ImportedFile, KeptUpload
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.apart import Limits

pytestmark = pytest.mark.django_db

SENTENCE = "Unpacked, the file is larger than the limit"


@pytest.fixture(autouse=True)
def noon():
    with clock.fixed(NOON):
        yield


def bomb() -> bytes:
    """Return a workbook of some kilobytes that would unpack to 80 megabytes."""
    book = Book().sheet([["借据号"]])
    book.extra["xl/media/image.bin"] = b"\0" * (80 << 20)
    return book.content()


def refused_with(client, answer) -> str:
    """Return the page of a file that was refused as a whole; nothing of it may be in the store."""
    assert answer.status_code == 302, text_of(answer)[:2000]
    page = client.get(answer["Location"])
    assert page.context["page"].refusal.rule == "expands_too_large"
    assert not Account.objects.exists()
    assert not KeptUpload.objects.exists()
    return text_of(page)


@pytest.mark.parametrize("held", ["yes", ""])
def test_a_bomb_ends_in_one_clear_sentence_and_the_next_file_is_taken(cast, held):
    client = signed_in("lead")
    file = SimpleUploadedFile("list.xlsx", bomb())
    answer = client.post(
        "/imports", {"file": file, "kind": "", "as_of": "2026-11-25", "held": held}
    )
    assert refused_with(client, answer).count(SENTENCE) == 1
    assert sent(client, HEADER + GOOD, held=held).status_code == 302
    assert set(ImportedFile.objects.values_list("state", flat=True)) == {
        "refused", "staged" if held else "published",
    }  # fmt: skip


def test_a_reader_that_eats_memory_is_ended_and_the_desk_goes_on(cast, monkeypatch):
    monkeypatch.setattr("doorstep_desk.intake.reading.limits_for", lambda _: Limits(60, 1))
    client = signed_in("lead")
    assert (
        refused_with(client, sent(client, HEADER + GOOD * 20_000, held="yes")).count(SENTENCE) == 1
    )
    assert client.get("/imports").status_code == 200
