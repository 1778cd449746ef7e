"""Can a house policy only ever refuse more?"""

from dataclasses import replace
from datetime import date, timedelta

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
    visit,
)

from doorstep.compliance.decide import judge
from doorstep.compliance.house.policy import (
    ADJUSTABLE,
    HousePolicy,
    Stricter,
    refuse_policy,
    rulebook_with,
    said_value,
    shipped_value,
)
from doorstep.compliance.later import next_allowed
from doorstep.parameters.register import register_of
from doorstep.terms.codes import Channel, Disposition, Verdict
from doorstep.terms.local_time import instant_of

TODAY = date(2026, 3, 4)
CHANNELS = [Channel.CALL, Channel.VISIT]
IN_VAIN = [Disposition.NO_ANSWER, Disposition.NOBODY_MET]


def policy(key: str, value: int, **more) -> HousePolicy:
    usual = HousePolicy(key, value, TODAY, None, TODAY, "because")
    return replace(usual, **more)


def stricter_values(key: str) -> st.SearchStrategy[int]:
    item, shipped = ADJUSTABLE[key], shipped_value(key)
    return st.integers(min(item.furthest, shipped), max(item.furthest, shipped))


def verdict(request, book, *past) -> Verdict:
    return Verdict(int(judge(request, history(*past), book, CALENDAR).decision[0]))


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("HP-VISIT-CAP.per_month", 2, None),  # as shipped
        ("HP-VISIT-CAP.per_month", 1, None),  # stricter
        ("HP-VISIT-CAP.per_month", 0, None),  # no visits at all is a policy too
        ("HP-VISIT-CAP.per_month", 3, "policy-loosens"),
        ("HP-VISIT-CAP.per_month", -1, "policy-senseless"),
        ("HP-VISIT-NOTICE.hours", 23, "policy-loosens"),  # an hour shorter
        ("HP-VISIT-NOTICE.hours", 48, None),
        ("HP-VISIT-HOURS.arrival_from", 9 * 3600 - 60, "policy-loosens"),
        ("HP-VISIT-HOURS.arrival_to", 19 * 3600, None),
        ("CN-TIME-01.quiet_from", 21 * 3600, "policy-unknown"),
    ],
)
def test_a_number_may_only_become_stricter(key: str, value: int, code: str | None):
    refusal = refuse_policy(key, value)
    assert (refusal.code if refusal else None) == code


def test_the_refusal_names_the_rule_the_number_and_the_law_behind_it():
    refusal = refuse_policy("HP-VISIT-HOURS.arrival_to", 22 * 3600)
    assert refusal is not None
    assert refusal.rule_id == "HP-VISIT-HOURS"
    for word in ("22:00", "19:30", "CN-TIME-01", "lower"):
        assert word in refusal.message


def test_every_number_names_a_value_of_a_house_rule():
    house = register_of(("house",)).entries
    assert ADJUSTABLE
    for item in ADJUSTABLE.values():
        legs = house[item.rule_id].legs
        assert any(item.name in leg.values for leg in legs), item.key
        assert said_value(item.key, shipped_value(item.key))


def test_a_policy_that_loosens_never_opens_a_rulebook():
    with pytest.raises(ValueError, match="HP-TOTAL"):
        rulebook_with([policy("HP-TOTAL.per_day", 9)], TODAY)


def test_no_policy_gives_the_rulebook_as_it_is_and_the_same_policy_the_same_object():
    assert rulebook_with([], TODAY).digest == RULEBOOK.digest
    one = policy("HP-TOTAL.per_day", 1)
    assert rulebook_with([one], TODAY) is rulebook_with([one], TODAY)
    assert rulebook_with([one], TODAY).digest != RULEBOOK.digest


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (0, Verdict.DENY),  # the first day
        (-1, Verdict.ALLOW),  # begins tomorrow
        (30, Verdict.DENY),  # without end
    ],
)
def test_a_policy_holds_from_its_first_day(days: int, expected: Verdict):
    begun = policy("HP-VISIT-CAP.per_week", 0, effective_from=TODAY - timedelta(days=days))
    assert verdict(visit(), rulebook_with([begun], TODAY)) is expected


@pytest.mark.parametrize(("days", "expected"), [(0, Verdict.DENY), (1, Verdict.ALLOW)])
def test_a_policy_holds_through_its_last_day(days: int, expected: Verdict):
    over = policy(
        "HP-VISIT-CAP.per_week", 0, effective_from=TODAY - timedelta(days=9),
        effective_to=TODAY - timedelta(days=days),
    )  # fmt: skip
    assert verdict(visit(), rulebook_with([over], TODAY)) is expected


def test_what_was_not_known_yet_is_left_out():
    later = policy("HP-VISIT-CAP.per_week", 0, known_from=TODAY + timedelta(days=1))
    assert verdict(visit(), rulebook_with([later], TODAY, known_on=TODAY)) is Verdict.ALLOW
    assert verdict(visit(), rulebook_with([later], TODAY)) is Verdict.DENY


def test_a_later_opening_gives_a_later_next_time():
    book = rulebook_with([policy("HP-VISIT-HOURS.arrival_from", 10 * 3600 + 1800)], TODAY)
    request = visit("10:00")
    assert verdict(request, book) is Verdict.DENY
    found = next_allowed(request, 0, history(), book, CALENDAR)
    assert found == instant_of(at("10:30"))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(data=st.data())
def test_no_policy_ever_allows_what_the_house_refuses(data: st.DataObject):
    key = data.draw(st.sampled_from(sorted(ADJUSTABLE)))
    value = data.draw(stricter_values(key))
    hour, minute = data.draw(st.integers(0, 23)), data.draw(st.integers(0, 59))
    build = data.draw(st.sampled_from([contact, visit]))
    request = build(
        f"{hour:02d}:{minute:02d}", age=data.draw(st.integers(18, 90)),
        notice_seconds_before=data.draw(st.integers(0, 60 * 3600)),
        duration_seconds=data.draw(st.integers(60, 3600)),
    )  # fmt: skip
    past = [
        attempt(
            "09:00", "2026-03-03", channel=data.draw(st.sampled_from(CHANNELS)),
            disposition=data.draw(st.sampled_from(IN_VAIN)),
        )
        for _ in range(data.draw(st.integers(0, 3)))
    ]  # fmt: skip
    assert refuse_policy(key, value) is None
    strict = verdict(request, rulebook_with([policy(key, value)], TODAY), *past)
    assert strict >= verdict(request, RULEBOOK, *past)


@pytest.mark.parametrize("key", sorted(ADJUSTABLE))
def test_one_step_milder_than_shipped_is_always_refused(key: str):
    step = 1 if ADJUSTABLE[key].stricter is Stricter.LOWER else -1
    refusal = refuse_policy(key, shipped_value(key) + step)
    assert refusal is not None
    assert refusal.code == "policy-loosens"
