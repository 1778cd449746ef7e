"""What is stored about announcements."""

from django.db import models


class Notice(models.Model):
    """A visit announced to a borrower, with a way to decline."""

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    point = models.ForeignKey("cases.ContactPoint", models.PROTECT, null=True, related_name="+")
    attempt = models.ForeignKey("attempts.Attempt", models.PROTECT, null=True, related_name="+")
    permit = models.ForeignKey("permits.Permit", models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=16, default="visit_notice")
    channel = models.CharField(max_length=14, default="sms")
    gateway = models.CharField(max_length=16)
    body = models.TextField()
    offers_decline = models.BooleanField()
    queued_at = models.DateTimeField()
    sends_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    visits_from_on = models.DateField()
    visits_until_on = models.DateField()
    declined_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_because = models.TextField(default="")

    class Meta:
        """Read by case, newest first; what was cancelled never left."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(sent_at=None) | models.Q(cancelled_at=None),
                name="notice_sent_or_cancelled",
            ),
        )
        indexes = (models.Index(fields=["case", "-queued_at"], name="notice_case"),)
