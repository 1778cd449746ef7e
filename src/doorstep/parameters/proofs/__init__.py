"""How sure does each lawful proof make us of a contact point, and for how long?

Files: ``proofs/<first day>.yaml``, numbers set by the house. The list of ways is closed: what is
not in it, such as social media, bought data or asking third parties, is no proof of anything.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any, Final

from doorstep.parameters.strict_yaml import ParameterError, mapping, parsed, texts_in

_TABLE_KEYS: Final = frozenset(
    {
        "effective_from", "source", "visit_needs", "stale", "unanswered", "refuted",
        "assumed_good_for_days", "ways",
    }
)  # fmt: skip
_WAY_KEYS: Final = frozenset({"kinds", "confidence", "good_for_days", "rests_on", "en", "zh"})
_FULL: Final = 100


class ProofResult(StrEnum):
    """What came of trying to prove a contact point."""

    CONFIRMED = "confirmed"
    REFUTED = "refuted"
    UNANSWERED = "unanswered"


@dataclass(frozen=True, slots=True)
class Way:
    """One lawful way to prove a contact point.

    Attributes:
        word: Its word.
        kinds: Kinds of contact point that it can prove.
        confidence: How sure it makes us, 0 to 100.
        good_for_days: After so many days the point is stale.
        rests_on: Rule that allows it.
        en: What it is, in English.
        zh: The same in Chinese.
    """

    word: str
    kinds: tuple[str, ...]
    confidence: int
    good_for_days: int
    rests_on: str
    en: str
    zh: str


@dataclass(frozen=True, slots=True)
class Weighed:
    """What is known of a contact point after a proof.

    Attributes:
        confidence: 0 to 100.
        good_until: Last day of a confirmation; None when nothing was confirmed.
        is_valid: True after a confirmation, False after a refutation, None when it stays open.
    """

    confidence: int
    good_until: date | None
    is_valid: bool | None


@dataclass(frozen=True, slots=True)
class ProofTable:
    """The house's numbers from one day on.

    Attributes:
        effective_from: First day.
        source: Who set them.
        visit_needs: An address below this confidence is not visited.
        stale: Most that a point is worth once its last confirmation has run out.
        unanswered: Points taken off for a try that nobody answered.
        refuted: What is left after a refutation.
        assumed_good_for_days: For confirmations whose way is not on file.
        ways: By word, in the order of the file.
    """

    effective_from: date
    source: str
    visit_needs: int
    stale: int
    unanswered: int
    refuted: int
    assumed_good_for_days: int
    ways: Mapping[str, Way]

    def ways_for(self, kind: str) -> tuple[Way, ...]:
        """Return the ways that can prove a kind of contact point."""
        return tuple(way for way in self.ways.values() if kind in way.kinds)

    def weigh(self, before: int, way: str, result: ProofResult, on: date) -> Weighed:
        """Return what is known after a proof.

        A confirmation never lowers what a stronger one has shown; a try that nobody answered
        proves nothing, so it lowers a little and leaves the rest open.

        Args:
            before: Confidence before, 0 to 100.
            way: Word of the way.
            result: What came of it.
            on: Day of the proof.

        Raises:
            KeyError: The way is not in the closed list.
        """
        found = self.ways[way]
        match result:
            case ProofResult.CONFIRMED:
                until = on + timedelta(days=found.good_for_days)
                return Weighed(max(before, found.confidence), until, True)
            case ProofResult.REFUTED:
                return Weighed(min(before, self.refuted), None, False)
            case ProofResult.UNANSWERED:
                return Weighed(max(0, before - self.unanswered), None, None)

    def aged(
        self, confidence: int, verified_on: date | None, good_until: date | None, on: date
    ) -> int:
        """Return what a stored confidence is worth on a day.

        Args:
            confidence: As stored, 0 to 100.
            verified_on: Day of the last confirmation, or None.
            good_until: Last day of that confirmation, or None where its way is not on file.
            on: The day.
        """
        until = self.good_until(verified_on, good_until)
        return confidence if until is None or on <= until else min(confidence, self.stale)

    def good_until(self, verified_on: date | None, good_until: date | None) -> date | None:
        """Return the last day of a confirmation; None when there was none."""
        if verified_on is None:
            return None
        return good_until or verified_on + timedelta(days=self.assumed_good_for_days)


def proof_table(on: date) -> ProofTable:
    """Return the numbers in force on a day; the first ones hold for all days before them too.

    Days before the first table are old histories, for which no other numbers exist.
    """
    tables = _tables()
    past = [table for table in tables if table.effective_from <= on]
    return past[-1] if past else tables[0]


@cache
def _tables() -> tuple[ProofTable, ...]:
    return tuple(proofs_of(text, name) for text, name in texts_in(files(__package__)))


def proofs_of(text: str, name: str) -> ProofTable:
    """Read one table.

    Raises:
        ParameterError: A key is unknown or missing, or a number is out of range.
    """
    raw = mapping(parsed(text, name), name, _TABLE_KEYS)
    if not isinstance(raw["effective_from"], date):
        raise ParameterError(f"{name}: effective_from {raw['effective_from']!r} is no day")
    shares = {key: _share(raw[key], f"{name} {key}") for key in _SHARES}
    return ProofTable(
        effective_from=raw["effective_from"],
        source=raw["source"],
        assumed_good_for_days=_days(raw["assumed_good_for_days"], name),
        ways={word: _way(word, value, f"{name} {word}") for word, value in raw["ways"].items()},
        **shares,
    )


_SHARES: Final = ("visit_needs", "stale", "unanswered", "refuted")


def _way(word: str, value: Any, where: str) -> Way:
    raw = mapping(value, where, _WAY_KEYS)
    return Way(
        word, tuple(raw["kinds"]), _share(raw["confidence"], where),
        _days(raw["good_for_days"], where), raw["rests_on"], raw["en"], raw["zh"],
    )  # fmt: skip


def _share(value: Any, where: str) -> int:
    if not isinstance(value, int) or not 0 <= value <= _FULL:
        raise ParameterError(f"{where}: {value!r} is not a whole number from 0 to 100")
    return value


def _days(value: Any, where: str) -> int:
    if not isinstance(value, int) or value < 1:
        raise ParameterError(f"{where}: {value!r} is not a number of days above 0")
    return value
