"""What did borrowers say on their pages, who answers, and by when?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from doorstep.terms.local_time import BEIJING
from doorstep_desk.cases.queries import CaseName, case_names
from doorstep_desk.office.pages.addresses import query
from doorstep_desk.office.pages.filters import filter_pill
from doorstep_desk.office.presentation.lists import Filter
from doorstep_desk.office.presentation.oversight.said import SaidLine, SaidPage
from doorstep_desk.office.presentation.parts import Paging
from doorstep_desk.office.presentation.words import said
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.speech import say
from doorstep_desk.self_service.kinds import KINDS
from doorstep_desk.self_service.lists import SaidWish, said_page, said_waiting
from doorstep_desk.staff.queries import display_names

OWNERS: Final = ("lead", "compliance")
FIELDS: Final = ("owner", "kind", "state")
_NOWHERE: Final = CaseName("", "", "", "")


@dataclass(frozen=True, slots=True)
class Returned:
    """An answer that was not taken: to what, the words, and what is wrong."""

    said_id: str = ""
    typed: str = ""
    error: str = ""


def said_list(
    actor: Actor, asked: Mapping[str, str], on: date, returned: Returned | None = None
) -> SaidPage:
    """Return one page of what borrowers said, in a constant number of queries.

    Args:
        actor: Who reads.
        asked: What stands in the address.
        on: Today.
        returned: An answer that was not taken, or None.
    """
    back = returned or Returned()
    chosen = {name: asked.get(name, "")[:30] for name in FIELDS if asked.get(name)}
    wish = SaidWish(chosen.get("owner", ""), chosen.get("kind", ""), chosen.get("state", ""))
    cursor = asked.get("cursor") or None
    page = said_page(actor.agency_id, wish, on, cursor)
    names = case_names(row.case_id for row in page.items)
    people = display_names(actor.agency_id)
    waiting = said_waiting(actor.agency_id, on)
    rows = tuple(_line(actor, row, names, people, on, back) for row in page.items)
    return SaidPage(
        rows=rows, filters=_filters(chosen),
        paging=Paging(
            page.count, len(page.items),
            query(chosen, cursor=page.next_cursor) if page.next_cursor else "",
            (query(chosen) or "state=") if cursor else "",
        ),
        open_count=waiting.open, late_count=waiting.late, today_count=waiting.today,
        error="" if any(row.error for row in rows) else back.error,
    )  # fmt: skip


def _line(
    actor: Actor,
    row: Any,
    names: Mapping[int, CaseName],
    people: Mapping[str, str],
    on: date,
    back: Returned,
) -> SaidLine:
    case, is_back = names.get(row.case_id, _NOWHERE), back.said_id == str(row.pk)
    is_open, of_compliance = row.answered_at is None, row.owner_role == "compliance"
    may = actor.may("said.answer") and (not of_compliance or actor.may("complaint.answer"))
    return SaidLine(
        said_id=str(row.pk), number=row.number, kind=row.kind, words=row.words,
        case_id=row.case_id, case_number=case.number, borrower=case.borrower,
        said_at=row.said_at.astimezone(BEIJING), due_on=row.due_on,
        is_late=is_open and row.due_on < on, owner_role=row.owner_role,
        answered_at=None if row.answered_at is None else row.answered_at.astimezone(BEIJING),
        answered_by=people.get(row.answered_by, row.answered_by), answer=row.answer,
        may_answer=is_open and may, typed=back.typed if is_back else "",
        error=back.error if is_back and is_open else "",
    )  # fmt: skip


def _filters(chosen: Mapping[str, str]) -> tuple[Filter, ...]:
    states = [("late", say("已超期", "Beyond its day")), ("answered", say("已答复", "Answered"))]
    return (
        filter_pill("owner", [(role, said(role, "role")) for role in OWNERS], chosen),
        filter_pill("kind", [(kind, said(kind, "said_kind")) for kind in KINDS], chosen),
        filter_pill("state", states, chosen, say("待答复", "Waiting")),
    )
