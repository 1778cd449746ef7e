"""At which address does each page of the phone stand?"""

from django.urls import path

from doorstep_desk.field.views import app, day

app_name = "field"
urlpatterns = [
    path("", day.day, name="day"),
    path("app/", app.shell, name="app"),
    path("app/map-worker.js", app.script, {"name": "map-worker.js"}, name="app_map_worker"),
    path("app/sw.js", app.script, {"name": "sw.js"}, name="app_worker"),
    path("number", day.number, name="number"),
    path("stops/<uuid:stop_id>", day.stop, name="stop"),
    path("stops/<uuid:stop_id>/record", day.record, name="record"),
    path("stops/<uuid:stop_id>/recorded", day.recorded, name="recorded"),
]
