"""What is stored about a visit or call that was made."""

from django.db import models


class ContactRecord(models.Model):
    """What happened at the door or on the phone; written once under the id the recorder chose."""

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    channel = models.CharField(max_length=14)
    stop = models.ForeignKey("dayplans.Stop", models.PROTECT, null=True, related_name="+")
    attempt = models.OneToOneField("attempts.Attempt", models.PROTECT, related_name="+")
    promise = models.ForeignKey(
        "arrangements.Promise", models.PROTECT, null=True, related_name="+"
    )
    met = models.CharField(max_length=16)
    reason = models.CharField(max_length=24, default="")
    recorded_by = models.TextField()
    recorded_at = models.DateTimeField()
    body_hash = models.CharField(max_length=64)

    class Meta:
        """A stop is recorded once."""

        constraints = (models.UniqueConstraint(fields=["stop"], name="one_record_per_stop"),)
