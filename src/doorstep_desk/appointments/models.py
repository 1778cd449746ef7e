"""What is stored about visits that borrowers booked."""

from django.db import models


class Appointment(models.Model):
    """A borrower wants to be visited within some hours; ended, never deleted.

    ``form`` is ``page`` or ``link``, or how staff heard it. ``ended_because`` is a word of
    ``appointed.ENDINGS``, or why contact was stopped. ``receipt_wanted_at`` says from when on the
    sender confirms it to the borrower; None where that was done, or needs not be.
    """

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    borrower = models.ForeignKey("cases.Borrower", models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    form = models.CharField(max_length=10)
    booked_at = models.DateTimeField()
    noted_by = models.TextField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.TextField(default="")
    ended_because = models.TextField(default="")
    receipt_wanted_at = models.DateTimeField(null=True)

    class Meta:
        """At most one stands, and it has a length; read by agency and day."""

        constraints = (
            models.UniqueConstraint(
                fields=["borrower"],
                condition=models.Q(ended_at=None),
                name="one_appointment_stands",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="appointment_has_a_length",
            ),
        )
        indexes = (
            models.Index(
                fields=["agency", "starts_at"],
                name="appointment_stands",
                condition=models.Q(ended_at=None),
            ),
            models.Index(fields=["case", "-booked_at"], name="appointment_case"),
            models.Index(
                fields=["receipt_wanted_at"],
                name="appointment_receipt",
                condition=models.Q(ended_at=None, receipt_wanted_at__isnull=False),
            ),
        )
