"""What can a borrower see and say through a link of their own, and nobody else?"""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from tests.app.arrangements.household import PARTS, agreed, proposed
from tests.app.doors import signed_in, text_of, verbs_of
from tests.app.portal.korean import foreign
from tests.app.portfolio import DAY, NOON, account, assign, mandate, publish

from doorstep.affordability.lifecycle import ArrangementState as State
from doorstep_desk.arrangements.actions.links import MOST_TRIES, make_link, revoke_link
from doorstep_desk.arrangements.links import behind, token_of
from doorstep_desk.arrangements.models import Arrangement, LinkUse, ReminderWish
from doorstep_desk.arrangements.queries import state_of
from doorstep_desk.cases.models import Account, Borrower, Case, ContactPoint
from doorstep_desk.cases.queries import accounts_on_file
from doorstep_desk.followups.models import FollowUp
from doorstep_desk.organisations.models import Organisation
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.scope import acting_as
from doorstep_desk.plumbing.signed_link import link_token, read_link

pytestmark = pytest.mark.django_db
IDENTITY = "22240119850301122X"
SHEET = {
    "adults": "1", "county": "222401", "area": "town", "income_wages": "5,000", "income_day": "10",
}  # fmt: skip


@pytest.fixture(autouse=True)
def noon():
    with clock.fixed(NOON):
        yield


@pytest.fixture
def known(cast):
    """Two borrowers; the first has an identity number on file."""
    batch = mandate(cast)
    publish(cast, [account(cast, batch, n, f"L{n}", **PARTS) for n in (1, 2)])
    first, _ = accounts_on_file(cast.agency_id)
    assign(cast, (first.case_id, cast.agent.staff_id))
    row = Borrower.objects.get(pk=first.borrower_id)
    row.identity_number = IDENTITY
    row.save()
    return first


def linked(cast, known):
    with acting_as(cast.agent):
        return make_link(actor=cast.agent, case_id=known.case_id, at=NOON)


@pytest.fixture
def token(cast, known):
    return token_of(linked(cast, known))


@pytest.fixture
def holder(token):
    """A browser in which the link was proved."""
    client = Client(headers={"accept-language": "en"})
    assert client.post(f"/portal/mine/{token}/open", {"proof": "122x"}).status_code == 302
    return client


def permits_left(case_id):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM permits_permit WHERE case_id = %s AND cancelled_at IS NULL",
            [case_id],
        )
        return cursor.fetchone()[0]


def test_a_token_opens_one_purpose_until_its_end_and_bears_no_change(cast, known):
    link = linked(cast, known)
    token = token_of(link)
    assert read_link("arrange", token).link_id == link.pk
    assert read_link("other", token) is None
    for place in range(0, len(token), 5):
        other = "A" if token[place] != "A" else "B"
        assert read_link("arrange", token[:place] + other + token[place + 1 :]) is None
    assert read_link("arrange", "") is None
    assert read_link("arrange", "ä" * 48) is None
    later = link_token("arrange", link.pk, link.ends_at + timedelta(days=1))
    assert later != token


@pytest.mark.parametrize(
    ("token", "code"), [("x" * 48, "link-unknown"), ("", "link-unknown"), ("%00", "link-unknown")]
)
def test_a_link_that_we_did_not_make_opens_nothing(known, token, code):
    with pytest.raises(Refused) as refused:
        behind(token, NOON)
    assert refused.value.code == code


@pytest.mark.parametrize("how", ["ended", "revoked"])
def test_a_link_ends_by_itself_and_can_be_taken_back(cast, known, token, how):
    at = NOON + timedelta(days=7) if how == "ended" else NOON
    if how == "revoked":
        with acting_as(cast.agent):
            revoke_link(actor=cast.agent, case_id=known.case_id, at=NOON)
    with clock.fixed(at):
        answer = Client().get(f"/portal/mine/{token}")
    assert answer.status_code == 410
    assert f"/portal/mine/{token}/sheet" not in text_of(answer)
    assert not re.search(r"\bL1\b", re.sub(r'value="\w{64}"', "", text_of(answer)))


def test_nothing_is_shown_before_the_holder_has_proved_who_they_are(known, token):
    answer = Client(headers={"accept-language": "en"}).get(f"/portal/mine/{token}")
    text = text_of(answer)
    assert "Is this for you" in text
    assert "owed" not in text
    assert "北原信贷" not in text
    assert answer["Referrer-Policy"] == "same-origin"
    assert "no-store" in answer["Cache-Control"]


def test_wrong_digits_are_counted_and_after_five_nobody_is_let_in_for_an_hour(known, token):
    client = Client(headers={"accept-language": "en"})
    for _ in range(MOST_TRIES):
        assert client.post(f"/portal/mine/{token}/open", {"proof": "0000"}).status_code == 400
    assert client.post(f"/portal/mine/{token}/open", {"proof": "122X"}).status_code == 429
    with clock.fixed(NOON + timedelta(minutes=61)):
        assert client.post(f"/portal/mine/{token}/open", {"proof": "122X"}).status_code == 302


def test_links_of_nobodys_are_counted_by_address(known):
    client = Client()
    found = [client.get(f"/portal/mine/{'x' * 48}").status_code for _ in range(21)]
    assert found == [410] * 20 + [429]


def test_a_proved_link_of_one_opens_no_other(cast, known, holder):
    other = Client(headers={"accept-language": "en"})
    with acting_as(cast.agent):
        revoke_link(actor=cast.agent, case_id=known.case_id, at=NOON)
    fresh = token_of(linked(cast, known))
    other.cookies = holder.cookies
    assert "Is this for you" in text_of(other.get(f"/portal/mine/{fresh}"))


def test_without_an_identity_number_no_link_is_made(cast, known):
    case = Case.objects.exclude(pk=known.case_id).get()
    assign(cast, (case.pk, cast.agent.staff_id))
    with pytest.raises(Refused, match="identity number"), acting_as(cast.agent):
        make_link(actor=cast.agent, case_id=case.pk, at=NOON)


def test_who_may_not_and_another_agency_make_none(cast, known):
    assert signed_in("analyst").post(f"/cases/{known.case_id}/link/make").status_code == 403
    assert signed_in("rival").post(f"/cases/{known.case_id}/link/make").status_code == 409


def test_in_the_borrowers_scope_the_database_shows_nobody_else(cast, known, token):
    link = behind(token, NOON)
    with acting_as(link.actor):
        assert [row.pk for row in Case.objects.all()] == [known.case_id]
        assert [row.pk for row in Borrower.objects.all()] == [known.borrower_id]
        assert [row.case_id for row in Account.objects.all()] == [known.case_id]
        assert not ContactPoint.objects.exclude(borrower_id=known.borrower_id).exists()


def test_the_lender_is_named_first_then_the_sum(known, token, holder):
    answer = holder.get(f"/portal/mine/{token}")
    text = text_of(answer)
    assert 0 <= text.index("北原信贷") < text.index("is owed")
    assert len(answer.content) < 40_000


def test_the_sheet_is_added_up_and_every_fault_said_at_once(known, token, holder):
    bad = holder.post(f"/portal/mine/{token}/sheet", SHEET | {"adults": "0", "income_day": "32"})
    assert bad.status_code == 400
    assert set(bad.context["page"].errors) == {"adults", "income_day"}
    page = holder.post(f"/portal/mine/{token}/sheet", SHEET).context["page"]
    assert page.month.income_fen == 500_000
    assert [offer.kind for offer in page.offers]
    nowhere = holder.post(f"/portal/mine/{token}/sheet", SHEET | {"county": "110101"})
    assert (nowhere.status_code, nowhere.context["page"].refused[0]) == (409, "minimum-unknown")


def test_a_wish_is_written_down_once_and_somebody_answers_it(known, token, holder):
    page = holder.post(f"/portal/mine/{token}/sheet", SHEET).context["page"]
    offer = next(each for each in page.offers if each.kind == "instalments")
    sent = SHEET | {"arrangement_id": page.client_id, "choice": offer.seal}
    for _ in range(2):
        assert holder.post(f"/portal/mine/{token}/wish", sent).status_code == 302
    row = Arrangement.objects.get()
    assert (row.proposed_by, state_of(row.pk)) == (f"borrower:{known.borrower_id}", State.PROPOSED)
    task = FollowUp.objects.get(kind="answer_wish")
    assert (task.owner_role, task.due_on) == ("lead", DAY + timedelta(days=1))
    gone = holder.post(f"/portal/mine/{token}/wish", sent | {"choice": "0" * 64})
    assert (gone.status_code, gone.context["page"].refused[0]) == (409, "offer-gone")


def test_a_no_acts_at_once_with_owner_deadline_and_receipt(cast, known, token, holder):
    row = proposed(cast.agent, known.case_id)
    agreed(cast.agent, row)
    answer = holder.post(f"/portal/mine/{token}/contest", {"because": "it was 200"}, follow=True)
    assert state_of(row.pk) is State.CONTESTED
    assert permits_left(known.case_id) == 0
    task = FollowUp.objects.get(kind="review")
    assert (task.owner_role, task.due_on) == ("compliance", DAY + timedelta(days=1))
    assert task.details["receipt"] in text_of(answer)
    assert {"arrangement.contested", "contact.stopped", "followup.opened"} <= set(
        verbs_of(f"case:{known.case_id}")
    )


def test_within_the_week_an_agreement_is_cancelled_and_after_it_refused(
    cast, known, token, holder
):
    row = proposed(cast.agent, known.case_id)
    agreed(cast.agent, row)
    with clock.fixed(NOON + timedelta(minutes=5)):
        assert holder.post(f"/portal/mine/{token}/cancel").status_code == 302
    assert state_of(row.pk) is State.WITHDRAWN
    task = FollowUp.objects.get(kind="agree_again")
    assert (task.owner_role, task.due_on) == ("lead", DAY + timedelta(days=2))
    again = holder.post(f"/portal/mine/{token}/cancel")
    assert (again.status_code, again.context["page"].refused[0]) == (409, "nothing-agreed")


def test_after_the_days_for_thinking_it_over_only_a_no_is_left(cast, known):
    row = proposed(cast.agent, known.case_id)
    agreed(cast.agent, row)
    later = NOON + timedelta(days=7)
    with clock.fixed(later), acting_as(cast.agent):
        token = token_of(make_link(actor=cast.agent, case_id=known.case_id, at=later))
    with clock.fixed(later):
        client = Client()
        client.post(f"/portal/mine/{token}/open", {"proof": "122X"})
        answer = client.post(f"/portal/mine/{token}/cancel")
    assert (answer.status_code, answer.context["page"].refused[0]) == (409, "cooling-off-over")
    assert state_of(row.pk) is State.AGREED


@pytest.mark.parametrize("typed", ["１２２Ｘ", "１２", "", "\u202e"])
def test_a_proof_in_letters_of_another_width_is_wrong_and_no_fault(known, token, typed):
    answer = Client().post(f"/portal/mine/{token}/open", {"proof": typed})
    assert answer.status_code == 400


def test_whatever_is_refused_leaves_nothing_behind_but_the_count(known, token, holder):
    answer = holder.post(f"/portal/mine/{token}/contest")
    assert answer.status_code == 409
    assert not FollowUp.objects.exists()
    assert set(LinkUse.objects.values_list("what", flat=True)) == {"opened", "asked"}


def test_no_more_than_sixty_words_an_hour_come_through_one_link(known, token, holder):
    sheets = [holder.post(f"/portal/mine/{token}/sheet", SHEET).status_code for _ in range(61)]
    assert sheets == [200] * 60 + [429]


def test_a_reminder_is_asked_for_changed_and_ended(cast, known, token, holder):
    row = proposed(cast.agent, known.case_id)
    agreed(cast.agent, row)
    wish = {"arrangement": str(row.pk), "channel": "sms", "days_before": "2", "wanted": "yes"}
    assert holder.post(f"/portal/mine/{token}/remind", wish).status_code == 302
    assert holder.post(f"/portal/mine/{token}/remind", wish | {"wanted": "no"}).status_code == 302
    said = list(ReminderWish.objects.order_by("id").values_list("is_wanted", "days_before"))
    assert said == [(True, 2), (False, 0)]
    bad = holder.post(f"/portal/mine/{token}/remind", wish | {"days_before": "8"})
    assert bad.context["page"].refused[0] == "reminder-days"


def test_the_office_makes_shows_and_takes_back_a_link(cast, known):
    client = signed_in("agent")
    address = f"/cases/{known.case_id}/link"
    assert client.get(address).context["page"].address == ""
    client.post(f"{address}/make")
    first = client.get(address).context["page"].address
    assert "/mine/" in first
    client.post(f"{address}/make")
    assert client.get(address).context["page"].address == first  # one link at a time
    client.post(f"{address}/revoke")
    assert client.get(address).context["page"].address == ""
    assert {"link.made", "link.revoked"} <= set(verbs_of(f"case:{known.case_id}"))


def test_behind_the_link_everything_but_names_is_korean(holder, token):
    holder.cookies["django_language"] = "ko"
    names = (*Organisation.objects.values_list("name", flat=True), "https://")
    pages = [
        holder.get(f"/portal/mine/{token}"), holder.get(f"/portal/mine/{token}/sheet"),
        holder.post(f"/portal/mine/{token}/sheet", SHEET),
        holder.post(f"/portal/mine/{token}/sheet", {**SHEET, "adults": "x"}),
        holder.post(f"/portal/mine/{token}/cancel"),
    ]  # fmt: skip
    assert all('<html lang="ko">' in text_of(answer) for answer in pages)
    for answer in pages:
        assert foreign(text_of(answer), *names) == [], answer.request["PATH_INFO"]
