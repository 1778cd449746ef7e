"""What would be understood of a file's headers, before a single row is checked?"""

from doorstep.intake.headers.understood import UnderstoodSheet, understood_sheets
from doorstep.intake.profile import NO_PROFILE, Profile
from doorstep.intake.read import read_tables
from doorstep.intake.tables import Refusal


def understand(
    name: str, content: bytes, *, profile: Profile = NO_PROFILE, kind: str | None = None
) -> tuple[UnderstoodSheet, ...] | Refusal:
    """Return sheets and columns with the evidence for each, for a person to settle.

    A file whose columns are ambiguous or missing is shown as well: a profile may mend it.

    Args:
        name: The file's name.
        content: All its bytes.
        profile: What was settled so far.
        kind: Kind to assume where the header words fit none.

    Returns:
        Every sheet with a header row, or why the bytes cannot be read at all.
    """
    tables = read_tables(name, content, profile.all_words)
    if isinstance(tables, Refusal):
        return tables
    return understood_sheets(tables, profile, kind)
