"""The journey map as the field draws it: stages across, and beneath each touchpoint its lanes.

One map for a whole life as a customer, and one for each need; how likely each way on is, apart.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import pandas as pd
from markupsafe import Markup

from cxsim.scenario.journeys import ENDS, Touchpoint

from .curve import LOW, TALL, emotional_curve
from .met import ENOUGH, NEUTRAL, Met, in_order, met
from .part import Part
from .tables import Cell, Table, moved

FAILING, DEAR = 0.1, 0.2
"""A pain from here on: share of visits that fail, share of all cost to serve. Modelling choices."""
LAST_MONTHS = 12
"""What is told of touchpoints is of the last so many months."""


@dataclass(frozen=True)
class Lane:
    """A row of a map: a cell of lines for each touchpoint."""

    key: str
    title: str
    cells: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Map:
    """One journey map, ready to be laid out.

    Parameters
    ----------
    key : str
        For its ids.
    title : str
    stages : tuple of (str, int)
        Each stage with how many touchpoints stand under it.
    places : tuple of (Markup, str)
        Touchpoints; "new" or "removed" in the reader's words where only one world has it.
    curve : Markup
        The emotional curve, each point over the middle of its column.
    lanes : tuple of Lane
    branches : Table or None
        How likely each way on is, where the map is of one need.
    """

    key: str
    title: str
    stages: tuple[tuple[str, int], ...]
    places: tuple[tuple[Markup, str], ...]
    curve: Markup
    lanes: tuple[Lane, ...]
    branches: Table | None = None


class Mapper(Part):
    """Draws the maps of one redesign beside today."""

    def whole(self) -> Map:
        """A whole life as a customer: all touchpoints, all needs."""
        return self._map(
            self.scenario.name,
            self.voice.say("map_whole"),
            self._met(self.comparison.touchpoints),
        )

    def needs(self) -> list[Map]:
        """A map for each need, in the order of the case."""
        ways = self.comparison.details.ways
        found = []
        for need, journey in self.case.journeys.items():
            own = ways[ways["need"] == need] if len(ways) else ways
            if len(own):
                worlds = self._met(own[own["touchpoint"] != ""])
                title = self.voice.short(journey.label, need)
                key = f"{self.scenario.name}-{need}"
                found.append(self._map(key, title, worlds, need, self._branches(key, need, own)))
        return found

    def never_visited(self) -> list[str]:
        """Touchpoints that nobody visited, neither today nor in the redesign."""
        worlds = self._met(self.comparison.touchpoints)
        return [
            self.label(name)
            for name in in_order(self.case, worlds)
            if not any(world.get(name, Met()).visits for world in worlds)
        ]

    def label(self, name: str) -> str:
        """What a touchpoint is called."""
        place = self._place(name)
        return self.voice.short(None if place is None else place.label, name)

    def _place(self, name: str) -> Touchpoint | None:
        """A touchpoint of today's case, or one that the redesign adds."""
        added: Mapping[str, Touchpoint] = getattr(self.scenario.redesign, "touchpoints", {})
        return self.case.touchpoints.get(name) or added.get(name)

    def _met(self, frame: pd.DataFrame) -> tuple[dict[str, Met], dict[str, Met]]:
        repetitions = self.comparison.central
        today, then = (
            met(frame[frame["scenario"] == name], repetitions)
            for name in ("as_is", self.scenario.name)
        )
        return today, then

    def _map(
        self,
        key: str,
        title: str,
        worlds: tuple[dict[str, Met], dict[str, Met]],
        need: str = "",
        branches: Table | None = None,
    ) -> Map:
        names = [
            name
            for name in in_order(self.case, worlds)
            if any(world.get(name, Met()).visits for world in worlds)
        ]
        pairs = [(worlds[0].get(name, Met()), worlds[1].get(name, Met())) for name in names]
        labels = [self.label(name) for name in names]
        both = [one for one, _ in pairs], [other for _, other in pairs]
        stages = [getattr(self._place(name), "stage", "post_purchase") for name in names]
        return Map(
            key=key,
            title=title,
            stages=tuple(
                (self.voice.say(f"stage_{stage}"), len(list(some)))
                for stage, some in groupby(stages)
            ),
            places=tuple(
                (self.named(name), self._news(*pair))
                for name, pair in zip(names, pairs, strict=True)
            ),
            curve=Markup(
                emotional_curve(both, labels, f"{key}-curve", self.voice, LOW if need else TALL)
            ),
            lanes=tuple(self._lanes(names, pairs, need)),
            branches=branches,
        )

    def alone(self) -> str:
        """The emotional curve of a whole life as a figure that stands by itself."""
        worlds = self._met(self.comparison.touchpoints)
        names = in_order(self.case, worlds)
        both = tuple([world.get(name, Met()) for name in names] for world in worlds)
        labels = [self.label(name) for name in names]
        return emotional_curve(
            (both[0], both[1]), labels, f"{self.scenario.name}-figure", self.voice, alone=True
        )

    def named(self, name: str) -> Markup:
        """The same for a page."""
        place = self._place(name)
        return self.voice.named(None if place is None else place.label, name)

    def _news(self, today: Met, then: Met) -> str:
        """Whether a touchpoint is there in one world only."""
        often = ENOUGH / self.comparison.central
        if today.visits == 0 and then.visits >= often:
            return self.voice.say("map_new")
        if then.visits == 0 and today.visits >= often:
            return self.voice.say("map_removed")
        return ""

    def _lanes(
        self, names: Sequence[str], pairs: Sequence[tuple[Met, Met]], need: str
    ) -> Iterator[Lane]:
        say = self.voice.say
        whole = [
            sum(one.cost for one in world if math.isfinite(one.cost))  # unknown where it is not
            for world in zip(*pairs, strict=True)
        ]
        hundreds = self._hundreds(need)
        lanes: dict[str, list[tuple[Cell, ...]]] = {
            "action": [self._actions(name) for name in names],
            "channel": [(self._fact(name, "channel"),) for name in names],
            "owner": [(self._fact(name, "owner"),) for name in names],
            "department": [(self._fact(name, "department"),) for name in names],
            "contacts": [(self._contacts(*pair, hundreds),) for pair in pairs],
            "emotion": [self._emotion(*pair) for pair in pairs],
            "pain": [tuple(self._pains(*pair, whole)) for pair in pairs],
        }
        if need:  # its title says what customers come for
            del lanes["action"]
        else:
            lanes["cost"] = [(self._money(*pair),) for pair in pairs]
        for key, cells in lanes.items():
            title = say("lane_contacts_journeys" if need and key == "contacts" else f"lane_{key}")
            yield Lane(key, title, tuple(cells))

    def _actions(self, name: str) -> tuple[Cell, ...]:
        """The needs that bring customers to a touchpoint."""
        journeys = self.case.journeys
        ways = self.comparison.details.ways
        seen = set(ways[ways["touchpoint"] == name]["need"]) if len(ways) else set()
        served = [n for n, j in journeys.items() if n in seen or name in j.touchpoints()]
        return tuple(self.voice.named(journeys[one].label, one) for one in served)

    def _fact(self, name: str, what: str) -> str:
        place = self._place(name)
        return self.voice.field(what, None if place is None else getattr(place, what))

    def _contacts(self, today: Met, then: Met, hundreds: tuple[float, ...]) -> str:
        a, b = (
            one.visits / count if count else math.nan
            for one, count in zip((today, then), hundreds, strict=True)
        )
        return moved(self.voice.numbers.count, a, b)

    def _hundreds(self, need: str) -> tuple[float, ...]:
        """What visits are counted per: 100 customers and month, or 100 journeys of a need."""
        if need:
            ends = self.comparison.details.endings
            ends = ends[ends["need"] == need]
            counts = ends.groupby("scenario")["journeys"].sum()
        else:
            months = self.comparison.months
            last = months["month"] > months["month"].max() - LAST_MONTHS
            central = months[last & (months["kind"] == "central")]
            by_month = central.groupby(["scenario", "month"])["customers"].mean()
            counts = by_month.groupby("scenario").sum()
        return tuple(float(counts.get(name, 0.0)) / 100 for name in ("as_is", self.scenario.name))

    def _emotion(self, today: Met, then: Met) -> tuple[Cell, ...]:
        def level(felt: float) -> str:
            return self.voice.numbers.decimal(felt, 1)

        span = self.voice.numbers.range(then.low, then.high, level)
        felt = Markup("<b>{}</b>").format(moved(level, today.felt, then.felt))
        return (felt, span) if math.isfinite(then.low) and then.high > then.low else (felt,)

    def _pains(self, today: Met, then: Met, whole: Sequence[float]) -> Iterator[Cell]:
        """What hurts here: many failures, below neutral, for whom most, dear."""
        numbers, say = self.voice.numbers, self.voice.say
        pair = (today, then)
        if max(one.failing if one.visits else 0.0 for one in pair) >= FAILING:
            yield say("pain_failing", share=moved(numbers.percent, today.failing, then.failing))
        if min(one.felt if one.visits else 10.0 for one in pair) < NEUTRAL:
            yield say("pain_below")
        elif math.isfinite(then.low) and then.low < NEUTRAL:
            who = self.case.archetypes[then.lowest].label
            felt = numbers.decimal(then.low, 1)
            yield self.voice.html("pain_for", name=self.voice.named(who, then.lowest), felt=felt)
        shares = [
            one.cost / total if total and math.isfinite(one.cost) else 0.0
            for one, total in zip(pair, whole, strict=True)
        ]
        if max(shares) >= DEAR:
            yield say("pain_dear", share=moved(numbers.percent, *shares))

    def _money(self, today: Met, then: Met) -> str:
        currency = self.case.firm.currency
        return moved(lambda cost: self.voice.numbers.money(cost, currency), today.cost, then.cost)

    def _branches(self, key: str, need: str, ways: pd.DataFrame) -> Table:
        """How likely each way on is: as the case states it, and as it happened in both worlds."""
        percent, say = self.voice.numbers.percent, self.voice.say
        counts = ways.groupby(["scenario", "touchpoint", "to"])["visits"].sum()
        shares = counts / counts.groupby(level=["scenario", "touchpoint"]).transform("sum")
        stated = {
            (place, to): branch.share.value
            for place, ons in self.case.journeys[need].steps.items()
            for to, branch in ons.items()
        }
        order = ["", *in_order(self.case, self._met(ways[ways["touchpoint"] != ""]))]
        after = [*order[1:], *ENDS]
        edges = {(place, to) for _, place, to in shares.index}
        rows = [
            (
                self._step(place),
                self._step(to) if to not in ENDS else say(f"way_{to}"),
                percent(stated[place, to]) if (place, to) in stated else "",
                *(
                    percent(float(shares.get((world, place, to), 0.0)))
                    for world in ("as_is", self.scenario.name)
                ),
            )
            for place in order
            for to in after
            if (place, to) in edges
        ]
        head = ("from_place", "to_place", "stated_share", "no_change", "redesign")
        return Table(
            f"{key}-branches",
            say("branches_title", need=self.voice.short(self.case.journeys[need].label, need)),
            tuple(say(one) for one in head),
            tuple(rows),
        )

    def _step(self, name: str) -> Markup | str:
        return self.named(name) if name else self.voice.say("way_start")
