"""In the United States: hours, places, attorneys, stops and disclosure."""

import numpy as np
from numpy.typing import NDArray

from doorstep.compliance.asked.columns import UNKNOWN_DAY
from doorstep.compliance.asked.masks import equals
from doorstep.compliance.finding import Duties, Finding, bits, find, merged
from doorstep.compliance.readings.hours import read_in_every_zone
from doorstep.compliance.readings.replies import is_good_reply
from doorstep.compliance.readings.wishes import is_against_wishes, is_unwanted_place
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Mask, Situation, no, unsure, yes
from doorstep.compliance.words import Obligation, PlaceKind, Relation, ReviewState
from doorstep.terms.codes import Channel, Purpose
from doorstep.terms.local_time import NO_DAY

_UNUSUAL = (
    PlaceKind.HOSPITAL,
    PlaceKind.SCHOOL,
    PlaceKind.LEISURE,
    PlaceKind.FUNERAL,
    PlaceKind.WEDDING,
    PlaceKind.EXAM_SITE,
)


def convenient_hours(now: Situation, legs: Legs) -> Finding:
    """Refuse hours presumed inconvenient where the consumer is; both ends are allowed."""
    opens, closes = legs.most("from"), legs.least("to")

    def read(_day: NDArray[np.int32], second: NDArray[np.int32]) -> Finding:
        out = (second < opens) | (second > closes)
        return find(legs, now.is_timed & ~is_good_reply(now), refuses=out)

    return read_in_every_zone(now, read)


def wished_hours(now: Situation, legs: Legs) -> Finding:
    """Refuse hours that the consumer called inconvenient, except for one good reply."""
    reply = is_good_reply(now)
    return find(
        legs,
        now.is_timed,
        refuses=is_against_wishes(now) & ~reply,
        unknown=~now.clocks.is_known & ~reply,
        duties=Duties(passing=bits(reply, Obligation.SINGLE_REPLY_ONLY)),
    )


def unusual_places(now: Situation, legs: Legs) -> Finding:
    """Refuse visits to unusual or unwanted places."""
    wrong = now.is_place(*_UNUSUAL) | is_unwanted_place(now)
    return find(legs, now.is_visit, refuses=wrong, unknown=now.is_place(PlaceKind.UNKNOWN))


def contact_at_work(now: Situation, legs: Legs) -> Finding:
    """Refuse contact at work when the employer forbids it."""
    forbids = now.requests.people.employer_forbids
    point = yes(now.requests.contact.is_point_at_work) & ~now.is_third_party
    return find(
        legs,
        now.is_place(PlaceKind.WORK) | point,
        refuses=yes(forbids),
        unknown=unsure(forbids),
    )


def attorney(now: Situation, legs: Legs) -> Finding:
    """Refuse to reach a represented consumer, unless the attorney is silent or agreed."""
    people = now.requests.people
    excepted = no(people.lawyer_answers) | people.lawyer_agrees
    asked = ~now.is_relation(Relation.ATTORNEY) & ~now.is_third_party
    return find(
        legs,
        asked & ~no(people.is_represented),
        refuses=yes(people.is_represented) & ~excepted,
        unknown=unsure(people.is_represented),
    )


def harassment(now: Situation, legs: Legs) -> Finding:
    """Refuse after harassment was found, whatever the count; hold while it is looked into."""
    state = now.requests.claim.review
    return find(
        legs,
        now.is_pressing,
        refuses=equals(state, ReviewState.UPHELD),
        holds=equals(state, ReviewState.OPEN),
        unknown=equals(state, ReviewState.UNKNOWN),
        duties=Duties(holding=Obligation.HUMAN_REVIEW),
    )


def third_persons(now: Situation, legs: Legs) -> Finding:
    """Refuse disclosure to third persons, and asking them twice."""
    mentions = now.requests.message.mentions_debt
    third = now.is_third_party
    told = find(
        legs.only("disclosure"),
        third,
        refuses=yes(mentions) | ~now.has_purpose(Purpose.LOCATE),
        unknown=unsure(mentions),
        duties=Duties(passing=_ASK),
    )
    past = now.past
    before = past.is_outbound & (equals(past.channel, Channel.THIRD_PARTY))
    again = (past.count(before) > 0) & ~now.requests.people.was_asked_to_call_again
    once = find(legs.only("location"), third, refuses=again, duties=Duties(passing=_ASK))
    return merged(told, once)


_ASK = Obligation.LOCATION_INFORMATION_ONLY | Obligation.NO_DEBT_DISCLOSURE


def electronic_messages(now: Situation, legs: Legs) -> Finding:
    """Refuse messages without a way out, to work e-mail, or in public."""
    medium, message = now.requests.contact.medium, now.requests.message
    email = equals(medium, Channel.EMAIL)
    sent = email | (equals(medium, Channel.SMS)) | (equals(medium, Channel.IM))
    opt_out, at_work = message.has_opt_out, now.requests.contact.is_point_at_work
    duties = Duties(passing=Obligation.OPT_OUT_NOTICE)
    way_out = find(
        legs.only("opt-out"), sent, refuses=no(opt_out), unknown=unsure(opt_out), duties=duties
    )
    private = find(
        legs.only("work-and-public"),
        sent,
        refuses=(email & yes(at_work)) | message.is_posted_publicly,
        unknown=email & unsure(at_work),
        duties=duties,
    )
    return merged(way_out, private)


def validation(now: Situation, legs: Legs) -> Finding:
    """Refuse to press without validation information in time, or during a written dispute."""
    claim = now.requests.claim
    first, sent, disputed = (
        claim.first_communication_day,
        claim.validation_sent_day,
        claim.has_open_dispute,
    )
    asked = now.is_pressing & ~now.is_third_party
    waits = (first != NO_DAY) & (first != UNKNOWN_DAY) & (sent == NO_DAY)
    late = waits & (now.day > first.astype(np.int64) + legs.least("days"))
    five = find(
        legs.only("five-days"),
        asked,
        refuses=late,
        unknown=(first == UNKNOWN_DAY) | ((first != NO_DAY) & (sent == UNKNOWN_DAY)),
        duties=Duties(
            passing=bits(waits, Obligation.SEND_VALIDATION_NOTICE),
            refusing=Obligation.SEND_VALIDATION_NOTICE,
        ),
    )
    written = yes(disputed) & claim.is_dispute_written
    pause = find(legs.only("dispute"), asked, refuses=written, unknown=unsure(disputed))
    return merged(five, pause)


def time_barred(now: Situation, legs: Legs) -> Finding:
    """Refuse to threaten a suit on a time-barred debt."""
    expired = now.requests.claim.is_expired
    threat: Mask = now.requests.message.threatens_suit
    return find(legs, threat, refuses=yes(expired), unknown=unsure(expired))


def risk_of_a_visit(now: Situation, legs: Legs) -> Finding:
    """Never decide; remind the visitors that others may hear."""
    before = now.is_visit & ~now.is_at_door
    return find(legs, before, duties=Duties(passing=Obligation.NO_DEBT_DISCLOSURE))


_TIMED = ("at", "zone_set", "medium", "delivery", "purpose", "attempts")

RULES = (
    Rule(ids=("US-TIME-01",), needs=_TIMED, examine=convenient_hours),
    Rule(ids=("US-TIME-02",), needs=(*_TIMED, "wishes"), examine=wished_hours),
    Rule(
        ids=("US-PLACE-01",),
        arises="is_visit",
        needs=("medium", "place", "unwanted_places"),
        examine=unusual_places,
    ),
    Rule(
        ids=("US-PLACE-02",),
        needs=("channel", "medium", "place", "is_point_at_work", "employer_forbids"),
        examine=contact_at_work,
    ),
    Rule(
        ids=("US-ATTY-01",),
        needs=("channel", "relation", "is_represented", "lawyer_answers", "lawyer_agrees"),
        examine=attorney,
    ),
    Rule(ids=("US-FREQ-04",), needs=("purpose", "review"), examine=harassment),
    Rule(
        ids=("US-THIRD-01",),
        arises="is_third_party",
        needs=(
            "channel",
            "purpose",
            "mentions_debt",
            "was_asked_to_call_again",
            "known_attempts",
        ),
        examine=third_persons,
    ),
    Rule(
        ids=("US-ECOMM-01",),
        needs=("medium", "has_opt_out", "is_point_at_work", "is_posted_publicly"),
        examine=electronic_messages,
    ),
    Rule(
        ids=("US-VALID-01",),
        needs=(
            "at",
            "zone_set",
            "channel",
            "purpose",
            "first_communication_day",
            "validation_sent_day",
            "has_open_dispute",
            "is_dispute_written",
        ),
        examine=validation,
    ),
    Rule(ids=("US-TBD-01",), needs=("threatens_suit", "is_expired"), examine=time_barred),
    Rule(
        ids=("US-INPERSON-01",),
        arises="is_visit",
        needs=("medium", "stage"),
        examine=risk_of_a_visit,
    ),
)
