"""What sheets a workbook has, what columns they have, and which place of a case each one states.

A place is the dotted path of a case (`touchpoints.desk.cost`); a redesign's begin with its name
(`to_be_faster.levers.desk.effect`). A table's row stands for a pattern of a place, such as
`touchpoints.{touchpoint}`, and each column for a place below it. A listing has a place a row.
Types, units, ranges and defaults are not here: they are the schema's (`kind_at`).
"""

from __future__ import annotations

import re
import typing
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel

from cxsim.scenario import AsIs, kinds
from cxsim.scenario.levers import Redesign
from cxsim.scenario.values import Value

from .words import SAID, said, word

Tree = dict[str, Any]
"""A case as plain data, its redesigns beside its sections by name."""
Path = tuple[str, ...]

TO_BE = "to_be_"


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Parameters
    ----------
    name : str
        A key of `words.COLUMNS`.
    place : str
        The place it states, below its row's; empty: the row itself.
    axis : str
        Where it is a column for each name of something, of what: `Quality: speed`.
    plain : bool
        Whether it may also stand without a name, for all of them.
    names : str
        The sheet whose things it names; their labels may stand here, too.
    """

    name: str
    place: str = ""
    axis: str = ""
    plain: bool = True
    names: str = ""


@dataclass(frozen=True)
class Table:
    """A sheet with a thing a row.

    Parameters
    ----------
    name : str
        A key of `words.SHEETS`.
    row : str
        Pattern of the place that a row stands for; its keys are its first columns.
    columns : tuple of Column
    needed : bool
        Whether a workbook must have it.
    """

    name: str
    row: str
    columns: tuple[Column, ...]
    needed: bool = True

    @property
    def keys(self) -> tuple[str, ...]:
        """Names of the columns that say which thing a row is."""
        return tuple(re.findall(r"\{(\w+)\}", self.row))


@dataclass(frozen=True)
class Listing:
    """A sheet with a place a row: its value, how sure it is, and why.

    Parameters
    ----------
    name : str
        A key of `words.SHEETS`.
    sections : tuple of str
        Parts of a case of which it has every place; none: it has ranges of numbers elsewhere.
    needed : bool
        Whether a workbook must have it.
    """

    name: str
    sections: tuple[str, ...]
    needed: bool = True

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of its columns."""
        return (
            "place",
            *(("value",) if self.sections else ()),
            *SURE,
            *(NOTES * bool(self.sections)),
        )


SURE = ("low", "high", "source")
NOTES = ("meaning", "allowed")
"""Columns that tell and are not read."""

LABEL = Column("label", "label", axis="language")

TABLES = (
    Table(
        "archetypes",
        "archetypes.{archetype}",
        (
            LABEL,
            Column("share", "share"),
            Column("spend", "spend"),
            Column("needs", "needs", axis="journey", plain=False),
            Column("weights", "weights", axis="dimension", plain=False),
            Column("kano", "kano", axis="dimension", plain=False),
            Column("will", "expectations.will", axis="dimension"),
            Column("should", "expectations.should", axis="dimension"),
            Column("channels", "channels", axis="channel", plain=False),
            Column("non_payment", "non_payment"),
            Column("talkativeness", "talkativeness"),
            Column("complaining", "complaining"),
            Column("price_sensitivity", "price_sensitivity"),
            Column("loyalty", "loyalty"),
            Column("economy", "economy"),
            Column("mood_level", "mood.level"),
            Column("mood_volatility", "mood.volatility"),
        ),
    ),
    Table(
        "dimensions",
        "dimensions.{dimension}",
        (LABEL, Column("specification", "specification"), Column("feels", "feels")),
    ),
    Table(
        "touchpoints",
        "touchpoints.{touchpoint}",
        (
            LABEL,
            Column("stage", "stage"),
            Column("owner", "owner"),
            Column("control", "control"),
            Column("channel", "channel"),
            Column("department", "department"),
            Column("quality", "quality", axis="dimension"),
            Column("spread", "spread", axis="dimension"),
            Column("failure_probability", "failure.probability"),
            Column("failure_depth", "failure.depth", axis="dimension"),
            Column("failure_loss", "failure.loss"),
            Column("failure_opens", "failure.opens", names="journeys"),
            Column("cost", "cost"),
            Column("fit_strength", "personalisation.strength"),
            Column("fit_hit", "personalisation.hit"),
            Column("fit_intrusion", "personalisation.intrusion"),
            Column("contained", "assistant.containment"),
            Column("contained_of", "assistant.by_need", axis="journey", plain=False),
            Column("wrong_answers", "assistant.wrong"),
            Column("wrong_after", "assistant.wrong_after_days"),
            Column("human", "assistant.human", names="touchpoints"),
            Column("human_exit", "assistant.human_exit"),
            Column("story_handed_over", "assistant.context"),
            Column("stuck", "assistant.stuck", names="touchpoints"),
            Column("shows", "shows"),
        ),
    ),
    Table(
        "journeys",
        "journeys.{journey}",
        (
            LABEL,
            Column("kind", "kind"),
            Column("salience", "salience"),
            Column("comes_back", "comes_back.share"),
            Column("back_after", "comes_back.after_days"),
            Column("compensation", "recovery.compensation"),
            Column("recovery_cost", "recovery.cost"),
        ),
    ),
    Table("entries", "journeys.{journey}.entry.{touchpoint}", (Column("weight"),)),
    Table(
        "transitions",
        "journeys.{journey}.steps.{from}.{to}",
        (
            Column("way_share", "share"),
            Column("after_days", "after_days"),
            Column("delay_spread", "delay_spread"),
            Column("promised_days", "promised_days"),
            Column("satisfaction", "satisfaction"),
            Column("effort", "effort"),
        ),
    ),
    Table(
        "lines",
        "archetypes.{archetype}.lines.{line}",
        (Column("held", "held"), Column("line_spend", "spend")),
        needed=False,
    ),
    Table(
        "redesigns",
        "{redesign}",
        (LABEL, Column("description", "description", axis="language")),
        needed=False,
    ),
    Table(
        "levers",
        "{redesign}.levers.{lever}",
        (
            LABEL,
            Column("target", "target"),
            Column("how", "how"),
            Column("effect", "effect"),
            Column("effect_low", "effect.low"),
            Column("effect_high", "effect.high"),
            Column("effect_source", "effect.source"),
            Column("removes", "removes", names="touchpoints"),
            Column("instead", "instead", names="touchpoints"),
            Column("when_shock", "when.shock", names="shocks"),
            Column("when_days_before", "when.days_before"),
            Column("when_factor", "when.context.factor"),
            Column("when_factor_above", "when.context.above"),
            Column("when_factor_below", "when.context.below"),
            Column("when_failures_at", "when.failures_at", names="touchpoints"),
            Column("when_waits_at", "when.waits_at"),
            Column("when_above", "when.above"),
            Column("when_over_days", "when.over_days"),
            Column("when_for_days", "when.for_days"),
            Column("start_day", "start_day"),
            Column("ramp_days", "ramp_days"),
            Column("for", "for", names="archetypes"),
            Column("reach", "reach"),
            Column("reach_group", "reach_group"),
            Column("part_of", "part_of"),
            Column("execution", "execution"),
            Column("drift", "drift"),
            Column("one_off", "one_off"),
            Column("monthly", "monthly"),
            Column("upkeep", "upkeep"),
            Column("component", "component"),
            Column("enabled", "enabled"),
        ),
        needed=False,
    ),
    Table(
        "shocks",
        "shocks.{shock}",
        (
            LABEL,
            Column("start_day", "start_day"),
            Column("per_year", "per_year"),
            Column("full_days", "days"),
            Column("short_days", "short_days"),
            Column("long_days", "long_days"),
            Column("long_ratio", "long_ratio"),
            Column("enabled", "enabled"),
        ),
        needed=False,
    ),
    Table(
        "shock_effects",
        "shocks.{shock}.effects.{shock_effect}",
        (
            Column("target", "target"),
            Column("how", "how"),
            Column("size", "size"),
            Column("size_low", "size.low"),
            Column("size_high", "size.high"),
            Column("size_source", "size.source"),
            Column("permanent", "permanent"),
        ),
        needed=False,
    ),
    Table(
        "campaigns",
        "{redesign}.campaigns.{campaign}",
        (
            LABEL,
            Column("start_day", "start_day"),
            Column("days", "days"),
            Column("for", "for", names="archetypes"),
            Column("reach", "reach"),
            Column("who", "who"),
            Column("talks", "talks"),
            Column("on_leaving", "on_leaving"),
            Column("lasts_days", "lasts_days"),
            Column("takers", "takers"),
            Column("spend_change", "spend_change"),
            Column("contact_cost", "cost"),
            Column("one_off", "one_off"),
            Column("monthly", "monthly"),
            Column("enabled", "enabled"),
        ),
        needed=False,
    ),
)
LISTINGS = (
    Listing(
        "firm",
        (
            "label",
            "description",
            "fictitious",
            "horizon_days",
            "warm_up_days",
            "firm",
            "economics",
        ),
    ),
    Listing("relationship", ("relationship",)),
    Listing(
        "more",
        (
            *("market", "silos", "ties", "surveys", "listening", "behaviour", "campaigns"),
            *("context", "figures"),
        ),
        needed=False,
    ),
    Listing("ranges", (), needed=False),
)
SHEETS: dict[str, Table | Listing] = {
    one.name: one
    for one in (
        LISTINGS[0],
        *TABLES[:6],
        LISTINGS[1],
        *TABLES[6:],
        *LISTINGS[2:],
    )
}
"""All sheets that are read, in the order in which a workbook has them."""
HELP, LISTS = "help", "lists"
"""Sheets that are not read: what to do, and the words that lists in cells offer."""

AXES = {
    "dimension": ("dimensions",),
    "journey": ("journeys",),
    "channel": ("touchpoints", "channel"),
    "language": (),
}
"""Where the names of an axis come from."""


def column_of(table: Table, name: str) -> Column:
    """A column of a table by its name; a key is a column whose place is its own."""
    return next((one for one in table.columns if one.name == name), Column(name))


def at(tree: Any, path: Iterable[str]) -> Any:
    """What lies at a place, or None."""
    for part in path:
        tree = tree.get(part) if isinstance(tree, Mapping) else None
    return tree


def rows(tree: Tree, pattern: str) -> Iterator[dict[str, str]]:
    """The names that fill a pattern's keys, one set for each thing that there is."""
    found: list[tuple[dict[str, str], Any]] = [({}, tree)]
    for part in pattern.split("."):
        key = part[1:-1] if part.startswith("{") else ""
        found = [
            (named | {key: name} if key else named, node[name])
            for named, node in found
            if isinstance(node, Mapping)
            for name in (_names(node, key) if key else [part])
            if name in node
        ]
    return (named for named, _ in found)


def _names(node: Mapping[str, Any], key: str) -> list[str]:
    return [name for name in node if key != "redesign" or name.startswith(TO_BE)]


def names_on(tree: Tree, axis: str) -> list[str]:
    """The names of an axis, in the order in which the case has them."""
    if axis == "language":
        return ["es", "en"]
    section, *field = AXES[axis]
    things = at(tree, (section,)) or {}
    named = [at(things[name], field) for name in things] if field else list(things)
    return list(dict.fromkeys(name for name in named if isinstance(name, str)))


def kind_at(tree: Tree, path: Path) -> Any:
    """The schema's type of what lies at a place, or None where the schema has no such place."""
    kind: Any = AsIs
    if path[0].startswith(TO_BE):
        kind, tree, path = Redesign, tree.get(path[0], {}), path[1:]
    node: Any = tree
    for part in path:
        kind = _inside(kind, part, node)
        node = node.get(part) if isinstance(node, Mapping) else None
    return kind


def _inside(kind: Any, part: str, node: Any) -> Any:
    bare = kinds.bare(kind)[0]
    members = kinds.members_of(bare)
    if len(members) > 1:
        tag = next(name for name in ("kind", "form") if name in members[0].model_fields)
        if part == tag:
            return Literal[tuple(t for m in members for t in _tags(m, tag))]
        return kinds.inside(kinds.tagged(kind, at(node, (tag,))), part)
    if bare is Value:
        return {"low": kind, "high": kind, "value": kind, "source": str}.get(part)
    return kinds.inside(kind, part)


def _tags(member: type[BaseModel], tag: str) -> tuple[str, ...]:
    return typing.get_args(member.model_fields[tag].annotation)


def leaf(kind: Any) -> Any:
    """The type of one cell: of a mapping by dimension, that of each of its numbers."""
    bare = kinds.bare(kind)[0]
    if typing.get_origin(bare) is dict and not is_label(kind):
        return kinds.inside(kind, "x")
    return kind


def is_label(kind: Any) -> bool:
    """Whether a type is free text in one language or in both."""
    bare = kinds.bare(kind)[0]
    return typing.get_origin(bare) is dict and typing.get_args(bare)[0] == Literal["es", "en"]


def is_group(kind: Any) -> bool:
    """Whether a type is not of one value, but of several by name."""
    bare = kinds.bare(kind)[0]
    return kinds.is_section(bare) or (typing.get_origin(bare) is dict and not is_label(kind))


def required(kind: Any) -> bool:
    """Whether the schema has nothing to take where nothing is said at a place of this type."""
    return any(note.is_required() for note in kinds.bare(kind)[1] if hasattr(note, "is_required"))


def default_at(kind: Any) -> Any:
    """What the schema takes where nothing is said at a place of this type; None: nothing."""
    for note in kinds.bare(kind)[1]:
        if hasattr(note, "is_required") and not note.is_required():
            return note.get_default()
    return None


def choices_of(kind: Any) -> tuple[str, ...]:
    """The words that a type allows, where it is a list of them."""
    bare = kinds.bare(leaf(kind))[0] if kind is not None else None
    if bare is bool:
        return ("true", "false")
    return tuple(map(str, typing.get_args(bare))) if typing.get_origin(bare) is Literal else ()


def allowed(kind: Any, language: str) -> str:
    """What may stand in a cell of a type, in words."""
    if choices := choices_of(kind):
        return ", ".join(word(choice, language) for choice in choices)
    found = kinds.allowed(str if is_label(kind) else leaf(kind))
    return ", ".join(found) if isinstance(found, tuple) else found.said(language)


def told(kind: Any, language: str) -> list[str]:
    """What may stand in a cell of a type, and what it means where it is empty."""
    given = default_at(kind)
    given = given.get("value") if isinstance(given, Mapping) else given
    if isinstance(given, bool):
        given = word("true" if given else "false", language)
    elif isinstance(given, str):
        given = word(given, language)
    elif isinstance(given, (int, float)):
        given = f"{given:.6g}"
    else:
        return [allowed(kind, language)]
    return [allowed(kind, language), said(SAID["empty_is"], language).format(value=given)]
