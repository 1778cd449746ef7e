"""Is the contact recorded?"""

from doorstep.compliance.finding import Duties, Finding, find, merged
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Situation, no, unsure, yes
from doorstep.compliance.words import ConsentKind, Obligation, PlaceKind


def recording(now: Situation, legs: Legs) -> Finding:
    """Refuse a visit or call without a working recorder.

    Inside a home or hotel room the recorder need not run without consent; a recorder that does
    not work is refused there as well.
    """
    works = now.requests.visit.has_working_recorder
    indoors = now.is_place(PlaceKind.HOME, PlaceKind.HOTEL) & yes(now.requests.visit.is_inside)
    agreed = yes(now.consent(ConsentKind.RECORDING_INSIDE))
    need_not_run = indoors & ~agreed & yes(works)
    duties = Duties(passing=Obligation.RECORD)
    outbound = ~now.is_inbound
    visits = find(
        legs.only("on-site"),
        now.is_visit & ~need_not_run,
        refuses=no(works) & outbound,
        unknown=unsure(works) & outbound,
        duties=duties,
    )
    calls = find(
        legs.only("calls"),
        now.is_call,
        refuses=no(works) & outbound,
        unknown=unsure(works) & outbound,
        duties=duties,
    )
    return merged(visits, calls)


RULES = (
    Rule(
        ids=("CN-VISIT-04",),
        needs=(
            "medium",
            "direction",
            "has_working_recorder",
            "place",
            "is_inside",
            "consents",
        ),
        examine=recording,
    ),
)
