"""In the United States: how often may a person be called?"""

from doorstep.compliance.asked.joins import any_of, matches
from doorstep.compliance.asked.masks import equals, has_bits
from doorstep.compliance.finding import Finding, find
from doorstep.compliance.readings.account_contacts import is_same_account
from doorstep.compliance.readings.limits import is_reached
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Mask, Situation
from doorstep.compliance.words import ConsentKind, ConsentState, Jurisdiction, Relation
from doorstep.terms.codes import Channel, Disposition
from doorstep.terms.local_time import NO_INSTANT

_UNCONNECTED = (Disposition.BUSY, Disposition.NOT_CONNECTED)
_TALKS = (Disposition.RIGHT_PARTY_CONTACT, Disposition.THIRD_PARTY_CONTACT)
_PERHAPS_TALKS = (Disposition.CONNECTED_SHORT, Disposition.UNKNOWN, Disposition.IN_PROGRESS)
_DAY = 86_400
_CONSENT_RULE = "US-FREQ-03"


def calls_on_one_debt(now: Situation, legs: Legs) -> Finding:
    """Refuse after the allowed number of calls placed on one debt in a week."""
    return _calls(now, legs, is_reached(now, legs, "US-FREQ-01", "per_week"))


def calls_to_one_person(now: Situation, legs: Legs) -> Finding:
    """Refuse after the allowed number of calls to one person over all debts (house policy)."""
    return _calls(now, legs, is_reached(now, legs, "HP-US-PERSON", "per_week"))


def _calls(now: Situation, legs: Legs, enough: Mask) -> Finding:
    return find(legs, _is_counted_call(now), refuses=~_agreed_lately(now) & enough)


def calls_after_a_talk(now: Situation, legs: Legs) -> Finding:
    """Refuse a call within a week after a conversation on the debt, whoever called."""
    past = now.past
    talked = past.ended_in(*_TALKS) & past.column("is_own")
    talked |= past.ended_in(*_PERHAPS_TALKS)
    talked &= (equals(past.channel, Channel.CALL)) & is_same_account(now)
    count = past.within_days(legs.most("week_days"), talked)
    return find(legs, _is_counted_call(now), refuses=~_agreed_lately(now) & (count > 0))


def calls_left_out(now: Situation, legs: Legs) -> Finding:
    """Never refuse; name the exceptions where one was used."""
    past = now.past
    left_out = past.is_call_out & past.ended_in(*_UNCONNECTED) & is_same_account(now)
    used = past.within_days(legs.most("days"), left_out) > 0
    return find(legs, _is_counted_call(now) & (_agreed_lately(now) | used))


def _is_counted_call(now: Situation) -> Mask:
    in_us = has_bits(now.requests.contact.jurisdictions, Jurisdiction.US)
    call = equals(now.requests.contact.channel, Channel.CALL)
    return in_us & call & ~now.is_relation(Relation.ATTORNEY)


def _consent_days(now: Situation) -> int:
    """Return for how many days an agreement to be called back holds, 0 without its rule."""
    entry = now.rulebook.entries.get(_CONSENT_RULE)
    return max((leg.values["days"] for leg in entry.legs), default=0) if entry else 0


def _agreed_lately(now: Situation) -> Mask:
    """Say who agreed of late to be called back."""
    table, contact = now.requests.consents, now.requests.contact
    request, row = matches(contact.person_id, table.by_person)
    given, at = table.given_at[row], contact.at[request]
    fits = (equals(table.kind[row], ConsentKind.PRIOR_CALL)) & (given != NO_INSTANT)
    fits &= (equals(table.state[row], ConsentState.GIVEN)) & has_bits(table.channels[row], 1)
    fits &= (given <= at) & (at < table.ends_at[row]) & (given >= at - _consent_days(now) * _DAY)
    return any_of(request, fits, len(now))


_NEEDS = ("at", "zone_set", "channel", "relation", "attempts", "consents")

RULES = (
    Rule(
        ids=("US-FREQ-01",),
        arises="is_call",
        needs=(*_NEEDS, "account_id"),
        examine=calls_on_one_debt,
    ),
    Rule(
        ids=("US-FREQ-02",),
        arises="is_call",
        needs=(*_NEEDS, "account_id"),
        examine=calls_after_a_talk,
    ),
    Rule(
        ids=("US-FREQ-03",),
        arises="is_call",
        needs=(*_NEEDS, "account_id"),
        examine=calls_left_out,
    ),
    Rule(ids=("HP-US-PERSON",), arises="is_in_us", needs=_NEEDS, examine=calls_to_one_person),
)
