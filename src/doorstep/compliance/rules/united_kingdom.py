"""In the United Kingdom: hours and wishes, disclosure, forbearance and moratoria."""

import numpy as np

from doorstep.compliance.asked.columns import UNKNOWN_DAY
from doorstep.compliance.asked.masks import equals
from doorstep.compliance.finding import Duties, Finding, find, merged
from doorstep.compliance.readings.local_hours import within_hours
from doorstep.compliance.readings.wishes import is_against_wishes, is_unwanted_place
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Mask, Situation, no, unsure, yes
from doorstep.compliance.words import Moratorium, Obligation
from doorstep.terms.codes import Channel, Purpose
from doorstep.terms.local_time import NO_DAY, Days


def hours_and_wishes(now: Situation, legs: Legs) -> Finding:
    """Refuse unreasonable hours, and what is against the borrower's wishes or stops."""
    notice = equals(now.requests.contact.medium, Channel.LEGAL_NOTICE)
    stopped = (now.is_stopped_wholly | now.is_medium_stopped) & ~notice & ~now.is_third_party
    against = is_against_wishes(now) | is_unwanted_place(now) | stopped
    wished = find(legs.only("requests"), now.is_timed, refuses=against, unknown=~now.is_stop_known)
    return merged(within_hours(now, legs.only("hours"), now.is_timed), wished)


def disclosure(now: Situation, legs: Legs) -> Finding:
    """Refuse what would tell others: no debt to them, private post, identity first."""
    message, channel = now.requests.message, now.requests.contact.channel
    letter = equals(channel, Channel.LETTER)
    spoken = equals(channel, Channel.CALL) | equals(channel, Channel.VISIT)
    third = find(
        legs,
        now.is_third_party,
        refuses=yes(message.mentions_debt),
        unknown=unsure(message.mentions_debt),
        duties=Duties(passing=Obligation.NO_DEBT_DISCLOSURE),
    )
    post = find(
        legs,
        letter,
        refuses=no(message.is_marked_private),
        unknown=unsure(message.is_marked_private),
        duties=Duties(passing=Obligation.PRIVATE_ENVELOPE),
    )
    talk = find(
        legs,
        spoken,
        refuses=no(message.checks_identity_first),
        unknown=unsure(message.checks_identity_first),
        duties=Duties(passing=Obligation.IDENTITY_CHECK_FIRST),
    )
    return merged(merged(third, post), talk)


def calling_card(now: Situation, legs: Legs) -> Finding:
    """Refuse a card that misleads."""
    misleads = now.requests.message.has_misleading_card
    letter = equals(now.requests.contact.channel, Channel.LETTER)
    return find(legs, letter, refuses=yes(misleads), unknown=unsure(misleads))


def help_in_difficulty(now: Situation, legs: Legs) -> Finding:
    """Never refuse; offer forbearance to those in difficulty, or coming into it."""
    claim = now.requests.claim
    in_time = claim.days_past_due == 0
    asked = now.is_pressing & ~now.is_third_party & ~no(claim.is_in_hardship)
    duties = Duties(passing=Obligation.OFFER_FORBEARANCE)
    unknown = unsure(claim.is_in_hardship)
    early = find(legs.only("approaching"), asked & in_time, unknown=unknown, duties=duties)
    late = find(legs.only("conc"), asked & ~in_time, unknown=unknown, duties=duties)
    return merged(early, late)


def undue_pressure(now: Situation, legs: Legs) -> Finding:
    """Refuse pressure to pay at once, by borrowing or by selling."""
    presses = now.requests.message.presses_for_too_much
    asked = now.is_pressing & ~now.is_third_party
    return find(legs, asked, refuses=yes(presses), unknown=unsure(presses))


def breathing_space(now: Situation, legs: Legs) -> Finding:
    """Refuse contact about the debt while a breathing space runs."""
    last = now.requests.claim.moratorium_last_day
    return _moratorium(now, legs, Moratorium.BREATHING_SPACE, _runs(now, last, 0))


def mental_health_crisis(now: Situation, legs: Legs) -> Finding:
    """Refuse contact during treatment and for some days after it."""
    ended = now.requests.claim.treatment_ended_day
    runs = _runs(now, ended, legs.most("days"))
    return _moratorium(now, legs, Moratorium.MENTAL_HEALTH_CRISIS, runs)


def _moratorium(now: Situation, legs: Legs, kind: Moratorium, runs: Mask) -> Finding:
    state = now.requests.claim.moratorium
    asked = ~now.has_purpose(Purpose.REPLY, Purpose.SAFETY)
    unknown = equals(state, Moratorium.UNKNOWN)
    return find(
        legs, asked & ((state == kind) | unknown), refuses=runs & ~unknown, unknown=unknown
    )


def _runs(now: Situation, last: Days, days: int | np.ndarray) -> Mask:
    """Say where something runs until some days after a day; without a known day it runs."""
    open_end: Mask = (last == NO_DAY) | (last == UNKNOWN_DAY)
    return open_end | np.less_equal(now.day, last.astype(np.int64) + days)


def advice_plan(now: Situation, legs: Legs) -> Finding:
    """Refuse to press while a plan is being prepared with an adviser."""
    claim = now.requests.claim
    days = np.where(claim.is_preparation_extended, legs.most("extended_days"), legs.most("days"))
    state = claim.is_plan_in_preparation
    runs = _runs(now, claim.preparation_started_day, days)
    return find(
        legs, now.is_pressing & ~no(state), refuses=yes(state) & runs, unknown=unsure(state)
    )


_MORATORIUM = ("at", "zone_set", "purpose", "moratorium")

RULES = (
    Rule(
        ids=("UK-TIME-01",),
        needs=(
            "at",
            "zone_set",
            "channel",
            "medium",
            "delivery",
            "stop_channels",
            "wishes",
            "unwanted_places",
            "place",
        ),
        examine=hours_and_wishes,
    ),
    Rule(
        ids=("UK-DISC-01",),
        needs=("channel", "mentions_debt", "is_marked_private", "checks_identity_first"),
        examine=disclosure,
    ),
    Rule(ids=("UK-CARD-01",), needs=("channel", "has_misleading_card"), examine=calling_card),
    Rule(
        ids=("UK-FORB-01",),
        needs=("channel", "purpose", "is_in_hardship", "days_past_due"),
        examine=help_in_difficulty,
    ),
    Rule(
        ids=("UK-FORB-02",),
        needs=("channel", "purpose", "presses_for_too_much"),
        examine=undue_pressure,
    ),
    Rule(
        ids=("UK-BREATH-01",),
        needs=(*_MORATORIUM, "moratorium_last_day"),
        examine=breathing_space,
    ),
    Rule(
        ids=("UK-BREATH-02",),
        needs=(*_MORATORIUM, "treatment_ended_day"),
        examine=mental_health_crisis,
    ),
    Rule(
        ids=("UK-HOLD-01",),
        needs=(
            "at",
            "zone_set",
            "purpose",
            "is_plan_in_preparation",
            "preparation_started_day",
            "is_preparation_extended",
        ),
        examine=advice_plan,
    ),
)
