"""What does the follow-up list show?"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from doorstep_desk.documents.printing.words import LANGUAGES
from doorstep_desk.followups.lists import (
    FollowUpWish,
    followup_page,
    kinds_on_file,
    waiting_on,
)
from doorstep_desk.followups.queries import LETTER
from doorstep_desk.office.pages.addresses import query
from doorstep_desk.office.pages.filters import filter_pill
from doorstep_desk.office.pages.papers.page import spoken_by
from doorstep_desk.office.presentation.formats import money
from doorstep_desk.office.presentation.lists import Filter, FollowUpRow, FollowUpsPage
from doorstep_desk.office.presentation.parts import Option, Paging
from doorstep_desk.office.presentation.words import said
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.speech import say

OWNERS: Final = ("agent", "lead", "compliance", "analyst")
FIELDS: Final = ("owner", "kind", "state")


def followups_page(
    actor: Actor, asked: Mapping[str, str], on: date, problem: tuple[str, str] = ("", "")
) -> FollowUpsPage:
    """Return one page of follow-ups, in a constant number of queries.

    Args:
        actor: Who reads.
        asked: What stands in the address.
        on: Today.
        problem: Follow-up whose form came back, and what is wrong with it.
    """
    chosen = {name: asked.get(name, "")[:30] for name in FIELDS if asked.get(name)}
    wish = FollowUpWish(
        chosen.get("owner", ""), chosen.get("kind", ""), chosen.get("state") == "done"
    )
    cursor = asked.get("cursor") or None
    page = followup_page(actor.agency_id, wish, cursor)
    waiting = waiting_on(actor.agency_id, on)
    return FollowUpsPage(
        rows=tuple(_row(row, on) for row in page.items), filters=_filters(actor, chosen),
        paging=Paging(
            page.count, len(page.items),
            query(chosen, cursor=page.next_cursor) if page.next_cursor else "",
            (query(chosen) or "state=") if cursor else "",
        ),
        late_count=waiting.late, today_count=waiting.today,
        may_close=actor.may("document.close"), may_finish=actor.may("followup.finish"),
        may_reshape=actor.may("arrangement.propose"),
        error_id=problem[0], error=problem[1],
    )  # fmt: skip


def _row(row: Any, on: date) -> FollowUpRow:
    return FollowUpRow(
        followup_id=str(row.pk), kind=row.kind, case_id=row.case_id, number=row.case.number,
        borrower=row.case.borrower.name, due_on=row.due_on, is_late=row.due_on < on,
        owner=row.owner.display_name if row.owner else "", owner_role=row.owner_role,
        languages=_languages(row.case.borrower.language) if row.kind == LETTER else (),
        details=_details(row.details), done_by=row.done_by, done_note=row.done_note,
    )  # fmt: skip


def _languages(spoken: str) -> tuple[Option, ...]:
    chosen = spoken_by(spoken)
    return tuple(
        Option(each, said(each, "paper_language"), is_chosen=each == chosen) for each in LANGUAGES
    )


def _details(details: Mapping[str, Any]) -> str:
    parts = []
    if state := details.get("state"):
        parts.append(say("承诺", "Promise") + " · " + said(state, "promise"))
    if state := details.get("arrangement"):
        parts.append(said(state, "arrangement_state"))
    parts += [said(sign, "early_sign") for sign in details.get("signs", ())]
    if channel := details.get("channel"):
        due = details.get("due", "")
        parts.append(said(channel, "reminder_channel") + f" · {due}")
        parts.append(say("先取得许可", "after leave is given"))
    if receipt := details.get("receipt"):
        parts.append(say(f"受理号 {receipt}", f"receipt {receipt}"))
    if "paid_fen" in details:
        paid = money(int(details["paid_fen"]))
        parts.append(say(f"已还 {paid}", f"paid {paid}"))
    return say("，", ", ").join(parts)


def _filters(actor: Actor, chosen: Mapping[str, str]) -> tuple[Filter, ...]:
    kinds = [(kind, said(kind, "followup")) for kind in kinds_on_file(actor.agency_id)]
    return (
        filter_pill("owner", [(role, said(role, "role")) for role in OWNERS], chosen),
        filter_pill("kind", kinds, chosen),
        filter_pill("state", [("done", say("已完成", "Done"))], chosen, say("待办", "Open")),
    )
