"""How is the difference between a file and the store shown on a terminal?"""

from collections.abc import Mapping
from typing import Any, Final

from doorstep.cli.output import print_table

_SHOWN: Final = 20
_COUNTS: Final = ("new", "changed", "unchanged", "missing", "conflicts")


def print_diff(diff: Mapping[str, Any]) -> None:
    """Print counts, then the first accounts that are not simply new or unchanged."""
    print_table("Compared with the store", _COUNTS, [[diff[name] for name in _COUNTS]])
    told = [row for row in diff["rows"] if row["what"] != "new"][:_SHOWN]
    if told:
        print_table(
            f"Differences (the first {_SHOWN})", ["row", "account", "", "field", "from", "to"],
            [line for row in told for line in _lines(row)],
        )  # fmt: skip


def _lines(row: Mapping[str, Any]) -> list[list[object]]:
    what = f"{row['what']}: {row['reason']}" if row["reason"] else row["what"]
    place = [row["row"] or "", row["key"], what]
    if not row["fields"]:
        return [[*place, "", "", ""]]
    return [[*place, name, old, new] for name, (old, new) in row["fields"].items()]
