import dataclasses
from collections import Counter, defaultdict
from datetime import date, timedelta

import pytest

from doorstep.simulation.world import build_world
from doorstep.simulation.yanbian.loans import AGENCY, EARLIER_AGENCY, FLAG_REMARKS
from doorstep.terms.codes import Channel, PointKind, PromiseState, Provenance
from doorstep.terms.local_time import beijing_instant

DAY = date(2026, 11, 25)
MIDNIGHT = beijing_instant(DAY, 0)


def test_a_world_without_accounts_is_refused():
    with pytest.raises(ValueError, match="at least one account"):
        build_world(1, DAY, accounts=0)


def test_the_smallest_world_stands():
    assert len(build_world(1, DAY, accounts=1).accounts) == 1


def test_the_same_seed_and_day_give_the_same_world():
    one, other = (build_world(5, DAY, accounts=120) for _ in range(2))
    assert one == other
    assert one.placement_csv() == other.placement_csv()


@pytest.mark.parametrize(("seed", "day"), [(6, DAY), (-5, DAY), (5, DAY + timedelta(days=1))])
def test_another_seed_or_day_gives_another_world(seed, day):
    one, other = build_world(5, DAY, accounts=60), build_world(seed, day, accounts=60)
    assert one.accounts != other.accounts


def test_four_borrowers_owe_five_accounts_to_two_lenders_through_one_agency(world):
    assert (len(world.accounts), len(world.borrowers)) == (1250, 1000)
    assert Counter(each.kind for each in world.organisations) == {"lender": 2, "agency": 1}
    assert {each.lender for each in world.accounts} == {
        each.name for each in world.organisations if each.kind == "lender"
    }
    assert {each.person_key for each in world.accounts} == {
        each.person_key for each in world.borrowers
    }


def test_borrowers_live_in_eight_towns_and_speak_two_languages(world):
    assert len({each.town for each in world.borrowers}) == 8
    assert {each.language for each in world.borrowers} == {"zh", "ko"}


def test_the_parts_of_every_debt_add_up(world):
    assert world.accounts
    for each in world.accounts:
        parts = each.principal_fen + each.interest_fen + each.penalty_interest_fen
        assert each.owed_fen == parts + each.default_penalty_fen + each.fee_fen
        assert min(each.principal_fen, each.interest_fen, each.penalty_interest_fen) > 0


def test_loans_were_paid_out_fell_due_were_placed_and_are_still_with_us(world):
    assert world.accounts
    for each in world.accounts:
        assert each.opened_on < each.due_on < each.placed_on < DAY < each.returns_on


def test_no_borrower_was_a_minor_when_the_loan_was_paid_out(world):
    assert world.accounts
    for each in world.accounts:
        born = date.fromisoformat(
            f"{each.person_key[6:10]}-{each.person_key[10:12]}-{each.person_key[12:14]}"
        )
        assert (each.opened_on - born).days > 18 * 365.25


def test_nothing_has_happened_on_the_day_itself_or_later(world):
    assert all(each.at < MIDNIGHT and each.received_at < MIDNIGHT for each in world.attempts)
    assert all(each.received_on < DAY for each in world.payments)
    assert all(each.made_at < MIDNIGHT for each in world.promises)
    assert all(each.sent_at < MIDNIGHT for each in world.notices)


def test_history_reaches_back_180_days_and_not_before_the_loan_was_due(world):
    oldest = {}
    for each in world.accounts:
        oldest[each.person_key] = min(oldest.get(each.person_key, each.due_on), each.due_on)
    first = min(each.at for each in world.attempts).date()
    assert DAY - timedelta(days=180) <= first <= DAY - timedelta(days=170)
    assert all(each.at.date() > oldest[each.person_key] for each in world.attempts)


def test_an_earlier_agency_worked_before_the_placement_and_ours_after_it(world):
    placed = defaultdict(list)
    for each in world.accounts:
        placed[each.person_key].append(each.placed_on)
    makers = Counter()
    for each in world.attempts:
        is_ours = each.at.date() >= min(placed[each.person_key])
        assert each.made_by == (AGENCY.name if is_ours else EARLIER_AGENCY)
        makers[each.made_by] += 1
    assert min(makers.values()) > 1000


def test_about_twelve_attempts_per_account_were_made_on_every_channel(world):
    assert 11 < len(world.attempts) / len(world.accounts) < 14
    channels = Counter(each.channel for each in world.attempts)
    assert set(channels) == {
        Channel.CALL,
        Channel.SMS,
        Channel.EMAIL,
        Channel.LETTER,
        Channel.VISIT,
    }
    assert 0.005 < channels[Channel.VISIT] / len(world.attempts) < 0.04


def test_every_attempt_used_a_contact_point_of_that_borrower(world):
    points = {(each.person_key, each.value) for each in world.contact_points}
    assert all((each.person_key, each.point_value) in points for each in world.attempts)


def test_contact_points_come_from_the_contract_or_the_borrower_and_are_synthetic(world):
    assert {each.provenance for each in world.contact_points} == {
        Provenance.CONTRACT,
        Provenance.BORROWER,
    }
    assert all(each.is_synthetic for each in world.contact_points)
    for each in world.contact_points:
        has_place = each.latitude is not None and each.accuracy_metres is not None
        assert has_place == (each.kind is PointKind.ADDRESS)


def test_payments_after_the_placement_never_exceed_the_debt(world):
    account = {each.loan_number: each for each in world.accounts}
    paid = Counter()
    for each in world.payments:
        assert each.amount_fen > 0
        assert account[each.loan_number].person_key == each.person_key
        if each.received_on >= account[each.loan_number].placed_on:
            paid[each.loan_number] += each.amount_fen
    assert all(total <= account[number].owed_fen for number, total in paid.items())
    assert len({each.transaction_number for each in world.payments}) == len(world.payments)


def test_promises_are_kept_partly_kept_broken_and_open(world):
    states = Counter(each.state for each in world.promises)
    assert set(states) == {
        PromiseState.OPEN,
        PromiseState.KEPT,
        PromiseState.PARTLY_KEPT,
        PromiseState.BROKEN,
    }
    for each in world.promises:
        assert 0 < each.amount_fen
        assert 0 <= each.paid_fen <= each.amount_fen
        is_over = each.due_on + timedelta(days=3) < DAY
        assert is_over or each.state in (PromiseState.OPEN, PromiseState.KEPT)


def test_a_borrower_has_one_open_promise_at_a_time(world):
    still_open = Counter(
        each.person_key for each in world.promises if each.state is PromiseState.OPEN
    )
    assert max(still_open.values()) == 1


def test_some_remarks_stop_contact(world):
    remarks = Counter(each.remark for each in world.accounts)
    flagged = sum(remarks[text] for text, _ in FLAG_REMARKS)
    assert 0.005 < flagged / len(world.accounts) < 0.05


def test_the_agency_has_six_pairs_with_letters_and_everybody_else(world):
    assert [each.letter for each in world.pairs] == list("甲乙丙丁戊己")
    usernames = {each.username for each in world.staff}
    paired = [name for each in world.pairs for name in (each.first, each.second)]
    assert len(set(paired)) == 12
    assert set(paired) < usernames
    assert {each.role for each in world.staff} == {
        "agent",
        "lead",
        "analyst",
        "compliance",
        "admin",
    }
    assert {each.start_name for each in world.pairs} >= {"延吉市", "珲春市", "敦化市"}


def test_shifts_fall_on_weekdays_and_belong_to_pairs(world):
    assert {each.letter for each in world.shifts} == {each.letter for each in world.pairs}
    assert all(each.on.weekday() < 5 and each.on >= DAY for each in world.shifts)
    assert all(9 * 60 <= each.starts_minute < each.ends_minute <= 20 * 60 for each in world.shifts)


def test_no_hidden_trait_is_written_down(world):
    hidden = {"willingness", "ability", "avoidance", "surplus_fen", "best_band", "best_channel"}
    rows = (
        world.borrowers[0],
        world.accounts[0],
        world.attempts[0],
        world.promises[0],
        world.people[0],
    )
    written = {field.name for row in rows for field in dataclasses.fields(row)}
    assert "person_key" in written
    assert written & hidden == set()
