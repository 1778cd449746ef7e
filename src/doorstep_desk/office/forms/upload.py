"""Which file was sent, and as what?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import Final

from django.core.files.uploadedfile import UploadedFile

from doorstep_desk.office.presentation.parts import FormState
from doorstep_desk.plumbing.speech import say
from doorstep_desk.plumbing.typed import typed_day

KINDS: Final = ("placement", "supplement", "repayment", "recall", "attempts")
"""What a file may be said to be; books of loans come by the command line."""

LARGEST: Final = 50 * 2**20
"""What the page offers; the command line takes larger files."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was sent from the import page.

    Attributes:
        typed: Field name to text.
        errors: Field name to sentence.
        name: Of the file, without folders.
        content: Its bytes; empty when something is wrong.
        as_of: The day it speaks of.
        kind: What it is meant to be; empty to recognise it.
        is_dry_run: Only check it.
        is_held: Check it and wait for a decision.
    """

    typed: Mapping[str, str]
    errors: Mapping[str, str]
    name: str
    content: bytes
    as_of: date
    kind: str
    is_dry_run: bool
    is_held: bool

    @property
    def state(self) -> FormState:
        """Return what was typed and what is wrong."""
        return FormState(values=self.typed, errors=self.errors)


def upload_of(
    posted: Mapping[str, str], file: "UploadedFile[bytes] | None", today: date
) -> Upload:
    """Read the upload form, with all problems at once."""
    typed = {name: posted.get(name, "").strip() for name in ("kind", "as_of")}
    errors: dict[str, str] = {}
    as_of = today
    if typed["as_of"]:
        try:
            as_of = typed_day(typed["as_of"])
        except ValueError:
            errors["as_of"] = say(
                "请填写日期，如 2026-11-25。", "Write a day, such as 2026-11-25."
            )
    content = b""
    if file is None:
        errors["file"] = say("请选择一个文件。", "Choose a file.")
    elif (file.size or 0) > LARGEST:
        errors["file"] = say(
            "文件超过 50 MB，请拆分后上传。", "The file is larger than 50 MB; split it."
        )
    elif not errors:
        content = file.read()
    name = PurePath((file.name or "") if file else "").name
    kind = typed["kind"] if typed["kind"] in KINDS else ""
    return Upload(
        typed, errors, name, content, as_of, kind, posted.get("dry_run") == "yes",
        posted.get("held") == "yes",
    )  # fmt: skip
