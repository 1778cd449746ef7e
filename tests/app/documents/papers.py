"""Papers of one borrower, issued, opened and read again."""

import io
from datetime import date, datetime

import pypdf
import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageDraw
from tests.app.portfolio import NOON

from doorstep_desk.documents.actions import issue_document, sign_document
from doorstep_desk.documents.contents.compose import Wanted
from doorstep_desk.documents.models import Document
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.scope import acting_as

SITE = "https://desk.example.org"


def issued(
    actor, case_id: int, kind: str, about: str = "", *, language: str = "zh",
    as_of: date | None = None, at: datetime = NOON,
) -> Document:  # fmt: skip
    wanted = Wanted(kind, language, about, as_of)
    with acting_as(actor):
        return issue_document(actor=actor, case_id=case_id, wanted=wanted, site=SITE, at=at)


def signed(actor, row: Document, image: bytes, at: datetime = NOON) -> Document:
    with acting_as(actor):
        return sign_document(actor=actor, document_id=row.pk, image=image, site=SITE, at=at)


def expect_refused(code: str, act, *args, **more) -> None:
    with pytest.raises(Refused) as refusal:
        act(*args, **more)
    assert refusal.value.code == code


def words_on(pdf: bytes) -> str:
    """Return the text of all pages without blanks, as a reader's search would find it."""
    pages = pypdfium2.PdfDocument(pdf)
    found = "".join(page.get_textpage().get_text_bounded() for page in pages)
    return "".join(found.split())


def codes_on(pdf: bytes) -> list[str]:
    """Return what a phone reads from the picture codes on the pages as they look."""
    found = []
    for page in pypdfium2.PdfDocument(pdf):
        image = page.render(scale=2).to_pil().convert("L")
        found += [each.text for each in zxingcpp.read_barcodes(image)]
    return found


def claims_of(pdf: bytes) -> dict[str, str]:
    """Return which standards a file claims to keep, and its title."""
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    meta = reader.xmp_metadata
    assert meta is not None
    return {
        "part": meta.rdf_root.toxml().split("<pdfaid:part>")[1][:1],
        "level": meta.rdf_root.toxml().split("<pdfaid:conformance>")[1][:1],
        "ua": meta.rdf_root.toxml().split("<pdfuaid:part>")[1][:1],
        "language": str(reader.trailer["/Root"]["/Lang"]),
        "title": str(reader.metadata.title),
    }


def drawn_signature(file_format: str = "PNG", size: tuple[int, int] = (600, 200)) -> bytes:
    """Return the picture of a stroke."""
    image = Image.new("RGB", size, "white")
    ImageDraw.Draw(image).line(
        [(30, 150), (200, 40), (340, 160), (560, 60)], fill="black", width=6
    )
    kept = io.BytesIO()
    image.save(kept, file_format)
    return kept.getvalue()
