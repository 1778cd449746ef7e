"""The desk in a process of its own, so that it can be killed: tests.faults.field.served.

Arguments: name of the database and port. Everything else comes from the environment.
"""

import sys

import django
import waitress
from django.core.wsgi import get_wsgi_application
from django.db import connection

THREADS = 8


def main(database: str, port: int) -> None:
    """Serve until killed."""
    django.setup()
    connection.settings_dict["NAME"] = database
    waitress.serve(
        get_wsgi_application(), host="127.0.0.1", port=port, threads=THREADS, ident=None,
        _quiet=True,
    )  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
