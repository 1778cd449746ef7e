"""What is stored about promises to pay."""

from django.db import models


class Promise(models.Model):
    """An amount and a day, said by the borrower."""

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    amount_fen = models.BigIntegerField()
    due_on = models.DateField()
    made_at = models.DateTimeField()
    taken_by = models.TextField()

    class Meta:
        """Something is promised."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(amount_fen__gt=0), name="promise_is_more_than_nothing"
            ),
        )
        indexes = (models.Index(fields=["case", "due_on"], name="promise_case"),)


class PromiseOutcome(models.Model):
    """What became of a promise, decided by payments; written once."""

    promise = models.OneToOneField(Promise, models.PROTECT, related_name="outcome")
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    state = models.CharField(max_length=12)
    paid_fen = models.BigIntegerField()
    settled_on = models.DateField()
    decided_at = models.DateTimeField()
