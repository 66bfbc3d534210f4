"""What the firm hears in its surveys and does about it, as a part of the page, beside the truth."""

from __future__ import annotations

from functools import cached_property

import pandas as pd
from markupsafe import Markup

from cxsim.measure.listening import worst_frame

from .numbers import NONE
from .part import Part
from .tables import Cell, Table

LOOKS = 12
"""Looks at the scores that the table tells one by one: of quarters, three years."""


class Loop(Part):
    """What the page says of the listening loop, beside one redesign."""

    @cached_property
    def looks(self) -> pd.DataFrame:
        """Each look at the scores, in all central futures of both worlds: see `worst_frame`."""
        frame, loop = self.comparison.heard, self.case.listening
        if frame.empty or loop is None:
            return pd.DataFrame()
        found = [
            worst_frame(one, loop.fix.least_answers).assign(scenario=world, first=number == 0)
            for (world, number), one in frame.groupby(["scenario", "replication"], sort=False)
            if world in self.worlds
        ]
        return pd.concat(found, ignore_index=True)

    @property
    def tells(self) -> bool:
        """Whether there is anything to tell: the firm looked, or called."""
        return bool(len(self.looks)) or self.calls() is not None

    def lead(self) -> Markup:
        """How often what scores lowest is not what is worst."""
        told = self.looks
        heard = told[told["measured"] != ""] if len(told) else told
        if not len(heard):
            return self.voice.html("loop_silent")
        own = heard[heard["scenario"] == self.scenario.name]
        heard = own if len(own) else heard
        wrong = int(heard["misled"].sum())
        key = "loop_misled" if wrong else "loop_right"
        count = self.voice.numbers.count
        return self.voice.html(key, wrong=count(wrong), looks=count(len(heard)))

    def tables(self) -> list[Table]:
        """What was measured and done, and who was called."""
        return [table for table in (self.found(), self.calls()) if table is not None]

    def found(self) -> Table | None:
        """Of the first central future with the redesign: what scored lowest, and what was worst."""
        told = self.looks
        if not len(told):
            return None
        own = told[(told["scenario"] == self.scenario.name) & told["first"]]
        decimal = self.voice.numbers.decimal
        rows = [
            (
                self.voice.numbers.count(look["day"]),
                self.place(look["measured"]),
                f"{decimal(look['score'], 2)} ({look['answers']})" if look["measured"] else NONE,
                decimal(look["felt_there"], 1) if look["measured"] else NONE,
                self.place(look["worst"]),
                decimal(look["felt"], 1) if look["worst"] else NONE,
                Markup(", ").join(self.place(one) for one in look["fixed"]) or NONE,
            )
            for look in own.head(LOOKS).to_dict("records")
        ]
        keys = ("day", "measured", "score", "felt_there", "worst", "felt", "fixed")
        return self.table("loop_found", [self.voice.say(f"loop_{key}") for key in keys], rows)

    def place(self, name: str) -> Cell:
        """A touchpoint as the case calls it."""
        case = self.scenario.extended
        return self.voice.named(case.touchpoints[name].label, name) if name else NONE

    def kind(self, name: str) -> Cell:
        """An archetype as the case calls it."""
        return self.voice.named(self.case.archetypes[name].label, name)

    def calls(self) -> Table | None:
        """Who was called back, and how many of them stay, with no change and with the redesign."""
        frame = self.comparison.calls
        if frame.empty or not frame["calls"].any():
            return None
        own = frame[(frame["scenario"] == self.scenario.name) & (frame["calls"] > 0)]
        if own.empty:
            return None
        numbers, currency, scale = (
            self.voice.numbers,
            self.case.firm.currency,
            self.comparison.scale,
        )
        rows = [
            (
                self.kind(one["archetype"]),
                numbers.count(one["calls"] * scale),
                numbers.money(one["cost"] * scale, currency),
                numbers.count(one["customers"] * scale),
                numbers.percent(one["kept_today"] / one["customers"]),
                numbers.percent(one["kept"] / one["customers"]),
            )
            for one in own.to_dict("records")
        ]
        keys = ("group", "calls", "cost", "customers", "kept_today", "kept")
        return self.table("loop_calls", [self.voice.say(f"loop_{key}") for key in keys], rows)
