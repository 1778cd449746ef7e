"""Does anything of a borrower lie readable in a phone's profile?"""

from pathlib import Path
from typing import Final

from tests.journeys.field.pack import CANARY_ADDRESS, CANARY_CREDITOR, CANARY_NAME, CODE, CODE_SEED

WORDS: Final = (
    CANARY_CREDITOR,
    CANARY_NAME,
    CANARY_ADDRESS,
    "店里冬天没有客人",
    "4,812.3",
    "481236",
)
ENCODINGS: Final = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")


def canaries() -> list[bytes]:
    """Return every form in which something of the papers could lie in a file."""
    spelled = [word.encode(encoding) for word in WORDS for encoding in ENCODINGS]
    return [*spelled, CODE_SEED, CODE.encode("utf-16-le") * 2]


def hits(profile: Path) -> list[str]:
    """Return each file of a profile that holds one of the canaries."""
    looked_for = canaries()
    found = []
    for path in sorted(profile.rglob("*")):
        if not path.is_file():
            continue
        content = path.read_bytes()
        found += [
            f"{path.relative_to(profile)}: {word!r}" for word in looked_for if word in content
        ]
    return found
