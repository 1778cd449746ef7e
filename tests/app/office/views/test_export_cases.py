"""What leaves the desk as a file?"""

import csv
import io

import pytest
from tests.app.doors import signed_in, verbs_of

from doorstep_desk.cases.queries import visible_cases


def rows_of(answer):
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


@pytest.mark.parametrize("username", ["agent1", "admin"])
def test_who_may_not_take_lists_along_takes_none(demo, username):
    assert signed_in(username).get("/cases.csv").status_code == 403


def test_the_file_keeps_filters_and_order_and_is_written_down(demo):
    client = signed_in("lead")
    asked = {"treatment": "sms", "sort": "-owed"}
    shown = client.get("/cases", asked).context["page"]
    header, *lines = rows_of(client.get("/cases.csv", asked))
    assert header[0] == "Case"
    assert len(lines) == shown.paging.count
    assert [line[0] for line in lines[:5]] == [row.number for row in shown.rows[:5]]
    assert verbs_of(f"agency:{demo.agency_id}")[0] == "case.exported"


def test_the_export_speaks_the_language_of_its_reader(demo):
    assert rows_of(signed_in("lead", "zh").get("/cases.csv"))[0][0] == "案件编号"


def test_no_cell_runs_as_a_formula(demo):
    borrower = visible_cases(demo.actor("lead")).select_related("borrower")[0].borrower
    borrower.name = "=1+1"
    borrower.save()
    cells = [cell for line in rows_of(signed_in("lead").get("/cases.csv")) for cell in line]
    assert "'=1+1" in cells
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []
