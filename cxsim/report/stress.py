"""The page of a stress test: what still wins, where that turns, how long each shock is felt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd
from markupsafe import Markup
from matplotlib.ticker import FuncFormatter

from cxsim.scenario.schema import MONTH

from . import grounds
from .chart import Chart
from .drawing import AFTER, BEFORE, DISCOUNT, INK, Look, canvas, legend, svg
from .figures import HALF, months_axis
from .numbers import NONE, missing
from .page import TEMPLATES
from .tables import Cell, Table
from .voice import Spoken

if TYPE_CHECKING:
    from cxsim.study.stress import Stress

LOOKS: tuple[Look, ...] = (
    BEFORE,
    AFTER,
    DISCOUNT,
    {"color": "#0a6148", "linestyle": (0, (1, 1.5)), "marker": "^"},
    {"color": "#7b3f8c", "linestyle": (0, (8, 2)), "marker": "D"},
    {"color": "#7a5c00", "linestyle": (0, (3, 1, 1, 1)), "marker": "v"},
)
"""Today, then the redesigns; from the seventh on they repeat."""
DOUBT = 0.25
"""Share of futures in which another choice is worth more, from which on that is told first."""
LEAST_GAP = 0.1
"""Points of satisfaction that a chart shows at least; half as many nobody would notice."""


@dataclass(frozen=True)
class StressReport(Spoken):
    """The report of a stress test.

    Parameters
    ----------
    stress : Stress
    language : str
        "es", "en" or a full locale such as "es_PE".

    Raises
    ------
    Problems
        When the language is not offered.
    """

    stress: Stress
    language: str = "es"

    @property
    def currency(self) -> str:
        """ISO 4217 code of the firm's money."""
        return self.stress.as_is.as_is.firm.currency

    def shock(self, name: str, times: float = 1.0) -> str:
        """A shock as people call it, with its size where that is not the stated one."""
        if not name:
            return self.voice.say("stress_none")
        label = self.voice.short(self.stress.as_is.as_is.shocks[name].label, name)
        if times == 1.0:
            return label
        return self.voice.say("stress_size", shock=label, times=self.voice.numbers.plain(times, 2))

    def plan(self, name: str) -> str:
        """A redesign as people call it, or no change."""
        if name == "as_is":
            return self.voice.say("stress_nothing")
        plan = next(one for one in self.stress.to_be if one.name == name)
        return self.voice.short(plan.label, name)

    def money(self, amount: float, signed: bool = True) -> str:
        """Money of the firm."""
        return self.voice.numbers.money(amount, self.currency, signed=signed)

    def facts(self) -> list[tuple[str, str]]:
        """What stands beneath the title."""
        found, numbers = self.stress, self.voice.numbers
        return [
            (self.voice.say("horizon"), self.voice.span(found.horizon_days)),
            (self.voice.say("customers"), numbers.count(found.as_is.as_is.firm.customers)),
            (self.voice.say("lives"), numbers.decimal(found.replications)),
            (self.voice.say("stress_shocks"), numbers.decimal(len(found.shocks))),
        ]

    def lead(self) -> list[Markup]:
        """What was found, in sentences."""
        return [self.voice.html(key, **parts) for key, parts in self._found()]

    def lines(self) -> list[str]:
        """The same as plain text, and a line for each shock."""
        title = self.voice.say(
            "stress_title",
            name=self.voice.short(self.stress.as_is.label, self.stress.as_is.case),
        )
        if self.stress.as_is.as_is.fictitious:
            title += f" · {self.voice.say('fictitious')}"
        found = (self.voice.say(key, **parts) for key, parts in self._found())
        return [title, *found, *self._by_shock()]

    def _found(self) -> Iterator[tuple[str, dict[str, object]]]:
        """Sentences of the finding, as key and parts."""
        found = self.stress
        calm = found.best[found.best["shock"] == ""]
        if calm.empty:
            return
        best = str(calm["scenario"].iloc[0])
        if best == "as_is":
            yield "stress_calm_nothing", {}
        else:
            yield "stress_calm", {"name": self.plan(best), "net": self._net("", 0.0, best)}
        others = round(found.replications * (1.0 - float(calm["wins"].iloc[0])))
        if others > DOUBT * found.replications:
            yield "stress_doubt", {"others": others, "total": found.replications}
        if found.turns.empty:
            times = self.voice.numbers.plain(max(found.times), 2)
            if best != "as_is":
                yield "stress_steady", {"times": times}
        else:
            yield "stress_turns", {"turns": "; ".join(self._turns())}
        cost = found.worth[
            (found.worth["scenario"] == "as_is")
            & (found.worth["metric"] == "npv")
            & (found.worth["times"] == found.times[0])
        ]
        if len(cost) and cost["delta"].min() < 0:
            worst = min(cost.to_dict("records"), key=lambda row: row["delta"])
            shock = self.shock(worst["shock"], worst["times"])
            yield "stress_worst", {"shock": shock, "cost": self.money(-worst["delta"], False)}

    def _turns(self) -> Iterator[str]:
        for turn in self.stress.turns.to_dict("records"):
            yield self.voice.say(
                "stress_turn",
                times=self.voice.numbers.decimal(turn["times"], 1),
                shock=self.shock(turn["shock"]),
                after=self.plan(turn["to_scenario"]),
                before=self.plan(turn["from_scenario"]),
            )

    def _net(self, shock: str, times: float, name: str) -> str:
        """A redesign's net present value beside no change, with its range."""
        row = self._row(self.stress.worth, shock, times, scenario=name, metric="npv")
        if row is None:
            return NONE
        mean = self.money(row["delta"])
        if missing(row["low"]):
            return mean
        low, high = self.money(row["low"]), self.money(row["high"])
        return self.voice.say("ranged", value=mean, low=low, high=high)

    def _below(self, shock: str, times: float, name: str) -> Cell:
        """The same with its range on a line of its own, for a narrow column."""
        row = self._row(self.stress.worth, shock, times, scenario=name, metric="npv")
        if row is None:
            return NONE
        mean = self.money(row["delta"])
        if missing(row["low"]):
            return mean
        span = self.voice.numbers.range(row["low"], row["high"], self.money)
        return Markup('{}<br><span class="range">{}</span>').format(mean, span)

    @staticmethod
    def _row(frame: pd.DataFrame, shock: str, times: float, **given: str) -> dict[Any, Any] | None:
        mine = frame[(frame["shock"] == shock) & (frame["times"] == times)]
        for column, value in given.items():
            mine = mine[mine[column] == value]
        rows: list[dict[Any, Any]] = mine.to_dict("records")
        return rows[0] if rows else None

    def conditions(self) -> list[tuple[str, float]]:
        """No shock, then each in each size."""
        found = self.stress
        return [("", 0.0), *((shock, size) for shock in found.shocks for size in found.times)]

    def wins(self) -> Table:
        """Which redesign still wins under each shock."""
        say, plans = self.voice.say, self.stress.names[1:]
        first = say("stress_shock"), say("stress_best"), say("stress_often")
        head = [*first, *map(self.plan, plans)]
        rows = []
        for shock, times in self.conditions():
            best = self._row(self.stress.best, shock, times)
            cells: list[Cell] = [NONE, NONE]
            if best is not None:
                total = self.stress.replications
                often = say("stress_of", count=round(total * best["wins"]), total=total)
                cells = [Markup("<b>{}</b>").format(self.plan(best["scenario"])), often]
            nets = [self._below(shock, times, name) for name in plans]
            rows.append((self.shock(shock, times), *cells, *nets))
        title, note = say("stress_wins_title"), say("stress_wins_note")
        return Table("stress-wins", title, tuple(head), tuple(rows), note)

    def felt(self, shock: str) -> Table:
        """What a shock does to each world, soon and late, and when it is over."""
        say, found = self.voice.say, self.stress
        head = ("figure", "at_worst", "soon", "late", "over")
        rows: list[tuple[Cell, ...]] = []
        for name in found.names:
            rows.append((self.plan(name),))
            mine = found.felt[
                (found.felt["shock"] == shock)
                & (found.felt["times"] == found.times[0])
                & (found.felt["scenario"] == name)
            ]
            rows += [self._course(row) for row in mine.to_dict("records")]
        label = self.shock(shock, found.times[0])
        title = say("stress_felt_title", shock=label)
        strikes = say("stress_strikes", day=found.strikes[shock])
        return Table(
            f"stress-felt-{shock}",
            f"{title} ({strikes})",
            tuple(say(f"stress_{column}") for column in head),
            tuple(rows),
            say("stress_felt_note"),
            folded=True,
        )

    def _course(self, row: dict[Any, Any]) -> tuple[Cell, ...]:
        """A figure's row: its gap at its worst, soon, at the end, and when it is over."""
        figure = str(row["figure"])
        label = self.voice.say(f"stress_felt_{figure}")
        if row["worst"] == 0:
            return (label, self.voice.say("stress_unmoved"), NONE, NONE, NONE)
        worst, soon, late = (self._gap(figure, row[key]) for key in ("worst", "soon", "late"))
        month = round(row["worst_month"])
        at_worst = self.voice.say("stress_in_month", gap=worst, month=month)
        return (label, at_worst, soon, late, self.over(row["over_month"]))

    def over(self, months: float) -> str:
        """How long a shock lasts."""
        if missing(months):
            return self.voice.say("stress_not_over")
        count = round(months)
        if count == 1:
            return self.voice.say("stress_one_month")
        return self.voice.say("months", count=count)

    def _gap(self, figure: str, gap: float) -> str:
        if figure == "satisfaction":
            return self.voice.numbers.decimal(gap, 2, signed=True)
        if figure == "profit":
            return self.money(gap)
        return self.voice.numbers.count(gap * self.stress.scale, signed=True)

    def _by_shock(self) -> Iterator[str]:
        """A line of plain text for each shock."""
        found = self.stress
        for shock in found.shocks:
            best = self._row(found.best, shock, found.times[0])
            felt = self._row(
                found.felt, shock, found.times[0], scenario="as_is", figure="satisfaction"
            )
            assert felt is not None
            yield self.voice.say(
                "stress_line",
                shock=self.shock(shock, found.times[0]),
                best=NONE if best is None else self.plan(best["scenario"]),
                often=NONE if best is None else round(found.replications * best["wins"]),
                total=found.replications,
                felt=self._felt(felt),
            )

    def _felt(self, row: dict[Any, Any]) -> str:
        """How hard, and for how long, a shock hits satisfaction, as a part of a sentence."""
        worst = self._gap("satisfaction", row["worst"])
        if worst in (self._gap("satisfaction", 0.0), NONE):
            return self.voice.say("stress_line_unmoved")
        if abs(row["worst"]) < LEAST_GAP / 2:
            return self.voice.say("stress_line_hardly", worst=worst)
        if missing(row["over_month"]):
            return self.voice.say("stress_line_lasting", worst=worst)
        return self.voice.say("stress_line_over", worst=worst, over=self.over(row["over_month"]))

    @cached_property
    def charts(self) -> dict[str, Chart]:
        """For each shock, satisfaction beside a life without it."""
        return {shock: self._chart(shock) for shock in self.stress.shocks}

    def _chart(self, shock: str) -> Chart:
        found, voice = self.stress, self.voice
        size, key = found.times[0], f"stress_{shock}"
        title = voice.say("stress_chart_title", shock=self.shock(shock, size))
        months = found.months.set_index(["shock", "times", "scenario", "month"]).sort_index()
        felt = months["satisfaction"]
        gaps = {name: felt[shock, size, name] - felt["", 0.0, name] for name in found.names}
        with canvas(*HALF) as (figure, axes):
            for number, (name, gap) in enumerate(gaps.items()):
                look = LOOKS[number % len(LOOKS)]
                every = max(1, len(gap) // 6)
                axes.plot(
                    gap.index, gap, **look, markersize=4, markevery=every, label=self.plan(name)
                )
            months_axis(axes, voice)
            axes.axhline(0, color=INK, linewidth=1.1)
            axes.axvline(found.strikes[shock] / MONTH, color=INK, linewidth=1, linestyle=":")
            # A gap that nobody would notice is not to look like one.
            low, high = axes.get_ylim()
            axes.set_ylim(min(low, -LEAST_GAP), max(high, LEAST_GAP / 2))
            axes.yaxis.set_major_formatter(
                FuncFormatter(lambda y, _: voice.numbers.plain(y, 2, signed=True))
            )
            axes.set_ylabel(voice.say("points_axis"))
            axes.locator_params(axis="y", nbins=6, steps=[1, 2, 5, 10])
            axes.grid(axis="y")
            legend(figure, axes, 2)
            items = "; ".join(
                voice.say(
                    "stress_chart_item",
                    name=self.plan(name),
                    worst=voice.numbers.decimal(float(gap[gap.abs().idxmax()]), 2, signed=True),
                    late=voice.numbers.decimal(float(gap.iloc[-1]), 2, signed=True),
                )
                for name, gap in gaps.items()
            )
            drawn = svg(figure, key, title, voice.say("stress_chart_alt", title=title, items=items))
        return Chart(key, Markup(drawn), title, voice.say("stress_chart_caption"))

    def figures(self) -> dict[str, str]:
        """The figures as separate SVG files, by file name."""
        return {f"{chart.key}.svg": str(chart.svg) for chart in self.charts.values()}

    def again(self) -> list[tuple[str, str]]:
        """What to run with to get the same figures."""
        return list(grounds.again(self.stress, self.voice))

    def page(self) -> str:
        """HTML with no reference to anything outside it."""
        return TEMPLATES.get_template("stress.html").render(
            report=self,
            voice=self.voice,
            say=self.voice.say,
            case=self.stress.as_is.as_is,
            stress=self.stress,
            command=grounds.command_of(self.stress),
            version=grounds.version_of(self.stress),
            printed="",
        )
