"""What does a form say that the headers of a file mean?"""

from collections.abc import Mapping

from doorstep_desk.intake.actions.studio import SettledColumn


def settled_columns(posted: Mapping[str, str]) -> list[SettledColumn]:
    """Return the columns that differ from how they were understood, or were settled before.

    Each column sends its header, the field and unit chosen, and those that stood there before.
    """
    found: dict[str, SettledColumn] = {}
    for name, header in posted.items():
        place = name.removeprefix("header-")
        if place == name or not header.strip():
            continue
        chosen = posted.get(f"field-{place}", ""), posted.get(f"unit-{place}", "")
        before = posted.get(f"was-{place}", ""), posted.get(f"was-unit-{place}", "")
        if chosen != before or posted.get(f"settled-{place}") == "yes":
            unit = chosen[1] if chosen[0] else ""
            found[header] = SettledColumn(header, chosen[0], unit)
    return list(found.values())
