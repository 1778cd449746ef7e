import pytest
from tests.core.compliance.lawful import NO, UNKNOWN, YES, answer, contact, judged

from doorstep.compliance.words import Answer, OrgKind
from doorstep.terms.codes import Channel

PRIVATE = {"uses_private_device": YES, "may_use_private_device": NO}
MACHINE = {"is_ai": True}


@pytest.mark.parametrize(
    ("rule", "changes", "verdict"),
    [
        ("CN-CHAN-01", {}, Answer.ALLOW),
        ("CN-CHAN-01", PRIVATE, Answer.DENY),
        ("CN-CHAN-01", {**PRIVATE, "may_use_private_device": YES}, Answer.ALLOW),
        ("CN-CHAN-01", {**PRIVATE, "may_use_private_device": UNKNOWN}, Answer.UNKNOWN),
        ("CN-CHAN-01", {**PRIVATE, "org_kind": OrgKind.CREDITOR}, Answer.NOT_EXAMINED),
        ("CN-CHAN-01", {**PRIVATE, "org_kind": OrgKind.UNKNOWN}, Answer.DENY),  # bound by all
        ("CN-CHAN-02", {}, Answer.ALLOW),
        ("CN-CHAN-02", {"has_registered_number": NO}, Answer.DENY),
        ("CN-CHAN-02", {"has_registered_number": UNKNOWN}, Answer.UNKNOWN),
        ("CN-CHAN-02", {"has_registered_number": NO, "channel": Channel.EMAIL},
         Answer.NOT_EXAMINED),
        ("CN-CHAN-03", {"names_institution": NO}, Answer.DENY),
        ("CN-CHAN-03", {"names_institution": UNKNOWN}, Answer.UNKNOWN),
        ("CN-CHAN-04", {}, Answer.NOT_EXAMINED),
        ("CN-CHAN-04", {**MACHINE, "is_ai_checked": YES}, Answer.ALLOW),
        ("CN-CHAN-04", {**MACHINE, "is_ai_checked": NO}, Answer.DENY),
        ("CN-CHAN-04", MACHINE, Answer.UNKNOWN),
    ],
)  # fmt: skip
def test_the_sender_is_who_it_says(rule, changes, verdict):
    assert answer(rule, contact(**changes)) is verdict


def test_the_institution_is_named_at_once():
    assert "identify_institution" in judged(contact()).obligations(0)
