"""The world outside, as a part of the page: what came, who came, where leavers went, who heard."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import pandas as pd
from markupsafe import Markup

from . import world_figures
from .part import Part
from .tables import Table, moved

NOBODY = ""
"""The provider of who took none."""


class Outside(Part):
    """What the page says of the world outside, beside one redesign."""

    @cached_property
    def timeline(self) -> Markup | None:
        """What came from outside over the course of satisfaction and leaving, if anything did."""
        found = self.comparison
        if found.drivers.empty:
            return None
        return Markup(
            world_figures.timeline(
                found.months, found.drivers, self.case, self.scenario.name, self.voice
            )
        )

    @cached_property
    def ties(self) -> Markup | None:
        """Who heard what from whom, if anybody is known to have heard anything."""
        ego = self.comparison.egos.get(self.scenario.name)
        if ego is None:
            return None
        return Markup(world_figures.ties_map(ego, f"{self.scenario.name}-ties", self.voice))

    def tables(self) -> list[Table]:
        """Who came, where leavers went, what reviews say: what the case has of them."""
        return [one for one in (self.acquired(), self.destinations(), self.reviews()) if one]

    def acquired(self) -> Table | None:
        """Who came, by what brought them, and what that cost."""
        frame = self.comparison.acquisition
        if frame.empty or not frame["joined"].any():
            return None
        joined, cost = (
            [self._real(frame, name, "source", what) for name in self.worlds]
            for what in ("joined", "cost")
        )
        each = [
            {source: paid[source] / max(1.0, came[source]) for source in came}
            for came, paid in zip(joined, cost, strict=True)
        ]
        voice, currency = self.voice, self.case.firm.currency

        def money(amount: float) -> str:
            return voice.numbers.money(amount, currency)

        rows = [
            (
                voice.say(f"source_{source}"),
                moved(voice.numbers.count, *(one[source] for one in joined)),
                moved(money, *(one[source] for one in cost)),
                moved(money, *(one[source] for one in each)),
            )
            for source in joined[0]
            if any(one[source] for one in joined)
        ]
        head = [voice.say(f"acquired_{key}") for key in ("source", "joined", "cost", "each")]
        return self.table("acquired", head, rows)

    def _real(self, frame: pd.DataFrame, name: str, by: str, what: str) -> dict[str, float]:
        """Sums of a world, of all real customers."""
        summed = frame[frame["scenario"] == name].groupby(by, sort=False)[what].sum()
        return {str(key): float(value) * self.comparison.scale for key, value in summed.items()}

    def destinations(self) -> Table | None:
        """Where leavers go, what they say the reason was, and what it was."""
        frame = self.comparison.destinations
        if frame.empty:
            return None
        worlds = [self._real(frame, name, "provider", "customers") for name in self.worlds]
        today = frame[frame["scenario"] == "as_is"]
        said = {str(provider): one for provider, one in today.groupby("provider")}
        places = [*self.case.market.competitors, NOBODY]
        places = [one for one in places if any(one in world for world in worlds)]
        count, rows = self.voice.numbers.count, []
        for place in places:
            went = [world.get(place, 0.0) for world in worlds]
            chose = said.get(place)
            rows.append(
                (
                    self._provider(place),
                    moved(count, *went),
                    self._reason(chose, "declared"),
                    self._reason(chose, "real"),
                )
            )
        keys = ("where", "customers", "said", "was")
        head = [self.voice.say(f"destination_{key}") for key in keys]
        return self.table("destination", head, rows)

    def _provider(self, name: str) -> str:
        if name == NOBODY:
            return self.voice.say("destination_nobody")
        return self.voice.short(self.case.market.competitors[name].label, name)

    def _reason(self, chose: pd.DataFrame | None, side: str) -> str:
        """The most frequent reason of those who chose to leave, with its share."""
        if chose is None or not (chose[side] != "").any():
            return self.voice.say("destination_unasked")
        counted = chose[chose[side] != ""].groupby(side)["customers"].sum()
        reason = str(counted.idxmax())
        share = self.voice.numbers.percent(float(counted.max() / counted.sum()))
        return self.voice.say(
            "destination_reason", reason=self.voice.say(f"reason_{reason}"), share=share
        )

    def reviews(self) -> Table | None:
        """What reviews say, star by star, and the rating that is shown at the end."""
        frame = self.comparison.reviews
        if frame.empty or not frame["written"].any():
            return None
        worlds = [frame[frame["scenario"] == name] for name in self.worlds]
        stars = [world.groupby("star")["written"].sum() for world in worlds]
        percent = self.voice.numbers.percent
        rows: list[tuple[Any, ...]] = [
            (
                self.voice.say("reviews_star", star=star),
                moved(percent, *(float(one[star] / max(1e-9, one.sum())) for one in stars)),
            )
            for star in sorted(stars[0].index, reverse=True)
        ]
        shown = [float(world["shown"].iloc[0]) for world in worlds]

        def rating(value: float) -> str:
            return self.voice.numbers.decimal(value, 2)

        rows.append((self.voice.say("reviews_shown"), moved(rating, *shown)))
        head = [self.voice.say("reviews_stars"), self.voice.say("reviews_share")]
        return self.table("reviews", head, rows)
