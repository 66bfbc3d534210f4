"""The door as its own process: exit status, what is loaded, what a shell sees."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("numba", "matplotlib", "mesa", "pandas", "scipy", "pyarrow")


def python(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8",
        timeout=300, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["do=show"], ["sed=1"]])
def test_what_needs_no_compiler_loads_none(tmp_path: Path, words: list[str]) -> None:
    code = (
        "import sys; from cxsim.door import main; main(sys.argv[1:]); "
        f"print(*[name for name in {HEAVY} if name in sys.modules], file=sys.stderr)"
    )
    done = python("-c", code, *words, folder=tmp_path)
    assert done.stderr.splitlines()[-1] == ""


def test_importing_loads_nothing_heavy(tmp_path: Path) -> None:
    heavy = (*HEAVY, "numpy", "pydantic", "hydra")
    code = f"import sys, cxsim; print(*[name for name in {heavy} if name in sys.modules])"
    assert python("-c", code, folder=tmp_path).stdout == "\n"


def test_a_mistake_ends_with_status_2_and_no_traceback(tmp_path: Path) -> None:
    done = python(str(ROOT / "run.py"), "sed=1", "compare", "case=telecmo", folder=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.splitlines()[0] == "3 things to mend:"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is no signal to a child there")
@pytest.mark.parametrize(
    ("language", "said"), [("en", "Stopping when"), ("es", "Se detendrá cuando")]
)
def test_ctrl_c_is_answered_at_once_and_leaves_nothing(
    tmp_path: Path, language: str, said: str
) -> None:
    code = (
        "import sys; from cxsim.door import main, progress; progress.SECONDS_A_LINE = 0; "
        "sys.exit(main(sys.argv[1:]))"
    )
    words = ["case=retail", "replications=100", "results=none", f"language={language}"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    child = subprocess.Popen(
        [sys.executable, "-c", code, *words],
        cwd=tmp_path, env=environment, stderr=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    for line in child.stderr:  # type: ignore[union-attr]
        if line.startswith(b"Simula"):
            break
    child.send_signal(signal.SIGINT)
    start = time.monotonic()
    told = child.stderr.readline() + child.stderr.readline()  # type: ignore[union-attr]
    assert said in told.decode()
    assert time.monotonic() - start < 1
    _, rest = child.communicate(timeout=60)
    assert child.returncode == 130
    assert b"Traceback" not in rest
    assert list(tmp_path.iterdir()) == []


def test_show_from_any_folder_into_a_pipe_that_closes_early(tmp_path: Path) -> None:
    code = (
        "import subprocess, sys; "
        f"child = subprocess.Popen([sys.executable, {str(ROOT / 'run.py')!r}, 'do=show'], "
        "stdout=subprocess.PIPE, stderr=subprocess.PIPE); "
        "child.stdout.readline(); child.stdout.close(); "
        "print(child.stderr.read().decode(), child.wait())"
    )
    assert python("-c", code, folder=tmp_path).stdout.split() == ["0"]
