"""Which rows of a whole file may be taken, sheet by sheet and kind by kind?"""

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
from doorstep.intake.rules.draft import Draft
from doorstep.intake.rules.placement import placement_drafts, placement_row
from doorstep.intake.rules.recall import check_recalls
from doorstep.intake.rules.repayment import check_repayments
from doorstep.intake.rules.supplement import check_supplements


@dataclass(slots=True)
class FileRows:
    """Drafts of all rows, and the accepted rows in types.

    Attributes:
        known: The store together with the accounts that the file's own placements open.
    """

    known: KnownAccounts
    drafts: list[Draft] = field(default_factory=list)
    placements: list[PlacementRow] = field(default_factory=list)
    supplements: list[SupplementRow] = field(default_factory=list)
    repayments: list[RepaymentRow] = field(default_factory=list)
    recalls: list[RecallRow] = field(default_factory=list)
    attempts: list[AttemptRow] = field(default_factory=list)


def check_rows(
    plans: tuple[SheetPlan, ...], day_zero: date, known: KnownAccounts, as_of: date
) -> FileRows:
    """Check all rows of a file.

    In a placement workbook supplements speak of that workbook's accepted rows only; payments,
    recalls and attempts in it may also speak of the store.
    """
    rows = FileRows(known)
    of_kind = {
        kind: [plan for plan in plans if plan.kind == kind]
        for kind in {plan.kind for plan in plans}
    }
    if "placement" in of_kind:
        drafts = placement_drafts(of_kind["placement"], day_zero, as_of)
        rows.placements = [placement_row(each) for each in drafts if each.is_accepted]
        rows.drafts += drafts
        if len(of_kind) > 1:
            own = [account_of(each) for each in rows.placements]
            rows.known = KnownAccounts.of(
                (*known.accounts.values(), *own), known.transactions.values()
            )
            known = KnownAccounts.of(own)
    if "supplement" in of_kind:
        drafts, rows.supplements = check_supplements(of_kind["supplement"], day_zero, known)
        rows.drafts += drafts
    known = rows.known
    if "repayment" in of_kind:
        drafts, rows.repayments = check_repayments(of_kind["repayment"], day_zero, known, as_of)
        rows.drafts += drafts
    if "recall" in of_kind:
        drafts, rows.recalls = check_recalls(of_kind["recall"], day_zero, known, as_of)
        rows.drafts += drafts
    if "attempts" in of_kind:
        drafts, rows.attempts = check_attempts(of_kind["attempts"], day_zero, known, as_of)
        rows.drafts += drafts
    return rows
