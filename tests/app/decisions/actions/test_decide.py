"""Does the same knowledge give the same decisions, kept so that each can be read again?"""

import json
import os
from collections.abc import Iterator

import pytest
from django.db import connection
from tests.app.demonstration import ACCOUNTS, DAWN, DAY, Demonstration, clone, quiet

from doorstep.compliance.rulebook import rulebook_on
from doorstep.probability.heads import Head
from doorstep.terms.codes import Treatment
from doorstep_desk.commands.demo_store import make_demo
from doorstep_desk.decisions.models import Assessment, Decision
from doorstep_desk.decisions.queries import newest_decision
from doorstep_desk.decisions.registry import model_named, standing
from doorstep_desk.plumbing import clock
from doorstep_desk.workdays.actions.run_day import run_day

Kept = list[tuple[object, ...]]
_FIELDS = (
    "case_id", "treatment", "runner_up", "reason", "value_fen", "runner_up_value_fen",
    "propensity", "outstanding_fen", "days_past_due", "candidates", "findings", "chances",
)  # fmt: skip


def kept() -> Kept:
    rows = Decision.objects.order_by("case_id").values_list(*_FIELDS)
    return [(*row[:9], *(json.dumps(each, sort_keys=True) for each in row[9:])) for row in rows]


@pytest.fixture(scope="module")
def twin(demo_database, django_db_blocker) -> Iterator[tuple[dict, Kept]]:
    """Make the same store a second time from nothing, and return what its day said and kept."""
    usual = connection.settings_dict["NAME"]
    name = f"doorstep_twin_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    with django_db_blocker.unblock(), clock.fixed(DAWN):
        connection.close()
        clone("doorstep_template", name)
        connection.settings_dict["NAME"] = name
        runner = make_demo(on=DAY, at=DAWN, accounts=ACCOUNTS)
        summary = run_day(actor=runner, on=DAY, watch=quiet())
        decisions = kept()
        connection.close()
        connection.settings_dict["NAME"] = usual
    return summary, decisions


def test_two_stores_of_one_seed_say_and_keep_exactly_the_same(twin, demo_clone: Demonstration):
    summary, decisions = twin
    same = set(demo_clone.summary) - {"seconds"}
    assert {name: summary[name] for name in same} == {
        name: demo_clone.summary[name] for name in same
    }
    assert decisions == kept()


def test_every_decision_can_be_traced_to_rules_models_prices_and_seed(demo):
    row = Assessment.objects.get()
    assert row.rulebook == rulebook_on(DAY).digest
    assert len(row.facts_hash) == 64
    for head, version in (
        (Head.CONTACT, row.models_used["contact"]),
        (Head.PAID_WITHIN_14_DAYS, row.models_used["paid"]),
    ):
        named = model_named(demo.agency_id, version)
        in_use = standing(demo.agency_id, head)
        assert named is not None
        assert in_use is not None
        assert named.model.version == in_use.head.model.version == version
    assert {"fen", "gap", "assumed"} <= set(row.prices)
    assert 0 <= row.prices["gap"] < 0.05


def test_a_treatment_that_the_law_refuses_is_closed_and_says_so(demo):
    order = Assessment.objects.get().rules["order"]
    refused = 0
    for row in Decision.objects.all():
        for word, answers in row.findings.items():
            assert len(answers) == len(order)
            if set(answers) & set("dhu"):
                refused += 1
                assert row.candidates[word]["open"] is False
    assert refused > 100


def test_a_case_without_a_visit_names_the_rule_or_the_reason_of_the_choice(demo):
    order = set(Assessment.objects.get().rules["order"])
    reasons = set(Decision.objects.exclude(treatment="visit").values_list("reason", flat=True))
    assert reasons & order
    assert set(Decision.objects.filter(treatment="visit").values_list("reason", flat=True)) == {
        "chosen"
    }


def test_each_chance_has_an_interval_around_it_and_says_what_it_stands_on(demo):
    decided = Decision.objects.values_list("chances", flat=True)
    assert decided
    for chances in decided:
        assert set(chances) == {"call", "visit", "sms", "paid", "promise"}
        for chance in chances.values():
            assert 0 <= chance["low"] <= chance["p"] <= chance["high"] <= 1
            assert chance["basis"]
            assert chance["support"] >= 0


def test_the_newest_decision_of_a_case_is_the_newest_version(demo):
    row = Decision.objects.order_by("case_id").first()
    assert newest_decision(row.case_id).pk == row.pk
    assert newest_decision(-1) is None


def test_no_minor_is_pressed_and_no_dead_address_visited(demo):
    visits = Decision.objects.filter(treatment=Treatment.VISIT.word).select_related("case")
    assert visits
    for row in visits:
        assert (DAY - row.case.borrower.birth_on).days >= 18 * 365
        assert row.days_past_due > 0
        assert row.outstanding_fen > 0
