"""How do small trees become tables, exactly?

A tree of depth two is a sum of two halves: the left half depends on the root's feature and that
of the left child, the right half on the root's and the right child's. So an ensemble of such
trees is a sum of tables over single features and pairs, and nothing is approximated.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from doorstep.probability.glass.table_types import MainTable, PairTable, bin_of, coarser

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Tables:
    """An ensemble as tables.

    Attributes:
        intercept: Summand of every row.
        mains: One per used feature.
        pairs: One per used pair.
    """

    intercept: float
    mains: tuple[MainTable, ...]
    pairs: tuple[PairTable, ...]


@dataclass(frozen=True, slots=True)
class _Half:
    """One side of a root split: a value, or a second split."""

    root: Node
    is_left: bool
    child: Node


def compile_trees(trees: Sequence[Node], names: Sequence[str], values: Floats) -> Tables:
    """Turn LightGBM trees of depth at most two into centred tables.

    Args:
        trees: ``tree_structure`` of each tree in the dump of a booster.
        names: Feature of each column.
        values: The rows fitted on, shape ``(n, k)``: each feature's main effect is centred on
            them, and what a pair adds on average along one feature is moved to that feature.

    Raises:
        ValueError: A tree is deeper than two.
    """
    constant = sum(float(tree["leaf_value"]) for tree in trees if "leaf_value" in tree)
    halves = [half for tree in trees if "leaf_value" not in tree for half in _halves(tree)]
    edges = _edges(halves, len(names))
    mains = {column: np.zeros(len(some) + 2) for column, some in edges.items()}
    for half in halves:
        if not _is_pair(half):
            mains[half.root["split_feature"]] += _single(half, edges)
    shares = {column: _shares(values[:, column], some) for column, some in edges.items()}
    pairs = []
    for (first, second), some in sorted(_by_pair(halves).items()):
        grid = _Grid.of(some, first, second)
        table = _centred_pair(grid, mains, shares, edges)
        pairs.append(grid.named(names, table))
    intercept = constant
    tables = []
    for column, added in sorted(mains.items()):
        mean = float(shares[column] @ added)
        intercept += mean
        bounds = tuple(float(edge) for edge in edges[column])
        tables.append(MainTable(names[column], bounds, tuple(float(v) for v in added - mean)))
    return Tables(intercept, tuple(tables), tuple(pairs))


def _halves(tree: Node) -> Iterator[_Half]:
    for is_left, side in ((True, "left_child"), (False, "right_child")):
        child = tree[side]
        if any("leaf_value" not in child.get(s, {"leaf_value": 0}) for s in _SIDES):
            raise ValueError("a tree is deeper than two splits")
        yield _Half(tree, is_left, child)


_SIDES = ("left_child", "right_child")


def _is_pair(half: _Half) -> bool:
    column = half.child.get("split_feature")
    return column is not None and column != half.root["split_feature"]


def _by_pair(halves: Sequence[_Half]) -> dict[tuple[int, int], list[_Half]]:
    found: dict[tuple[int, int], list[_Half]] = {}
    for half in halves:
        if _is_pair(half):
            pair = sorted((half.root["split_feature"], half.child["split_feature"]))
            found.setdefault((pair[0], pair[1]), []).append(half)
    return found


def _splits(halves: Sequence[_Half]) -> Iterator[Node]:
    for half in halves:
        yield half.root
        if "split_feature" in half.child:
            yield half.child


def _edges(halves: Sequence[_Half], columns: int) -> dict[int, Floats]:
    found: dict[int, set[float]] = {}
    for split in _splits(halves):
        found.setdefault(split["split_feature"], set()).add(float(split["threshold"]))
    return {c: np.array(sorted(found[c])) for c in range(columns) if c in found}


def _goes_left(split: Node, edges: Floats) -> Flags:
    """Say for every bin whether the split sends it left; NaN as LightGBM decides it."""
    threshold = float(split["threshold"])
    left = np.append(np.append(edges, np.inf) <= threshold, 0.0 <= threshold)
    if split["missing_type"] == "NaN":
        left[-1] = split["default_left"]
    return left


def _child_values(half: _Half, edges: Floats) -> Floats:
    if "leaf_value" in half.child:
        return np.full(len(edges) + 2, float(half.child["leaf_value"]))
    left, right = (float(half.child[side]["leaf_value"]) for side in _SIDES)
    return np.where(_goes_left(half.child, edges), left, right)


def _root_mask(half: _Half, edges: Floats) -> Floats:
    mask: Flags = _goes_left(half.root, edges) == half.is_left
    return mask.astype(np.float64)


def _single(half: _Half, edges: dict[int, Floats]) -> Floats:
    some = edges[half.root["split_feature"]]
    return _root_mask(half, some) * _child_values(half, some)


def _shares(column: Floats, edges: Floats) -> Floats:
    counts = np.bincount(bin_of(column, edges), minlength=len(edges) + 2)
    shares: Floats = counts / max(float(counts.sum()), 1.0)
    return shares


@dataclass(frozen=True, slots=True)
class _Grid:
    """The halves of one pair added up on the edges that they use."""

    first: int
    second: int
    edges: tuple[Floats, Floats]
    values: Floats

    @classmethod
    def of(cls, halves: Sequence[_Half], first: int, second: int) -> "_Grid":
        edges = _edges(halves, max(first, second) + 1)
        values = np.zeros((len(edges[first]) + 2, len(edges[second]) + 2))
        for half in halves:
            root = _root_mask(half, edges[half.root["split_feature"]])
            child = _child_values(half, edges[half.child["split_feature"]])
            is_rows = half.root["split_feature"] == first
            values += np.outer(root, child) if is_rows else np.outer(child, root)
        return cls(first, second, (edges[first], edges[second]), values)

    def named(self, names: Sequence[str], values: Floats) -> PairTable:
        """Return the grid as a table of a model."""
        first, second = (tuple(float(edge) for edge in some) for some in self.edges)
        rows = tuple(tuple(float(v) for v in row) for row in values)
        return PairTable(names[self.first], names[self.second], first, second, rows)


def _centred_pair(
    grid: _Grid, mains: dict[int, Floats], shares: dict[int, Floats], edges: dict[int, Floats]
) -> Floats:
    """Move what the pair adds on average along each feature into ``mains``; return the rest.

    The features count as independent here, so that one pass suffices and the two halves of what
    remains are the Shapley shares of the pair.
    """
    fine = (coarser(edges[grid.first], grid.edges[0]), coarser(edges[grid.second], grid.edges[1]))
    weight = [
        np.bincount(some, weights=shares[column], minlength=size)
        for some, column, size in zip(
            fine, (grid.first, grid.second), grid.values.shape, strict=True
        )
    ]
    rows = grid.values @ weight[1]
    values = grid.values - rows[:, None]
    columns = weight[0] @ values
    mains[grid.first] += rows[fine[0]]
    mains[grid.second] += columns[fine[1]]
    return values - columns[None, :]
