"""What should anybody know about a model before trusting it?"""

from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from doorstep.probability.evaluate import Evaluation
from doorstep.probability.heads import Basis, Head

FAIRNESS: Final = (
    "No age, gender, ethnicity, language, place, social or bought data is read. Leaving out is "
    "not parity: calibration and visits per person are to be compared by group outside the model."
)

LIMITS: Final = {
    Head.CONTACT: "Learned from attempts that somebody chose to make; not the effect of trying.",
    Head.PAID_WITHIN_14_DAYS: "Chance of any payment, with whatever contact there will be; "
    "not the amount, and not the effect of a contact.",
    Head.PROMISE: "Only for borrowers who were reached; a promise is not money.",
    Head.PROMISE_KEPT: "Kept in full within the grace; amount and day promised are not features.",
}


@dataclass(frozen=True, slots=True)
class ModelCard:
    """A model's provenance, figures and limits.

    Attributes:
        version: Digest of the model.
        head: The question.
        basis: Whether anything was learned.
        rows: Rows available; ``fitted``, ``calibrated`` and ``evaluated`` rows are part of them.
        fitted: Rows the tables were learned from.
        calibrated: Rows for early stopping and the first calibration.
        evaluation: Figures on the newest 15 % of the rows of a trial model that the same recipe
            learned from the older rows alone.
        recalibrated: Newest outcomes that the last recalibration looked at.
        from_day: Day number of the oldest row; None without rows.
        to_day: Day number of the newest row; None without rows.
        learned_before_day: Rows dated on or after this day were not seen.
        base_rate: Share of rows with the outcome, or the documented prior.
        features: Features that the model really uses.
        fairness: What is and is not known about fairness.
        limits: What the chance does not say.
    """

    version: str
    head: Head
    basis: Basis
    rows: int
    fitted: int
    calibrated: int
    evaluation: Evaluation
    recalibrated: int
    from_day: int | None
    to_day: int | None
    learned_before_day: int
    base_rate: float
    features: tuple[str, ...]
    fairness: str
    limits: str

    @property
    def auc(self) -> float | None:
        """Return the area under the ROC curve on the newest rows."""
        return self.evaluation.auc

    @property
    def ece(self) -> float | None:
        """Return the calibration error on the newest rows."""
        return self.evaluation.ece

    @property
    def brier(self) -> float | None:
        """Return the mean squared error on the newest rows."""
        return self.evaluation.brier

    def refreshed(self, version: str, recalibrated: int, learned_before_day: int) -> "ModelCard":
        """Return the card of the same model after a recalibration."""
        return replace(
            self,
            version=version,
            recalibrated=recalibrated,
            learned_before_day=learned_before_day,
        )

    def as_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        return asdict(self) | {"features": list(self.features)}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "ModelCard":
        """Read what ``as_dict`` wrote."""
        return cls(
            **(
                data
                | {
                    "head": Head(data["head"]),
                    "basis": Basis(data["basis"]),
                    "evaluation": Evaluation(**data["evaluation"]),
                    "features": tuple(data["features"]),
                }
            )
        )
