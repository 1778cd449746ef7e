"""How is Django made ready for tests, in every process of a run, exactly once?"""

import os
import tempfile
from pathlib import Path

import django
from django.apps import apps

RUN_FOLDER = "DOORSTEP_TEST_RUN"


def run_folder() -> Path:
    """Return the folder of this run: the same in all its processes."""
    return Path(os.environ[RUN_FOLDER])


def prepare() -> None:
    """Point this process at the run's own store and load Django."""
    if apps.ready:
        return
    is_ours = RUN_FOLDER not in os.environ
    if is_ours:
        os.environ[RUN_FOLDER] = tempfile.mkdtemp(prefix="doorstep-test-")
        run_folder().chmod(0o755)  # the server's account passes through
    store = run_folder() / "store"
    os.environ["DOORSTEP_DATA_DIR"] = str(store)
    os.environ["DOORSTEP_DB_ROLE"] = "batch"
    os.environ["DJANGO_SETTINGS_MODULE"] = "doorstep_desk.config.settings"
    os.environ.pop("DATABASE_URL", None)
    os.environ.pop("DOORSTEP_NOW", None)

    from doorstep_desk.config.translations import compile_translations  # noqa: PLC0415
    from doorstep_desk.plumbing.keys import create_keys  # noqa: PLC0415

    create_keys(store)
    compile_translations()
    django.setup()
    if is_ours:
        os.environ[f"{RUN_FOLDER}_OWNER"] = str(os.getpid())


def is_owner() -> bool:
    """Say whether this process made the run's folder, and so removes it."""
    return os.environ.get(f"{RUN_FOLDER}_OWNER") == str(os.getpid())
