"""Is our tree the tree of RFC 6962, and do proofs prove exactly what is so?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.audit.samples import grown, subtrees
from tests.core.audit.second import _consistent, _included, tree_of

from doorstep.audit.tree import (
    EMPTY_ROOT,
    Frontier,
    consistency_proof,
    frontier_at,
    inclusion_proof,
    leaf_hash,
    root_at,
)
from doorstep.audit.verifier import check_consistency, check_inclusion

RFC_LINES = [
    bytes.fromhex(each)
    for each in (
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]  # fmt: skip
RFC_ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
"""The lines and roots with which Certificate Transparency tests its trees."""

LOGS = st.lists(st.binary(max_size=20), min_size=1, max_size=70)


@pytest.mark.parametrize("index", [-1, 3, 4])
def test_what_is_not_there_is_not_proven(index):
    with pytest.raises(ValueError, match="no leaf"):
        inclusion_proof(index, 3, subtrees([bytes(32)] * 3))


@pytest.mark.parametrize(("old", "new"), [(0, 3), (4, 3), (-1, 1)])
def test_a_tree_does_not_grow_out_of_none_or_of_a_larger_one(old, new):
    with pytest.raises(ValueError, match="does not grow"):
        consistency_proof(old, new, subtrees([bytes(32)] * 4))


@pytest.mark.parametrize("size", range(1, 9))
def test_roots_are_those_of_certificate_transparency(size):
    leaves = [leaf_hash(line) for line in RFC_LINES[:size]]
    assert grown(leaves).root().hex() == RFC_ROOTS[size - 1]


def test_a_log_without_lines_has_the_root_of_nothing():
    assert Frontier().root() == EMPTY_ROOT == root_at(0, subtrees([]))


@given(LOGS)
def test_every_way_to_a_root_leads_to_that_of_pymerkle(log):
    leaves = [leaf_hash(line) for line in log]
    subtree, root = subtrees(leaves), tree_of(log).get_root()
    assert grown(leaves).root() == root_at(len(log), subtree) == root
    assert frontier_at(len(log), subtree) == grown(leaves)


def test_what_an_added_leaf_completes_are_the_subtrees_above_it():
    leaves = [leaf_hash(bytes([number])) for number in range(32)]
    frontier, subtree = Frontier(), subtrees(leaves)
    nodes = [node for leaf in leaves for node in frontier.add(leaf)]
    assert len(nodes) > len(leaves) // 2
    assert [node.hash for node in nodes] == [subtree(node.level, node.index) for node in nodes]


@given(LOGS, st.data())
def test_each_line_is_proven_to_both_and_at_no_other_place(log, data):
    leaves = [leaf_hash(line) for line in log]
    size = len(log)
    index = data.draw(st.integers(0, size - 1))
    path = inclusion_proof(index, size, subtrees(leaves))
    root = root_at(size, subtrees(leaves))

    assert check_inclusion(leaves[index], index, size, path, root)
    _included(log[index], index, size, root, [step.hex() for step in path])
    for other in range(size):
        if leaves[other] != leaves[index]:
            assert not check_inclusion(leaves[index], other, size, path, root)
    assert not check_inclusion(leaves[index], index, size, [*path, root], root)
    assert not path or not check_inclusion(leaves[index], index, size, path[:-1], root)


@given(LOGS, st.data())
def test_growth_is_proven_to_both_and_a_fork_to_nobody(log, data):
    leaves = [leaf_hash(line) for line in log]
    new = len(log)
    old = data.draw(st.integers(1, new))
    path = consistency_proof(old, new, subtrees(leaves))
    before, after = root_at(old, subtrees(leaves)), root_at(new, subtrees(leaves))

    assert check_consistency(old, before, new, after, path)
    _consistent(old, before, new, after, [step.hex() for step in path])
    forked = [leaf_hash(b"another"), *leaves[1:]]
    assert not check_consistency(old, root_at(old, subtrees(forked)), new, after, path)
    assert not check_consistency(old, before, new, root_at(new, subtrees(forked)), path)
    assert not check_consistency(old, before, new, after, [*path, after])
    assert old == 1 or not check_consistency(old - 1, before, new, after, path)
