"""Does every address of the desk cost the same for 10 and for 1,000 rows, of whatever it lists?

Each address that ``staff/routes.py`` names is here, so a new page that nobody counted fails. The
web role reads: the scope of a request sets it inside the test's own connection.
"""

from collections.abc import Callable

import pytest
from django.db import connection, transaction
from django.test import Client, RequestFactory
from django.test.client import ClientHandler
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.app.doors import signed_in, stranger
from tests.app.office.pages.field_rows import BYTES, PHONE
from tests.app.office.pages.world import World, build
from tests.app.portfolio import NOON

from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.tables.statistics import count_tables_anew
from doorstep_desk.staff.roles import PERMISSIONS
from doorstep_desk.staff.routes import ROUTES

pytestmark = pytest.mark.django_db

Address = Callable[[World], str]


def at(name: str, *fields: str, query: str = "") -> Address:
    """Return how an address is made from fields of the world."""
    return lambda world: reverse(name, args=[getattr(world, each) for each in fields]) + query


PAGES: dict[str, list[Address]] = {
    "field:app": [at("field:app")],
    "field:app_map_worker": [at("field:app_map_worker")],
    "field:app_worker": [at("field:app_worker")],
    "field:day": [at("field:day")],
    "field:blob": [lambda _world: f"/field/api/1/blobs/{BYTES}"],
    "field:manifest": [at("field:manifest", "stop_id")],
    "field:number": [at("field:number")],
    "field:pack": [at("field:pack", query=f"?device={PHONE}")],
    "field:record": [at("field:record", "stop_id")],
    "field:recorded": [at("field:recorded", "recorded_id")],
    "field:stop": [at("field:stop", "stop_id")],
    "field:trail": [at("field:trail")],
    "livez": [at("livez")],
    "office:appointment": [at("office:appointment", "case_id")],
    "office:approvals": [at("office:approvals")],
    "office:arrange": [at("office:arrange", "case_id")],
    "office:authority": [at("office:authority")],
    "office:calendar": [
        at("office:calendar"),
        at("office:calendar", query="?year=2031"),
    ],
    "office:case": [
        at("office:case", "case_id"),
        lambda world: f"/cases/{world.case_id}?correct={world.record_id}",
    ],
    "office:cases": [
        at("office:cases"),
        at("office:cases", query="?sort=-days&bucket=M2"),
        at("office:cases", query="?reason=no_time_left"),
        at("office:cases", query="?reason=no_stop"),
        at("office:cases", query="?q=L"),
    ],
    "office:change_password": [at("office:change_password")],
    "office:changes": [
        at("office:changes"),
        at("office:changes", query="?place=all"),
        at("office:changes", query="?on=2025-02-28&day=1"),
    ],
    "office:day_progress": [at("office:day_progress")],
    "office:export_cases": [at("office:export_cases")],
    "office:followups": [at("office:followups")],
    "office:import_json": [at("office:import_json", "file_id")],
    "office:import_report": [
        at("office:import_report", "file_id"),
        at("office:import_report", "file_id", query="?severity=repair&sort=rule"),
        at("office:import_report", "held_id"),
    ],
    "office:import_rows": [at("office:import_rows", "file_id")],
    "office:import_rows_xlsx": [at("office:import_rows_xlsx", "file_id")],
    "office:mend_row": [at("office:mend_row", "row_id")],
    "office:imports": [at("office:imports")],
    "office:practice": [at("office:practice")],
    "office:personal_link": [at("office:personal_link", "case_id")],
    "portal:personal": [lambda world: f"/portal/mine/{world.token}"],
    "portal:personal_sheet": [lambda world: f"/portal/mine/{world.token}/sheet"],
    "office:law": [at("office:law"), at("office:law", query="?q=visit&place=house")],
    "office:devices": [at("office:devices")],
    "office:reviews": [at("office:reviews")],
    "office:risks": [at("office:risks")],
    "office:may_i": [
        at("office:may_i"),
        at("office:may_i", query="?q=L"),
        lambda world: f"/may-i?case={world.case_id}",
    ],
    "office:papers": [at("office:papers", "case_id")],
    "office:odds": [at("office:odds"), at("office:odds", query="?head=contact")],
    "office:compare_models": [at("office:compare_models", "first_model", "second_model")],
    "office:surroundings": [at("office:surroundings")],
    "office:pay_ways": [at("office:pay_ways")],
    "office:payment": [at("office:payment", "waiting_id")],
    "office:payments": [
        at("office:payments"),
        at("office:payments", query="?code=account-unknown"),
        at("office:payments", query="?state=decided"),
        at("office:payments", query="?state=aside"),
    ],
    "office:policy": [
        at("office:policy"),
        at("office:policy", query="?number=HP-VISIT-CAP.per_month"),
    ],
    "office:promises": [
        at("office:promises"),
        at("office:promises", query="?view=week&state=open"),
        at("office:promises", query="?view=list&product=card"),
    ],
    "office:survival": [
        at("office:survival"),
        at("office:survival", query="?kind=instalments&on=2026-11-01"),
    ],
    "office:print_day": [lambda world: f"/print?pair={world.letter}"],
    "office:rule": [lambda world: "/law/HP-VISIT-CAP", lambda world: "/law/CN-TIME-01"],
    "office:sign_in": [at("office:sign_in", query="?next=/cases")],
    "office:show_ways": [at("office:show_ways", "case_id")],
    "office:limits": [at("office:limits", "case_id")],
    "office:statement": [at("office:statement", "case_id")],
    "office:complaints": [at("office:complaints")],
    "office:said": [
        at("office:said"),
        at("office:said", query="?state=answered&owner=lead"),
        at("office:said", query="?state=late&kind=cannot_pay"),
    ],
    "office:conduct": [at("office:conduct"), at("office:conduct", query="?days=90")],
    "office:conduct_json": [at("office:conduct_json")],
    "office:log": [at("office:log")],
    "office:report": [at("office:report"), at("office:report", query="?as_of=2026-11-25&days=90")],
    "office:report_cases": [
        at("office:report_cases", query="?measure=visits&as_of=2026-11-25"),
        at("office:report_cases", query="?measure=recovered&month=2026-11&as_of=2026-11-25"),
        at("office:report_cases", query="?measure=cured"),
        at(
            "office:report_cases",
            query="?measure=rolled&stage=1&was_on=2026-10-31&is_on=2026-11-25",
        ),
    ],
    "office:report_csv": [at("office:report_csv")],
    "office:report_xlsx": [at("office:report_xlsx")],
    "office:visitors": [at("office:visitors")],
    "portal:article": [lambda world: "/portal/know/rights"],
    "portal:education": [at("portal:education")],
    "portal:visitor": [at("portal:visitor")],
    "portal:visit_record": [at("portal:visit_record", "stop_id")],
    "record:record": [lambda _world: "/r/0000-0000-0000-0000"],
    "verify:ask": [at("verify:ask")],
    "verify:paper": [lambda world: "/verify/0000-0000-0000-0000"],
    "portal:appointment": [at("portal:appointment")],
    "portal:personal_appointment": [at("portal:personal_appointment", "token")],
    "portal:account": [at("portal:account")],
    "portal:copy": [at("portal:copy")],
    "portal:home": [at("portal:home")],
    "portal:no_more": [lambda _world: "/portal/no-more/x"],
    "portal:paper": [at("portal:paper", "stop_id")],
    "portal:papers": [at("portal:papers")],
    "portal:pay": [at("portal:pay")],
    "portal:planner": [at("portal:planner")],
    "portal:person": [at("portal:person")],
    "portal:say": [lambda _world: "/portal/say/stop"],
    "portal:wishes": [at("portal:wishes")],
    "office:templates": [at("office:templates")],
    "office:work": [at("office:work")],
    "office:senders": [at("office:senders")],
    "office:today": [lambda world: f"/?pair={world.letter}"],
    "office:member": [at("office:member", "staff_id")],
    "office:letters": [at("office:letters")],
    "office:letters_pdf": [lambda _world: "/letters/2026-11-25.pdf"],
    "office:letter": [at("office:letter", "case_id")],
    "office:message": [at("office:message", "case_id")],
    "office:training": [at("office:training")],
    "office:team_training": [at("office:team_training")],
    "office:course": [lambda _world: "/training/calm"],
    "office:exam": [lambda _world: "/training/calm/exam"],
    "office:exam_result": [lambda world: f"/training/exams/{world.exam_id}"],
    "office:team": [at("office:team"), at("office:team", query="?choose=yes")],
    "office:verification": [
        at("office:verification"),
        at("office:verification", query="?state=verified&kind=address"),
        at("office:verification", query="?state=ambiguous"),
        lambda world: f"/verification?case={world.case_id}",
    ],
    "readyz": [at("readyz")],
    "set_language": [at("set_language")],
}
"""What is read; of each page also the forms of it that read something else."""

CHANGES_ONLY = {
    "office:answer_said": at("office:answer_said", "stop_id"),
    "field:devices": at("field:devices"),
    "office:decide_review": at("office:decide_review", "stop_id"),
    "office:evidence_photo": at("office:evidence_photo", "stop_id"),
    "office:handle_alert": at("office:handle_alert", "stop_id"),
    "office:note_risk": at("office:note_risk", "case_id"),
    "office:look_at_risk": at("office:look_at_risk", "stop_id"),
    "office:withdraw_risk": at("office:withdraw_risk", "stop_id"),
    "office:reply_review": at("office:reply_review", "stop_id"),
    "office:revoke_device": at("office:revoke_device", "stop_id"),
    "field:sync": at("field:sync"),
    "office:print_letters": at("office:print_letters"),
    "office:post_letters": lambda _world: "/letters/2026-11-26/posted",
    "office:letter_came_back": at("office:letter_came_back", "stop_id"),
    "office:write_letter": at("office:write_letter", "case_id"),
    "office:send_message": at("office:send_message", "case_id"),
    "office:need_certificate": at("office:need_certificate"),
    "office:end_need": at("office:end_need", "stop_id"),
    "office:add_absence": at("office:add_absence", "staff_id"),
    "office:add_certificate": at("office:add_certificate", "staff_id"),
    "office:add_exclusion": at("office:add_exclusion"),
    "office:add_member": at("office:add_member"),
    "office:approve_pairs": at("office:approve_pairs"),
    "office:call_in_sick": at("office:call_in_sick", "staff_id"),
    "office:change_member": at("office:change_member", "staff_id"),
    "office:lift_exclusion": at("office:lift_exclusion", "stop_id"),
    "office:revoke_certificate": at("office:revoke_certificate", "staff_id", "stop_id"),
    "office:withdraw_absence": at("office:withdraw_absence", "staff_id", "stop_id"),
    "office:ask_for_check": at("office:ask_for_check"),
    "office:approve_authority": at("office:approve_authority", "stop_id"),
    "office:propose_authority": at("office:propose_authority"),
    "office:withdraw_authority": at("office:withdraw_authority", "stop_id"),
    "office:approve_pay_way": at("office:approve_pay_way", "stop_id"),
    "office:propose_pay_way": at("office:propose_pay_way"),
    "office:withdraw_pay_way": at("office:withdraw_pay_way", "stop_id"),
    "api:payments": at("api:payments"),
    "office:make_sender_key": at("office:make_sender_key", "case_id"),
    "office:revoke_sender_key": lambda _world: "/senders/keys/dk_0/revoke",
    "office:make_link": at("office:make_link", "case_id"),
    "office:revoke_link": at("office:revoke_link", "case_id"),
    "office:wish_reminder": at("office:wish_reminder", "case_id"),
    **{
        f"portal:{name}": at(f"portal:{name}", "token")
        for name in (
            "hold_personal",
            "personal_cancel",
            "personal_cancel_appointment",
            "personal_contest",
            "personal_opinion",
            "personal_remind",
            "personal_wish",
        )
    },
    "office:promote_model": at("office:promote_model", "case_id"),
    "office:roll_back_model": at("office:roll_back_model", "case_id"),
    "office:check_surroundings": at("office:check_surroundings"),
    "office:import_surroundings": at("office:import_surroundings"),
    "office:withdraw_layer": at("office:withdraw_layer", "case_id"),
    "office:settle_payment": at("office:settle_payment", "stop_id"),
    "office:agree_arrangement": at("office:agree_arrangement", "case_id", "stop_id"),
    "office:approve_day": at("office:approve_day", "stop_id"),
    "office:ask_leave": at("office:ask_leave", "case_id"),
    "office:approve_policy": at("office:approve_policy", "stop_id"),
    "office:contest_arrangement": at("office:contest_arrangement", "case_id", "stop_id"),
    "office:cancel_import": at("office:cancel_import", "file_id"),
    "office:publish_import": at("office:publish_import", "file_id"),
    "office:save_profile": at("office:save_profile", "file_id"),
    "office:settle_columns": at("office:settle_columns", "file_id"),
    "office:undo_import": at("office:undo_import", "file_id"),
    "office:choose_place": at("office:choose_place", "case_id", "case_id"),
    "office:prove": at("office:prove", "case_id", "case_id"),
    "office:correct": at("office:correct", "case_id"),
    "office:decide_arrangement": at("office:decide_arrangement", "stop_id"),
    "office:declare": at("office:declare", "case_id"),
    "office:finish_followup": at("office:finish_followup", "stop_id"),
    "office:issue_letter": at("office:issue_letter", "stop_id"),
    "office:issue_paper": at("office:issue_paper", "case_id"),
    "office:open_paper": at("office:open_paper", "stop_id"),
    "office:sign_paper": at("office:sign_paper", "case_id", "stop_id"),
    "office:pause": at("office:pause", "case_id"),
    "office:book_visit": at("office:book_visit", "case_id"),
    "office:cancel_visit": at("office:cancel_visit", "case_id"),
    "office:wish_times": at("office:wish_times", "case_id"),
    "office:propose_arrangement": at("office:propose_arrangement", "case_id"),
    "office:propose_day": at("office:propose_day"),
    "office:propose_policy": at("office:propose_policy"),
    "office:record_contact": at("office:record_contact", "case_id"),
    "office:replan": at("office:replan"),
    "office:resume": at("office:resume", "case_id"),
    "office:reveal_point": at("office:reveal_point", "case_id", "case_id"),
    "office:run_day": at("office:run_day"),
    "office:settle_visitor": at("office:settle_visitor", "stop_id"),
    "office:sign_out": at("office:sign_out"),
    "portal:report_visitor": at("portal:report_visitor"),
    "portal:visit_paper": at("portal:visit_paper", "stop_id"),
    "record:paper": lambda _world: "/r/0000-0000-0000-0000/paper",
    "record:hold": lambda _world: "/r/0000-0000-0000-0000/open",
    "verify:compare": lambda _world: "/verify/0000-0000-0000-0000/file",
    "portal:code": at("portal:code"),
    "portal:offers": at("portal:offers"),
    "portal:opinion": at("portal:opinion"),
    "portal:paper_code": at("portal:paper_code", "stop_id"),
    "portal:paper_file": at("portal:paper_file", "stop_id"),
    "portal:paper_sign": at("portal:paper_sign", "stop_id"),
    "portal:spoken_language": at("portal:spoken_language"),
    "portal:cancel_appointment": at("portal:cancel_appointment"),
    "portal:wished_times": at("portal:wished_times"),
    "portal:leave": at("portal:leave"),
    "portal:not_me": at("portal:not_me"),
    "office:approve_template": at("office:approve_template", "stop_id"),
    "office:propose_template": at("office:propose_template"),
    "office:settle_message": at("office:settle_message", "stop_id"),
    "office:stop_work": at("office:stop_work", "stop_id"),
    "office:withdraw_template": at("office:withdraw_template", "stop_id"),
    "office:withdraw_arrangement": at("office:withdraw_arrangement", "case_id", "stop_id"),
    "office:withdraw_day": at("office:withdraw_day", "stop_id"),
    "office:withdraw_policy": at("office:withdraw_policy", "stop_id"),
}
"""What is only ever sent; a GET is turned away, as is seen here."""

MOST = {"office:today": 31, "office:cases": 24, "office:case": 45, "field:day": 14}
"""Ceilings, so that no page grows dear unnoticed. What is left is one question to each table:

* fourteen are of every page: the session, its reader, the transaction and scope in and out, the
  agency, the reader's name and pair, what is due, what waits for a second person, the newest
  day, the kind of store;
* the board asks fifteen capabilities, and the case page thirty, one question each; one
  function lists what other agencies did. A join across capabilities would save some and is
  what the floors forbid.
"""


def counted(cast, rows: int) -> dict[str, int]:
    """Return how many queries each address takes in a store of so many rows."""
    world = build(cast, rows)
    count_tables_anew()
    with clock.fixed(NOON):
        by_role = {name: signed_in(name) for name in ("lead", "agent", "compliance", "admin")}
        for name, address in CHANGES_ONLY.items():
            sender = by_role[whose(name)]
            assert sender.get(address(world)).status_code == 405, name
        found: dict[str, int] = {}
        for name, addresses in PAGES.items():
            client = by_role["agent" if name.startswith("field:") else whose(name)]
            for place, address in enumerate(addresses):
                found[f"{name} {place}"] = cost_of(client, address(world))
        found["stranger"] = cost_of(stranger(), "/sign-in")
        return found


def in_a_store_of(rows: int, cast) -> dict[str, int]:
    """Count in a store that is gone afterwards."""
    with transaction.atomic():
        found = counted(cast, rows)
        transaction.set_rollback(True)
    return found


def whose(name: str) -> str:
    """Return the role of somebody who may use an address."""
    word = ROUTES[name]
    return next(
        (role for role in ("lead", "compliance", "admin") if word in PERMISSIONS[role]), "lead"
    )


def cost_of(client: Client, url: str) -> int:
    """Return how many queries one answer takes.

    The request goes to the handler itself: the test client would copy the context of every
    template and part of one, which takes longer than a page with a thousand lines.
    """
    requests = RequestFactory()
    requests.cookies = client.cookies
    with CaptureQueriesContext(connection) as caught:
        answer = ClientHandler()(requests.get(url).environ)
    assert answer.status_code in (200, 302), (url, answer.status_code)
    return len(caught)


def test_every_address_that_is_named_is_counted_here():
    assert PAGES.keys().isdisjoint(CHANGES_ONLY)
    assert PAGES.keys() | CHANGES_ONLY.keys() == ROUTES.keys()


def test_no_page_costs_more_for_more_rows_of_anything(cast):
    few, many = in_a_store_of(10, cast), in_a_store_of(1000, cast)
    if few != many:  # what a process asks once and keeps was asked by the first store alone
        few = in_a_store_of(10, cast)
    assert many == few
    for name, most in MOST.items():
        dear = {key: n for key, n in few.items() if key.startswith(f"{name} ") and n > most}
        assert not dear, (name, dear)
