"""What is stored about training: each exam as it was taken, and never changed."""

from django.db import models


class Exam(models.Model):
    """One exam that somebody took, with their answers and what the rules said that day."""

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    staff = models.ForeignKey("staff.Staff", models.PROTECT, related_name="+")
    course = models.CharField(max_length=40)
    edition = models.DateField()
    answers = models.JSONField()
    """Place of the chosen answer for each question in turn, from 1."""
    is_passed = models.BooleanField()
    rulebook = models.CharField(max_length=80)
    marks = models.JSONField()
    """Mark of what each rule behind the course said, by rule."""
    certificate_id = models.UUIDField(null=True)
    """What the pass gave; None where it was not passed."""
    taken_at = models.DateTimeField()

    class Meta:
        """Read by person and course, and by certificate."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(is_passed=False) | models.Q(certificate_id__isnull=False),
                name="pass_gives_certificate",
            ),
        )
        indexes = (
            models.Index(fields=["staff", "course"], name="exam_of_staff"),
            models.Index(fields=["agency", "taken_at"], name="exam_of_agency"),
        )

    def __str__(self) -> str:
        """Return course and day."""
        return f"{self.course} {self.taken_at:%Y-%m-%d}"
