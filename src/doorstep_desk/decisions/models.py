"""What is stored about models, runs and each case's choice."""

from django.db import models


class ModelVersion(models.Model):
    """A fitted model of one head, as plain data, with its card.

    The body is kept as text: its digest is the version, and the order of its parts matters. The
    manifest names the digests of body, card, metrics and data, and is what the signature is of.
    """

    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    head = models.CharField(max_length=30)
    version = models.CharField(max_length=40)
    fitted_on = models.DateField()
    basis = models.CharField(max_length=12)
    card = models.JSONField()
    metrics = models.JSONField(default=dict)
    body = models.TextField()
    input_hash = models.CharField(max_length=64)
    manifest = models.TextField(default="")
    signature = models.TextField(default="")
    created_at = models.DateTimeField()

    class Meta:
        """One row per agency, head and version."""

        constraints = (
            models.UniqueConstraint(
                fields=["agency", "head", "version"], name="one_model_per_version"
            ),
        )


class ModelStep(models.Model):
    """What was done with a model, and by whom.

    ``proposed``; ``promoted`` or ``restored``, each by a person; ``rolled_back``, the one that a
    restored one replaces; ``first``, put into use by the house's rule where no learned one stood.
    """

    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    model = models.ForeignKey(ModelVersion, models.PROTECT, related_name="steps")
    head = models.CharField(max_length=30)
    step = models.CharField(max_length=12)
    by = models.TextField()
    because = models.TextField(default="")
    at = models.DateTimeField()

    class Meta:
        """Read by agency and head, newest last."""

        indexes = (models.Index(fields=["agency", "head", "id"], name="model_step_head"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(
                    step__in=("proposed", "first", "promoted", "rolled_back", "restored")
                ),
                name="model_step_word",
            ),
        )


class RollingState(models.Model):
    """How far outcomes have moved away from a model's chances, after so many outcomes.

    ``seen_at`` and ``seen_id`` name the last attempt that is in it, by when it was received.
    ``issued_offset`` is the intercept with which chances have been issued since the last day.
    ``watch`` is what a night's look at the model found; empty for a single outcome.
    """

    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    model = models.ForeignKey(ModelVersion, models.PROTECT, related_name="+")
    head = models.CharField(max_length=30)
    state = models.JSONField()
    watch = models.JSONField(default=dict)
    issued_offset = models.FloatField()
    seen_at = models.DateTimeField()
    seen_id = models.UUIDField(null=True)
    at = models.DateTimeField()

    class Meta:
        """The newest state of a head is asked for with each outcome."""

        indexes = (models.Index(fields=["agency", "head", "-id"], name="rolling_newest"),)


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
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="decisions")
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
        """One decision per case and assessment; lists read what they show from its index."""

        constraints = (
            models.UniqueConstraint(
                fields=["assessment", "case"],
                name="one_decision_per_case_and_assessment",
                include=[
                    "treatment",
                    "runner_up",
                    "reason",
                    "days_past_due",
                    "outstanding_fen",
                    "agency",  # row security asks for it; without it every row is fetched
                ],
            ),
        )
        indexes = (
            models.Index(fields=["case", "-assessment"], name="decision_case"),
            models.Index(
                fields=["agency", "assessment"],
                name="decision_by_lot",
                condition=models.Q(propensity__lt=1),
            ),
            models.Index(
                fields=["assessment", "reason"],
                name="decision_left_by_routes",
                condition=models.Q(unvisited__isnull=False),
            ),
        )
