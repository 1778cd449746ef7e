"""Where are all the rules? In ``compliance/rules``: a file there is found by its place."""

import pkgutil
from functools import cache
from importlib import import_module

from doorstep.compliance import rules
from doorstep.compliance.rule import Rule


@cache
def found_rules() -> tuple[Rule, ...]:
    """Return every rule declared in ``compliance/rules``, by first id.

    Raises:
        ValueError: Two files declare the same rule id.
    """
    found: list[Rule] = []
    for module in sorted(pkgutil.iter_modules(rules.__path__), key=lambda item: item.name):
        found.extend(import_module(f"{rules.__name__}.{module.name}").RULES)
    ids = [rule_id for rule in found for rule_id in rule.ids]
    if doubled := sorted({rule_id for rule_id in ids if ids.count(rule_id) > 1}):
        raise ValueError(f"declared twice: {', '.join(doubled)}")
    return tuple(sorted(found, key=lambda rule: rule.ids))
