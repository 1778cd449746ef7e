"""Is a flagged pattern of contact under review, or was the complaint found right?"""

from doorstep.compliance.asked.masks import equals, one_of
from doorstep.compliance.finding import Duties, Finding, find
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Situation
from doorstep.compliance.words import Obligation, ReviewState, ReviewSubject

_REVIEW = Duties(holding=Obligation.HUMAN_REVIEW, refusing=Obligation.HUMAN_REVIEW)


def under_review(now: Situation, legs: Legs, *subjects: ReviewSubject) -> Finding:
    """Hold pressing contacts while a review of these subjects is open; refuse if it was upheld."""
    state = now.requests.claim.review
    matters = now.is_under_review
    if not matters.any():
        return find(legs, matters)
    subject = now.requests.claim.review_subject
    # A review of which not even the subject is known may be about anything.
    nothing_known = (equals(subject, ReviewSubject.NONE)) & (equals(state, ReviewState.UNKNOWN))
    about = one_of(subject, subjects) | nothing_known
    return find(
        legs,
        now.is_pressing & about & matters,
        refuses=equals(state, ReviewState.UPHELD),
        holds=equals(state, ReviewState.OPEN),
        unknown=equals(state, ReviewState.UNKNOWN),
        duties=_REVIEW,
    )
