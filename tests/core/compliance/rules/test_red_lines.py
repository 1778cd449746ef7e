import pytest
from tests.core.compliance.lawful import NO, UNKNOWN, YES, answer, contact, day, judged, visit

from doorstep.compliance.words import Answer, FoundBy, PaymentWay, PlaceKind, Stage, Tactic
from doorstep.terms.codes import Provenance, Verdict

LINES = [
    ("RL-02", contact(tactics=int(Tactic.DETERRENT_SHOW))),
    ("RL-04", contact(tactics=int(Tactic.EMPLOYER_PRESSURE))),
    ("RL-04", contact(tactics=int(Tactic.VILLAGE_COMMITTEE_PRESSURE))),
    ("RL-04", contact(tactics=int(Tactic.MASS_MESSAGE_CONTACTS))),
    ("RL-05", contact(tactics=int(Tactic.PUBLIC_NAME_LIST))),
    ("RL-05", contact(tactics=int(Tactic.GROUP_CHAT_POST))),
    ("RL-06", contact(target_age=17)),
    ("RL-06", visit(place=PlaceKind.SCHOOL)),
    ("RL-10", contact(tactics=int(Tactic.HOLD_PAPERS))),
    ("RL-10", contact(tactics=int(Tactic.ESCORT_TO_BANK))),
    ("RL-10", visit(stage=Stage.AT_DOOR, payment_way=PaymentWay.CASH)),
    ("RL-12", contact(is_lawful=NO)),
    ("RL-16", contact(is_covert_recording=True)),
    ("RL-18", visit(place=PlaceKind.HOSPITAL)),
    ("RL-18", visit(place=PlaceKind.FUNERAL)),
    ("RL-18", visit(place=PlaceKind.WEDDING)),
    ("RL-18", visit(place=PlaceKind.EXAM_SITE)),
    ("RL-18", visit(place=PlaceKind.LEISURE)),
]


@pytest.mark.parametrize(("rule", "request_"), LINES)
def test_no_red_line_is_crossed(rule, request_):
    assert answer(rule, request_) is Answer.DENY
    assert judged(request_).verdict(0) is Verdict.DENY


KEPT_BY_OTHERS = [
    ("HP-GEO", visit(found_by=FoundBy.TRACKING)),  # RL-03 covert tracking
    ("HP-ADDR", contact(provenance=Provenance.BOUGHT)),  # RL-03 bought tracing
    ("HP-ADDR", contact(provenance=Provenance.ADDRESS_BOOK)),  # RL-04 address books
    ("CN-CHAN-02", contact(has_registered_number=NO)),  # RL-07 caller identity
    ("CN-CONT-01", contact(poses_as_other=YES)),  # RL-08 posing as somebody
    ("CN-VISIT-03", visit(is_inside=YES)),  # RL-09 entering
    ("CN-VISIT-05", visit(is_inside=YES, films_inside=True)),  # RL-09 filming
    ("CN-PI-03", visit(matches_faces=YES)),  # RL-09 faces
    ("CN-CONT-04", contact(urges_new_borrowing=YES)),  # RL-11 new loans
    (  # RL-17 reviving an expired debt
        "CN-PLAN-06",
        contact(limitation_from_day=day("2020-01-01"), asks_acknowledgement=True),
    ),
]


@pytest.mark.parametrize(("rule", "request_"), KEPT_BY_OTHERS)
def test_the_lines_that_other_rules_keep_are_kept(rule, request_):
    assert rule in judged(request_).refused_by(0)


@pytest.mark.parametrize("rule", sorted({rule for rule, _ in LINES}))
def test_an_ordinary_visit_crosses_none(rule):
    assert answer(rule, visit()) is Answer.ALLOW


def test_an_adult_may_be_reached_for():
    assert answer("RL-06", contact(target_age=18)) is Answer.ALLOW


def test_whether_a_debt_is_lawful_must_be_known():
    assert answer("RL-12", contact(is_lawful=UNKNOWN)) is Answer.UNKNOWN
