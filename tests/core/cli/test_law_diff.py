import json

import pytest

from doorstep.cli.failure import CommandFailed
from doorstep.cli.law_diff import law_diff

CASE = """
- id: own-case
  title: A call at eleven at night.
  base: cn-consumer
  contact: {channel: call, at: "2026-03-04T23:00:00+08:00", zone: Asia/Shanghai, purpose: collect}
  expect: {decision: deny, because: [CN-TIME-01]}
"""


@pytest.fixture
def case_file(tmp_path):
    file = tmp_path / "own.yaml"
    file.write_text(CASE, encoding="utf-8")
    return file


def test_the_law_of_an_earlier_day_would_only_have_held_the_call(case_file, capsys):
    law_diff("2025-01-15", "now", [case_file], json=True)
    flip = json.loads(capsys.readouterr().out)
    assert (flip["id"], flip["old"]["decision"], flip["new"]["decision"]) == (
        "own-case",
        "hold",
        "deny",
    )


def test_people_get_a_line(case_file, capsys):
    law_diff("2025-01-15", "now", [case_file])
    assert capsys.readouterr().out == (
        "own-case step 1: hold (CN-TIME-03) -> deny (CN-TIME-01, CN-TIME-02)\n"
    )


def test_the_same_rules_change_nothing(case_file, capsys):
    law_diff("now", "now", [case_file])
    assert capsys.readouterr().out == ""


def test_a_word_that_names_no_rules_is_an_error(case_file):
    with pytest.raises(CommandFailed, match="'tomorrow' is no day"):
        law_diff("tomorrow", "now", [case_file])


def test_a_folder_that_is_not_in_order_is_an_error_that_names_the_file(case_file, tmp_path):
    folder = tmp_path / "parameters"
    for place in ("cn", "house"):
        (folder / place).mkdir(parents=True)
    (folder / "cn" / "cn-time-01.yaml").write_text("rule: CN-TIME-01\n", "utf-8")
    with pytest.raises(CommandFailed, match=r"cn/cn-time-01\.yaml: lacks"):
        law_diff("now", str(folder), [case_file])
