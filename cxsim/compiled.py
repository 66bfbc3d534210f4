"""The compiler's door: decorators for rules and stages, and where their machine code is kept.

Numba's cache does not notice an edit in a callee or a global of another module (numba issue
1833), so the machine code lives in a folder named by a hash of everything it is made of: edit one
rule and every kernel is compiled afresh; undo the edit and the old code is found again.

The cache is an optimisation and never a reason to fail: without a place to write, or with a
damaged file in it, the kernels are compiled for this process alone.
"""

# mypy: allow-untyped-calls

import contextlib
import hashlib
import os
import platform
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

import numba
from numba.core import types
from numba.core.caching import FunctionCache
from numba.core.sigutils import normalize_signature

from cxsim.places import cache_dir

Function = TypeVar("Function", bound=Callable[..., Any])

_config: Any = numba.config
_KERNEL_FOLDERS = ("draws", "behaviour", "world", "engine")
_KEPT_DAYS = 30


_MODEL_FOLDERS = (*_KERNEL_FOLDERS, "scenario", "measure", "study")


def model_hash() -> str:
    """Hash of the sources of the model: the same in every copy that gives the same figures."""
    return _hash_of(_MODEL_FOLDERS)


def _hash_of(folders: tuple[str, ...]) -> str:
    package = Path(__file__).parent
    digest = hashlib.sha256()
    for source in _sources(folders):
        digest.update(source.relative_to(package).as_posix().encode() + b"\0")
        digest.update(source.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()[:16]


def _sources(folders: tuple[str, ...]) -> list[Path]:
    """Files of the package and of some of its folders, in order."""
    package = Path(__file__).parent
    sources = list(package.glob("*.py"))
    for folder in folders:
        sources += (package / folder).rglob("*.py")
    return sorted(s for s in sources if s.relative_to(package).parts[:2] != ("engine", "reference"))


def _kernel_hash() -> str:
    """Hash of all that decides the machine code: sources, compiler and its settings."""
    settings = [
        f"{name}={value}"
        for name, value in os.environ.items()
        if name.startswith("NUMBA_") and name != "NUMBA_CACHE_DIR"
    ]
    digest = hashlib.sha256()
    makers = [sys.version, platform.machine(), version("numba"), version("numpy")]
    for text in [_hash_of(_KERNEL_FOLDERS), *makers, *sorted(settings)]:
        digest.update(text.encode() + b"\0")
    return digest.hexdigest()[:16]


def _open_folder(folder: Path) -> Path | None:
    """Make the folder and mark it as used today; None where nothing can be written."""
    probe = folder / f"probe-{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.touch()
        probe.unlink()
        os.utime(folder)
    except OSError:
        return None
    return folder


def _remove_old(kernels: Path, kept: Path) -> None:
    """Drop the machine code of sources that nobody has used for a month."""
    oldest = time.time() - _KEPT_DAYS * 86_400
    with contextlib.suppress(OSError):
        for folder in kernels.iterdir():
            if folder != kept and folder.stat().st_mtime < oldest:
                shutil.rmtree(folder, ignore_errors=True)


def _prepare_folder(of_its_own: str = "") -> Path | None:
    """The folder for this machine code, known to numba; None where there is none to be had."""
    if _config.DISABLE_JIT:
        return None
    try:
        kernels = cache_dir() / "kernels"
    except OSError:
        return None
    folder = _open_folder(kernels / (_kernel_hash() + of_its_own))
    if folder is not None:
        _remove_old(kernels, kept=folder)
        # Numba looks at its setting when a function is decorated, and renews its settings from
        # the environment when it compiles.
        os.environ["NUMBA_CACHE_DIR"] = _config.CACHE_DIR = str(folder)
    return folder


_folder = _prepare_folder()


@contextlib.contextmanager
def kept_apart(name: str | None) -> Iterator[None]:
    """Keep machine code of what is decorated meanwhile under another name, or (None) nowhere."""
    global _folder
    before = _folder, _config.CACHE_DIR, os.environ.get("NUMBA_CACHE_DIR")
    _folder = None if name is None else _prepare_folder(f"-{name}")
    try:
        yield
    finally:
        _folder, _config.CACHE_DIR, environment = before
        if environment is not None:
            os.environ["NUMBA_CACHE_DIR"] = environment


class _KernelCache(FunctionCache):
    """Numba's cache, except that a file that cannot be read or written costs only time."""

    def load_overload(self, sig: Any, target_context: Any) -> Any:
        try:
            found = super().load_overload(sig, target_context)
        except Exception:  # a damaged pickle can raise anything
            with contextlib.suppress(OSError):
                self.flush()
            return None
        # Two processes that compile different signatures of one function at the same moment may
        # number their files alike: what came back must be what was asked for.
        wanted, _ = normalize_signature(sig)
        return found if found is not None and found.signature.args == tuple(wanted) else None

    def save_overload(self, sig: Any, data: Any) -> None:
        with contextlib.suppress(OSError):
            super().save_overload(sig, data)


def _compile(function: Function, **options: Any) -> Function:
    compiled: Any = numba.njit(nogil=True, error_model="numpy", **options)(function)
    if _folder is not None and hasattr(compiled, "py_func"):
        with contextlib.suppress(OSError, RuntimeError):  # no source file, or the folder is gone
            cache = _KernelCache(function)
            # Numba may fall back on a place beside the sources, which no hash protects.
            if Path(cache.cache_path).is_relative_to(_config.CACHE_DIR):
                compiled._cache = cache
    return compiled


def rule(function: Function) -> Function:
    """Compile a pure scalar function and inline it wherever a stage or another rule calls it.

    Notes
    -----
    Pass scalars where you can: an array is seven arguments. ``error_model="numpy"`` turns 1/0
    into inf compiled, where Python raises: guard divisions. Fast mathematics is never on, so the
    uncompiled function gives the same bits.
    """
    compiled: Any = _compile(function, forceinline=True)
    if hasattr(compiled, "py_func"):
        _forget_literals(compiled)
    return compiled


def _forget_literals(compiled: Any) -> None:
    """Let calls with a constant share the signature of all others: numba compiles one for each."""
    template = compiled.get_call_template

    def get_call_template(arguments: Any, keywords: Any) -> Any:
        named = dict(zip(keywords, map(types.unliteral, keywords.values()), strict=True))
        return template(tuple(map(types.unliteral, arguments)), named)

    compiled.get_call_template = get_call_template


def stage(function: Function) -> Function:
    """Compile a function over arrays that releases the interpreter while it runs."""
    return _compile(function)


def part(function: Function) -> Function:
    """Compile a piece of a stage; only compiled functions can call it.

    Whether it is inlined is left to the compiler: bundles of arrays are passed as one pointer, so
    that a call costs little, and everything inlined everywhere took a third longer to compile.
    """
    return _compile(function, no_cpython_wrapper=True, no_cfunc_wrapper=True)


def compiling_expected() -> bool:
    """Tell whether the first run will have to compile, so that it can say so before it starts."""
    if _config.DISABLE_JIT:
        return False
    return _folder is None or next(_folder.rglob("*.nbc"), None) is None
