"""What is stored of the books: events and entries only grow; a balance is kept beside them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from doorstep.ledger.events import Book


class LedgerTerms(models.Model):
    """At which yearly rates an account grows, as the lender stated them; the newest counts."""

    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    account = models.ForeignKey("cases.Account", models.PROTECT, related_name="+")
    interest_ppm = models.IntegerField()
    penalty_ppm = models.IntegerField()
    fee_ppm = models.IntegerField()
    cap_ppm = models.IntegerField()
    days_in_year = models.SmallIntegerField()
    source = models.TextField()
    stated_at = models.DateTimeField()
    stated_by = models.TextField()

    class Meta:
        """The newest of an account is found at once."""

        indexes = (models.Index(fields=["account", "id"], name="ledger_terms_newest"),)


class LedgerEvent(models.Model):
    """Something that happened to an account, as the core's ``AccountEvent``."""

    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    account = models.ForeignKey("cases.Account", models.PROTECT, related_name="+")
    event_key = models.TextField()
    kind = models.SmallIntegerField()
    on = models.DateField()
    amount_fen = models.BigIntegerField()
    parts_fen = ArrayField(models.BigIntegerField())
    reverses = models.TextField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.TextField()

    class Meta:
        """One row per event of an account."""

        constraints = (
            models.UniqueConstraint(fields=["account", "event_key"], name="one_row_per_event"),
        )


class LedgerEntry(models.Model):
    """What an event wrote, or the undoing of such an entry."""

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    account = models.ForeignKey("cases.Account", models.PROTECT, related_name="+")
    event_key = models.TextField()
    is_accrual = models.BooleanField()
    on = models.DateField()
    posted_at = models.DateTimeField()
    undoes = models.ForeignKey("self", models.PROTECT, null=True, related_name="undone_by")

    class Meta:
        """An entry is undone once."""

        constraints = (models.UniqueConstraint(fields=["undoes"], name="entry_undone_once"),)
        indexes = (models.Index(fields=["account", "on"], name="ledger_entry_account"),)


class LedgerLine(models.Model):
    """One side of an entry; debit positive. Whose it is has to be what its entry says."""

    agency = models.ForeignKey(
        "organisations.Organisation", models.PROTECT, related_name="+", db_constraint=False
    )
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+", db_constraint=False)
    account = models.ForeignKey(
        "cases.Account", models.PROTECT, related_name="+", db_constraint=False
    )
    entry = models.ForeignKey(LedgerEntry, models.PROTECT, related_name="lines")
    book = models.SmallIntegerField()
    amount_fen = models.BigIntegerField()

    class Meta:
        """One line per book of an entry; never of nothing."""

        constraints = (
            models.UniqueConstraint(fields=["entry", "book"], name="one_line_per_book"),
            models.CheckConstraint(condition=~models.Q(amount_fen=0), name="line_is_not_nothing"),
            models.CheckConstraint(
                condition=models.Q(book__gte=0, book__lte=11), name="line_has_a_book"
            ),
        )
        indexes = (
            models.Index(
                fields=["account"],
                name="ledger_let_off",
                condition=models.Q(book=Book.WAIVED.value),
            ),
        )


class LedgerBalance(models.Model):
    """What is owed on an account now; the row that every posting locks."""

    account = models.OneToOneField(
        "cases.Account", models.PROTECT, primary_key=True, related_name="+"
    )
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    parts_fen = ArrayField(models.BigIntegerField())
    overpaid_fen = models.BigIntegerField(default=0)
    reached_on = models.DateField(null=True)
    posted_at = models.DateTimeField(null=True)


class UnpostedEvent(models.Model):
    """An event that the books could not take, with the reason, until it can be."""

    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    account = models.ForeignKey("cases.Account", models.PROTECT, related_name="+")
    event_key = models.TextField()
    code = models.CharField(max_length=40)
    message = models.TextField()
    since = models.DateTimeField()

    class Meta:
        """One row per event that waits."""

        constraints = (
            models.UniqueConstraint(
                fields=["account", "event_key"], name="one_row_per_waiting_event"
            ),
        )
