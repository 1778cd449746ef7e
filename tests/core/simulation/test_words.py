import pytest

from doorstep.simulation.traits import REASONS
from doorstep.simulation.words import note_words
from doorstep.terms.codes import Disposition


@pytest.mark.parametrize("disposition", Disposition)
@pytest.mark.parametrize("chance", [1e-12, 0.5, 1 - 1e-12])
def test_every_disposition_has_words(disposition, chance):
    assert note_words(disposition, "", has_promise=False, chance=chance).endswith("。")


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_has_words_of_its_own(reason):
    plain = note_words(Disposition.MET_BORROWER, "", has_promise=False, chance=0.1)
    assert note_words(Disposition.MET_BORROWER, reason, has_promise=False, chance=0.1) != plain


def test_a_promise_is_mentioned():
    assert "同意" in note_words(Disposition.MET_BORROWER, "", has_promise=True, chance=0.1)
