"""Which rows of a whole file may be taken, sheet by sheet and kind by kind?"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from doorstep.intake.checked import account_of
from doorstep.intake.headers import SheetPlan
from doorstep.intake.known import KnownAccounts
from doorstep.intake.rows import (
    AttemptRow,
    PlacementRow,
    RecallRow,
    RepaymentRow,
    SupplementRow,
)
from doorstep.intake.rules.attempts import check_attempts
from doorstep.intake.rules.placement import check_placements
from doorstep.intake.rules.recall import check_recalls
from doorstep.intake.rules.repayment import check_repayments
from doorstep.intake.rules.sheet import CheckedSheet
from doorstep.intake.rules.supplement import check_supplements


@dataclass(slots=True)
class FileRows:
    """What was found in all rows, and the accepted rows in types.

    Attributes:
        known: The store together with the accounts that the file's own placements open.
        sheets: In the order of the file, with the findings in their rows.
        placement_sums: Sums of the placements that are taken, by name.
    """

    known: KnownAccounts
    sheets: tuple[CheckedSheet, ...]
    placements: Sequence[PlacementRow] = ()
    placement_sums: dict[str, int] = field(default_factory=dict)
    supplements: Sequence[SupplementRow] = ()
    repayments: Sequence[RepaymentRow] = ()
    recalls: Sequence[RecallRow] = ()
    attempts: Sequence[AttemptRow] = ()


def check_rows(
    plans: tuple[SheetPlan, ...], day_zero: date, known: KnownAccounts, as_of: date
) -> FileRows:
    """Check all rows of a file.

    In a placement workbook supplements speak of that workbook's accepted rows only; payments,
    recalls and attempts in it may also speak of the store.
    """
    rows = FileRows(known, tuple(map(CheckedSheet.of, plans)))
    of_kind = {
        kind: [sheet for sheet in rows.sheets if sheet.plan.kind == kind]
        for kind in {plan.kind for plan in plans}
    }
    if "placement" in of_kind:
        found = check_placements(of_kind["placement"], day_zero, as_of)
        rows.placements, rows.placement_sums = found
        if len(of_kind) > 1:
            own = [account_of(each) for each in rows.placements]
            rows.known = KnownAccounts.of(
                (*known.accounts.values(), *own), known.transactions.values()
            )
            known = KnownAccounts.of(own)
    if "supplement" in of_kind:
        rows.supplements = check_supplements(of_kind["supplement"], day_zero, known)
    known = rows.known
    if "repayment" in of_kind:
        rows.repayments = check_repayments(of_kind["repayment"], day_zero, known, as_of)
    if "recall" in of_kind:
        rows.recalls = check_recalls(of_kind["recall"], day_zero, known, as_of)
    if "attempts" in of_kind:
        rows.attempts = check_attempts(of_kind["attempts"], day_zero, known, as_of)
    return rows
