"""What is stored about pauses and requests to stop."""

from django.db import models


class Pause(models.Model):
    """A dated stop of our work on a case, with its reason and who looks at it."""

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    reason = models.CharField(max_length=24)
    note = models.TextField(default="")
    starts_at = models.DateTimeField()
    until_on = models.DateField(null=True)
    noted_by = models.TextField()
    reviewer = models.TextField(default="")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.TextField(default="")

    class Meta:
        """Read by case."""

        indexes = (models.Index(fields=["case", "ended_at"], name="pause_case"),)


class StopRequest(models.Model):
    """A borrower's request not to be contacted, on some channels or at all."""

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    borrower = models.ForeignKey("cases.Borrower", models.PROTECT, related_name="+")
    person_key = models.BinaryField(max_length=32)
    channels = models.TextField(default="all")
    form = models.CharField(max_length=10)
    received_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    noted_by = models.TextField()
