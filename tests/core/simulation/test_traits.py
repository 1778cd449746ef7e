import numpy as np
import pytest

from doorstep.simulation.traits import BAND_STARTS, band_of, traits_of

SEED = 9
KEYS = [f"person {number}" for number in range(4000)]


@pytest.mark.parametrize(
    ("minute", "band"),
    [
        (0, 0),  # before the first band counts as morning
        (BAND_STARTS[1] - 1, 0),
        (BAND_STARTS[1], 1),
        (BAND_STARTS[3] - 1, 2),
        (BAND_STARTS[3], 3),  # 17:30
        (1439, 3),
    ],
)
def test_the_day_has_four_bands(minute, band):
    assert band_of(np.array([minute])).tolist() == [band]


def test_traits_follow_from_seed_and_key_alone():
    one = traits_of(SEED, KEYS[:10])
    other = traits_of(SEED, KEYS[5:10])
    assert one.willingness[5:].tolist() == other.willingness.tolist()
    assert traits_of(SEED + 1, KEYS[:10]).willingness.tolist() != one.willingness.tolist()


def test_willing_people_are_more_able_and_hide_less():
    traits = traits_of(SEED, KEYS)
    assert 0.3 < np.corrcoef(traits.willingness, traits.ability)[0, 1] < 0.4
    assert -0.5 < np.corrcoef(traits.willingness, traits.avoidance)[0, 1] < -0.4
    assert (traits.surplus_fen > 0).all()
