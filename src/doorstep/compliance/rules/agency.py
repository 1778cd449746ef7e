"""May this agency, and may these people, work the claim?"""

from doorstep.compliance.asked.columns import UNKNOWN_DAY, UNKNOWN_NUMBER
from doorstep.compliance.finding import Duties, Finding, find
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Mask, Situation, no, unsure, yes
from doorstep.compliance.words import Obligation
from doorstep.terms.codes import Purpose


def public_list(now: Situation, legs: Legs) -> Finding:
    """Refuse an agency that is not on the lender's public list."""
    listed = now.requests.claim.is_listed_agency
    return find(legs, now.is_from_agency, refuses=no(listed), unknown=unsure(listed))


def outsourcing_notice(now: Situation, legs: Legs) -> Finding:
    """Refuse before the borrower was told that an agency works the claim."""
    told = now.requests.claim.has_outsourcing_notice
    asked = now.is_from_agency & ~now.has_purpose(Purpose.OUTSOURCING_NOTICE)
    return find(legs, asked, refuses=no(told), unknown=unsure(told))


def yearly_evaluation(now: Situation, legs: Legs) -> Finding:
    """Hold a new mandate to an agency that was not evaluated within the year."""
    days = now.requests.claim.evaluated_days_before
    return _within_a_year(now, legs, days > legs.least("days"), days == UNKNOWN_NUMBER)


def yearly_inspection(now: Situation, legs: Legs) -> Finding:
    """Hold a new mandate to an agency that was not inspected on site within the year."""
    days = now.requests.claim.inspected_days_before
    return _within_a_year(now, legs, days > legs.least("days"), days == UNKNOWN_NUMBER)


def _within_a_year(now: Situation, legs: Legs, too_old: Mask, unknown: Mask) -> Finding:
    asked = now.is_from_agency & now.requests.claim.is_new_placement
    return find(legs, asked, holds=too_old, unknown=unknown)


def violent_agency(now: Situation, legs: Legs) -> Finding:
    """Refuse an agency with a record of violent or unlawful collection."""
    record = now.requests.claim.has_violent_record
    return find(legs, now.is_from_agency, refuses=yes(record), unknown=unsure(record))


def trained_people(now: Situation, legs: Legs) -> Finding:
    """Refuse people with a record, without this year's training, or with a lapsed certificate."""
    visit = now.requests.visit
    record, since = visit.agents_have_violent_record, visit.longest_since_training_days
    calls_by_people = now.is_call & ~now.requests.contact.is_ai
    ends = visit.first_certificate_ends_day
    # Unknown and absent days are the smallest numbers, so a known end lies above both.
    lapsed = now.is_visit & (ends > UNKNOWN_DAY) & (ends < now.day)
    return find(
        legs,
        now.is_visit | calls_by_people,
        refuses=yes(record) | (since > legs.least("days")) | lapsed,
        unknown=unsure(record) | (since == UNKNOWN_NUMBER) | visit.has_unknown_training,
    )


def second_tier(now: Situation, legs: Legs) -> Finding:
    """Refuse a second-tier agency without the lender's consent."""
    tier, agreed = now.requests.claim.agency_tier, now.requests.claim.may_subcontract
    deep = tier > legs.least("tiers")
    return find(
        legs,
        now.is_from_agency,
        refuses=deep & no(agreed),
        unknown=(tier == UNKNOWN_NUMBER) | (deep & unsure(agreed)),
    )


def entrusted_processing(now: Situation, legs: Legs) -> Finding:
    """Refuse re-entrusted data where the second tier is refused."""
    tier, agreed = now.requests.claim.agency_tier, now.requests.claim.may_subcontract
    refused = now.is_from_agency & (tier > 1) & no(agreed)
    return find(legs, refused & now.take_part("CN-OUT-07"), refuses=refused)


def standalone_firm(now: Situation, legs: Legs) -> Finding:
    """Hold a stand-alone collection firm until a lawyer has signed off."""
    opinion = now.requests.claim.has_legal_opinion
    return find(
        legs,
        now.is_from_agency & now.requests.claim.is_standalone_agency,
        holds=no(opinion),
        unknown=unsure(opinion),
        duties=Duties(holding=Obligation.LAWYER_REVIEW),
    )


_TIER = ("org_kind", "agency_tier", "may_subcontract")

RULES = (
    Rule(ids=("CN-OUT-01",), needs=("org_kind", "is_listed_agency"), examine=public_list),
    Rule(
        ids=("CN-OUT-02",),
        needs=("org_kind", "purpose", "has_outsourcing_notice"),
        examine=outsourcing_notice,
    ),
    Rule(
        ids=("CN-OUT-03",),
        arises="is_new_mandate",
        needs=("org_kind", "is_new_placement", "evaluated_days_before"),
        examine=yearly_evaluation,
    ),
    Rule(
        ids=("CN-OUT-04",),
        arises="is_new_mandate",
        needs=("org_kind", "is_new_placement", "inspected_days_before"),
        examine=yearly_inspection,
    ),
    Rule(ids=("CN-OUT-05",), needs=("org_kind", "has_violent_record"), examine=violent_agency),
    Rule(
        ids=("CN-OUT-06",),
        needs=(
            "at",
            "zone_set",
            "medium",
            "is_ai",
            "agents_have_violent_record",
            "longest_since_training_days",
            "has_unknown_training",
            "first_certificate_ends_day",
        ),
        examine=trained_people,
    ),
    Rule(ids=("CN-OUT-07",), needs=_TIER, examine=second_tier),
    Rule(ids=("CN-PI-05",), needs=_TIER, examine=entrusted_processing),
    Rule(
        ids=("CN-OUT-08",),
        needs=("org_kind", "is_standalone_agency", "has_legal_opinion"),
        examine=standalone_firm,
    ),
)
