"""The house stands on a bare machine: lock, install, wheel, places, and who may import whom."""

import ast
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from types import ModuleType
from typing import cast

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from cxsim import places

ROOT = Path(__file__).resolve().parent.parent
LOCK = [
    line
    for line in (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
BASE_PYTHON = sys._base_executable  # type: ignore[attr-defined]


# ---- the lock ----


def test_lock_pins_names_and_nothing_else() -> None:
    for line in LOCK:
        pin = Requirement(line)
        assert pin.url is None, line
        assert [one.operator for one in pin.specifier] == ["=="], line


MACHINES = [
    ("linux", "Linux", "x86_64"),
    ("linux", "Linux", "aarch64"),
    ("darwin", "Darwin", "arm64"),
    ("darwin", "Darwin", "x86_64"),
    ("win32", "Windows", "AMD64"),
]


@pytest.mark.parametrize(("platform", "system", "machine"), MACHINES)
@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13"])
def test_lock_covers_every_dependency(
    python: str, platform: str, system: str, machine: str
) -> None:
    """Whatever cxsim and its extras need, and what that needs in turn, is pinned and fits."""
    environment: dict[str, str] = {
        **cast("dict[str, str]", default_environment()),
        "python_version": python,
        "python_full_version": f"{python}.0",
        "sys_platform": platform,
        "platform_system": system,
        "platform_machine": machine,
        "os_name": "nt" if platform == "win32" else "posix",
    }

    def applies(one: Requirement, extra: str = "") -> bool:
        return one.marker is None or one.marker.evaluate(environment | {"extra": extra})

    pins = {canonicalize_name(pin.name): pin for pin in map(Requirement, LOCK) if applies(pin)}
    groups = [PROJECT["dependencies"], *PROJECT["optional-dependencies"].values()]
    wanted = [Requirement(text) for group in groups for text in group]
    seen = set()
    while wanted:
        need = wanted.pop()
        name = canonicalize_name(need.name)
        if name == "cxsim":  # one extra that includes others
            continue
        assert name in pins, f"{need} is not in the lock"
        locked = next(iter(pins[name].specifier)).version
        assert need.specifier.contains(locked, prereleases=True), f"{need}, locked {locked}"
        for extra in ("", *need.extras):
            if (name, extra) in seen:
                continue
            seen.add((name, extra))
            # What a version needs in turn is known here if it is the one installed here.
            with suppress(PackageNotFoundError):
                if version(name) == locked:
                    needs = map(Requirement, requires(name) or [])
                    wanted += [one for one in needs if applies(one, extra)]
    assert len(seen) > 20


# ---- install.py, with a pip that only says what it was asked ----


class House:
    """A checkout in a folder with spaces and accents, whose steps are recorded, not run."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.folder.mkdir()
        (self.folder / "cxsim").mkdir()
        for name in ("install.py", "run.py", "Makefile", "pyproject.toml", "requirements.lock"):
            shutil.copy(ROOT / name, self.folder)
        pip = ModuleType("pip")
        pip.__version__ = "26.0"  # type: ignore[attr-defined]
        pip.__file__ = str(folder / "spare" / "__init__.py")
        monkeypatch.setitem(sys.modules, "pip", pip)
        monkeypatch.setattr(sys, "prefix", sys.base_prefix)
        self.pip = pip
        self.steps: list[tuple[str, ...]] = []
        self.cut_at = 0

    def load(self) -> ModuleType:
        spec = importlib.util.spec_from_file_location("install", self.folder / "install.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        module.step = self.step  # type: ignore[attr-defined]
        self.can_cache = module.can_cache
        module.can_cache = lambda pip: True  # type: ignore[attr-defined]
        self.packages: Path = module.site_packages()
        return module

    def step(self, what: str, *command: str, may_fail: bool = False) -> None:
        self.steps.append(command)
        if len(self.steps) == self.cut_at:
            raise KeyboardInterrupt
        if "-e" in command:
            self.packages.mkdir(parents=True, exist_ok=True)
            (self.packages / "_cxsim.pth").write_text(str(self.folder), encoding="utf-8")

    def install(self, *arguments: str) -> int:
        """Install, and return how many steps it took."""
        self.steps.clear()
        self.load().main(list(arguments))
        return len(self.steps)


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    return House(tmp_path / "Casa de Íñigo Álvarez", monkeypatch)


def test_finished_install_is_left_alone(house: House) -> None:
    assert house.install() > 0
    assert house.install() == 0


@pytest.mark.parametrize("cut_at", [1, 2, 3])
def test_interrupted_install_is_made_again_from_nothing(house: House, cut_at: int) -> None:
    house.cut_at = cut_at
    with pytest.raises(KeyboardInterrupt):
        house.install()
    half = house.folder / ".venv" / "half-written"
    half.touch()
    house.cut_at = 0
    assert house.install() > 0
    assert not half.exists()
    assert house.install() == 0


def test_extras_are_added_and_stay(house: House) -> None:
    house.install()
    kept = house.folder / ".venv" / "kept"
    kept.touch()
    house.install("examples")
    house.install("test")
    assert house.steps[1][-1] == ".[examples,test]"
    assert kept.exists()
    assert house.install() == house.install("examples") == house.install("test") == 0


def test_interrupted_addition_is_not_taken_for_done(house: House) -> None:
    house.install()
    house.cut_at = 2
    with pytest.raises(KeyboardInterrupt):
        house.install("test")
    house.cut_at = 0
    assert house.install() > 0


@pytest.mark.parametrize("change", ["lock", "folder", "python"])
def test_environment_of_another_making_is_made_again(house: House, change: str) -> None:
    house.install()
    if change == "lock":
        (house.folder / "requirements.lock").write_text("numpy==2.4.5\n", encoding="utf-8")
    elif change == "folder":
        house.folder = house.folder.rename(house.folder.with_name("Otra casa"))
    else:
        python = house.load().PYTHON
        python.unlink()
        python.symlink_to(house.folder / "gone")
    assert house.install() > 0


def test_unknown_extra_is_refused_with_the_known_ones(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        house.install("tets")
    assert stop.value.code == 2
    assert "tets" in (said := capsys.readouterr().out)
    assert "test" in said
    assert not (house.folder / ".venv").exists()


@pytest.mark.parametrize("version", [(3, 10, 13), (3, 14, 0)])
def test_other_python_is_refused_with_a_sentence(
    house: House, monkeypatch: pytest.MonkeyPatch, version: tuple[int, int, int]
) -> None:
    monkeypatch.setattr(sys, "version_info", version)
    with pytest.raises(SystemExit, match=r"needs Python 3\.11, 3\.12 or 3\.13; this is 3\.1[04]"):
        house.install()


def test_environment_is_a_real_one_without_the_venv_module(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    if os.name == "nt":
        pytest.skip("Python for Windows always has venv")
    monkeypatch.setitem(sys.modules, "venv", None)
    monkeypatch.setattr(sys, "_base_executable", BASE_PYTHON)
    house.install()
    ask = "import sys; print(sys.prefix, sys.path[-1], sep='\\n')"
    said = run(house.load().PYTHON, "-c", ask).stdout.splitlines()
    # The last folder on the path is the one that the .pth file names: the checkout.
    assert [Path(line).resolve() for line in said] == [house.folder / ".venv", house.folder]


def test_link_to_the_checkout_survives_any_encoding(house: House) -> None:
    house.install()
    line = (house.packages / "_cxsim.pth").read_bytes().decode("ascii")
    assert (house.packages / line).resolve() == house.folder


def test_old_pip_is_lent_to_the_environment(house: House) -> None:
    spare = house.folder / "spare"
    spare.mkdir()
    (spare / "__init__.py").touch()
    house.pip.__version__ = "22.0.2"  # type: ignore[attr-defined]
    house.install()
    assert (house.packages / "pip" / "__init__.py").exists()
    assert house.steps[0][1:4] == ("-m", "pip", "install")
    assert ".venv" in house.steps[0][0]


def test_python_without_pip_takes_its_spare_one(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pip", None)
    house.install()
    assert house.steps[0][1:] == ("-m", "ensurepip")


@pytest.mark.parametrize("writable", [True, False])
def test_cache_that_cannot_be_written_is_not_used(
    house: House, tmp_path: Path, writable: bool
) -> None:
    """A superuser's pip would take one on a read-only disk for good, and fail at a build."""
    folder = tmp_path / "cache"
    folder.mkdir() if writable else folder.touch()
    pip = [sys.executable, "-c", f"print({str(folder)!r})"]
    house.load()
    assert house.can_cache(pip) is writable


# ---- run.py and the Makefile ----


def run(*command: str | Path, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    # A cxsim on the path of whoever runs the tests is not the one of the house.
    alone = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(
        command, cwd=folder, env=alone, capture_output=True, encoding="utf-8", check=False
    )


def write_door(house: House, text: str) -> None:
    (house.folder / "cxsim" / "door.py").write_text(text, encoding="utf-8")


def test_run_without_packages_says_what_to_do(house: House) -> None:
    write_door(house, "import a_package_that_nobody_wrote\n")
    ended = run(BASE_PYTHON, "run.py", folder=house.folder)
    assert ended.returncode == 1
    assert "a_package_that_nobody_wrote" in ended.stderr
    assert "make run" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_run_goes_on_under_the_environment_and_hands_on_the_status(house: House) -> None:
    house.install()
    write_door(
        house, "import sys\ndef main():\n    print(sys.prefix, sys.argv[1:])\n    return 2\n"
    )
    ended = run(BASE_PYTHON, "run.py", "case=retail", "a b", folder=house.folder)
    assert ended.returncode == 2
    assert ended.stdout.strip() == f"{house.folder / '.venv'} ['case=retail', 'a b']"


def test_make_alone_tells_its_targets(house: House) -> None:
    if shutil.which("make") is None:
        pytest.skip("make is not on this machine")
    said = run("make", folder=house.folder).stdout
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (targets,) = [line for line in makefile.splitlines() if line.startswith(".PHONY:")]
    for target in targets.split()[2:]:
        assert f"make {target}" in said


# ---- the wheel ----


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built wheel, unpacked as an installer would."""
    pytest.importorskip("hatchling", reason="the build tools are not installed")
    folder = tmp_path_factory.mktemp("wheel")
    built = run(
        sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, folder=ROOT
    )
    assert built.returncode == 0, built.stderr
    (archive,) = folder.glob("*.whl")
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(folder / "installed")
    return folder / "installed"


@pytest.mark.parametrize("name", places.SHIPPED)
def test_wheel_carries_what_the_checkout_has(wheel: Path, name: str) -> None:
    def files(folder: Path) -> set[Path]:
        return {
            file.relative_to(folder)
            for file in folder.rglob("*")
            if file.suffix in {".yaml", ".md"} and file.is_file()
        }

    assert files(wheel / "cxsim" / name) == files(ROOT / name)


def test_wheel_finds_its_own_files_from_any_folder(wheel: Path, tmp_path: Path) -> None:
    where = "from cxsim import places; print(places.root()); print(places.overlays())"
    enter = "from cxsim.door import main; sys.exit(main(['do=show']))"
    code = f"import sys; sys.path.insert(0, {str(wheel)!r}); {where}; {enter}"
    ended = run(sys.executable, "-c", code, folder=tmp_path)
    assert ended.returncode == 0, ended.stderr
    root, overlays, *shown = ended.stdout.splitlines()
    assert (root, overlays) == (str(wheel / "cxsim"), "[]")
    assert len(shown) > 10
    assert not list(tmp_path.iterdir())


# ---- places ----


def test_root_of_a_checkout_is_the_checkout() -> None:
    assert places.root() == ROOT


def test_user_folders_overlay_the_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert places.overlays() == []
    monkeypatch.chdir(tmp_path)
    assert places.overlays() == []
    (tmp_path / "scenarios").mkdir()
    assert places.overlays() == [tmp_path]


@pytest.fixture
def no_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home that cannot be written, whoever asks."""
    home = tmp_path / "home"
    home.touch()
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))
    for name in ("CXSIM_CACHE", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    return home


@pytest.mark.parametrize("name", ["XDG_CACHE_HOME", "LOCALAPPDATA"])
def test_cache_lies_in_the_users_cache_folder(
    name: str, tmp_path: Path, no_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, str(tmp_path / "caché"))
    assert places.cache_dir() == tmp_path / "caché" / "cxsim"


def test_cache_lies_where_cxsim_cache_says(
    tmp_path: Path, no_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CXSIM_CACHE", str(tmp_path / "mine"))
    assert places.cache_dir() == tmp_path / "mine"
    monkeypatch.setenv("CXSIM_CACHE", str(no_home / "mine"))
    with pytest.raises(PermissionError, match="CXSIM_CACHE names"):
        places.cache_dir()


def test_cache_falls_back_to_the_checkout_then_to_a_private_folder(
    tmp_path: Path, no_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "PACKAGE", tmp_path / "checkout" / "cxsim")
    assert places.cache_dir() == tmp_path / "checkout" / ".cache"

    monkeypatch.setattr(places, "PACKAGE", no_home / "cxsim")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    private = places.cache_dir()
    assert private.parent == tmp_path
    assert private == places.cache_dir()
    if os.name != "nt":
        private.chmod(0o777)  # anybody could have put machine code there
        assert places.cache_dir() != private


# ---- who may import whom ----

BOTTOM = {"draws", "scenario", "behaviour"}
MAY_IMPORT: dict[str, set[str]] = {
    "intake": {"scenario"},
    "world": BOTTOM,
    "engine": BOTTOM | {"world"},
    "measure": BOTTOM | {"world", "engine"},
    "study": BOTTOM | {"intake", "world", "engine", "measure"},
    "report": BOTTOM | {"intake", "world", "engine", "measure", "study"},
    "door": BOTTOM | {"intake", "world", "engine", "measure", "study", "report"},
}
ROOMS = BOTTOM | set(MAY_IMPORT)


def imported_rooms(file: Path) -> set[str]:
    """Rooms of the house that a file imports, at its top or inside a function."""
    package = ("cxsim", *file.relative_to(ROOT / "cxsim").parent.parts)
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            paths = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            base = ".".join([*above, *filter(None, [node.module])])
            paths = [f"{base}.{alias.name}" for alias in node.names]
        else:
            continue
        found |= {path.split(".")[1] for path in paths if path.startswith("cxsim.")}
    return found & ROOMS


def test_rooms_import_one_way() -> None:
    """What is no room (places, the compiler's settings) serves them all, so imports none."""
    package = ROOT / "cxsim"
    files = [file for file in package.rglob("*.py") if file != package / "__init__.py"]
    assert files
    wrong = {}
    for file in files:
        place = file.relative_to(package)
        room = place.with_suffix("").parts[0]
        if upward := imported_rooms(file) - MAY_IMPORT.get(room, set()) - {room}:
            wrong[str(place)] = upward
    assert not wrong
