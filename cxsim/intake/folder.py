"""A case's folder, written whole or not at all."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cxsim.intake.errors import IntakeError, fault
from cxsim.scenario import library


@contextmanager
def draft(folder: Path) -> Iterator[Path]:
    """An empty folder beside the case's place; when it is filled and loads, it is moved there.

    Parameters
    ----------
    folder : Path
        The case's folder, which is not there yet.

    Raises
    ------
    IntakeError
        When it cannot be written.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".building-", dir=folder.parent) as place:
            new = Path(place) / folder.name
            new.mkdir()
            yield new
            for _ in library.every(new):
                pass
            new.rename(folder)
    except OSError as error:
        raise IntakeError(fault("cannot_write", folder=folder, why=error.strerror)) from None
