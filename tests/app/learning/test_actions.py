"""Is a model fitted only from what was known, once per state of knowledge, by who may?"""

from datetime import timedelta

import pytest
from tests.app.demonstration import DAWN, DAY, Demonstration, quiet

from doorstep.probability.heads import Basis, Head
from doorstep.probability.rolling import Rolling
from doorstep.terms.local_time import beijing_instant
from doorstep_desk.audit.queries import entries_for
from doorstep_desk.commands.demo_store import day_runner
from doorstep_desk.commands.outcomes import answer_day
from doorstep_desk.decisions.facts import DayFacts, day_facts
from doorstep_desk.decisions.models import Decision, ModelVersion
from doorstep_desk.decisions.queries import latest_assessment
from doorstep_desk.decisions.registry import newest_rolling, standing
from doorstep_desk.learning.actions import Learned, learn
from doorstep_desk.organisations.actions import add_organisation
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


@pytest.mark.parametrize("who", ["agent1", "lead", "compliance", "admin"])
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


def test_what_is_fitted_later_is_a_candidate_and_the_first_stays_in_use(demo):
    found = learned(demo, facts(demo))
    stands = standing(demo.agency_id, Head.PAID_WITHIN_14_DAYS)
    assert found.heads.paid.model.version == stands.head.model.version
    assert stands.step == "first"
    verbs = {entry.verb: entry for entry in entries_for(f"model:{stands.row_id}")}
    assert verbs["model.promoted"].details["because"] == "no learned model stood"
    rows = ModelVersion.objects.filter(head=Head.PAID_WITHIN_14_DAYS.value).order_by("id")
    assert rows.last().version == found.candidates[1]
    assert entries_for(f"model:{rows.last().pk}")[0].verb == "model.proposed"


def test_a_candidate_shows_its_rivals_its_groups_and_the_one_that_stands(demo):
    found = learned(demo, facts(demo))
    metrics = ModelVersion.objects.get(version=found.candidates[1]).metrics
    assert set(metrics["rivals"]) == {"challenger", "scorecard"}
    for rival in metrics["rivals"].values():
        low, high = rival["difference"]["log_loss"]["interval"]
        assert low <= rival["difference"]["log_loss"]["difference"] <= high
    assert metrics["standing"]["version"] == found.heads.paid.model.version
    assert {line["attribute"] for line in metrics["groups"]} == {"language", "age", "gender"}
    assert len(metrics["curve"]) == 10


def test_an_outcome_moves_the_chances_at_once_and_the_moves_are_kept_with_the_day(demo):
    answered = answer_day(actor=demo.runner, on=DAY)
    assert answered["contacts"] > 0
    run_day(actor=demo.runner, on=TOMORROW, watch=quiet())
    used = latest_assessment(demo.agency_id, TOMORROW).models_used
    moves = Rolling.from_dict(used["moves"]["contact"])
    assert moves.outcomes > 0
    assert moves.mean("offset") != 0
    state = newest_rolling(demo.agency_id, Head.CONTACT)
    assert Rolling.from_dict(state.state) == moves


def test_the_next_day_learns_from_the_answers_of_this_one(demo):
    answered = answer_day(actor=demo.runner, on=DAY)
    assert answered["contacts"] > 0
    summary = run_day(actor=demo.runner, on=TOMORROW, watch=quiet())
    before, after = demo.summary["model"], summary["model"]
    assert after["contact_rows"] > before["contact_rows"]
    assert after["rows"] >= before["rows"]


def test_each_link_of_the_chain_is_learned_kept_and_issued_with_every_decision(demo):
    found = learned(demo, facts(demo))
    for head in Head:
        assert standing(demo.agency_id, head) is not None
    assert found.heads.promise.card.basis is Basis.LEARNED
    assert found.heads.promise.card.base_rate < 1
    row = latest_assessment(demo.agency_id, DAY)
    assert row.models_used["promise"] == standing(demo.agency_id, Head.PROMISE).head.card.version
    decision = Decision.objects.filter(assessment=row).first()
    promise = decision.chances["promise"]
    assert promise["low"] <= promise["p"] <= promise["high"]
    assert promise["support"] > 0


def test_a_store_without_history_says_so_instead_of_guessing(demo):
    new = add_organisation(actor=demo.runner, kind="agency", name="新机构", at=DAWN).id
    day = day_facts(new, DAY, DAWN, {})
    found = learn(actor=day_runner(new), facts=day.facts, on=DAY, input_hash="0" * 64, at=DAWN)
    assert found.summary() is None
    assert standing(new, Head.CONTACT).head.card.basis is Basis.BASE_RATE
