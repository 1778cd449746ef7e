"""Which sums does the report of each kind of file give?"""

from collections import Counter
from collections.abc import Collection
from typing import Final

from doorstep.intake.checked import Checked
from doorstep.intake.known import KnownAccounts
from doorstep.intake.rules.repayment import Balances
from doorstep.terms.codes import Channel

_CHANNELS: Final = (
    ("channel_call", Channel.CALL),
    ("channel_sms", Channel.SMS),
    ("channel_visit", Channel.VISIT),
    ("channel_letter", Channel.LETTER),
    ("channel_im", Channel.IM),
    ("channel_email", Channel.EMAIL),
    ("channel_unknown", None),
)


def totals_of(
    checked: Checked, kinds: Collection[str], placed: dict[str, int], known: KnownAccounts
) -> dict[str, int]:
    """Return all sums of a file.

    Args:
        checked: Its accepted rows.
        kinds: Kinds of its sheets; in a placement workbook supplements count contacts only.
        placed: Sums of its placements.
        known: The store before this file.
    """
    totals: dict[str, int] = {}
    if "placement" in kinds:
        totals |= placed
    if "supplement" in kinds:
        totals = _supplement(checked) | totals
        if "placement" not in kinds:
            people = {row.account.identity_number for row in checked.supplements}
            totals["borrowers"] = len(people)
    if "repayment" in kinds:
        totals = _repayment(checked, known) | totals
    if "recall" in kinds:
        totals = _recall(checked, known) | totals
    if "attempts" in kinds:
        totals = _attempts(checked) | totals
    return totals


def _supplement(checked: Checked) -> dict[str, int]:
    return {
        "phones": sum(len(row.new_phones) for row in checked.supplements),
        "addresses": sum(1 for row in checked.supplements if row.address),
    }


def _repayment(checked: Checked, known: KnownAccounts) -> dict[str, int]:
    payments = [row for row in checked.repayments if row.reverses is None]
    reversals = [row for row in checked.repayments if row.reverses is not None]
    gross = sum(row.amount_fen for row in payments)
    reversed_fen = sum(row.amount_fen for row in reversals)
    before = Balances.of(known.transactions.values())
    after = Balances.of((*known.transactions.values(), *checked.transactions))
    earlier, later = before.applied(known), after.applied(known)
    applied = {
        "unapplied_fen" if part == "unapplied" else f"applied_{part}_fen": fen - earlier[part]
        for part, fen in later.items()
    }
    return {
        "payments": len(payments),
        "reversals": len(reversals),
        "accounts": len({row.account.key for row in checked.repayments}),
        "gross_fen": gross,
        "reversed_fen": reversed_fen,
        "net_fen": gross - reversed_fen,
        **applied,
        "accounts_settled": after.settled_accounts(known),
        "closing_outstanding_fen": after.closing_fen(known),
    }


def _recall(checked: Checked, known: KnownAccounts) -> dict[str, int]:
    recalled = {row.account.key: row.account for row in checked.recalls}
    people = {account.identity_number for account in recalled.values()}
    still_active = {
        account.identity_number
        for key, account in known.accounts.items()
        if key not in recalled and not account.is_recalled
    }
    return {
        "accounts": len(recalled),
        "borrowers": len(people),
        "borrowers_released": len(people - still_active),
        "outstanding_fen": sum(account.outstanding_fen for account in recalled.values()),
    }


def _attempts(checked: Checked) -> dict[str, int]:
    rows = checked.attempts
    channels = Counter(row.channel for row in rows)
    return {
        "attempts": len(rows),
        "borrowers": len({row.account.identity_number for row in rows}),
        **{name: channels[channel] for name, channel in _CHANNELS},
        "effective_calls": sum(row.is_effective_call for row in rows),
        "promises": sum(row.promised_on is not None for row in rows),
    }
