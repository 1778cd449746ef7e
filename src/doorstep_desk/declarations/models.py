"""What is stored of declarations: each answer a row of its own, never altered."""

from django.db import models


class Declaration(models.Model):
    """What a named person stated on a day about an agency or a lender."""

    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    about = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    question = models.CharField(max_length=40)
    answer = models.CharField(max_length=20, blank=True)
    """Empty where an earlier answer was withdrawn."""
    effective_from = models.DateField()
    lapses_on = models.DateField()
    """The last day on which it counts."""
    source = models.TextField()
    declared_by = models.TextField()
    declared_at = models.DateTimeField()

    class Meta:
        """It ends after it begins, and the newest of a question is found at once."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(lapses_on__gte=models.F("effective_from")),
                name="declaration_lapses_after_it_begins",
            ),
        )
        indexes = (
            models.Index(fields=["agency", "about", "question", "id"], name="declaration_newest"),
        )
