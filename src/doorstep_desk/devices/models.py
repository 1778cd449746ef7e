"""What is stored about phones, and about the lives of this store that they have met."""

from django.db import models

from doorstep_desk.plumbing.encryption import EncryptedField


class Device(models.Model):
    """One phone in the hand of one agent.

    ``share`` is the office's half of the key to the day's papers; none once the phone is out of
    use, for it is handed out to nobody any more. What is unsent is what the phone said last; it
    holds more when it has not been heard of since.
    """

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    staff = models.ForeignKey("staff.Staff", models.PROTECT, related_name="+")
    name = models.TextField()
    share = EncryptedField(null=True)
    schema = models.IntegerField()
    registered_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    unsent_events = models.IntegerField(default=0)
    unsent_blobs = models.IntegerField(default=0)
    unsent_bytes = models.BigIntegerField(default=0)
    unsent_since = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.TextField(default="")
    revoked_because = models.TextField(default="")
    told_at = models.DateTimeField(null=True)

    class Meta:
        """Listed by agency; a revoked phone says by whom."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(revoked_at=None, revoked_by="")
                | (models.Q(revoked_at__isnull=False) & ~models.Q(revoked_by="")),
                name="revoked_by_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(revoked_at=None, share__isnull=False)
                | models.Q(revoked_at__isnull=False, share__isnull=True),
                name="share_ends_with_phone",
            ),
        )
        indexes = (models.Index(fields=["agency", "-last_seen_at"], name="device_seen"),)


class ServerEpoch(models.Model):
    """One life of this store as phones see it; a restored store begins a new one."""

    id = models.UUIDField(primary_key=True)
    began_at = models.DateTimeField()
    because = models.TextField()
