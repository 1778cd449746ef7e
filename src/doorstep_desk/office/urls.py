"""At which address does each page of the office stand?"""

from django.urls import path

from doorstep_desk.office.views import access, case, case_acts, cases, today

app_name = "office"
urlpatterns = [
    path("", today.today, name="today"),
    path("print", today.print_day, name="print_day"),
    path("cases", cases.cases, name="cases"),
    path("cases.csv", cases.export_cases, name="export_cases"),
    path("cases/<int:case_id>", case.case, name="case"),
    path("cases/<int:case_id>/record", case_acts.record_contact, name="record_contact"),
    path("cases/<int:case_id>/pause", case_acts.pause, name="pause"),
    path("cases/<int:case_id>/resume", case_acts.resume, name="resume"),
    path("cases/<int:case_id>/correct", case_acts.correct, name="correct"),
    path("sign-in", access.sign_in, name="sign_in"),
    path("sign-out", access.sign_out, name="sign_out"),
    path("password", access.change_password, name="change_password"),
]
