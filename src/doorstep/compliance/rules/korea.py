"""In Korea: contacts in a week, suspensions and wishes, and the night."""

from doorstep.compliance.asked.columns import UNKNOWN_DAY
from doorstep.compliance.asked.masks import one_of
from doorstep.compliance.finding import Finding, find, merged
from doorstep.compliance.readings.limits import is_reached
from doorstep.compliance.readings.local_hours import within_hours
from doorstep.compliance.readings.wishes import is_against_wishes
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Situation, unsure, yes
from doorstep.terms.codes import Channel
from doorstep.terms.local_time import NO_DAY

_COUNTED = (Channel.CALL, Channel.SMS, Channel.IM, Channel.EMAIL, Channel.VISIT)


def contacts_per_week(now: Situation, legs: Legs) -> Finding:
    """Refuse after the allowed contacts on one account in a week, whatever came of them."""
    counted = one_of(now.requests.contact.channel, _COUNTED)
    enough = is_reached(now, legs, "KR-01", "per_week")
    return find(legs, now.is_pressing & counted, refuses=enough)


def suspension_and_wishes(now: Situation, legs: Legs) -> Finding:
    """Refuse during an agreed suspension, after expiry, and against the borrower's wishes."""
    claim = now.requests.claim
    last = claim.suspension_last_day
    runs = (last == NO_DAY) | (last == UNKNOWN_DAY) | (now.day <= last)
    pressed = now.is_pressing & ~now.is_third_party
    stopped = yes(claim.is_expired) | (yes(claim.is_suspended) & runs)
    unknown = unsure(claim.is_suspended) | unsure(claim.is_expired)
    halt = find(legs, pressed & (stopped | unknown), refuses=stopped, unknown=unknown)
    wished = find(legs, now.is_timed & now.has_wishes, refuses=is_against_wishes(now))
    named = now.is_medium_stopped
    barred = find(legs, named | ~now.is_stop_known, refuses=named, unknown=~now.is_stop_known)
    return merged(merged(halt, wished), barred)


def night_in_korea(now: Situation, legs: Legs) -> Finding:
    """Refuse timed contacts at night."""
    return within_hours(now, legs, now.is_timed)


RULES = (
    Rule(
        ids=("KR-01",),
        needs=("at", "zone_set", "channel", "purpose", "account_id", "attempts"),
        examine=contacts_per_week,
    ),
    Rule(
        ids=("KR-02",),
        needs=(
            "at",
            "zone_set",
            "channel",
            "medium",
            "delivery",
            "purpose",
            "is_suspended",
            "suspension_last_day",
            "is_expired",
            "stop_channels",
            "wishes",
        ),
        examine=suspension_and_wishes,
    ),
    Rule(ids=("KR-03",), needs=("at", "zone_set", "medium", "delivery"), examine=night_in_korea),
)
