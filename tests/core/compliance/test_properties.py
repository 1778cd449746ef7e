"""What must be true of every decision, whatever the facts."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.compliance.lawful import (
    CALENDAR,
    RULEBOOK,
    at,
    attempt,
    contact,
    history,
    judged,
)

from doorstep.compliance.calendar import Calendar
from doorstep.compliance.decide import judge
from doorstep.compliance.history import no_attempts
from doorstep.compliance.lawbook.trace import trace_of
from doorstep.compliance.registry import found_rules
from doorstep.compliance.request import BEIJING_ONLY, ContactRequests, column_names
from doorstep.compliance.rule import Rule
from doorstep.compliance.rulebook import Rulebook, rulebook_on
from doorstep.compliance.scope import legs_of
from doorstep.compliance.situation import Situation
from doorstep.compliance.words import Jurisdiction, Relation
from doorstep.parameters.register import RuleEntry
from doorstep.terms.codes import Channel, Disposition, Known, Product, Provenance, Purpose, Verdict

WEEK = 7 * 86_400
FACTS = st.fixed_dictionaries(
    {},
    optional={
        "channel": st.sampled_from([Channel.CALL, Channel.SMS, Channel.VISIT, Channel.LETTER]),
        "purpose": st.sampled_from(list(Purpose)),
        "relation": st.sampled_from(list(Relation)),
        "product": st.sampled_from(list(Product)),
        "provenance": st.sampled_from(list(Provenance)),
        "direction": st.sampled_from([0, 1]),
        "is_assigned": st.booleans(),
        "is_ai": st.booleans(),
        "stop_channels": st.integers(-1, 255),
        "is_paused": st.sampled_from(list(Known)),
        "tactics": st.integers(0, 2**20 - 1),
        "age": st.integers(-1, 90),
    },
)
SECONDS = st.integers(0, 86_399)
PAST = st.lists(
    st.tuples(
        st.integers(1, 35 * 86_400),
        st.sampled_from([Channel.CALL, Channel.SMS, Channel.VISIT]),
        st.sampled_from([one for one in Disposition if one is not Disposition.CANCELLED]),
    ),
    max_size=10,
)
CAPS = {"CN-FREQ-01", "CN-FREQ-02", "CN-FREQ-03", "HP-TOTAL", "HP-ATTEMPT", "HP-VISIT-CAP"}
QUICK = settings(max_examples=40, deadline=None, derandomize=True)


def made(moment, drawn, *, shift=0):
    """Return attempts some seconds before an instant."""
    return [
        attempt(
            "00:00",
            at=moment - ago + shift,
            received_at=moment - ago + shift,
            channel=channel,
            disposition=disposition,
        )
        for ago, channel, disposition in drawn
    ]


def without(names: set[str]) -> Rulebook:
    """Return the rulebook without some rules."""
    kept = {name: entry for name, entry in RULEBOOK.entries.items() if name not in names}
    return replace(RULEBOOK, entries=kept)


@QUICK
@given(
    facts=FACTS,
    second=SECONDS,
    past=PAST,
    left_out=st.sets(st.sampled_from(sorted(RULEBOOK.entries))),
)
def test_adding_a_restriction_never_allows_what_was_refused(facts, second, past, left_out):
    request = contact(at=at("00:00") + second, **facts)
    attempts = history(*made(at("00:00") + second, past))
    fewer = judge(request, attempts, without(left_out), CALENDAR).verdict(0)
    all_of_them = judge(request, attempts, RULEBOOK, CALENDAR).verdict(0)
    rank = {Verdict.ALLOW: 0, Verdict.HOLD: 1, Verdict.DENY: 2}
    assert rank[all_of_them] >= rank[fewer]


@QUICK
@given(facts=FACTS, second=SECONDS, past=PAST, more=PAST)
def test_adding_a_past_contact_never_lifts_a_cap(facts, second, past, more):
    moment = at("00:00") + second
    request = contact(at=moment, **facts)
    few = judge(request, history(*made(moment, past)), RULEBOOK, CALENDAR)
    many = judge(request, history(*made(moment, past + more)), RULEBOOK, CALENDAR)
    assert {rule for rule in few.refused_by(0) if rule in CAPS} <= set(many.refused_by(0))


@QUICK
@given(facts=FACTS, second=SECONDS, past=PAST, weeks=st.integers(1, 8))
def test_moving_everything_by_whole_weeks_changes_nothing_but_holidays(facts, second, past, weeks):
    moment, shift = at("00:00") + second, weeks * WEEK
    nowhere = Calendar({"cn": replace(CALENDAR.of("cn"), holidays=np.empty(0, np.int32),
                                      makeup_workdays=np.empty(0, np.int32))})  # fmt: skip
    first = judge(contact(at=moment, **facts), history(*made(moment, past)), RULEBOOK, nowhere)
    later = judge(
        contact(at=moment + shift, **facts),
        history(*made(moment, past, shift=shift)),
        RULEBOOK,
        nowhere,
    )
    assert np.array_equal(first.answers, later.answers)


@QUICK
@given(facts=FACTS, second=SECONDS, past=PAST)
def test_a_decision_replays_to_the_same_bytes(facts, second, past):
    moment = at("00:00") + second
    rows = made(moment, past)
    traces = []
    for order in (rows, rows[::-1]):
        request, attempts = contact(at=moment, **facts), history(*order)
        judgement = judge(request, attempts, RULEBOOK, CALENDAR)
        traces.append(trace_of(judgement, request, 0, attempts, RULEBOOK).as_bytes())
    assert traces[0] == traces[1]


def drawn_requests(n: int) -> ContactRequests:
    """Return many contacts with facts out of order here and there."""
    rng = np.random.default_rng(5)
    plain = contact()
    names = [name for name in column_names() if name not in ("known_at", "target_id")]
    groups = (plain.contact, plain.people, plain.claim, plain.visit, plain.message)
    columns = {}
    for name in names:
        group = next(one for one in groups if name in type(one).__dataclass_fields__)
        columns[name] = np.repeat(getattr(group, name), n)
    columns["at"] = at("00:00") + rng.integers(0, 86_400, n)
    channels = [Channel.CALL, Channel.SMS, Channel.VISIT, Channel.LETTER, Channel.THIRD_PARTY]
    columns["channel"] = rng.choice(channels, n)
    columns["medium"] = np.where(columns["channel"] == Channel.THIRD_PARTY, 0, columns["channel"])
    columns["purpose"] = rng.choice(list(Purpose), n)
    columns["relation"] = rng.choice(list(Relation), n)
    columns["product"] = rng.choice(list(Product), n)
    columns["direction"] = rng.random(n) < 0.05
    for name in ("is_paused", "is_represented", "has_joint_debt", "is_inside", "is_ai_checked"):
        columns[name] = rng.choice(list(Known), n)
    for name in ("is_assigned", "is_ai", "is_new_placement", "has_open_data_request"):
        columns[name] = rng.random(n) < 0.2
    columns["stop_channels"] = np.where(rng.random(n) < 0.3, rng.integers(-1, 255, n), 0)
    columns["person_id"] = np.arange(n) % 50
    return ContactRequests.build(n, zone_sets=BEIJING_ONLY, **columns)


def drawn_history(n: int):
    rng = np.random.default_rng(6)
    rows = [
        attempt(
            "00:00",
            at=int(at("12:00") - ago),
            received_at=int(at("12:00") - ago),
            person_id=int(person),
            channel=Channel(int(channel)),
            disposition=Disposition(int(disposition)),
        )
        for ago, person, channel, disposition in zip(
            rng.integers(0, 20 * 86_400, n),
            rng.integers(0, 50, n),
            rng.choice([Channel.CALL, Channel.SMS, Channel.VISIT], n),
            rng.choice(list(Disposition), n),
            strict=True,
        )
    ]
    return history(*rows)


def test_one_at_a_time_and_all_together_are_the_same_on_two_thousand_histories():
    requests, attempts = drawn_requests(2_000), drawn_history(400)
    together = judge(requests, attempts, RULEBOOK, CALENDAR)
    assert together.answers.shape[1] == len(requests) == 2_000
    for row in range(len(requests)):
        one = judge(requests.take(slice(row, row + 1)), attempts, RULEBOOK, CALENDAR)
        assert np.array_equal(one.answers[:, 0], together.answers[:, row]), row
        assert one.duties[0] == together.duties[row]
        assert one.force[0] == together.force[row]


@pytest.mark.parametrize("place", ["CN", "US", "UK", "IN", "KR", "JP"])
def test_a_rule_is_silent_wherever_its_question_is_said_not_to_arise(place):
    requests = drawn_requests(2_000)
    jurisdictions = np.full(2_000, int(Jurisdiction[place]), dtype=np.int32)
    requests = replace(requests, contact=replace(requests.contact, jurisdictions=jurisdictions))
    book = rulebook_on(date(2026, 3, 4) + timedelta(days=0), place)
    now = Situation(requests, drawn_history(200), CALENDAR, book)
    asked = [(rule, each) for rule in found_rules() for each in set(rule.ids) & set(book.entries)]
    assert asked
    spoke = [each for rule, each in asked if _speaks_outside(rule, book.entries[each], now)]
    assert spoke == []


def _speaks_outside(rule: Rule, entry: RuleEntry, now: Situation) -> bool:
    if rule.arises is None:
        return False
    finding = rule.examine(now, legs_of(entry, now.kinds))
    return bool(np.any((finding.rank > 0) & ~getattr(now, rule.arises)))


def test_an_attempt_after_the_decision_is_not_counted_and_stands_in_the_trace():
    later = attempt("11:00", disposition=Disposition.RIGHT_PARTY_CONTACT)
    request, attempts = contact("10:00"), history(later)
    with_it = judge(request, attempts, RULEBOOK, CALENDAR)
    assert with_it.verdict(0) is judged(request).verdict(0)
    trace = trace_of(with_it, request, 0, attempts, RULEBOOK)
    assert [entry["at"] for entry in trace.not_counted] == ["2026-03-04T03:00:00+00:00"]


def test_a_trace_names_every_rule_its_numbers_and_the_ruleset():
    request = contact("23:30")
    judgement = judge(request, no_attempts(), RULEBOOK, CALENDAR)
    trace = trace_of(judgement, request, 0, no_attempts(), RULEBOOK)
    (hours,) = [rule for rule in trace.rules if rule.rule_id == "CN-TIME-01"]
    assert hours.answer == "deny"
    assert hours.legs[0]["values"] == {"quiet_from": 22 * 3600, "quiet_to": 8 * 3600}
    assert trace.digest == RULEBOOK.digest
    assert trace.law_on == "2026-03-04"
