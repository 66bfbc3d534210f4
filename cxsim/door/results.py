"""Where results go."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, count
from pathlib import Path

from cxsim import places

from .command import Command
from .words import Mistake, Refused

LOCK = ".decide.lock"


@dataclass(frozen=True)
class Place:
    """How the folder of a job is called, once its command is known.

    Parameters
    ----------
    time : datetime
        When the command was given.
    number : int
        Number of the job among several, from 1; 0 for a single one.
    varied : str
        What sets the job apart.
    """

    time: datetime
    number: int
    varied: str

    def of(self, command: Command) -> Path:
        """`results=`, or results/CASE/TIME; a folder inside it for each of several jobs."""
        if command.results is not None:
            folder = places.named(command.results)
        else:
            folder = _free(Path("results") / command.case / f"{self.time:%Y-%m-%d_%H-%M-%S}")
        if self.number:
            varied = re.sub(r"[^\w.,=-]+", "_", self.varied)[:80]
            folder /= f"{self.number}_{varied}"
        return folder.absolute()


def _free(folder: Path) -> Path:
    """The folder, or one of the same name and a number, if an earlier run took that second."""
    names = (folder.with_name(f"{folder.name}_{number}") for number in count(2))
    return next(path for path in chain([folder], names) if not path.exists())


@contextmanager
def reserved(folder: Path) -> Iterator[None]:
    """Hold a folder while its results are made, so that no other run takes the same name.

    It is empty meanwhile and gone afterwards: results appear whole, in one step.

    Raises
    ------
    Refused
        When it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise Refused([Mistake("unwritable", folder.name, str(folder.parent))]) from None
    try:
        yield
    finally:
        with suppress(OSError):
            folder.rmdir()


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold a folder in which a study grows, so that no other process works in it at once.

    Raises
    ------
    Refused
        When it cannot be written, something else lies there, or another process is at work there.
    """
    from filelock import FileLock, Timeout

    if folder.is_file():
        raise Refused([Mistake("a_file", str(folder))])
    there = [one.name for one in folder.iterdir()] if folder.is_dir() else []
    if there and not {"lives", ".study"} & set(there):
        raise Refused([Mistake("taken", folder.name, str(folder.parent))])
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / LOCK)
        lock.acquire(timeout=0)
    except Timeout:
        raise Refused([Mistake("at_work", str(folder))]) from None
    except OSError:
        raise Refused([Mistake("unwritable", folder.name, str(folder.parent))]) from None
    try:
        yield
    finally:
        lock.release()
        with suppress(OSError):
            (folder / LOCK).unlink(missing_ok=True)
            folder.rmdir()  # which only an empty one is


def mistakes_of(folder: Path, said: str) -> list[Mistake]:
    """Why a folder cannot take new results; nothing is written to find out.

    Parameters
    ----------
    folder : Path
        The folder to be made.
    said : str
        How the person called it.
    """
    try:
        folder.lstat()
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        pass
    except (OSError, ValueError):  # too long; a NUL
        return [Mistake("nameless", said)]
    above = next(path for path in (folder, *folder.parents) if places.is_there(path))
    if not above.is_dir():
        return [Mistake("inside", said, str(above))]
    if not os.access(above, os.W_OK | os.X_OK):
        return [Mistake("unwritable", said, str(above))]
    if above == folder and any(folder.iterdir()):
        return [Mistake("taken", said)]
    return []
