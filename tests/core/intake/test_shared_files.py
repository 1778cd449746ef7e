"""Every file of the shared folder gives exactly the report that is expected of it."""

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from doorstep.intake import KnownAccounts, check
from doorstep.intake.dictionary import dictionary, header_word, traditional
from doorstep.intake.files import check_file
from doorstep.intake.parts import settled

FOLDER = Path(__file__).resolve().parents[4] / "shared" / "placements"
EXPECTED = sorted(
    path for path in FOLDER.glob("expected/*.json") if not path.name.startswith("12_accounts")
)

pytestmark = pytest.mark.skipif(
    not EXPECTED, reason="the shared placement files are not beside this repository"
)


def _entries(report: dict[str, Any], part: str, *names: str) -> set[tuple[str, ...]]:
    return {tuple(str(entry.get(name, "")) for name in names) for entry in report[part]}


def _differences(expected: dict[str, Any], found: dict[str, Any]) -> Iterable[str]:
    for name in ("outcome", "rows", "totals", "sheets"):
        if expected[name] != found[name]:
            yield f"{name}: {found[name]} instead of {expected[name]}"
    for part, names in (
        ("rejected", ("sheet", "row", "column", "rule")),
        ("repaired", ("sheet", "row", "column", "from", "to", "rule")),
        ("warnings", ("sheet", "row", "column", "rule")),
        ("flags", ("sheet", "row", "flag")),
    ):
        wanted, got = _entries(expected, part, *names), _entries(found, part, *names)
        yield from (f"{part}: lost {entry}" for entry in sorted(wanted - got))
        yield from (f"{part}: without need {entry}" for entry in sorted(got - wanted))


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.stem)
def test_the_report_is_the_expected_one(path):
    expected = json.loads(path.read_text(encoding="utf-8"))
    context = [FOLDER / name for name in expected["context"]]
    found = check_file(FOLDER / expected["file"], context, date.fromisoformat(expected["as_of"]))
    report = found.report.as_dict()
    is_refused = expected["outcome"] == "refused"
    assert (report["outcome"] == "refused") is is_refused
    if is_refused:
        refusal, wanted = report["refusal"], expected["refusal"]
        assert (refusal["rule"], refusal["column"]) == (wanted["rule"], wanted["column"])
    else:
        assert list(_differences(expected, report)) == []
        assert (report["kind"], report["format"]) == (expected["kind"], expected["format"])


def test_after_both_payment_files_every_account_stands_as_expected():
    path = FOLDER / "expected" / "12_accounts_after_both.json"
    known = KnownAccounts.empty()
    for name in (
        "01_placement_clean.xlsx",
        "12a_repayments_bank.csv",
        "12b_repayments_lender.xlsx",
    ):
        content = (FOLDER / name).read_bytes()
        known = known.after(check(name, content, as_of=date(2026, 6, 30), known=known))
    paid: dict[str, int] = {}
    for taken in known.transactions.values():
        sign = -1 if taken.reverses else 1
        paid[taken.account[1]] = paid.get(taken.account[1], 0) + sign * taken.amount_fen
    wanted = json.loads(path.read_text(encoding="utf-8"))["accounts"]
    assert {each["loan_no"] for each in wanted} == {key for key, fen in paid.items() if fen}
    for each in wanted:
        account = known.find("loan_no", each["loan_no"])[0]
        applied, left = settled(account.parts.owed(account.outstanding_fen), paid[each["loan_no"]])
        assert each["opening_fen"] == account.outstanding_fen
        assert each["unapplied_fen"] == left
        assert {
            f"applied_{part}_fen": fen for part, fen in applied.items()
        }.items() <= each.items()


def test_our_lists_are_those_of_the_description():
    headers = json.loads((FOLDER / "headers.json").read_text(encoding="utf-8"))
    rules = json.loads((FOLDER / "rules.json").read_text(encoding="utf-8"))
    ours = dictionary()
    for field, entry in headers["fields"].items():
        assert ours.types[field] == entry["type"]
        for kind in entry["kinds"]:
            for word in entry["headers"]:
                special = headers["by_kind"].get(kind, {}).get(word, field)
                assert ours.words[kind][header_word(word)] == special
    table = headers["traditional_to_simplified"]
    assert {chr(code): simple for code, simple in traditional().items()} == table
    assert {each["rule"]: each["effect"] for each in rules["rules"]} == ours.effects
    assert {each["rule"]: each["hint"] for each in rules["rules"]} == ours.hints
    assert {each["flag"] for each in rules["flags"]} <= set(ours.sentences)
