"""Who may state what, for how long does it count, and what stays when it is taken back?"""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from tests.app.doors import verbs_of
from tests.app.portfolio import DAY, MORNING, NOON, place

from doorstep_desk.declarations.actions import LIFE, Stated, declare, withdraw
from doorstep_desk.declarations.facts import declared_facts
from doorstep_desk.declarations.models import Declaration
from doorstep_desk.declarations.queries import questions_asked
from doorstep_desk.plumbing.refusal import Malformed, Refused
from doorstep_desk.plumbing.scope import acting_as

YEAR = DAY + LIFE


def stated(actor, about, at=MORNING, on=DAY, source="a letter", **answers):
    with acting_as(actor):
        return declare(actor=actor, stated=Stated(about, answers, on, source), at=at)


def known(cast, on=DAY, at=NOON):
    return declared_facts(cast.agency_id, on, at)


@pytest.mark.parametrize("who", ["agent", "lead", "analyst"])
def test_who_may_not_state_anything_writes_nothing(cast, who):
    with pytest.raises(Refused, match="role"):
        stated(getattr(cast, who), cast.agency_id, dress="decent")
    assert not Declaration.objects.exists()


def test_nobody_states_anything_about_another_organisation(cast):
    place(cast)
    for about in (cast.other_agency_id, 0):
        with pytest.raises(Refused) as refusal:
            stated(cast.compliance, about, dress="decent")
        assert refusal.value.code == "organisation-unknown"


def test_a_lender_that_places_nothing_with_us_is_none_of_ours(cast):
    with pytest.raises(Refused, match="lender"):
        stated(cast.compliance, cast.lender_id, is_lawful="yes")


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"source": " "}, "source-missing"),
        ({"on": DAY + LIFE + timedelta(1)}, "begins-too-late"),
    ],
)
def test_a_statement_needs_a_ground_and_a_day_that_is_near(cast, more, code):
    with pytest.raises(Refused) as refusal:
        stated(cast.compliance, cast.agency_id, **more, dress="decent")
    assert refusal.value.code == code


def test_every_wrong_answer_is_told_at_once_and_nothing_is_written(cast):
    with pytest.raises(Malformed) as refusal:
        stated(cast.compliance, cast.agency_id, dress="smart", is_lawful="yes", has_loan_sheet="1")
    assert [problem.split(":")[0] for problem in refusal.value.problems] == [
        "dress", "is_lawful", "has_loan_sheet",
    ]  # fmt: skip
    with pytest.raises(Malformed, match="no answer"):
        stated(cast.compliance, cast.agency_id)
    assert not Declaration.objects.exists()


def test_nothing_can_be_taken_back_that_nobody_stated(cast):
    with acting_as(cast.compliance), pytest.raises(Refused) as refusal:
        withdraw(
            actor=cast.compliance, about_id=cast.agency_id, questions=["dress"], because="x",
            at=NOON,
        )  # fmt: skip
    assert refusal.value.code == "nothing-declared"


@pytest.mark.parametrize(
    ("on", "counts"),
    [
        (DAY - timedelta(1), False),  # before it begins
        (DAY, True),
        (YEAR, True),  # its last day
        (YEAR + timedelta(1), False),  # lapsed
    ],
)
def test_an_answer_counts_for_a_year(cast, on, counts):
    stated(cast.compliance, cast.agency_id, dress="decent")
    assert ("dress" in known(cast, on).agency) is counts


def test_what_was_stated_later_does_not_exist_yet(cast):
    stated(cast.compliance, cast.agency_id, at=NOON, dress="decent")
    assert known(cast, at=MORNING).agency == {}
    assert known(cast, at=NOON).agency == {"dress": 0}


def test_the_newest_answer_counts_and_a_coming_one_not_before_its_day(cast):
    stated(cast.compliance, cast.agency_id, has_loan_sheet="yes")
    stated(cast.compliance, cast.agency_id, on=DAY + timedelta(7), has_loan_sheet="no")

    assert known(cast).agency == {"has_loan_sheet": 1}
    assert known(cast, DAY + timedelta(7)).agency == {"has_loan_sheet": 0}


def test_what_is_taken_back_is_unknown_again_and_both_rows_stay(cast):
    stated(cast.compliance, cast.agency_id, dress="decent", has_loan_sheet="yes")
    with acting_as(cast.compliance):
        withdraw(
            actor=cast.compliance, about_id=cast.agency_id, questions=["dress"],
            because="new coats", at=NOON,
        )  # fmt: skip

    assert known(cast).agency == {"has_loan_sheet": 1}
    assert known(cast, at=MORNING).agency == {"dress": 0, "has_loan_sheet": 1}
    assert Declaration.objects.count() == 3
    assert verbs_of(f"organisation:{cast.agency_id}")[:2] == [
        "practice.withdrawn", "practice.declared",
    ]  # fmt: skip


def test_a_lender_answers_for_its_own_accounts_only(cast):
    place(cast)
    stated(cast.compliance, cast.lender_id, is_lawful="yes")

    assert known(cast).of_lender(cast.lender_id) == {"is_lawful": 1}
    assert known(cast).of_lender(cast.agency_id) == {}
    assert known(cast).agency == {}


def test_another_agency_sees_none_of_it(cast):
    stated(cast.compliance, cast.agency_id, dress="decent")
    with acting_as(cast.rival):
        assert not Declaration.objects.exists()
        assert declared_facts(cast.other_agency_id, DAY, NOON).agency == {}


def test_every_question_of_every_side_is_asked_once(cast):
    place(cast)
    stated(cast.admin, cast.agency_id, dress="misleading")
    with acting_as(cast.compliance):
        asked = questions_asked(cast.agency_id, DAY, NOON)

    keys = [(each.about.id, each.question.key) for each in asked]
    assert len(keys) == len(set(keys))
    assert {about for about, _ in keys} == {cast.agency_id, cast.lender_id}
    dress = next(each for each in asked if each.question.key == "dress")
    assert dress.answer.declared_by == "admin"
    assert not dress.is_usual()
    assert dress.lapses_soon(YEAR - timedelta(30))
    assert not dress.lapses_soon(YEAR - timedelta(31))


@pytest.mark.parametrize("change", ["UPDATE {} SET answer = 'no'", "DELETE FROM {}"])
def test_what_was_stated_is_never_altered(cast, change):
    stated(cast.compliance, cast.agency_id, dress="decent")
    with (
        pytest.raises((ProgrammingError, IntegrityError)),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change.format("declarations_declaration"))


def test_a_day_that_ends_before_it_begins_cannot_be_kept(cast):
    with pytest.raises(IntegrityError, match="lapses_after"), transaction.atomic():
        Declaration.objects.create(
            agency_id=cast.agency_id, about_id=cast.agency_id, question="dress", answer="decent",
            effective_from=DAY, lapses_on=date(2026, 1, 1), source="x", declared_by="x",
            declared_at=NOON,
        )  # fmt: skip
