"""How much of a name may be shown where others can look on?"""

from typing import Final

_DOUBLE_SURNAMES: Final = frozenset(
    {"欧阳", "司马", "上官", "诸葛", "皇甫", "尉迟", "南宫", "东方", "司徒", "夏侯"}
)
_SURNAME: Final = 1


def first_name(name: str) -> str:
    """Return only the given name: what follows a Chinese surname, or the first word."""
    if " " in name:
        return name.split()[0]
    surname = 2 if name[:2] in _DOUBLE_SURNAMES else _SURNAME
    return name[surname:] if len(name) > surname else name
