"""What is the glass box of a table: its fields, its tables, and its calibrating line?"""

import hashlib
import hmac
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from doorstep.probability.bench.fields import Field, Fields
from doorstep.probability.bench.source import Unusable
from doorstep.probability.calibrate import Line
from doorstep.probability.glass.compiling import Tables
from doorstep.probability.glass.fast import FastBox, Told
from doorstep.probability.glass.table_types import MainTable, PairTable

Floats = NDArray[np.float64]

FORMAT: Final = 1


@dataclass(frozen=True, slots=True)
class Box:
    """A model that is a sum of tables over the fields of a table.

    Attributes:
        fields: How a row becomes numbers.
        tables: Over values.
        line: From score to log-odds.
    """

    fields: Fields
    tables: Tables
    line: Line

    def ready(self) -> FastBox:
        """Return the tables made ready for many rows."""
        return FastBox.of(
            self.tables.mains,
            self.tables.pairs,
            self.tables.intercept,
            self.line.slope,
            self.line.offset,
        )

    def chosen(self, matrix: Floats) -> Floats:
        """Return those columns of a matrix of all fields that the tables use, in their order."""
        place = [self.fields.names.index(name) for name in self.ready().features]
        return np.asfortranarray(matrix[:, place])

    def chances(self, matrix: Floats) -> Floats:
        """Return the chance of each row of a matrix of all fields."""
        return self.ready().chances(self.chosen(matrix))

    def tell(self, matrix: Floats) -> Told:
        """Return chances and reasons of each row of a matrix of all fields."""
        return self.ready().tell(self.chosen(matrix))

    def as_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        return {
            "format": FORMAT,
            "intercept": self.tables.intercept,
            "slope": self.line.slope,
            "offset": self.line.offset,
            "fields": [_field_dict(field) for field in self.fields.fields],
            "mains": [main.as_dict() for main in self.tables.mains],
            "pairs": [pair.as_dict() for pair in self.tables.pairs],
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "Box":
        """Read what ``as_dict`` wrote.

        Raises:
            Unusable: It is of another format.
        """
        if data.get("format") != FORMAT:
            raise Unusable(f"The model has format {data.get('format')!r}, not {FORMAT}.")
        return cls(
            Fields(tuple(_field(entry) for entry in data["fields"])),
            Tables(
                data["intercept"],
                tuple(MainTable.from_dict(main) for main in data["mains"]),
                tuple(PairTable.from_dict(pair) for pair in data["pairs"]),
            ),
            Line(data["slope"], data["offset"]),
        )


def write_model(path: Path, box: Box, about: dict[str, Any], key: bytes | None) -> str:
    """Write a model a person can read, with what it is about and its signature; return that.

    Without a key the signature is a plain digest: it shows that nothing was altered by accident,
    not who wrote it.
    """
    body = {"model": box.as_dict(), "about": about}
    kind, value = _signed(body, key)
    body["signature"] = {"kind": kind, "value": value}
    path.write_text(json.dumps(body, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return value


def read_model(path: Path, key: bytes | None) -> tuple[Box, dict[str, Any]]:
    """Read a model after its signature was compared.

    Raises:
        Unusable: It is no model, or not what was signed.
    """
    try:
        body = json.loads(path.read_text(encoding="utf-8"))
        said = body.pop("signature")
        kind, value = _signed(body, key)
        is_same = hmac.compare_digest(said["value"], value) and said["kind"] == kind
    except (OSError, ValueError, KeyError, AttributeError, TypeError) as error:
        raise Unusable(f"The model {path} cannot be read: {error}") from error
    if not is_same:
        raise Unusable(f"The model {path} is not what was signed.")
    return Box.from_dict(body["model"]), body["about"]


def _signed(body: dict[str, Any], key: bytes | None) -> tuple[str, str]:
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    if key is None:
        return "sha256", hashlib.sha256(text).hexdigest()
    return "hmac-sha256", hmac.new(key, text, hashlib.sha256).hexdigest()


def _field_dict(field: Field) -> dict[str, Any]:
    found = asdict(field) | {"levels": [list(level) for level in field.levels]}
    for side in ("low", "high"):
        if not np.isfinite(found[side]):
            found[side] = None
    return found


def _field(entry: dict[str, Any]) -> Field:
    low, high = entry["low"], entry["high"]
    return Field(
        entry["name"],
        entry["kind"],
        tuple(entry["sources"]),
        tuple((str(text), float(share)) for text, share in entry["levels"]),
        entry["prior"],
        -np.inf if low is None else low,
        np.inf if high is None else high,
        entry.get("may_miss", True),
    )
