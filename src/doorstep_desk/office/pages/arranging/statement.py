"""What do the books say about one account, line by line?"""

from datetime import datetime
from typing import Final

from doorstep.ledger.components import Component, Parts
from doorstep.terms.local_time import BEIJING
from doorstep_desk.cases.queries import accounts_of, case_of, placed_accounts
from doorstep_desk.ledger.queries import (
    Owed,
    StatementLine,
    owed_by_account,
    statement_of,
    why_waiting,
)
from doorstep_desk.office.presentation.arranging.statement import StatementPage, Written
from doorstep_desk.office.presentation.parts import Option
from doorstep_desk.plumbing.actor import Actor

_GROWN: Final = "grown"


def statement_page(actor: Actor, case_id: int, account: str, now: datetime) -> StatementPage:
    """Return the statement of an account of a case; of its first if none or another is named.

    Args:
        actor: Who reads.
        case_id: The case.
        account: The account that was chosen, as typed.
        now: The present instant.

    Raises:
        Refused: There is no such case among those the actor may see.
    """
    case = case_of(actor, case_id)
    known = {str(each.pk): each for each in accounts_of(case_id)}
    if not known:
        return StatementPage(
            case_id, case.number, case.borrower.name, (), "", "", "CNY", None, 0, 0, 0, None,
            (), (), (), now,
        )  # fmt: skip
    chosen = account if account in known else next(iter(known))
    shown = known[chosen]
    placed = placed_accounts(actor, [shown.pk])[shown.pk].parts_fen
    owed = owed_by_account([shown.pk]).get(shown.pk) or Owed(placed, 0, None)
    return StatementPage(
        case_id, case.number, case.borrower.name,
        tuple(Option(key, each.loan_no or each.key) for key, each in known.items()), chosen,
        shown.loan_no or shown.key, shown.currency, shown.recalled_on, sum(placed),
        owed.total_fen, owed.overpaid_fen, owed.reached_on, _parts(owed.parts_fen),
        tuple(written(each) for each in statement_of(shown.pk)), 
        tuple(why_waiting(shown.pk).items()), now,
        may_issue=shown.recalled_on is None and actor.may("document.issue"),
    )  # fmt: skip


def written(line: StatementLine) -> Written:
    """Return an entry as a line to read."""
    changed = sum(line.parts_fen)
    source, _, number = line.event_key.partition(":")
    return Written(
        on=line.on,
        word=_GROWN if line.is_accrual else line.kind.name.lower(),
        is_undoing=line.is_undoing,
        is_undone=line.is_undone,
        parts=_parts(line.parts_fen),
        changed_fen=changed,
        beyond_fen=line.received_fen + changed if line.received_fen else 0,
        owed_fen=line.owed_fen,
        source=source,
        number=number,
        posted_at=line.posted_at.astimezone(BEIJING),
    )


def _parts(fen: Parts) -> tuple[tuple[str, int], ...]:
    return tuple((each.word, fen[each]) for each in Component if fen[each])
