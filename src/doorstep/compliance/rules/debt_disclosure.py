"""Would somebody who does not owe learn of the debt?"""

from doorstep.compliance.finding import Duties, Finding, always, bits, find
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Situation, unsure, yes
from doorstep.compliance.words import Obligation
from doorstep.terms.codes import Purpose


def debt_disclosure(now: Situation, legs: Legs) -> Finding:
    """Refuse to mention a debt to, or before, anybody else."""
    visit, mentions = now.requests.visit, now.requests.message.mentions_debt
    others = now.is_visit & visit.is_presence_known & (visit.present_others > 0)
    callback = now.is_third_party & now.has_purpose(Purpose.PASS_MESSAGE)
    callback |= others & ~visit.is_target_present
    silence = always(Obligation.NO_DEBT_DISCLOSURE)
    return find(
        legs,
        now.is_third_party | others,
        refuses=yes(mentions),
        unknown=unsure(mentions),
        duties=Duties(passing=silence | bits(callback, Obligation.ASK_CALLBACK_ONLY)),
    )


RULES = (
    Rule(
        ids=("CN-TGT-04",),
        needs=(
            "channel",
            "medium",
            "purpose",
            "mentions_debt",
            "is_presence_known",
            "present_others",
            "is_target_present",
        ),
        examine=debt_disclosure,
    ),
)
