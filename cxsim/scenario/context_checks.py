"""What is wrong with the context of a case, and the files that tell its courses."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path as FilePath

from .context import LARGEST, LAST_DAY, Factor, File, Path, Spells
from .found import Found, Place
from .outside_checks import effect_problems
from .problems import Problem, Problems, seen
from .schema import AsIs
from .words import phrase

COLUMNS = ("day", "value")
LONGEST = 60
"""Characters of a wrong line that are told."""
Points = tuple[tuple[int, float], ...]


def context_problems(case: AsIs) -> Iterator[Found]:
    """What is wrong with the context of a case, but for what lies in files."""
    for name, factor in case.context.items():
        place: Place = ("context", name)
        yield from effect_problems(case, (*place, "effects"), factor.effects)
        for one, effect in factor.effects.items():
            if effect.how == "multiply" and effect.size.low <= 0:
                size = (*place, "effects", one, "size")
                yield Found(size, "wrong", effect.size.low, phrase("above_zero"))
        course = factor.course
        if isinstance(course, Path):
            where = (*place, "course", "points")
            if said := disorder(course.points):
                yield Found(where, "wrong", said, phrase("days_rise"))
            elif factor.enabled and course.points[-1][0] < case.horizon_days - 1:
                until = phrase("until_day", n=case.horizon_days - 1)
                yield Found(where, "short_path", course.points[-1][0], until)
        if isinstance(course, Spells) and _too_many(course):
            share = (*place, "course", "share")
            yield Found(share, "wrong", course.share.high, phrase("spells_fit"))


def _too_many(course: Spells) -> bool:
    """Whether spells of such a length would have to begin more often than once a day."""
    share, days = course.share.high, course.days.low
    return share < 1 and share > days * (1 - share)


def disorder(points: Points) -> list[int] | None:
    """The first days that are out of order; None where days rise from 0 on."""
    if points[0][0] != 0:
        return [points[0][0]]
    return next(([a, b] for (a, _), (b, _) in pairwise(points) if a >= b), None)


def file_problems(case: AsIs, folder: FilePath, called: str) -> Iterator[Problem]:
    """What is wrong with the files that tell the courses of a case."""
    for name, factor in case.context.items():
        if isinstance(factor.course, File):
            try:
                points_of(factor, folder, case.horizon_days, f"{called}: context.{name}.course")
            except Problems as found:
                yield from found.problems


def points_of(factor: Factor, folder: FilePath | None, horizon: int, place: str) -> Points:
    """The points of a path, stated or in a file, that are enough for a horizon.

    Parameters
    ----------
    folder : Path or None
        Where the case's files lie.
    horizon : int
        Days that are lived.
    place : str
        Of the course, for whoever has to mend it.

    Raises
    ------
    Problems
        With what is wrong with the file, or that it ends before the last day lived.
    """
    course = factor.course
    if isinstance(course, File):
        points = read_points(course, folder, place)
    else:
        assert isinstance(course, Path)
        points = course.points
    if factor.enabled and points[-1][0] < horizon - 1:
        until = phrase("until_day", n=horizon - 1)
        raise Problems([Problem(place, "short_path", points[-1][0], until)])
    return points


def read_points(course: File, folder: FilePath | None, place: str) -> Points:
    """The points of a file.

    Raises
    ------
    Problems
        Where it is not there or does not hold days that rise from 0 on, with a number each.
    """
    file = None if folder is None else folder / course.file
    if file is None or not file.is_file():
        raise Problems([Problem(f"{place}.file", "wrong", course.file, phrase("beside"))])
    called = seen(file)
    rows = _rows(file, called)
    first, *rest = rows or [(1, [])]
    if tuple(cell.strip() for cell in first[1]) != COLUMNS:
        said = ",".join(first[1])[:LONGEST]
        raise Problems([Problem(f"{called}:{first[0]}", "wrong", said, ",".join(COLUMNS))])
    points: list[tuple[int, float]] = []
    for number, row in rest:
        point = _point(row)
        expected = point is not None and (point[0] > points[-1][0] if points else point[0] == 0)
        if point is None or not expected:
            said = ",".join(row)[:LONGEST]
            raise Problems([Problem(f"{called}:{number}", "wrong", said, phrase("days_rise"))])
        points.append(point)
    if not points:
        raise Problems([Problem(f"{called}:2", "missing", None, phrase("days_rise"))])
    return tuple(points)


def _rows(file: FilePath, called: str) -> list[tuple[int, list[str]]]:
    """The rows of a file that say something, each with the number of its line."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            read = csv.reader(lines)
            return [(read.line_num, row) for row in read if any(map(str.strip, row))]
    except UnicodeDecodeError:
        raise Problems([Problem(called, "file", phrase("not_utf8"))]) from None
    except (OSError, csv.Error) as error:
        raise Problems([Problem(called, "file", str(error))]) from None


def _point(row: list[str]) -> tuple[int, float] | None:
    """A day and a value; None where a row is not that."""
    try:
        day, value = row
        found = int(day), float(value)
    except ValueError:
        return None
    return found if found[0] <= LAST_DAY and abs(found[1]) <= LARGEST else None
