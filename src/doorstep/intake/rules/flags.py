"""Which flags does a row's free text raise?"""

from doorstep.intake.remarks import read_remark, refuses_contact
from doorstep.intake.rules.draft import Draft
from doorstep.terms.codes import RemarkFlag


def flag_remarks(draft: Draft, columns: tuple[str, ...]) -> None:
    """Raise the flags of all these columns together.

    A column that speaks of a flag without raising it warns, unless another column raised it.
    """
    readings = {column: read_remark(text) for column in columns if (text := draft.text(column))}
    joined = read_remark("\n".join(filter(None, map(draft.text, columns))))
    add_flags(draft, joined.flags)
    if joined.needs_review:
        first = next(column for column, reading in readings.items() if reading.needs_review)
        draft.warn(first, "remark_needs_review")


def flag_refusal(draft: Draft, column: str) -> None:
    """Flag a contact person who does not want to be contacted again."""
    if refuses_contact(draft.text(column) or ""):
        add_flags(draft, (RemarkFlag.CONTACT_REFUSED,))


def add_flags(draft: Draft, flags: tuple[RemarkFlag, ...]) -> None:
    """Add flags, each once."""
    draft.flags = tuple(dict.fromkeys((*draft.flags, *flags)))
