"""What may be said of a treatment, from choices drawn by lot alone?"""

from dataclasses import replace

import numpy as np
import pytest

from doorstep.probability.causal.lots import Answer, Lot, effect_of


def lots(rows: int, given_pays: float, other_pays: float, seed: int = 1) -> list[Lot]:
    rng = np.random.default_rng(seed)
    found = []
    for case in range(rows):
        is_given = bool(rng.random() < 0.5)
        pays = given_pays if is_given else other_pays
        pair = ("call", "none") if is_given else ("none", "call")
        found.append(Lot(case, *pair, 0.5, "to 30", bool(rng.random() < pays)))
    return found


@pytest.mark.parametrize(
    ("rows", "given_pays", "other_pays", "answer"),
    [
        (0, 0.5, 0.5, Answer.TOO_FEW),
        (50, 0.9, 0.1, Answer.TOO_FEW),  # about 25 of each
        (2_000, 0.40, 0.30, Answer.MORE),
        (2_000, 0.30, 0.40, Answer.LESS),
        (400, 0.31, 0.30, Answer.NO_EVIDENCE),
    ],
)
def test_the_answer_follows_the_interval(rows, given_pays, other_pays, answer):
    assert effect_of(lots(rows, given_pays, other_pays), "call", "none").answer is answer


def test_other_pairs_and_later_lots_of_a_case_do_not_count():
    rows = lots(200, 0.5, 0.5)
    again = [Lot(each.case_id, each.denied, each.given, 0.5, "", True) for each in rows]
    others = [Lot(9_000 + n, "sms", "none", 0.5, "", True) for n in range(500)]
    assert effect_of(rows + again + others, "call", "none") == effect_of(rows, "call", "none")


def test_an_interval_of_95_percent_holds_the_truth_about_so_often():
    seeds = range(200)
    inside = 0
    for seed in seeds:
        found = effect_of(lots(300, 0.3, 0.2, seed), "call", "none")
        inside += found.low <= 0.1 <= found.high
    assert inside >= 184, f"seeds {seeds}"  # 92 %: chance alone goes so low once in 30


def test_unequal_chances_are_weighed():
    rng = np.random.default_rng(5)
    rows = []
    for case in range(4_000):
        is_keen = case % 2 == 0
        chance = 0.9 if is_keen else 0.1  # the keen are treated more often
        given = bool(rng.random() < chance)
        pair = ("sms", "none") if given else ("none", "sms")
        came = bool(rng.random() < (0.6 if is_keen else 0.1))  # the treatment changes nothing
        rows.append(Lot(case, *pair, chance if given else 1 - chance, "", came))
    found = effect_of(rows, "sms", "none")
    assert found.low < 0 < found.high


def known_lots(rows: int, effect: float, seed: int, by_person: float = 0.0) -> list[Lot]:
    """Draw lots among cases of whom a figure is known that says much about the outcome."""
    rng = np.random.default_rng(seed)
    found = []
    for case in range(rows):
        keen, given = float(rng.random()), bool(rng.random() < 0.5)
        pair = ("sms", "none") if given else ("none", "sms")
        chance = 0.1 + 0.7 * keen + given * (effect + by_person * (keen - 0.5))
        segment = "to 30" if case % 2 else "over 90"
        known = (keen, np.nan if case % 5 == 0 else 1.0)
        found.append(Lot(case, *pair, 0.5, segment, bool(rng.random() < chance), known))
    return found


def test_what_was_known_of_the_cases_narrows_the_interval_and_does_not_move_it():
    plain, informed, inside, seeds = 0.0, 0.0, 0, range(100)
    for seed in seeds:
        rows = known_lots(600, 0.1, seed)
        with_it = effect_of(rows, "sms", "none")
        without = effect_of([replace(each, known=()) for each in rows], "sms", "none")
        plain += without.high - without.low
        informed += with_it.high - with_it.low
        inside += with_it.low <= 0.1 <= with_it.high
    assert informed < 0.95 * plain, (informed, plain)
    assert inside >= 89, f"seeds {seeds}"


@pytest.mark.parametrize(("by_person", "differs"), [(0.0, False), (0.6, True)])
def test_it_is_said_whether_the_effect_differs_by_person(by_person, differs):
    found = effect_of(known_lots(4_000, 0.05, 8, by_person), "sms", "none")
    assert found.differs is differs
    assert effect_of(known_lots(200, 0.05, 8, by_person), "sms", "none").differs is None


def test_parts_of_the_portfolio_are_drawn_to_the_mean():
    found = effect_of(known_lots(2_000, 0.1, 4), "sms", "none")
    assert [each.segment for each in found.by_segment] == ["over 90", "to 30"]
    for each in found.by_segment:
        assert each.low <= 0.1 <= each.high
        assert abs(each.shrunk - 0.1) <= abs(each.plain - 0.1) + 0.05
