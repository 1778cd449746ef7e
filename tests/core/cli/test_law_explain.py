import json

import pytest

from doorstep.cli.failure import CommandFailed
from doorstep.cli.law_explain import Spoken, law_explain

CASE = """
- id: own-case
  title: A call at eleven at night is refused.
  base: cn-consumer
  given:
    history:
      - {at: "2026-03-05T10:00:00+08:00", channel: call, disposition: no_answer}
  contact: {channel: call, at: "2026-03-04T23:00:00+08:00", zone: Asia/Shanghai, purpose: collect}
  expect: {decision: deny, because: [CN-TIME-01]}
"""


@pytest.fixture
def case_file(tmp_path):
    file = tmp_path / "own.yaml"
    file.write_text(CASE, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("language", "force", "instead"),
    [
        (Spoken.zh, "推荐性国家标准", "可以改为：白天联系"),
        (Spoken.en, "recommended national standard", "Instead: a contact by day"),
        (Spoken.ko, "권고 국가표준", "대신: 낮에 연락"),
    ],
)
def test_a_refusal_is_said_with_its_source_and_what_may_be_done(
    case_file, capsys, language, force, instead
):
    law_explain(case_file, language=language)
    said = capsys.readouterr().out
    assert force in said
    assert instead in said
    assert "GB/T 45251-2025" in said
    assert "08:00" in said


def test_an_attempt_after_the_decision_is_not_counted_and_is_listed(case_file, capsys):
    law_explain(case_file, language=Spoken.en, json=True)
    answer = json.loads(capsys.readouterr().out)
    assert [entry["at"] for entry in answer["not_counted"]] == ["2026-03-05T02:00:00+00:00"]
    assert answer["decision"] == "deny"
    assert {reason["rule"] for reason in answer["reasons"]} == {"CN-TIME-01", "CN-TIME-02"}


def test_a_case_that_is_not_in_the_file_is_an_error_that_names_what_is(case_file):
    with pytest.raises(CommandFailed, match="own-case"):
        law_explain(case_file, case="another")
    with pytest.raises(CommandFailed, match="own-case"):
        law_explain(case_file, step=2)
