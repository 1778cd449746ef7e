"""Is a case file in order, and what does it say?

Nothing is guessed for a broken case: every fault is named with file, case and key.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from doorstep.compliance.cases.merge import facts_of, for_contact, merged
from doorstep.compliance.cases.schema import faults
from doorstep.compliance.cases.words import DEFAULT_POINT, UNKNOWN
from doorstep.parameters.strict_yaml import ParameterError, parsed

Row = dict[str, Any]

_OBLIGORS: Final = ("co_borrower", "guarantor", "heir")


class CaseFault(ValueError):
    """A file of cases or bases is not in order.

    Attributes:
        faults: One sentence each, with file, case and key.
    """

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@cache
def case_schema() -> Mapping[str, Any]:
    """Return the schema of case files that the product ships."""
    text = files("doorstep.compliance.cases").joinpath("case.schema.json").read_text("utf-8")
    schema: Mapping[str, Any] = json.loads(text)
    return schema


@cache
def shipped_bases() -> Mapping[str, Any]:
    """Return the base situations that the product ships."""
    text = files("doorstep.compliance.cases").joinpath("bases.yaml").read_text("utf-8")
    return read_bases(text, "bases.yaml")


def read_bases(text: str, name: str) -> Mapping[str, Any]:
    """Read a file of base situations.

    Raises:
        CaseFault: It breaks the schema, or a base extends one that does not exist.
    """
    data = _document(text, name)
    schema = case_schema()
    found = list(faults(data, {"$ref": "#/$defs/bases_file"}, schema))
    if not found:
        found = [
            f"bases/{base}: extends unknown base {value['extends']!r}"
            for base, value in data["bases"].items()
            if value.get("extends", base) not in data["bases"]
        ]
    _raise_if(found, name)
    bases: Mapping[str, Any] = data
    return bases


def read_cases(text: str, name: str, bases: Mapping[str, Any]) -> list[Row]:
    """Read a file of cases.

    Args:
        text: The file's text.
        name: Its name, for messages.
        bases: The base situations.

    Raises:
        CaseFault: It breaks the schema or a reference: an unknown base, contact point, obligor,
            zone or day, or an id that occurs twice.
    """
    data = _document(text, name)
    schema = case_schema()
    _raise_if(list(faults(data, schema, schema)), name)
    found = [sentence for case in data for sentence in _references(case, bases)]
    ids = [case["id"] for case in data]
    found += [
        f"{case_id}: the id occurs twice" for case_id in {i for i in ids if ids.count(i) > 1}
    ]
    _raise_if(found, name)
    cases: list[Row] = data
    return cases


def _document(text: str, name: str) -> Any:
    try:
        return parsed(text, name)
    except ParameterError as fault:
        raise CaseFault([str(fault)]) from fault


def _raise_if(found: list[str], name: str) -> None:
    if found:
        raise CaseFault([f"{name}: {sentence}" for sentence in found])


def _references(case: Row, bases_file: Mapping[str, Any]) -> Iterator[str]:
    base = bases_file["bases"].get(case["base"])
    if base is None or base.get("abstract"):
        yield f"{case['id']} base: {case['base']!r} is unknown or abstract"
        return
    days = [f"{case['id']} {key}" for key in ("law_date", "knowledge_date") if _bad_day(case, key)]
    yield from (f"{where}: no such day" for where in days)
    facts = facts_of(case, bases_file)
    for number, step in enumerate(case.get("steps", [case]), start=1):
        where = f"{case['id']} step {number}" if "steps" in case else case["id"]
        if "steps" in case:
            facts = merged(facts, step.get("given"))
        found = list(_step_faults(step["contact"], for_contact(facts, step["contact"])))
        yield from (f"{where} {sentence}" for sentence in found)
        happened = step.get("then") if "steps" in case else None
        facts = merged(facts, {"history": happened or []})


def _step_faults(contact: Row, facts: Row) -> Iterator[str]:
    yield from _zone_faults("contact/zone", [contact["zone"]])
    zones = facts["borrower"]["timezones"]
    yield from _zone_faults("borrower/timezones", [] if zones == UNKNOWN else zones)
    point = contact.get("contact_point", DEFAULT_POINT[contact["channel"]])
    if point not in facts["contact_points"]:
        yield f"contact/contact_point: {point!r} is not among the facts"
    target = contact.get("target", {"relation": "self"})
    if target["relation"] in _OBLIGORS and target["person"] not in facts["obligors"]:
        yield f"contact/target: obligor {target['person']!r} is not among the facts"
    yield from _instant_faults("contact/at", contact["at"])
    for position, entry in enumerate(facts["history"]):
        yield from _attempt_faults(f"history/{position}", entry, facts)
    yield from _dated_faults("", {key: facts[key] for key in facts if key != "history"})


def _attempt_faults(where: str, entry: Row, facts: Row) -> Iterator[str]:
    point = entry.get("contact_point", DEFAULT_POINT[entry["channel"]])
    if point not in facts["contact_points"]:
        yield f"{where}/contact_point: {point!r} is not among the facts"
    yield from _zone_faults(f"{where}/zone", [entry["zone"]] if "zone" in entry else [])
    yield from _dated_faults(where, entry)


def _dated_faults(where: str, value: Any) -> Iterator[str]:
    """Find days and instants that are well written but do not exist, at any depth."""
    if isinstance(value, dict):
        for key, item in value.items():
            place = f"{where}/{key}" if where else key
            if key.endswith("_at") or key == "at":
                yield from _instant_faults(place, item)
            elif isinstance(item, str) and _looks_like_a_day(item) and _is_no_day(item):
                yield f"{place}: {item!r} does not exist"
            else:
                yield from _dated_faults(place, item)
    elif isinstance(value, list):
        for position, item in enumerate(value):
            yield from _dated_faults(f"{where}/{position}", item)


def _looks_like_a_day(text: str) -> bool:
    return len(text) == 10 and text[4] == text[7] == "-"


def _is_no_day(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return True
    return False


def _bad_day(case: Row, key: str) -> bool:
    return key in case and _is_no_day(case[key])


def _instant_faults(where: str, text: Any) -> Iterator[str]:
    if isinstance(text, str) and text != UNKNOWN and _is_no_day(text.replace("Z", "+00:00")):
        yield f"{where}: {text!r} does not exist"


def _zone_faults(where: str, names: list[str]) -> Iterator[str]:
    for name in names:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            yield f"{where}: {name!r} is no time zone"
