"""Can anybody read the articles, small, without a name and without JavaScript?"""

import pytest
from tests.app.doors import stranger, text_of

from doorstep_desk.audit.models import AuditEntry
from doorstep_desk.portal.education import articles

pytestmark = pytest.mark.django_db

LARGEST = 60 * 1024


def test_an_article_that_does_not_exist_is_not_found():
    assert stranger().get("/portal/know/secrets").status_code == 404


@pytest.mark.parametrize("path", ["/portal/know", "/portal/know/rights"])
def test_nothing_can_be_sent_to_it(path):
    assert stranger().post(path).status_code == 405


@pytest.mark.parametrize("slug", list(articles()))
def test_every_article_can_be_read_by_anybody(slug):
    before = AuditEntry.objects.count()
    answer = stranger().get(f"/portal/know/{slug}")
    assert answer.status_code == 200
    assert len(answer.content) < LARGEST
    assert b"<script" not in answer.content
    assert articles()[slug].title.en in text_of(answer)
    assert AuditEntry.objects.count() == before


def test_the_list_names_every_article_and_free_help():
    said = text_of(stranger().get("/portal/know"))
    assert all(article.title.en in said for article in articles().values())
    assert all(number in said for number in ("12378", "12348", "96110", "110"))


def test_an_article_says_the_rule_in_force_and_where_it_stands():
    said = text_of(stranger().get("/portal/know/rights"))
    assert "No collection from 22:00 to 08:00" in said
    assert "GB/T 45251-2025" in said
