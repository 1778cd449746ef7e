"""What is stored about things a person must do next."""

from django.db import models


class FollowUp(models.Model):
    """One thing to do about a case, with an owner and a day."""

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=24)
    due_on = models.DateField()
    owner_role = models.CharField(max_length=12)
    owner = models.ForeignKey("staff.Staff", models.PROTECT, null=True, related_name="+")
    source = models.TextField()
    details = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    done_by = models.TextField(default="")
    done_note = models.TextField(default="")

    class Meta:
        """One follow-up per source and kind."""

        constraints = (
            models.UniqueConstraint(fields=["source", "kind"], name="one_followup_per_source"),
        )
        indexes = (models.Index(fields=["agency", "done_at", "due_on"], name="followup_open"),)
