"""What is stored about promises to pay and arrangements?"""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Promise(models.Model):
    """An amount and a day, said by the borrower; a wrong row is corrected by a new one.

    The one that was corrected ends as withdrawn; a correction is no second promise.
    """

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    amount_fen = models.BigIntegerField()
    due_on = models.DateField()
    made_at = models.DateTimeField()
    taken_by = models.TextField()
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected_by")

    class Meta:
        """Something is promised."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(amount_fen__gt=0), name="promise_is_more_than_nothing"
            ),
        )
        indexes = (models.Index(fields=["case", "due_on"], name="promise_case"),)


class PromiseOutcome(models.Model):
    """What became of a promise, decided by payments; written once."""

    promise = models.OneToOneField(Promise, models.PROTECT, related_name="outcome")
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    state = models.CharField(max_length=12)
    paid_fen = models.BigIntegerField()
    settled_on = models.DateField()
    decided_at = models.DateTimeField()


class PromiseRevision(models.Model):
    """What became of a promise after a payment that bore on it was taken back; the newest counts.

    ``open`` means that its window still runs, and that it waits to be decided again.
    """

    promise = models.ForeignKey(Promise, models.PROTECT, related_name="revisions")
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    state = models.CharField(max_length=12)
    paid_fen = models.BigIntegerField()
    settled_on = models.DateField(null=True)
    decided_at = models.DateTimeField()

    class Meta:
        """The newest of a promise is found at once."""

        indexes = (models.Index(fields=["promise", "-id"], name="promise_revision_newest"),)


class Arrangement(models.Model):
    """What was proposed, word for word; it never changes, and a changed one is another row."""

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    terms = models.TextField()
    sheet = models.TextField()
    because = models.TextField()
    waived_fen = models.BigIntegerField()
    needs_approval = models.BooleanField()
    replaces = models.ForeignKey("self", models.PROTECT, null=True, related_name="replaced_by")
    proposed_by = models.TextField()
    proposed_at = models.DateTimeField()
    payload_hash = models.CharField(max_length=64)

    class Meta:
        """Nothing is let off without a second person."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(waived_fen=0) | models.Q(needs_approval=True, waived_fen__gt=0),
                name="waiver_needs_approval",
            ),
        )
        indexes = (models.Index(fields=["case", "-proposed_at"], name="arrangement_case"),)


class ArrangementStep(models.Model):
    """Something that happened to an arrangement; the last one says where it stands."""

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    arrangement = models.ForeignKey(Arrangement, models.PROTECT, related_name="steps")
    ordinal = models.SmallIntegerField()
    step = models.CharField(max_length=20)
    state = models.CharField(max_length=12)
    taken_by = models.TextField()
    taken_at = models.DateTimeField()
    because = models.TextField(default="")
    payload_hash = models.CharField(max_length=64)

    class Meta:
        """Steps follow one after the other."""

        constraints = (
            models.UniqueConstraint(fields=["arrangement", "ordinal"], name="one_step_at_a_time"),
        )


class ActiveArrangement(models.Model):
    """The one arrangement that is agreed, in force or contested on a case."""

    case = models.OneToOneField("cases.Case", models.PROTECT, primary_key=True, related_name="+")
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    arrangement = models.OneToOneField(Arrangement, models.PROTECT, related_name="active")
    agreed_at = models.DateTimeField()


class AuthorityLimit(models.Model):
    """How much of each part of a debt people of a role may propose to let off, by a lender's word.

    Proposed by one person and approved by another; it holds from its day until a later one does.
    """

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    lender = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    role = models.CharField(max_length=12)
    percent = ArrayField(models.SmallIntegerField())
    effective_from = models.DateField()
    source = models.TextField()
    proposed_by = models.TextField()
    proposed_at = models.DateTimeField()
    approved_by = models.TextField(default="")
    approved_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        """Nobody approves alone; each part has its share; what is approved stays."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(approved_at=None)
                | (~models.Q(approved_by="") & ~models.Q(approved_by=models.F("proposed_by"))),
                name="authority_approved_by_another",
            ),
            models.CheckConstraint(condition=models.Q(percent__len=7), name="authority_parts"),
            models.CheckConstraint(
                condition=models.Q(approved_at=None) | models.Q(withdrawn_at=None),
                name="authority_approved_stays",
            ),
        )


class PersonalLink(models.Model):
    """A link handed to one borrower about one case; it ends by itself or is taken back."""

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    borrower = models.ForeignKey("cases.Borrower", models.PROTECT, related_name="+")
    made_by = models.TextField()
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    revoked_by = models.TextField(default="")
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        """It ends after it was made."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("made_at")), name="link_ends_later"
            ),
        )
        indexes = (models.Index(fields=["case", "-made_at"], name="personal_link_case"),)


class LinkUse(models.Model):
    """What came through a link, or through one that we never made; it is counted against abuse."""

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey(
        "organisations.Organisation", models.PROTECT, null=True, related_name="+"
    )
    case = models.ForeignKey("cases.Case", models.PROTECT, null=True, related_name="+")
    link = models.ForeignKey(PersonalLink, models.PROTECT, null=True, related_name="uses")
    asker = models.BinaryField(max_length=32)
    what = models.CharField(max_length=12)
    at = models.DateTimeField()

    class Meta:
        """Counted by link and by asker."""

        indexes = (
            models.Index(fields=["link", "what", "-at"], name="link_use_link"),
            models.Index(fields=["asker", "what", "-at"], name="link_use_asker"),
        )


class ReminderWish(models.Model):
    """Whether and how a borrower wants to be reminded of a promise; the newest counts."""

    promise = models.ForeignKey(Promise, models.PROTECT, null=True, related_name="reminder_wishes")
    arrangement = models.ForeignKey(
        Arrangement, models.PROTECT, null=True, related_name="reminder_wishes"
    )
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    is_wanted = models.BooleanField()
    channel = models.CharField(max_length=12, default="")
    days_before = models.SmallIntegerField(default=0)
    said_by = models.TextField()
    said_at = models.DateTimeField()

    class Meta:
        """It is about one thing; a wanted one says how and when."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(promise=None, arrangement__isnull=False)
                | models.Q(promise__isnull=False, arrangement=None),
                name="reminder_about_one_thing",
            ),
            models.CheckConstraint(
                condition=models.Q(is_wanted=False)
                | (
                    models.Q(days_before__gte=0, days_before__lte=7)
                    & models.Q(channel__in=("sms", "call"))
                ),
                name="reminder_says_how",
            ),
        )
        indexes = (models.Index(fields=["case", "-id"], name="reminder_wish_case"),)
