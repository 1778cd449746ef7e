"""Was the visit announced in time, with a way to decline?"""

from doorstep.compliance.finding import Finding, find
from doorstep.compliance.readings.notices import notice_of
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Situation, no, unsure, yes


def visit_is_announced(now: Situation, legs: Legs) -> Finding:
    """Refuse a visit that nobody announced and nobody asked for."""
    visit = now.requests.visit
    return find(
        legs,
        now.is_visit,
        refuses=~now.is_visit_wanted & no(visit.notice_sent),
        unknown=~now.is_visit_wanted & unsure(visit.notice_sent),
    )


def visit_notice(now: Situation, legs: Legs) -> Finding:
    """Refuse a visit without a good notice: a day before, and with a way to decline."""
    visit = now.requests.visit
    notice = notice_of(now, legs.most("hours"))
    sent, option = yes(visit.notice_sent), visit.notice_may_decline
    poor = no(visit.notice_sent) | (sent & (notice.is_late | no(option)))
    in_doubt = unsure(visit.notice_sent) | (sent & (notice.is_unknown | unsure(option)))
    unasked = ~now.is_visit_wanted
    return find(legs, now.is_visit, refuses=unasked & poor, unknown=unasked & in_doubt)


RULES = (
    Rule(
        ids=("CN-VISIT-10",),
        arises="is_visit",
        needs=("medium", "is_requested", "notice_sent", "consents"),
        examine=visit_is_announced,
    ),
    Rule(
        ids=("HP-VISIT-NOTICE",),
        arises="is_visit",
        needs=(
            "medium",
            "is_requested",
            "notice_sent",
            "notice_at",
            "notice_seconds_before",
            "notice_may_decline",
            "consents",
        ),
        examine=visit_notice,
    ),
)
