"""What waits for a second person, and what stands in it?"""

from collections.abc import Mapping

from doorstep_desk.arrangements.queries import (
    arrangements_decided,
    arrangements_to_decide,
    count_to_decide,
)
from doorstep_desk.office.pages.arranging.card import card_of
from doorstep_desk.office.presentation.arranging.parts import ApprovalsPage
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.policies.queries import waiting_for_second
from doorstep_desk.staff.queries import display_names

WAITING_SHOWN = 100
DECIDED_SHOWN = 10


def approvals_page(
    actor: Actor, chosen: str, errors: Mapping[str, str] | None = None, typed: str = ""
) -> ApprovalsPage:
    """Return the queue, in a constant number of queries.

    Args:
        actor: Who reads.
        chosen: Identifier of the one that is open; else the first is.
        errors: What was refused about it.
        typed: The reason as it was typed.
    """
    names = display_names(actor.agency_id)
    waiting = tuple(
        card_of(actor, seen, names)
        for seen in arrangements_to_decide(actor.agency_id, WAITING_SHOWN)
    )
    decided = tuple(
        card_of(actor, seen, names)
        for seen in arrangements_decided(actor.agency_id, DECIDED_SHOWN)
    )
    shown = next(
        (card for card in (*waiting, *decided) if card.arrangement_id == chosen),
        waiting[0] if waiting else None,
    )
    return ApprovalsPage(
        count_to_decide(actor.agency_id),
        waiting, decided, shown, len(waiting_for_second(actor.agency_id)),
        actor.may("arrangement.approve"), errors or {}, typed,
    )  # fmt: skip
