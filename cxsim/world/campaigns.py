"""Campaigns as arrays: when each contacts whom, and what that does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from cxsim.arrays import Records
from cxsim.scenario.schema import Scenario

CAMPAIGN = np.dtype(
    [
        ("number", "i8"),
        ("start", "i8"),
        ("days", "i8"),
        ("lasts", "f8"),
        ("reach", "f8"),
        ("on_leaving", "f8"),
        ("takers", "f8"),
        ("spend_change", "f8"),
        ("cost", "f8"),
    ]
)
"""`number` names a campaign in the keys of draws: today's come first, then those of the redesign,
each by its place in its file, whether enabled or not."""


class Campaigns(NamedTuple):
    """Records of `CAMPAIGN`, and (campaigns, archetypes) 1 where one is meant for an archetype."""

    campaigns: Records
    meant: np.ndarray


def campaigns(scenario: Scenario, values: Mapping[str, float]) -> Campaigns:
    """The enabled campaigns of a scenario, today's first."""
    redesigned = {} if scenario.redesign is None else scenario.redesign.campaigns
    numbers = {name: n for n, name in enumerate([*scenario.as_is.campaigns, *redesigned])}
    known = list(scenario.as_is.archetypes)
    found = np.zeros(len(scenario.campaigns), CAMPAIGN).view(np.recarray)
    meant = np.zeros((len(scenario.campaigns), len(known)), np.int8)
    for c, (name, campaign) in enumerate(scenario.campaigns.items()):
        row = found[c]
        row.number, row.start, row.days = numbers[name], campaign.start_day, campaign.days
        row.lasts = campaign.lasts_days
        for field in ("reach", "on_leaving", "takers", "spend_change", "cost"):
            row[field] = values[f"campaigns.{name}.{field}"]
        for archetype in campaign.archetypes or known:
            meant[c, known.index(archetype)] = 1
    return Campaigns(found, meant)
