"""Public purchase logs that come with a package of the index."""

from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from cxsim.intake.errors import IntakeError

PACKAGE = "lifetimes"


def cdnow() -> Path:
    """All 23,570 customers of the CDNOW log (1997-01 to 1998-06).

    Columns ``customer_id``, ``date`` and ``dollar_value``.

    Raises
    ------
    IntakeError
        If the package that carries the file is not installed.
    """
    return _file("CDNOW_master.txt")


def cdnow_sample() -> Path:
    """Every tenth customer of the CDNOW log, 2,357 of them: the sample of the literature.

    No header; customer is column 2, date 3, amount 5.
    """
    return _file("CDNOW_sample.txt")


def _file(name: str) -> Path:
    """Where the package keeps a file, found without importing the package."""
    try:
        file = Path(str(distribution(PACKAGE).locate_file(f"{PACKAGE}/datasets/{name}")))
    except PackageNotFoundError:
        file = Path(name)
    if not file.is_file():
        raise IntakeError(
            [
                f"The example file {name} is not here. It comes with the extra 'examples': "
                "install it with  python -m pip install 'cxsim[examples]'."
            ]
        )
    return file
