"""How does one hash stand for a whole log, and how is that shown for one line of it?

The tree of RFC 6962: a leaf is hashed behind a zero byte, a node behind a one, so neither can be
taken for the other. Whoever keeps a tree needs no more than its peaks to add a leaf (``Frontier``)
and the hashes of its perfect subtrees to prove something. Checking proofs is not done here: the
verifier is written apart, so that no fault of this file can excuse itself.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

EMPTY_ROOT: Final = hashlib.sha256(b"").digest()
"""The root of a log without lines."""

Subtree = Callable[[int, int], bytes]
"""Gives the hash of the perfect subtree of 2**level leaves at an index of that level."""


def leaf_hash(line: bytes) -> bytes:
    """Return the hash of one line of the log."""
    return hashlib.sha256(b"\x00" + line).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of the node over two others."""
    return hashlib.sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True, slots=True)
class Node:
    """A perfect subtree that became complete.

    Attributes:
        level: It stands over 2**level leaves.
        index: Its place among the subtrees of that level.
        hash: Its hash.
    """

    level: int
    index: int
    hash: bytes


@dataclass(slots=True)
class Frontier:
    """The right edge of a tree: all that is needed to add a leaf, in O(log n) of space.

    Attributes:
        size: Leaves so far.
        peaks: Hashes of the perfect subtrees that they make, the largest first.
    """

    size: int = 0
    peaks: list[bytes] = field(default_factory=list)

    def add(self, leaf: bytes) -> list[Node]:
        """Add the hash of a leaf and return the subtrees that it completed, the leaf first."""
        completed = [Node(0, self.size, leaf)]
        index = self.size
        while index & 1:
            node = completed[-1]
            index >>= 1
            both = node_hash(self.peaks.pop(), node.hash)
            completed.append(Node(node.level + 1, index, both))
        self.peaks.append(completed[-1].hash)
        self.size += 1
        return completed

    def root(self) -> bytes:
        """Return the root over all leaves so far."""
        return _folded(self.peaks) if self.peaks else EMPTY_ROOT


def frontier_at(size: int, subtree: Subtree) -> Frontier:
    """Return the edge of the tree as it was at a size."""
    return Frontier(size, [subtree(level, index) for level, index in _peaks(0, size)])


def root_at(size: int, subtree: Subtree) -> bytes:
    """Return the root of the tree as it was at a size."""
    return _range_hash(0, size, subtree) if size else EMPTY_ROOT


def inclusion_proof(index: int, size: int, subtree: Subtree) -> list[bytes]:
    """Return what shows that a leaf stands at an index of a tree of some size, bottom up.

    Raises:
        ValueError: There is no such leaf in a tree of that size.
    """
    if not 0 <= index < size:
        raise ValueError(f"a tree of {size} leaves has no leaf {index}")
    begin, end = 0, size
    beside: list[tuple[int, int]] = []
    while end - begin > 1:
        middle = begin + _left_part(end - begin)
        if index < middle:
            beside.append((middle, end))
            end = middle
        else:
            beside.append((begin, middle))
            begin = middle
    return [_range_hash(*each, subtree) for each in reversed(beside)]


def consistency_proof(old: int, new: int, subtree: Subtree) -> list[bytes]:
    """Return what shows that a tree of one size only grew out of that of a smaller size.

    Raises:
        ValueError: The sizes are not 1 ≤ old ≤ new.
    """
    if not 1 <= old <= new:
        raise ValueError(f"a tree of {new} leaves does not grow out of one of {old}")
    begin, end = 0, new
    parts: list[tuple[int, int]] = []
    while end != old:
        middle = begin + _left_part(end - begin)
        if old <= middle:
            parts.append((middle, end))
            end = middle
        else:
            parts.append((begin, middle))
            begin = middle
    if begin:
        parts.append((begin, end))
    return [_range_hash(*each, subtree) for each in reversed(parts)]


def _left_part(width: int) -> int:
    """Return the largest power of two below a width of at least two."""
    return 1 << ((width - 1).bit_length() - 1)


def _peaks(begin: int, end: int) -> list[tuple[int, int]]:
    """Return level and index of the perfect subtrees over a range, the largest first."""
    found = []
    while begin < end:
        level = (end - begin).bit_length() - 1
        found.append((level, begin >> level))
        begin += 1 << level
    return found


def _range_hash(begin: int, end: int, subtree: Subtree) -> bytes:
    return _folded([subtree(level, index) for level, index in _peaks(begin, end)])


def _folded(peaks: list[bytes]) -> bytes:
    *others, found = peaks
    for peak in reversed(others):
        found = node_hash(peak, found)
    return found
