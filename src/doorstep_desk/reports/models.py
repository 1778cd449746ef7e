"""What is stored about reports: how cases had moved by a day that is over."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Standing(models.Model):
    """Cases of one course, as they were on a day that is over; it never changes.

    It could be computed again from the books at any time; see ``payments/standing.py``.
    """

    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    creditor = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    as_of = models.DateField()
    days = ArrayField(models.DateField())
    buckets = ArrayField(models.SmallIntegerField())
    cases = models.IntegerField()
    left_fen = ArrayField(models.BigIntegerField())

    class Meta:
        """Each course of a day once."""

        constraints = (
            models.UniqueConstraint(
                fields=["agency", "as_of", "creditor", "buckets"], name="one_standing_per_course"
            ),
        )


class KeptReport(models.Model):
    """The figures of a span that ended with a day that is over; they never change.

    Only what had become known when that day ended counts, so that they can be computed again.
    Without a creditor they are about all of an agency's.
    """

    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    creditor = models.ForeignKey(
        "organisations.Organisation", models.PROTECT, null=True, related_name="+"
    )
    as_of = models.DateField()
    length = models.SmallIntegerField()
    figures = models.JSONField()
    months = models.JSONField()

    class Meta:
        """Each span once."""

        constraints = (
            models.UniqueConstraint(
                fields=["agency", "as_of", "length", "creditor"],
                name="one_kept_report",
                nulls_distinct=False,
            ),
        )
