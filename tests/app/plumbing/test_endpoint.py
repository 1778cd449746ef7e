"""Where is the database, and as whom do we knock?"""

import os
from pathlib import Path

import pytest

from doorstep_desk.plumbing.endpoint import LONGEST_SOCKET_PATH, django_database, socket_directory

URL = "postgresql://owner:s%40crit@db.example:6432/desk?sslmode=verify-full"


def test_an_unknown_role_is_refused():
    with pytest.raises(ValueError, match="web, batch or owner"):
        django_database(Path("store"), "root")


def test_no_other_database_will_do(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "sqlite:///store.db")
    with pytest.raises(ValueError, match="postgresql://"):
        django_database(Path("store"), "web")


@pytest.mark.parametrize("length", [1, 40, 80, 95, 150, 240])
def test_the_socket_path_always_fits_the_kernel(tmp_path, length):
    place = Path("/") / ("x" * length)
    socket = socket_directory(place) / ".s.PGSQL.5432"
    assert len(os.fsencode(socket)) <= LONGEST_SOCKET_PATH


def test_two_long_folders_never_share_a_socket():
    one, two = (socket_directory(Path("/") / ("x" * 200 + mark)) for mark in "ab")
    assert one != two


def test_each_role_knocks_under_its_own_name():
    users = {role: django_database(Path("store"), role)["USER"] for role in ("web", "batch")}
    assert users == {"web": "doorstep_web", "batch": "doorstep_batch"}


def test_only_the_owner_role_uses_the_name_and_password_of_the_address(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", URL)
    monkeypatch.setenv("DOORSTEP_WEB_PASSWORD", "w")
    owner, web = (django_database(Path("store"), role) for role in ("owner", "web"))
    assert (owner["USER"], owner["PASSWORD"]) == ("owner", "s@crit")
    assert (web["USER"], web["PASSWORD"]) == ("doorstep_web", "w")
    assert (web["HOST"], web["PORT"], web["NAME"]) == ("db.example", "6432", "desk")
    assert web["OPTIONS"] == {"sslmode": "verify-full"}
