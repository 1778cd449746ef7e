"""Can anybody plan a month without a name, and is nothing of it kept?"""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.app.doors import stranger, text_of
from tests.app.portfolio import NOON

from doorstep_desk.plumbing import clock

pytestmark = pytest.mark.django_db

PATH = "/portal/know/planner"
LARGEST = 60 * 1024
MONTH = {
    "adults": "1", "children": "0", "county": "222401", "area": "town", "income_wages": "5000",
    "expense_food": "1800", "expense_housing": "1000", "other_debts": "200", "owed": "12000",
    "product": "consumer_loan",
}  # fmt: skip


@pytest.fixture(autouse=True)
def at_noon():
    with clock.fixed(NOON):
        yield


@pytest.mark.parametrize(
    ("field", "typed"),
    [("owed", "much"), ("adults", "0"), ("county", ""), ("income_wages", "-1"), ("area", "")],
)
def test_what_cannot_be_read_comes_back_with_what_was_typed_and_no_sums(field, typed):
    answer = stranger().post(PATH, {**MONTH, field: typed})
    shown = text_of(answer)
    assert (answer.status_code, 'role="alert"' in shown) == (400, True)
    assert 'value="1800"' in shown
    assert "month-title" not in shown


def test_a_month_shows_what_is_left_also_with_a_fifth_less_and_what_is_possible():
    shown = text_of(stranger().post(PATH, MONTH))
    assert "¥2,000.00" in shown
    assert "at most ¥1,000.00 a month" in shown
    assert re.search(r"Instalments", shown)


def test_where_nothing_is_left_no_instalment_is_shown():
    shown = text_of(stranger().post(PATH, {**MONTH, "income_wages": "900"}))
    assert "at most ¥0.00 a month" in shown
    assert "month-title" in shown
    assert "Instalments" not in shown


def test_nothing_is_written_and_the_answer_is_kept_by_no_browser(caplog):
    with CaptureQueriesContext(connection) as asked:
        answer = stranger().post(PATH, {**MONTH, "owed": "7654321"})
    written = [q["sql"] for q in asked if re.match(r"\s*(INSERT|UPDATE|DELETE)", q["sql"])]
    assert written == []
    assert "7654321" not in caplog.text
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_it_is_small_needs_no_script_and_speaks_the_readers_language(language):
    client = stranger()
    client.cookies["django_language"] = "en" if language == "en" else "zh-hans"
    answer = client.post(PATH, MONTH)
    shown = text_of(answer)
    weight = len(answer.content)
    for place in re.findall(r'href="(/static/[^"#]+)"', shown):
        weight += len(b"".join(client.get(place).streaming_content))
    assert weight <= LARGEST
    assert "<script" not in shown
    assert ("Left over" in shown) == (language == "en")
