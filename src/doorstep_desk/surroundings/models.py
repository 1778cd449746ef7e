"""What is stored about the surroundings."""

from django.db import models
from django.db.models import F, Q


class Layer(models.Model):
    """Something that lay over a county, or over all of them, from one day to another.

    It never changes; what was wrong is withdrawn, and the right is added anew.
    """

    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    county = models.TextField(default="")
    kind = models.CharField(max_length=12)
    begins_on = models.DateField()
    ends_on = models.DateField()
    level = models.FloatField(default=1.0)
    source = models.TextField()
    added_by = models.TextField()
    added_at = models.DateTimeField()
    withdrawn_by = models.TextField(default="")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        """One layer of a kind, place and first day that holds; the days are in order."""

        constraints = (
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("begins_on")), name="layer_in_order"
            ),
            models.UniqueConstraint(
                fields=["agency", "county", "kind", "begins_on"],
                condition=Q(withdrawn_at=None),
                name="one_layer_per_first_day",
            ),
        )
        indexes = (models.Index(fields=["agency", "begins_on"], name="layer_days"),)
