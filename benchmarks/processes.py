"""Programs run as a user would, in processes of their own with a cache of their own."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from .rows import ROOT

_caches = tempfile.TemporaryDirectory(prefix="cxsim-bench-")


class Ran(NamedTuple):
    """A process that is over."""

    stdout: str
    wall: float
    processor: float
    """Seconds of processor time, user and system; the wall's where the system does not tell."""


def in_new_process(arguments: list[str], where: Path = ROOT, **more: str) -> Ran:
    """Run Python with arguments; its kernels are kept in this benchmark's own cache.

    What else is given goes into the process's environment.
    """
    environment = os.environ | {"CXSIM_CACHE": _caches.name, "PYTHONPATH": str(ROOT)} | more
    before, start = os.times(), time.perf_counter()
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=where,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        check=False,
    )
    wall, after = time.perf_counter() - start, os.times()
    if done.returncode:
        sys.exit(f"A benchmark's process ended with status {done.returncode}: {arguments}")
    user = after.children_user - before.children_user
    system = after.children_system - before.children_system
    return Ran(done.stdout, wall, user + system or wall)
