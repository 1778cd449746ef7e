"""What is stored about leave to contact."""

from django.db import models


class Permit(models.Model):
    """Signed, single-use leave for one contact in one window."""

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    point = models.ForeignKey("cases.ContactPoint", models.PROTECT, null=True, related_name="+")
    channel = models.CharField(max_length=14)
    purpose = models.CharField(max_length=20)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    person_key = models.BinaryField(max_length=32)
    creditor = models.ForeignKey(
        "organisations.Organisation", models.PROTECT, null=True, related_name="+"
    )
    agents = models.JSONField(default=list)
    obligations = models.JSONField(default=list)
    rulebook = models.CharField(max_length=64)
    body = models.BinaryField()
    signature = models.BinaryField()
    issued_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_because = models.TextField(default="")

    class Meta:
        """A window is not empty; a permit is used or cancelled, never both."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="window_is_not_empty"
            ),
            models.CheckConstraint(
                condition=models.Q(used_at=None) | models.Q(cancelled_at=None),
                name="used_or_cancelled",
            ),
        )
        indexes = (
            models.Index(fields=["case", "starts_at"], name="permit_case"),
            models.Index(
                fields=["person_key"],
                name="permit_outstanding",
                condition=models.Q(used_at=None, cancelled_at=None),
            ),
        )


class StopMark(models.Model):
    """That leave to contact a person was taken back, by whom it concerned and why.

    Whoever judged the person by what was known before it may give no leave any more.
    """

    id = models.UUIDField(primary_key=True)
    person_key = models.BinaryField(max_length=32)
    cause = models.CharField(max_length=24)
    at = models.DateTimeField()

    class Meta:
        """Read by person, newest first."""

        indexes = (models.Index(fields=["person_key", "-at"], name="stop_mark_person"),)
