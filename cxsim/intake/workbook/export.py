"""A case as rows of cells: which sheet, row and column states each of its numbers."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path as File
from typing import Any

from pydantic import BaseModel

from cxsim.scenario import kinds, library, validate, yaml_text
from cxsim.scenario.levers import Lever, Redesign
from cxsim.scenario.schema import AsIs, Scenario
from cxsim.scenario.values import RANGED, Value

from .layout import (
    SHEETS,
    SURE,
    TO_BE,
    Column,
    Listing,
    Path,
    Table,
    Tree,
    at,
    choices_of,
    default_at,
    is_label,
    kind_at,
    rows,
    told,
)
from .meanings import meaning
from .words import said, word

OF_TEAMS = re.compile(r"teams\.|touchpoints\.\w+\.minutes$|archetypes\.\w+\.patience$")
"""Places that only a case with teams has, or reads."""
EXAMPLE = File(__file__).parent / "example.yaml"


@dataclass
class Grid:
    """A sheet to be: its headings as (column, name), the type below each, and its rows."""

    headings: list[tuple[str, str]]
    kinds: list[Any]
    rows: list[list[Any]] = field(default_factory=list)
    row_kinds: list[Any] = field(default_factory=list)
    """Of a listing: the type of each row's value."""


def tree_of(scenarios: Iterable[Scenario]) -> tuple[Tree, list[str]]:
    """A case and its redesigns as plain data, and the places that a workbook cannot hold.

    No sheet holds histories, nor teams, nor what a redesign adds to a journey: such a redesign is
    left out whole, as is one with a lever on teams, or set off by them, or by a shock that moves
    them, which is left out, too.

    Parameters
    ----------
    scenarios : iterable of Scenario
        Of one case.
    """
    tree: Tree = {}
    left_out: list[str] = []
    shocks: list[str] = []
    for scenario in scenarios:
        tree |= _plain(scenario.as_is)
        shocks = _shocks_on_teams(scenario.as_is)
        plan = scenario.redesign
        if plan is not None and (plan.touchpoints or plan.journeys or _on_teams(plan, shocks)):
            left_out.append(scenario.name)
        elif plan is not None:
            tree[scenario.name] = _plain(plan)
    if at(tree, ("relationship", "history")) is not None:
        del tree["relationship"]["history"]
        left_out.append("relationship.history")
    if tree.pop("teams", None):
        left_out += ["teams", *(f"shocks.{name}" for name in shocks)]
        for name in shocks:
            del tree["shocks"][name]
        for touchpoint in tree["touchpoints"].values():
            touchpoint |= {"team": None, "minutes": None}
        for dimension in tree["dimensions"].values():
            dimension["feels"] = [felt for felt in dimension["feels"] if felt != "staff"]
    return tree, left_out


def _on_teams(plan: Redesign, shocks: Collection[str]) -> bool:
    """Whether a redesign moves, or waits for, what only a case with teams has."""
    levers = plan.levers.values()
    whens = [lever.when for lever in levers if lever.when is not None]
    waits = any(when.waits_at is not None or when.shock in shocks for when in whens)
    return waits or any(OF_TEAMS.match(target) for lever in levers for target in lever.target)


def _shocks_on_teams(case: AsIs) -> list[str]:
    """Shocks that move what only a case with teams has; a `*` that names no team moves none."""
    targets = {
        name: [target for effect in shock.effects.values() for target in effect.target]
        for name, shock in case.shocks.items()
    }
    return [
        name
        for name, some in targets.items()
        if any(OF_TEAMS.match(target) and "*" not in target for target in some)
    ]


def example(language: str) -> Tree:
    """The worked example, its texts in one language."""
    raw = yaml_text.read(EXAMPLE, EXAMPLE.name)
    told = _in(raw, language)
    today = {name: part for name, part in told.items() if not name.startswith(TO_BE)}
    as_is = validate.as_is(today, EXAMPLE.name)
    plans = {name: part for name, part in told.items() if name.startswith(TO_BE)}
    checked = {name: validate.redesign(part, name, as_is) for name, part in plans.items()}
    return _plain(as_is) | {name: _plain(plan) for name, plan in checked.items()}


def _plain(section: BaseModel) -> Tree:
    judged = isinstance(section, AsIs) and section.firm.maturity is not None
    tree: Tree = library.written(section, whole=isinstance(section, AsIs) and not judged)
    tree.get("firm", {}).pop("team_scale", None)  # no sheet has teams
    return tree


def _in(raw: Any, language: str) -> Any:
    """Raw data with every text in one language."""
    if not isinstance(raw, Mapping):
        return raw
    if set(raw) == {"es", "en"}:
        return raw[language]
    return {key: _in(part, language) for key, part in raw.items()}


def grids(tree: Tree, language: str) -> dict[str, Grid]:
    """The sheets of a case, those with ranges last, as they gather what the others leave."""
    ranges: list[list[Any]] = []
    found: dict[str, Grid] = {}
    for name, layout in SHEETS.items():
        if isinstance(layout, Table):
            found[name] = _table(layout, tree, ranges, language)
        elif layout.sections:
            found[name] = _listing(layout, tree, language)
    columns = SHEETS["ranges"].columns
    headings = [(str(column), "") for column in columns]
    found["ranges"] = Grid(headings, [None] * len(headings), ranges)
    return {name: found[name] for name in SHEETS}


# ---- tables ----


def _table(table: Table, tree: Tree, ranges: list[list[Any]], language: str) -> Grid:
    things = list(rows(tree, table.row))
    keys = [(key, "") for key in table.keys]
    columns = list(
        chain.from_iterable(
            ((column, name) for name in _names(table, column, tree, things))
            for column in table.columns
        )
    )
    headings = [*keys, *((column.name, name) for column, name in columns)]
    types = [_kind(table, column, name, tree) for column, name in columns]
    grid = Grid(headings, [*([None] * len(keys)), *types])
    for thing in things:
        cells: list[Any] = [_key(key, thing[key], tree, language) for key in table.keys]
        base: Path = tuple(table.row.format(**thing).split("."))
        own = {column.name for column in table.columns}
        for column, name in columns:
            path = (*base, *filter(None, column.place.split(".")))
            value = _in_column(at(tree, path), column, name, tree)
            ranged = f"{column.name}_low" in own  # the table has columns for it
            kind = kind_at(tree, path)
            always = table.name == "levers" and column.name in Lever.LINKS
            cells.append(_cell(value, kind, language, always))
            if not ranged and not column.name.endswith(("_low", "_high", "_source")):
                where = ".".join([*path, *([name] if name else [])])
                ranges += _range(where, value, kind, always)
        grid.rows.append(cells)
    return grid


def _key(key: str, name: str, tree: Tree, language: str) -> str:
    """A name as its cell shows it: an end in words, unless a touchpoint is called so."""
    if key == "to" and name not in tree["touchpoints"]:
        return word(name, language)
    return name


def _names(table: Table, column: Column, tree: Tree, things: list[dict[str, str]]) -> list[str]:
    """The names for which a column stands: none of its own ("") where one is enough for all."""
    if not column.axis:
        return [""]
    found = []
    for thing in things:
        path = (*table.row.format(**thing).split("."), *column.place.split("."))
        found.append(at(tree, path) or {})
    used = list(dict.fromkeys(name for value in found for name in value))
    if not column.plain:
        return used
    same = [_same(value) for value in found]
    if column.axis == "language" or column.name == "quality":
        return [""] if column.axis == "language" and all(same) else used
    return ["", *(used if not all(same) else [])]


def _same(value: Any) -> bool:
    """Whether one value stands for all names."""
    parts = list(value.values()) if isinstance(value, Mapping) else []
    return all(part == parts[0] for part in parts)


def _in_column(value: Any, column: Column, name: str, tree: Tree) -> Any:
    """What of a value stands in a column: one for all, or that of a name."""
    if not column.axis or value is None:
        return value
    if not name:
        return next(iter(value.values()), None) if _same(value) else None
    only_named = column.axis == "language" or column.name == "quality" or not column.plain
    return value.get(name) if only_named or not _same(value) else None


def _kind(table: Table, column: Column, name: str, tree: Tree) -> Any:
    """The type of what stands in a column."""
    filled = {key: f"{TO_BE}x" if key == "redesign" else "x" for key in table.keys}
    path = (*table.row.format(**filled).split("."), *filter(None, column.place.split(".")))
    return kind_at(tree, (*path, name) if name else path)


# ---- listings ----


def _listing(listing: Listing, tree: Tree, language: str) -> Grid:
    headings = [(str(column), "") for column in listing.columns]
    grid = Grid(headings, [None] * len(headings))
    for section in listing.sections:
        for path, value in _leaves(tree, (section,), tree.get(section)):
            kind = kind_at(tree, path)
            place = ".".join(path)
            parts = value if isinstance(value, Mapping) else {"value": value}
            now = None if _inexact(value, kind) else _word(parts.get("value"), kind, language)
            shown = [now, *(parts.get(name) for name in SURE)]
            notes = [said(meaning(place), language), " ".join(told(kind, language))]
            grid.rows.append([place, *shown, *notes])
            grid.row_kinds.append(kind)
    return grid


def _leaves(tree: Tree, path: Path, value: Any) -> Iterator[tuple[Path, Any]]:
    """Every value of a section with its place; a text is one where its languages agree."""
    kind = kind_at(tree, path)
    if value is None:
        return
    ranged = isinstance(value, Mapping) and bool(value) and set(value) <= set(RANGED)
    if not isinstance(value, Mapping) or kinds.bare(kind)[0] is Value or ranged:
        yield path, _without_none(value)
    elif is_label(kind) and _same(value):
        yield path, next(iter(value.values()))
    else:
        for name, part in value.items():
            yield from _leaves(tree, (*path, name), part)


def _without_none(value: Any) -> Any:
    return (
        {k: v for k, v in value.items() if v is not None} if isinstance(value, Mapping) else value
    )


# ---- cells ----


def _cell(value: Any, kind: Any, language: str, always: bool = False) -> Any:
    """A value as its cell shows it; nothing where it is what the schema takes anyway.

    It is `always` shown where an empty cell is open to the firm's self-assessment.
    """
    if value is None or (_is_default(value, kind) and not always):
        return None
    if isinstance(value, Mapping):
        value = value.get("value")
    if isinstance(value, (list, tuple)):
        return "\n".join(value) or None
    return _word(value, kind, language)


def _word(value: Any, kind: Any, language: str) -> Any:
    """A value as a list offers it, where it is one of the schema's own words."""
    if isinstance(value, bool):
        return word("true" if value else "false", language)
    return word(value, language) if isinstance(value, str) and choices_of(kind) else value


def _inexact(value: Any, kind: Any) -> bool:
    """Whether a number is what the schema takes anyway, in more digits than a cell can hold."""
    return isinstance(value, float) and _is_default(value, kind) and float(f"{value:.15g}") != value


def _is_default(value: Any, kind: Any) -> bool:
    given = default_at(kind)
    if isinstance(given, Mapping) and set(given) == {"value"}:
        given = given["value"]
    return given is not None and value == given


def _range(place: str, value: Any, kind: Any, always: bool) -> Iterator[list[Any]]:
    """The row that says how sure a number of a table is, if it is not."""
    if isinstance(value, Mapping) and (always or not _is_default(value, kind)):
        yield [place, *(value.get(name) for name in SURE)]
