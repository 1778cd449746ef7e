"""Which hashes does the store give back for a subtree of the log?"""

from dataclasses import dataclass, field
from typing import Final

from doorstep.audit.tree import node_hash
from doorstep_desk.audit.models import AuditLeaf, AuditNode

BLOCK_LEVEL: Final = 8
"""Subtrees from this level up are kept; smaller ones are computed from their leaves."""

LEAVES_PER_BLOCK: Final = 1 << BLOCK_LEVEL


@dataclass(slots=True)
class StoredTree:
    """Reads subtrees of the log, each block of leaves and each node once.

    Attributes:
        blocks: Hashes of leaves by block, as far as they were read.
        nodes: Hashes of larger subtrees by level and index, as far as they were read.
    """

    blocks: dict[int, list[bytes]] = field(default_factory=dict)
    nodes: dict[tuple[int, int], bytes] = field(default_factory=dict)

    def subtree(self, level: int, index: int) -> bytes:
        """Return the hash of a perfect subtree.

        Raises:
            LookupError: It is not complete.
        """
        if level >= BLOCK_LEVEL:
            return self._node(level, index)
        per_block = BLOCK_LEVEL - level
        leaves = self._block(index >> per_block)
        begin = (index << level) % LEAVES_PER_BLOCK
        hashes = leaves[begin : begin + (1 << level)]
        if len(hashes) != 1 << level:
            raise LookupError(f"the log has no subtree {level}/{index} yet")
        while len(hashes) > 1:
            pairs = zip(hashes[::2], hashes[1::2], strict=True)
            hashes = [node_hash(left, right) for left, right in pairs]
        return hashes[0]

    def _node(self, level: int, index: int) -> bytes:
        if (level, index) not in self.nodes:
            row = AuditNode.objects.filter(level=level, index=index).first()
            if row is None:
                raise LookupError(f"the log has no subtree {level}/{index} yet")
            self.nodes[level, index] = bytes(row.hash)
        return self.nodes[level, index]

    def _block(self, block: int) -> list[bytes]:
        if block not in self.blocks:
            begin = block << BLOCK_LEVEL
            rows = AuditLeaf.objects.filter(index__gte=begin, index__lt=begin + LEAVES_PER_BLOCK)
            hashes = rows.order_by("index").values_list("hash", flat=True)
            self.blocks[block] = [bytes(each) for each in hashes]
        return self.blocks[block]
