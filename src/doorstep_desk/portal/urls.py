"""At which address does each page of the portal stand?"""

from django.urls import path

from doorstep_desk.portal.views import visitor

app_name = "portal"
urlpatterns = [
    path("visitor", visitor.visitor, name="visitor"),
    path("visitor/report", visitor.report, name="report_visitor"),
]
