"""A borrower who books a visit may know when somebody could come, and of nobody who it is."""

from django.db import migrations

from doorstep_desk.plumbing.tables.owner_functions import IS_PERSON, owner_function, owner_may
from doorstep_desk.plumbing.tables.row_security import ORGANISATION

_DUTY = f"""
WITH days AS (
    SELECT generate_series(first_on, last_on, interval '1 day')::date AS day
), rostered AS (
    SELECT DISTINCT s."on" AS day FROM staff_shift s JOIN staff_pair p ON p.id = s.pair_id
     WHERE p.organisation_id = agency AND s."on" BETWEEN first_on AND last_on
), hours AS (
    SELECT d.day, p.id AS pair, p.first_id, p.second_id,
           h.starts_minute, h.ends_minute, h.max_visits
      FROM days d CROSS JOIN staff_pair p CROSS JOIN LATERAL (
           SELECT s.starts_minute, s.ends_minute, s.max_visits FROM staff_shift s
            WHERE s.pair_id = p.id AND s.called_off_at IS NULL
              AND (s."on" = d.day OR (s."on" BETWEEN d.day - 35 AND d.day - 1
                   AND NOT EXISTS (SELECT 1 FROM rostered r WHERE r.day = d.day)))
            ORDER BY s."on" DESC LIMIT 1) h
     WHERE p.organisation_id = agency AND p.active
)
SELECT h.day, h.pair, h.starts_minute::int, h.ends_minute::int, h.max_visits::int,
       (one.languages || ' ' || two.languages)::text,
       CASE WHEN one.certificate_valid_until IS NOT NULL
             AND two.certificate_valid_until IS NOT NULL
            THEN least(one.certificate_valid_until, two.certificate_valid_until) END,
       least(one.trained_on, two.trained_on),
       one.trained_on IS NULL OR two.trained_on IS NULL,
       one.has_violent_record OR two.has_violent_record
  FROM hours h
  JOIN staff_staff one ON one.id = h.first_id
  JOIN staff_staff two ON two.id = h.second_id
 WHERE (NOT {IS_PERSON} OR agency = {ORGANISATION})
   AND one.is_active AND two.is_active
   AND NOT EXISTS (
       SELECT 1 FROM staff_absence a
        WHERE a.staff_id IN (one.id, two.id) AND a.withdrawn_at IS NULL
          AND h.day BETWEEN a.from_on AND a.until_on)
   AND COALESCE(one.certificate_valid_until >= h.day, true)
   AND COALESCE(two.certificate_valid_until >= h.day, true)
   AND NOT EXISTS (
       SELECT 1 FROM staff_certificateneed n
        CROSS JOIN LATERAL (VALUES (one.id, one.certificate_valid_until),
                                   (two.id, two.certificate_valid_until)) AS who(id, until_on)
        WHERE n.agency_id = agency AND n.channel = 'visit' AND n.from_on <= h.day
          AND (n.until_on IS NULL OR n.until_on >= h.day)
          AND CASE WHEN n.kind = 'visit' THEN who.until_on IS NULL ELSE NOT EXISTS (
              SELECT 1 FROM staff_certificate c
               WHERE c.staff_id = who.id AND c.kind = n.kind AND c.revoked_at IS NULL
                 AND h.day BETWEEN c.issued_on AND c.expires_on
                 AND (c.counts_until IS NULL OR c.counts_until >= h.day)) END)
 ORDER BY h.day, h.pair
"""


class Migration(migrations.Migration):
    dependencies = [("staff", "0005_grace")]

    operations = [
        owner_may("staff_staff"),
        owner_may("staff_pair"),
        owner_may("staff_shift"),
        owner_may("staff_absence"),
        owner_may("staff_certificate"),
        owner_may("staff_certificateneed"),
        owner_function(
            "doorstep_pairs_on_duty(agency bigint, first_on date, last_on date)",
            "TABLE (day date, pair bigint, starts integer, ends integer, visits integer, "
            "languages text, certified_until date, trained_on date, has_unknown_training boolean, "
            "has_violent_record boolean)",
            _DUTY,
        ),
    ]
