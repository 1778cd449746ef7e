"""Does the worked example of the manual work against a desk that is really served?"""

import json
import re
import time
import urllib.error
import urllib.request
from datetime import datetime
from pathlib import Path

import pytest
from tests.app.commands.program import run, small_demo
from tests.journeys.browser import NOW, TODAY, served

MANUAL = Path(__file__).resolve().parents[2] / "docs" / "api" / "payments.md"
MAKE_KEY = """
from datetime import datetime
from pathlib import Path
from doorstep_desk.commands.session import store
from doorstep_desk.organisations.queries import lenders_of, organisations
from doorstep_desk.cases.models import Account
from doorstep_desk.payments.actions.keys import make_sender_key
from doorstep_desk.staff.models import Staff
from doorstep_desk.commands.demo_store import day_runner
import json
with store(Path({place!r})):
    agency = organisations("agency")[0].id
    account = Account.objects.filter(agency_id=agency, owed_fen__gt=100_000).first()
    made = make_sender_key(
        actor=day_runner(agency), lender_id=account.creditor_id,
        at=datetime.fromisoformat({now!r}),
    )
    print(json.dumps([made.key_id, made.secret, account.key]))
"""


def example(monkeypatch):
    """Return the function that the manual shows, run as it stands there."""
    (code,) = re.findall(r"```python\n(.*?)```", MANUAL.read_text(), re.DOTALL)
    names: dict = {}
    exec(compile(code, str(MANUAL), "exec"), names)
    monkeypatch.setattr(time, "time", lambda: datetime.fromisoformat(NOW).timestamp())
    return names["signed"]


def post(url: str, body: bytes, headers: dict[str, str]) -> tuple[int, dict]:
    request = urllib.request.Request(url, body, headers)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    """Return a small store with a key for one of its lenders."""
    place = tmp_path_factory.mktemp("api") / "store"
    small_demo(place, TODAY.isoformat(), 60)
    said = run(["-c", MAKE_KEY.format(place=str(place), now=NOW)], {})
    assert said.status == 0, said.err
    return place, *json.loads(said.out)


def test_the_example_of_the_manual_is_taken_by_a_served_desk(shop, monkeypatch):
    place, key, secret, account = shop
    signed = example(monkeypatch)
    payments = [
        {"account": account, "id": "T-1001", "received_on": str(TODAY), "amount_fen": 30000},
        {"account": account, "id": "T-1002", "received_on": str(TODAY), "amount_fen": -30000,
         "reverses": "T-1001"},
        {"account": "?", "id": "X-7", "received_on": str(TODAY), "amount_fen": 1},
    ]  # fmt: skip
    with served(place) as address:
        url = f"{address}/api/1/payments"
        status, answer = post(url, *signed(key, secret, "2026-11-26-0001", payments))
        assert status == 200, answer
        assert [r["status"] for r in answer["results"]] == ["taken", "taken", "waiting"]
        status, again = post(url, *signed(key, secret, "2026-11-26-0001", payments))
        assert (status, again) == (200, answer | {"repeated": True})
        status, refused = post(url, *signed(key, "guessed", "2026-11-26-0002", payments))
        assert (status, refused["code"]) == (401, "signature-wrong")
        body, headers = signed(key, secret, "2026-11-26-0003", payments)
        status, refused = post(url, body + b" " * 1024 * 1024, headers)
        assert (status, refused["code"]) == (413, "too-large")
