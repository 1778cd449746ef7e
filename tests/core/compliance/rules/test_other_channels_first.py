import pytest
from tests.core.compliance.lawful import CALENDAR, RULEBOOK, answer, attempt, visit

from doorstep.compliance.decide import judge
from doorstep.compliance.history import no_attempts
from doorstep.compliance.words import Answer
from doorstep.terms.codes import Channel, Direction, Disposition

RULE = "HP-VISIT-LAST"


@pytest.mark.parametrize(
    ("past", "verdict"),
    [
        ([], Answer.ALLOW),  # an unanswered call and message, long ago
        ([attempt("09:00", disposition=Disposition.RIGHT_PARTY_CONTACT)], Answer.DENY),  # reached
        ([attempt("09:00", disposition=Disposition.RIGHT_PARTY_CONTACT), attempt("09:30")],
         Answer.ALLOW),  # the last call failed again
        ([attempt("09:00", channel=Channel.SMS, disposition=Disposition.REPLIED)], Answer.DENY),
        ([attempt("09:00", channel=Channel.SMS, disposition=Disposition.REPLIED,
                  direction=Direction.INBOUND)], Answer.ALLOW),  # only our own attempts count
    ],
)  # fmt: skip
def test_a_visit_comes_after_two_other_channels_failed(past, verdict):
    assert answer(RULE, visit(), *past) is verdict


def test_without_any_attempt_there_is_no_visit_unless_the_borrower_asked():
    for is_requested, verdict in ((False, Answer.DENY), (True, Answer.ALLOW)):
        request = visit(is_requested=is_requested)
        judgement = judge(request, no_attempts(), RULEBOOK, CALENDAR)
        assert judgement.answer(RULE)[0] == verdict


def test_of_two_attempts_at_one_instant_the_better_counts():
    reached = attempt("09:00", disposition=Disposition.RIGHT_PARTY_CONTACT)
    for past in ([reached, attempt("09:00")], [attempt("09:00"), reached]):
        assert answer(RULE, visit(), *past) is Answer.DENY
