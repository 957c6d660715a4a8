"""`python -m sauro_web migrate`: Django's commands under the site's settings."""

from __future__ import annotations

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sauro_web.settings")
    execute_from_command_line([f"{os.path.basename(sys.executable)} -m sauro_web", *sys.argv[1:]])
