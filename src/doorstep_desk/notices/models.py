"""What is stored about messages to borrowers: announced visits, templates, and what leaves."""

from django.db import models
from django.db.models import F, Q

from doorstep_desk.plumbing.encryption import EncryptedField


class Notice(models.Model):
    """A visit announced to a borrower, with a way to decline."""

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    point = models.ForeignKey("cases.ContactPoint", models.PROTECT, null=True, related_name="+")
    attempt = models.ForeignKey("attempts.Attempt", models.PROTECT, null=True, related_name="+")
    permit = models.ForeignKey("permits.Permit", models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=16, default="visit_notice")
    channel = models.CharField(max_length=14, default="sms")
    gateway = models.CharField(max_length=16)
    body = models.TextField()
    offers_decline = models.BooleanField()
    queued_at = models.DateTimeField()
    sends_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    visits_from_on = models.DateField()
    visits_until_on = models.DateField()
    declined_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_because = models.TextField(default="")

    class Meta:
        """Read by case, newest first; what was cancelled never left."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(sent_at=None) | models.Q(cancelled_at=None),
                name="notice_sent_or_cancelled",
            ),
        )
        indexes = (models.Index(fields=["case", "-queued_at"], name="notice_case"),)


class Template(models.Model):
    """Words that two people agreed on; what was proposed never changes."""

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    key = models.CharField(max_length=40)
    channel = models.CharField(max_length=14)
    purpose = models.CharField(max_length=20)
    language = models.CharField(max_length=2)
    subject = models.TextField(default="")
    body = models.TextField()
    proposed_by = models.TextField()
    proposed_at = models.DateTimeField()
    payload_hash = models.CharField(max_length=64)
    approved_by = models.TextField(default="")
    approved_at = models.DateTimeField(null=True)
    approved_hash = models.CharField(max_length=64, default="")
    withdrawn_by = models.TextField(default="")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        """Two people approve, and only what was proposed takes effect."""

        constraints = (
            models.CheckConstraint(
                condition=Q(approved_at=None)
                | (~Q(approved_by="") & ~Q(approved_by=F("proposed_by"))),
                name="template_approved_by_another",
            ),
            models.CheckConstraint(
                condition=Q(approved_at=None) | Q(approved_hash=F("payload_hash")),
                name="template_approved_as_proposed",
            ),
        )
        indexes = (models.Index(fields=["agency", "key", "-proposed_at"], name="template_key"),)


class Message(models.Model):
    """A message to one borrower: the intent, kept before anything of it leaves.

    It moves queued → sending → sent, unknown or failed, or queued → cancelled, and never back; a
    trigger holds it to that. ``gateway_ref`` is what the other side calls it.
    """

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    point = models.ForeignKey("cases.ContactPoint", models.PROTECT, null=True, related_name="+")
    template = models.ForeignKey(Template, models.PROTECT, null=True, related_name="+")
    permit = models.OneToOneField("permits.Permit", models.PROTECT, related_name="+")
    attempt = models.OneToOneField("attempts.Attempt", models.PROTECT, null=True, related_name="+")
    batch = models.UUIDField()
    key = models.CharField(max_length=40)
    channel = models.CharField(max_length=14)
    purpose = models.CharField(max_length=20)
    language = models.CharField(max_length=2)
    subject = models.TextField(default="")
    body = EncryptedField()
    is_secret = models.BooleanField(default=False)
    gateway = models.CharField(max_length=16)
    gateway_ref = models.TextField(default="")
    state = models.CharField(max_length=10, default="queued")
    because = models.TextField(default="")
    queued_by = models.TextField()
    queued_at = models.DateTimeField()
    sends_at = models.DateTimeField()
    sending_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    acknowledged_by = models.TextField(default="")

    class Meta:
        """What is on its way or has left is a contact; what waits or was cancelled is none."""

        constraints = (
            models.CheckConstraint(
                condition=Q(
                    state__in=("queued", "sending", "sent", "unknown", "failed", "cancelled")
                ),
                name="message_state",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("queued", "cancelled"), attempt=None)
                | Q(state__in=("sending", "sent", "unknown", "failed"), attempt__isnull=False),
                name="message_left_is_a_contact",
            ),
        )
        indexes = (
            models.Index(fields=["case", "-queued_at"], name="message_case"),
            models.Index(fields=["agency", "batch"], name="message_batch"),
            models.Index(
                fields=["gateway", "sends_at"], name="message_due", condition=Q(state="queued")
            ),
            models.Index(fields=["sending_at"], name="message_open", condition=Q(state="sending")),
            models.Index(
                fields=["gateway", "gateway_ref"],
                name="message_ref",
                condition=~Q(gateway_ref=""),
            ),
        )


class ReturnedLetter(models.Model):
    """That a letter came back, and why; its address is in doubt from then on."""

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    message = models.OneToOneField(Message, models.PROTECT, related_name="returned")
    reason = models.CharField(max_length=16)
    noted_by = models.CharField(max_length=60)
    noted_at = models.DateTimeField()
