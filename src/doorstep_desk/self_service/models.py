"""What is stored about borrowers who come to their page."""

from django.db import models

from doorstep_desk.plumbing.encryption import BlindIndexField, EncryptedField


class SignIn(models.Model):
    """Somebody asked for a code to a number or address; whose it is, is found out later.

    The row looks the same for a number that nobody knows. The code is kept as a fingerprint only.
    ``of_agency``, ``of_borrower`` and ``of_case`` say whose page it opens once the code was right.
    """

    id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=6)
    asked = BlindIndexField()
    asker = models.BinaryField(max_length=32)
    language = models.CharField(max_length=2)
    asked_at = models.DateTimeField()
    looked_up_at = models.DateTimeField(null=True)
    of_agency = models.BigIntegerField(null=True)
    of_borrower = models.BigIntegerField(null=True)
    of_case = models.BigIntegerField(null=True)
    of_point = models.BigIntegerField(null=True)
    code_hash = models.BinaryField(max_length=32, default=b"")
    tries = models.SmallIntegerField(default=0)
    entered_at = models.DateTimeField(null=True)
    person_tries = models.SmallIntegerField(default=0)
    person_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """Counted by what was asked for and by who asked; looked up when new."""

        indexes = (
            models.Index(fields=["asked", "-asked_at"], name="sign_in_asked"),
            models.Index(fields=["asker", "-asked_at"], name="sign_in_asker"),
            models.Index(
                fields=["asked_at"], name="sign_in_new", condition=models.Q(looked_up_at=None)
            ),
        )


class SigningCode(models.Model):
    """A borrower asked for a code to sign one paper; the code is kept as a fingerprint only."""

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    borrower = models.ForeignKey("cases.Borrower", models.PROTECT, related_name="+")
    document = models.ForeignKey("documents.Document", models.PROTECT, related_name="+")
    point = models.ForeignKey("cases.ContactPoint", models.PROTECT, related_name="+")
    code_hash = models.BinaryField(max_length=32)
    asked_at = models.DateTimeField()
    tries = models.SmallIntegerField(default=0)
    entered_at = models.DateTimeField(null=True)

    class Meta:
        """Counted by borrower, and the newest of a paper is the one that counts."""

        indexes = (
            models.Index(fields=["borrower", "-asked_at"], name="signing_code_borrower"),
            models.Index(fields=["document", "-asked_at"], name="signing_code_document"),
        )


class Said(models.Model):
    """What a borrower said on their page: it has a number, an owner and a day for the answer."""

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    borrower = models.ForeignKey("cases.Borrower", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12)
    number = models.CharField(max_length=12, unique=True)
    words = EncryptedField(default="")
    said_at = models.DateTimeField()
    due_on = models.DateField()
    owner_role = models.CharField(max_length=12)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.TextField(default="")
    answer = EncryptedField(default="")

    class Meta:
        """Read by case, and what is open by its day."""

        indexes = (
            models.Index(fields=["case", "-said_at"], name="said_case"),
            models.Index(
                fields=["agency", "due_on"],
                name="said_open",
                condition=models.Q(answered_at=None),
            ),
        )


class Opinion(models.Model):
    """How a borrower found one contact; one row per contact, and none of it is ever asked twice.

    ``attempt`` is the first record of the contact. ``answer`` is one of ``opinions.ANSWERS``, or
    ``never``: the borrower does not want to be asked again.
    """

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    borrower = models.ForeignKey("cases.Borrower", models.PROTECT, related_name="+")
    attempt = models.OneToOneField("attempts.Attempt", models.PROTECT, related_name="+")
    answer = models.CharField(max_length=8)
    words = EncryptedField(default="")
    given_at = models.DateTimeField()

    class Meta:
        """Read by borrower, and counted by agency over days."""

        indexes = (
            models.Index(fields=["borrower"], name="opinion_borrower"),
            models.Index(fields=["agency", "given_at"], name="opinion_counted"),
        )
