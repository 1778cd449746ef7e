"""How can a phone check an answer that it must not know?

It holds a salt and a hash. Four digits are soon tried out by whoever has opened the papers, so
this keeps an answer from being read over a shoulder and not from a thief with the PIN; against
that one the papers are closed as a whole (ADR 0033).
"""

import hashlib
import secrets
import unicodedata
from datetime import date
from typing import Any, Final

SALT_BYTES: Final = 16
POINTS: Final = {
    "document": {"points": 60, "most": 1},
    "question": {"points": 25, "most": 2},
    "code": {"points": 60, "most": 1},
}
THRESHOLDS: Final = {"subject": 0, "exists": 60, "amounts": 80}
_ASKED: Final = {
    "birthday": (
        "请说出您的生日（月、日，四位数字）",
        "Your birthday: month and day, four digits",
    ),
    "identity": ("请说出身份证号后四位", "The last four signs of your identity number"),
}


def confirm() -> dict[str, Any]:
    """Return what each proof counts, and how much each level of detail asks for."""
    return {"proofs": POINTS, "thresholds": THRESHOLDS}


def questions_about(birth_on: date | None, identity_number: str | None) -> list[dict[str, Any]]:
    """Return the questions that can be asked about a person, each with a fresh salt."""
    found = []
    if birth_on is not None:
        found.append(_question("birthday", f"{birth_on:%m%d}"))
    if identity_number:
        found.append(_question("identity", identity_number[-4:]))
    return found


def answer_hash(salt: str, answer: str) -> str:
    """Return what an answer hashes to: NFKC, lower case, no blanks, behind its salt."""
    plain = "".join(unicodedata.normalize("NFKC", answer).lower().split())
    return hashlib.sha256(f"{salt}{plain}".encode()).hexdigest()


def _question(name: str, answer: str) -> dict[str, Any]:
    salt = secrets.token_hex(SALT_BYTES)
    zh, en = _ASKED[name]
    say = {"zh": zh, "en": en}
    return {"id": name, "say": say, "salt": salt, "hash": answer_hash(salt, answer)}
