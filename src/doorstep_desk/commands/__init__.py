"""Door 5: the ``doorstep`` sub-commands that need the store.

Loading any of them loads Django as the batch role; ``session.store`` then opens the store.
"""

import os

import django
from django.apps import apps

if not apps.ready:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "doorstep_desk.config.settings")
    os.environ.setdefault("DOORSTEP_DB_ROLE", "batch")
    django.setup()
