"""What does the page of one file show: what was understood, found, and would change?"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from doorstep.intake import UnderstoodColumn, UnderstoodSheet
from doorstep.intake.dictionary import dictionary
from doorstep.intake.profile import UNITS
from doorstep_desk.cases.lists import creditors
from doorstep_desk.intake.differences import diff_of
from doorstep_desk.intake.held import held_columns
from doorstep_desk.intake.masking import hidden, masked
from doorstep_desk.intake.profiles import lender_profiles
from doorstep_desk.intake.settled import settled_of
from doorstep_desk.office.forms.upload import KINDS
from doorstep_desk.office.pages.files.field_names import field_name
from doorstep_desk.office.pages.files.findings import findings_shown, report_of
from doorstep_desk.office.pages.files.imports import says_of
from doorstep_desk.office.presentation.files.studio import (
    ChangedRow,
    StudioColumn,
    StudioPage,
    StudioSheet,
)
from doorstep_desk.office.presentation.parts import FormState, Option
from doorstep_desk.office.presentation.words import said
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.speech import say
from doorstep_desk.staff.queries import display_names

_CHANGES: Final = 20
"""Rows of the difference that the page names."""


def studio_page(actor: Actor, row: Any, asked: Mapping[str, str], form: FormState) -> StudioPage:
    """Return the page of one file, in a constant number of queries.

    Args:
        actor: Who reads.
        row: The import.
        asked: What stands in the address.
        form: What is wrong with a form that came back.
    """
    shown = findings_shown(row.pk, asked)
    held = held_columns(row.pk) if row.state in _DECIDABLE else ()
    settled = settled_of(row.profile)
    is_held = row.state == "staged"
    diff = diff_of(actor, row.pk) if is_held else None
    return StudioPage(
        report=report_of(
            row, shown, display_names(actor.agency_id), is_repeat="repeat" in asked
        ),
        state=row.state, filters=shown.filters, sorts=shown.sorts,
        mendable=shown.mendable if actor.may("row.mend") and row.state == "published" else {},
        sheets=tuple(_sheets(row, held)),
        kinds=_kinds(settled.profile.kind or ""), profile=_profile_words(row.profile),
        has_own_mapping=bool(row.profile) and not row.profile["version"],
        lenders=_lenders(actor),
        counts=tuple(diff.counts.items()) if diff else (),
        changes=tuple(_changes(diff.rows)) if diff else (),
        may_publish=is_held, may_cancel=row.state in ("received", "read", "staged"),
        may_undo=row.state == "published" and row.kind == "placement"
        and actor.may("import.undo"),
        may_save=actor.may("profile.save"), form=form,
    )  # fmt: skip


_DECIDABLE: Final = ("staged", "read", "received", "refused")


def _kinds(chosen: str) -> tuple[Option, ...]:
    kinds = [("", say("按表头判断", "By its headers"))]
    kinds += [(kind, said(kind, "file_kind")) for kind in KINDS]
    return tuple(Option(value, label, is_chosen=value == chosen) for value, label in kinds)


def _profile_words(stored: Mapping[str, Any]) -> str:
    if not stored:
        return ""
    if not stored["version"]:
        return say("本文件单独指定，尚未保存", "settled for this file, not saved")
    lender, version = stored["lender"], stored["version"]
    return say(f"{lender}，第 {version} 版", f"{lender}, version {version}")


def _lenders(actor: Actor) -> tuple[str, ...]:
    names = {name for _, name, _ in creditors(actor.agency_id)}
    return tuple(sorted(names | {each.lender for each in lender_profiles(actor.agency_id)}))


def _sheets(row: Any, found: Iterable[UnderstoodSheet]) -> Iterable[StudioSheet]:
    profile = settled_of(row.profile).profile
    for number, sheet in enumerate(found):
        if not sheet.is_hidden:
            kind = sheet.kind or row.asked_kind or ""
            yield StudioSheet(
                sheet.name, kind, sheet.header_row,
                tuple(
                    _column(number, column, kind, profile.column(column.word) is not None)
                    for column in sheet.columns
                ),
            )  # fmt: skip


def _column(number: int, column: UnderstoodColumn, kind: str, is_settled: bool) -> StudioColumn:
    now = column.field or ""
    is_amount = dictionary().types.get(now) == "amount"
    unit = column.unit if column.unit and column.unit_source == "profile" else ""
    return StudioColumn(
        place=f"{number}-{column.letters}", letters=column.letters, title=column.title,
        fields=_fields(kind, now), units=_units(column, unit) if is_amount else (),
        evidence=tuple(said(sign.value, "evidence") for sign in column.evidence),
        samples=tuple(masked(now, text) if now else hidden(text) for text in column.samples),
        never=says_of(column.dropped) if column.dropped else "", now=now, unit=unit,
        is_settled=is_settled, is_assumed=is_amount and column.unit_source == "assumed",
    )  # fmt: skip


def _fields(kind: str, now: str) -> tuple[Option, ...]:
    known = dictionary().words.get(kind) or {
        word: field for words in dictionary().words.values() for word, field in words.items()
    }
    named = sorted({(field_name(field), field) for field in known.values()})
    options = [Option("", say("不读取", "Not read"), is_chosen=not now)]
    return (*options, *(Option(field, name, is_chosen=field == now) for name, field in named))


def _units(column: UnderstoodColumn, unit: str) -> tuple[Option, ...]:
    read = column.unit or ""
    automatic = say(f"{read}（按文件）", f"{read} (by file)")
    options = [Option("", automatic, is_chosen=not unit)]
    return (*options, *(Option(each, each, is_chosen=each == unit) for each in UNITS))


def _changes(rows: Iterable[Any]) -> Iterable[ChangedRow]:
    told = [row for row in rows if row.what != "new"]
    for row in told[:_CHANGES]:
        yield ChangedRow(
            row.what, row.row_no, row.key,
            tuple((field_name(each.field), each.before, each.after) for each in row.fields),
            row.reason,
        )  # fmt: skip
