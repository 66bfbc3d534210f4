"""Set up cxsim in this folder.

    python install.py             what running cxsim needs
    python install.py test        and the tools of `make test` and `make lint`
    python install.py examples    and the public purchase log behind the retail case

Makes `.venv` beside this file, with the standard library and the machine's pip alone, and puts
in it what `requirements.lock` pins. A finished .venv is left as it is; an unfinished one, or one
made by another lock, Python or folder, is made again from nothing.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

OLDEST, NEWEST = (3, 11), (3, 13)
ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "installed.txt"
LOCK = "requirements.lock"


def main(arguments: list[str]) -> None:
    """Bring `.venv` to the state that the arguments ask for."""
    if {"-h", "--help"} & set(arguments):
        sys.exit(print(__doc__))
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        example = "py -3.12 install.py" if os.name == "nt" else "make run PYTHON=python3.12"
        sys.exit(
            "cxsim needs Python 3.11, 3.12 or 3.13; this is {}.{}. "
            "Install one of those and name it, so: {}".format(*sys.version_info[:2], example)
        )
    wanted = set(arguments)
    if is_ready(wanted):
        return
    if Path(sys.prefix) == VENV:  # a .venv cannot make itself again
        sys.exit(subprocess.call([base_python(), __file__, *arguments]))
    with one_at_a_time():
        if not is_ready(wanted):  # another install may have just done it
            install(wanted)


def is_ready(wanted: set[str]) -> bool:
    """Whether `.venv` was finished, from today's lock, with the extras wanted."""
    if not (PYTHON.exists() and STAMP.exists()):
        return False
    made_from, *extras = STAMP.read_text(encoding="utf-8").split()
    return made_from == fingerprint() and wanted <= set(extras)


def fingerprint() -> str:
    """Return what a .venv is made from, as a hash."""
    machine = [sys.implementation.cache_tag, sys.platform, str(sys.maxsize)]
    digest = hashlib.sha256(" ".join(machine).encode() + os.fsencode(ROOT))
    for name in (LOCK, "install.py"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def install(wanted: set[str]) -> None:
    """Make `.venv` or add to it; the stamp comes last, so a cut install is never taken for done."""
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    known = project["optional-dependencies"]
    unknown = sorted(wanted - set(known))
    if unknown:
        print(f"No extra is called {', '.join(unknown)}; there are: {', '.join(sorted(known))}.")
        sys.exit(2)
    if is_ready(set()):
        wanted |= set(STAMP.read_text(encoding="utf-8").split()[1:])
        STAMP.unlink()
    else:
        make_environment()
    pip = pip_for_environment()
    cache = [] if can_cache(pip) else ["--no-cache-dir"]
    pip += ["install", "-qq", "--no-compile", "--no-build-isolation", *cache, "-c", LOCK]
    step("Fetching the build tools", *pip, *known["build"])
    extras = f"[{','.join(sorted(wanted))}]" if wanted else ""
    step("Installing the packages (one to three minutes)", *pip, "-e", f".{extras}")
    point_to_checkout()
    compile_all()
    STAMP.write_text("\n".join([fingerprint(), *sorted(wanted)]) + "\n", encoding="utf-8")
    print("cxsim is installed in .venv.")


def make_environment() -> None:
    """Make an empty virtual environment, without pip: Debian's Python cannot give it one."""
    try:
        remove(VENV)
        try:
            import venv
        except ImportError:
            make_environment_by_hand()
        else:
            venv.EnvBuilder(symlinks=os.name != "nt", with_pip=False).create(VENV)
    except (OSError, ValueError) as error:
        sys.exit(f"The folder .venv could not be made: {error}")


def make_environment_by_hand() -> None:
    """Lay out what PEP 405 asks of an environment, where Python comes without `venv`."""
    if os.name == "nt":
        sys.exit("This Python has no venv module: install Python from its official installer.")
    base = base_python()
    PYTHON.parent.mkdir(parents=True)
    PYTHON.symlink_to(base)
    settings = f"home = {Path(base).parent}\ninclude-system-site-packages = false\n"
    (VENV / "pyvenv.cfg").write_text(settings, encoding="utf-8")


def base_python() -> str:
    """Return the Python behind the one that runs, which may be in an environment itself."""
    return str(getattr(sys, "_base_executable", sys.executable))


def remove(folder: Path) -> None:
    """Delete a folder, or the link that stands for it."""
    import shutil

    if folder.is_symlink():
        folder.unlink()
    elif folder.exists():
        print("The .venv here is unfinished or out of date; making it again.")
        shutil.rmtree(folder)


def pip_for_environment() -> list[str]:
    """Return the command of a pip that installs into `.venv`, from the machine's own."""
    try:
        import pip
    except ImportError:
        step("This Python has no pip; taking its spare one", str(PYTHON), "-m", "ensurepip")
        return [str(PYTHON), "-m", "pip"]
    version = tuple(int(part) for part in pip.__version__.split(".")[:2])
    if version >= (22, 3):
        return [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    import shutil  # an older pip only serves the Python it lies in: lend .venv a copy

    shutil.copytree(Path(pip.__file__).parent, site_packages() / "pip", dirs_exist_ok=True)
    return [str(PYTHON), "-m", "pip"]


def can_cache(pip: list[str]) -> bool:
    """Whether pip's cache can be written.

    Pip looks at its owner alone, and for a superuser's on a read-only disk fails at a build.
    """
    asked = subprocess.run(
        [*pip, "cache", "dir"], env=environment(), capture_output=True, text=True, check=False
    )
    if asked.returncode:  # it was told to use none
        return True
    import tempfile

    folder = Path(asked.stdout.strip())
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def environment() -> dict[str, str]:
    """Return the variables that the steps run with: no other Python's, and pip's made plain."""
    outside = ("PYTHONPATH", "PYTHONHOME", "__PYVENV_LAUNCHER__")
    kept = {name: value for name, value in os.environ.items() if name not in outside}
    plain = {"PIP_USER": "0", "PIP_USE_PEP517": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    return kept | plain


def site_packages() -> Path:
    """Return the folder of .venv that holds the packages."""
    import sysconfig

    return Path(sysconfig.get_path("purelib", "venv", {"base": str(VENV)}))


def point_to_checkout() -> None:
    """Make the link from .venv to this folder relative.

    Before Python 3.13 a .pth file is read in the machine's encoding, not in the UTF-8 it was
    written in: on Windows an absolute path with an accent would be lost, or stop Python.
    """
    packages = site_packages()
    (packages / "_cxsim.pth").write_text(os.path.relpath(ROOT, packages), encoding="ascii")


def compile_all() -> None:
    """Compile to bytecode now: without, and where Python may not write it, starts are 4x slower."""
    skip = r"site-packages[\\/].*[\\/]tests[\\/]"
    folders = [str(site_packages()), str(ROOT / "cxsim")]
    command = [str(PYTHON), "-m", "compileall", "-qq", "-j", "0", "-x", skip, *folders]
    # Some packages carry templates that are not valid Python: their failures mean nothing.
    step("Compiling them, so that cxsim starts fast", *command, may_fail=True)


def step(what: str, *command: str, may_fail: bool = False) -> None:
    """Run one command quietly, counting the seconds on a terminal; stop if it fails."""
    alive = sys.stdout.isatty()
    began = time.monotonic()
    print(what, end=" " if alive else "\n", flush=True)
    with subprocess.Popen(command, cwd=ROOT, env=environment(), close_fds=False) as process:
        while process.poll() is None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=1)
            if alive:
                print(f"\r{what} {time.monotonic() - began:.0f} s", end=" ", flush=True)
    if alive:
        print()
    if process.returncode and not may_fail:
        sys.exit(
            "Setting up stopped there: the reason is above (often the network). "
            "Once it is mended, the same command starts again."
        )


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Let a second install of this folder wait for the first, where the system can.

    The lock is handed on to the steps: if only this program is killed, the next one waits for
    the step that it left behind.
    """
    try:
        import fcntl
    except ImportError:  # Windows
        yield
        return
    folder = os.open(ROOT, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):  # some network file systems
            fcntl.flock(folder, fcntl.LOCK_EX)
        os.set_inheritable(folder, True)
        yield
    finally:
        os.close(folder)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit("\nInterrupted; the same command starts again.")
