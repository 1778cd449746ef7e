"""Is a unified social credit code right?

Source: GB 32100-2015: 18 characters of 31 (no I, O, S, V, Z), the last of which checks the others
by weights that are powers of 3 modulo 31.
"""

from typing import Final

_CHARACTERS: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS: Final = tuple(pow(3, place, 31) for place in range(17))


def is_credit_code(code: str) -> bool:
    """Say whether a code has the right form and check character."""
    code = code.upper()
    if len(code) != len(_WEIGHTS) + 1 or any(each not in _CHARACTERS for each in code):
        return False
    total = sum(
        weight * _CHARACTERS.index(each) for weight, each in zip(_WEIGHTS, code, strict=False)
    )
    return _CHARACTERS[-total % 31] == code[-1]
