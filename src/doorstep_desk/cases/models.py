"""What is stored about borrowers, their accounts, our cases and the ways to reach them.

``taken_with`` is the number of the import that a row came with; None for rows made otherwise.
"""

from django.db import models

from doorstep_desk.plumbing.encryption import BlindIndexField, EncryptedField


class Borrower(models.Model):
    """A person who owes, as one agency knows them; one row per identity and agency."""

    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    person_key = models.BinaryField(max_length=32)
    name = models.TextField()
    name_order = models.TextField(default="")
    identity_number = EncryptedField(null=True)
    identity_index = BlindIndexField(null=True)
    identity_state = models.CharField(max_length=20)
    external_ref = models.TextField(default="")
    birth_on = models.DateField(null=True)
    language = models.CharField(max_length=8, default="zh")
    is_synthetic = models.BooleanField(default=False)
    has_several_creditors = models.BooleanField(default=False, db_default=False)
    taken_with = models.BigIntegerField(null=True)

    class Meta:
        """One borrower per identity and agency."""

        constraints = (
            models.UniqueConstraint(
                fields=["agency", "person_key"], name="one_borrower_per_person"
            ),
        )


class Case(models.Model):
    """Our work on one borrower's overdue accounts for one placement."""

    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    borrower = models.ForeignKey(Borrower, models.PROTECT, related_name="cases")
    placement = models.ForeignKey("organisations.Placement", models.PROTECT, related_name="+")
    creditor = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    number = models.CharField(max_length=40)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    closed_because = models.CharField(max_length=20, default="")
    taken_with = models.BigIntegerField(null=True)

    class Meta:
        """One case per borrower and placement."""

        constraints = (
            models.UniqueConstraint(
                fields=["borrower", "placement"], name="one_case_per_borrower_and_placement"
            ),
            models.UniqueConstraint(fields=["agency", "number"], name="one_number_per_case"),
        )
        indexes = (
            models.Index(fields=["agency", "closed_on"], name="case_open"),
            models.Index(
                fields=["agency", "id"],
                name="case_listed",
                include=["borrower", "creditor"],  # what row security and lists ask
                condition=models.Q(closed_on=None),
            ),
        )


class Account(models.Model):
    """One credit agreement, with the sums as they were placed."""

    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="accounts")
    borrower = models.ForeignKey(Borrower, models.PROTECT, related_name="accounts")
    creditor = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    key = models.TextField()
    loan_no = models.TextField(default="")
    contract_no = models.TextField(default="")
    case_no = models.TextField(default="")
    product = models.CharField(max_length=20)
    product_name = models.TextField(default="")
    currency = models.CharField(max_length=3, default="CNY")
    opened_on = models.DateField(null=True)
    placed_on = models.DateField()
    due_on = models.DateField(null=True)
    owed_fen = models.BigIntegerField()
    principal_fen = models.BigIntegerField(default=0)
    interest_fen = models.BigIntegerField(default=0)
    penalty_interest_fen = models.BigIntegerField(default=0)
    default_penalty_fen = models.BigIntegerField(default=0)
    late_fee_fen = models.BigIntegerField(default=0)
    fee_fen = models.BigIntegerField(default=0)
    loan_fen = models.BigIntegerField(default=0)
    instalments = models.IntegerField(default=1)
    recalled_on = models.DateField(null=True)
    taken_with = models.BigIntegerField(null=True)

    class Meta:
        """One row per account key and creditor; nothing owed below zero."""

        constraints = (
            models.UniqueConstraint(
                fields=["agency", "creditor", "key"], name="one_account_per_key"
            ),
            models.CheckConstraint(
                condition=models.Q(owed_fen__gte=0), name="owed_is_not_negative"
            ),
        )
        indexes = (
            models.Index(fields=["agency", "key"], name="account_by_key"),
            models.Index(fields=["agency", "loan_no"], name="account_by_loan"),
            models.Index(fields=["agency", "contract_no"], name="account_by_contract"),
        )


class AccountVersion(models.Model):
    """An account as it stood until a corrected file changed it; the words are sealed.

    ``body`` holds ``before`` (every field that a file may change) and ``changed`` (field to old
    and new value); ``valid_from`` is None for what was valid since the account was placed.
    """

    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, models.PROTECT, related_name="versions")
    valid_from = models.DateTimeField(null=True)
    valid_until = models.DateTimeField()
    taken_with = models.BigIntegerField(null=True)
    body = EncryptedField()

    class Meta:
        """Read by account in time, and by import."""

        indexes = (
            models.Index(fields=["account", "valid_until"], name="version_account"),
            models.Index(fields=["taken_with"], name="version_import"),
        )


class ContactPoint(models.Model):
    """A phone number, e-mail or address of a borrower, with where it came from."""

    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    borrower = models.ForeignKey(Borrower, models.PROTECT, related_name="contact_points")
    kind = models.CharField(max_length=12)
    role = models.CharField(max_length=20, default="home")
    value = EncryptedField()
    value_index = BlindIndexField()
    masked = models.TextField()
    provenance = models.CharField(max_length=16)
    source = models.TextField(default="")
    confidence = models.SmallIntegerField(default=50)
    last_verified_at = models.DateTimeField(null=True)
    verified_until_on = models.DateField(null=True)
    valid = models.BooleanField(null=True)
    is_synthetic = models.BooleanField(default=False)
    province = models.TextField(default="")
    city = models.TextField(default="")
    county = models.TextField(default="")
    town = models.TextField(default="")
    address_state = models.CharField(max_length=12, default="")
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    accuracy_metres = models.IntegerField(null=True)
    taken_with = models.BigIntegerField(null=True)

    class Meta:
        """One row per borrower, kind and value."""

        constraints = (
            models.UniqueConstraint(
                fields=["borrower", "kind", "value_index"], name="one_point_per_value"
            ),
        )


class ContactProof(models.Model):
    """One try to prove a contact point: what, when, by whom, and what it changed. Only grows."""

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    borrower = models.ForeignKey(Borrower, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    point = models.ForeignKey(ContactPoint, models.PROTECT, related_name="proofs")
    way = models.CharField(max_length=24)
    result = models.CharField(max_length=12)
    proved_on = models.DateField()
    note = EncryptedField(default="")
    confidence_before = models.SmallIntegerField()
    confidence_after = models.SmallIntegerField()
    recorded_at = models.DateTimeField()
    recorded_by = models.TextField()

    class Meta:
        """The last proof of a point is asked for often."""

        indexes = (
            models.Index(fields=["point", "-proved_on", "-recorded_at"], name="proof_last"),
        )


class Division(models.Model):
    """One division of the bundled table, so that the database can look for alike names."""

    code = models.CharField(max_length=9, primary_key=True)
    full_name = models.TextField()


class CaseFlag(models.Model):
    """What a lender's remark said that stops or limits contact until a person has looked."""

    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="flags")
    flag = models.CharField(max_length=30)
    noted_on = models.DateField()
    source = models.TextField(default="")
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.TextField(default="")
    taken_with = models.BigIntegerField(null=True)

    class Meta:
        """One row per case and flag."""

        constraints = (models.UniqueConstraint(fields=["case", "flag"], name="one_flag_per_case"),)


class TimeWish(models.Model):
    """At which hours and on which days of the week a borrower wishes to be contacted.

    ``weekdays`` holds days as bits, Monday the lowest. A newer wish ends the one before it; what
    was wished when stays on file. ``form`` is ``page``, or how staff heard it.
    """

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    borrower = models.ForeignKey(Borrower, models.PROTECT, related_name="+")
    weekdays = models.SmallIntegerField()
    from_hour = models.SmallIntegerField()
    to_hour = models.SmallIntegerField()
    form = models.CharField(max_length=10)
    said_at = models.DateTimeField()
    noted_by = models.TextField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.TextField(default="")

    class Meta:
        """At most one holds, and it leaves some hour on some day."""

        constraints = (
            models.UniqueConstraint(
                fields=["borrower"],
                condition=models.Q(withdrawn_at=None),
                name="one_wish_holds",
            ),
            models.CheckConstraint(
                condition=models.Q(weekdays__gte=1, weekdays__lte=127), name="wish_has_a_day"
            ),
            models.CheckConstraint(
                condition=models.Q(
                    from_hour__gte=0, to_hour__lte=24, to_hour__gt=models.F("from_hour")
                ),
                name="wish_has_an_hour",
            ),
        )
        indexes = (models.Index(fields=["agency", "withdrawn_at"], name="wish_holds"),)


class Assignment(models.Model):
    """Who may see and work a case, from when until when."""

    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="assignments")
    staff = models.ForeignKey("staff.Staff", models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    is_current = models.BooleanField(default=True)

    class Meta:
        """One row per case, person and first day."""

        constraints = (
            models.UniqueConstraint(
                fields=["case", "staff", "starts_on"], name="one_assignment_per_day"
            ),
        )
        indexes = (models.Index(fields=["staff", "starts_on"], name="assignment_staff"),)
