"""What is said when something may not be done, or cannot be read?"""

from collections.abc import Mapping, Sequence
from datetime import datetime


class Refused(Exception):
    """An expected "no": a stable code and one sentence with what is wrong and what to do.

    Attributes:
        code: Stable word for programs and tests, such as ``case-paused``.
        message: One sentence for people.
        rule: Identifier of the rule that forbids, when one does.
        next_allowed_at: First instant at which the same wish may succeed, when known.
        zh: The same sentence in Chinese, for readers who are sent both.
        details: What a program needs to go on.
    """

    def __init__(
        self,
        code: str,
        message: str,
        *,
        rule: str | None = None,
        next_allowed_at: datetime | None = None,
        zh: str = "",
        details: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.rule = rule
        self.next_allowed_at = next_allowed_at
        self.zh = zh
        self.details = details or {}

    def in_both_languages(self) -> dict[str, object]:
        """Return it for a program that shows it in a language of its own choice."""
        say = {"zh": self.zh or self.message, "en": self.message}
        return {"code": self.code, "say": say, **self.details}


class Malformed(Exception):
    """A request that cannot be read; carries every problem found, not only the first.

    Attributes:
        problems: One sentence each.
    """

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = list(problems)
