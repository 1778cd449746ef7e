"""What was typed about a household's month, with all problems at once?"""

from collections.abc import Mapping
from dataclasses import dataclass

from doorstep.affordability.sheet import Sheet
from doorstep_desk.arrangements.sheet_form import read_sheet_form
from doorstep_desk.office.presentation.parts import FormState


@dataclass(frozen=True, slots=True)
class Month:
    """A household's month, as far as it could be read.

    Attributes:
        sheet: The month; None while something in it cannot be read.
        monthly_fen: The sum that somebody tries; None for none.
        state: What was typed and what is wrong.
    """

    sheet: Sheet | None
    monthly_fen: int | None
    state: FormState


def month_of_form(posted: Mapping[str, str]) -> Month:
    """Read the form; every fault is said at once, beside its field."""
    read = read_sheet_form(posted)
    state = FormState(read.values.get("arrangement_id", ""), read.values, read.errors)
    return Month(read.sheet, read.monthly_fen, state)
