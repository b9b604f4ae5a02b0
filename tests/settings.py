"""Settings for tests: the real ones, with nothing that outlives a test."""

import os
import tempfile

os.environ.setdefault("SAMESHEET_DATA", os.path.join(tempfile.gettempdir(), "samesheet-tests"))
os.environ["SAMESHEET_DEMO"] = "1"

from msp_portal.settings import *  # noqa: F403  # the environment must be set first

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
