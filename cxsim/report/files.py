"""A study as a folder of files, whole or not at all."""

from __future__ import annotations

import json
import math
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from . import pdf
from .decided import futures, summary
from .page import Report
from .stress import StressReport
from .sweep import SweepReport

if TYPE_CHECKING:
    from cxsim.study import Comparison
    from cxsim.study.decide import Decided
    from cxsim.study.stress import Stress
    from cxsim.study.sweep import Sweep

PAGE, PDF, TABLE = "report.html", "report.pdf", "metrics.parquet"
HALF_HOURS = "team_hours.csv"
METHOD, FUTURES = "method.html", "futures.parquet"
METRICS = pa.schema(
    [
        ("scenario", pa.string()),
        ("metric", pa.string()),
        *(
            (column, pa.float64())
            for column in (
                "as_is",
                "to_be",
                "delta",
                "low",
                "high",
                "mc_low",
                "mc_high",
                "variance_reduction",
            )
        ),
    ]
)
STRESSED = pa.schema(
    [
        ("shock", pa.string()),
        ("times", pa.float64()),
        ("scenario", pa.string()),
        ("metric", pa.string()),
        *(
            (column, pa.float64())
            for column in ("level", "delta", "low", "high", "mc_low", "mc_high")
        ),
    ]
)


class Written(NamedTuple):
    """What was written.

    Parameters
    ----------
    page : Path
    pdf : Path or None
        The printed copy, where one was asked for.
    printed : str
        What made it, in the reader's words; empty where there is none.
    """

    page: Path
    pdf: Path | None
    printed: str


def write_report(
    comparison: Comparison, folder: str | Path, language: str = "es", printed: bool = False
) -> Written:
    """Write `report.html`, `figures/`, `metrics.parquet`, `manifest.json` and `summary.json`.

    Where the case has teams, `team_hours.csv`, too: their half-hours, as `Details.team_hours`.

    All of it is first written beside the folder, then moved in; whoever is interrupted finds
    either the whole or what was there before. Other files in the folder stay.

    Parameters
    ----------
    comparison : Comparison
    folder : str or Path
        Made where it is not there yet.
    language : str
        "es", "en" or a full locale such as "es_PE".
    printed : bool
        Whether to write `report.pdf`, too.

    Returns
    -------
    Written

    Raises
    ------
    Problems
        When the language is not offered; nothing is written.
    """
    folder = Path(folder)
    report = Report(comparison, language)
    with _whole(folder) as fresh:
        written = _written(report, folder, fresh, printed)
        _json(comparison.summary(), fresh / "summary.json")
    _older(report, folder, printed)
    return written


def _written(report: Report, folder: Path, fresh: Path, printed: bool) -> Written:
    """Write into a fresh folder what the page of a comparison is made of."""
    comparison = report.comparison
    _figures(report.figures(), fresh)
    told = _print(report, fresh) if printed else _page(report, fresh, "")
    _table(comparison.table, METRICS, fresh / TABLE)
    _half_hours(comparison.details.team_hours, fresh / HALF_HOURS)
    _json(comparison.manifest, fresh / "manifest.json")
    return Written(folder / PAGE, folder / PDF if printed else None, told)


def _older(report: Report, folder: Path, printed: bool) -> None:
    """Take away what an older page had beside it and this one has not."""
    hours = len(report.comparison.details.team_hours)
    for name, mine in ((PDF, printed), (HALF_HOURS, hours)):
        if not mine:
            (folder / name).unlink(missing_ok=True)


def write_decision(
    decided: Decided, folder: str | Path, language: str = "es", printed: bool = False
) -> Written:
    """Write what `write_report` writes, the business cases in it, and `method.html`.

    Beside them `futures.parquet`: what was drawn and what came of it, a row a future.

    Parameters
    ----------
    decided : Decided
    folder, language, printed
        As in `write_report`.

    Returns
    -------
    Written

    Raises
    ------
    Problems
        When the language is not offered; nothing is written.
    """
    comparison = replace(decided.comparison, manifest=decided.manifest)
    report = Report(comparison, language, decided)
    folder = Path(folder)
    with _whole(folder) as fresh:
        written = _written(report, folder, fresh, printed)
        (fresh / METHOD).write_text(report.method(), encoding="utf-8", newline="\n")
        futures(decided).to_parquet(fresh / FUTURES, index=False)
        _json(summary(decided), fresh / "summary.json")
    _older(report, folder, printed)
    return written


def write_stress(stress: Stress, folder: str | Path, language: str = "es") -> Path:
    """Write the page of a stress test with its figures, tables and manifest, whole or not at all.

    Parameters
    ----------
    stress : Stress
    folder : str or Path
        Made where it is not there yet.
    language : str
        "es", "en" or a full locale such as "es_PE".

    Returns
    -------
    Path
        Of the page.

    Raises
    ------
    Problems
        When the language is not offered; nothing is written.
    """
    folder = Path(folder)
    report = StressReport(stress, language)
    told = {"manifest.json": stress.manifest, "summary.json": stress.summary()}
    return _study(folder, report.figures(), report.page(), told, (stress.worth, STRESSED))


def write_sweep(sweep: Sweep, folder: str | Path, language: str = "es") -> Path:
    """Write the page of a sweep with its figures and summary, whole or not at all.

    The data set, where it grew in this folder, stays as it is.

    Parameters
    ----------
    sweep : Sweep
    folder : str or Path
        Made where it is not there yet.
    language : str
        "es", "en" or a full locale such as "es_PE".

    Returns
    -------
    Path
        Of the page.

    Raises
    ------
    Problems
        When the language is not offered; nothing is written.
    """
    folder = Path(folder)
    report = SweepReport(sweep, language)
    page = report.page(beside=(folder / TABLE).exists())
    return _study(folder, report.figures(), page, {"summary.json": report.summary()})


def _study(
    folder: Path,
    figures: Mapping[str, str],
    page: str,
    told: Mapping[str, Any],
    table: tuple[pd.DataFrame, pa.Schema] | None = None,
) -> Path:
    """Write a study's figures, page, table, and what it tells as JSON by file name; the page."""
    with _whole(folder) as fresh:
        _figures(figures, fresh)
        (fresh / PAGE).write_text(page, encoding="utf-8", newline="\n")
        if table is not None:
            _table(*table, fresh / TABLE)
        for name, content in told.items():
            _json(content, fresh / name)
    return folder / PAGE


@contextmanager
def _whole(folder: Path) -> Iterator[Path]:
    """A fresh folder beside, whose files are moved into `folder` when all of them are there."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        fresh = beside / "fresh"
        fresh.mkdir()
        yield fresh
        _move(fresh, folder, beside / "old")
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _figures(figures: Mapping[str, str], folder: Path) -> None:
    """Write the figures as separate files."""
    (folder / "figures").mkdir()
    for name, text in figures.items():
        (folder / "figures" / name).write_text(text, encoding="utf-8", newline="\n")


def _page(report: Report, folder: Path, told: str) -> str:
    """Write the page, which tells what made its printed copy; what it tells."""
    (folder / PAGE).write_text(report.page(told), encoding="utf-8", newline="\n")
    return told


def _print(report: Report, folder: Path) -> str:
    """Write the page and its printed copy, a plainer one where no browser can; what made it."""
    browser, say = pdf.browser(), report.voice.say
    if browser is not None:
        told = _page(report, folder, say("printed_by", browser=browser.name))
        if browser.print(folder / PAGE, folder / PDF):
            return told
    told = say("printed_failed", browser=browser.name) if browser else say("printed_plain")
    from .plain import write_plain  # its library is loaded when it is needed

    write_plain(report, folder / PDF, told)
    return _page(report, folder, told)


def _move(fresh: Path, folder: Path, old: Path) -> None:
    """Put the fresh files in place: by one rename, or one by one into a folder that is there."""
    if not folder.exists():
        fresh.rename(folder)
        return
    old.mkdir()
    for entry in sorted(fresh.iterdir()):
        there = folder / entry.name
        if there.is_dir():
            there.rename(old / entry.name)
        entry.replace(there)


def _table(table: pd.DataFrame, schema: pa.Schema, file: Path) -> None:
    pq.write_table(pa.Table.from_pandas(table[schema.names], schema, preserve_index=False), file)


def _half_hours(hours: pd.DataFrame, file: Path) -> None:
    """A spreadsheet reads it: one row a world, team and half-hour; nothing where nobody serves."""
    if len(hours):
        hours.drop(columns="month").to_csv(file, index=False, lineterminator="\n")


def _json(content: Any, file: Path) -> None:
    text = json.dumps(_plain(content), indent=2, ensure_ascii=False, allow_nan=False)
    # A lone surrogate, which UTF-8 cannot write, becomes JSON's own escape of it.
    file.write_text(f"{text}\n", encoding="utf-8", errors="backslashreplace", newline="\n")


def _plain(content: Any) -> Any:
    """Content of JSON's own kinds: a figure that does not exist is null."""
    if isinstance(content, dict):
        return {str(key): _plain(value) for key, value in content.items()}
    if isinstance(content, (list, tuple)):
        return [_plain(value) for value in content]
    if isinstance(content, np.generic):
        content = content.item()
    if isinstance(content, float):
        return content if math.isfinite(content) else None
    return content if isinstance(content, (bool, int, str, type(None))) else str(content)
