"""The headings of a sheet: which column each one means, and which are missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from cxsim.scenario import kinds

from . import words
from .layout import TO_BE, Listing, Path, Table, Tree, column_of, kind_at, names_on, required
from .opening import Sheet
from .places import Cell

NOTE = "_"
"""How the name of a sheet, or of a column, begins that is not read."""


class Heading(NamedTuple):
    """A column of a sheet as it was found."""

    number: int
    text: str
    column: str
    name: str = ""
    """What it is for, of a column for each name."""


def columns(layout: Table | Listing) -> tuple[str, ...]:
    """The columns that a sheet may have."""
    if isinstance(layout, Listing):
        return layout.columns
    return (*layout.keys, *(column.name for column in layout.columns))


def found(
    sheet: Sheet, layout: Table | Listing
) -> tuple[list[Heading], list[tuple[Cell, str, str]]]:
    """The columns of a sheet, and what is wrong with its headings.

    Parameters
    ----------
    sheet : Sheet
    layout : Table or Listing
        What it may have.

    Returns
    -------
    headings : list of Heading
    strange : list of (Cell, str, str)
        Cells of the first row, a key of `words.SAID`, and what stands there.
    """
    headings: dict[tuple[str, str], Heading] = {}
    strange: list[tuple[Cell, str, str]] = []
    row = sheet.rows().get(1, {})
    for number in sorted({column for _, column in sheet.cells}):
        cell = Cell(sheet.title, 1, number)
        text = str(row[number].value).strip() if number in row else ""
        column, name = _meant(layout, text)
        if not text:
            strange.append((cell, "no_heading", ""))
        elif text.startswith(NOTE):
            continue
        elif not column:
            strange.append((cell, "unknown_column", text))
        elif (column, name) in headings:
            strange.append((cell, "column_twice", text))
        else:
            headings[column, name] = Heading(number, text[:80], column, name)
    return list(headings.values()), strange


def _meant(layout: Table | Listing, text: str) -> tuple[str, str]:
    """Which column a heading means, and for which name."""
    left, _, right = text.partition(":")
    known = {name: words.COLUMNS[name][0] for name in columns(layout)}
    column = words.meant(left, tuple(known), known) or ""
    if not column or isinstance(layout, Listing):
        return ("", "") if right.strip() else (column, "")
    about, name = column_of(layout, column), kinds.slug(right)
    stands = name[:1].isalpha() if about.axis and name else about.plain and not right.strip()
    return (column, name) if stands else ("", "")


def lacking(
    headings: list[Heading], layout: Table | Listing, tree: Tree
) -> Iterator[tuple[str, str, Path]]:
    """Columns without which a sheet means nothing, or lacks what every row must say.

    Yields
    ------
    column, name : str
    path : tuple of str
        The end of the place that it would state; empty where it says what a row is.
    """
    there = {(heading.column, heading.name) for heading in headings}
    if isinstance(layout, Listing):
        if ("place", "") not in there:
            yield "place", "", ()
        return
    for key in layout.keys:
        if (key, "") not in there:
            yield key, "", ()
    filled = {key: f"{TO_BE}x" if key == "redesign" else "x" for key in layout.keys}
    base = tuple(layout.row.format(**filled).split("."))
    for column in layout.columns:
        path = tuple(filter(None, column.place.split(".")))
        needed = not path or required(kind_at(tree, (*base, *path)))
        if column.name == "label" or not needed or (column.name, "") in there:
            continue
        names = names_on(tree, column.axis) if column.axis else [""]
        some = any(one == column.name for one, _ in there)
        if column.plain and not some:
            names = [""]
        elif column.axis and not column.plain:
            names = [] if some else names[:1]
        for name in names:
            if (column.name, name) not in there:
                yield column.name, name, (*path, *([name] if name else []))
