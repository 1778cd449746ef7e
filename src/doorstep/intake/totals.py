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
        sums = _supplement(checked)
        if "placement" in kinds:
            del sums["borrowers"]
        totals = sums | totals
    if "repayment" in kinds:
        totals = _repayment(checked, known) | totals
    if "recall" in kinds:
        totals = _recall(checked, known) | totals
    if "attempts" in kinds:
        totals = _attempts(checked) | totals
    return totals


def _supplement(checked: Checked) -> dict[str, int]:
    phones = addresses = 0
    people = set()
    for row in checked.supplements:
        phones += len(row.new_phones)
        addresses += row.address is not None
        people.add(row.account.identity_number)
    return {"phones": phones, "addresses": addresses, "borrowers": len(people)}


def _repayment(checked: Checked, known: KnownAccounts) -> dict[str, int]:
    counts = {True: 0, False: 0}
    fen = {True: 0, False: 0}
    accounts = set()
    before = Balances.of(known.transactions.values())
    after = before.copy()
    for each in checked.transactions:
        is_reversal = each.reverses is not None
        counts[is_reversal] += 1
        fen[is_reversal] += each.amount_fen
        accounts.add(each.account)
        after.add(each)
    earlier, later = before.applied(known), after.applied(known)
    applied = {
        "unapplied_fen" if part == "unapplied" else f"applied_{part}_fen": sum_fen - earlier[part]
        for part, sum_fen in later.items()
    }
    return {
        "payments": counts[False],
        "reversals": counts[True],
        "accounts": len(accounts),
        "gross_fen": fen[False],
        "reversed_fen": fen[True],
        "net_fen": fen[False] - fen[True],
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
    count = effective = promises = 0
    people = set()
    channels: Counter[Channel | None] = Counter()
    for row in checked.attempts:
        count += 1
        people.add(row.account.identity_number)
        channels[row.channel] += 1
        effective += row.is_effective_call
        promises += row.promised_on is not None
    return {
        "attempts": count,
        "borrowers": len(people),
        **{name: channels[channel] for name, channel in _CHANNELS},
        "effective_calls": effective,
        "promises": promises,
    }
