"""What is stored about models, runs and each case's choice."""

from django.db import models


class ModelVersion(models.Model):
    """A fitted model of one head, as plain data, with its card.

    The body is kept as text: its digest is the version, and the order of its parts matters.
    """

    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    head = models.CharField(max_length=30)
    version = models.CharField(max_length=40)
    fitted_on = models.DateField()
    basis = models.CharField(max_length=12)
    card = models.JSONField()
    body = models.TextField()
    input_hash = models.CharField(max_length=64)
    created_at = models.DateTimeField()

    class Meta:
        """One row per agency, head and version."""

        constraints = (
            models.UniqueConstraint(
                fields=["agency", "head", "version"], name="one_model_per_version"
            ),
        )


class Assessment(models.Model):
    """One judging of the whole portfolio on a day: what it was made from."""

    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    on = models.DateField()
    version = models.IntegerField()
    facts_hash = models.CharField(max_length=64)
    rulebook = models.CharField(max_length=64)
    rules = models.JSONField()
    prices = models.JSONField()
    models_used = models.JSONField()
    seed = models.BigIntegerField()
    created_at = models.DateTimeField()

    class Meta:
        """Versions of a day are numbered."""

        constraints = (
            models.UniqueConstraint(
                fields=["agency", "on", "version"], name="one_assessment_per_version"
            ),
        )


class Decision(models.Model):
    """What was chosen for a case on a day, with everything that was compared."""

    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    treatment = models.CharField(max_length=16)
    runner_up = models.CharField(max_length=16)
    reason = models.CharField(max_length=40)
    value_fen = models.BigIntegerField()
    runner_up_value_fen = models.BigIntegerField()
    propensity = models.FloatField()
    outstanding_fen = models.BigIntegerField()
    days_past_due = models.IntegerField(null=True)
    candidates = models.JSONField()
    findings = models.JSONField()
    chances = models.JSONField()
    unvisited = models.JSONField(null=True)

    class Meta:
        """One decision per case and assessment."""

        constraints = (
            models.UniqueConstraint(
                fields=["assessment", "case"], name="one_decision_per_case_and_assessment"
            ),
        )
        indexes = (models.Index(fields=["case", "-assessment"], name="decision_case"),)
