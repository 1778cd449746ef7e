"""What is a rule to the machine?"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from doorstep.compliance.finding import Finding
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Situation

Examine = Callable[[Situation, Legs], Finding]

ALWAYS_MOVING: Final = frozenset({"at", "holidays"})
"""Needs whose meaning changes when a later instant is tried."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One question to a planned contact.

    Attributes:
        ids: Rules of the register that ask it; each is examined with its own legs.
        needs: The facts it looks at: columns of a request, the words above, and tables:
            ``attempts``, ``consents``, ``occasions``, ``vulnerabilities``, ``wishes``; they move
            where there is anything of the kind. ``known_attempts`` says that it looks at the
            history but not at how old it is.
        examine: The question, over columns.
        arises: Mask of ``Situation`` outside of which the question never arises; None where no
            such mask is worth a look. Others are then not asked at all.
    """

    ids: tuple[str, ...]
    needs: tuple[str, ...]
    examine: Examine
    arises: str | None = None

    def changes_with(self, moving: frozenset[str]) -> bool:
        """Say whether waiting can change its answer, given which needs move."""
        return not moving.isdisjoint(self.needs)
