"""One throw-away database server for the whole run; each worker gets a clone of one template.

The server starts when the first test needs it. Runs that name only core, law or architecture
tests never load Django.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from tests import desk

TEMPLATE = "doorstep_template"
PURE = ("tests/core", "tests/law", "tests/architecture")

settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")
"""The first draw of a process reads all our modules for constants, which takes seconds; and what a
single example takes says nothing on a machine that does other work."""


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Load Django before pytest-django looks for it, if any test may need it."""
    if _needs_desk(config):
        desk.prepare()


def pytest_unconfigure() -> None:
    """Remove the store; its server was stopped by the last worker."""
    if desk.is_owner():
        shutil.rmtree(desk.run_folder(), ignore_errors=True)


def _needs_desk(config: pytest.Config) -> bool:
    root = config.rootpath
    places = [Path(argument.split("::")[0]) for argument in config.args]
    relative = [os.path.relpath(config.invocation_params.dir / place, root) for place in places]
    return not all(place.startswith(PURE) for place in relative)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker) -> Iterator[None]:
    """Start or join the server, make the template once, and work on a clone of it."""
    from django.db import connection  # noqa: PLC0415
    from django.test import TransactionTestCase  # noqa: PLC0415

    from doorstep_desk.plumbing.postgres import running  # noqa: PLC0415

    folder = desk.run_folder()
    name = f"doorstep_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    with running(folder / "store", is_throw_away=True) as server, django_db_blocker.unblock():
        cluster = server.cluster
        with (folder / "template.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not (folder / "template.ready").exists():
                _make_template(cluster)
                (folder / "template.ready").touch()

        def clone_again(_test: object = None) -> None:
            connection.close()
            with cluster.connect() as connected:
                connected.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
                connected.execute(
                    f"CREATE DATABASE {name} TEMPLATE {TEMPLATE} OWNER doorstep_owner"
                )

        clone_again()
        connection.settings_dict["NAME"] = name
        # Append-only tables refuse to be emptied, so a test that commits gets a new clone.
        TransactionTestCase._fixture_teardown = clone_again
        yield
        connection.close()


def _make_template(cluster) -> None:
    from django.db import connection  # noqa: PLC0415

    from doorstep_desk.plumbing.embedded.bootstrap import (  # noqa: PLC0415
        create_database,
        furnish,
    )
    from doorstep_desk.plumbing.owner import migrate  # noqa: PLC0415

    with cluster.connect() as server:
        server.execute(f"DROP DATABASE IF EXISTS {TEMPLATE}")
        create_database(server, TEMPLATE)
    with cluster.connect(TEMPLATE) as database:
        furnish(database)
    connection.settings_dict["NAME"] = TEMPLATE
    migrate()
    connection.close()
