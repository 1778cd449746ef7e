"""Which requests are calls that the daily caps are about?"""

from doorstep.compliance.asked.masks import equals
from doorstep.compliance.situation import Mask, Situation
from doorstep.compliance.words import Relation
from doorstep.terms.codes import Channel


def is_direct_call(now: Situation) -> Mask:
    """Say which requests are calls to the borrower or an obligor, not to a representative."""
    direct = equals(now.requests.contact.channel, Channel.CALL)
    return direct & ~now.is_relation(Relation.ATTORNEY, Relation.GUARDIAN)
