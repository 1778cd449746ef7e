"""Does a document have the shape that its JSON Schema wants?

Only the words of JSON Schema 2020-12 that the case schema uses are understood; any other word is
an error, so that a schema can never be half obeyed.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

Schema = Mapping[str, Any]
Path = tuple[str, ...]

_NOTES: Final = frozenset({"$schema", "$id", "$defs", "title", "description", "then", "else"})
_TYPES: Final[Mapping[str, type | tuple[type, ...]]] = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "number": (int, float),
    "null": type(None),
}


class Fault(Exception):
    """The schema itself uses a word that this reader does not know."""


def faults(document: Any, schema: Schema, root: Schema, path: Path = ()) -> Iterator[str]:
    """Yield one sentence for each place where the document breaks the schema.

    Args:
        document: What was read.
        schema: The part of the schema that applies here.
        root: The whole schema, for references.
        path: Where in the document this is.

    Raises:
        Fault: The schema uses a word that is not understood.
    """
    for word, wanted in schema.items():
        if word in _NOTES:
            continue
        check = _CHECKS.get(word)
        if check is None:
            raise Fault(f"the schema word {word!r} is not understood")
        yield from check(document, wanted, (schema, root), path)


Context = tuple[Schema, Schema]
Check = Callable[[Any, Any, Context, Path], Iterator[str]]


def _say(path: Path, what: str) -> Iterator[str]:
    yield f"{'/'.join(path) or 'the file'}: {what}"


def _fits(document: Any, schema: Schema, root: Schema) -> bool:
    return next(faults(document, schema, root), None) is None


def _reference(document: Any, wanted: str, context: Context, path: Path) -> Iterator[str]:
    place: Any = context[1]
    for part in wanted.removeprefix("#/").split("/"):
        place = place[part]
    yield from faults(document, place, context[1], path)


def _type(document: Any, wanted: str, _context: Context, path: Path) -> Iterator[str]:
    is_bool = isinstance(document, bool)
    if wanted == "integer":
        fits = isinstance(document, int) and not is_bool
    else:
        fits = isinstance(document, _TYPES[wanted]) and (wanted == "boolean" or not is_bool)
    if not fits:
        yield from _say(path, f"expected {wanted}")


def _enum(document: Any, wanted: list[Any], _context: Context, path: Path) -> Iterator[str]:
    if not any(_same(document, item) for item in wanted):
        words = ", ".join(str(item) for item in wanted)
        yield from _say(path, f"{document!r} is none of: {words}")


def _const(document: Any, wanted: Any, _context: Context, path: Path) -> Iterator[str]:
    if not _same(document, wanted):
        yield from _say(path, f"{document!r} is not {wanted!r}")


def _same(one: Any, other: Any) -> bool:
    """Compare as JSON does: true is not 1."""
    return type(one) is type(other) and bool(one == other)


def _properties(document: Any, wanted: Schema, context: Context, path: Path) -> Iterator[str]:
    if isinstance(document, dict):
        for key, schema in wanted.items():
            if key in document:
                yield from faults(document[key], schema, context[1], (*path, key))


def _additional(document: Any, wanted: Any, context: Context, path: Path) -> Iterator[str]:
    if not isinstance(document, dict):
        return
    others = [key for key in document if key not in context[0].get("properties", {})]
    for key in others:
        if wanted is False:
            yield from _say((*path, key), "unknown key")
        else:
            yield from faults(document[key], wanted, context[1], (*path, key))


def _names(document: Any, wanted: Schema, context: Context, path: Path) -> Iterator[str]:
    if isinstance(document, dict):
        for key in document:
            yield from faults(key, wanted, context[1], (*path, key))


def _required(document: Any, wanted: list[str], _context: Context, path: Path) -> Iterator[str]:
    if isinstance(document, dict):
        for key in wanted:
            if key not in document:
                yield from _say(path, f"lacks {key}")


def _items(document: Any, wanted: Schema, context: Context, path: Path) -> Iterator[str]:
    if isinstance(document, list):
        for position, item in enumerate(document):
            yield from faults(item, wanted, context[1], (*path, _name(item, position)))


def _name(item: Any, position: int) -> str:
    named = isinstance(item, dict) and isinstance(item.get("id"), str)
    return str(item["id"]) if named else str(position)


def _any_of(document: Any, wanted: list[Schema], context: Context, path: Path) -> Iterator[str]:
    if not any(_fits(document, schema, context[1]) for schema in wanted):
        yield from _closest(document, wanted, context, path)


def _one_of(document: Any, wanted: list[Schema], context: Context, path: Path) -> Iterator[str]:
    fitting = sum(_fits(document, schema, context[1]) for schema in wanted)
    if fitting == 0:
        yield from _closest(document, wanted, context, path)
    elif fitting > 1:
        yield from _say(path, "fits more than one form")


def _closest(document: Any, wanted: list[Schema], context: Context, path: Path) -> Iterator[str]:
    """Yield the faults of the form that it misses by least."""
    attempts = [list(faults(document, schema, context[1], path)) for schema in wanted]
    yield from min(attempts, key=len)


def _all_of(document: Any, wanted: list[Schema], context: Context, path: Path) -> Iterator[str]:
    for schema in wanted:
        yield from faults(document, schema, context[1], path)


def _not(document: Any, wanted: Schema, context: Context, path: Path) -> Iterator[str]:
    if _fits(document, wanted, context[1]):
        keys = ", ".join(_forbidden(wanted)) or "this form"
        yield from _say(path, f"must not have {keys}")


def _forbidden(schema: Schema) -> list[str]:
    own = list(schema.get("required", []))
    return own + [key for part in schema.get("anyOf", []) for key in part.get("required", [])]


def _if(document: Any, wanted: Schema, context: Context, path: Path) -> Iterator[str]:
    branch = "then" if _fits(document, wanted, context[1]) else "else"
    if branch in context[0]:
        yield from faults(document, context[0][branch], context[1], path)


def _pattern(document: Any, wanted: str, _context: Context, path: Path) -> Iterator[str]:
    if isinstance(document, str) and not re.search(wanted, document):
        yield from _say(path, f"{document!r} is not written as it should be")


def _least(document: Any, wanted: int, _context: Context, path: Path) -> Iterator[str]:
    is_number = isinstance(document, int | float) and not isinstance(document, bool)
    if is_number and document < wanted:
        yield from _say(path, f"{document} is less than {wanted}")


def _most(document: Any, wanted: int, _context: Context, path: Path) -> Iterator[str]:
    is_number = isinstance(document, int | float) and not isinstance(document, bool)
    if is_number and document > wanted:
        yield from _say(path, f"{document} is more than {wanted}")


def _size(kind: type, *, at_most: bool) -> Check:
    def check(document: Any, wanted: int, _context: Context, path: Path) -> Iterator[str]:
        if isinstance(document, kind):
            size = len(document)  # type: ignore[arg-type]  # kind is str, list or dict
            if (size > wanted) if at_most else (size < wanted):
                yield from _say(path, f"has length {size}; the limit is {wanted}")

    return check


def _unique(document: Any, wanted: bool, _context: Context, path: Path) -> Iterator[str]:
    if wanted and isinstance(document, list):
        texts = [repr(item) for item in document]
        if len(set(texts)) < len(texts):
            yield from _say(path, "an item occurs twice")


_CHECKS: Final[Mapping[str, Check]] = {
    "$ref": _reference,
    "additionalProperties": _additional,
    "allOf": _all_of,
    "anyOf": _any_of,
    "const": _const,
    "enum": _enum,
    "if": _if,
    "items": _items,
    "maxLength": _size(str, at_most=True),
    "maximum": _most,
    "minItems": _size(list, at_most=False),
    "minLength": _size(str, at_most=False),
    "minProperties": _size(dict, at_most=False),
    "minimum": _least,
    "not": _not,
    "oneOf": _one_of,
    "pattern": _pattern,
    "properties": _properties,
    "propertyNames": _names,
    "required": _required,
    "type": _type,
    "uniqueItems": _unique,
}
