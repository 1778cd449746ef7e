"""At which address does each page of the office stand?"""

from django.urls import path

from doorstep_desk.office.views import (
    access,
    case,
    case_acts,
    cases,
    followups,
    imports,
    practice,
    studio,
    today,
    verification,
)
from doorstep_desk.office.views.lawbook import calendar, changes, may_i, policy, register
from doorstep_desk.office.views.oversight import visitors

app_name = "office"
urlpatterns = [
    path("", today.today, name="today"),
    path("print", today.print_day, name="print_day"),
    path("day/run", today.run_day, name="run_day"),
    path("day/progress", today.day_progress, name="day_progress"),
    path("replan", today.replan, name="replan"),
    path("cases", cases.cases, name="cases"),
    path("cases.csv", cases.export_cases, name="export_cases"),
    path("cases/<int:case_id>", case.case, name="case"),
    path("cases/<int:case_id>/record", case_acts.record_contact, name="record_contact"),
    path("cases/<int:case_id>/pause", case_acts.pause, name="pause"),
    path("cases/<int:case_id>/resume", case_acts.resume, name="resume"),
    path("cases/<int:case_id>/correct", case_acts.correct, name="correct"),
    path("cases/<int:case_id>/points/<int:point_id>", case_acts.reveal, name="reveal_point"),
    path("follow-ups", followups.followups, name="followups"),
    path("follow-ups/<uuid:followup_id>/done", followups.finish, name="finish_followup"),
    path("imports", imports.imports, name="imports"),
    path("imports/<int:file_id>", imports.import_report, name="import_report"),
    path("imports/<int:file_id>/rows.csv", imports.import_rows, name="import_rows"),
    path("imports/<int:file_id>/rows.xlsx", imports.import_rows_xlsx, name="import_rows_xlsx"),
    path("imports/<int:file_id>/columns", studio.settle, name="settle_columns"),
    path("imports/<int:file_id>/profile", studio.save, name="save_profile"),
    path("imports/<int:file_id>/publish", studio.publish, name="publish_import"),
    path("imports/<int:file_id>/cancel", studio.cancel, name="cancel_import"),
    path("imports/<int:file_id>/undo", studio.undo, name="undo_import"),
    path("imports/rows/<int:row_id>", studio.mend, name="mend_row"),
    path("imports/<int:file_id>/report.json", imports.import_json, name="import_json"),
    path("practice", practice.practice, name="practice"),
    path("practice/<int:about_id>", practice.declare_answers, name="declare"),
    path("may-i", may_i.may_i, name="may_i"),
    path("law", register.register, name="law"),
    path("law/calendar", calendar.calendar, name="calendar"),
    path("law/calendar/propose", calendar.propose, name="propose_day"),
    path("law/calendar/<uuid:day_id>/approve", calendar.approve, name="approve_day"),
    path("law/calendar/<uuid:day_id>/withdraw", calendar.withdraw, name="withdraw_day"),
    path("law/changes", changes.changes, name="changes"),
    path("law/policy", policy.policy, name="policy"),
    path("law/policy/propose", policy.propose, name="propose_policy"),
    path("law/policy/<uuid:policy_id>/approve", policy.approve, name="approve_policy"),
    path("law/policy/<uuid:policy_id>/withdraw", policy.withdraw, name="withdraw_policy"),
    path("law/<str:rule_id>", register.rule, name="rule"),
    path("visitors", visitors.visitors, name="visitors"),
    path("visitors/<uuid:check_id>/settle", visitors.settle, name="settle_visitor"),
    path("verification", verification.verification, name="verification"),
    path("cases/<int:case_id>/points/<int:point_id>/proof", verification.prove, name="prove"),
    path(
        "cases/<int:case_id>/points/<int:point_id>/place", verification.place, name="choose_place"
    ),
    path("sign-in", access.sign_in, name="sign_in"),
    path("sign-out", access.sign_out, name="sign_out"),
    path("password", access.change_password, name="change_password"),
]
