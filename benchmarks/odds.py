"""How good and how fast are the odds? Every figure of the goals, in one object.

The credit sets lie beside the repository and are not shipped; without them only what needs no
data is measured, and that is said. Exit status 1 when a limit is missed. Run it with ``nice``.

It takes long, so each figure goes to the other output as soon as it is known, one JSON object a
line: what breaks later takes nothing away.
"""

import json
import os
import resource
import sys
import tempfile
import time
from pathlib import Path

import duckdb
import numpy as np

from doorstep.probability.bench.fields import Field, Fields
from doorstep.probability.bench.learn import learn
from doorstep.probability.bench.run import Order, bench
from doorstep.probability.bench.source import Column, Part, Question
from doorstep.probability.bench.timing import speeds
from doorstep.probability.causal.run import UpliftOrder, jump, uplift
from doorstep.probability.hazard.run import CurveOrder, curve

CREDIT = Path(__file__).resolve().parents[2] / "shared" / "data" / "credit"
CREDIT_OF_CLONES = Path(__file__).resolve().parents[3] / "shared" / "data" / "credit"

LATER = ("first_repaid_date", "closed_date", "days_late_close", "days_late_first")
TASKS = {
    "taiwan": ("taiwan_card", "default_next_month", None, False, (), 0.7733, 0.018),
    "taiwan_cure": (
        "taiwan_card", "default_next_month = 0", "pay_1 >= 1", False, (), 0.7291, 0.033,
    ),
    "superlender_late": (
        "superlender_repay", "days_late_first > 0", None, True, LATER, 0.6753, 0.024,
    ),
    "superlender_7_days": (
        "superlender_repay", "days_late_close <= 7", "days_late_close > 0", True, LATER,
        0.7429, 0.043,
    ),
    "gmsc": ("gmsc", "seriousdlqin2yrs", None, False, (), 0.8618, 0.010),
    "lendingclub": ("lendingclub_2018", "bad", None, True, (), 0.7250, 0.019),
    "bondora": ("bondora", "default", None, False, (), 0.7755, 0.015),
}  # fmt: skip
"""Set, target, rows, order, dropped; best AUC of the research on the same rows left aside (fold
"dev"), and twice its sampling error there."""


def told(name: str, figure: object) -> None:
    """Say a figure at once."""
    print(json.dumps({name: figure}), file=sys.stderr, flush=True)


def folds(name: str, folder: Path, split: str = "fold = 'dev'") -> tuple[Path, Path]:
    """Write the two parts of a set and return their paths."""
    source = next(p for p in (CREDIT, CREDIT_OF_CLONES) if p.is_dir()) / f"{name}.parquet"
    paths = (folder / f"{name}_train.parquet", folder / f"{name}_test.parquet")
    for path, condition in zip(paths, (f"NOT ({split})", split), strict=True):
        duckdb.execute(
            f"COPY (SELECT * EXCLUDE (fold) FROM '{source}' WHERE {condition} ORDER BY row_id) "
            f"TO '{path}'"
        )
    return paths


def quality(folder: Path, missed: list[str]) -> dict[str, object]:
    """Measure the eight tasks, the curve, the effects and the jump."""
    found: dict[str, object] = {}
    for task, (name, target, where, ordered, drop, best, error) in TASKS.items():
        train, test = folds(name, folder)
        question = Question(target, where, tuple(d for d in drop if d not in target), ordered)
        said = bench(Order(train, test, question, with_timing=False))
        found[task] = _short(said) | {"research_auc": best, "twice_its_error": error}
        told(task, found[task])
        if said["auc"] < best - error:
            missed.append(f"{task}: AUC {said['auc']} below {best} - {error}")
    gap = found["bondora"]["log_loss"] - found["bondora"]["challenger"]["log_loss"]
    if gap > 0.005:
        missed.append(
            f"bondora, rows drawn one by one: log-loss {gap:.4f} above 31 leaves, which find "
            "people again (ADR 0059)"
        )
    found["bondora_people_apart"] = _people_apart(folder, missed)
    found["taiwan_cure_of_5_folds"] = _cure(folder, missed)
    train, test = folds("bank_calls", folder)
    said = bench(
        Order(train, test, Question("y", None, ("duration",), True), is_prequential=True,
              with_timing=False)
    )  # fmt: skip
    found["bank_calls"] = _short(said) | {"prequential": said["prequential"]}
    told("bank_calls", found["bank_calls"])
    if said["log_loss"] > said["prequential"]["running_base_rate_log_loss"] - 0.01:
        missed.append("bank_calls: log-loss less than 0.01 below the running base rate")
    if said["ece"] > 0.03:
        missed.append(f"bank_calls: calibration error {said['ece']}")
    return found | _times_and_effects(folder, missed)


PERSON = 'Gender, "educ.2", "educ.3", "educ.4", "educ.5", round("inc.total", 3)'
"""By what rows of one bondora borrower are known: the set says nobody's number."""


def _people_apart(folder: Path, missed: list[str]) -> dict[str, object]:
    """Compare with 31 leaves where nobody stands on both sides; drawn row by row, people do."""
    gaps = []
    for turn in range(3):
        train, test = folds("bondora", folder, f"hash({PERSON}, {turn}) % 10 >= 8")
        said = bench(Order(train, test, Question("default", None, (), False), with_timing=False))
        gaps.append(said["against_challenger"]["log_loss"])
        told(f"bondora, people apart {turn}", _short(said))
    gap = round(float(np.mean([one["difference"] for one in gaps])), 5)
    if gap > 0.005:
        missed.append(f"bondora, people apart: log-loss {gap} above 31 leaves")
    return {"log_loss_above_31_leaves": gap, "of_3_splits": gaps}


def _cure(folder: Path, missed: list[str]) -> dict[str, object]:
    """Judge every overdue account once: a thousand rows alone move the figure by 0.01.

    Nothing that was tried reaches 0.60 on this part, on which CatBoost (depth 6, stopped by rows
    left out) has 0.606; the research had the limit from rows that lie elsewhere.
    """
    parts: dict[str, list[float]] = {"ours": [], "31 leaves": [], "scorecard": [], "rows": []}
    for turn in range(5):
        train, test = folds("taiwan_card", folder, f"hash(row_id + 17) % 5 = {turn}")
        question = Question("default_next_month = 0", "pay_1 >= 1", (), False)
        said = bench(Order(train, test, question, with_timing=False))
        for name, of in (("ours", said), ("31 leaves", said["challenger"]),
                         ("scorecard", said["scorecard"])):  # fmt: skip
            parts[name].append(of["log_loss"])
        parts["rows"].append(said["rows"]["test"]["used"])
    rows = parts.pop("rows")
    found = {name: round(float(np.average(said, weights=rows)), 5) for name, said in parts.items()}
    told("taiwan_cure, 5 folds", found)
    if found["ours"] > 0.60:
        missed.append(f"taiwan_cure: log-loss {found['ours']} of 5 folds, not 0.60")
    return {"log_loss": found, "of_each_fold": parts}


def _short(said: dict[str, object]) -> dict[str, object]:
    names = ("auc", "log_loss", "brier", "ece", "slope", "challenger", "scorecard")
    names += ("against_challenger", "train_seconds", "seconds")
    return {name: said[name] for name in names}


def _effects(folder: Path, missed: list[str]) -> dict[str, object]:
    """Measure the ranking by effect over five splits: one alone moves by half of itself."""
    found: dict[str, object] = {}
    for arm, least in (("Womens E-Mail", 0.06), ("Mens E-Mail", None)):
        said = []
        for turn in range(5):
            paths = folds("hillstrom_rct", folder, f"hash(row_id + {turn}) % 10 >= 7")
            question = Question("visit", None, ("conversion", "spend"))
            said.append(uplift(UpliftOrder(*paths, question, "segment", arm, "No E-Mail")))
        ranked = [one["qini"] for one in said]
        mean, answers = float(np.mean(ranked)), sorted({one["answer"] for one in said})
        found[arm] = {
            "answers": answers, "qini_of_5_splits": ranked, "qini": round(mean, 5),
            "mean_effects": [one["mean_effect"] for one in said],
        }  # fmt: skip
        told(arm, found[arm])
        if least is not None and (mean < least or answers != ["personal effects"]):
            missed.append(f"{arm}: {answers}, Qini {mean:.4f}, {least} wanted")
        if least is None and answers != ["no usable heterogeneity"]:
            missed.append(f"{arm}: {answers}")
    return found


def _times_and_effects(folder: Path, missed: list[str]) -> dict[str, object]:
    """Measure curves over ten splits of borrowers: one alone lies anywhere from 0.155 to 0.171.

    A random survival forest of 100 trees, the research's second best, has 0.1625 on these splits
    with the same fields, and had 0.1596 on the research's own.
    """
    drop = ("first_repaid_date", "closed_date", "days_late_first")
    curves = []
    for turn in range(10):
        paths = folds("superlender_repay", folder, f"hash(cust + {turn}) % 10 >= 7")
        order = CurveOrder(*paths, "days_late_close", None, "days_late_close > 0", drop)
        order.time_ordered = order.test_history = True
        curves.append(curve(order))
        told(f"curve, split {turn}", curves[-1])
    mean = float(np.mean([one["mean_brier"] for one in curves]))
    said = curves[0]
    found: dict[str, object] = {"curve": said, "curve_mean_brier_of_10_splits": round(mean, 5)}
    plain = float(np.mean([one["mean_brier_without_features"] for one in curves]))
    found["curve_mean_brier_without_features"] = round(plain, 5)
    if mean > 0.159:
        missed.append(f"curve: mean Brier {mean:.4f} above 0.159")
    if said["crossing_curves"]:
        missed.append(f"curve: {said['crossing_curves']} curves cross")
    found |= _effects(folder, missed)
    source = next(p for p in (CREDIT, CREDIT_OF_CLONES) if p.is_dir())
    found["jump_at_1000"] = jump(
        source / "recovery_rd.parquet", "expected_recovery_amount", "actual_recovery_amount",
        1_000.0, 200.0, 1,
    )  # fmt: skip
    if not found["jump_at_1000"]["low"] < 288 < found["jump_at_1000"]["high"]:
        missed.append("jump: its interval does not hold 288")
    return found


def invented(rows: int, seed: int) -> tuple[Fields, Part]:
    """Return rows with 23 numbers and a known truth."""
    rng = np.random.default_rng(seed)
    names = [f"number_{at}" for at in range(23)]
    columns = {}
    for at, name in enumerate(names):
        values = rng.normal(size=rows) if at % 3 else rng.integers(0, 40, rows).astype(float)
        columns[name] = Column(name, "number", values)
    score = (
        columns["number_1"].values * columns["number_2"].values + columns["number_0"].values / 20
    )
    target = rng.random(rows) < 1 / (1 + np.exp(1.5 - score))
    fields = Fields(tuple(Field(name, "number", (name,)) for name in names))
    return fields, Part(columns, target, {}, np.ones(rows, dtype=bool))


def speed(missed: list[str]) -> dict[str, object]:
    """Measure learning from a million rows, and scoring ten million under six treatments."""
    fields, part = invented(1_000_000, 1)
    begun = time.perf_counter()
    learned = learn(fields, part, 1)
    seconds = time.perf_counter() - begun
    matrix, _ = fields.matrix(part.columns)
    found: dict[str, object] = {"learn_1m_rows_seconds": round(seconds, 1)}
    said = speeds(learned.box, matrix[:50_000], part.target[:50_000], matrix[:400_000])
    found |= said
    if seconds > 60:
        missed.append(f"a million rows learned in {seconds:.0f} s, not 60")
    if said["reasons_rows_per_second"] < 500_000:
        missed.append(f"{said['reasons_rows_per_second']} rows a second with reasons")
    for name, least in (("times_lightgbm_predict", 25), ("times_lightgbm_contributions", 1_000)):
        if said["timed"][name] < least:
            missed.append(f"{name}: {said['timed'][name]}, not {least}")
    begun = time.perf_counter()
    columns, ready = learned.box.chosen(matrix), learned.box.ready()
    total = 0.0
    for _ in range(10):
        for chances in ready.per_treatment(columns, "number_0", np.arange(6.0)):
            total += float(chances.sum())
    seconds = time.perf_counter() - begun
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    found |= {
        "10m_rows_6_treatments_seconds_one_core": round(seconds, 1),
        "10m_rows_6_treatments_mean": round(total / 6e7, 4),
        "peak_memory_gb": round(memory, 2),
    }
    if seconds > 60 or memory > 2.0:
        missed.append(f"10 M rows under 6 treatments: {seconds:.0f} s, {memory:.1f} GB")
    return found


def main() -> None:
    """Print the figures; fail when a limit is missed."""
    missed: list[str] = []
    figures: dict[str, object] = {"load_before": os.getloadavg()}
    figures["speed"] = speed(missed)
    told("speed", figures["speed"])
    if any(path.is_dir() for path in (CREDIT, CREDIT_OF_CLONES)):
        with tempfile.TemporaryDirectory() as folder:
            figures["quality"] = quality(Path(folder), missed)
    else:
        figures["quality"] = "the credit sets are not here: nothing measured"
    figures |= {"load_after": os.getloadavg(), "missed": missed}
    print(json.dumps(figures))
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
