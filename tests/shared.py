"""The folder of real plans beside the repository; tests that need it are left out where it is absent."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"
TEXTS = SHARED / "plan-reading" / "texts"
SAMPLES = SHARED / "plan-reading" / "samples"
PLANS = SHARED / "corpus" / "plans"
DOCUMENTS = SHARED / "corpus" / "documents"

needs_shared = pytest.mark.skipif(not PLANS.is_dir(), reason="the folder ../shared with real plans is absent")
