"""Settings of the floors: Django as small as a page and an operation need it."""

import os
from pathlib import Path

from firstline.config.environment import database_settings

SECRET_KEY = "of the floors only, which listen on loopback while they are measured"  # noqa: S105 - guards nothing
ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
DATABASES = {"default": database_settings(Path(os.environ.get("FIRSTLINE_HOME", "var")))}
INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.auth", "django.contrib.sessions", "bench.spine.bare"]
MIDDLEWARE: list[str] = []
ROOT_URLCONF = "bench.spine.bare.urls"
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}]
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
