"""The real window in a real X server, worked from outside. No screen, no job: a failure, never a skip."""

import pytest

pytest.register_assert_rewrite("tests.desktop.accessibility", "tests.desktop.window")
