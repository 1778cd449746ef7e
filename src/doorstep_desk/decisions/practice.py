"""What does the agency declare about how it contacts people?

The law asks things that no case can answer: whether agents carry papers, whether the recorder
works, whether our own templates name the institution. They are true because the agency does them
and checks them at departure; a declaration that is not made leaves the fact unknown, and the
rules hold.
"""

from typing import Final

from doorstep.compliance.words import Dress, FoundBy, OrgKind, PlaceKind
from doorstep.terms.codes import Known

HOUSE_PRACTICE: Final[dict[str, int | bool]] = {
    "org_kind": OrgKind.AGENCY,
    "has_registered_number": Known.YES,
    "uses_private_device": Known.NO,
    "may_use_private_device": Known.NO,
    "is_ai": False,
    "is_automated_decision": False,
    "mentions_debt": Known.NO,
    "names_institution": Known.YES,
    "poses_as_other": Known.NO,
    "has_invented_consequence": Known.NO,
    "matches_ledger": Known.YES,
    "has_threat_or_insult": Known.NO,
    "urges_new_borrowing": Known.NO,
    "has_all_card_items": True,
    "is_in_own_language": Known.YES,
    "dress": Dress.DECENT,
    "has_id_documents": Known.YES,
    "has_authority_letter": Known.YES,
    "has_loan_sheet": Known.YES,
    "has_working_recorder": Known.YES,
    "matches_faces": Known.NO,
    "place": PlaceKind.HOME,
    "is_inside": Known.NO,
    "found_by": FoundBy.CONTRACT,
    "agents_have_violent_record": Known.NO,
    "longest_since_training_days": 100,
    "has_outsourcing_notice": Known.YES,
    "is_listed_agency": Known.YES,
    "agency_tier": 1,
    "has_violent_record": Known.NO,
    "is_reported_product": Known.YES,
}
"""Columns of a request that hold for every contact of the house, by name."""
