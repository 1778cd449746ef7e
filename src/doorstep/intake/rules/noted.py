"""What is to be said of one row that was checked?"""

from collections.abc import Iterator

from doorstep.intake.cells.reading import shown, stored_text
from doorstep.intake.kept import Noted
from doorstep.intake.rules.draft import Draft


def noted_of(draft: Draft) -> Noted:
    """Return the findings; repairs, warnings and flags only of a row that may be taken."""
    if draft.reasons:
        return Noted(draft.row.number, tuple(draft.reasons))
    return Noted(
        draft.row.number,
        (),
        tuple(_repairs(draft)) if draft.repairs else (),
        tuple(draft.warnings),
        tuple(flag.word for flag in draft.flags),
    )


def _repairs(draft: Draft) -> Iterator[tuple[str, str, str, str]]:
    """Yield one entry for each cell and rule; a filled merge stood empty before."""
    for column, rules in draft.repairs.items():
        is_merged = rules == ("merged_cell_filled",)
        before = "" if is_merged else stored_text(draft.stored(column))
        after = shown(draft.values.get(column))
        for rule in rules:
            yield column, before, after, rule
