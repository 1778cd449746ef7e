"""What is stored about each attempt to reach somebody."""

from django.db import models

from doorstep.terms.codes import Disposition

REACHED = tuple(
    member.word
    for member in Disposition
    if member.reached_borrower
    or member in (Disposition.THIRD_PARTY_CONTACT, Disposition.MET_THIRD_PARTY)
)
"""Outcomes of an attempt that reached somebody."""


class Attempt(models.Model):
    """One act to reach a borrower; never changed, only corrected by a new row."""

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    borrower = models.ForeignKey("cases.Borrower", models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", models.PROTECT, null=True, related_name="+")
    creditor = models.ForeignKey(
        "organisations.Organisation", models.PROTECT, null=True, related_name="+"
    )
    point = models.ForeignKey("cases.ContactPoint", models.PROTECT, null=True, related_name="+")
    person_key = models.BinaryField(max_length=32)
    at = models.DateTimeField()
    received_at = models.DateTimeField()
    channel = models.CharField(max_length=14)
    purpose = models.CharField(max_length=20)
    direction = models.CharField(max_length=8, default="outbound")
    disposition = models.CharField(max_length=20)
    asked_to_leave = models.BooleanField(default=False)
    note = models.TextField(default="")
    recorded_by = models.TextField(default="")
    origin = models.CharField(max_length=12)
    permit = models.ForeignKey("permits.Permit", models.PROTECT, null=True, related_name="+")
    issued_chance = models.FloatField(null=True)
    source_key = models.BinaryField(max_length=32, null=True)
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrections")

    class Meta:
        """Read by case and by person, newest first."""

        indexes = (
            models.Index(fields=["case", "-at"], name="attempt_case"),
            models.Index(fields=["person_key", "-at"], name="attempt_person"),
            models.Index(fields=["received_at"], name="attempt_received"),
            models.Index(
                fields=["at", "borrower"],
                name="attempt_reached",
                include=["id", "agency", "case"],  # what row security and corrections ask
                condition=models.Q(direction="outbound", disposition__in=REACHED),
            ),
            models.Index(
                fields=["agency", "source_key"],
                name="attempt_source",
                condition=models.Q(source_key__isnull=False),
            ),
        )
        constraints = (
            models.UniqueConstraint(fields=["corrects"], name="one_correction_per_attempt"),
            models.UniqueConstraint(
                fields=["permit"],
                condition=models.Q(corrects=None),
                name="one_attempt_per_permit",
            ),
        )


class Review(models.Model):
    """What the law says, afterwards, about an attempt that nobody asked leave for.

    A later review of the same attempt, after an older contact became known late, is a new row.
    """

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    attempt = models.ForeignKey(Attempt, models.PROTECT, related_name="reviews")
    verdict = models.CharField(max_length=8)
    rules = models.JSONField(default=list)
    denied_since = models.DateField(null=True)
    held_permit = models.BooleanField(default=False)
    is_breach = models.BooleanField(default=False)
    revealed_by = models.ForeignKey(Attempt, models.PROTECT, null=True, related_name="+")
    rulebook = models.CharField(max_length=64)
    reviewed_at = models.DateTimeField()

    class Meta:
        """Read by attempt, and the breaches of an agency."""

        indexes = (
            models.Index(fields=["attempt", "-reviewed_at"], name="review_attempt"),
            models.Index(
                fields=["agency", "-reviewed_at"],
                name="review_breach",
                condition=models.Q(is_breach=True),
            ),
        )
