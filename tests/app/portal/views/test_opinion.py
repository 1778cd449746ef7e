"""Is a borrower asked once how a contact was, never by a message, and is nobody given away?"""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from tests.app.doors import signed_in, text_of, verbs_of
from tests.app.portal.own_page import own_page
from tests.app.portfolio import DAY, NOON, account, mandate, place, publish

from doorstep.terms.codes import Channel, Direction, Disposition, Purpose
from doorstep_desk.arrangements.actions.links import make_link
from doorstep_desk.arrangements.links import token_of
from doorstep_desk.attempts.actions import NewAttempt, record_attempts
from doorstep_desk.attempts.actions.record import correct_attempt
from doorstep_desk.attempts.models import Attempt
from doorstep_desk.cases.models import Borrower
from doorstep_desk.cases.queries import accounts_on_file
from doorstep_desk.commands.demo_store import day_runner
from doorstep_desk.notices.models import Message
from doorstep_desk.office.pages.reporting.behind import behind
from doorstep_desk.office.pages.reporting.report import report_page
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.scope import acting_as
from doorstep_desk.reports.asked import ReportAsked, span_for
from doorstep_desk.self_service.actions.rate import Rating, rate_contact
from doorstep_desk.self_service.models import Opinion
from doorstep_desk.self_service.opinions import asked_about, fewest_answers_on
from doorstep_desk.self_service.queries import borrower_actor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("desk_that_sends")]
AT = NOON - timedelta(hours=3)
TODAY = ReportAsked(DAY, 30)


@pytest.fixture
def known(cast):
    return place(cast, 12)


def contacted(cast, *known, **changed):
    """Record a visit at which each borrower was met, and return the attempts."""
    made = [
        replace(
            NewAttempt(
                borrower_id=each.borrower_id, case_id=each.case_id, creditor_id=None,
                point_id=None, at=AT, channel=Channel.VISIT, purpose=Purpose.COLLECT,
                disposition=Disposition.MET_BORROWER,
                person_key=bytes(Borrower.objects.get(pk=each.borrower_id).person_key),
            ), **changed,
        )
        for each in known
    ]  # fmt: skip
    record_attempts(actor=day_runner(cast.agency_id), attempts=made, at=AT, subject="test:2")
    return [Attempt.objects.filter(case_id=each.case_id).latest("at", "id") for each in known]


def rate(cast, attempt, answer, words="", at=NOON):
    actor = borrower_actor(attempt.borrower_id, cast.agency_id)
    with acting_as(actor):
        return rate_contact(
            actor=actor, case_id=attempt.case_id, rating=Rating(attempt.pk, answer, words), at=at
        )


@pytest.mark.parametrize(
    ("changed", "is_asked"),
    [
        ({}, True),
        ({"channel": Channel.CALL, "disposition": Disposition.RIGHT_PARTY_CONTACT}, True),
        ({"channel": Channel.SMS, "disposition": Disposition.REPLIED}, True),
        ({"disposition": Disposition.NOBODY_MET}, False),
        ({"disposition": Disposition.MET_THIRD_PARTY}, False),
        ({"channel": Channel.SMS, "disposition": Disposition.DELIVERED}, False),
        ({"direction": Direction.INBOUND}, False),
        ({"at": NOON - timedelta(days=14)}, True),  # the last moment
        ({"at": NOON - timedelta(days=14, seconds=1)}, False),
    ],
)
def test_only_a_contact_of_ours_that_reached_them_lately_is_asked_about(
    cast, known, changed, is_asked
):
    contacted(cast, known[0], **changed)
    found = asked_about(known[0].borrower_id, known[0].case_id, NOON)
    assert (found is not None) is is_asked


def test_it_is_answered_once_and_by_nobody_else(cast, known):
    mine, other = contacted(cast, *known[:2])
    actor = borrower_actor(mine.borrower_id, cast.agency_id)
    for who, answer, attempt in (
        (actor, "splendid", mine), (actor, "", mine), (actor, "well", other),
        (cast.lead, "well", mine),
    ):  # fmt: skip
        rating = Rating(attempt.pk, answer)
        with acting_as(who), pytest.raises(Refused):
            rate_contact(actor=who, case_id=mine.case_id, rating=rating, at=NOON)
    assert rate(cast, mine, "badly", "x" * 600).words == "x" * 500
    with pytest.raises(Refused, match="Nothing is asked"):
        rate(cast, mine, "well")
    assert Opinion.objects.get().answer == "badly"
    assert verbs_of(f"case:{mine.case_id}")[0] == "contact.rated"


def test_a_corrected_record_is_no_new_contact_and_an_older_one_is_not_asked_instead(cast, known):
    contacted(cast, known[0], at=AT - timedelta(days=2))
    newest = contacted(cast, known[0])[0]
    rate(cast, newest, "partly")
    correct_attempt(
        actor=cast.lead, attempt_id=newest.pk, disposition=Disposition.MET_BORROWER,
        note="wrong door number", at=NOON,
    )  # fmt: skip
    assert asked_about(known[0].borrower_id, known[0].case_id, NOON) is None
    wrong = contacted(cast, known[1])[0]
    correct_attempt(
        actor=cast.lead, attempt_id=wrong.pk, disposition=Disposition.NOBODY_MET, note="", at=NOON
    )
    assert asked_about(known[1].borrower_id, known[1].case_id, NOON) is None


def test_whoever_declines_is_not_asked_again_after_the_next_contact(cast, known):
    rate(cast, contacted(cast, known[0])[0], "never", "leave me alone")
    assert Opinion.objects.get().words == ""
    later = NOON + timedelta(days=3)
    contacted(cast, known[0], at=later)
    assert asked_about(known[0].borrower_id, known[0].case_id, later) is None


def test_the_page_asks_and_takes_the_answer_and_no_message_leaves_for_it(cast, known):
    attempt = contacted(cast, known[0])[0]
    client = own_page(cast.agency_id)
    messages = Message.objects.count()
    assert "How did we treat you on 25 Nov?" in text_of(client.get("/portal/account"))
    assert client.post("/portal/opinion", {"contact": "x", "answer": "well"}).status_code == 409
    answer = client.post("/portal/opinion", {"contact": str(attempt.pk), "answer": "well"})
    assert "Thank you" in text_of(client.get(answer["Location"]))
    shown = text_of(client.get("/portal/account"))
    assert "How did we treat you" not in shown
    assert "Thank you" not in shown
    assert client.get("/portal/copy").json()["how_you_found_contacts"][0]["answer"] == "well"
    assert Message.objects.count() == messages


def test_a_personal_link_asks_the_same_question(cast):
    publish(cast, [account(cast, mandate(cast), 1, "L1")])
    first = accounts_on_file(cast.agency_id)[0]
    row = Borrower.objects.get(pk=first.borrower_id)
    row.identity_number = "22240119850301122X"
    row.save()
    attempt = contacted(cast, first)[0]
    with acting_as(cast.lead):
        token = token_of(make_link(actor=cast.lead, case_id=first.case_id, at=NOON))
    client = Client(headers={"accept-language": "en"})
    client.post(f"/portal/mine/{token}/open", {"proof": "122x"})
    assert "How did we treat you on 25 Nov?" in text_of(client.get(f"/portal/mine/{token}"))
    said = {"contact": str(attempt.pk), "answer": "partly", "words": "zu spät"}
    place_of = client.post(f"/portal/mine/{token}/opinion", said)["Location"]
    assert "Thank you" in text_of(client.get(place_of))
    assert client.post(f"/portal/mine/{token}/opinion", said).status_code == 409
    assert Opinion.objects.get().words == "zu spät"


def test_a_lead_reads_the_words_on_the_case_and_whoever_visits_does_not(cast, known):
    rate(cast, contacted(cast, known[0])[0], "badly", "stood in the stairwell")
    place_of = f"/cases/{known[0].case_id}"
    assert "stood in the stairwell" in text_of(signed_in("lead").get(place_of))
    assert "stood in the stairwell" not in text_of(signed_in("agent").get(place_of))


def test_answers_are_shown_together_from_ten_on_with_interval_and_cases(cast, known):
    fewest = fewest_answers_on(DAY)
    attempts = contacted(cast, *known)
    for place_of, attempt in enumerate(attempts[: fewest - 1]):
        rate(cast, attempt, "badly" if place_of == 0 else "well")
    rate(cast, attempts[-1], "never")
    later = NOON + timedelta(hours=1)
    hidden, opened = felt(cast, later)
    assert {number.value for number in hidden.values()} == {"—"}
    assert set(opened.values()) == {0}
    rate(cast, attempts[fewest - 1], "partly")
    shown, opened = felt(cast, later)
    assert {key: number.value for key, number in shown.items()} == {
        "felt": "10", "felt_well": "8", "felt_partly": "1", "felt_badly": "1",
    }  # fmt: skip
    assert shown["felt_well"].beside == "80%, 54–93"
    assert opened == {"felt": 10, "felt_well": 8, "felt_partly": 1, "felt_badly": 1}


def felt(cast, at):
    """Return the numbers of the page of figures about answers, and how many cases each opens."""
    with acting_as(cast.lead):
        numbers = {each.key: each for each in report_page(cast.lead, TODAY, at).felt}
        span = span_for(cast.lead, TODAY, at)
        return numbers, {key: len(behind(span, {"measure": key}).cases) for key in numbers}
