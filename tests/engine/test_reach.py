"""The generated scenarios call every rule and every stage, but for those that no run calls."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from ..kit.reach import UNCALLED


def test_every_function_is_called() -> None:
    environment = os.environ | {"NUMBA_DISABLE_JIT": "1", "PYTHONPATH": os.pathsep.join(sys.path)}
    found = subprocess.run(
        [sys.executable, "-W", "error", "-m", "tests.kit.reach", "called"],
        cwd=Path(__file__).parents[2],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=1500,
    )
    assert found.returncode == 0, found.stderr
    assert set(found.stdout.split()) == set(UNCALLED)
