"""What is stored about a day: the run, each pair's plan, its stops."""

from django.db import models


class DayRun(models.Model):
    """One working day of one agency, as run; a later version replaces stops not yet begun."""

    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    on = models.DateField()
    version = models.IntegerField()
    assessment = models.ForeignKey(
        "decisions.Assessment", models.PROTECT, null=True, related_name="+"
    )
    input_hash = models.CharField(max_length=64)
    summary = models.JSONField()
    because = models.TextField(default="")
    created_at = models.DateTimeField()

    class Meta:
        """Versions of a day are numbered."""

        constraints = (
            models.UniqueConstraint(
                fields=["agency", "on", "version"], name="one_run_per_version"
            ),
        )


class DayPlan(models.Model):
    """One pair's day in one run."""

    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    run = models.ForeignKey(DayRun, models.PROTECT, related_name="plans")
    pair = models.ForeignKey("staff.Pair", models.PROTECT, related_name="+")
    kilometres = models.FloatField()
    travel_minutes = models.IntegerField()
    starts_minute = models.IntegerField()
    ends_minute = models.IntegerField()
    start_latitude = models.FloatField()
    start_longitude = models.FloatField()
    value_fen = models.BigIntegerField()

    class Meta:
        """One plan per pair and run."""

        constraints = (
            models.UniqueConstraint(fields=["run", "pair"], name="one_plan_per_pair_and_run"),
        )


class Stop(models.Model):
    """One visit in a plan, with its permit and the reason for it."""

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    plan = models.ForeignKey(DayPlan, models.PROTECT, related_name="stops")
    sequence = models.IntegerField()
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    point = models.ForeignKey("cases.ContactPoint", models.PROTECT, related_name="+")
    permit = models.OneToOneField("permits.Permit", models.PROTECT, related_name="+")
    opens_minute = models.IntegerField()
    closes_minute = models.IntegerField()
    arrives_minute = models.IntegerField()
    leaves_minute = models.IntegerField()
    travel_minutes = models.IntegerField()
    metres = models.IntegerField()
    value_fen = models.BigIntegerField()
    chance = models.JSONField()
    reasons = models.JSONField()
    state = models.CharField(max_length=12, default="planned")
    state_because = models.TextField(default="")

    class Meta:
        """Stops of a plan are ordered."""

        constraints = (
            models.UniqueConstraint(fields=["plan", "sequence"], name="one_stop_per_position"),
        )
