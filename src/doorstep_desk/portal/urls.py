"""At which address does each page of the portal stand?"""

from django.urls import path

from doorstep_desk.portal.views import (
    door,
    education,
    language,
    opinion,
    own,
    personal,
    records,
    visitor,
)

app_name = "portal"
urlpatterns = [
    path("", door.home, name="home"),
    path("code", door.code, name="code"),
    path("person", door.person, name="person"),
    path("not-me", door.not_me, name="not_me"),
    path("leave", door.leave, name="leave"),
    path("account", own.account, name="account"),
    path("pay", own.pay, name="pay"),
    path("say/<slug:kind>", own.tell, name="say"),
    path("wishes", own.wishes, name="wishes"),
    path("language", language.spoken_language, name="spoken_language"),
    path("copy", own.copy, name="copy"),
    path("visits/<uuid:copy_id>", records.own_record, name="visit_record"),
    path("visits/<uuid:copy_id>/paper", records.own_paper, name="visit_paper"),
    path("opinion", opinion.opinion, name="opinion"),
    path("no-more/<str:token>", own.no_more, name="no_more"),
    path("know", education.index, name="education"),
    path("know/planner", education.planner, name="planner"),
    path("know/<slug:slug>", education.article, name="article"),
    path("mine/<str:token>", personal.home, name="personal"),
    path("mine/<str:token>/open", personal.hold, name="hold_personal"),
    path("mine/<str:token>/sheet", personal.sheet, name="personal_sheet"),
    path("mine/<str:token>/wish", personal.wish, name="personal_wish"),
    path("mine/<str:token>/contest", personal.contest, name="personal_contest"),
    path("mine/<str:token>/cancel", personal.cancel, name="personal_cancel"),
    path("mine/<str:token>/opinion", personal.opinion, name="personal_opinion"),
    path("mine/<str:token>/remind", personal.remind, name="personal_remind"),
    path("visitor", visitor.visitor, name="visitor"),
    path("visitor/report", visitor.report, name="report_visitor"),
]
