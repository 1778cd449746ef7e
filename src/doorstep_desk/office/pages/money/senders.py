"""Which lenders' systems may send word of payments, and with which keys?"""

from datetime import datetime
from typing import Any

from doorstep.terms.local_time import BEIJING
from doorstep_desk.office.presentation.money.parts import SenderKeyRow, SenderSide, SendersPage
from doorstep_desk.office.presentation.words import person_of
from doorstep_desk.organisations.queries import lenders_of
from doorstep_desk.payments.actions.keys import MadeKey
from doorstep_desk.payments.senders import sender_keys
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.speech import say
from doorstep_desk.staff.queries import display_names


def senders_page(
    actor: Actor, at: datetime, made: MadeKey | None = None, error: str = ""
) -> SendersPage:
    """Return the keys of each lender, in a constant number of queries.

    Args:
        actor: Who reads.
        at: Now.
        made: A key that was just made, whose secret is shown this once.
        error: What was refused.
    """
    names = display_names(actor.agency_id)
    keys = sender_keys(actor.agency_id)
    sides = []
    for lender in lenders_of(actor.agency_id):
        rows = tuple(_row(key, names, at) for key in keys if key.lender_id == lender.id)
        sides.append(
            SenderSide(
                lender.id, say(lender.name, lender.name_en), rows,
                any(row.state == "current" for row in rows),
            )
        )  # fmt: skip
    return SendersPage(
        tuple(sides), made.key_id if made else "", made.secret if made else "", error
    )


def _row(key: Any, names: dict[str, str], at: datetime) -> SenderKeyRow:
    if key.revoked_at is not None:
        state = "revoked"
    elif key.ends_at is None:
        state = "current"
    else:
        state = "ending" if key.ends_at > at else "ended"
    return SenderKeyRow(
        key.pk, state, key.made_at.astimezone(BEIJING), person_of(key.made_by, names),
        key.ends_at and key.ends_at.astimezone(BEIJING),
    )  # fmt: skip
