"""Which facts hold for one step of a case?

A base extends its parent, a case lies over its base, a step over all before it. Maps merge key by
key; everything else replaces, except the history, which grows.
"""

from collections.abc import Mapping
from typing import Any, Final

Facts = dict[str, Any]

_NOT_FACTS: Final = frozenset({"title", "extends", "abstract"})
OVERLAYS: Final = ("team", "sender", "recording", "message", "place", "decision_basis")
"""Facts that a contact may carry for itself alone."""


def merged(below: Mapping[str, Any], above: Mapping[str, Any] | None) -> Facts:
    """Lay facts over facts; neither side is changed, and what is equal is shared."""
    result = dict(below)
    for key, value in (above or {}).items():
        own = result.get(key)
        if key == "history":
            result[key] = [*(own or []), *value]
        elif isinstance(value, dict) and isinstance(own, dict):
            result[key] = merged(own, value)
        else:
            result[key] = value
    return result


def base_facts(bases: Mapping[str, Any], name: str) -> Facts:
    """Return the facts of a base with those of its parents."""
    base = bases[name]
    own = {key: value for key, value in base.items() if key not in _NOT_FACTS}
    parent = base.get("extends")
    return merged(base_facts(bases, parent), own) if parent else own


def facts_of(case: Mapping[str, Any], bases_file: Mapping[str, Any]) -> Facts:
    """Return the facts with which a case begins, calendars included."""
    facts = base_facts(bases_file["bases"], case["base"])
    if case.get("drop_base_history"):
        facts["history"] = []
    facts = merged({**facts, "calendars": bases_file["calendars"]}, case.get("given"))
    return facts


def for_contact(facts: Mapping[str, Any], contact: Mapping[str, Any]) -> Facts:
    """Lay the facts that a contact carries over the others, for this contact only."""
    own = {key: contact[key] for key in OVERLAYS if key in contact}
    return merged(facts, own)
