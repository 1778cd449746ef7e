"""At which address does each page of the portal stand?"""

from django.urls import path

from doorstep_desk.portal.views import education, visitor

app_name = "portal"
urlpatterns = [
    path("know", education.index, name="education"),
    path("know/<slug:slug>", education.article, name="article"),
    path("visitor", visitor.visitor, name="visitor"),
    path("visitor/report", visitor.report, name="report_visitor"),
]
