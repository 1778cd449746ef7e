"""One run of the bench: read, look, learn, compare, time, and say all of it in one object."""

import hashlib
import platform
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import duckdb
import lightgbm
import numpy as np
from numpy.typing import NDArray

from doorstep import __version__
from doorstep.probability.bench.box import write_model
from doorstep.probability.bench.fields import Fields, learned_fields
from doorstep.probability.bench.figures import differences, figures
from doorstep.probability.bench.history import entity_of, with_history
from doorstep.probability.bench.learn import Learned, learn
from doorstep.probability.bench.prepared import Prepared
from doorstep.probability.bench.prequential import prequential
from doorstep.probability.bench.rivals import (
    FEWEST_ROWS,
    Scorecard,
    as_challenger_sees,
    challenger,
)
from doorstep.probability.bench.source import Column, Part, Question, Unusable, read_part
from doorstep.probability.bench.suspects import Chosen, choose_columns
from doorstep.probability.bench.timing import speeds
from doorstep.probability.bench.venn_abers import venn_abers
from doorstep.probability.glass.logistic import logit

Floats = NDArray[np.float64]

_BINS: Final = 127


@dataclass(slots=True)
class Order:
    """What a run of the bench is asked for.

    Attributes:
        train: File of rows to learn from.
        test: File of rows to be judged on.
        question: Target, rows and columns.
        keep: Columns to be used although they look as if known only afterwards.
        known_later: Columns never used for their own row, but for later rows of the borrower.
        monotone: Direction, +1 or -1, of fields that may only raise or only lower the chance.
        without_protected: Leave out columns that no served model may hold.
        is_prequential: Score the test in the order of time and learn from its outcomes.
        test_history: Earlier test rows count as history of later ones of the same borrower.
        with_timing: Measure rows per second, which takes some seconds.
        seed: Of all that is drawn.
        save: Where the model is written; None for nowhere.
        key: With which it is signed; None for a plain digest.
    """

    train: Path
    test: Path
    question: Question
    keep: tuple[str, ...] = ()
    known_later: tuple[str, ...] = ()
    monotone: dict[str, int] = field(default_factory=dict)
    without_protected: bool = False
    is_prequential: bool = False
    test_history: bool = False
    with_timing: bool = True
    seed: int = 1
    save: Path | None = None
    key: bytes | None = None


def bench(order: Order) -> dict[str, Any]:
    """Run the bench.

    Raises:
        Unusable: No figure can come of it; one sentence says why.
    """
    begun = time.perf_counter()
    train, test, notes = _read(order)
    chosen = _chosen(train, test, order)
    fields = learned_fields(train, chosen.used)
    _check_names(order, train, fields)
    matrix, outside = fields.matrix(test.columns)
    started = time.perf_counter()
    learned = learn(fields, train, order.seed, order.question.time_ordered, order.monotone)
    train_seconds = time.perf_counter() - started
    ours = learned.box.chances(matrix)
    notes += _noted(train, test, chosen)
    answer: dict[str, Any] = {"model": "glass box"} | figures(ours, test.target)
    if order.is_prequential:
        running = prequential(fields, train, test, order.seed)
        answer = {"model": "glass box, prequential"} | figures(running.chances, test.target)
        answer["prequential"] = running.about | {"frozen": figures(ours, test.target)}
        ours = running.chances
    answer |= _rivals(order, fields, train, test, (matrix, ours))
    answer["train_seconds"] = round(train_seconds, 3)
    if order.with_timing and fields.fields:
        answer |= speeds(learned.box, fields.matrix(train.columns)[0], train.target, matrix)
    answer |= _about(order, train, test, chosen, learned)
    answer["support"] = {
        "rows_out_of_support": int(outside.sum()),
        "share": round(float(outside.mean()), 6),
    }
    if learned.left_out is not None:
        answer["venn_abers"] = _widths(learned, learned.box.chances(matrix))
    answer["notes"] = notes
    if order.save is not None:
        answer["model_file"] = _save(order, train, chosen, learned, answer)
    answer["seconds"] = round(time.perf_counter() - begun, 3)
    return answer


def _read(order: Order) -> tuple[Part, Part, list[str]]:
    question = order.question
    if order.is_prequential:
        question.time_ordered = True
    train = read_part(order.train, "training", question)
    test = read_part(order.test, "test", question)
    for part, role in ((train, "training"), (test, "test")):
        if not part.counts["used"]:
            raise Unusable(
                f"The {role} file has no rows to use: {part.counts['read']} read, "
                f"{part.counts['left_out_by_where']} left out by --where, "
                f"{part.counts['left_out_without_target']} without a target."
            )
    outcomes = train.target[train.kept]
    if outcomes.all() or not outcomes.any():
        raise Unusable(
            f"The target {question.target} has one outcome only in the {len(outcomes)} training "
            "rows: there is nothing to learn."
        )
    notes = list(dict.fromkeys(question.notes))
    entity = entity_of(train, test) if question.time_ordered else None
    if entity and entity not in question.drop:
        train, test = with_history(train, test, entity, _later(order, train), order.test_history)
        whose = "training and test" if order.test_history else "training"
        notes.append(
            f"history: outcomes of earlier {whose} rows of the same {entity} are features"
        )
    question.drop += order.known_later
    return train.take(train.kept), test.take(test.kept), notes


def _later(order: Order, train: Part) -> tuple[str, ...]:
    for name in order.known_later:
        if name not in train.columns or train.columns[name].kind not in ("number", "date"):
            raise Unusable(f"--known-later {name} is no number in the training file.")
    return order.known_later


def _chosen(train: Part, test: Part, order: Order) -> Chosen:
    chosen = choose_columns(train, test, order.question, order.keep)
    if order.without_protected:
        dropped = chosen.dropped | dict.fromkeys(chosen.protected, "protected: never served")
        used = tuple(name for name in chosen.used if name not in chosen.protected)
        chosen = Chosen(used, dropped, chosen.warnings, ())
    return chosen


def _check_names(order: Order, train: Part, fields: Fields) -> None:
    for name in order.monotone:
        if name not in fields.names:
            raise Unusable(f"--monotone names {name}, which is no used number of the table.")
    for name in order.keep:
        if name not in train.columns:
            raise Unusable(f"The training file has no column {name} to keep.")


def _grows(fields: Fields, train: Part) -> bool:
    """Return whether the challenger has columns, and rows enough, to grow a tree from."""
    return bool(fields.fields) and len(train) >= FEWEST_ROWS


def _noted(train: Part, test: Part, chosen: Chosen) -> list[str]:
    notes = []
    if gone := [name for name in chosen.used if _is_unknown(test.columns[name])]:
        notes.append(f"missing in every test row: {', '.join(gone)}")
    for role, part in (("training", train), ("test", test)):
        infinite = sum(
            int(np.isinf(part.columns[name].values).sum())
            for name in chosen.used
            if part.columns[name].kind != "text"
        )
        if infinite:
            notes.append(f"{infinite} infinite values in the {role} rows count as missing")
    if not chosen.used:
        notes.append(
            "no column is left to learn from: the base rate is all that can be said, and nothing "
            "is timed"
        )
    elif len(train) < FEWEST_ROWS:
        notes.append(f"below {FEWEST_ROWS} training rows the challenger says the base rate")
    if test.target.all() or not test.target.any():
        notes.append("the test rows have one outcome only: nothing can be ranked")
    extra = sorted(set(test.columns) - set(train.columns))
    if extra:
        notes.append(f"columns of the test file alone are not used: {', '.join(extra)}")
    return notes


def _is_unknown(column: Column) -> bool:
    if column.kind == "text":
        return all(value is None for value in column.values)
    return not np.isfinite(column.values.astype(np.float64)).any()


def _rivals(
    order: Order, fields: Fields, train: Part, test: Part, ours: tuple[Floats, Floats]
) -> dict[str, Any]:
    matrix, chances = ours
    learned, _ = fields.matrix(train.columns)
    found: dict[str, Any] = {}
    theirs: dict[str, Floats] = {}
    if _grows(fields, train):
        rows = Prepared.of(fields, train, _BINS, order.question.time_ordered, None)
        trees = challenger(rows, learned, order.seed)
        theirs["challenger"] = np.asarray(trees.predict(as_challenger_sees(rows, matrix)))
        found["challenger_trees"] = trees.num_trees()
    else:
        theirs["challenger"] = np.full(len(matrix), float(train.target.mean()))
        found["challenger_trees"] = 0
    theirs["scorecard"] = Scorecard.of(learned, train.target).chances(matrix)
    for name, said in theirs.items():
        found[name] = figures(said, test.target)
        found[f"against_{name}"] = differences(chances, said, test.target, order.seed)
    return found


def _widths(learned: Learned, chances: Floats) -> dict[str, float]:
    scores, outcomes = learned.left_out or (np.zeros(0), np.zeros(0, dtype=bool))
    low, high = venn_abers(scores, outcomes, logit(chances))
    width = high - low
    return {
        "mean_width": round(float(width.mean()), 6),
        "greatest_width": round(float(width.max()), 6),
    }


def _about(
    order: Order, train: Part, test: Part, chosen: Chosen, learned: Learned
) -> dict[str, Any]:
    question = order.question
    return {
        "target": question.target,
        "positive": question.positive,
        "where": question.where,
        "base_rate": {
            "train": round(float(train.target.mean()), 6),
            "test": round(float(test.target.mean()), 6),
        },
        "rows": {"train": train.counts, "test": test.counts},
        "columns_used": len(chosen.used),
        "dropped": chosen.dropped,
        "warnings": chosen.warnings,
        "protected_columns_used": list(chosen.protected),
        "recipe": learned.recipe,
        "seeds": {"all": order.seed},
        "versions": {
            "doorstep": __version__,
            "python": platform.python_version(),
            "numpy": np.__version__,
            "lightgbm": lightgbm.__version__,
            "duckdb": duckdb.__version__,
        },
    }


def _save(
    order: Order, train: Part, chosen: Chosen, learned: Learned, answer: dict[str, Any]
) -> dict[str, str]:
    if order.save is None:
        return {}
    if chosen.protected:
        raise Unusable(
            f"A model that reads {', '.join(chosen.protected)} may not be saved for use; "
            "add --without-protected."
        )
    about = {
        "target": order.question.target,
        "positive": order.question.positive,
        "data_sha256": hashlib.sha256(order.train.read_bytes()).hexdigest(),
        "rows": train.counts,
        "metrics": {name: answer[name] for name in ("auc", "log_loss", "brier", "ece", "slope")},
        "versions": answer["versions"],
    }
    signature = write_model(order.save, learned.box, about, order.key)
    return {"path": str(order.save), "signature": signature}
