"""The site for an application server."""

from __future__ import annotations

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

__all__ = ["application"]

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sauro_web.settings")
application = get_wsgi_application()
get_resolver().url_patterns  # noqa: B018 (loads the views of all addresses)
# What is loaded by now stays for good: the collector need not look through it in the middle of a page.
gc.collect()
gc.freeze()
