import json

import pytest

from doorstep.cli.case_files import BROKEN
from doorstep.cli.failure import CommandFailed
from doorstep.cli.law_check import law_check

CASE = """
- id: own-case
  title: A call at eleven at night is refused.
  base: cn-consumer
  contact: {channel: call, at: "2026-03-04T23:00:00+08:00", zone: Asia/Shanghai, purpose: collect}
  expect: {decision: deny, because: [CN-TIME-01]}
"""


def test_each_case_is_answered_by_one_json_object(tmp_path, capsys):
    file = tmp_path / "own.yaml"
    file.write_text(CASE, encoding="utf-8")
    law_check([file], None, json=True)
    assert json.loads(capsys.readouterr().out) == {
        "id": "own-case",
        "step": 1,
        "decision": "deny",
        "because": ["CN-TIME-01", "CN-TIME-02"],
        "force": "law",
        "next_allowed": "2026-03-05T08:00:00+08:00",
        "obligations": [],
    }


def test_people_get_a_line(tmp_path, capsys):
    file = tmp_path / "own.yaml"
    file.write_text(CASE, encoding="utf-8")
    law_check([file])
    assert capsys.readouterr().out == (
        "own-case step 1: deny (law): CN-TIME-01, CN-TIME-02; next 2026-03-05T08:00:00+08:00\n"
    )


def test_if_one_file_is_broken_nothing_is_answered(tmp_path, capsys):
    good, bad = tmp_path / "good.yaml", tmp_path / "bad.yaml"
    good.write_text(CASE, encoding="utf-8")
    bad.write_text(CASE.replace("cn-consumer", "nowhere"), encoding="utf-8")
    with pytest.raises(CommandFailed, match=r"bad\.yaml: own-case base: 'nowhere'") as failed:
        law_check([good, bad], None, json=True)
    assert failed.value.status == BROKEN
    assert capsys.readouterr().out == ""


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CommandFailed, match=r"gone\.yaml: cannot be read"):
        law_check([tmp_path / "gone.yaml"])


def test_bases_beside_the_file_come_first(tmp_path):
    (tmp_path / "bases.yaml").write_text("calendars: {}\nbases: {}\n", encoding="utf-8")
    file = tmp_path / "own.yaml"
    file.write_text(CASE, encoding="utf-8")
    with pytest.raises(CommandFailed, match="cn-consumer"):
        law_check([file])
