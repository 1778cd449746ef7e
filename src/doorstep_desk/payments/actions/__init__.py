"""What can change about money received?"""

from doorstep_desk.payments.actions.record import NewPayment, record_payment, record_payments
from doorstep_desk.payments.actions.settle import assign_payment, close_payment
from doorstep_desk.payments.actions.take import Answer, take_payments

__all__ = [
    "Answer",
    "NewPayment",
    "assign_payment",
    "close_payment",
    "record_payment",
    "record_payments",
    "take_payments",
]
