"""A study made again: its job, read from its manifest, and its figures beside those of before."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cxsim import places

from .command import Compare, Decide, Settings, Stress, Sweep
from .words import Mistake, Refused

if TYPE_CHECKING:
    from cxsim.study.rerun import Again

    from .jobs import Job

TABLE = "metrics.parquet"
LARGEST = 50_000_000
"""Bytes of a manifest at most: some hundred times a large one."""


def manifest_in(file: Path) -> dict[str, Any]:
    """A manifest as data.

    Raises
    ------
    Refused
        When there is none, or it is no JSON.
    """
    allowed = (
        ("en", "the manifest.json of a study"),
        ("es", "el manifest.json de un estudio"),
    )
    wrong = Mistake("wrong", "do.manifest", str(file), allowed=allowed)
    try:
        if not (places.is_there(file) and file.is_file()) or file.stat().st_size > LARGEST:
            raise Refused([wrong])
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        raise Refused([wrong]) from None
    if not isinstance(found, dict):
        raise Refused([wrong])
    return found


def job_of(job: Job, study: Again) -> Job:
    """The job of a study, in the folder of the job that asks for it again."""
    asked, settings = study.settings, _settings(study)
    folder = job.folder
    if job.command.results is None:
        folder = folder.parent.with_name(study.as_is.case) / folder.name
    numbers = ("customers", "horizon_days", "replications", "seed", "engine")
    command = job.command.model_copy(
        update={
            "case": study.as_is.case,
            "do": settings,
            "shocks": asked.get("shocks", []),
            "results": str(folder),
            **{name: asked[name] for name in numbers},
        }
    )
    return replace(job, command=command, as_is=study.as_is, to_be=study.to_be, folder=folder)


def _settings(study: Again) -> Settings:
    """What the verb of a study was asked."""
    asked = study.settings
    if study.do == "stress":
        return Stress(verb="stress", futures=asked["replications"], times=asked["times"])
    if study.do == "sweep":
        names = ("over", "design", "points", "draws")
        return Sweep(verb="sweep", **{name: asked[name] for name in names})
    if study.do == "decide":
        names = ("budget", "yearly", "capacity", "draws")
        return Decide(verb="decide", pdf=False, **{name: asked[name] for name in names})
    return Compare(verb="compare", pdf=False)


def figures_beside(before: Path, now: Path) -> bool | None:
    """Whether two studies have the same figures to the bit; None where the first has none."""
    import pandas as pd

    if not (before / TABLE).exists():
        return None
    return pd.read_parquet(before / TABLE).equals(pd.read_parquet(now / TABLE))
