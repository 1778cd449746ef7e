"""Can a name or a phone number slip into the log?"""

import json
import logging
import sys

import pytest

from doorstep_desk.config.logs import ALLOWED, AllowListFormatter, keep_allowed

SECRET = "13900000001"


@pytest.mark.parametrize("field", ["phone", "name", "detail", "path", "exception", "user"])
def test_a_field_that_is_not_on_the_list_is_dropped_and_counted(field):
    kept = keep_allowed(None, "info", {"event": "answered", field: SECRET})
    assert kept == {"event": "answered", "count_dropped": 1}


def test_fields_on_the_list_are_kept():
    event = {"event": "answered", "route": "office:board", "status": 200, "staff_id": 7}
    assert keep_allowed(None, "info", dict(event)) == event


@pytest.mark.parametrize("word", ["phone", "name", "address", "identity_number", "note", "path"])
def test_the_list_holds_no_word_for_personal_data(word):
    assert word not in ALLOWED


def test_a_librarys_record_keeps_its_template_but_no_value():
    record = logging.LogRecord("lib", logging.ERROR, "f.py", 1, "bad %s", (SECRET,), None)
    line = json.loads(AllowListFormatter().format(record))
    assert line == {"level": "error", "logger": "lib", "event": "bad %s"}


def test_of_an_exception_only_type_and_places_are_kept():
    try:
        raise ValueError(f"duplicate key {SECRET}")
    except ValueError:
        record = logging.LogRecord("lib", logging.ERROR, "f.py", 1, "x", (), sys.exc_info())
    text = AllowListFormatter().format(record)
    assert json.loads(text)["exception"] == "ValueError"
    assert "test_logs.py" in text
    assert SECRET not in text
