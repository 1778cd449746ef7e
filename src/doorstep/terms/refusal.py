"""Why not?"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason against something, as a value.

    Attributes:
        code: Stable word for programs.
        message: One sentence for people: what is wrong and what to do.
    """

    code: str
    message: str
