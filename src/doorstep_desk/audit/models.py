"""The audit log, and the tree over it, as tables; the database refuses every change but adding."""

from django.db import models


class AuditEntry(models.Model):
    """One thing that happened.

    ``era``, ``transaction_number`` and ``position`` are filled by the database and give the
    order in which readers may follow the log without missing a slow transaction.
    """

    id = models.UUIDField(primary_key=True)
    at = models.DateTimeField()
    actor = models.TextField()
    verb = models.TextField()
    subject = models.TextField()
    details = models.JSONField(default=dict)
    organisation_id = models.BigIntegerField(null=True)
    era = models.IntegerField()
    transaction_number = models.BigIntegerField()
    position = models.BigIntegerField()

    class Meta:
        """Names of the table and its indexes."""

        db_table = "audit_entry"
        indexes = (
            models.Index(fields=["subject", "position"], name="audit_entry_subject"),
            models.Index(
                fields=["era", "transaction_number", "position"], name="audit_entry_order"
            ),
        )

    def __str__(self) -> str:
        """Return verb and subject."""
        return f"{self.verb} {self.subject}"


class AuditEra(models.Model):
    """One life of the log in one server; a restore begins a new one.

    Transaction numbers start again in a new server, so they only order entries of one era.
    """

    number = models.IntegerField(primary_key=True)
    began_at = models.DateTimeField()

    class Meta:
        """Name of the table."""

        db_table = "audit_era"

    def __str__(self) -> str:
        """Return the number."""
        return str(self.number)


class AuditLeaf(models.Model):
    """The place of an entry in the tree over the log: numbered without a gap, from 0."""

    index = models.BigIntegerField(primary_key=True)
    entry = models.OneToOneField(AuditEntry, models.PROTECT, related_name="leaf")
    hash = models.BinaryField(max_length=32)

    class Meta:
        """Name of the table."""

        db_table = "audit_leaf"

    def __str__(self) -> str:
        """Return the index."""
        return str(self.index)


class AuditNode(models.Model):
    """The hash of a perfect subtree of at least ``stored_tree.LEAVES_PER_BLOCK`` leaves."""

    level = models.SmallIntegerField()
    index = models.BigIntegerField()
    hash = models.BinaryField(max_length=32)

    class Meta:
        """Each subtree once."""

        db_table = "audit_node"
        constraints = (
            models.UniqueConstraint(fields=["level", "index"], name="one_node_per_subtree"),
        )

    def __str__(self) -> str:
        """Return level and index."""
        return f"{self.level}/{self.index}"


class AuditCheckpoint(models.Model):
    """What the log was at an instant, signed."""

    origin = models.TextField()
    size = models.BigIntegerField()
    root = models.BinaryField(max_length=32)
    at = models.DateTimeField()
    note = models.TextField()

    class Meta:
        """The newest comes first, and the newest of a size is found at once."""

        db_table = "audit_checkpoint"
        indexes = (models.Index(fields=["size", "-id"], name="checkpoint_size"),)

    def __str__(self) -> str:
        """Return the size."""
        return str(self.size)


class AuditCheck(models.Model):
    """One reading of the whole log against its tree and its checkpoints, asked for or done."""

    asked_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    size = models.BigIntegerField(null=True)
    fault = models.TextField(default="")

    class Meta:
        """Name of the table."""

        db_table = "audit_check"

    def __str__(self) -> str:
        """Return when it was asked for."""
        return str(self.asked_at)
