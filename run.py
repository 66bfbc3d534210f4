"""Run cxsim from a checkout: `python run.py key=value ...` (`--help` says more)."""

import os
import subprocess
import sys

from install import PYTHON


def main() -> int:
    """Enter by the door, under the Python of `.venv` unless another environment was chosen."""
    if sys.prefix == sys.base_prefix and PYTHON.exists():
        command = [str(PYTHON), *sys.argv]
        if os.name == "nt":  # there, exec would hand the prompt back before the end
            return subprocess.call(command)
        os.execv(PYTHON, command)
    try:
        from cxsim.door import main as enter

        return enter()
    except ModuleNotFoundError as missing:
        if (missing.name or "cxsim").startswith("cxsim"):
            raise
        print(f"The package {missing.name} is not installed for this Python.", file=sys.stderr)
        print("Run `make run`, or `python install.py` and this again.", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
