"""What do=build is given: a workbook, a purchase log or a survey, told by what is said of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from .command import Build
from .words import Mistake

LOG = ("customer", "date", "amount")
SURVEY = ("recommend", "touchpoints", "overall", "segment", "weight")
NEEDED = ("recommend", "touchpoints")
"""What a survey cannot do without."""
ONLY_SURVEY = ("scale", "none", "visits", "sheet")
WORKBOOKS = (".xlsx", ".xlsm")
NOT_WORKBOOK = ("currency", "max_dropped")

Kind = Literal["workbook", "log", "survey"]


def kind_of(do: Build) -> Kind:
    """A survey where one of its columns is named; else a workbook by the file's name, or a log."""
    if any(_columns(do, SURVEY)):
        return "survey"
    return "workbook" if _is_workbook(do) else "log"


def _is_workbook(do: Build) -> bool:
    return Path(do.file).suffix.lower() in WORKBOOKS


def is_example(file: str) -> bool:
    """Whether a file is called by the name of a log that comes with a package."""
    from cxsim.intake import examples

    return examples.named(file) is not None


def mistakes_of(do: Build) -> Iterator[Mistake]:
    """Settings that say nothing of such a file, and those that it lacks."""
    kind, columns = kind_of(do), [*_columns(do, LOG), *_columns(do, SURVEY)]
    others = [f"do.{name}" for name in ONLY_SURVEY if getattr(do, name) is not None]
    if kind == "workbook":
        known = [f"do.{name}" for name in NOT_WORKBOOK if getattr(do, name) is not None]
        yield from (Mistake("of_workbook", place) for place in (*columns, *known, *others))
    elif kind == "log":
        yield from (Mistake("of_survey", place) for place in others)
    else:
        said = next(_columns(do, SURVEY))
        if do.sheet is not None and not _is_workbook(do):
            yield Mistake("of_sheet", "do.sheet", do.file)
        yield from (Mistake("of_log", place, said) for place in _columns(do, LOG))
        for name in NEEDED:
            if getattr(do.columns, name) is None:
                yield Mistake("missing", f"do.columns.{name}", allowed=ALLOWED[name])


def _columns(do: Build, roles: tuple[str, ...]) -> Iterator[str]:
    """Places of the columns that are named, among some roles."""
    yield from (f"do.columns.{role}" for role in roles if getattr(do.columns, role) is not None)


ALLOWED = {
    "recommend": (
        ("en", "the column of a survey's likelihood to recommend"),
        ("es", "la columna de la disposición a recomendar de una encuesta"),
    ),
    "touchpoints": (
        ("en", "a list of a survey's columns, such as [Q1,Q2]"),
        ("es", "una lista de columnas de una encuesta, como [P1,P2]"),
    ),
}
