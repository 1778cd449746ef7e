"""Which rules are there on a day, and which of them was in force when?"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from importlib.resources.abc import Traversable
from typing import Final

from doorstep.compliance.calendar import Calendar, calendar_of
from doorstep.compliance.words import Jurisdiction
from doorstep.parameters.holidays import holiday_years
from doorstep.parameters.register import Leg, RuleEntry, register_in, register_of

FOLDERS: Final[Mapping[str, tuple[str, ...]]] = {
    place: (place.lower(), "house")
    for place in (
        "BR",
        "CN",
        "EU",
        "ID",
        "IN",
        "JP",
        "KE",
        "KR",
        "MY",
        "NG",
        "PH",
        "SG",
        "TH",
        "UK",
        "US",
        "VN",
    )
}
"""Folders of parameters for each jurisdiction that this product can judge."""


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The register as it stood on a day, with all dated legs inside.

    A request is judged by the legs in force on *its own* day, so that one rulebook answers for
    today, for a plan that reaches past a change of law, and for years ago. ``on`` is the day on
    which it was opened; it says which legs ``entry`` cites first.

    Attributes:
        on: Day on which the rulebook was opened.
        jurisdictions: The places it can judge.
        entries: Rules by id, in alphabetical order.
        digest: SHA-256 of the content, hexadecimal.
    """

    on: date
    jurisdictions: Jurisdiction
    entries: Mapping[str, RuleEntry]
    digest: str

    @property
    def version(self) -> str:
        """Return a short name of the content, such as ``cn-2026-11-25+1f2e3d4c5b6a``."""
        places = "-".join(self.jurisdictions.words)
        return f"{places}-{self.on.isoformat()}+{self.digest[:12]}"

    def entry(self, rule_id: str) -> RuleEntry:
        """Return a rule with its sources and texts.

        Raises:
            KeyError: There is no such rule.
        """
        return self.entries[rule_id]

    def legs_on(self, rule_id: str, day: date) -> tuple[Leg, ...]:
        """Return the sources of a rule that are in force on a day, law first."""
        return tuple(leg for leg in self.entry(rule_id).legs if leg.is_in_force(day))


def rulebook_on(
    day: date,
    jurisdiction: str = "CN",
    known_on: date | None = None,
    parameters: Traversable | None = None,
) -> Rulebook:
    """Open the rulebook of a jurisdiction, house policy included.

    Args:
        day: Day on which it is opened.
        jurisdiction: Key of ``FOLDERS``.
        known_on: Leave out what was not yet known on this day; None keeps everything.
        parameters: Another folder of parameters, such as an edited copy; None is the shipped one.

    Raises:
        KeyError: The jurisdiction is not one that this product can judge.
    """
    folders = FOLDERS[jurisdiction]
    register = register_of(folders) if parameters is None else register_in(parameters, folders)
    entries = {
        rule_id: entry
        for rule_id, whole in register.entries.items()
        if whole.is_gated and (entry := _as_known(whole, known_on)) is not None
    }
    digest = register.digest
    if known_on is not None:
        digest = hashlib.sha256(f"{digest} known on {known_on}".encode()).hexdigest()
    return Rulebook(day, _places(entries), entries, digest)


def rulebook_for(places: Jurisdiction) -> str | None:
    """Return the key of the rulebook that can judge at these places, or None."""
    return next((key for key in FOLDERS if Jurisdiction[key] & places), None)


def calendar_for(jurisdiction: str = "CN") -> Calendar:
    """Return the calendars that the rules of a jurisdiction look at."""
    country = jurisdiction.lower()
    return calendar_of({country: holiday_years(country)})


def _places(entries: Mapping[str, RuleEntry]) -> Jurisdiction:
    # A house rule for one country alone is no law of it: without that law nothing there is judged.
    named = {
        leg.jurisdiction
        for rule, entry in entries.items() if not rule.startswith("HP-")
        for leg in entry.legs
    } - {"ALL"}  # fmt: skip
    return Jurisdiction.of(*(word.replace("-", "_") for word in named))


def _as_known(entry: RuleEntry, known_on: date | None) -> RuleEntry | None:
    if known_on is None:
        return entry
    legs = tuple(leg for leg in entry.legs if leg.known_from is None or leg.known_from <= known_on)
    if not legs:
        return None
    return replace(entry, legs=legs)
