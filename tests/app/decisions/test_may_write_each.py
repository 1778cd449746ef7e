"""Does the law answer several cases at once as it answers each alone?"""

from datetime import timedelta

import pytest
from tests.app.demonstration import DAWN, DAY
from tests.app.doors import queries_of

from doorstep.terms.codes import Channel, Purpose, Verdict
from doorstep_desk.cases.lists import cases_among
from doorstep_desk.cases.models import Account
from doorstep_desk.decisions.may_write import may_write, may_write_each
from doorstep_desk.decisions.one_case import CaseAsked, case_row, case_rows
from doorstep_desk.decisions.queries import decisions_of, latest_assessment
from doorstep_desk.decisions.workers import workers_of
from doorstep_desk.plumbing.scope import acting_as

TEN = DAWN + timedelta(hours=4)


@pytest.fixture
def asked(demo):
    """Return forty cases of the synthetic day, one of which was called back."""
    rows = decisions_of(latest_assessment(demo.agency_id, DAY).pk).order_by("case_id")
    case_ids = list(rows.values_list("case_id", flat=True)[:40])
    Account.objects.filter(case_id=case_ids[7]).update(recalled_on=DAY)
    lead = demo.actor("lead")
    with acting_as(lead):
        workers = workers_of(demo.agency_id, DAY, TEN)
        cases = cases_among(lead, case_ids)
        yield [CaseAsked(each, DAY, TEN, None, workers) for each in cases.values()]


def test_nothing_is_asked_about_nobody():
    assert case_rows([]) == []
    assert may_write_each([], Purpose.REPLY, TEN, in_own_language=True, channel=Channel.SMS) == {}


@pytest.mark.parametrize("purpose", [Purpose.REPLY, Purpose.REMIND])
def test_each_is_answered_as_if_it_were_alone(asked, purpose):
    together = may_write_each(asked, purpose, TEN, in_own_language=True, channel=Channel.SMS)
    for each in asked:
        alone = may_write(each, purpose, TEN, in_own_language=True, channel=Channel.SMS)
        found = together.get(each.case.pk)
        assert (found is None) == (alone is None)
        if found is not None and alone is not None:
            assert (found.verdict, found.because, found.point_id) == (
                alone.verdict, alone.because, alone.point_id,
            )  # fmt: skip
    assert len(together) == len(asked) - 1
    assert Verdict.ALLOW in {each.verdict for each in together.values()}


def test_each_case_is_seen_as_if_it_were_alone(asked):
    assert case_rows(asked) == [case_row(each) for each in asked]


def test_the_number_of_questions_does_not_grow(asked):
    def ask(rows) -> int:
        return queries_of(
            lambda: may_write_each(
                rows, Purpose.REPLY, TEN, in_own_language=True, channel=Channel.SMS
            )
        )

    assert ask(asked[:2]) == ask(asked)
