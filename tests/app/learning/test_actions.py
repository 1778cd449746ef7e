"""Is a model fitted only from what was known, once per state of knowledge, by who may?"""

from datetime import timedelta

import pytest
from tests.app.demonstration import DAY, Demonstration, quiet

from doorstep.terms.local_time import beijing_instant
from doorstep_desk.audit.queries import entries_for
from doorstep_desk.commands.outcomes import answer_day
from doorstep_desk.decisions.facts import DayFacts, day_facts
from doorstep_desk.decisions.models import ModelVersion
from doorstep_desk.learning.actions import Learned, learn
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.workdays.actions.run_day import run_day

TOMORROW = DAY + timedelta(days=1)


def facts(demo: Demonstration, on=TOMORROW) -> DayFacts:
    return day_facts(demo.agency_id, on, beijing_instant(on, 6), {})


def learned(demo: Demonstration, day: DayFacts, **more) -> Learned:
    return learn(
        actor=more.get("actor", demo.runner), facts=day.facts, on=day.on,
        input_hash=day.digest, at=beijing_instant(day.on, 6),
    )  # fmt: skip


@pytest.mark.parametrize("who", ["agent1", "lead", "analyst", "admin"])
def test_who_may_not_put_a_model_into_use_fits_nothing(demo, who):
    before = ModelVersion.objects.count()
    with pytest.raises(Refused, match="role"):
        learned(demo, facts(demo), actor=demo.actor(who))
    assert ModelVersion.objects.count() == before


def test_the_same_knowledge_is_not_fitted_twice(demo):
    answer_day(actor=demo.runner, on=DAY)  # something new to know
    day = facts(demo)
    first = learned(demo, day)
    count = ModelVersion.objects.count()
    again = learned(demo, day)
    assert (first.is_new, again.is_new) == (True, False)
    assert ModelVersion.objects.count() == count
    assert again.heads.paid.model.version == first.heads.paid.model.version


def test_what_was_kept_gives_back_the_same_chances(demo):
    day = facts(demo)
    first, again = learned(demo, day), learned(demo, day)
    assert again.heads.contact.as_dict() == first.heads.contact.as_dict()
    assert again.heads.paid.as_dict() == first.heads.paid.as_dict()


def test_a_head_is_put_into_use_by_a_name_and_leaves_a_trace(demo):
    learned(demo, facts(demo))
    row = ModelVersion.objects.order_by("-id").first()
    entry = entries_for(f"model:{row.pk}")[0]
    assert (entry.verb, entry.actor) == ("model.promoted", demo.runner.name)
    assert entry.details["version"] == row.version


def test_the_next_day_learns_from_the_answers_of_this_one(demo):
    answered = answer_day(actor=demo.runner, on=DAY)
    assert answered["contacts"] > 0
    summary = run_day(actor=demo.runner, on=TOMORROW, watch=quiet())
    before, after = demo.summary["model"], summary["model"]
    assert after["contact_rows"] > before["contact_rows"]
    assert after["rows"] >= before["rows"]


def test_a_store_without_history_says_so_instead_of_guessing(demo):
    day = day_facts(demo.agency_id + 1_000, DAY, beijing_instant(DAY, 6), {})
    stranger = type(demo.runner)(
        "day run", "system", demo.runner.permissions, None, demo.agency_id
    )
    found = learn(
        actor=stranger, facts=day.facts, on=DAY, input_hash="0" * 64,
        at=beijing_instant(DAY, 6),
    )  # fmt: skip
    assert found.summary() is None
