"""What is stored about days that an organisation added to or corrected in a calendar."""

from django.db import models
from django.db.models import F, Q


class CalendarDay(models.Model):
    """One day, or a whole year: proposed by one person, approved by another.

    What was proposed never changes, and an approved day is corrected by a newer one.
    """

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    country = models.CharField(max_length=2)
    on = models.DateField()
    kind = models.CharField(max_length=8)
    source = models.TextField()
    proposed_by = models.TextField()
    proposed_at = models.DateTimeField()
    approved_by = models.TextField(default="")
    approved_at = models.DateTimeField(null=True)
    withdrawn_by = models.TextField(default="")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        """Two people approve; what was taken back was never in force."""

        constraints = (
            models.CheckConstraint(
                condition=Q(approved_at=None)
                | (~Q(approved_by="") & ~Q(approved_by=F("proposed_by"))),
                name="calendar_approved_by_another",
            ),
            models.CheckConstraint(
                condition=Q(approved_at=None) | Q(withdrawn_at=None),
                name="calendar_approved_or_withdrawn",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=("holiday", "workday", "year")), name="calendar_kind"
            ),
        )
        indexes = (models.Index(fields=["agency", "on"], name="calendar_on"),)
