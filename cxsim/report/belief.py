"""What the firm believes, from the answers it gets, beside what its customers really feel."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pandas as pd

from .tables import Table
from .voice import Voice

if TYPE_CHECKING:
    from cxsim.scenario import Scenario
    from cxsim.study import Comparison

ENOUGH = 30
"""Answers, over all repetitions, from which a channel's NPS is told; a modelling choice."""


def believed(comparison: Comparison, scenario: Scenario, voice: Voice) -> Table | None:
    """Surveys by channel in the last twelve months; None where no lives were written down."""
    frame = comparison.details.surveys
    if not len(frame):
        return None
    say, numbers = voice.say, voice.numbers
    worlds = ("as_is", scenario.name)
    mine = frame[frame["scenario"].isin(worlds)]
    table = mine.set_index(["channel", "scenario"])
    channels = [c for c in dict.fromkeys(mine["channel"]) if table.loc[[c], "asked"].max() > 0]
    # A redesign may bring a channel that today does not have, and the other way round.
    both = pd.MultiIndex.from_product([channels, worlds], names=table.index.names)
    table = table.reindex(both, fill_value=0)
    rows = [
        (
            voice.field("channel", channel) if channel else say("survey_all"),
            numbers.count(table.loc[(channel, worlds[0]), "asked"] * comparison.scale),
            numbers.percent(_response(table.loc[(channel, worlds[0])]), 1),
            *(_score(table.loc[(channel, w)], comparison.central, voice) for w in worlds),
        )
        for channel in sorted(channels, key=bool)
    ]
    true = [_true(comparison, world) for world in worlds]
    rows.append((say("true_nps"), "", "", *(numbers.decimal(one, 1) for one in true)))
    keys = ("survey_channel", "asked", "response", "nps_no_change", "nps_redesign")
    return Table(
        f"{scenario.name}-believed",
        say("believed_table"),
        tuple(say(key) for key in keys),
        tuple(rows),
        say("believed_note", least=ENOUGH),
    )


def _response(row: pd.Series[float]) -> float:
    return row["answered"] / row["asked"] if row["asked"] else math.nan


def _score(row: pd.Series[float], repetitions: int, voice: Voice) -> str:
    if row["answered"] * repetitions < ENOUGH:
        return voice.say("few_answers")
    return voice.numbers.decimal(100 * (row["promoters"] - row["detractors"]) / row["answered"], 1)


def _true(comparison: Comparison, world: str) -> float:
    """What all customers would have answered, on average over the last twelve months."""
    months = comparison.months
    own = months[(months["scenario"] == world) & (months["kind"] == "central")]
    return float(own.loc[own["month"] > own["month"].max() - 12, "nps"].mean())
