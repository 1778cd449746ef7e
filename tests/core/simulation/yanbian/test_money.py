from collections import defaultdict
from datetime import date, timedelta

import numpy as np

from doorstep.simulation.borrower import Outcomes, promise_payments
from doorstep.simulation.shift import NO_SHIFT
from doorstep.simulation.traits import traits_of
from doorstep.simulation.yanbian.contacts import Borrowers, PastContacts
from doorstep.simulation.yanbian.money import Owed, PastPromises, made_promises, past_payments

DAY = date(2026, 11, 25)


def test_who_paid_before_pays_again(world, area_under_curve):
    cut = DAY - timedelta(days=14)
    before, after = defaultdict(int), set()
    for each in world.payments:
        if each.received_on >= cut:
            after.add(each.person_key)
        else:
            before[each.person_key] += 1
    keys = [each.person_key for each in world.borrowers]
    outcome = [key in after for key in keys]
    assert 0.1 < np.mean(outcome) < 0.35
    assert 0.6 < area_under_curve(outcome, [before[key] for key in keys]) < 0.85


def test_a_promise_while_another_runs_is_not_a_second_promise():
    # Due on day 8 and free again after three days of grace, on day 12.
    made = made_promises(contacts_with_promises((0, 1, 8), (0, 11, 20), (0, 12, 22), (1, 5, 9)))
    assert made.person.tolist() == [0, 0, 1]
    assert made.made_day.tolist() == [1, 12, 5]
    assert made.due_day.tolist() == [8, 22, 9]


def contacts_with_promises(*rows):
    person, day, due = (np.array(column, dtype=np.int64) for column in zip(*rows, strict=True))
    count = len(rows)
    nothing = np.zeros(count, dtype=np.bool_)
    outcome = Outcomes(
        disposition=np.zeros(count, dtype=np.int8),
        is_reached=nothing,
        promised_fen=np.full(count, 70_000),
        promised_day=due.astype(np.int32),
        asked_to_leave=nothing,
        words=np.zeros(count),
    )
    return PastContacts(person, day, day * 0, np.zeros(count, dtype=np.int8), outcome)


TODAY = 20_000
PLACED = TODAY - 100


def paid(promises, accounts):
    """Payments of one borrower who is not worked on and so pays for promises only."""
    one = np.array([0], dtype=np.int64)
    borrowers = Borrowers(one + TODAY, one + PLACED, one, one > 0, one + TODAY - 1)
    contacts = contacts_with_promises((0, TODAY - 170, TODAY - 160))
    sums = np.array([amount for _, amount in promises], dtype=np.int64)
    due = np.array([day for day, _ in promises], dtype=np.int32)
    nobody = np.zeros(len(promises), dtype=np.intp)
    made = PastPromises(nobody, nobody, due - 5, due, sums)
    return past_payments(borrowers, KEEPER, contacts, made, [accounts], TODAY)


def keeper():
    """Somebody who keeps every promise of the table below, on the promised day itself."""
    for number in range(5_000):
        traits = traits_of(1, [f"keeper {number}"])
        due = np.array([TODAY - 50, TODAY - 20, TODAY - 120], dtype=np.int32)
        many = traits.take(np.zeros(3, dtype=np.intp))
        plan = promise_payments(many, np.full(3, 300_000), due, NO_SHIFT)
        if (plan.paid_day == due).all() and (plan.amount_fen == 300_000).all():
            return traits
    raise AssertionError("nobody keeps three promises")


KEEPER = keeper()


def test_money_fills_the_oldest_account_first_and_stops_at_the_debt():
    accounts = [Owed(7, PLACED, 400_000), Owed(3, PLACED, 100_000)]
    found = paid([(TODAY - 50, 300_000), (TODAY - 20, 300_000)], accounts)
    assert [(each.account, each.day, each.amount_fen) for each in found] == [
        (7, TODAY - 50, 300_000),
        (7, TODAY - 20, 100_000),
        (3, TODAY - 20, 100_000),
    ]


def test_money_before_the_placement_leaves_what_was_placed_as_it_is():
    accounts = [Owed(7, PLACED, 400_000)]
    found = paid([(TODAY - 120, 300_000), (TODAY - 50, 300_000)], accounts)
    # A third of the debt at most before the placement; afterwards all of the debt is still there.
    assert [(each.day, each.amount_fen) for each in found] == [
        (TODAY - 120, 140_000),
        (TODAY - 50, 300_000),
    ]
