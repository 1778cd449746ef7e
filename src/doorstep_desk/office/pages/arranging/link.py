"""Which link has a borrower, what did they say through it, and are they to be reminded?"""

from collections.abc import Callable
from datetime import datetime

from doorstep.terms.codes import PromiseState
from doorstep.terms.local_time import BEIJING, local_day
from doorstep_desk.arrangements.links import receipts_of, running_link, token_of
from doorstep_desk.arrangements.queries import arrangements_of_case, promises_standing
from doorstep_desk.arrangements.reminders import wishes_of
from doorstep_desk.cases.queries import case_of
from doorstep_desk.office.presentation.arranging.link import LinkPage, ReceiptRow, RemindRow
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.staff.queries import display_names

_RUNS = ("agreed", "in_force")


def link_page(
    actor: Actor, case_id: int, at: datetime, address_of: Callable[[str], str]
) -> LinkPage:
    """Return the page, in a constant number of queries.

    Args:
        actor: Who reads.
        case_id: The case.
        at: Now.
        address_of: Makes the whole address of a token.

    Raises:
        Refused: There is no such case among those the actor may see.
    """
    case = case_of(actor, case_id)
    link = running_link(case_id, at)
    return LinkPage(
        case_id=case_id, number=case.number, name=case.borrower.name,
        address=address_of(token_of(link)) if link else "",
        ends_at=link.ends_at.astimezone(BEIJING) if link else None,
        made_by=_name(actor, link.made_by) if link else "",
        receipts=tuple(
            ReceiptRow(each.number, each.what, each.at.astimezone(BEIJING))
            for each in receipts_of(case_id)
        ),
        reminders=_reminders(actor, case_id, at), may_remind=actor.may("reminder.wish"),
    )  # fmt: skip


def _name(actor: Actor, username: str) -> str:
    return display_names(actor.agency_id).get(username, username)


def _reminders(actor: Actor, case_id: int, at: datetime) -> tuple[RemindRow, ...]:
    wishes = wishes_of(actor.agency_id, [case_id])
    promises = promises_standing().filter(
        case_id=case_id, standing=PromiseState.OPEN.word, due_on__gte=local_day(at)
    )
    rows = [
        RemindRow("promise", str(row.pk), row.due_on, row.amount_fen, wishes.get(row.pk))
        for row in promises.order_by("due_on", "id")[:20]
    ]
    rows += [
        RemindRow("arrangement", str(seen.row.pk), None, None, wishes.get(seen.row.pk))
        for seen in arrangements_of_case(case_id)
        if str(seen.state) in _RUNS and seen.terms.instalments
    ]
    return tuple(rows)
