"""Which sheets are in an xlsx workbook?"""

import posixpath
from dataclasses import dataclass
from datetime import date
from typing import Final

from doorstep.intake.read.archive import Archive, open_archive
from doorstep.intake.read.number_formats import styles_of
from doorstep.intake.read.sheet_part import WorkbookContext, read_sheet_part, strings_of
from doorstep.intake.read.xml_parts import (
    Attributes,
    attribute,
    is_true,
    parse_part,
    refuse_doctype,
)
from doorstep.intake.tables import RefusedFileError, Sheet, Tables

_WORKBOOK: Final = "xl/workbook.xml"
_RELATIONS: Final = "xl/_rels/workbook.xml.rels"
_PROLOG: Final = 1 << 20
"""Bytes in which the root element of a part must begin."""


@dataclass(frozen=True, slots=True)
class _Listed:
    """A sheet as the workbook part lists it."""

    name: str
    relation: str
    is_hidden: bool


def read_workbook(content: bytes) -> Tables:
    """Read an xlsx workbook.

    Raises:
        RefusedFileError: ``file_corrupt``, ``expands_too_large``, ``unsafe_xml``,
            ``password_protected``, or ``unsupported_type`` for other zip files.
    """
    archive = open_archive(content)
    if _WORKBOOK not in archive.names:
        raise RefusedFileError("unsupported_type")
    for name in archive.names:
        if name.lower().endswith((".xml", ".rels")):
            refuse_doctype(archive.read(name, _PROLOG))
    listed, day_zero = _listed(archive.read(_WORKBOOK))
    targets = _targets(archive)
    context = _context(archive, day_zero)
    sheets = tuple(
        _sheet(archive.read(targets[each.relation]), each, context)
        for each in listed
        if "worksheets/" in targets.get(each.relation, "")
    )
    return Tables("xlsx", None, None, sheets, day_zero)


def _context(archive: Archive, day_zero: date) -> WorkbookContext:
    context = WorkbookContext(day_zero=day_zero)
    for name in archive.names:
        # Some programs write these names with other capitals.
        if name.lower() == "xl/sharedstrings.xml":
            context.strings = strings_of(archive.read(name))
        elif name.lower() == "xl/styles.xml":
            context.styles = styles_of(archive.read(name))
    return context


def _sheet(part: bytes, listed: _Listed, context: WorkbookContext) -> Sheet:
    reader, rows = read_sheet_part(part, context)
    return Sheet(
        name=listed.name,
        rows=tuple(rows),
        is_hidden=listed.is_hidden,
        merges=tuple(reader.merges),
        hidden_rows=frozenset(reader.hidden_rows),
        hidden_columns=frozenset(reader.hidden_columns),
    )


def _listed(part: bytes) -> tuple[list[_Listed], date]:
    sheets: list[_Listed] = []
    day_zero = date(1899, 12, 30)

    def start(name: str, attributes: Attributes) -> None:
        nonlocal day_zero
        if name == "workbookPr" and is_true(attribute(attributes, "date1904")):
            day_zero = date(1904, 1, 1)
        elif name == "sheet":
            is_hidden = attribute(attributes, "state") in {"hidden", "veryHidden"}
            relation = attribute(attributes, "id")
            sheets.append(_Listed(attribute(attributes, "name"), relation, is_hidden))

    parse_part(part, start)
    return sheets, day_zero


def _targets(archive: Archive) -> dict[str, str]:
    """Return the part behind each relation of the workbook."""
    targets: dict[str, str] = {}

    def start(name: str, attributes: Attributes) -> None:
        if name == "Relationship":
            target = attribute(attributes, "Target")
            path = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
            targets[attribute(attributes, "Id")] = path

    parse_part(archive.read(_RELATIONS), start)
    return targets
