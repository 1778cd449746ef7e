"""What is kept of rows that were checked, without keeping all of them in memory?"""

from doorstep.intake.kept.entries import Entries, Later, Noted, SheetLog, entries_of
from doorstep.intake.kept.spool import Spool

__all__ = ["Entries", "Later", "Noted", "SheetLog", "Spool", "entries_of"]
