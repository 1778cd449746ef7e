"""At which address does each page of the phone stand?"""

from django.urls import path

from doorstep_desk.field.views import day, phone

app_name = "field"
urlpatterns = [
    path("api/1/devices", phone.devices, name="devices"),
    path("api/1/pack", phone.pack, name="pack"),
    path("api/1/sync", phone.sync, name="sync"),
    path("", day.day, name="day"),
    path("number", day.number, name="number"),
    path("stops/<uuid:stop_id>", day.stop, name="stop"),
    path("stops/<uuid:stop_id>/record", day.record, name="record"),
    path("stops/<uuid:stop_id>/recorded", day.recorded, name="recorded"),
]
