"""Where things lie: the files that ship with cxsim, the user's own, and a folder for caches.

In a checkout `conf`, `scenarios` and `experiments` stand beside the package; an installed wheel
carries them inside it.
"""

import os
import sys
import tempfile
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
SHIPPED = ("conf", "scenarios", "experiments")


def root() -> Path:
    """Return the folder that holds the shipped `conf`, `scenarios` and `experiments`."""
    return PACKAGE if (PACKAGE / "conf").is_dir() else PACKAGE.parent


def overlays() -> list[Path]:
    """Return the user's folders that overlay the root, the nearest first.

    Returns
    -------
    list of Path
        The working folder, if it is not the root and has a `conf`, `scenarios` or `experiments`
        of its own; otherwise nothing.
    """
    here = Path.cwd()
    has_own = any((here / name).is_dir() for name in SHIPPED)
    return [here] if has_own and here != root() else []


def named(text: str) -> Path:
    """The path that a person named, ~ standing for their home where they have one."""
    path = Path(text)
    try:
        return path.expanduser()
    except RuntimeError:  # ~ and nobody of that name
        return path


def is_there(path: Path) -> bool:
    """Whether there is such a file or folder; never under a name that none can have."""
    try:
        return path.exists()
    except (OSError, ValueError, RuntimeError):  # too long; a NUL; a loop of links
        return False


def cache_dir() -> Path:
    """Return a folder, made if need be, where compiled kernels may be kept.

    It is `CXSIM_CACHE` where that is set, else the user's cache folder, else (a home that cannot
    be written) `.cache` in the checkout, else a private one among the temporary files.

    Raises
    ------
    PermissionError
        If `CXSIM_CACHE` names a folder that cannot be written.
    """
    if chosen := os.environ.get("CXSIM_CACHE"):
        folder = Path(chosen).expanduser().absolute()
        if not _writable(folder):
            raise PermissionError(
                f"CXSIM_CACHE names {folder}, which cannot be written: "
                "name another folder, or unset it."
            )
        return folder
    folders = [base / "cxsim" for base in _user_caches()]
    if root() != PACKAGE:
        folders.append(root() / ".cache")
    return next(filter(_writable, folders), None) or _private_temporary()


def _user_caches() -> list[Path]:
    if base := os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA"):
        return [Path(base).absolute()]
    try:
        home = Path.home()
    except RuntimeError:  # a user without a home
        return []
    return [home / ("Library/Caches" if sys.platform == "darwin" else ".cache")]


def _writable(folder: Path) -> bool:
    # Asking the permission bits is not enough: a superuser has them all on a read-only disk.
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def _private_temporary() -> Path:
    # A cache holds machine code: take a shared folder's only if nobody else could have put it
    # there.
    if not hasattr(os, "getuid"):
        folder = Path(tempfile.gettempdir()) / "cxsim"
        folder.mkdir(exist_ok=True)
        return folder
    folder = Path(tempfile.gettempdir()) / f"cxsim-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    status = folder.lstat()
    if status.st_uid == os.getuid() and not status.st_mode & 0o077 and not folder.is_symlink():
        return folder
    return Path(tempfile.mkdtemp(prefix="cxsim-"))
