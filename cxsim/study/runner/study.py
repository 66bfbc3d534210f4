"""Live a study: what is there already is not lived again, and what is done is never lost."""

from __future__ import annotations

import errno
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from cxsim.scenario.problems import Problem, Problems
from cxsim.scenario.words import phrase

from ..futures import Progress
from .dataset import DataSet
from .estimate import Estimate, estimate
from .plan import Plan
from .workers import HERE, Execution, results

Foresee = Callable[[Estimate], None]


@dataclass(frozen=True)
class Share:
    """One of several shares of a study, each lived by a process of its own.

    Parameters
    ----------
    number, of : int
        1 … of.
    """

    number: int = 1
    of: int = 1


WHOLE = Share()


def live_study(
    plan: Plan,
    folder: Path | None,
    manifest: Mapping[str, Any],
    share: Share = WHOLE,
    execution: Execution = HERE,
    progress: Progress | None = None,
    foresee: Foresee | None = None,
) -> dict[str, pd.DataFrame]:
    """Live all runs of a share that are not there yet.

    Parameters
    ----------
    plan : Plan
    folder : Path or None
        Where the data set grows; None keeps it only as long as it takes.
    manifest : mapping
        What `manifest.json` is to say beside the study's name.
    share : Share
    execution : Execution
    progress : function of (done, all), or None
        Told of runs, those of former times included.
    foresee : function of Estimate, or None
        Told what is to come before it starts.

    Returns
    -------
    dict of DataFrame
        By table, metrics first: all rows that are there, of other shares too.

    Raises
    ------
    Problems
        When another study lies in the folder, somebody else is at work on this share, the disk is
        full, or workers die again and again.
    """
    if folder is None:
        with tempfile.TemporaryDirectory(prefix="cxsim-") as passing:
            return live_study(plan, Path(passing), manifest, share, execution, progress, foresee)
    data = DataSet(folder, plan)
    parts = plan.share(share.number, share.of)
    try:
        with data.held(share.number, share.of, {"study": plan.name, **manifest}):
            missing = data.missing(parts)
            if foresee is not None and missing:
                foresee(estimate(plan, parts, missing, execution))
            total = sum(len(part.runs) for part in parts)
            done = total - sum(len(part.runs) for part in missing)
            for part, tables in results(execution, plan, missing):
                data.write(part, tables)
                done += len(part.runs)
                if progress is not None:
                    progress(done, total)
    except OSError as error:
        raise Problems([_unwritten(folder, error)]) from None
    return {table: data.read(table) for table in data.schemas}


def _unwritten(folder: Path, error: OSError) -> Problem:
    """That the data set cannot grow; what is done stays."""
    full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    allowed = phrase("room_on_disk" if full else "writable_folder")
    return Problem(str(folder), "unwritten", error.strerror or str(error), allowed)
