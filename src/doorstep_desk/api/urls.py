"""At which address does each message of a lender's system arrive?"""

from django.urls import path

from doorstep_desk.api.views import payments

app_name = "api"
urlpatterns = [
    path("1/payments", payments.payments, name="payments"),
]
