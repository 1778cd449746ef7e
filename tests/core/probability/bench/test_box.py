"""The model file: readable, signed, and the same numbers when read back."""

import json

import numpy as np
import pytest
from tests.core.probability.bench.rows import table, write

from doorstep.probability.bench.box import read_model, write_model
from doorstep.probability.bench.fields import learned_fields
from doorstep.probability.bench.learn import learn
from doorstep.probability.bench.source import Question, Unusable, read_part


@pytest.fixture(scope="module")
def learned(tmp_path_factory):
    path = write(tmp_path_factory.mktemp("rows") / "rows.parquet", table(900))
    part = read_part(path, "training", Question("y"))
    fields = learned_fields(part, ("late", "owed", "kind", "flag_a", "flag_b", "noise"))
    monotone = {"late": 1}
    return part, fields, learn(fields, part, 1, monotone=monotone).box


def test_what_was_altered_or_signed_by_another_key_is_refused(learned, tmp_path):
    path = tmp_path / "model.json"
    write_model(path, learned[2], {"rows": 900}, b"key")
    with pytest.raises(Unusable, match="not what was signed"):
        read_model(path, b"other")
    body = json.loads(path.read_text())
    body["model"]["intercept"] += 0.1
    path.write_text(json.dumps(body))
    with pytest.raises(Unusable, match="not what was signed"):
        read_model(path, b"key")
    path.write_text("{}")
    with pytest.raises(Unusable, match="cannot be read"):
        read_model(path, b"key")


@pytest.mark.parametrize("key", [None, b"key"])
def test_read_back_it_gives_the_same_numbers(learned, tmp_path, key):
    part, fields, box = learned
    write_model(tmp_path / "model.json", box, {"rows": 900}, key)
    again, about = read_model(tmp_path / "model.json", key)
    matrix, _ = fields.matrix(part.columns)
    assert about == {"rows": 900}
    assert again.chances(matrix).tolist() == box.chances(matrix).tolist()


def test_exclusive_flags_become_one_choice_and_each_text_has_a_share(learned):
    _, fields, box = learned
    assert fields.names == ("late", "owed", "kind", "flag_a … flag_b", "noise")
    shares = dict(fields.fields[2].levels)
    assert shares["shop"] > shares["card"]
    assert len(box.tables.pairs) <= 20


def test_a_direction_that_is_known_is_never_broken(learned):
    _, fields, box = learned
    matrix = np.zeros((9, len(fields.names)))
    for owed in (100.0, 2_900.0, 3_100.0, 50_000.0):
        matrix[:, fields.names.index("owed")] = owed
        matrix[:, fields.names.index("late")] = np.arange(9)
        assert (np.diff(box.chances(matrix)) >= -1e-12).all()
