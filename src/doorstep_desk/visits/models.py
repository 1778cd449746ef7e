"""What is stored about a visit or call that was made, and about who asked who the visitors are."""

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


class VisitorCheck(models.Model):
    """Somebody asked whether the people at their door are really sent.

    It names nobody: not who asked, not where, and no case. A check whose number fitted nobody, or
    whose people did not match, is an alert until a person has settled it.
    """

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey(
        "organisations.Organisation", models.PROTECT, null=True, related_name="+"
    )
    pair = models.ForeignKey("staff.Pair", models.PROTECT, null=True, related_name="+")
    asker = models.BinaryField(max_length=32)
    at = models.DateTimeField()
    answer = models.CharField(max_length=12)
    note = models.TextField(default="")
    settled_as = models.CharField(max_length=12, default="")
    settled_by = models.TextField(default="")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        """What was genuine needs nobody; what was settled says by whom and when."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(settled_at=None, settled_as="", settled_by="")
                | (models.Q(settled_at__isnull=False) & ~models.Q(settled_as="")),
                name="settled_by_somebody",
            ),
        )
        indexes = (
            models.Index(fields=["asker", "-at"], name="visitor_check_asker"),
            models.Index(
                fields=["-at"],
                name="visitor_check_alert",
                condition=~models.Q(answer="genuine"),
            ),
        )
