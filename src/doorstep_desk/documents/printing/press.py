"""How does a sheet of data become a PDF that archives and screen readers accept?

Typst sets the page. It gets one template and one string of JSON; what people typed is data in that
string and is never read as markup. The result is PDF/A-2a and PDF/UA-1: typst refuses to write
either when a glyph, a language or a description is missing. Nothing is fetched, and the same data
at the same instant gives the same bytes.
"""

import json
import threading
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

import typst

from doorstep_desk.documents.printing.fonts import FAMILY, font_folders

STANDARDS: Final = ("a-2a", "ua-1")
REGIONS: Final = {"zh": "cn", "en": "us", "ko": "kr"}
_TEMPLATES: Final = Path(__file__).resolve().parent / "templates"


class Press:
    """A compiler with its typefaces loaded; used by one thread at a time."""

    def __init__(self, template: str) -> None:
        self._lock = threading.Lock()
        self._compiler = typst.Compiler(
            str(_TEMPLATES / template), root=str(_TEMPLATES),
            font_paths=[str(folder) for folder in font_folders()], ignore_system_fonts=True,
        )  # fmt: skip

    def print(self, sheet: Mapping[str, Any], at: datetime) -> bytes:
        """Return a sheet as a PDF dated at an instant."""
        data = {**sheet, "font": FAMILY, "region": REGIONS[sheet["lang"]]}
        with self._lock:
            pdf = self._compiler.compile(
                sys_inputs={"data": json.dumps(data)},
                pdf_standards=list(STANDARDS),
                timestamp=at.astimezone(UTC).replace(microsecond=0),
            )
        assert isinstance(pdf, bytes)  # noqa: S101 (cannot happen: one file was asked for)
        return pdf


def print_sheet(sheet: Mapping[str, Any], at: datetime) -> bytes:
    """Return a sheet as a PDF.

    Raises:
        Refused: The typefaces are not installed.
    """
    return _press("paper.typ").print(sheet, at)


def print_letters_together(
    letters: Sequence[Mapping[str, Any]], title: str, author: str, at: datetime
) -> bytes:
    """Return letters as one PDF, each on a page of its own.

    Args:
        letters: What each says.
        title: Of the whole, for archives and screen readers.
        author: Who writes.
        at: When; the same letters at the same instant give the same bytes.

    Raises:
        Refused: The typefaces are not installed.
    """
    rows = [{**each, "region": REGIONS[each["lang"]]} for each in letters]
    data = {"title": title, "author": author, "lang": "zh", "letters": rows}
    return _press("letter.typ").print(data, at)


@cache
def _press(template: str) -> Press:
    return Press(template)
