"""At which address does each page of the phone stand?"""

from django.urls import path, re_path

from doorstep_desk.field.views import app, blobs, day, phone

app_name = "field"
urlpatterns = [
    re_path("^api/1/blobs/(?P<sha256>[0-9a-f]{64})$", blobs.blob, name="blob"),
    path("api/1/manifest/<uuid:visit_id>", blobs.manifest, name="manifest"),
    path("api/1/devices", phone.devices, name="devices"),
    path("api/1/pack", phone.pack, name="pack"),
    path("api/1/sync", phone.sync, name="sync"),
    path("", day.day, name="day"),
    path("app/", app.shell, name="app"),
    path("app/map-worker.js", app.script, {"name": "map-worker.js"}, name="app_map_worker"),
    path("app/sw.js", app.script, {"name": "sw.js"}, name="app_worker"),
    path("number", day.number, name="number"),
    path("trail", day.trail, name="trail"),
    path("stops/<uuid:stop_id>", day.stop, name="stop"),
    path("stops/<uuid:stop_id>/record", day.record, name="record"),
    path("stops/<uuid:stop_id>/recorded", day.recorded, name="recorded"),
]
