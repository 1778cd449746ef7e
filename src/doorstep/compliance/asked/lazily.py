"""How is something computed at most once, and only when somebody asks?

The standard library's ``cached_property`` takes a lock each time in Python 3.11; here hundreds are
asked for in one decision of a millisecond, and nothing is shared between threads.
"""

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")


class lazily(Generic[T]):  # used as a decorator, like ``property``
    """A property that is computed on first use and then kept on the object."""

    def __init__(self, compute: Callable[[Any], T]) -> None:
        """Keep the function.

        Args:
            compute: Takes the object, returns the value.
        """
        self._compute = compute
        self._name = compute.__name__
        self.__doc__ = compute.__doc__

    @overload
    def __get__(self, thing: None, owner: type) -> "lazily[T]": ...

    @overload
    def __get__(self, thing: object, owner: type) -> T: ...

    def __get__(self, thing: object | None, owner: type) -> "T | lazily[T]":
        """Return the value; from the second time on Python finds it without asking here."""
        if thing is None:
            return self
        value = self._compute(thing)
        thing.__dict__[self._name] = value
        return value
