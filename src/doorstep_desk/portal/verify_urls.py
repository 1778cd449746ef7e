"""At which short addresses can anybody check a paper? They are printed on it."""

from django.urls import path

from doorstep_desk.portal.views import papers

app_name = "verify"
urlpatterns = [
    path("", papers.ask, name="ask"),
    path("<str:code>", papers.paper, name="paper"),
    path("<str:code>/file", papers.compare, name="compare"),
]
