import json

import pytest

from doorstep.cli.afford import BROKEN, HELD, afford
from doorstep.cli.failure import CommandFailed

SHEET = {
    "as_of": "2026-11-25",
    "household": {"adults": 1, "county": "222401", "is_urban": True},
    "income": {"wages": 4000},
    "debt": {"principal": 6000},
}


@pytest.fixture
def sheet(tmp_path):
    def written(**changed):
        file = tmp_path / "sheet.json"
        file.write_text(json.dumps(SHEET | changed), encoding="utf-8")
        return file

    return written


def test_a_sheet_that_cannot_be_read_is_named_with_its_fault(sheet, tmp_path):
    for file, words in ((tmp_path / "none.json", "none.json"), (sheet(pets=1), "pets")):
        with pytest.raises(CommandFailed, match=words) as raised:
            afford(file)
        assert raised.value.status == BROKEN


def test_a_county_without_a_known_minimum_is_a_hold(sheet):
    unknown = {"adults": 1, "county": "222403", "is_urban": True}
    with pytest.raises(CommandFailed, match="minimum-unknown") as raised:
        afford(sheet(household=unknown))
    assert raised.value.status == HELD


def test_programs_get_the_month_and_the_offers_as_one_object(sheet, capsys):
    afford(sheet(), json=True)

    answer = json.loads(capsys.readouterr().out)
    assert answer["protected_fen"] == 114_000
    assert answer["stressed_fen"] == 320_000 - 114_000
    assert [offer["kind"] for offer in answer["proposals"]] == ["instalments"] * 3
    assert answer["proposals"][0]["monthly_fen"] <= answer["stressed_fen"]
    assert sum(fen for _, fen in answer["proposals"][0]["instalments"]) == 600_000


def test_people_get_lines(sheet, capsys):
    afford(sheet())

    said = capsys.readouterr().out
    assert "Kept for living   ¥1,140.00" in said
    assert "instalments: " in said
