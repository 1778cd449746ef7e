"""How many accounts roll from one stage of arrears into the next, and how many are cured?"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from doorstep.facts.columns import Fen
from doorstep.ledger.bucket import LAST_BUCKET

STAGES = LAST_BUCKET + 1


@dataclass(frozen=True, slots=True, eq=False)
class RollRates:
    """Where accounts that were in a stage went by the later day.

    Attributes:
        accounts: How many, from stage (row) to stage (column), shape ``(8, 8)``; stage 0 is not
            overdue, 7 is M7+.
        owed_fen: What they owed on the earlier day, likewise.
        unknown: Accounts whose stage is unknown on one of the days; they are in no row.
    """

    accounts: NDArray[np.int64]
    owed_fen: Fen
    unknown: int

    def rolled(self) -> NDArray[np.float64]:
        """Return the share of each stage that is in a later one, or still in M7+; NaN if empty."""
        forward = np.triu(self.accounts, 1)
        forward[LAST_BUCKET, LAST_BUCKET] = self.accounts[LAST_BUCKET, LAST_BUCKET]
        return _share(forward.sum(axis=1), self.accounts.sum(axis=1))

    def cured(self) -> NDArray[np.float64]:
        """Return the share of each stage that is not overdue any more; NaN if empty."""
        return _share(self.accounts[:, 0], self.accounts.sum(axis=1))


def roll_rates(earlier: NDArray[np.int8], later: NDArray[np.int8], owed_fen: Fen) -> RollRates:
    """Count the ways from stage to stage.

    Args:
        earlier: Stage of each account on the earlier day, as ``bucket`` gives it, shape ``(n,)``.
        later: Stage of the same accounts on the later day.
        owed_fen: What each owed on the earlier day.

    Raises:
        ValueError: The columns differ in length.
    """
    if not len(earlier) == len(later) == len(owed_fen):
        raise ValueError("both days and the sums need one row for each account")
    known = (earlier >= 0) & (later >= 0)
    way = earlier[known].astype(np.int64) * STAGES + later[known]
    counts = np.bincount(way, minlength=STAGES * STAGES)
    sums = np.zeros(STAGES * STAGES, dtype=np.int64)
    np.add.at(sums, way, owed_fen[known])
    shape = (STAGES, STAGES)
    return RollRates(counts.reshape(shape), sums.reshape(shape), int(np.sum(~known)))


def _share(part: NDArray[np.int64], whole: NDArray[np.int64]) -> NDArray[np.float64]:
    share = np.full(whole.shape, np.nan)
    share[whole > 0] = part[whole > 0] / whole[whole > 0]
    return share
