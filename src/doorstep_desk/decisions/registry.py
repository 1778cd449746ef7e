"""Which models are there, which one is in use, and what became of the others?"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from doorstep.probability.fit import FittedHead
from doorstep.probability.heads import Head
from doorstep.probability.rolling import Rolling
from doorstep.terms.local_time import local_day
from doorstep_desk.decisions.errors import model_unknown
from doorstep_desk.decisions.models import ModelStep, ModelVersion, RollingState
from doorstep_desk.plumbing.tables.once import once_a_page

BY_PERSON: Final = ("promoted", "restored")
INTO_USE: Final = ("first", *BY_PERSON)

NONE_STOOD: Final = "no learned model stood"
"""Why the house's rule puts the first model into use."""


@dataclass(frozen=True, slots=True)
class Stands:
    """The model in use for a head.

    Attributes:
        head: It, with its card.
        row_id: Its row.
        input_hash: What it was fitted from.
        step: How it came into use.
        by: Who put it into use.
        since: When.
    """

    head: FittedHead
    row_id: int
    input_hash: str
    step: str
    by: str
    since: datetime


def standing(
    agency_id: int, head: Head, on: date | None = None, at: datetime | None = None
) -> Stands | None:
    """Return the model in use for a head on a day, as it was decided by an instant, or None.

    What a person put into use last stands; else the newest that the house's rule put into use. A
    model fitted after the day says nothing of it.
    """
    steps = ModelStep.objects.filter(agency_id=agency_id, head=head.value, step__in=INTO_USE)
    if on is not None:
        steps = steps.filter(model__fitted_on__lte=on)
    if at is not None:
        steps = steps.filter(at__lte=at)
    chosen = _last(list(steps.values("id", "step", "model__fitted_on")))
    if chosen is None:
        return None
    found = ModelStep.objects.select_related("model").get(pk=chosen)
    row = found.model
    return Stands(fitted(row), row.pk, row.input_hash, found.step, found.by, found.at)


def _last(steps: Iterable[Mapping[str, Any]]) -> int | None:
    def rank(step: Mapping[str, Any]) -> tuple[bool, date, int]:
        is_person = step["step"] in BY_PERSON
        return is_person, date.min if is_person else step["model__fitted_on"], step["id"]

    newest = max(steps, key=rank, default=None)
    return None if newest is None else int(newest["id"])


def fitted(row: ModelVersion) -> FittedHead:
    """Return a stored model as it was fitted."""
    return FittedHead.from_dict(json.loads(row.body))


@dataclass(frozen=True, slots=True)
class KeptModel:
    """A model as it was kept.

    Attributes:
        row_id: Its row.
        version: Its digest.
        is_blocked: It goes beyond a limit between groups.
        is_new: It was not kept before.
    """

    row_id: int
    version: str
    is_blocked: bool
    is_new: bool = False


def kept_model(row: ModelVersion) -> KeptModel:
    """Return what others need to know of a kept model."""
    return KeptModel(row.pk, row.version, bool(row.metrics.get("blocked_by")))


def candidate_of(agency_id: int, head: Head, input_hash: str) -> KeptModel | None:
    """Return the model that was fitted from some facts, or None; equal facts give one model."""
    rows = ModelVersion.objects.filter(agency_id=agency_id, head=head.value, input_hash=input_hash)
    row = rows.order_by("-id").first()
    return None if row is None else kept_model(row)


def model_card(agency_id: int, version: str) -> Mapping[str, Any] | None:
    """Return the card of a model version, or None."""
    row = ModelVersion.objects.filter(agency_id=agency_id, version=version).only("card").first()
    return None if row is None else dict(row.card)


@once_a_page
def model_named(agency_id: int, version: str) -> FittedHead | None:
    """Return a model by its version, or None."""
    row = ModelVersion.objects.filter(agency_id=agency_id, version=version).first()
    return None if row is None else fitted(row)


def version_row(agency_id: int, row_id: int) -> ModelVersion:
    """Return the row of a version.

    Raises:
        Refused: There is none with this number.
    """
    row = ModelVersion.objects.filter(agency_id=agency_id, pk=row_id).first()
    if row is None:
        raise model_unknown(row_id)
    return row


@dataclass(frozen=True, slots=True)
class Version:
    """One model in the registry.

    Attributes:
        row_id: Its row.
        head: The question.
        version: Digest.
        fitted_on: The day on which it was fitted.
        basis: ``learned`` or ``base-rate``.
        card: Its card.
        metrics: What it showed.
        state: ``in_use``, ``candidate``, ``blocked``, ``superseded`` or ``rolled_back``.
        by: Who did the last thing with it.
        at: When.
        because: Why, in that person's words.
    """

    row_id: int
    head: str
    version: str
    fitted_on: date
    basis: str
    card: Mapping[str, Any]
    metrics: Mapping[str, Any]
    state: str
    by: str
    at: datetime
    because: str

    @property
    def blocked_by(self) -> list[dict[str, str]]:
        """Return the groups for whose sake it may not be put into use."""
        return list(self.metrics.get("blocked_by", []))


def versions_of(agency_id: int, head: Head, most: int = 30) -> list[Version]:
    """Return the newest models of a head and the one in use, newest first, in two queries."""
    steps = list(
        ModelStep.objects.filter(agency_id=agency_id, head=head.value)
        .order_by("id")
        .values("id", "model_id", "step", "by", "because", "at", "model__fitted_on")
    )
    into_use = [step for step in steps if step["step"] in INTO_USE]
    chosen = _last(into_use)
    in_use = {step["model_id"] for step in steps if step["id"] == chosen}
    last = {step["model_id"]: step for step in steps}
    newest = sorted(last, key=lambda key: (last[key]["model__fitted_on"], key))[-most:]
    rows = ModelVersion.objects.filter(pk__in={*newest, *in_use}).defer("body", "manifest")
    found = [_version(row, last[row.pk], row.pk in in_use) for row in rows]
    return sorted(found, key=lambda each: (each.fitted_on, each.row_id), reverse=True)


def _version(row: ModelVersion, step: Mapping[str, Any], is_in_use: bool) -> Version:
    state = {"proposed": "candidate", "rolled_back": "rolled_back"}.get(step["step"], "superseded")
    if is_in_use:
        state = "in_use"
    elif state == "candidate" and row.metrics.get("blocked_by"):
        state = "blocked"
    return Version(
        row.pk, row.head, row.version, row.fitted_on, row.basis, row.card, row.metrics, state,
        step["by"], step["at"], step["because"],
    )  # fmt: skip


def newest_rolling(agency_id: int, head: Head) -> RollingState | None:
    """Return how far outcomes have moved since the model in use was learned, or None."""
    rows = RollingState.objects.filter(agency_id=agency_id, head=head.value)
    return rows.order_by("-id").first()


def moved_today(agency_id: int, head: Head, model_id: int, on: date) -> float:
    """Return how far the outcomes of a day itself have moved the model in use on it."""
    last = newest_rolling(agency_id, head)
    if last is None or last.model_id != model_id or local_day(last.at) != on:
        return 0.0
    return float(last.state.get("today", 0.0))


def newest_watch(agency_id: int, head: Head) -> RollingState | None:
    """Return the newest state that a night's look was kept with, or None."""
    rows = RollingState.objects.filter(agency_id=agency_id, head=head.value)
    return rows.exclude(watch={}).order_by("-id").first()


def moves_of(models_used: Mapping[str, Any]) -> dict[str, Rolling]:
    """Return the moves with which a stored day issued its chances, by ``contact`` and ``paid``."""
    return {name: Rolling.from_dict(state) for name, state in models_used.get("moves", {}).items()}
