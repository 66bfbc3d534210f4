"""A case out of a workbook: every cell to its place, and every mistake back to its cell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path as File
from typing import Any, NamedTuple

from cxsim.intake.errors import IntakeError, Sayable
from cxsim.scenario import AsIs, Problems, kinds, library, validate
from cxsim.scenario.levers import Redesign
from cxsim.scenario.problems import MOST
from cxsim.scenario.values import Value

from . import headings, opening, values, words
from .headings import NOTE, Heading
from .labels import KEYS, Labels
from .layout import (
    HELP,
    LISTS,
    NOTES,
    SHEETS,
    SURE,
    TO_BE,
    Listing,
    Path,
    Table,
    Tree,
    at,
    column_of,
    kind_at,
)
from .places import Cell
from .rows import Rows
from .wrong import Wrong


class Read(NamedTuple):
    """A workbook as a case."""

    as_is: AsIs
    redesigns: dict[str, Redesign]
    tree: Tree
    """As the workbook states it, for the files of the case."""


def read(file: File) -> Read:
    """The case in a workbook, checked.

    Parameters
    ----------
    file : Path

    Returns
    -------
    Read

    Raises
    ------
    IntakeError
        With everything that is wrong, by sheet and cell.
    """
    try:
        found = opening.sheets(file)
    except opening.Unreadable as error:
        raise IntakeError(error.wrong) from None
    reader = _Reader(file.name)
    reader.read(found)
    return reader.checked()


class _Reader(Rows):
    """Gathers sheet by sheet, those first whose names others mention."""

    def read(self, found: list[opening.Sheet]) -> None:
        """Read all sheets, those first whose names others mention."""
        known = self._known(found)
        self.labels = Labels(known)
        for name, layout in SHEETS.items():
            if name not in known and layout.needed:
                self._say(self.file, "no_sheet", title=words.SHEETS[name])
                self.missing += self._sections(layout)
        first = ("dimensions", "touchpoints", "journeys")
        for name in (*first, *(n for n in SHEETS if n not in first)):
            if name in known:
                self._sheet(known[name], SHEETS[name])
                self.dimensions = library.dimensions(self.tree)

    @staticmethod
    def _sections(layout: Table | Listing) -> list[str]:
        return list(layout.sections) if isinstance(layout, Listing) else [layout.row.split(".")[0]]

    def _known(self, found: list[opening.Sheet]) -> dict[str, opening.Sheet]:
        """The sheets of a case by name."""
        known: dict[str, opening.Sheet] = {}
        for sheet in found:
            name = words.meant(sheet.title, tuple(words.SHEETS), words.SHEETS)
            if name is None and sheet.title.startswith(NOTE):
                continue
            place = f"{self.file}: {sheet.title}"
            if name is None:
                titles = tuple(words.SHEETS[one] for one in SHEETS)
                self._say(place, "unknown_sheet", sought=sheet.title, known=titles)
            elif name in known:
                self._say(place, "sheet_twice", title=words.SHEETS[name])
            elif name not in (HELP, LISTS):
                known[name] = sheet
        return known

    def _sheet(self, sheet: opening.Sheet, layout: Table | Listing) -> None:
        place = f"{self.file}: {sheet.title}"
        if sheet.endless:
            self._say(place, "endless", most=opening.MOST_ROWS, wide=opening.MOST_COLUMNS)
        self._unmerge(sheet)
        columns = self._headings(sheet, layout)
        if isinstance(layout, Listing):
            for section in layout.sections:
                self.places.put((section,), Cell(sheet.title, 1, 1))
        for number, row in sheet.rows().items():
            cells = {
                heading: Cell(sheet.title, number, heading.number, heading.text, bool(heading.name))
                for heading in columns
            }
            if number == 1 or not any(heading.number in row for heading in columns):
                continue
            if isinstance(layout, Table):
                self._thing(layout, cells, row)
            else:
                self._listed(cells, row)

    def _unmerge(self, sheet: opening.Sheet) -> None:
        """A cell merged downwards gives its value to the rows it covers that have anything else."""
        filled = {row for row, _ in sheet.cells}
        for merged in sheet.merged:
            (top, left), (bottom, right) = merged.first, merged.last
            content = sheet.cells.get((top, left))
            if content is None:
                continue
            if left != right or top == 1:
                cell = Cell(sheet.title, top, left)
                self._say(self.places.called(cell), "merged", cells=merged.name)
                self.faulty.add(cell[:3])
                continue
            for row in range(top, min(bottom, opening.MOST_ROWS) + 1):
                if row in filled:
                    sheet.cells[row, left] = content

    def _headings(self, sheet: opening.Sheet, layout: Table | Listing) -> list[Heading]:
        """The columns of a sheet that are read; those that are not known, or lack, are told."""
        found, strange = headings.found(sheet, layout)
        if isinstance(layout, Table):
            found = [self._by_label(one, layout) for one in found]
        titles = tuple(words.COLUMNS[one][0] for one in headings.columns(layout))
        for cell, kind, text in strange:
            known = titles if kind == "unknown_column" else ()
            self._say(self.places.called(cell), kind, text, text, known, title=text)
        for column, name, path in headings.lacking(found, layout, self.tree):
            english, spanish = (words.heading(column, one, name) for one in words.LANGUAGES)
            title = (english, spanish)
            self._say(f"{self.file}: {sheet.title}", "no_column", title=title)
            self.places.lacking.add(path)
            if not path:
                self.missing += self._sections(layout)
        return [one for one in found if one.column not in NOTES]

    def _by_label(self, heading: Heading, layout: Table) -> Heading:
        """A heading with a label in it (`Quality: Care`) as one with a name."""
        sheet = KEYS.get(column_of(layout, heading.column).axis, "")
        return heading._replace(name=self.labels.name(sheet, heading.name))

    def _unsure(self) -> None:
        """Tell the ranges of numbers that are not there."""
        for path, cell in self.stated.items():
            if path[-1] not in SURE or kinds.bare(kind_at(self.tree, path[:-1]))[0] is not Value:
                continue
            number = at(self.tree, path[:-1])
            if (
                isinstance(number, dict)
                and "value" not in number
                and not self.places.lacks(path[:-1])
            ):
                place = self.places.cells.get(path[:-1], cell)
                if place[:3] not in self.faulty:
                    self._odd(place, None, values.Odd("no_value"))

    def checked(self) -> Read:
        """The case, checked by the library's own rules.

        Raises
        ------
        IntakeError
            With everything that is wrong.
        """
        self._unsure()
        plans = {name: raw for name, raw in self.tree.items() if name.startswith(TO_BE)}
        today = {name: raw for name, raw in self.tree.items() if name not in plans}
        as_is = self._check(lambda: validate.as_is(today, self.file), ())
        redesigns: dict[str, Redesign] = {}
        for name, raw in plans.items():

            def check(raw: Any = raw) -> Redesign:
                return validate.redesign(raw, self.file, as_is)

            plan = self._check(check, (name,))
            if plan is not None:
                redesigns[name] = plan
        if self.wrong or as_is is None:
            more: list[Sayable] = [Wrong("…", "more")] if len(self.wrong) > MOST else []
            raise IntakeError([*dict.fromkeys(self.wrong[:MOST]), *more])
        return Read(as_is, redesigns, self.tree)

    def _check(self, check: Callable[[], Any], top: Path) -> Any:
        """What a check makes; where it finds mistakes, what could still be made sense of."""
        try:
            return check()
        except Problems as found:
            fresh = [
                problem
                for problem in found.problems
                if top or _section(problem.place) not in self.missing
            ]
            self.wrong += self.places.told(fresh, top, self.faulty, self.doubtful | {*self.missing})
            return found.rest


def _section(place: str) -> str:
    return place.partition(": ")[2].partition(".")[0]
