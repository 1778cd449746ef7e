"""Is a flagged pattern of contact under review, or was the complaint found right?"""

from doorstep.compliance.asked.masks import one_of
from doorstep.compliance.finding import Duties, Finding, find
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Situation
from doorstep.compliance.words import Obligation, ReviewState, ReviewSubject

_REVIEW = Duties(holding=Obligation.HUMAN_REVIEW, refusing=Obligation.HUMAN_REVIEW)


def under_review(now: Situation, legs: Legs, *subjects: ReviewSubject) -> Finding:
    """Hold pressing contacts while a review of these subjects is open; refuse if it was upheld."""
    state = now.requests.claim.review
    subject = now.requests.claim.review_subject
    # A review of which not even the subject is known may be about anything.
    nothing_known = (subject == ReviewSubject.NONE) & (state == ReviewState.UNKNOWN)
    about = one_of(subject, subjects) | nothing_known
    matters = ~one_of(state, (ReviewState.NONE, ReviewState.CLEARED))
    return find(
        legs,
        now.is_pressing & about & matters,
        refuses=state == ReviewState.UPHELD,
        holds=state == ReviewState.OPEN,
        unknown=state == ReviewState.UNKNOWN,
        duties=_REVIEW,
    )
