"""The audit log as a table; the database refuses every change but adding."""

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
