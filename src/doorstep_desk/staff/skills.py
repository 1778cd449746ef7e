"""Which skills can be written down, and on which days is somebody away, in which words?"""

from typing import Final

SKILLS: Final = ("driving", "hardship", "elderly", "business", "calming")
"""A closed list: what makes a pair fit a household better, and nothing about who somebody is."""

ABSENCES: Final = ("leave", "sick", "training")

VISIT_CERTIFICATE: Final = "visit"
"""Kind of the certificate of conduct at the door, which the law asks about itself."""
