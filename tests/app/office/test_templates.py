"""Can every page and every part of a page be read by the template engine?"""

from pathlib import Path

import pytest
from django.template.loader import get_template

DESK = Path(__file__).resolve().parents[3] / "src" / "doorstep_desk"
NAMES = sorted(
    path.relative_to(folder).as_posix()
    for folder in DESK.glob("*/templates")
    for path in folder.rglob("*.html")
)


def test_the_desk_has_templates():
    assert len(NAMES) > 40


@pytest.mark.parametrize("name", NAMES)
def test_every_template_is_well_formed(name):
    assert get_template(name).template.name == name
