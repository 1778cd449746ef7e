"""Visits that borrowers booked: one ahead at most, dated, moved or cancelled with one press."""
