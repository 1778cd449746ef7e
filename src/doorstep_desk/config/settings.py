"""How is the desk set up?

Everything that differs between sites comes from the environment; loading needs no database.

``DOORSTEP_DATA_DIR``       the store, default ``.doorstep``
``DOORSTEP_DB_ROLE``        ``web`` (default), ``batch`` or ``owner``
``DATABASE_URL``            an external PostgreSQL, as its owner role
``DOORSTEP_HOSTS``          host names served, separated by commas
``DOORSTEP_SECURE_COOKIES`` ``1`` behind HTTPS
``DOORSTEP_SITE``           address printed on papers, such as ``https://desk.example.org``;
                            without it the address that the reader used
"""

import os
from pathlib import Path

from csp.constants import NONE, SELF

from doorstep_desk.config.capabilities import capability_apps, locale_folders
from doorstep_desk.config.logs import logging_settings
from doorstep_desk.plumbing.endpoint import django_database
from doorstep_desk.plumbing.keys import django_secret

_PACKAGE = Path(__file__).resolve().parent.parent

DOORSTEP_DATA_DIR = Path(os.environ.get("DOORSTEP_DATA_DIR", ".doorstep")).absolute()
DOORSTEP_SITE = os.environ.get("DOORSTEP_SITE", "")
DOORSTEP_DB_ROLE = os.environ.get("DOORSTEP_DB_ROLE", "web")

DEBUG = False
SECRET_KEY = django_secret(DOORSTEP_DATA_DIR)
ALLOWED_HOSTS = os.environ.get("DOORSTEP_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
ROOT_URLCONF = "doorstep_desk.config.urls"
WSGI_APPLICATION = "doorstep_desk.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {"default": django_database(DOORSTEP_DATA_DIR, DOORSTEP_DB_ROLE)}

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    *capability_apps(),
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "doorstep_desk.config.language_middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "doorstep_desk.config.scope_middleware.ScopeMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "doorstep_desk.config.page_context.page_context",
            ]
        },
    }
]

AUTH_USER_MODEL = "staff.Staff"
AUTHENTICATION_BACKENDS = ["doorstep_desk.staff.sessions.StaffBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English"), ("ko", "한국어")]
LOCALE_PATHS = locale_folders()
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "/static/"
STATICFILES_DIRS = [path for path in [_PACKAGE / "static"] if path.exists()]
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 60

_SECURE = os.environ.get("DOORSTEP_SECURE_COOKIES", "0") == "1"
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = _SECURE
CSRF_COOKIE_SECURE = _SECURE
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "doorstep_desk.config.answers.forgery_suspected"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if _SECURE else 0
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "style-src": [SELF],
        "script-src": [SELF],
        "worker-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

SILENCED_SYSTEM_CHECKS: list[str] = []
LOGGING_CONFIG = "doorstep_desk.config.logs.configure_logs"
LOGGING = logging_settings()
