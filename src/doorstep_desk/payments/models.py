"""What is stored about money received, and about who may send word of it?"""

from django.db import models

from doorstep_desk.plumbing.encryption import EncryptedField


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
        indexes = (
            models.Index(fields=["case", "received_on"], name="payment_case"),
            models.Index(fields=["agency", "transaction_id"], name="payment_number"),
        )


class WaitingPayment(models.Model):
    """Money that could not be matched, as it was sent, with the reason; nothing in it changes.

    ``source_key`` is a hash of sender and content, so that the same thing sent twice waits once.
    An ``overpayment`` names the account whose books hold the surplus.
    """

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    lender = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    source_key = models.CharField(max_length=64)
    code = models.CharField(max_length=24)
    reference = models.TextField()
    transaction_id = models.TextField()
    received_on = models.DateField()
    amount_fen = models.DecimalField(max_digits=31, decimal_places=0)
    currency = models.CharField(max_length=3)
    reverses = models.TextField(default="")
    payer = EncryptedField(default="")
    paid_through = models.TextField(default="")
    account = models.ForeignKey("cases.Account", models.PROTECT, null=True, related_name="+")
    origin = models.CharField(max_length=12)
    came_at = models.DateTimeField()

    class Meta:
        """The same content of a sender waits once."""

        constraints = (
            models.UniqueConstraint(fields=["agency", "source_key"], name="payment_waits_once"),
        )
        indexes = (
            models.Index(fields=["agency", "-came_at", "-id"], name="waiting_payment_newest"),
            models.Index(fields=["agency", "lender", "reverses"], name="waiting_reversal"),
        )


class WaitingDecision(models.Model):
    """What a person decided about money that waited, once and for good."""

    waiting = models.OneToOneField(WaitingPayment, models.PROTECT, related_name="decision")
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    decision = models.CharField(max_length=12)
    account = models.ForeignKey("cases.Account", models.PROTECT, null=True, related_name="+")
    because = models.TextField()
    decided_by = models.TextField()
    decided_at = models.DateTimeField()

    class Meta:
        """Money goes to an account, back, or is a double; nothing else becomes of it."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(decision__in=["returned", "duplicate"], account=None)
                | models.Q(decision__in=["assigned", "matched"], account__isnull=False),
                name="waiting_decision_known",
            ),
        )


class SenderKey(models.Model):
    """A secret with which a lender signs what its system sends; shown once, kept sealed."""

    id = models.CharField(primary_key=True, max_length=24)
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    lender = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    secret = EncryptedField()
    made_at = models.DateTimeField()
    made_by = models.TextField()
    ends_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.TextField(default="")


class Delivery(models.Model):
    """One signed message of a lender's system, with what was answered; a number counts once."""

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    lender = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    key = models.ForeignKey(SenderKey, models.PROTECT, related_name="+")
    number = models.CharField(max_length=64)
    body_hash = models.CharField(max_length=64)
    body = EncryptedField()
    answer = models.JSONField()
    came_at = models.DateTimeField()

    class Meta:
        """A lender uses each number once."""

        constraints = (
            models.UniqueConstraint(fields=["agency", "lender", "number"], name="delivery_once"),
        )


class PayWay(models.Model):
    """One of a lender's own ways to pay, proposed by one person and approved by another.

    What was proposed never changes; approval and withdrawal are added to it.
    """

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    lender = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)
    holder = models.TextField()
    place = models.TextField()
    proposed_by = models.TextField()
    proposed_at = models.DateTimeField()
    approved_by = models.TextField(default="")
    approved_at = models.DateTimeField(null=True)
    withdrawn_by = models.TextField(default="")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        """A closed list of ways, and nobody approves what they proposed."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(kind__in=["link", "app", "transfer"]), name="pay_way_kind"
            ),
            models.CheckConstraint(
                condition=models.Q(approved_at=None)
                | (~models.Q(approved_by="") & ~models.Q(approved_by=models.F("proposed_by"))),
                name="pay_way_approved_by_another",
            ),
        )
