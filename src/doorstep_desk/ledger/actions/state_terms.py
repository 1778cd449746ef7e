"""Keep at which rates an account grows, and post what follows."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from doorstep.ledger.account import AccountTerms
from doorstep_desk.audit.actions import record
from doorstep_desk.cases.queries import placed_accounts
from doorstep_desk.ledger.actions.post import Posted, post_events
from doorstep_desk.ledger.errors import rate_unknown
from doorstep_desk.ledger.models import LedgerTerms
from doorstep_desk.plumbing.actor import Actor


@dataclass(frozen=True, slots=True)
class StatedRates:
    """The rates of one account as its contract has them, yearly, in millionths.

    Attributes:
        interest_ppm: Interest.
        penalty_ppm: On top for overdue principal.
        fee_ppm: Fee on top.
        cap_ppm: Cap that the account carries for life.
        days_in_year: 360 or 365.
        source: Where it says so.
    """

    interest_ppm: int
    penalty_ppm: int
    fee_ppm: int
    cap_ppm: int
    days_in_year: int
    source: str


@transaction.atomic
def state_terms(*, actor: Actor, account_id: int, rates: StatedRates, at: datetime) -> Posted:
    """Write down the rates of one account; entries that no longer follow are undone.

    Raises:
        Refused: The actor may not, there is no such account, or no contract has such rates.
    """
    actor.require("ledger.terms")
    account = placed_accounts(actor, [account_id])[account_id]
    try:
        AccountTerms(
            rates.interest_ppm, rates.penalty_ppm, rates.fee_ppm, rates.cap_ppm,
            rates.days_in_year,
        )  # fmt: skip
    except ValueError as fault:
        raise rate_unknown(str(fault)) from fault
    LedgerTerms.objects.create(
        agency_id=account.agency_id, case_id=account.case_id, account_id=account_id,
        interest_ppm=rates.interest_ppm, penalty_ppm=rates.penalty_ppm, fee_ppm=rates.fee_ppm,
        cap_ppm=rates.cap_ppm, days_in_year=rates.days_in_year, source=rates.source,
        stated_at=at, stated_by=actor.name,
    )  # fmt: skip
    record(
        at=at, actor=actor, verb="ledger.terms_stated", subject=f"case:{account.case_id}",
        account=account_id, interest_ppm=rates.interest_ppm, penalty_ppm=rates.penalty_ppm,
    )  # fmt: skip
    return post_events(actor=actor, events={account_id: ()}, at=at)
