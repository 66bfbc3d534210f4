"""The printed copy of the page, `report.pdf`: by a browser where there is one.

A browser prints the page as it is, figures, maps and all. Where none is found, a library without
one writes a plainer copy (`plain.py`), and the page says so. Neither asks anything of the network.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SECONDS = 60
"""Longest that a browser may take."""
NAMES = {
    "chromium": "Chromium",
    "chromium-browser": "Chromium",
    "google-chrome": "Google Chrome",
    "google-chrome-stable": "Google Chrome",
    "chrome": "Google Chrome",
    "msedge": "Microsoft Edge",
    "microsoft-edge": "Microsoft Edge",
    "microsoft-edge-stable": "Microsoft Edge",
}
"""Commands of browsers that print without a window, and what they are called."""
PLACES = {
    "darwin": (
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    ),
    "win32": (
        r"%ProgramFiles%\Google\Chrome\Application\chrome.exe",
        r"%ProgramFiles(x86)%\Google\Chrome\Application\chrome.exe",
        r"%LocalAppData%\Google\Chrome\Application\chrome.exe",
        r"%ProgramFiles(x86)%\Microsoft\Edge\Application\msedge.exe",
        r"%ProgramFiles%\Microsoft\Edge\Application\msedge.exe",
    ),
}
"""Where systems that do not put them on PATH keep them."""
QUIET = (
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--disable-extensions",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--no-pdf-header-footer",
)
DATE = re.compile(rb"/(CreationDate|ModDate) \(D:\d{14}")


@dataclass(frozen=True)
class Browser:
    """A browser that can print.

    Parameters
    ----------
    command : Path
    name : str
        What people call it.
    """

    command: Path
    name: str

    def print(self, page: Path, pdf: Path) -> bool:
        """Print a page; whether it could.

        The same page gives the same bytes: the file does not say when it was printed.
        """
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as own:
            alone = ["--no-sandbox"] if _is_root() else []
            command = [str(self.command), *QUIET, *alone, f"--user-data-dir={own}"]
            if not _run([*command, f"--print-to-pdf={pdf}", page.as_uri()]):
                return False
        if not pdf.is_file() or not pdf.read_bytes().startswith(b"%PDF"):
            pdf.unlink(missing_ok=True)
            return False
        pdf.write_bytes(DATE.sub(rb"/\1 (D:20000101000000", pdf.read_bytes()))
        return True


def browser() -> Browser | None:
    """The first browser found on PATH, or where this system usually keeps one."""
    return next(_found(), None)


def _found() -> Iterator[Browser]:
    for command, name in NAMES.items():
        there = shutil.which(command)
        if there:
            yield Browser(Path(there), name)
    for place in PLACES.get(sys.platform, ()):
        path = Path(os.path.expandvars(place))
        if path.is_file():
            yield Browser(path, NAMES.get(path.stem.lower().replace(" ", "-"), path.stem))


def _is_root() -> bool:
    """A browser keeps its sandbox but for root, for whom it refuses to start with one."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _run(command: list[str]) -> bool:
    """Whether a command ended well in time; what it started is ended with it."""
    nothing = subprocess.DEVNULL
    try:
        process = subprocess.Popen(
            command, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True
        )
    except OSError:
        return False
    try:
        return process.wait(SECONDS) == 0
    except subprocess.TimeoutExpired:
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
        process.wait()
        return False
    except BaseException:
        process.kill()
        raise
