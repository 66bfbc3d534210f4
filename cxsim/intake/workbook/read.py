"""A case out of a workbook: every cell to its place, and every mistake back to its cell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path as File
from types import NoneType
from typing import Any, NamedTuple

from cxsim.intake.errors import IntakeError, Sayable
from cxsim.scenario import AsIs, Problems, kinds, library, validate
from cxsim.scenario.levers import Redesign
from cxsim.scenario.parts import LANGUAGES
from cxsim.scenario.problems import MOST, nearest
from cxsim.scenario.values import Value

from . import headings, opening, values, words
from .headings import NOTE, Heading
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
    is_group,
    kind_at,
    names_on,
)
from .opening import Content
from .places import Cell, Places
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


class _Reader:
    """Gathers the tree of a case, the cells of its places, and what is wrong."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.tree: Tree = {}
        self.places = Places(file)
        self.wrong: list[Sayable] = []
        self.faulty: set[tuple[str, int, int]] = set()
        self.missing: list[str] = []
        """Sections of the case of which a sheet or a column is missing: told once, there."""
        self.doubtful: set[str] = set()
        """Sections with a thing whose name could not be made out."""
        self.stated: dict[Path, Cell] = {}
        """Cells that something was read from, by place; of a row, by its table and place."""
        self.dimensions: tuple[str, ...] = ()

    # ---- sheets ----

    def read(self, found: list[opening.Sheet]) -> None:
        """Read all sheets, those first whose names others mention."""
        known = self._known(found)
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

    # ---- rows ----

    def _thing(self, table: Table, cells: dict[Heading, Cell], row: dict[int, Content]) -> None:
        """A row of a table: which thing it is, and its values."""
        named = self._named(table, cells, row)
        if named is None:
            self.doubtful.add(table.row.split(".")[0])
            return
        base: Path = tuple(table.row.format(**named).split("."))
        key = next(cell for heading, cell in cells.items() if heading.column == table.keys[-1])
        before = self.stated.setdefault((table.name, *base), key)
        if before != key:
            self._odd(key, row[key.column], values.Odd("twice", first=before.name))
            self.doubtful.add(base[0])
            return
        self._anchor(table, named, cells)
        self._begin(table, base, row[key.column])
        for heading, cell in cells.items():
            if heading.column in table.keys:
                continue
            column = column_of(table, heading.column)
            below = (*filter(None, column.place.split(".")), *filter(None, [heading.name]))
            self._state((*base, *below), cell, row.get(heading.number))

    def _begin(self, table: Table, base: Path, written: Content) -> None:
        """Make room for a thing; its label is its name as written until one is given."""
        node = _reach(self.tree, base)
        if table.name in ("levers", "campaigns"):
            self.tree[base[0]].setdefault("label", base[0].removeprefix(TO_BE).replace("_", " "))
        if any(column.name == "label" for column in table.columns):
            node["label"] = values.text(written)

    def _named(
        self, table: Table, cells: dict[Heading, Cell], row: dict[int, Content]
    ) -> dict[str, str] | None:
        """The names of a row's keys, or None where they cannot be made out."""
        named: dict[str, str] = {}
        for key in table.keys:
            cell = next((cell for heading, cell in cells.items() if heading.column == key), None)
            if cell is None:
                return None
            content = row.get(cell.column)
            try:
                if content is None:
                    raise values.Odd("no_name")
                named[key] = self._name(table, key, content)
            except values.Odd as odd:
                if odd.kind != "no_such" or key + "s" not in self.doubtful:
                    self._odd(cell, content, odd)
        return named if len(named) == len(table.keys) else None

    def _name(self, table: Table, key: str, content: Content) -> str:
        """The name in a key's cell, which may have to be one of another sheet."""
        name = values.name(content, TO_BE if key == "redesign" else "")
        if key == "to" and name not in self.tree.get("touchpoints", {}):
            return words.meant(name, ("done", "give_up", "stay"), words.CHOICES) or name
        if key == "journey" and table.name != "journeys" and "journeys" not in self.missing:
            known = tuple(names_on(self.tree, key))
            if name not in known:
                raise values.Odd("no_such", known, title=words.SHEETS["journeys"])
        return name

    def _anchor(self, table: Table, named: dict[str, str], cells: dict[Heading, Cell]) -> None:
        """Note the cells of a row's names: what is wrong with the thing itself is told there."""
        path: Path = ()
        last: Cell | None = None
        for part in table.row.split("."):
            key = part.strip("{}")
            if part.startswith("{"):
                last = next(cell for heading, cell in cells.items() if heading.column == key)
                path = (*path, named[key])
                self.places.put(path, last)
                self.places.names.setdefault(path, last)
            else:
                path = (*path, part)
                first = next(iter(cells.values()))
                self.places.put(path, last or first._replace(row=1, column=1, heading=""))

    def _listed(self, cells: dict[Heading, Cell], row: dict[int, Content]) -> None:
        """A row of a listing: a place, its value, its range, its source."""
        by_column = {heading.column: cell for heading, cell in cells.items()}
        given = {name: row.get(cell.column) for name, cell in by_column.items()}
        place = by_column.get("place")
        if place is None or not any(given.get(name) for name in ("value", *SURE)):
            return
        content = given.get("place")
        path = _path(content)
        if path is None or (given.get("value") is not None and is_group(kind_at(self.tree, path))):
            self._odd(place, content, values.Odd("bad_place" if content else "no_name"))
            return
        if path[0].startswith(TO_BE) and path[0] not in self.tree:
            known = tuple(name for name in self.tree if name.startswith(TO_BE))
            self._odd(place, content, values.Odd("no_such", known, title=words.SHEETS["levers"]))
            return
        if given.get("value") is None and at(self.tree, path) is None:
            kind = kind_at(self.tree, path)
            if kind is None or kinds.bare(kind)[0] is Value:
                self._unplaced(place, content, path, kind is not None)
                return
        self.places.put(path, place)
        self.places.names.setdefault(path, place)
        if given.get("value") is not None:
            self._state(path, by_column["value"], given["value"])
        for name in SURE:
            if given.get(name) is not None:
                self._state((*path, name), by_column[name], given[name])

    def _unplaced(self, cell: Cell, content: Content | None, path: Path, known: bool) -> None:
        """A range without its number: told, unless a thing is missing that is told already."""
        self.places.put(path, cell)
        if {path[0]} & {*self.doubtful, *self.missing} or self.places.lacks(path):
            return
        odd = values.Odd("no_value")
        if not known:
            sought = ".".join(path)
            near = nearest(sought, [".".join(one) for one in self.stated if one[0] == path[0]])
            odd = values.Odd("bad_place", (near,) if near else ())
        self._odd(cell, content, odd)

    def _state(self, path: Path, cell: Cell, content: Content | None) -> None:
        """Put a cell's value at its place."""
        if content is None:
            self.places.put(path, cell)
            return
        before = self.stated.setdefault(path, cell)
        if before != cell:
            self._odd(cell, content, values.Odd("twice", first=before.name))
            return
        self.places.cells[path] = cell
        value: Any = str(content.value)[:1000]  # stands in where it is wrong: told, and mended
        try:
            value = values.read(content, kind_at(self.tree, path))
        except values.Odd as odd:
            self._odd(cell, content, odd)
        if path[-1] in LANGUAGES and isinstance(plain := at(self.tree, path[:-1]), str):
            _put(self.tree, path[:-1], dict.fromkeys(LANGUAGES, plain), ())
        _put(self.tree, path, value, self.dimensions)

    # ---- what is wrong ----

    def _say(
        self,
        place: str,
        kind: str,
        value: Any = None,
        sought: str = "",
        known: tuple[words.Pair, ...] = (),
        **parts: Any,
    ) -> None:
        self.wrong.append(Wrong(place, kind, value, parts, sought, known))

    def _odd(self, cell: Cell, content: Content | None, odd: values.Odd) -> None:
        """Tell what is wrong with a cell, which is then not told again."""
        self.faulty.add(cell[:3])
        value = None if content is None else content.value
        value = value if isinstance(value, (str, int, float, NoneType)) else str(value)
        known = tuple(words.CHOICES.get(name, (name, name)) for name in odd.choices)
        sought = str(value) if known else ""
        place = self.places.called(cell)
        self.wrong.append(Wrong(place, odd.kind, value, odd.parts, sought, known))

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


def _path(content: Content | None) -> Path | None:
    """A dotted place out of a cell."""
    if content is None or not isinstance(content.value, str) or len(content.value) > 300:
        return None
    path = tuple(part.strip() for part in content.value.strip().lower().split("."))
    return path if all(kinds.slug(part) == part and part[:1].isalpha() for part in path) else None


def _reach(tree: Tree, path: Path) -> Tree:
    """The mapping at a place, made where there is none."""
    node = tree
    for part in path:
        node = node.setdefault(part, {})
    return node


def _put(tree: Tree, path: Path, value: Any, dimensions: tuple[str, ...]) -> None:
    library.put(tree, ".".join(path), value, dimensions)
