"""Which profiles are kept of the headers of each lender's files, and which fits a file?"""

from doorstep_desk.intake.models import LenderProfile
from doorstep_desk.intake.reading import fitting_apart
from doorstep_desk.intake.settled import NOTHING_SETTLED, Settled, profile_of


def lender_profiles(agency_id: int) -> list[Settled]:
    """Return the newest profile of each lender, by name."""
    rows = LenderProfile.objects.filter(agency_id=agency_id).order_by("lender", "-version")
    return [
        Settled(profile_of(row.columns, row.kind), row.lender, row.version)
        for row in rows.distinct("lender")
    ]


def profile_versions(agency_id: int, lender: str) -> list[LenderProfile]:
    """Return all versions of a lender's profile, the newest first."""
    rows = LenderProfile.objects.filter(agency_id=agency_id, lender=lender)
    return list(rows.order_by("-version"))


def fitting(agency_id: int, name: str, content: bytes) -> Settled:
    """Return the profile whose headers all stand in one sheet of a file, the one with most.

    Two that fit equally well are both left out: nothing is guessed.
    """
    known = [each for each in lender_profiles(agency_id) if each.profile.columns]
    if not known:
        return NOTHING_SETTLED
    fit = [known[at] for at in fitting_apart(name, content, [each.profile for each in known])]
    most = max((len(each.profile.columns) for each in fit), default=0)
    best = [each for each in fit if len(each.profile.columns) == most]
    return best[0] if len(best) == 1 else NOTHING_SETTLED
