"""How a business case is made, in the words of method: a page for those who ask for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from markupsafe import Markup

from cxsim.study.trial import HELD_BACK

from .business import Business
from .numbers import missing
from .tables import Cell, Table

TOLD = ("npv", "nps", "kept_12", "churn_voluntary", "first_contact_resolution", "clv")
"""Metrics whose shares are told, where there are any."""


NOTED = ("method_partial",)
"""Tables with a note beneath."""


class Method:
    """The method of one redesign's business case.

    Parameters
    ----------
    told : Business
    """

    def __init__(self, told: Business) -> None:
        self.told, self.voice, self.case = told, told.voice, told.case_of

    @property
    def key(self) -> str:
        """The redesign's name, for ids."""
        return self.told.scenario.name

    @property
    def name(self) -> Markup:
        """The redesign's label."""
        return self.voice.named(self.told.scenario.label, self.key)

    def lines(self) -> Iterator[str]:
        """What was done, in a sentence or two for each question."""
        say, money, percent = self.voice.say, self.told.money, self.voice.numbers.percent
        why, stop = self.case.why, self.case.stopping
        if why is not None and why.orders is None:
            lives = why.plan.replications + why.plan.draws
            yield say("method_shares", count=2 ** len(why.players), lives=lives)
        elif why is not None and why.orders is not None:
            yield say("method_shares_sampled", count=2 * len(why.orders))
        worth = self.case.evpi
        yield say(
            "method_information",
            evpi=money(worth.value),
            error=money(worth.error),
            explained=percent(self.case.explained),
            most=money(worth.most),
            own=money(self.case.own),
        )
        yield say("method_luck_few", lives=self.told.comparison.central)
        yield say("method_cvar")
        if not missing(stop.worth_out):
            gain, low = money(stop.worth_out, True), money(stop.worth_out_low, True)
            yield say("method_stop", gain=gain, low=low, held=percent(HELD_BACK))
        yield say("method_pilot", told=percent(self.case.told))

    def tables(self) -> Iterator[Table]:
        """Shapley values and interactions, and the value of partial information."""
        yield from filter(None, (self._shares(), self._pairs(), self._worth()))

    def _table(self, key: str, head: list[str], rows: Sequence[tuple[Cell, ...]]) -> Table | None:
        said = [self.voice.say(one) for one in head]
        title = self.voice.say(f"{key}_title")
        note = self.voice.say(f"{key}_note") if key in NOTED else ""
        return Table(f"{self.key}-{key}", title, tuple(said), tuple(rows), note) if rows else None

    def _shares(self) -> Table | None:
        why = self.case.why
        if why is None:
            return None
        rows = [
            (
                self._metric(row["metric"]),
                self.told.lever(row["lever"]),
                *self._spans(row, row["share"]),
                self._write(row["metric"])(row["sampling_error"]),
            )
            for row in why.shares.to_dict("records")
            if row["metric"] in TOLD
        ]
        head = ["method_metric", "lever", "method_share", "method_luck", "method_both"]
        return self._table("method_shares", [*head, "method_error"], rows)

    def _pairs(self) -> Table | None:
        why = self.case.why
        if why is None:
            return None
        rows = [
            (
                self._metric(row["metric"]),
                f"{self.told.lever(row['lever'])} × {self.told.lever(row['other'])}",
                *self._spans(row, row["value"]),
            )
            for row in why.interactions.to_dict("records")
            if row["metric"] == "npv"
        ]
        head = ["method_metric", "method_pair", "method_share", "method_luck", "method_both"]
        return self._table("method_pairs", head, rows)

    def _worth(self) -> Table | None:
        rows = [
            (self.told.named(str(row["name"])), *map(self.told.money, (row["worth"], row["error"])))
            for row in self.case.evppi.to_dict("records")
        ]
        head = ["method_assumption", "method_worth", "method_error"]
        return self._table("method_partial", head, rows)

    def _metric(self, metric: str) -> str:
        if metric == "npv":
            return self.voice.say("adds_npv")
        return "NPS" if metric == "nps" else self.voice.say(f"metric_{metric}")

    def _spans(self, row: dict[Any, Any], mean: float) -> Iterator[str]:
        write, span = self._write(row["metric"]), self.voice.numbers.range
        yield write(mean)
        yield span(row["mc_low"], row["mc_high"], write)
        yield span(row["low"], row["high"], write)

    def _write(self, metric: str) -> Callable[[float], str]:
        numbers = self.voice.numbers
        if metric in ("npv", "clv"):
            return lambda value: self.told.money(value, True)
        if metric == "nps":
            return lambda value: numbers.decimal(value, 2, signed=True)
        return lambda value: numbers.points(value, 2)
