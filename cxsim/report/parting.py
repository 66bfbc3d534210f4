"""Kept and lost: by archetype, and by the touchpoint where the two lives first differed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

import pandas as pd

from .journey_map import Mapper
from .numbers import NONE
from .part import Part
from .tables import Table


class Parting(Part):
    """Tables of who was saved and who was lost."""

    @cached_property
    def archetypes(self) -> pd.DataFrame:
        """What became of each archetype."""
        frame = self.comparison.archetypes
        return frame[frame["scenario"] == self.scenario.name]

    def by_archetype(self) -> Table:
        """A row an archetype: saved, lost, the net with its range, unaffected, money."""
        kinds = self.case.archetypes
        keys = ("archetype", "saved", "lost", "net_kept", "unaffected", "value_change")
        return Table(
            f"{self.scenario.name}-kept",
            self.voice.say("kept_archetypes"),
            tuple(self.voice.say(key) for key in keys),
            tuple(
                (
                    self.voice.named(kinds[row["archetype"]].label, row["archetype"]),
                    *self._archetype(row),
                )
                for row in self.archetypes.to_dict("records")
            ),
        )

    def _archetype(self, row: dict[Any, Any]) -> Iterator[str]:
        numbers, scale = self.voice.numbers, self.comparison.scale
        currency = self.case.firm.currency
        yield numbers.count(row["saved"] * scale)
        yield numbers.count(row["lost"] * scale)
        real = row["customers"] * scale
        yield self._ranged(row, "kept", lambda share: numbers.count(share * real, signed=True))
        yield numbers.percent(row["unaffected"])
        yield self._ranged(row, "npv", lambda sum_: numbers.money(sum_, currency, signed=True))

    def _ranged(self, row: dict[Any, Any], what: str, write: Callable[[float], str]) -> str:
        span = self.voice.numbers.range(row[f"{what}_low"], row[f"{what}_high"], write)
        mean = write(row[f"{what}_delta"])
        return mean if span == NONE else f"{mean} ({span})"

    def by_touchpoint(self) -> Table | None:
        """A row a touchpoint where paths parted, most lives first; None where nobody's did.

        Where only some lives were written down, their shares stand for all.
        """
        frame = self.comparison.twins
        if not len(frame):
            return None
        mine = frame["scenario"] == self.scenario.name
        frame = frame[mine & frame["outcome"].isin(("saved", "lost"))]
        counts = frame.groupby(["parted_touchpoint", "outcome"]).size().unstack(fill_value=0)
        if not len(counts):
            return None
        counts = counts.reindex(columns=["saved", "lost"], fill_value=0).astype(float)
        for column in counts:
            total = self.archetypes[column].sum() * self.comparison.scale
            counts[column] *= total / max(1.0, counts[column].sum())
        counts = counts.loc[counts.sum(axis=1).sort_values(ascending=False, kind="stable").index]
        count, mapper = self.voice.numbers.count, Mapper(self.comparison, self.scenario, self.voice)
        keys = ("touchpoint", "saved", "lost", "net_kept_alone")
        return Table(
            f"{self.scenario.name}-parted",
            self.voice.say("kept_touchpoints"),
            tuple(self.voice.say(key) for key in keys),
            tuple(
                (
                    mapper.named(str(place)) if place else self.voice.say("no_touchpoint"),
                    count(saved),
                    count(lost),
                    count(saved - lost, signed=True),
                )
                for place, (saved, lost) in zip(counts.index, counts.to_numpy(), strict=True)
            ),
            self.voice.say("kept_touchpoints_note"),
        )
