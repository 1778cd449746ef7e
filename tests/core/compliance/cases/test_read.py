import pytest

from doorstep.compliance.cases.read import CaseFault, read_bases, read_cases, shipped_bases

WHOLE = """
- id: own-case
  title: A call at ten in the morning is allowed.
  base: cn-consumer
  given: {borrower: {age: 50}}
  contact: {channel: call, at: "2026-03-04T10:00:00+08:00", zone: Asia/Shanghai, purpose: collect}
  expect: {decision: allow}
"""


def test_a_whole_case_is_read():
    assert [case["id"] for case in read_cases(WHOLE, "own.yaml", shipped_bases())] == ["own-case"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("base: cn-consumer", "base: nowhere", "own-case base: 'nowhere'"),
        ("base: cn-consumer", "base: common", "abstract"),
        ("base: cn-consumer\n", "base: cn-consumer\n  colour: red\n", "own-case/colour"),
        ("age: 50", "age: old", "own-case/given/borrower/age"),
        ("age: 50", "shoe_size: 50", "shoe_size: unknown key"),
        ("age: 50", "age: 50, age: 51", "occurs twice"),
        ("purpose: collect", "purpose: annoy", "own-case/contact/purpose"),
        ("purpose: collect", "purpose: collect, contact_point: fax", "fax"),
        ("purpose: collect", 'purpose: collect, by: "sms"', "must not have by"),
        ("zone: Asia/Shanghai", "zone: Asia/Atlantis", "Asia/Atlantis"),
        ("2026-03-04T10", "2026-02-30T10", "2026-02-30"),
        ("2026-03-04T10:00:00+08:00", "yesterday", "own-case/contact/at"),
        ("{borrower: {age: 50}}",
         '{history: [{channel: call, day: "2026-02-31", times: ["10:00"]}]}', "2026-02-31"),
        ("{borrower: {age: 50}}", "{history: [{channel: call, contact_point: fax, days_before: 1,"
         ' times: ["10:00"]}]}', "fax"),
        ("purpose: collect",
         "purpose: collect, target: {person: g9, relation: guarantor}", "g9"),
        ("allow}", "perhaps}", "own-case/expect/decision"),
        ("  expect: {decision: allow}\n", "", "lacks expect"),
        (WHOLE, "just words", "expected array"),
        (WHOLE, "- [", "own.yaml"),
    ],
)  # fmt: skip
def test_a_broken_case_is_named_with_file_case_and_key(old, new, message):
    assert old in WHOLE
    with pytest.raises(CaseFault) as fault:
        read_cases(WHOLE.replace(old, new, 1), "own.yaml", shipped_bases())
    assert "own.yaml" in str(fault.value)
    assert message in str(fault.value)


def test_an_id_occurs_once():
    with pytest.raises(CaseFault, match="own-case: the id occurs twice"):
        read_cases(WHOLE + WHOLE, "own.yaml", shipped_bases())


def test_a_base_extends_only_what_exists():
    text = "calendars: {}\nbases: {mine: {title: Mine, extends: nobody}}\n"
    with pytest.raises(CaseFault, match="nobody"):
        read_bases(text, "bases.yaml")
