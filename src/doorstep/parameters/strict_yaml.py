"""How is a parameter file read so that a slip of the pen is an error and not a new fact?

Duplicate keys, keys that are no text, unknown keys and missing keys are all refused.
"""

from collections.abc import Iterator, Mapping
from importlib.resources.abc import Traversable
from typing import Any

import yaml


class ParameterError(ValueError):
    """A parameter file does not say what its schema wants; names file, key and fault."""


class _StrictLoader(yaml.CSafeLoader):
    """Refuses duplicate keys and keys that YAML turns into something else than text."""


def _mapping(loader: _StrictLoader, node: yaml.MappingNode) -> dict[str, Any]:
    seen: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if not isinstance(key, str):
            raise ParameterError(f"line {key_node.start_mark.line + 1}: key {key!r} is not text")
        if key in seen:
            raise ParameterError(f"line {key_node.start_mark.line + 1}: key {key!r} occurs twice")
        seen[key] = loader.construct_object(value_node, deep=True)
    return seen


_StrictLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def texts_in(folder: Traversable) -> Iterator[tuple[str, str]]:
    """Yield text and name of each YAML file right in a folder, by name."""
    for file in sorted(folder.iterdir(), key=lambda item: item.name):
        if file.name.endswith(".yaml"):
            yield file.read_text(encoding="utf-8"), file.name


def parsed(text: str, name: str) -> Any:
    """Parse one YAML text.

    Args:
        text: The file's text.
        name: Its name, for messages.

    Raises:
        ParameterError: The text is no YAML, or has duplicate or non-text keys.
    """
    try:
        return yaml.load(text, Loader=_StrictLoader)  # noqa: S506  # a safe loader, only stricter
    except yaml.YAMLError as fault:
        raise ParameterError(f"{name}: {' '.join(str(fault).split())}") from fault
    except ParameterError as fault:
        raise ParameterError(f"{name}: {fault}") from fault


def mapping(value: Any, where: str, required: frozenset[str]) -> Mapping[str, Any]:
    """Return a mapping that has exactly the required keys.

    Raises:
        ParameterError: It is no mapping, lacks a key or has one too many.
    """
    if not isinstance(value, dict):
        raise ParameterError(f"{where}: expected a mapping")
    if lacking := sorted(required - set(value)):
        raise ParameterError(f"{where}: lacks {', '.join(lacking)}")
    if strange := sorted(set(value) - required):
        raise ParameterError(f"{where}: unknown key {', '.join(strange)}")
    return value
