"""A case: today's journey (AS-IS) as data, frozen once read, and a redesign of it (TO-BE)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import BaseModel, Field

from .behaviour import BehaviourRules
from .campaigns import Campaign
from .context import Context, File
from .firm import Economics, Figure, Firm, Surveys
from .journeys import Journeys, Touchpoint
from .levers import Lever, Redesign
from .listening import Listening
from .market import Market
from .parts import Identifier, Label, Section
from .people import Archetype, Dimension
from .relationship import Relationship
from .shocks import Shocks
from .silos import Silos
from .teams import Team
from .ties import Ties
from .values import Value, unstated

MONTH = 365 / 12
"""Days in a month, everywhere."""


class AsIs(Section):
    """Today's journey: the whole of an `as_is.yaml`."""

    label: Label
    description: Label | None = None
    fictitious: bool = False
    """A fictional company; every page says so."""
    horizon_days: int = Field(default=1095, ge=1, le=36500)
    warm_up_days: int = Field(default=365, ge=0, le=3650)
    """Days lived before day 0 by all worlds alike, leavers replaced."""
    firm: Firm
    economics: Economics
    dimensions: dict[Identifier, Dimension] = Field(min_length=1)
    archetypes: dict[Identifier, Archetype] = Field(min_length=1)
    touchpoints: dict[Identifier, Touchpoint] = Field(min_length=1)
    journeys: Journeys = Field(min_length=1)
    relationship: Relationship
    teams: dict[Identifier, Team] = Field(default={})
    """Who serves at the touchpoints that name a team; all others are there at once."""
    silos: Silos | None = None
    """What departments and channels know of a customer's story; where it is not stated, nothing."""
    ties: Ties = Ties()
    market: Market = Market()
    surveys: Surveys = unstated()
    listening: Listening | None = None
    """What the firm does about what customers answer; where it is not stated, nothing."""
    behaviour: BehaviourRules = BehaviourRules()
    campaigns: dict[Identifier, Campaign] = Field(default={})
    """Contacts that nobody asks for, as the firm makes them from day 0 on."""
    figures: dict[Identifier, Figure] = Field(default={})
    """What the firm's own figures are today, by metric: the model is to reproduce them."""
    shocks: Shocks = Field(default={})
    """What comes from outside on a day of the horizon, in all worlds alike (rule 27)."""
    context: Context = Field(default={})
    """The state of the world outside from day 0 on, by name: the economy, the season, the weather.
    All worlds have the same."""

    @cached_property
    def places(self) -> dict[str, Value]:
        """Every value by its dotted place, looked up in each replication."""
        return dict(_within(self))


@dataclass(frozen=True)
class Scenario:
    """Today's journey with, in a TO-BE, the levers of a redesign. Frozen; nothing runs.

    Parameters
    ----------
    case : str
        Name of the case (its folder).
    name : str
        Stem of the file: as_is, to_be_….
    as_is : AsIs
    redesign : Redesign or None
        None for AS-IS.
    folder : Path or None
        Where data files named by the case lie.
    """

    case: str
    name: str
    as_is: AsIs
    redesign: Redesign | None = None
    folder: Path | None = None

    @cached_property
    def extended(self) -> AsIs:
        """Today's journey with what the redesign adds, and the ways that assistants make."""
        from .structure import extended, with_assistants

        plan = self.redesign
        return with_assistants(self.as_is if plan is None else extended(self.as_is, plan))

    @property
    def levers(self) -> dict[str, Lever]:
        """Enabled levers by name; none for AS-IS."""
        return {} if self.redesign is None else dict(self.redesign.in_force)

    @property
    def campaigns(self) -> dict[str, Campaign]:
        """Enabled campaigns by name: today's, then the redesign's."""
        more = {} if self.redesign is None else self.redesign.campaigns
        every = {**self.as_is.campaigns, **more}
        return {name: campaign for name, campaign in every.items() if campaign.enabled}

    @property
    def label(self) -> dict[str, str]:
        """Free text in each language."""
        chosen = self.as_is.label if self.redesign is None else self.redesign.label
        return {str(language): text for language, text in chosen.items()}

    def hash(self) -> str:
        """Hash of the content, the same for the same scenario wherever its file lies."""
        own = (self.as_is, *(() if self.redesign is None else (self.redesign,)))
        parts: list[Any] = [
            one.model_dump(mode="json", by_alias=True, context={"whole": True}) for one in own
        ]
        if self.folder is not None:
            parts += [
                hashlib.sha256((self.folder / name).read_bytes()).hexdigest()
                for name in files_of(self.as_is)
            ]
        return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:16]


def files_of(case: AsIs) -> list[str]:
    """Names of the data files that a case reads beside its own."""
    courses = [one.course.file for one in case.context.values() if isinstance(one.course, File)]
    named = (getattr(case.relationship, "history", None), case.ties.file, *courses)
    return [name for name in named if name]


def values_of(section: BaseModel) -> Iterable[tuple[str, Value]]:
    """Every `Value` of a section with its dotted place, in the order of the schema and the file."""
    return section.places.items() if isinstance(section, AsIs) else _within(section)


def _within(section: BaseModel, prefix: str = "") -> Iterator[tuple[str, Value]]:
    for name, field in type(section).model_fields.items():
        yield from _values(getattr(section, name), f"{prefix}{field.alias or name}")


def _values(node: Any, place: str) -> Iterator[tuple[str, Value]]:
    if isinstance(node, Value):
        yield place, node
    elif isinstance(node, BaseModel):
        yield from _within(node, f"{place}.")
    elif isinstance(node, dict):
        for key, child in node.items():
            yield from _values(child, f"{place}.{key}")


def json_schema() -> dict[str, Any]:
    """JSON Schema of an AS-IS and of a TO-BE file (for editors that check as one types)."""
    return {
        "as_is": _closed(AsIs.model_json_schema()),
        "to_be": _closed(Redesign.model_json_schema(by_alias=True)),
    }


def _closed(schema: Any) -> Any:
    """A schema in which names of the wrong form are mistakes, not open to anything."""
    if isinstance(schema, list):
        return [_closed(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {key: _closed(one) for key, one in schema.items()}
    return closed | {"additionalProperties": False} if "patternProperties" in schema else closed
