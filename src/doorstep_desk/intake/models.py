"""What is stored about files that were sent."""

from typing import Final

from django.db import models

from doorstep_desk.plumbing.encryption import BlindIndexField, EncryptedField

RECEIVED: Final = "received"
READ: Final = "read"
STAGED: Final = "staged"
PUBLISHED: Final = "published"
REFUSED: Final = "refused"
CANCELLED: Final = "cancelled"
UNDONE: Final = "undone"
OPEN_STATES: Final = (RECEIVED, READ, STAGED)
"""States before publication: nothing of the file is in the store's own tables yet."""


class ImportedFile(models.Model):
    """One import: a file as it was read, with its whole report and how far it has come.

    The report quotes cells of the file, and so is sealed like other personal data.
    """

    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    name = models.TextField()
    kind = models.CharField(max_length=12)
    asked_kind = models.CharField(max_length=12, default="")
    asked_lender = models.TextField(default="")
    as_of = models.DateField()
    is_whole_batch = models.BooleanField(default=False)
    state = models.CharField(max_length=10, default=PUBLISHED)
    outcome = models.CharField(max_length=20)
    report = EncryptedField()
    totals = models.JSONField(default=dict)
    changes = models.JSONField(default=dict)
    head = models.JSONField(default=dict)
    profile = models.JSONField(default=dict)
    rows_total = models.IntegerField()
    rows_accepted = models.IntegerField()
    rows_staged = models.IntegerField(default=0)
    imported_by = models.TextField()
    imported_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.TextField(default="")

    class Meta:
        """The same content is being taken once at a time per agency."""

        constraints = (
            models.UniqueConstraint(
                fields=["agency", "digest"],
                condition=models.Q(state__in=OPEN_STATES),
                name="one_open_import_per_file",
            ),
        )


class StagedAccount(models.Model):
    """One accepted row of a placement, sealed and typed as it will stand in the store."""

    batch = models.ForeignKey(ImportedFile, models.CASCADE, related_name="+")
    seq = models.IntegerField()
    row_no = models.IntegerField()
    lender = models.TextField()
    batch_no = models.TextField()
    is_batch_named = models.BooleanField()
    returns_on = models.DateField(null=True)
    person_key = models.BinaryField(max_length=32)
    name = models.TextField()
    identity_number = models.BinaryField(null=True)
    identity_index = BlindIndexField(null=True)
    identity_state = models.CharField(max_length=20)
    external_ref = models.TextField()
    birth_on = models.DateField(null=True)
    language = models.CharField(max_length=8)
    is_synthetic = models.BooleanField()
    key = models.TextField()
    loan_no = models.TextField()
    contract_no = models.TextField()
    case_no = models.TextField()
    product = models.CharField(max_length=20)
    product_name = models.TextField()
    currency = models.CharField(max_length=3)
    opened_on = models.DateField(null=True)
    placed_on = models.DateField()
    due_on = models.DateField(null=True)
    owed_fen = models.BigIntegerField()
    principal_fen = models.BigIntegerField()
    interest_fen = models.BigIntegerField()
    penalty_interest_fen = models.BigIntegerField()
    default_penalty_fen = models.BigIntegerField()
    late_fee_fen = models.BigIntegerField()
    fee_fen = models.BigIntegerField()
    loan_fen = models.BigIntegerField()
    instalments = models.IntegerField()
    flags = models.TextField()

    class Meta:
        """One row per place in the order of the file."""

        constraints = (
            models.UniqueConstraint(fields=["batch", "seq"], name="one_staged_account"),
        )


class StagedPoint(models.Model):
    """One contact point of an accepted row, sealed for the table it will stand in."""

    batch = models.ForeignKey(ImportedFile, models.CASCADE, related_name="+")
    seq = models.IntegerField()
    person_key = models.BinaryField(max_length=32)
    kind = models.CharField(max_length=12)
    role = models.CharField(max_length=20)
    value = models.BinaryField()
    value_index = BlindIndexField()
    masked = models.TextField()
    provenance = models.CharField(max_length=16)
    source = models.TextField()
    confidence = models.SmallIntegerField()
    last_verified_at = models.DateTimeField(null=True)
    valid = models.BooleanField(null=True)
    is_synthetic = models.BooleanField()
    province = models.TextField()
    city = models.TextField()
    county = models.TextField()
    town = models.TextField()
    address_state = models.CharField(max_length=12)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    accuracy_metres = models.IntegerField(null=True)

    class Meta:
        """Read by import."""

        indexes = (models.Index(fields=["batch", "seq"], name="staged_point"),)


class StagedEvent(models.Model):
    """One accepted payment, recall or past attempt; its words are sealed."""

    batch = models.ForeignKey(ImportedFile, models.CASCADE, related_name="+")
    seq = models.IntegerField()
    kind = models.CharField(max_length=12)
    body = EncryptedField()

    class Meta:
        """One row per place in the order of the file."""

        constraints = (models.UniqueConstraint(fields=["batch", "seq"], name="one_staged_event"),)


class ImportConflict(models.Model):
    """Something a corrected file said that was not taken, because a person must look first."""

    batch = models.ForeignKey(ImportedFile, models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="+")
    row_no = models.IntegerField()
    field = models.CharField(max_length=24)
    reason = models.CharField(max_length=24)

    class Meta:
        """One entry per import, row, field and reason."""

        constraints = (
            models.UniqueConstraint(
                fields=["batch", "case", "row_no", "field", "reason"], name="one_conflict"
            ),
        )


class LenderProfile(models.Model):
    """What a person settled about the headers of one lender's files. Only grows: versions."""

    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    lender = models.TextField()
    version = models.IntegerField()
    kind = models.CharField(max_length=12, default="")
    columns = models.JSONField()
    saved_at = models.DateTimeField()
    saved_by = models.TextField()

    class Meta:
        """Versions of a lender's profile are numbered."""

        constraints = (
            models.UniqueConstraint(
                fields=["agency", "lender", "version"], name="one_profile_per_version"
            ),
        )


class KeptUpload(models.Model):
    """A file that somebody is still deciding about, sealed; dropped when they have."""

    batch = models.OneToOneField(ImportedFile, models.CASCADE, related_name="upload")
    content = EncryptedField()
    columns = EncryptedField()
    kept_until = models.DateTimeField()


class Finding(models.Model):
    """One thing that was said of a file, a row or a cell; no cell of a rejected row is quoted."""

    batch = models.ForeignKey(ImportedFile, models.CASCADE, related_name="findings")
    seq = models.IntegerField()
    severity = models.CharField(max_length=8)
    sheet = models.TextField()
    row_no = models.IntegerField()
    field = models.TextField()
    header = models.TextField()
    cell = models.CharField(max_length=16)
    rule = models.CharField(max_length=40)
    before = models.TextField()
    after = models.TextField()

    class Meta:
        """Read by import, narrowed and sorted by what people look for."""

        constraints = (models.UniqueConstraint(fields=["batch", "seq"], name="one_finding"),)
        indexes = (
            models.Index(fields=["batch", "severity", "rule"], name="finding_rule"),
            models.Index(fields=["batch", "sheet", "row_no"], name="finding_row"),
        )


class QuarantinedSheet(models.Model):
    """The header of a sheet of which some rows were not taken."""

    batch = models.ForeignKey(ImportedFile, models.CASCADE, related_name="+")
    name = models.TextField()
    header_row = models.IntegerField()
    head = EncryptedField()


class QuarantinedRow(models.Model):
    """A row that was not taken, sealed, in the lender's own columns, until it is mended."""

    batch = models.ForeignKey(ImportedFile, models.CASCADE, related_name="quarantined")
    sheet = models.ForeignKey(QuarantinedSheet, models.CASCADE, related_name="rows")
    row_no = models.IntegerField()
    cells = EncryptedField()
    mended_at = models.DateTimeField(null=True)
    mended_by = models.TextField(default="")
    mended_as = models.ForeignKey(ImportedFile, models.PROTECT, null=True, related_name="+")

    class Meta:
        """One per row of a sheet."""

        constraints = (
            models.UniqueConstraint(fields=["sheet", "row_no"], name="one_quarantined_row"),
        )


class RowMend(models.Model):
    """One cell that a person changed in a row that was not taken, both texts sealed. It grows."""

    batch = models.ForeignKey(ImportedFile, models.PROTECT, related_name="+")
    sheet_name = models.TextField()
    row_no = models.IntegerField()
    column = models.CharField(max_length=4)
    before = EncryptedField()
    after = EncryptedField()
    mended_at = models.DateTimeField()
    mended_by = models.TextField()
