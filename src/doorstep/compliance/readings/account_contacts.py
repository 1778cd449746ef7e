"""Which past attempts were made on the account of the request?"""

from doorstep.compliance.asked.masks import equals
from doorstep.compliance.situation import Mask, Situation


def is_same_account(now: Situation) -> Mask:
    """Say which past attempts were on the account of the request, shape ``(pairs,)``.

    An attempt whose account is not on record counts as one on this account.
    """
    theirs = now.past.column("account_id")
    ours = now.requests.contact.account_id[now.past.request]
    return equals(theirs, ours) | equals(theirs, -1) | equals(ours, -1)
