"""Does an arrangement run in good standing?"""

from doorstep.compliance.asked.masks import equals
from doorstep.compliance.finding import Finding, find
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Situation, yes
from doorstep.compliance.words import ArrangementStatus, ConsentKind
from doorstep.terms.codes import Purpose


def arrangement_pause(now: Situation, legs: Legs) -> Finding:
    """Refuse to press while an arrangement is kept, except reminders the borrower asked for."""
    status = now.requests.claim.arrangement
    kept = equals(status, ArrangementStatus.GOOD_STANDING)
    unknown = equals(status, ArrangementStatus.UNKNOWN)
    wanted = now.has_purpose(Purpose.REMIND) & yes(now.consent(ConsentKind.REMINDERS))
    return find(legs, now.is_pressing & (kept | unknown), refuses=kept & ~wanted, unknown=unknown)


RULES = (
    Rule(
        ids=("CN-PLAN-02", "HP-PAUSE-PLAN"),
        arises="is_arrangement_doubtful",
        needs=("purpose", "medium", "arrangement", "consents"),
        examine=arrangement_pause,
    ),
)
