"""What do the import page and the report of one file show?"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from doorstep.intake.dictionary import dictionary
from doorstep.terms.local_time import BEIJING
from doorstep_desk.intake.lists import file_page
from doorstep_desk.intake.masking import masked
from doorstep_desk.office.forms.upload import KINDS
from doorstep_desk.office.pages.files.field_names import field_name
from doorstep_desk.office.presentation.formats import amount, number
from doorstep_desk.office.presentation.imports import (
    CountedRule,
    Finding,
    ImportReportPage,
    ImportsPage,
    PastFile,
    RepairGroup,
    SheetLine,
)
from doorstep_desk.office.presentation.parts import FormState, Option, Paging
from doorstep_desk.office.presentation.words import person_of, said
from doorstep_desk.organisations.queries import store_is_demo
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.speech import language, say
from doorstep_desk.staff.queries import display_names

PAGE_SIZE: Final = 50
_SHOWN_DIGEST: Final = 8
_KEPT_NOT: Final = "—"
"""The report does not repeat the cell of a rejected row."""


def imports_page(actor: Actor, state: FormState, as_of: date, cursor: str | None) -> ImportsPage:
    """Return the import page, in a constant number of queries."""
    page = file_page(actor.agency_id, cursor, PAGE_SIZE)
    names = display_names(actor.agency_id)
    chosen = state.values.get("kind", "")
    kinds = [("", say("自动识别", "Recognise it"))]
    kinds += [(kind, said(kind, "file_kind")) for kind in KINDS]
    return ImportsPage(
        files=tuple(past_file(row, names) for row in page.items),
        paging=Paging(
            page.count, len(page.items),
            f"cursor={page.next_cursor}" if page.next_cursor else "",
            "cursor=" if cursor else "",
        ),
        state=state,
        kinds=tuple(Option(value, label, is_chosen=value == chosen) for value, label in kinds),
        as_of=as_of, may_import=actor.may("placement.import"), is_demo=store_is_demo(),
    )  # fmt: skip


def past_file(row: Any, names: Mapping[str, str]) -> PastFile:
    """Return one file as a line; names for people by user name."""
    return PastFile(
        file_id=row.pk, name=row.name, kind=row.kind, outcome=row.outcome, as_of=row.as_of,
        rows_total=row.rows_total, rows_accepted=row.rows_accepted,
        imported_by=person_of(row.imported_by, names),
        imported_at=row.imported_at.astimezone(BEIJING), state=row.state,
    )  # fmt: skip


def report_page(
    file: PastFile,
    digest: str,
    report: Mapping[str, Any],
    chosen: str,
    start: int,
    *,
    is_repeat: bool,
) -> ImportReportPage:
    """Return the report of one file.

    Args:
        file: The file.
        digest: SHA-256 of its content.
        report: As kept.
        chosen: Only rejections by this rule; empty for all.
        start: First rejection shown, counted from 0.
        is_repeat: The same content was taken before.
    """
    rejected = report["rejected"]
    wanted = [each for each in rejected if not chosen or each["rule"] == chosen]
    shown = wanted[start : start + PAGE_SIZE]
    form = report["format"]
    return ImportReportPage(
        file=file, lender="", container=form["container"] or "", encoding=form["encoding"] or "",
        digest=short_digest(digest),
        refusal=finding_of_refusal(report["refusal"]),
        sheets=tuple(
            SheetLine(each["sheet"], each["kind"], each["header_row"], each["rows"])
            for each in report["sheets"]
        ),
        repaired_rows=len(_rows_of(report["repaired"]) - _rows_of(rejected)),
        rejected_rows=file.rows_rejected, by_rule=_by_rule(rejected, chosen),
        findings=_findings(shown, wanted[:start]),
        paging=_paging(len(wanted), len(shown), start, chosen),
        repairs=_repairs(report["repaired"]), warnings=_counted(report["warnings"], "rule"),
        flags=_flags(report["flags"]), totals=shown_totals(report.get("totals") or {}),
        is_repeat=is_repeat, may_download=True,
    )  # fmt: skip


def short_digest(digest: str) -> str:
    """Return the two ends of a digest."""
    return f"{digest[:_SHOWN_DIGEST]}…{digest[-_SHOWN_DIGEST:]}"


def says_of(rule: str) -> str:
    """Return what a rule of the importer says, for the reader."""
    book = dictionary()
    known = book.hints.get(rule, rule) if language() == "zh" else book.sentences.get(rule, rule)
    return known or rule


def hint_of(rule: str) -> str:
    """Return what the sender should do, where the sentence of the rule does not say it."""
    return "" if language() == "zh" else dictionary().hints.get(rule, "")


def finding_of_refusal(stored: Mapping[str, str] | None) -> Finding | None:
    """Return why a whole file was refused, or None."""
    if stored is None:
        return None
    rule = stored["rule"]
    hint = stored["hint"] if language() == "en" else say("请发送方处理后再上传。", "")
    return Finding("", 0, field_name(stored["column"]), "", rule, says_of(rule), hint)


def _rows_of(entries: Iterable[Mapping[str, Any]]) -> set[tuple[str, int]]:
    return {(each["sheet"], each["row"]) for each in entries}


def _by_rule(rejected: Sequence[Mapping[str, Any]], chosen: str) -> tuple[CountedRule, ...]:
    counts = Counter(each["rule"] for each in rejected)
    return tuple(
        CountedRule(rule, says_of(rule), count, "" if rule == chosen else f"rule={rule}",
                    rule == chosen)
        for rule, count in counts.most_common()
    )  # fmt: skip


def _findings(
    shown: Iterable[Mapping[str, Any]], before: Sequence[Mapping[str, Any]]
) -> tuple[Finding, ...]:
    seen = _rows_of(before)
    found = []
    for each in shown:
        place = (each["sheet"], each["row"])
        found.append(
            Finding(
                each["sheet"], each["row"], field_name(each["column"]), _KEPT_NOT, each["rule"],
                says_of(each["rule"]), hint_of(each["rule"]), place in seen,
            )
        )  # fmt: skip
        seen.add(place)
    return tuple(found)


def _paging(count: int, shown: int, start: int, chosen: str) -> Paging:
    keep = f"rule={chosen}&" if chosen else ""
    following = f"{keep}start={start + shown}" if start + shown < count else ""
    return Paging(count, shown, following, f"{keep}start=0" if start else "")


def _repairs(repaired: Iterable[Mapping[str, Any]]) -> tuple[RepairGroup, ...]:
    groups: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for each in repaired:
        groups.setdefault((each["rule"], each["column"]), []).append(each)
    ranked = sorted(groups.items(), key=lambda item: -len(item[1]))
    return tuple(
        RepairGroup(
            rule, says_of(rule), field_name(column), len(cells),
            masked(column, str(cells[0]["from"])), mended_cell(column, str(cells[0]["to"])),
        )
        for (rule, column), cells in ranked
    )  # fmt: skip


def mended_cell(column: str, text: str) -> str:
    """Return a cell after its repair as people write it; the report keeps sums in fen."""
    is_sum = dictionary().types.get(column) == "amount" and text.lstrip("-").isdecimal()
    return amount(int(text)) if is_sum else masked(column, text)


def _counted(entries: Iterable[Mapping[str, Any]], name: str) -> tuple[CountedRule, ...]:
    counts = Counter(str(each[name]) for each in entries)
    return tuple(CountedRule(rule, says_of(rule), n) for rule, n in counts.most_common())


def _flags(entries: Iterable[Mapping[str, Any]]) -> tuple[CountedRule, ...]:
    counts = Counter(str(each["flag"]) for each in entries)
    return tuple(CountedRule(flag, said(flag, "flag"), n) for flag, n in counts.most_common())


_TOTALS: Final = {
    "borrowers": ("借款人", "Borrowers"), "accounts": ("借款账户", "Accounts"),
    "outstanding_fen": ("未偿总额", "Outstanding"), "principal_fen": ("本金", "Principal"),
    "interest_fen": ("利息", "Interest"), "penalty_interest_fen": ("罚息", "Penalty interest"),
    "default_penalty_fen": ("违约金", "Default penalty"), "late_fee_fen": ("滞纳金", "Late fee"),
    "fee_fen": ("费用", "Fees"), "payments": ("还款笔数", "Payments"),
    "reversals": ("冲正笔数", "Reversals"), "gross_fen": ("还款总额", "Paid in all"),
    "reversed_fen": ("冲正总额", "Reversed in all"), "net_fen": ("净额", "Net"),
    "attempts": ("联系记录", "Attempts"), "phones": ("新电话", "New phones"),
    "addresses": ("新地址", "New addresses"),
}  # fmt: skip


def shown_totals(totals: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Return sums that the sender can compare, as name and text."""
    return tuple(
        (say(*_TOTALS[name]), amount(value) if name.endswith("_fen") else number(value))
        for name, value in totals.items()
        if name in _TOTALS
    )


def report_json(report: Mapping[str, Any]) -> str:
    """Return a report with every personal cell masked."""
    repaired = [
        {**each, "from": masked(each["column"], str(each["from"])),
         "to": masked(each["column"], str(each["to"]))}
        for each in report["repaired"]
    ]  # fmt: skip
    return json.dumps({**report, "repaired": repaired}, ensure_ascii=False, indent=1)
