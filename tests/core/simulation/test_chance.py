import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.simulation.chance import Question, key_numbers, normals, uniforms

KEYS = [f"person {number}" for number in range(20_000)]


def test_a_seed_beyond_64_bits_is_refused():
    with pytest.raises(OverflowError):
        key_numbers(2**63, ["a"])


def test_numbers_look_uniform():
    numbers = uniforms(key_numbers(1, KEYS), Question.REACHED, 20_000)
    counts, _ = np.histogram(numbers, bins=20, range=(0, 1))
    # Twenty bins of 1,000 each: chi-square with 19 degrees of freedom, 0.1 % point 43.8.
    assert ((counts - 1000) ** 2 / 1000).sum() < 43.8


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((Question.REACHED, 20_000, 0), (Question.PROMISED, 20_000, 0)),
        ((Question.REACHED, 20_000, 0), (Question.REACHED, 20_001, 0)),
        ((Question.REACHED, 20_000, 0), (Question.REACHED, 20_000, 1)),
    ],
)
def test_another_question_day_or_occasion_has_numbers_of_its_own(one, other):
    numbers = key_numbers(1, KEYS)
    correlation = np.corrcoef(uniforms(numbers, *one), uniforms(numbers, *other))[0, 1]
    assert abs(correlation) < 0.03


def test_another_seed_has_numbers_of_its_own():
    one, other = (uniforms(key_numbers(seed, KEYS), Question.KEPT, 5) for seed in (1, 2))
    assert abs(np.corrcoef(one, other)[0, 1]) < 0.03


def test_normal_numbers_have_mean_zero_and_deviation_one():
    found = normals(key_numbers(3, KEYS), Question.WILLINGNESS)
    assert abs(found.mean()) < 0.03
    assert abs(found.std() - 1) < 0.03


@given(st.integers(-(2**63), 2**63 - 1), st.text(min_size=1, max_size=30), st.integers(0, 10**6))
def test_the_same_question_has_the_same_answer_alone_or_among_others(seed, key, day):
    alone = uniforms(key_numbers(seed, [key]), Question.KEPT, day)
    among = uniforms(key_numbers(seed, ["x", key, "y"]), Question.KEPT, day)
    assert alone[0] == among[1]
    assert 0 < alone[0] < 1
