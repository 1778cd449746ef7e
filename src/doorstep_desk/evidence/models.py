"""What is stored about evidence; the bytes lie as files, closed to the office by the phone."""

from django.db import models


class Blob(models.Model):
    """The closed bytes of one piece of evidence, named by their hash; written once.

    ``have`` is how much has arrived. Only when all is there and matches the name is it whole.
    """

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    total = models.BigIntegerField()
    have = models.BigIntegerField(default=0)
    began_at = models.DateTimeField()
    complete_at = models.DateTimeField(null=True)
    delete_on = models.DateField(null=True)
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        """One per agency and hash; never more than there is."""

        constraints = (
            models.UniqueConstraint(fields=["agency", "sha256"], name="one_blob_per_hash"),
            models.CheckConstraint(
                condition=models.Q(have__lte=models.F("total"), have__gte=0),
                name="blob_has_no_more_than_there_is",
            ),
            models.CheckConstraint(
                condition=models.Q(complete_at=None) | models.Q(have=models.F("total")),
                name="blob_is_whole_when_complete",
            ),
        )
        indexes = (
            models.Index(
                fields=["delete_on"], name="blob_due", condition=models.Q(deleted_at=None)
            ),
        )


class Part(models.Model):
    """One piece of evidence that a phone says belongs to a visit: what the manifest is made of.

    Its name is that of the record that announced it, never a hash: two equal photographs are two.
    """

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    staff = models.ForeignKey("staff.Staff", models.PROTECT, related_name="+")
    case_key = models.BigIntegerField(null=True)
    visit_key = models.UUIDField(null=True)
    role = models.CharField(max_length=12)
    media = models.CharField(max_length=40)
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    sealed_sha256 = models.CharField(max_length=64)
    sealed_size = models.BigIntegerField()
    key_id = models.CharField(max_length=8)
    said_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=24, default="")

    class Meta:
        """Read by visit, by case, and by the bytes it waits for."""

        indexes = (
            models.Index(fields=["visit_key"], name="part_visit"),
            models.Index(fields=["agency", "sealed_sha256"], name="part_bytes"),
            models.Index(fields=["case_key", "-said_at"], name="part_case"),
        )


class Access(models.Model):
    """Who looked at a piece of evidence, when and why; only grows."""

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    part = models.ForeignKey(Part, models.PROTECT, related_name="accesses")
    by = models.TextField()
    because = models.TextField()
    at = models.DateTimeField()
