"""Which cell states which place of a case, so that what is wrong there can be told by cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from cxsim.scenario import Problem
from cxsim.scenario.words import Phrase

from . import words
from .layout import Path

MENTIONED = {
    "archetypes": ("for",),
    "dimensions": ("weights", "kano", "expectations", "quality", "spread", "depth"),
    "journeys": ("journeys", "needs"),
    "touchpoints": ("entry", "steps", "channels"),
}
"""Parts of a case that mention the things of a section."""

ONE = (("es",), ("en",), ("value",))
"""Parts of a place for which a cell stands that does not name them."""


class Cell(NamedTuple):
    """A cell, and how messages call it."""

    sheet: str
    row: int
    column: int
    heading: str = ""
    by_name: bool = False
    """Whether its column is one of several, each for a name."""

    @property
    def name(self) -> str:
        """Sheet and cell, as a spreadsheet writes them."""
        from openpyxl.utils import get_column_letter

        return f"{self.sheet}!{get_column_letter(self.column)}{self.row}"

    def __str__(self) -> str:
        return f"{self.name} ({self.heading})" if self.heading else self.name


class Places:
    """Cells by the place that they state.

    Parameters
    ----------
    file : str
        How messages call the workbook.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.cells: dict[Path, Cell] = {}
        self.names: dict[Path, Cell] = {}
        """Of a thing, the cell with its name; of a place that is listed, the cell that lists it."""
        self.lacking: set[Path] = set()
        """Ends of places that a sheet has no column for: told once, there."""

    def put(self, path: Path, cell: Cell) -> Cell | None:
        """Note that a cell states a place; the cell that did so before, if any."""
        before = self.cells.get(path)
        self.cells.setdefault(path, cell)
        return before

    def called(self, cell: Cell) -> str:
        """A cell of the workbook, as messages tell it."""
        return f"{self.file}: {cell}"

    def nearest(self, path: Path) -> tuple[Cell | None, Path]:
        """The cell that states a place, or else what it is part of, and the part."""
        for length in range(len(path), 0, -1):
            if (cell := self.cells.get(path[:length])) is not None:
                return cell, path[length:]
        return None, path

    def lacks(self, path: Path) -> bool:
        """Whether a place is one that its sheet has no column for."""
        return any(end and path[-len(end) :] == end for end in self.lacking)

    def _in_sheets(self, problem: Problem, path: Path) -> Problem:
        """A problem in the words of the sheets, where the schema's own are those of a file."""
        allowed, value = problem.allowed, problem.value
        if isinstance(allowed, tuple) and not {*allowed}.isdisjoint(words.CHOICES):
            pairs = (words.CHOICES.get(name, (name,)) for name in allowed)
            near = problem.near or tuple(spelt for pair in pairs for spelt in pair)
            return replace(problem, allowed=words.Names("names", names=allowed), near=near)
        if not isinstance(allowed, Phrase) or allowed.key not in words.IN_SHEETS:
            return problem
        parts: dict[str, object] = {}
        if allowed.key == "ordered":
            ends = (self.cells.get((*path, end)) for end in ("low", "high"))
            parts = {"cells": ", ".join(end.name for end in ends if end)}
            if isinstance(value, Mapping):
                number = value.get("value")
                span = {end: value.get(end, number) for end in ("low", "high")}
                value = words.InSheets("span", (("value", number), *span.items()))
        phrase = words.InSheets(allowed.key, tuple(parts.items()))
        return replace(problem, allowed=phrase, value=value)

    def told(
        self,
        problems: Iterable[Problem],
        top: Path,
        faulty: set[tuple[str, int, int]],
        doubtful: set[str],
    ) -> list[Problem]:
        """A case's problems by cell, without those of cells that are known to be wrong.

        Parameters
        ----------
        problems : iterable of Problem
            Placed by file and dotted place.
        top : tuple of str
            What the places lie below: nothing, or the name of a redesign.
        faulty : set of (sheet, row, column)
            Cells of which something has been told already.
        doubtful : set of str
            Sections with things whose names could not be made out: what mentions them, or lacks
            them, is no mistake of its own.
        """
        found = []
        for problem in problems:
            dotted = problem.place.partition(": ")[2]
            path = (*top, *filter(None, dotted.split(".")))
            cell, rest = self.nearest(path)
            rest = () if rest in ONE else rest
            if problem.kind in ("missing", "wrong") and self.lacks(path):
                continue
            if problem.kind == "unknown":
                cell, rest = self.names.get(path, cell), path[-1:]
            if _follows(problem, path, rest, doubtful):
                continue
            problem = self._in_sheets(problem, path)
            if cell is None:
                found.append(replace(problem, place=f"{self.file}: {dotted or '.'.join(top)}"))
            elif cell[:3] not in faulty:
                if problem.kind == "unknown" and cell.by_name:
                    cell = cell._replace(row=1)  # the heading is wrong, once, not every row
                place = ", ".join(filter(None, [self.called(cell), ".".join(rest)]))
                found.append(replace(problem, place=place))
        return list(dict.fromkeys(found))


def _follows(problem: Problem, path: Path, rest: Path, doubtful: set[str]) -> bool:
    """Whether a problem may come from a thing of which it is told that its name is wrong."""
    if path[-1:] == ("target",):
        return str(problem.value).partition(".")[0] in doubtful
    mentioned = {part for section in doubtful for part in MENTIONED.get(section, ())}
    return bool(mentioned & set(path)) and (bool(rest) or problem.kind == "unknown")
