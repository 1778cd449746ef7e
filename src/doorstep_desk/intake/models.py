"""What is stored about files that were sent."""

from django.db import models

from doorstep_desk.plumbing.encryption import EncryptedField


class ImportedFile(models.Model):
    """One file as it was read, with its whole report; the same content is taken once.

    The report quotes cells of the file, and so is sealed like other personal data.
    """

    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    name = models.TextField()
    kind = models.CharField(max_length=12)
    as_of = models.DateField()
    outcome = models.CharField(max_length=20)
    report = EncryptedField()
    totals = models.JSONField(default=dict)
    rows_total = models.IntegerField()
    rows_accepted = models.IntegerField()
    imported_by = models.TextField()
    imported_at = models.DateTimeField()

    class Meta:
        """The same content of the same kind is taken once per agency."""

        constraints = (
            models.UniqueConstraint(fields=["agency", "digest", "kind"], name="one_row_per_file"),
        )
