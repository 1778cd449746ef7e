"""In how many parts does a message travel, and is no character cut in two?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.wording.segments import Alphabet, segments_of


@pytest.mark.parametrize(
    ("text", "alphabet", "parts"),
    [
        ("", Alphabet.GSM_7, 1),
        ("a" * 160, Alphabet.GSM_7, 1),
        ("a" * 161, Alphabet.GSM_7, 2),
        ("a" * 306, Alphabet.GSM_7, 2),
        ("a" * 307, Alphabet.GSM_7, 3),
        ("€" * 80, Alphabet.GSM_7, 1),  # each takes two
        ("€" * 81, Alphabet.GSM_7, 2),
        ("`", Alphabet.UCS_2, 1),  # not in the alphabet
        ("字" * 70, Alphabet.UCS_2, 1),
        ("字" * 71, Alphabet.UCS_2, 2),
        ("字" * 134, Alphabet.UCS_2, 2),
        ("字" * 135, Alphabet.UCS_2, 3),
        ("😀" * 35, Alphabet.UCS_2, 1),  # each takes two
        ("😀" * 36, Alphabet.UCS_2, 2),
    ],
)
def test_a_text_has_so_many_parts(text, alphabet, parts):
    cut = segments_of(text)
    assert (cut.alphabet, len(cut.parts)) == (alphabet, parts)


@given(st.text(max_size=600))
def test_the_parts_are_the_text_and_each_fits(text):
    cut = segments_of(text)
    assert "".join(cut.parts) == text
    for part in cut.parts:
        if cut.alphabet is Alphabet.UCS_2:
            room = 70 if len(cut.parts) == 1 else 67
            assert len(part.encode("utf-16-be", "surrogatepass")) <= 2 * room
            assert part.encode("utf-16-be", "surrogatepass").decode("utf-16-be", "surrogatepass")
