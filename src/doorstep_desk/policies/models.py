"""What is stored about stricter house numbers."""

from django.db import models
from django.db.models import F, Q


class Policy(models.Model):
    """A number of the house made stricter: proposed by one person, approved by another.

    What was proposed never changes; approval and withdrawal are added to it.
    """

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    parameter_key = models.CharField(max_length=60)
    value = models.IntegerField()
    effective_from = models.DateField()
    reason = models.TextField()
    proposed_by = models.TextField()
    proposed_at = models.DateTimeField()
    payload_hash = models.CharField(max_length=64)
    approved_by = models.TextField(default="")
    approved_at = models.DateTimeField(null=True)
    approved_hash = models.CharField(max_length=64, default="")
    withdrawal_asked_by = models.TextField(default="")
    withdrawal_asked_at = models.DateTimeField(null=True)
    withdrawal_because = models.TextField(default="")
    withdrawn_by = models.TextField(default="")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        """Two people approve, two people withdraw, and only what was proposed takes effect."""

        constraints = (
            models.CheckConstraint(
                condition=Q(approved_at=None)
                | (~Q(approved_by="") & ~Q(approved_by=F("proposed_by"))),
                name="policy_approved_by_another",
            ),
            models.CheckConstraint(
                condition=Q(approved_at=None) | Q(approved_hash=F("payload_hash")),
                name="policy_approved_as_proposed",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None)
                | Q(approved_at=None)
                | ~Q(withdrawn_by=F("withdrawal_asked_by")),
                name="policy_withdrawn_by_another",
            ),
        )
        indexes = (
            models.Index(fields=["agency", "parameter_key", "-proposed_at"], name="policy_key"),
        )
