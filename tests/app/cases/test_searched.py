"""Does a search find the same whether or not letters have capitals?"""

from dataclasses import replace

import pytest
from django.db.models import Q
from tests.app.portfolio import account, mandate, publish

from doorstep_desk.cases.lists import searched
from doorstep_desk.cases.models import Case

pytestmark = pytest.mark.django_db

NAMES = (
    "金某1", "朴1", "Kim 1", "kim%1", "KIM_2", "Straße", "ＡＢ１", "İstan ı", "µ5", "김일", "a\\b",
)  # fmt: skip


def named(cast) -> None:
    placement = mandate(cast)
    rows = [account(cast, placement, n, f"l{n}") for n in range(len(NAMES))]
    publish(
        cast,
        [
            replace(row, borrower=replace(row.borrower, name=name))
            for row, name in zip(rows, NAMES, strict=True)
        ],
    )


@pytest.mark.parametrize(
    "text",
    ["1", "金", "某1", "%", "_", "\\", "k", "KIM", "ß", "ss", "１", "Ａ", "ａ", "ı", "i", "µ", "Μ",
     "김", " 1 ", "", "不在"],
)  # fmt: skip
def test_a_search_finds_what_one_without_regard_to_capitals_finds(cast, text):
    named(cast)
    rows = Case.objects.filter(agency_id=cast.agency_id)
    wanted = text.strip()
    plain = rows.filter(Q(borrower__name__icontains=wanted) | Q(number__icontains=wanted))
    assert set(searched(rows, text)) == set(plain)
