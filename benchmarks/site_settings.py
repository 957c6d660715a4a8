"""The site as it is, but that its front end need not be built to be measured."""

from sauro_web.settings import *  # noqa: F403

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# An office at work is led through no first steps.
DEMO = False
