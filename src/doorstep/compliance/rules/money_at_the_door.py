"""Does money go through the creditor's own channel, without a charge on top?"""

from doorstep.compliance.asked.masks import one_of
from doorstep.compliance.finding import Duties, Finding, find
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Situation
from doorstep.compliance.words import Obligation, PaymentWay


def money_at_the_door(now: Situation, legs: Legs) -> Finding:
    """Refuse every other way to take money."""
    visit = now.requests.visit
    fine = one_of(visit.payment_way, (PaymentWay.NONE, PaymentWay.CREDITOR_CHANNEL))
    return find(
        legs,
        now.is_visit,
        refuses=now.is_at_door & (~fine | visit.has_extra_fee),
        duties=Duties(passing=Obligation.CREDITOR_CHANNEL_ONLY),
    )


RULES = (
    Rule(
        ids=("CN-VISIT-09",),
        arises="is_visit",
        needs=("medium", "stage", "payment_way", "has_extra_fee"),
        examine=money_at_the_door,
    ),
)
