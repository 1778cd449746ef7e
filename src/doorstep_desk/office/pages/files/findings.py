"""What was found in a kept file: counts, one page of findings, and the filters above it?"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from doorstep_desk.intake.findings import (
    SEVERITIES,
    SORTS,
    Counted,
    FindingWish,
    counted_findings,
    finding_page,
    rows_with,
    waiting_ids,
)
from doorstep_desk.office.pages.addresses import query
from doorstep_desk.office.pages.files.field_names import field_name
from doorstep_desk.office.pages.files.imports import (
    finding_of_refusal,
    hint_of,
    mended_cell,
    past_file,
    says_of,
    short_digest,
    shown_totals,
)
from doorstep_desk.office.pages.filters import filter_pill
from doorstep_desk.office.presentation.imports import (
    CountedRule,
    Finding,
    ImportReportPage,
    RepairGroup,
    SheetLine,
)
from doorstep_desk.office.presentation.lists import Filter
from doorstep_desk.office.presentation.parts import Paging
from doorstep_desk.office.presentation.words import said

PAGE_SIZE: Final = 50
FIELDS: Final = ("severity", "rule", "sheet", "column", "sort")
_NO_CELL: Final = "—"
"""The cell of a rejected row is not shown here; who may mend the row sees it there."""


@dataclass(frozen=True, slots=True)
class FindingsShown:
    """One page of findings with everything around it.

    Attributes:
        counted: How often everything was said of the file.
        findings: This page.
        paging: Where we are.
        filters: Severity, rule, sheet and column.
        sorts: Sort words with their query text and whether they are chosen.
        by_rule: Reasons of rejection, the most frequent first.
        mendable: Identifier of the waiting row of each finding, by sheet and row.
        repaired_rows: Rows with a repair.
    """

    counted: tuple[Counted, ...]
    findings: tuple[Finding, ...]
    paging: Paging
    filters: tuple[Filter, ...]
    sorts: tuple[tuple[str, str, bool], ...]
    by_rule: tuple[CountedRule, ...]
    mendable: dict[tuple[str, int], int]
    repaired_rows: int


def findings_shown(import_id: int, asked: Mapping[str, str]) -> FindingsShown:
    """Return one page of findings, in a constant number of queries.

    Args:
        import_id: The file.
        asked: What stands in the address.
    """
    chosen = {name: asked[name][:200] for name in FIELDS if asked.get(name)}
    cursor = asked.get("cursor") or None
    wish = FindingWish(
        chosen.get("severity", "error"), chosen.get("rule", ""), chosen.get("sheet"),
        chosen.get("column", ""), chosen.get("sort", "row"),
    )  # fmt: skip
    page = finding_page(import_id, wish, cursor, PAGE_SIZE)
    counted = tuple(counted_findings(import_id))
    places = {(row.sheet, row.row_no) for row in page.items if row.severity == "error"}
    following = query(chosen, cursor=page.next_cursor) if page.next_cursor else ""
    return FindingsShown(
        counted, tuple(_findings(page.items)),
        Paging(
            page.count, len(page.items), following, (query(chosen) or "sort=row") if cursor else ""
        ),
        _filters(counted, wish, chosen), _sorts(chosen), _by_rule(counted, chosen),
        waiting_ids(import_id, places), rows_with(import_id, "repair"),
    )  # fmt: skip


def _findings(rows: Iterable[Any]) -> Iterable[Finding]:
    before: tuple[str, int] | None = None
    for row in rows:
        place = (row.sheet, row.row_no)
        says = said(row.rule, "flag") if row.severity == "flag" else says_of(row.rule)
        after = mended_cell(row.field, row.after)
        value = f"{row.before} → {after}" if row.severity == "repair" else _NO_CELL
        yield Finding(
            row.sheet, row.row_no, row.header or field_name(row.field) if row.field else "",
            value, row.rule, says, hint_of(row.rule), is_repeat=place == before,
        )  # fmt: skip
        before = place


def _filters(
    counted: Iterable[Counted], wish: FindingWish, chosen: Mapping[str, str]
) -> tuple[Filter, ...]:
    alike = [each for each in counted if each.severity == wish.severity]
    rules = sorted({each.rule for each in alike})
    sheets = sorted({each.sheet for each in counted if each.sheet})
    fields = sorted({each.field for each in alike if each.field})
    severity = dict(chosen) | {"severity": wish.severity if "severity" in chosen else ""}
    pills = [
        filter_pill(
            "severity", [(each, said(each, "severity")) for each in SEVERITIES[1:]], severity,
            said("error", "severity"),
        ),
        filter_pill("rule", [(rule, _rule_words(wish.severity, rule)) for rule in rules], chosen),
        filter_pill("column", [(each, field_name(each)) for each in fields], chosen),
    ]  # fmt: skip
    if len(sheets) > 1:
        pills.append(filter_pill("sheet", [(each, each) for each in sheets], chosen))
    return tuple(pills)


def _rule_words(severity: str, rule: str) -> str:
    return said(rule, "flag") if severity == "flag" else says_of(rule)


def _sorts(chosen: Mapping[str, str]) -> tuple[tuple[str, str, bool], ...]:
    now = chosen.get("sort", "row")
    return tuple((word, query(chosen, sort=word), word == now) for word in SORTS)


def _by_rule(counted: Iterable[Counted], chosen: Mapping[str, str]) -> tuple[CountedRule, ...]:
    rule = chosen.get("rule", "")
    return tuple(
        CountedRule(word, says_of(word), n, query({}, rule="" if word == rule else word),
                    word == rule)
        for word, n in _sums(counted, "error")
    )  # fmt: skip


def _sums(counted: Iterable[Counted], severity: str) -> list[tuple[str, int]]:
    sums: Counter[str] = Counter()
    for each in counted:
        if each.severity == severity:
            sums[each.rule] += each.count
    return sums.most_common()


def report_of(
    row: Any, shown: FindingsShown, names: Mapping[str, str], *, is_repeat: bool
) -> ImportReportPage:
    """Return the report of a kept file from what was counted; the whole report stays closed."""
    head = row.head or {}
    form = head.get("format") or {}
    file = past_file(row, names)
    return ImportReportPage(
        file=file, lender="", container=form.get("container") or "",
        encoding=form.get("encoding") or "", digest=short_digest(row.digest),
        refusal=finding_of_refusal(head.get("refusal")),
        sheets=tuple(
            SheetLine(each["sheet"], each["kind"], each["header_row"], each["rows"])
            for each in head.get("sheets") or ()
        ),
        repaired_rows=shown.repaired_rows, rejected_rows=file.rows_rejected,
        by_rule=shown.by_rule, findings=shown.findings, paging=shown.paging,
        repairs=_repairs(shown.counted),
        warnings=tuple(CountedRule(w, says_of(w), n) for w, n in _sums(shown.counted, "warning")),
        flags=tuple(
            CountedRule(w, said(w, "flag"), n) for w, n in _sums(shown.counted, "flag")
        ),
        totals=shown_totals(row.totals or {}), is_repeat=is_repeat, may_download=True,
    )  # fmt: skip


def _repairs(counted: Iterable[Counted]) -> tuple[RepairGroup, ...]:
    groups: dict[tuple[str, str], list[Counted]] = {}
    for each in counted:
        if each.severity == "repair":
            groups.setdefault((each.rule, each.field), []).append(each)
    return tuple(
        RepairGroup(
            rule, says_of(rule), field_name(field), sum(each.count for each in found),
            found[0].before, mended_cell(field, found[0].after),
        )
        for (rule, field), found in groups.items()
    )  # fmt: skip
