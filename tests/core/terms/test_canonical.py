"""Does a record hash to the same here as on the phone?"""

import pytest

from doorstep.terms.canonical import canonical, hash_of


@pytest.mark.parametrize(
    "value", [0.5, float("nan"), 2**53, "\ud800", {"\udc00": 1}, {1: 2}, object(), b"x"]
)
def test_what_two_sides_may_write_differently_is_refused(value):
    with pytest.raises(ValueError, match=r"\w"):
        canonical({"value": value} if not isinstance(value, dict) else value)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"b": 1, "a": 2}, '{"a":2,"b":1}'),
        ([], "[]"),
        ({}, "{}"),
        (2**53 - 1, "9007199254740991"),
        ([None, True, False, "é\n\u0007/"], '[null,true,false,"é\\n\\u0007/"]'),
        ({"😀": 1, "\ufb33": 2}, '{"😀":1,"\ufb33":2}'),  # UTF-16 units, not code points
    ],
)
def test_it_is_written_in_one_way(value, text):
    assert canonical(value).decode() == text


def test_it_comes_to_the_hash_of_the_phone():
    # The same value and hash stand in web/field/core/canonical.test.ts.
    value = {"b": 1, "a": [True, None, '张\u2028"\\\n😀'], "": {}, "中": -5}
    assert hash_of(value) == "5227819e81e3b037c04c56eec87e3a60435514c3d0bcf562b34f8ef33734374b"
