"""What has been read of a workbook so far: values at their places, and what is wrong."""

from __future__ import annotations

from types import NoneType
from typing import Any

from cxsim.intake.errors import Sayable
from cxsim.scenario import library
from cxsim.scenario.parts import LANGUAGES

from . import values, words
from .labels import Labels
from .layout import Path, Tree, at, kind_at
from .opening import Content
from .places import Cell, Places
from .wrong import Wrong


class Gathered:
    """The tree of a case, the cells of its places, and what is wrong."""

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
        self.labels = Labels({})

    def _state(self, path: Path, cell: Cell, content: Content | None, names: str = "") -> None:
        """Put a cell's value at its place; where it `names` things of a sheet, by label or name."""
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
            value = self.labels.name(names, values.read(content, kind_at(self.tree, path)))
            if path[-1] == "target" and isinstance(value, list):
                value = [self.labels.place(one) for one in value]
        except values.Odd as odd:
            self._odd(cell, content, odd)
        if path[-1] in LANGUAGES and isinstance(plain := at(self.tree, path[:-1]), str):
            _put(self.tree, path[:-1], dict.fromkeys(LANGUAGES, plain), ())
        _put(self.tree, path, value, self.dimensions)

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


def _put(tree: Tree, path: Path, value: Any, dimensions: tuple[str, ...]) -> None:
    library.put(tree, ".".join(path), value, dimensions)
