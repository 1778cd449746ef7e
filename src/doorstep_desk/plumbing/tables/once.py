"""How does one page ask each thing once, although several of its parts need it?

While a page is being made, a function marked with ``once_a_page`` remembers what it answered to
the same arguments in the same name: what one may see is never handed to another. Nothing is
remembered outside a page, so nothing that changes rows can be told what was true before.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, Final, ParamSpec, TypeVar

from doorstep_desk.plumbing.scope import acting

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")

_KNOWN: Final[ContextVar[dict[Hashable, Any] | None]] = ContextVar("known", default=None)


@contextmanager
def one_page() -> Iterator[None]:
    """Remember answers for the length of a block that only reads."""
    token = _KNOWN.set({})
    try:
        yield
    finally:
        _KNOWN.reset(token)


def once_a_page(function: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """Let a function that only reads answer the same arguments once on a page.

    What it returns is handed out again and must not be changed by who gets it.
    """

    @wraps(function)
    def asked(*args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
        known = _KNOWN.get()
        if known is None:
            return function(*args, **kwargs)
        question = (function, acting(), args, tuple(sorted(kwargs.items())))
        if question not in known:
            known[question] = function(*args, **kwargs)
        answer: Answer = known[question]
        return answer

    return asked
