"""In the United Kingdom: may this customer be visited, there, now and so?"""

from doorstep.compliance.asked.joins import any_of, matches
from doorstep.compliance.asked.masks import equals
from doorstep.compliance.finding import Duties, Finding, bits, find, merged
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Mask, Situation, no, unsure, yes
from doorstep.compliance.words import ConsentKind, Obligation, PlaceKind, Tactic
from doorstep.terms.codes import Channel, Disposition

_UNFIT = (
    PlaceKind.WORK,
    PlaceKind.HOSPITAL,
    PlaceKind.SCHOOL,
    PlaceKind.LEISURE,
    PlaceKind.FUNERAL,
    PlaceKind.WEDDING,
    PlaceKind.EXAM_SITE,
)


def visits(now: Situation, legs: Legs) -> Finding:
    """Refuse visits to the vulnerable and to unfit places, entry unasked, and staying on."""
    visit, agreed = now.requests.visit, now.consent(ConsentKind.ENTRY)
    inside = visit.is_inside
    asked_for = visit.is_requested & (visit.requested_place == visit.place)
    wrong = _is_vulnerable(now) | (now.is_place(*_UNFIT) & ~asked_for)
    wrong |= (yes(inside) & no(agreed)) | now.uses(Tactic.THREATEN)
    unknown = ~now.requests.people.is_vulnerability_known | now.is_place(PlaceKind.UNKNOWN)
    unknown |= unsure(inside) | (yes(inside) & unsure(agreed))
    entry = find(
        legs.only("entry"),
        now.is_visit,
        refuses=wrong,
        unknown=unknown,
        duties=Duties(passing=bits(no(inside), Obligation.STAY_OUTSIDE)),
    )
    leaves = now.is_visit & now.is_at_door & (visit.is_asked_to_leave | visit.is_in_distress)
    stay = find(
        legs.only("stay"),
        leaves,
        refuses=leaves,
        duties=Duties(refusing=Obligation.END_VISIT),
    )
    return merged(entry, stay)


def disputed_debt(now: Situation, legs: Legs) -> Finding:
    """Refuse a visit on a disputed debt unless it was agreed."""
    claim = now.requests.claim
    disputed = yes(claim.has_open_dispute) & ~claim.is_visit_agreed
    unknown = unsure(claim.has_open_dispute)
    return find(legs, now.is_visit & (disputed | unknown), refuses=disputed, unknown=unknown)


def first_visit(now: Situation, legs: Legs) -> Finding:
    """Refuse a first visit that nobody announced; say what it is for."""
    past, visit = now.past, now.requests.visit
    came = (equals(past.channel, Channel.VISIT)) & ~past.ended_in(Disposition.CANCELLED)
    unasked = ~visit.is_requested
    return find(
        legs,
        now.is_visit & (past.count(came) == 0),
        refuses=unasked & no(visit.notice_sent),
        unknown=unasked & unsure(visit.notice_sent),
        duties=Duties(passing=Obligation.EXPLAIN_PURPOSE),
    )


def _is_vulnerable(now: Situation) -> Mask:
    """Say whose borrower has any note, however old or reviewed."""
    table = now.requests.vulnerabilities
    request, row = matches(now.requests.contact.person_id, table.by_person)
    return any_of(request, row >= 0, len(now))


RULES = (
    Rule(
        ids=("UK-VISIT-01",),
        arises="is_visit",
        needs=(
            "medium",
            "stage",
            "place",
            "is_inside",
            "is_requested",
            "requested_place",
            "is_vulnerability_known",
            "vulnerabilities",
            "tactics",
            "consents",
            "is_asked_to_leave",
            "is_in_distress",
        ),
        examine=visits,
    ),
    Rule(
        ids=("UK-VISIT-02",),
        arises="is_visit",
        needs=("medium", "has_open_dispute", "is_visit_agreed"),
        examine=disputed_debt,
    ),
    Rule(
        ids=("UK-VISIT-03",),
        arises="is_visit",
        needs=("medium", "is_requested", "notice_sent", "known_attempts"),
        examine=first_visit,
    ),
)
