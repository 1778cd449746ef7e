"""What is stored of a phone's records: as they came, what did not fit, and what came of each.

Texts are sealed. Coordinates are cut out of a record before it is stored and lie beside it: they
are blurred after a month while the record itself never changes.
"""

from django.db import models

from doorstep_desk.plumbing.encryption import EncryptedField


class FieldEvent(models.Model):
    """One record of a phone; never changed. Its case need not exist: what happened is kept."""

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    device = models.ForeignKey("devices.Device", models.PROTECT, related_name="+")
    staff = models.ForeignKey("staff.Staff", models.PROTECT, related_name="+")
    event_id = models.UUIDField()
    device_sequence = models.BigIntegerField()
    previous_hash = models.CharField(max_length=64)
    body_hash = models.CharField(max_length=64)
    kind = models.CharField(max_length=24)
    case_key = models.BigIntegerField(null=True)
    stop_key = models.UUIDField(null=True)
    visit_key = models.UUIDField(null=True)
    content = EncryptedField()
    happened_at = models.DateTimeField()
    flags = models.JSONField(default=list)
    schema = models.IntegerField()
    received_at = models.DateTimeField()
    receipt = models.CharField(max_length=64)

    class Meta:
        """Once per phone and name, once per phone and number."""

        constraints = (
            models.UniqueConstraint(fields=["device", "event_id"], name="one_event_per_name"),
            models.UniqueConstraint(
                fields=["device", "device_sequence"], name="one_event_per_number"
            ),
        )
        indexes = (
            models.Index(fields=["agency", "event_id"], name="field_event_name"),
            models.Index(fields=["visit_key", "kind"], name="field_event_visit"),
            models.Index(fields=["agency", "-received_at"], name="field_event_received"),
        )


class SetAside(models.Model):
    """What a phone sent that does not fit: never dropped, never acted upon, seen by the office."""

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    device = models.ForeignKey("devices.Device", models.PROTECT, related_name="+")
    staff = models.ForeignKey("staff.Staff", models.PROTECT, related_name="+")
    event_name = models.TextField()
    device_sequence = models.BigIntegerField(null=True)
    body_hash = models.CharField(max_length=64)
    item_hash = models.CharField(max_length=64)
    code = models.CharField(max_length=24)
    content = EncryptedField()
    received_at = models.DateTimeField()
    receipt = models.CharField(max_length=64)

    class Meta:
        """The same item is set aside once."""

        constraints = (
            models.UniqueConstraint(fields=["device", "item_hash"], name="set_aside_once"),
        )
        indexes = (models.Index(fields=["agency", "-received_at"], name="set_aside_received"),)


class Judgement(models.Model):
    """What the law says of a visit as it was when it was made, and as it is on arrival."""

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    event = models.OneToOneField(FieldEvent, models.PROTECT, related_name="judgement")
    case_key = models.BigIntegerField(null=True)
    visit_key = models.UUIDField()
    made_at = models.DateTimeField()
    had_leave = models.BooleanField(null=True)
    denied_since = models.DateTimeField(null=True)
    denied_because = models.TextField(default="")
    came_to = models.CharField(max_length=12)
    code = models.CharField(max_length=40, default="")
    is_private = models.BooleanField(null=True)
    is_clear = models.BooleanField(null=True)
    is_calm = models.BooleanField(null=True)
    judged_at = models.DateTimeField()

    class Meta:
        """Read by visit and, newest first, by agency."""

        indexes = (
            models.Index(fields=["visit_key"], name="judgement_visit"),
            models.Index(fields=["agency", "-judged_at"], name="judgement_newest"),
        )


class PackGiven(models.Model):
    """Which cases a phone was given to take along; what it must be told about follows from it."""

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    device = models.ForeignKey("devices.Device", models.PROTECT, related_name="packs")
    staff = models.ForeignKey("staff.Staff", models.PROTECT, related_name="+")
    on = models.DateField()
    cases = models.JSONField()
    given_at = models.DateTimeField()

    class Meta:
        """The newest of a phone is asked for."""

        indexes = (models.Index(fields=["device", "-given_at"], name="pack_newest"),)


class Place(models.Model):
    """Where a phone was during a visit; exact for a month, then only the neighbourhood."""

    event = models.OneToOneField(
        FieldEvent, models.PROTECT, primary_key=True, related_name="place"
    )
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    staff = models.ForeignKey("staff.Staff", models.PROTECT, related_name="+")
    visit_key = models.UUIDField()
    at = models.DateTimeField()
    exact = EncryptedField(null=True)
    blurred_at = models.DateTimeField(null=True)
    coarse_longitude = models.IntegerField()
    coarse_latitude = models.IntegerField()

    class Meta:
        """Read by visit, and by those that are still exact."""

        indexes = (
            models.Index(fields=["visit_key", "at"], name="place_visit"),
            models.Index(fields=["staff", "-at"], name="place_staff"),
            models.Index(
                fields=["at"], name="place_exact", condition=models.Q(exact__isnull=False)
            ),
        )


class Outing(models.Model):
    """A visit as far as its phone has told of it, for those who look after the two at the door."""

    visit_key = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    device = models.ForeignKey("devices.Device", models.PROTECT, related_name="+")
    staff = models.ForeignKey("staff.Staff", models.PROTECT, related_name="+")
    case_key = models.BigIntegerField(null=True)
    stop_key = models.UUIDField(null=True)
    started_at = models.DateTimeField()
    arrived_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)
    pair_present = models.BooleanField(null=True)
    check_out_due_at = models.DateTimeField(null=True)
    checked_out_at = models.DateTimeField(null=True)

    class Meta:
        """Those still out are asked for."""

        indexes = (models.Index(fields=["agency", "check_out_due_at"], name="outing_due"),)


class SafetyAlert(models.Model):
    """Something about the safety of two people outside that a person must look at now."""

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    staff = models.ForeignKey("staff.Staff", models.PROTECT, related_name="+")
    visit_key = models.UUIDField(null=True)
    kind = models.CharField(max_length=12)
    raised_at = models.DateTimeField()
    handled_at = models.DateTimeField(null=True)
    handled_by = models.TextField(default="")
    handled_note = EncryptedField(null=True)

    class Meta:
        """One of a kind per visit; those that wait are asked for."""

        constraints = (
            models.UniqueConstraint(fields=["visit_key", "kind"], name="one_alert_of_a_kind"),
        )
        indexes = (
            models.Index(
                fields=["agency", "-raised_at"],
                name="alert_waiting",
                condition=models.Q(handled_at=None),
            ),
        )


class RiskNote(models.Model):
    """What makes an address dangerous, who says so, on what grounds, and until when it holds."""

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    point = models.ForeignKey("cases.ContactPoint", models.PROTECT, related_name="+")
    case_key = models.BigIntegerField()
    kind = models.CharField(max_length=12)
    source = models.CharField(max_length=12)
    words = EncryptedField()
    grounds = EncryptedField()
    noted_by = models.TextField()
    noted_at = models.DateTimeField()
    expires_on = models.DateField()
    looked_at = models.DateTimeField(null=True)
    looked_by = models.TextField(default="")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.TextField(default="")
    withdrawn_because = EncryptedField(null=True)

    class Meta:
        """Read by address, and by the agency's own that hold."""

        indexes = (
            models.Index(fields=["point", "expires_on"], name="risk_point"),
            models.Index(fields=["agency", "expires_on"], name="risk_agency"),
        )


class VisitReview(models.Model):
    """A visit that a person looks at again; a flag is a question and never a verdict.

    ``agents`` are those whom it concerns: they read it and may reply and appeal.
    """

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    event = models.ForeignKey(FieldEvent, models.PROTECT, related_name="reviews")
    agents = models.JSONField()
    visit_key = models.UUIDField(null=True)
    case_key = models.BigIntegerField(null=True)
    kind = models.CharField(max_length=16)
    code = models.CharField(max_length=40, default="")
    findings = models.JSONField(default=list)
    opened_at = models.DateTimeField()
    state = models.CharField(max_length=12, default="open")
    outcome = models.CharField(max_length=12, default="")
    decided_by = models.TextField(default="")

    class Meta:
        """One of a kind per visit and phone's record; those that wait are asked for."""

        constraints = (
            models.UniqueConstraint(fields=["event", "kind"], name="one_review_of_a_kind"),
        )
        indexes = (
            models.Index(fields=["agency", "state", "-opened_at"], name="review_state"),
            models.Index(fields=["case_key"], name="visit_review_case"),
        )


class Correction(models.Model):
    """What an agent says was written down wrongly at the end of a visit, and what was really so.

    The corrected record stays as it came. ``was`` is what was told of the visit when the
    correction arrived; ``state`` is ``applied``, ``waiting`` for a second person, ``declined`` by
    one, or ``refused``, and ``code`` says why it did not have effect at once.
    """

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    event = models.OneToOneField(FieldEvent, models.PROTECT, related_name="correction")
    of = models.ForeignKey(FieldEvent, models.PROTECT, null=True, related_name="corrected_by")
    staff = models.ForeignKey("staff.Staff", models.PROTECT, related_name="+")
    made_by = models.TextField()
    case_key = models.BigIntegerField(null=True)
    visit_key = models.UUIDField(null=True)
    was = EncryptedField(default="")
    now = EncryptedField(default="")
    because = EncryptedField(default="")
    made_at = models.DateTimeField()
    state = models.CharField(max_length=12)
    code = models.CharField(max_length=40, default="")
    decided_by = models.TextField(default="")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        """Read by visit and by case."""

        indexes = (
            models.Index(fields=["visit_key", "made_at"], name="correction_visit"),
            models.Index(fields=["case_key", "-made_at"], name="correction_case"),
        )


class ReviewStep(models.Model):
    """What somebody said or decided in a review; only grows."""

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    review = models.ForeignKey(VisitReview, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=12)
    outcome = models.CharField(max_length=12, default="")
    words = EncryptedField(default="")
    by = models.TextField()
    at = models.DateTimeField()

    class Meta:
        """Read in the order they were taken."""

        indexes = (models.Index(fields=["review", "at"], name="review_step_order"),)


class VisitCopy(models.Model):
    """The borrower's copy of a visit's record, found by a code that their visitors' phone made.

    The office has the hash of the code only. ``content`` is empty until the visit has ended;
    what is corrected later is written beside what was said first.
    """

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    borrower = models.ForeignKey("cases.Borrower", models.PROTECT, related_name="+")
    visit_key = models.UUIDField()
    code_hash = models.CharField(max_length=64, unique=True)
    content = EncryptedField(default="")
    made_at = models.DateTimeField()
    whole_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField()

    class Meta:
        """Read by visit."""

        indexes = (models.Index(fields=["visit_key"], name="visit_copy_visit"),)


class CopyUse(models.Model):
    """Somebody opened a copy, or tried to, or a code that is none; counted against guessing."""

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey(
        "organisations.Organisation", models.PROTECT, null=True, related_name="+"
    )
    case = models.ForeignKey("cases.Case", models.PROTECT, null=True, related_name="+")
    copy = models.ForeignKey(VisitCopy, models.PROTECT, null=True, related_name="uses")
    asker = models.BinaryField(max_length=32)
    what = models.CharField(max_length=12)
    at = models.DateTimeField()

    class Meta:
        """Counted by copy and by asker."""

        indexes = (
            models.Index(fields=["copy", "what", "-at"], name="copy_use_copy"),
            models.Index(fields=["asker", "what", "-at"], name="copy_use_asker"),
        )
