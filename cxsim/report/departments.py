"""Each department's own score beside what customers remember of whole journeys.

Every department may be green and the journey red: customers live the whole of it, and its worst
moment and its end most of all.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import cached_property

import pandas as pd
from markupsafe import Markup

from cxsim.scenario.structure import department_of

from .part import Part
from .tables import Cell, Table

GREEN, RED = 7.0, 6.0
"""Green from here on, red below there (the neutral point): fixed for all cases; an assumption."""


def light(score: float) -> str:
    """The colour of a score: "green", "amber", "red"; nothing where there is none."""
    if not math.isfinite(score):
        return ""
    return "green" if score >= GREEN else "amber" if score >= RED else "red"


class Scores(Part):
    """Scores of departments and of journeys in both worlds."""

    @cached_property
    def departments(self) -> dict[str, tuple[float, ...]]:
        """Score of each department in either world."""
        return dict(self._departments())

    @cached_property
    def journeys(self) -> dict[str, tuple[float, ...]]:
        """What customers remember of each journey in either world."""
        return dict(self._journeys())

    def _departments(self) -> Iterator[tuple[str, tuple[float, ...]]]:
        frame = self.comparison.touchpoints
        places = self.case.touchpoints.items()
        owner = {name: department_of(self.case, place) for name, place in places}
        frame = frame.assign(department=frame["touchpoint"].map(owner))
        frame = frame[(frame["visits"] > 0) & frame["department"].notna()]
        for name, own in frame.groupby("department", sort=False):
            yield str(name), self._means(own, "satisfaction", "visits")

    def _journeys(self) -> Iterator[tuple[str, tuple[float, ...]]]:
        ends = self.comparison.details.endings
        for need in self.case.journeys:
            own = ends[ends["need"] == need] if len(ends) else ends
            if len(own):
                yield need, self._means(own, "memory", "journeys")

    def _means(self, frame: pd.DataFrame, what: str, by: str) -> tuple[float, ...]:
        found = []
        for world in self.worlds:
            own = frame[frame["scenario"] == world]
            count = own[by].sum()
            found.append(float((own[what] * own[by]).sum() / count) if count else math.nan)
        return tuple(found)

    def of_departments(self) -> Table:
        """The departments, worst first."""
        rows = sorted(self.departments.items(), key=lambda one: one[1][0])
        return self._table(
            "departments",
            [(self._called(name), scores) for name, scores in rows],
        )

    def _called(self, name: str) -> Cell:
        """A department as the case calls it, or as people do."""
        silos = self.case.silos
        own = silos.departments.get(name) if silos is not None else None
        if own is None:
            return self.voice.field("department", name)
        return self.voice.named(own.label, name)

    def of_journeys(self) -> Table:
        """The journeys as customers remember them, worst first; last all customers' view."""
        rows = sorted(self.journeys.items(), key=lambda one: one[1][0])
        named: list[tuple[Cell, tuple[float, ...]]] = [
            (self.voice.named(self.case.journeys[need].label, need), both) for need, both in rows
        ]
        return self._table("journeys", [*named, (self.voice.say("all_customers"), self._all())])

    def _all(self) -> tuple[float, ...]:
        """Mean cumulative satisfaction of all customers, in the last month."""
        months = self.comparison.months
        if "satisfaction" not in months or not len(months):
            return (math.nan, math.nan)
        last = months[(months["kind"] == "central") & (months["month"] == months["month"].max())]
        mean = last.groupby("scenario")["satisfaction"].mean()
        return tuple(float(mean.get(world, math.nan)) for world in self.worlds)

    def _table(self, key: str, rows: Sequence[tuple[Cell, tuple[float, ...]]]) -> Table:
        say = self.voice.say
        return self.table(
            key,
            (say(one) for one in (f"{key}_name", "no_change", "redesign")),
            ((name, *(self._lit(score) for score in scores)) for name, scores in rows),
        )

    def _lit(self, score: float) -> Cell:
        """A score with its colour, in words, too."""
        said, colour = self.voice.numbers.decimal(score, 1), light(score)
        if not colour:
            return said
        return Markup('{} <span class="light {}">{}</span>').format(
            said, colour, self.voice.say(f"light_{colour}")
        )

    def verdict(self) -> str:
        """How many are green in each of the two tables, with the redesign."""
        lit = [[light(s[1]) for s in some.values()] for some in (self.departments, self.journeys)]
        green = [colours.count("green") for colours in lit]
        every = green[0] == len(lit[0]) > 0 and green[1] < len(lit[1])
        return self.voice.say(
            "silos_all" if every else "silos",
            green=green[0],
            departments=len(lit[0]),
            journeys_green=green[1],
            journeys=len(lit[1]),
        )
