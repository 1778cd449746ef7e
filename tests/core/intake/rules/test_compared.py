"""Comparing a million rows by columns finds what comparing each with each would find."""

from itertools import combinations

from hypothesis import assume, given
from hypothesis import strategies as st
from tests.core.intake.lists import MAN, WOMAN, checked, identity, placement

CHILD_OF_1990 = identity("22240319900303703")

ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "借据号": st.sampled_from(["J1", "J2", "J3"]),
            "身份证号": st.sampled_from([MAN, WOMAN, CHILD_OF_1990]),
            "姓名": st.sampled_from(["金东哲", "金 东哲", "李英"]),
            "逾期金额": st.sampled_from(["100", "100.00", "200"]),
            "逾期天数": st.sampled_from(["59", "60", ""]),
            "账龄": st.just("M2"),
            "手机号": st.sampled_from(["16362955707", "16362955708"]),
        }
    ),
    max_size=7,
)


def _differ(one: dict, other: dict) -> bool:
    """Say whether two rows of one account contradict each other."""
    days = {row["逾期天数"] for row in (one, other)} - {""}
    return (
        float(one["逾期金额"]) != float(other["逾期金额"])
        or one["身份证号"] != other["身份证号"]
        or _name(one) != _name(other)
        or len(days) > 1
    )


def _name(row: dict) -> str:
    return row["姓名"].replace(" ", "")


def _expected(rows: list[dict]) -> tuple[set[tuple[int, str]], set[int]]:
    """Compare each row with each other."""
    reasons = set()
    for at, row in enumerate(rows, start=2):
        twins = [each for each in rows if each["借据号"] == row["借据号"]]
        if any(_differ(*pair) for pair in combinations(twins, 2)):
            reasons.add((at, "account_conflict"))
        elif twins[0] is not row:
            reasons.add((at, "duplicate_row"))
        if any(each["身份证号"] == row["身份证号"] and _name(each) != _name(row) for each in rows):
            reasons.add((at, "identity_conflict"))
    rejected = {at for at, _ in reasons}
    taken = [(at, row) for at, row in enumerate(rows, start=2) if at not in rejected]
    shared = {
        at
        for at, row in taken
        if len({each["身份证号"] for _, each in taken if each["手机号"] == row["手机号"]}) >= 3
    }
    return reasons, shared


@given(rows=ROWS)
def test_comparing_by_columns_is_comparing_each_with_each(rows):
    rows = [placement(**row) for row in rows]
    assume(rows)
    report = checked(rows).report
    reasons, shared = _expected(rows)
    assert {(each.row, each.rule) for each in report.rejected} == reasons
    assert {each.row for each in report.warnings if each.rule == "phone_shared"} == shared
    assert report.accepted == len(rows) - len({at for at, _ in reasons})
