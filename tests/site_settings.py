"""Settings of the site for tests: a data folder of their own, quick password hashes, mail kept in memory."""

from __future__ import annotations

import os
import tempfile

os.environ["SAURO_DATA"] = tempfile.mkdtemp(prefix="sauro-test-")
os.environ.setdefault("SAURO_SECRET_KEY", "for tests only")

from sauro_web.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = STORAGES | {  # noqa: F405
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
