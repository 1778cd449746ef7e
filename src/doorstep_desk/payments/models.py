"""What is stored about money received."""

from django.db import models


class Payment(models.Model):
    """One movement of money on an account; a reversal is a row of its own with a negative sum."""

    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    account = models.ForeignKey("cases.Account", models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    transaction_id = models.TextField()
    received_on = models.DateField()
    amount_fen = models.BigIntegerField()
    currency = models.CharField(max_length=3, default="CNY")
    payer = models.TextField(default="")
    paid_through = models.TextField(default="")
    reverses = models.ForeignKey("self", models.PROTECT, null=True, related_name="reversals")
    recorded_at = models.DateTimeField()
    origin = models.CharField(max_length=12)

    class Meta:
        """One row per transaction of an account; a payment is reversed once; nothing is zero."""

        constraints = (
            models.UniqueConstraint(
                fields=["account", "transaction_id"], name="one_row_per_transaction"
            ),
            models.UniqueConstraint(fields=["reverses"], name="reversed_once"),
            models.CheckConstraint(condition=~models.Q(amount_fen=0), name="payment_is_not_zero"),
        )
        indexes = (models.Index(fields=["case", "received_on"], name="payment_case"),)
