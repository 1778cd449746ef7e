from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.compliance.lawful import (
    CALENDAR,
    FACTS,
    RULEBOOK,
    YES,
    at,
    attempt,
    contact,
    history,
    judged,
    visit,
)

from doorstep.compliance.asked.columns import column_types
from doorstep.compliance.decide import judge
from doorstep.compliance.history import Attempts
from doorstep.compliance.judgement import FAIL_CLOSED
from doorstep.compliance.registry import found_rules
from doorstep.compliance.request import BEIJING_ONLY, ContactRequests, column_names
from doorstep.compliance.rulebook import FOLDERS, rulebook_on
from doorstep.compliance.words import Answer, Force, Jurisdiction, Relation, ReviewState
from doorstep.facts.columns import AttemptColumns
from doorstep.terms.codes import Channel, Disposition, Known, Product, Provenance, Purpose, Verdict

TODAY_ON = date(2026, 3, 4)


def test_a_lawful_visit_and_a_lawful_call_are_allowed():
    for request in (visit(), contact()):
        judgement = judged(request)
        assert judgement.verdict(0) is Verdict.ALLOW
        assert judgement.force_of(0) is Force.NONE


def test_a_request_of_which_nothing_is_known_is_never_allowed():
    assert set(Channel)
    for channel in Channel:
        request = ContactRequests.build(
            1,
            person_id=7,
            at=at("10:00"),
            channel=channel,
            medium=Channel.CALL,
            purpose=Purpose.COLLECT,
        )
        judgement = judged(request)
        assert judgement.verdict(0) is not Verdict.ALLOW
        assert FAIL_CLOSED in judgement.because(0) or judgement.verdict(0) is Verdict.DENY


def test_a_place_whose_law_nobody_knows_is_not_judged_by_house_policy_alone():
    for place in (0, int(Jurisdiction.US), int(Jurisdiction.UK)):  # by the Chinese rulebook
        judgement = judged(contact(jurisdictions=place))
        assert judgement.verdict(0) is Verdict.HOLD
        assert judgement.because(0) == (FAIL_CLOSED,)


def test_one_refusal_refuses_whatever_else_is_allowed_or_unknown():
    judgement = judged(contact("23:00", provenance=Provenance.UNKNOWN))
    assert judgement.verdict(0) is Verdict.DENY
    assert judgement.because(0) == ("CN-TIME-01", "CN-TIME-02")


@pytest.mark.parametrize(
    ("changes", "force"),
    [
        ({"clock": "23:00"}, Force.LAW),  # the standard refuses
        ({"provenance": Provenance.SOCIAL_MEDIA}, Force.MIXED),  # statute and house
        ({"is_paused": YES}, Force.POLICY),  # the house alone
        ({"review": ReviewState.OPEN, "review_subject": 1}, Force.LAW),  # a hold by law
        ({"age": 80}, Force.POLICY),  # a hold of the house
        ({"is_represented": Known.UNKNOWN}, Force.POLICY),  # a fact is missing
    ],
)
def test_law_is_called_law_and_policy_policy(changes, force):
    assert judged(contact(**changes)).force_of(0) is force


ASKED_ELSEWHERE = {
    "account_id",  # not asked by any Chinese rule
    "creditor_id",  # an unknown creditor counts as every creditor
    "first_certificate_ends_day",  # certified_until_day already holds
    "has_invalid_reserved_point",  # asked when a contact person is approached
    "is_confirmed",  # asked at weekends
    "is_in_own_language",  # asked of letters
    "is_reachable",  # asked when a contact person is approached
    "mentions_debt",  # asked when others are there
    "org_kind",  # an unknown sender is bound by every rule
    "person_id",  # cannot be forgotten
    "point_id",  # an unknown point counts as every point
}
UNSURE = [
    name
    for group in ("contact", "people", "claim", "visit", "message")
    for name, kind in column_types(type(getattr(contact(), group))).items()
    if name in FACTS and FACTS[name] != kind.empty and kind.empty < 0
]


@pytest.mark.parametrize("name", sorted({*UNSURE, "is_vulnerability_known"} - ASKED_ELSEWHERE))
def test_a_fact_that_is_forgotten_holds_a_visit_or_call(name):
    facts = {key: value for key, value in FACTS.items() if key != name}
    found = []
    for channel in (Channel.VISIT, Channel.CALL):
        request = ContactRequests.build(
            1, zone_sets=BEIJING_ONLY, at=at("10:00"), **{**facts, "channel": channel}
        )
        found.append(judged(request).verdict(0))
    assert Verdict.HOLD in found


CLOCKS = st.integers(0, 86_399)
CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "channel": st.sampled_from([Channel.CALL, Channel.SMS, Channel.VISIT, Channel.LETTER]),
        "purpose": st.sampled_from(list(Purpose)),
        "provenance": st.sampled_from(list(Provenance)),
        "relation": st.sampled_from(list(Relation)),
        "product": st.sampled_from(list(Product)),
        "is_confirmed": st.sampled_from(list(Known)),
        "notice_sent": st.sampled_from(list(Known)),
        "is_paused": st.sampled_from(list(Known)),
        "age": st.integers(-1, 90),
        "stop_channels": st.integers(-1, 255),
        "team_size": st.integers(-1, 4),
        "tactics": st.integers(0, 2**20 - 1),
    },
)
PAST = st.lists(
    st.tuples(
        st.integers(0, 40 * 86_400),
        st.sampled_from([Channel.CALL, Channel.SMS, Channel.VISIT]),
        st.sampled_from(list(Disposition)),
    ),
    max_size=12,
)


def past_of(drawn):
    moment = at("10:00")
    return [
        attempt("00:00", at=moment - ago, received_at=moment - ago, channel=channel,
                disposition=disposition)
        for ago, channel, disposition in drawn
    ]  # fmt: skip


@settings(max_examples=10, deadline=None, derandomize=True)
@given(drawn=st.lists(st.tuples(CLOCKS, CHANGES), min_size=2, max_size=6), past=PAST)
def test_the_gate_for_one_and_the_plan_for_many_are_the_same(drawn, past):
    attempts = history(*past_of(past))
    single = [contact(at=at("00:00") + second, **changes) for second, changes in drawn]
    names = [name for name in column_names() if name not in ("known_at", "target_id")]
    columns = {
        name: np.concatenate([_column(request, name) for request in single]) for name in names
    }
    together = ContactRequests.build(len(single), zone_sets=BEIJING_ONLY, **columns)
    many = judge(together, attempts, RULEBOOK, CALENDAR)
    assert many.answers.shape[1] == len(single)
    for row, request in enumerate(single):
        one = judge(request, attempts, RULEBOOK, CALENDAR)
        assert np.array_equal(one.answers[:, 0], many.answers[:, row])
        assert np.array_equal(one.is_law[:, 0], many.is_law[:, row])
        assert one.duties[0] == many.duties[row]


def _column(request, name):
    groups = (request.contact, request.people, request.claim, request.visit, request.message)
    return next(getattr(group, name) for group in groups if hasattr(group, name))


@settings(max_examples=10, deadline=None, derandomize=True)
@given(changes=CHANGES, past=PAST, seed=st.integers(0, 2**16))
def test_the_order_of_the_history_means_nothing(changes, past, seed):
    request, attempts = contact(**changes), history(*past_of(past))
    order = np.random.default_rng(seed).permutation(len(attempts))
    first = judge(request, attempts, RULEBOOK, CALENDAR)
    second = judge(request, attempts.take(order), RULEBOOK, CALENDAR)
    assert np.array_equal(first.answers, second.answers)


CAPS = ("CN-FREQ-01", "CN-FREQ-02", "CN-FREQ-03", "HP-TOTAL", "HP-ATTEMPT", "HP-VISIT-CAP")


@settings(max_examples=10, deadline=None, derandomize=True)
@given(changes=CHANGES, past=PAST)
def test_one_more_past_attempt_never_lifts_a_cap(changes, past):
    request, rows = contact(**changes), past_of(past)
    fewer, more = judged(request, *rows), judged(request, *rows, attempt("09:00"))
    denied = {rule for rule in CAPS if fewer.answer(rule)[0] == Answer.DENY}
    assert denied <= {rule for rule in CAPS if more.answer(rule)[0] == Answer.DENY}


@settings(max_examples=8, deadline=None, derandomize=True)
@given(changes=CHANGES, past=PAST)
def test_house_policy_only_ever_tightens(changes, past):
    judgement = judged(contact(**changes), *past_of(past))
    law = [i for i, rule in enumerate(judgement.rules) if rule.startswith("CN-")]
    refused_by_law = (judgement.answers[law, 0] == Answer.DENY).any()
    held_by_law = np.isin(judgement.answers[law, 0], (Answer.HOLD, Answer.UNKNOWN)).any()
    verdict = judgement.verdict(0)
    assert not refused_by_law or verdict is Verdict.DENY
    assert not held_by_law or verdict is not Verdict.ALLOW


def test_the_desks_own_columns_are_read_as_they_are():
    n = 4
    now = at("10:00")
    columns = AttemptColumns(
        case_id=np.zeros(n, dtype=np.int64),
        person_id=np.full(n, 7),
        point_id=np.full(n, 3),
        creditor_id=np.full(n, 1),
        at=now - np.array([60, 120, 180, 240]),
        received_at=now - np.array([60, 120, 180, 240]),
        channel=np.zeros(n, dtype=np.int8),
        purpose=np.zeros(n, dtype=np.int8),
        direction=np.zeros(n, dtype=np.int8),
        disposition=np.zeros(n, dtype=np.int8),
        asked_to_leave=np.zeros(n, dtype=np.bool_),
    )
    judgement = judge(contact(), columns, RULEBOOK, CALENDAR)
    assert "CN-FREQ-01" in judgement.refused_by(0)
    assert judgement.refusal_counts()["CN-FREQ-01"] == 1
    assert len(Attempts.of(columns)) == n


def test_no_requests_give_no_answers():
    empty = ContactRequests.build(0, zone_sets=BEIJING_ONLY)
    assert len(judge(empty, history(), RULEBOOK, CALENDAR)) == 0


def test_every_rule_that_decides_about_contacts_has_code_and_the_reverse():
    declared = {rule_id for rule in found_rules() for rule_id in rule.ids}
    derived = {"HP-QUIET-TZ", FAIL_CLOSED}
    written = {name for place in FOLDERS for name in rulebook_on(TODAY_ON, place).entries}
    assert declared | derived == written


def test_every_rule_declares_facts_that_exist():
    known = {
        *column_names(),
        "attempts",
        "known_attempts",
        "consents",
        "vulnerabilities",
        "occasions",
        "holidays",
        "wishes",
    }
    needed = {need for rule in found_rules() for need in rule.needs}
    assert "at" in needed
    assert needed <= known


@settings(max_examples=8, deadline=None, derandomize=True)
@given(changes=CHANGES, past=PAST, later=st.integers(1, 400 * 86_400))
def test_a_rule_that_says_it_does_not_change_with_time_does_not(changes, past, later):
    request, rows = contact(**changes), past_of(past)
    moved = request.moved_to(request.contact.at + later)
    first, second = judged(request, *rows), judged(moved, *rows)
    moving = frozenset({"at", "holidays", "attempts"})
    still = {
        rule_id
        for rule in found_rules()
        for rule_id in set(rule.ids) & set(RULEBOOK.entries)
        if not rule.changes_with(moving)
    }
    assert still
    assert {each for each in still if first.answer(each)[0] != second.answer(each)[0]} == set()


def test_very_many_requests_are_judged_in_blocks_with_the_same_answers(monkeypatch):
    requests = visit().take(np.zeros(7, dtype=np.intp))
    requests = requests.moved_to(at("06:00") + np.arange(7) * 7200)
    whole = judge(requests, history(), RULEBOOK, CALENDAR)
    monkeypatch.setattr("doorstep.compliance.decide.BLOCK", 3)
    blocks = judge(requests, history(), RULEBOOK, CALENDAR)
    assert np.array_equal(whole.answers, blocks.answers)
    assert np.array_equal(whole.decision, blocks.decision)
    assert np.array_equal(whole.force, blocks.force)
    assert np.array_equal(whole.duties, blocks.duties)
