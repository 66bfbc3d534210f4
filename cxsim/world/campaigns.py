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
        ("talks", "f8"),
        ("best", "i8"),
    ]
)
"""`number` names a campaign in the keys of draws: today's come first, then those of the redesign,
each by its place in its file, whether enabled or not; `best` is 1 where those with the strongest
ties are contacted."""


class Campaigns(NamedTuple):
    """Campaigns as arrays."""

    campaigns: Records
    """Records of `CAMPAIGN`."""
    meant: np.ndarray
    """(campaigns, archetypes) 1 where one is meant for an archetype."""
    chosen: np.ndarray
    """(campaigns, customers of day 0) 1 for the best connected, where those are contacted; no
    customers where no campaign is for them."""


def campaigns(
    scenario: Scenario, values: Mapping[str, float], owners: np.ndarray, ties: np.ndarray
) -> Campaigns:
    """The enabled campaigns of a scenario, today's first.

    Parameters
    ----------
    scenario : Scenario
    values : mapping
        Value by place.
    owners, ties : (customers of day 0,) int arrays
        Of each: the archetype, and the summed strength of ties.
    """
    redesigned = {} if scenario.redesign is None else scenario.redesign.campaigns
    numbers = {name: n for n, name in enumerate([*scenario.as_is.campaigns, *redesigned])}
    known = list(scenario.as_is.archetypes)
    found = np.zeros(len(scenario.campaigns), CAMPAIGN).view(np.recarray)
    meant = np.zeros((len(scenario.campaigns), len(known)), np.int8)
    for c, (name, campaign) in enumerate(scenario.campaigns.items()):
        row = found[c]
        row.number, row.start, row.days = numbers[name], campaign.start_day, campaign.days
        row.lasts = campaign.lasts_days
        row.best = campaign.who == "best_connected"
        for field in ("reach", "on_leaving", "takers", "spend_change", "cost", "talks"):
            row[field] = values[f"campaigns.{name}.{field}"]
        for archetype in campaign.archetypes or known:
            meant[c, known.index(archetype)] = 1
    chosen = np.zeros((found.size, ties.size if found.best.any() else 0), np.int8)
    for at in np.flatnonzero(found.best):
        chosen[at] = best_connected(ties, meant[at, owners] == 1, float(found.reach[at]))
    return Campaigns(found, meant, chosen)


def best_connected(ties: np.ndarray, meant: np.ndarray, share: float) -> np.ndarray:
    """Which of those meant are the share with the strongest ties, the lower number among equals."""
    order = np.lexsort((np.arange(ties.size), -ties.astype(np.int64), ~meant))
    found = np.zeros(ties.size, bool)
    found[order[: round(share * int(meant.sum()))]] = True
    return found
