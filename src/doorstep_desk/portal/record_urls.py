"""At which short addresses does a borrower open the copy of a visit's record?"""

from django.urls import path

from doorstep_desk.portal.views import records

app_name = "record"
urlpatterns = [
    path("<str:code>", records.record, name="record"),
    path("<str:code>/open", records.hold, name="hold"),
    path("<str:code>/paper", records.paper, name="paper"),
]
