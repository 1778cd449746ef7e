"""Do the books of an account read as they were written, and for whom?"""

import inspect
import re
from datetime import date

import pytest
from tests.app.doors import signed_in, stranger, text_of
from tests.app.portfolio import DAY, NOON, OWED_FEN, account, assign, mandate, place, publish

from doorstep.ledger import fold
from doorstep.ledger.events import AccountEvent, EventKind
from doorstep.terms.local_time import day_number
from doorstep_desk.cases.queries import accounts_on_file
from doorstep_desk.ledger.actions import post
from doorstep_desk.ledger.actions.post import post_events
from doorstep_desk.ledger.actions.state_terms import StatedRates, state_terms
from doorstep_desk.office.presentation.arranging.words import ARRANGING_LISTS
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.scope import acting_as

pytestmark = pytest.mark.django_db

NUMBER = day_number(DAY)
PLACED = day_number(date(2026, 10, 1))


@pytest.fixture(autouse=True)
def noon():
    with clock.fixed(NOON):
        yield


def paid(number, fen, day=NUMBER):
    return AccountEvent(f"payment:{number}", EventKind.PAID, day, fen)


def taken_back(number, of, fen, day=NUMBER):
    return AccountEvent(
        f"payment:{number}", EventKind.REVERSED, day, fen, reverses=f"payment:{of}"
    )


def posted(cast, account_id, *events):
    with acting_as(cast.lead):
        post_events(actor=cast.lead, events={account_id: events}, at=NOON)


def opened(known, who="lead", query=""):
    answer = signed_in(who).get(f"/cases/{known.case_id}/statement{query}")
    assert answer.status_code == 200
    return answer


def lines_of(known):
    return opened(known).context["page"].lines


def test_who_does_not_see_the_case_does_not_see_its_books(cast):
    (known,) = place(cast)
    address = f"/cases/{known.case_id}/statement"
    assert stranger().get(address).status_code == 302
    assert signed_in("rival").get(address).status_code == 409
    assert signed_in("agent").get(address).status_code == 409  # not theirs
    assign(cast, (known.case_id, cast.agent.staff_id))
    assert signed_in("agent").get(address).status_code == 200


def test_the_page_only_reads(cast):
    (known,) = place(cast)
    assert signed_in("lead").post(f"/cases/{known.case_id}/statement").status_code == 405


def test_without_books_the_sums_are_those_of_the_lenders_file_and_the_page_says_so(cast):
    (known,) = place(cast)
    answer = opened(known)
    assert answer.context["page"].owed_fen == OWED_FEN
    assert "Nothing has been posted" in text_of(answer)


def test_each_line_says_where_the_money_went_and_what_is_owed_after_it(cast):
    (known,) = place(cast)
    rates = StatedRates(365_000, 0, 0, 365_000, 365, "contract")
    with acting_as(cast.lead):
        state_terms(actor=cast.lead, account_id=known.account_id, rates=rates, at=NOON)
    posted(cast, known.account_id, paid("T1", 30_000, PLACED + 10))

    taken, grown, payment = lines_of(known)
    assert (taken.word, taken.source, taken.parts) == (
        "taken_over", "placed", (("principal", OWED_FEN),),
    )  # fmt: skip
    assert (grown.word, grown.parts, grown.owed_fen) == (
        "grown", (("interest", 1_000),), OWED_FEN + 1_000,
    )  # fmt: skip
    assert (payment.word, payment.source, payment.number) == ("paid", "payment", "T1")
    assert payment.parts == (("interest", -1_000), ("principal", -29_000))
    assert payment.owed_fen == OWED_FEN - 29_000


def test_what_was_taken_back_stays_and_both_lines_say_so(cast):
    (known,) = place(cast)
    posted(cast, known.account_id, paid("T1", 30_000))
    posted(cast, known.account_id, taken_back("T2", "T1", 30_000))

    _taken, first, undoing = lines_of(known)
    assert (first.is_undone, first.is_undoing) == (True, False)
    assert (undoing.is_undone, undoing.is_undoing) == (False, True)
    assert undoing.owed_fen == OWED_FEN
    text = text_of(opened(known))
    assert "taken back later" in text
    assert "takes an earlier line back" in text


def test_money_beyond_what_was_owed_is_named(cast):
    (known,) = place(cast)
    posted(cast, known.account_id, paid("T1", OWED_FEN + 500))
    page = opened(known).context["page"]
    assert (page.owed_fen, page.overpaid_fen, page.lines[-1].beyond_fen) == (0, 500, 500)


@pytest.mark.parametrize(("fen", "beyond"), [(OWED_FEN - 1, 0), (OWED_FEN, 0), (OWED_FEN + 1, 1)])
def test_beyond_begins_with_the_first_fen_too_many(cast, fen, beyond):
    (known,) = place(cast)
    posted(cast, known.account_id, paid("T1", fen))
    assert lines_of(known)[-1].beyond_fen == beyond


def test_events_that_wait_are_said_to_be_missing_from_the_sums(cast):
    (known,) = place(cast)
    posted(cast, known.account_id, taken_back("T2", "T1", 30_000))
    assert opened(known).context["page"].waiting == (("reversal-of-nothing", 1),)
    assert "The payment that this takes back is not known." in text_of(opened(known))


def test_a_number_of_the_sender_is_never_read_as_markup(cast):
    (known,) = place(cast)
    posted(cast, known.account_id, paid("<script>x</script>", 1))
    assert b"<script>x" not in opened(known).content


@pytest.mark.parametrize("typed", ["", "0", "-1", "x", "9" * 30])
def test_an_account_that_is_not_of_the_case_shows_its_first(cast, typed):
    placement = mandate(cast)
    publish(cast, [account(cast, placement, 1, key) for key in ("L1", "L2")])
    first = min(accounts_on_file(cast.agency_id), key=lambda each: each.account_id)
    assert opened(first, query=f"?account={typed}").context["page"].loan_no == "L1"


def test_each_account_of_a_case_has_its_own_books(cast):
    placement = mandate(cast)
    publish(cast, [account(cast, placement, 1, key) for key in ("L1", "L2")])
    first, second = sorted(accounts_on_file(cast.agency_id), key=lambda each: each.account_id)
    assert first.case_id == second.case_id
    posted(cast, second.account_id, paid("T1", 400))

    assert opened(first).context["page"].lines == ()
    shown = opened(first, query=f"?account={second.account_id}").context["page"]
    assert (shown.loan_no, shown.owed_fen) == ("L2", OWED_FEN - 400)


def test_the_time_of_writing_is_that_of_the_place(cast):
    (known,) = place(cast)
    posted(cast, known.account_id, paid("T1", 1))
    assert lines_of(known)[-1].posted_at.hour == 12


def test_the_sums_of_the_last_line_and_of_the_head_agree(cast):
    (known,) = place(cast)
    posted(cast, known.account_id, paid("T1", 30_000), paid("T2", 7), paid("T3", 90_000))
    page = opened(known).context["page"]
    assert page.lines[-1].owed_fen == page.owed_fen == sum(fen for _part, fen in page.parts)


def test_a_case_leads_to_its_statement(cast):
    (known,) = place(cast)
    answer = signed_in("lead").get(f"/cases/{known.case_id}")
    assert f"/cases/{known.case_id}/statement" in answer.content.decode()


def test_every_reason_of_the_books_has_its_words():
    text = "".join(inspect.getsource(module) for module in (fold, post))
    codes = set(re.findall(r'"([a-z]+(?:-[a-z]+)+)"', text))
    assert codes == ARRANGING_LISTS["ledger_waiting"].keys()


def test_every_event_has_its_word():
    known = ARRANGING_LISTS["ledger_entry"].keys()
    assert {kind.name.lower() for kind in EventKind} | {"grown"} == known
