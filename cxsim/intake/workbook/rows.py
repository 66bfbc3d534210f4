"""Rows of a sheet: each is a thing with its values, or a place with its range."""

from __future__ import annotations

from cxsim.scenario import kinds
from cxsim.scenario.problems import nearest
from cxsim.scenario.values import Value

from . import values, words
from .gathered import Gathered
from .headings import Heading
from .labels import KEYS
from .layout import SURE, TO_BE, Path, Table, Tree, at, column_of, is_group, kind_at, names_on
from .opening import Content
from .places import Cell


class Rows(Gathered):
    """Gathers row by row."""

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
            self._state((*base, *below), cell, row.get(heading.number), column.names)

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
            end = words.meant(name, ("done", "give_up", "stay"), words.CHOICES)
            if end:
                return end
        if KEYS.get(key, table.name) != table.name:
            labelled = self.labels.name(KEYS[key], name.removeprefix(TO_BE))
            name = labelled if labelled != name.removeprefix(TO_BE) else name
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
