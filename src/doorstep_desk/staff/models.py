"""Staff, pairs of agents, their shifts, and what the sign-in counter remembers."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

ROLE_CHOICES = [
    (word, word)
    for word in (
        "agent", "lead", "analyst", "compliance", "admin", "lender", "auditor", "regulator",
    )
]  # fmt: skip


class Staff(AbstractBaseUser):
    """Anyone who signs in."""

    username = models.CharField(max_length=60, unique=True)
    display_name = models.CharField(max_length=60)
    role = models.CharField(max_length=10, choices=ROLE_CHOICES)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    language = models.CharField(max_length=2, choices=[("zh", "zh"), ("en", "en")], default="zh")
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    certificate_valid_until = models.DateField(null=True)
    trained_on = models.DateField(null=True)
    """Day of the last training on how to work at the door and on the phone."""
    record_checked_on = models.DateField(null=True)
    has_violent_record = models.BooleanField(null=True)
    """What the check for a record of violence found; null while nobody has looked."""
    languages = models.CharField(max_length=40, default="zh")
    """Two-letter codes of the languages spoken with borrowers, separated by blanks."""

    skills = models.CharField(max_length=120, default="")
    """Words of ``staff.skills.SKILLS``, separated by blanks."""
    territories = models.CharField(max_length=200, default="")
    """Counties that somebody knows well, separated by blanks."""

    objects = BaseUserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name", "role"]

    class Meta:
        """Constraints."""

        constraints = (
            models.CheckConstraint(
                condition=Q(role__in=[word for word, _ in ROLE_CHOICES]), name="staff_role"
            ),
            models.CheckConstraint(
                condition=Q(record_checked_on=None, has_violent_record=None)
                | Q(record_checked_on__isnull=False, has_violent_record__isnull=False),
                name="staff_record_is_checked",
            ),
        )

    def __str__(self) -> str:
        """Return the user name."""
        return self.username


class Pair(models.Model):
    """Two agents who visit together."""

    letter = models.CharField(max_length=4)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    first = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    active = models.BooleanField(default=True)

    class Meta:
        """Constraints."""

        constraints = (
            models.CheckConstraint(condition=~Q(first=F("second")), name="pair_of_two"),
            models.UniqueConstraint(
                fields=["organisation", "letter"],
                condition=Q(active=True),
                name="pair_letter_once",
            ),
        )

    def __str__(self) -> str:
        """Return the letter."""
        return self.letter


class Shift(models.Model):
    """One pair's working hours on one day, and where its day begins and ends."""

    pair = models.ForeignKey(Pair, on_delete=models.PROTECT, related_name="shifts")
    on = models.DateField()
    starts_minute = models.PositiveSmallIntegerField()
    ends_minute = models.PositiveSmallIntegerField()
    latitude = models.FloatField()
    longitude = models.FloatField()
    max_visits = models.PositiveSmallIntegerField()
    called_off_at = models.DateTimeField(null=True)
    """When the day went to other pairs; such a shift is kept and counts for nothing."""

    class Meta:
        """Constraints."""

        constraints = (
            models.UniqueConstraint(fields=["pair", "on"], name="shift_once_a_day"),
            models.CheckConstraint(
                condition=Q(starts_minute__lt=F("ends_minute")) & Q(ends_minute__lte=1440),
                name="shift_hours",
            ),
            models.CheckConstraint(
                condition=Q(latitude__range=(-90, 90)) & Q(longitude__range=(-180, 180)),
                name="shift_place",
            ),
        )

    def __str__(self) -> str:
        """Return day and pair."""
        return f"{self.on} {self.pair_id}"


class Certificate(models.Model):
    """That somebody passed something, from one day to another; taken back, never deleted."""

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="certificates")
    kind = models.CharField(max_length=40)
    """``visit`` for the certificate of conduct at the door, or the word of a course."""
    issued_on = models.DateField()
    expires_on = models.DateField()
    source = models.TextField(default="")
    noted_by = models.CharField(max_length=60)
    noted_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    counts_until = models.DateField(null=True)
    """Last day of grace once a rule behind it changed; None while nothing did."""

    class Meta:
        """Read by person; its last day is not before its first."""

        constraints = (
            models.CheckConstraint(
                condition=Q(expires_on__gte=F("issued_on")), name="certificate_days"
            ),
        )
        indexes = (models.Index(fields=["staff", "kind"], name="certificate_of_staff"),)


class CertificateNeed(models.Model):
    """That contacts on a channel need a certificate of a kind, from a day on."""

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    channel = models.CharField(max_length=14)
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    noted_by = models.CharField(max_length=60)
    noted_at = models.DateTimeField()


class Absence(models.Model):
    """Days on which somebody does not work: leave, or a sick call."""

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="absences")
    kind = models.CharField(max_length=10)
    from_on = models.DateField()
    until_on = models.DateField()
    noted_by = models.CharField(max_length=60)
    noted_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        """Read by agency and day."""

        constraints = (
            models.CheckConstraint(condition=Q(until_on__gte=F("from_on")), name="absence_days"),
        )
        indexes = (models.Index(fields=["agency", "until_on"], name="absence_of_day"),)


class PairExclusion(models.Model):
    """Two people who are never sent together; lifted, never deleted."""

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    first = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    second = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    because = models.TextField()
    noted_by = models.CharField(max_length=60)
    noted_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        """Once for two people while it stands, the lower key first."""

        constraints = (
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="exclusion_order"),
            models.UniqueConstraint(
                fields=["first", "second"], condition=Q(lifted_at=None), name="exclusion_once"
            ),
        )


class SignInCounter(models.Model):
    """Failures in a row, by fingerprint of a user name or of a network address."""

    key = models.BinaryField(primary_key=True, max_length=32)
    failures = models.PositiveIntegerField()
    failed_at = models.DateTimeField()
    wait_until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        """Return the number of failures."""
        return str(self.failures)
