"""Lenders, agencies, placements, and what kind of store this is."""

from typing import ClassVar

from django.db import models


class Organisation(models.Model):
    """A lender, to whom is owed, or an agency, which works the cases."""

    kind = models.CharField(max_length=6, choices=[("lender", "lender"), ("agency", "agency")])
    name = models.CharField(max_length=120, unique=True)
    name_en = models.CharField(max_length=120, blank=True)

    class Meta:
        """Constraints."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(kind__in=["lender", "agency"]), name="organisation_kind"
            ),
        )

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class Placement(models.Model):
    """The dated mandate from a lender to an agency, one file each."""

    lender = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    batch_no = models.CharField(max_length=60)
    placed_on = models.DateField()
    returns_on = models.DateField(null=True)
    file_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        """Constraints."""

        constraints = (
            models.UniqueConstraint(
                fields=["lender", "agency", "batch_no"], name="placement_batch_once"
            ),
        )

    def __str__(self) -> str:
        """Return the batch number."""
        return self.batch_no


class StoreKind(models.Model):
    """Whether this store is a demonstration: written once, never taken back."""

    KINDS: ClassVar = [("demo", "demo"), ("real", "real")]

    id = models.SmallIntegerField(primary_key=True, default=1)
    kind = models.CharField(max_length=4, choices=KINDS)
    since = models.DateTimeField()

    class Meta:
        """Constraints."""

        constraints = (models.CheckConstraint(condition=models.Q(id=1), name="one_store_kind"),)

    def __str__(self) -> str:
        """Return the kind."""
        return self.kind
