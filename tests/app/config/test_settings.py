"""Is the desk set up strictly, and are models and migrations in step?"""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.urls import reverse

from doorstep_desk.config import capabilities
from doorstep_desk.config.capabilities import capability_apps
from doorstep_desk.config.checks import routes


@pytest.mark.django_db
def test_no_model_has_changed_without_its_migration():
    said = io.StringIO()
    call_command("makemigrations", dry_run=True, stdout=said)
    assert said.getvalue() == "No changes detected\n"


def test_a_folder_with_models_is_found_without_being_listed():
    found = capability_apps()
    assert {"doorstep_desk.audit", "doorstep_desk.organisations", "doorstep_desk.staff"} <= {
        *found
    }
    assert "doorstep_desk.plumbing" not in found
    assert found[-1] == "doorstep_desk.config"


def test_settings_load_without_a_store_a_server_or_a_variable():
    code = "from django.conf import settings; print(settings.DATABASES['default']['USER'])"
    bare = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("DOORSTEP_", "DATABASE_"))
    }
    root = str(Path(capabilities.ROOT).parent)
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**bare, "PYTHONPATH": root},
        cwd="/",
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "doorstep_web"


def test_nothing_is_left_loose():
    assert settings.DEBUG is False
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.SESSION_COOKIE_SAMESITE == "Lax"
    assert settings.X_FRAME_OPTIONS == "DENY"
    assert "*" not in settings.ALLOWED_HOSTS
    assert len(settings.SECRET_KEY) >= 40
    assert settings.LANGUAGE_CODE == "zh-hans"


def test_the_slow_hasher_is_the_first_in_the_real_settings():
    from doorstep_desk.config import settings as real  # noqa: PLC0415

    assert real.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]


@pytest.mark.django_db
def test_the_desk_says_whether_it_lives_and_can_work(client):
    assert client.get(reverse("livez")).content == b"ok"
    assert client.get(reverse("readyz")).json() == {"ready": True}
    assert client.post(reverse("livez")).status_code == 405


def test_routes_are_walked_through_every_include():
    from tests.app.config import probe_urls  # noqa: PLC0415

    found = dict(routes(probe_urls.urlpatterns))
    assert found["office:board"] == ""
    assert found["office:write"] == "write"
    assert found[""] == "unnamed"
