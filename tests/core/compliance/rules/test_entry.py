import pytest
from tests.core.compliance.lawful import NO, UNKNOWN, YES, answer, judged, visit

from doorstep.compliance.asked.tables import ConsentColumns
from doorstep.compliance.words import Answer, ConsentKind, PlaceKind

RULE = "CN-VISIT-03"


def agreed(kind):
    return ConsentColumns.build(1, person_id=7, kind=kind)


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({"is_inside": NO}, Answer.ALLOW),  # a talk at the door
        ({"is_inside": YES}, Answer.DENY),  # inside, unasked
        ({"is_inside": YES, "consents": agreed(ConsentKind.ENTRY)}, Answer.ALLOW),
        ({"is_inside": YES, "consents": agreed(ConsentKind.WORK_VISIT)}, Answer.DENY),
        ({"is_inside": UNKNOWN}, Answer.UNKNOWN),
        ({"place": PlaceKind.UNKNOWN}, Answer.UNKNOWN),
        ({"place": PlaceKind.PUBLIC, "is_inside": YES}, Answer.NOT_EXAMINED),
        ({"place": PlaceKind.WORK}, Answer.DENY),
        ({"place": PlaceKind.WORK, "consents": agreed(ConsentKind.WORK_VISIT)}, Answer.ALLOW),
        (
            {"place": PlaceKind.WORK, "is_requested": True, "requested_place": PlaceKind.WORK},
            Answer.ALLOW,
        ),
    ],
)
def test_nobody_goes_in_unasked(changes, verdict):
    assert answer(RULE, visit(**changes)) is verdict


def test_outside_the_home_the_visitors_stay_outside():
    assert "stay_outside" in judged(visit()).obligations(0)
    inside = visit(is_inside=YES, consents=agreed(ConsentKind.ENTRY))
    assert "stay_outside" not in judged(inside).obligations(0)


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({"place": PlaceKind.HOME}, Answer.NOT_EXAMINED),
        ({"place": PlaceKind.WORK}, Answer.DENY),
        ({"place": PlaceKind.UNKNOWN}, Answer.UNKNOWN),
        (
            {
                "place": PlaceKind.WORK,
                "is_requested": True,
                "is_requested_in_writing": True,
                "requested_place": PlaceKind.WORK,
            },
            Answer.ALLOW,
        ),
        (  # asked for by word of mouth only
            {"place": PlaceKind.WORK, "is_requested": True, "requested_place": PlaceKind.WORK},
            Answer.DENY,
        ),
        (  # asked for at home
            {
                "place": PlaceKind.WORK,
                "is_requested": True,
                "is_requested_in_writing": True,
                "requested_place": PlaceKind.HOME,
            },
            Answer.DENY,
        ),
    ],
)
def test_at_work_only_a_written_request_helps(changes, verdict):
    assert answer("HP-WORKPLACE", visit(**changes)) is verdict
