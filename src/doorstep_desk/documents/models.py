"""What is stored about papers? Every row is written once."""

from django.db import models

from doorstep_desk.plumbing.encryption import BlindIndexField, EncryptedBytesField, EncryptedField


class Document(models.Model):
    """One paper as it was issued: its pages, what they say, and how they are found again.

    ``subject`` names what it is about, such as ``payment:12``. ``said_hash`` is a hash of what it
    says, so that the same paper is not issued twice. A signed one replaces the unsigned one, which
    stays.
    """

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    lender = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12)
    language = models.CharField(max_length=2)
    subject = models.TextField()
    as_of = models.DateField()
    number = models.CharField(max_length=24)
    version = models.SmallIntegerField(default=1)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    code_index = BlindIndexField()
    sheet = EncryptedField()
    said_hash = models.CharField(max_length=64)
    content = EncryptedBytesField()
    digest = models.CharField(max_length=64)
    size = models.IntegerField()
    issued_by = models.TextField()
    issued_at = models.DateTimeField()

    class Meta:
        """Found by content, by number and by code."""

        constraints = (
            models.UniqueConstraint(fields=["digest"], name="document_content_once"),
            models.UniqueConstraint(fields=["agency", "number"], name="document_number_once"),
            models.UniqueConstraint(fields=["code_index"], name="document_code_once"),
            models.CheckConstraint(
                condition=models.Q(version=1, replaces=None)
                | models.Q(version__gt=1, replaces__isnull=False),
                name="document_versions_follow",
            ),
        )
        indexes = (models.Index(fields=["case", "-issued_at"], name="document_case"),)


class DocumentSignature(models.Model):
    """How a paper was signed; it belongs to the signed version and names the one before it.

    ``way`` is ``hand``, with the picture and who saw it, or ``code``, with what the one-time code
    proves. ``proof_digest`` is the hash of the picture, or of that proof.
    """

    id = models.UUIDField(primary_key=True)
    document = models.OneToOneField(Document, models.PROTECT, related_name="signature")
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    way = models.CharField(max_length=8)
    image = EncryptedBytesField(default=b"")
    proof = EncryptedField(default="")
    proof_digest = models.CharField(max_length=64)
    of_digest = models.CharField(max_length=64)
    witness = models.TextField()
    signed_at = models.DateTimeField()


class DocumentLook(models.Model):
    """Somebody opened a paper."""

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, models.PROTECT, related_name="looks")
    by = models.TextField()
    at = models.DateTimeField()

    class Meta:
        """Read by paper, the newest first."""

        indexes = (models.Index(fields=["document", "-at"], name="document_look_newest"),)


class DocumentCheck(models.Model):
    """Somebody asked whether a paper is genuine; it names neither the asker nor the paper's case.

    ``asker`` is a fingerprint of the day, as for visitors.
    """

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey(
        "organisations.Organisation", models.PROTECT, null=True, related_name="+"
    )
    asker = models.BinaryField(max_length=32)
    at = models.DateTimeField()
    answer = models.CharField(max_length=10)

    class Meta:
        """Counted by asker."""

        indexes = (models.Index(fields=["asker", "-at"], name="document_check_asker"),)
