"""Are translators' files compiled without gettext programs?"""

import gettext
import os

import pytest

from doorstep_desk.config import translations
from doorstep_desk.config.translations import compile_translations

CATALOGUE = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"

msgid "visit"
msgstr "上门"
"""


@pytest.fixture
def source(tmp_path, monkeypatch):
    path = tmp_path / "zh_Hans" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(CATALOGUE, encoding="utf-8")
    monkeypatch.setattr(translations, "locale_folders", lambda: [tmp_path])
    return path


def test_a_catalogue_is_compiled_once_and_again_when_it_changed(source):
    assert compile_translations() == 1
    assert compile_translations() == 0
    later = source.stat().st_mtime + 10
    os.utime(source, (later, later))
    assert compile_translations() == 1


def test_the_compiled_catalogue_speaks(source):
    compile_translations()
    with source.with_suffix(".mo").open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("visit") == "上门"
    assert [
        path.name for path in source.parent.iterdir() if path.suffix not in {".po", ".mo"}
    ] == []
