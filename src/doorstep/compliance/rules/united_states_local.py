"""In Massachusetts and New York City: visits, calls, texts and all attempts together."""

import numpy as np

from doorstep.compliance.asked.masks import equals, one_of
from doorstep.compliance.finding import Duties, Finding, bits, find, merged
from doorstep.compliance.readings.limits import is_reached
from doorstep.compliance.readings.local_hours import within_hours
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Mask, Situation, no, unsure, yes
from doorstep.compliance.words import (
    ConsentKind,
    Objection,
    Obligation,
    PlaceKind,
    Relation,
)
from doorstep.terms.codes import Channel

_CALLS_AND_TEXTS = (Channel.CALL, Channel.SMS)
_ELECTRONIC = (Channel.SMS, Channel.IM, Channel.EMAIL)


def household_visits(now: Situation, legs: Legs) -> Finding:
    """Refuse household visits in quiet hours, too soon after a meeting, or inside unasked."""
    visit, home = now.requests.visit, now.is_place(PlaceKind.HOME)
    agreed = now.consent(ConsentKind.ENTRY)
    soon = is_reached(now, legs, "US-MA-01", "met")
    unasked = yes(visit.is_inside) & no(agreed)
    conduct = find(
        legs,
        home,
        refuses=soon | unasked,
        unknown=unsure(visit.is_inside) | (yes(visit.is_inside) & unsure(agreed)),
        duties=Duties(passing=bits(no(visit.is_inside), Obligation.STAY_OUTSIDE)),
    )
    return merged(within_hours(now, legs, home), conduct)


def visits_at_work(now: Situation, legs: Legs) -> Finding:
    """Refuse visits at work unless asked for."""
    visit = now.requests.visit
    asked = visit.is_requested & (equals(visit.requested_place, PlaceKind.WORK))
    return find(legs, now.is_place(PlaceKind.WORK), refuses=~asked)


def calls_and_texts(now: Situation, legs: Legs) -> Finding:
    """Refuse after the allowed calls and texts, at home and at work each for itself."""
    contact, people = now.requests.contact, now.requests.people
    at_work = yes(contact.is_point_at_work)
    asked = one_of(contact.medium, _CALLS_AND_TEXTS) & ~now.is_third_party
    asked &= ~now.is_relation(Relation.ATTORNEY)
    home = is_reached(now, legs, "US-MA-03", "home")
    work = is_reached(now, legs, "US-MA-03", "work")
    oral = equals(people.work_objection, Objection.ORAL)
    runs: Mask = now.day <= people.objected_day.astype(np.int64) + legs.most("oral_days")
    objected = equals(people.work_objection, Objection.WRITTEN) | (oral & runs)
    return find(legs, asked, refuses=np.where(at_work, work | objected, home))


def attempts_in_a_week(now: Situation, legs: Legs) -> Finding:
    """Refuse after the allowed attempts of all kinds; electronic ones need consent."""
    return merged(_counted(now, legs.only("new")), _counted(now, legs.only("old"), consent=False))


def _counted(now: Situation, legs: Legs, *, consent: bool = True) -> Finding:
    asked = now.is_pressing & ~now.is_third_party & ~now.is_relation(Relation.ATTORNEY)
    enough = is_reached(now, legs, "US-NYC-01", "per_week")
    electronic = one_of(now.requests.contact.medium, _ELECTRONIC) & consent
    agreed = now.consent(ConsentKind.ELECTRONIC_CONTACT)
    return find(
        legs,
        asked,
        refuses=enough | (electronic & no(agreed)),
        unknown=electronic & unsure(agreed),
    )


_COUNTED = ("at", "zone_set", "channel", "medium", "account_id", "relation", "attempts")

RULES = (
    Rule(
        ids=("US-MA-01",),
        arises="is_visit",
        needs=("at", "zone_set", "medium", "place", "is_inside", "consents", "attempts"),
        examine=household_visits,
    ),
    Rule(
        ids=("US-MA-02",),
        arises="is_visit",
        needs=("medium", "place", "is_requested", "requested_place"),
        examine=visits_at_work,
    ),
    Rule(
        ids=("US-MA-03",),
        needs=(*_COUNTED, "is_point_at_work", "work_objection", "objected_day"),
        examine=calls_and_texts,
    ),
    Rule(ids=("US-NYC-01",), needs=(*_COUNTED, "purpose", "consents"), examine=attempts_in_a_week),
)
