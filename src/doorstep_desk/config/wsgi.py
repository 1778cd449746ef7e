"""The desk as a WSGI application, for production servers."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "doorstep_desk.config.settings")

application = get_wsgi_application()
