"""What is stored about the runs of days: who asked, how far one is, and how it ended."""

from django.db import models


class WatchedRun(models.Model):
    """One run of a working day, from the wish to its end.

    It is not the day itself, which ``dayplans`` keeps: a run that failed leaves no day behind, but
    it does leave this row with the reason.
    """

    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    on = models.DateField()
    asked_by = models.TextField()
    asked_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True)
    stage = models.CharField(max_length=12, default="")
    ended_at = models.DateTimeField(null=True)
    failed_because = models.TextField(default="")
    failed_code = models.CharField(max_length=40, default="")

    class Meta:
        """Read newest first."""

        indexes = (models.Index(fields=["agency", "-id"], name="watched_run_newest"),)
