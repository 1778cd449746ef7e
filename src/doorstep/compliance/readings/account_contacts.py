"""Which past attempts were made on the account of the request?"""

from doorstep.compliance.asked.masks import equals, one_of
from doorstep.compliance.situation import Mask, Situation
from doorstep.terms.codes import Channel, Disposition


def is_same_account(now: Situation) -> Mask:
    """Say which past attempts were on the account of the request, shape ``(pairs,)``.

    An attempt whose account is not on record counts as one on this account.
    """
    theirs = now.past.column("account_id")
    ours = now.requests.contact.account_id[now.past.request]
    return equals(theirs, ours) | equals(theirs, -1) | equals(ours, -1)


def contacts_on_account(now: Situation, channels: tuple[Channel, ...]) -> Mask:
    """Say which past attempts of ours, not cancelled, were on this account, shape ``(pairs,)``."""
    made = now.past.is_outbound & one_of(now.past.channel, channels)
    return made & is_same_account(now) & ~now.past.ended_in(Disposition.CANCELLED)
