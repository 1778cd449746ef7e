"""Who may use an address, whose rows does it show, and how is a "no" said?"""

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.test import Client
from tests.app.config.probe_urls import AT

from doorstep_desk.audit.queries import entries_for
from doorstep_desk.config import checks, scope_middleware
from doorstep_desk.config.capabilities import ROOT
from doorstep_desk.staff.actions import set_staff_active
from doorstep_desk.staff.models import Staff
from doorstep_desk.staff.routes import PUBLIC

pytestmark = pytest.mark.django_db

TABLE = {
    "office:board": "desk.open",
    "office:write": "visit.record",
    "office:refuse": "desk.open",
    "office:malformed": "desk.open",
    "office:crash": "desk.open",
    "office:lazy": "desk.open",
    "office:sign_in": PUBLIC,
    "office:change_password": "password.change",
    "office:sign_out": "desk.open",
}

JSON = {"Accept": "application/json"}


@pytest.fixture(autouse=True)
def site(settings, monkeypatch, cast):
    settings.ROOT_URLCONF = "tests.app.config.probe_urls"
    plain = {"DIRS": [ROOT / "config" / "templates"], "APP_DIRS": False}
    settings.TEMPLATES = [settings.TEMPLATES[0] | plain]
    monkeypatch.setattr(scope_middleware, "ROUTES", TABLE)
    monkeypatch.setattr(checks, "ROUTES", TABLE)


def signed_in(username: str, **options) -> Client:
    client = Client(**options)
    client.force_login(Staff.objects.get(username=username))
    return client


def written() -> int:
    return len(entries_for("probe:1"))


def test_the_desk_does_not_start_with_an_address_that_nobody_decided_about():
    with pytest.raises(SystemCheckError) as refused:
        call_command("check")
    assert "'office:forgotten' has no line" in str(refused.value)
    assert "'unnamed' has no line" in str(refused.value)


def test_the_desk_does_not_start_with_a_permission_that_no_role_holds(monkeypatch):
    monkeypatch.setattr(checks, "ROUTES", TABLE | {"office:board": "nobody.holds_this"})
    with pytest.raises(SystemCheckError, match=r"No role holds 'nobody\.holds_this'"):
        call_command("check")


@pytest.mark.parametrize("address", ["/forgotten", "/unnamed"])
def test_an_address_without_a_line_is_closed_even_when_the_check_was_skipped(address):
    assert signed_in("admin").get(address).status_code == 403


def test_a_stranger_is_sent_to_the_sign_in_page_and_back():
    answer = Client().get("/write?x=1")
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in?next=%2Fwrite%3Fx%3D1")


def test_a_program_is_told_to_sign_in():
    answer = Client().get("/write", headers=JSON)
    assert answer.status_code == 401
    assert answer.json()["code"] == "not-signed-in"


@pytest.mark.parametrize(
    ("username", "status"), [("agent", 200), ("lead", 200), ("analyst", 403), ("admin", 403)]
)
def test_only_roles_that_include_it_may_use_an_address(username, status):
    assert signed_in(username).get("/write").status_code == status
    assert written() == (1 if status == 200 else 0)


def test_somebody_shut_out_is_out_at_the_next_request(cast):
    client = signed_in("agent")
    assert client.get("/").status_code == 200
    set_staff_active(actor=cast.admin, staff_id=cast.agent.staff_id, is_active=False, at=AT)
    assert client.get("/").status_code == 302


def test_a_first_password_must_be_changed_before_anything_else():
    Staff.objects.filter(username="agent").update(must_change_password=True)
    client = signed_in("agent")
    assert client.get("/")["Location"] == "/password"
    assert client.get("/password").status_code == 200
    assert client.get("/sign-out").status_code == 200


def test_a_view_runs_under_the_web_role_in_its_readers_organisation(cast):
    assert signed_in("agent").get("/").json() == {
        "user": "doorstep_web",
        "organisation": str(cast.agency_id),
        "name": "agent",
    }
    assert Client().get("/sign-in").json()["organisation"] == ""


@pytest.mark.parametrize(
    ("account", "cookie", "browser", "spoken"),
    [
        ("zh", None, "en", "zh-hans"),  # the account goes before the browser
        ("en", None, "zh-CN", "en"),
        ("zh", "en", "zh-CN", "en"),  # what was chosen in the page goes before both
    ],
)
def test_the_desk_speaks_the_language_of_its_reader(account, cookie, browser, spoken):
    Staff.objects.filter(username="agent").update(language=account)
    client = signed_in("agent")
    if cookie:
        client.cookies["django_language"] = cookie
    answer = client.get("/", headers={"Accept-Language": browser})
    assert answer["Content-Language"] == spoken


def test_a_page_is_rendered_inside_the_same_scope():
    assert signed_in("agent").get("/lazy").content == b"doorstep_web"


def test_a_refusal_undoes_everything_and_says_why():
    client = signed_in("agent")
    answer = client.get("/refuse", headers=JSON)
    assert answer.status_code == 409
    assert answer.json() == {
        "code": "case-paused",
        "detail": "This case is paused.",
        "rule": "HP-STOP",
        "next_allowed_at": "2026-11-25T01:00:00Z",
    }
    page = client.get("/refuse")
    assert page.status_code == 409
    assert "This case is paused." in page.content.decode()
    assert written() == 0


@pytest.mark.parametrize(("code", "status"), [("not-found", 404), ("not-permitted", 403)])
def test_a_narrower_refusal_has_its_own_status(code, status):
    assert signed_in("agent").get(f"/refuse?code={code}").status_code == status


def test_a_request_that_cannot_be_read_is_told_all_its_problems():
    client = signed_in("agent")
    answer = client.get("/malformed", headers=JSON)
    assert (answer.status_code, answer.json()["code"]) == (400, "malformed")
    assert answer.json()["problems"] == ["the day is missing", "the sum is negative"]
    assert "the sum is negative" in client.get("/malformed").content.decode()
    assert written() == 0


def test_an_error_of_ours_undoes_everything_and_quotes_nothing():
    answer = signed_in("agent", raise_request_exception=False).get("/crash")
    assert answer.status_code == 500
    assert "13900000001" not in answer.content.decode()
    assert written() == 0


def test_what_is_not_there_is_answered_plainly():
    assert Client().get("/nothing").status_code == 404
    assert Client().get("/nothing", headers=JSON).json()["code"] == "not-found"


def test_a_form_without_its_token_changes_nothing():
    client = signed_in("agent", enforce_csrf_checks=True)
    assert client.post("/write").status_code == 403
    assert written() == 0


def test_every_answer_carries_the_strict_policy():
    policy = Client().get("/sign-in")["Content-Security-Policy"]
    rules = {rule.split()[0]: rule.split()[1:] for rule in policy.split("; ")}
    assert rules["default-src"] == rules["script-src"] == rules["style-src"] == ["'self'"]
    assert rules["worker-src"] == ["'self'"]
    assert rules["img-src"] == ["'self'", "data:"]
    assert rules["frame-ancestors"] == rules["object-src"] == ["'none'"]
    assert "unsafe" not in policy
