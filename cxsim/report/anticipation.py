"""What the firm hears and what is so: whether either goes ahead of who leaves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from markupsafe import Markup
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MultipleLocator

from cxsim.scenario import library
from cxsim.study.anticipation import ANTICIPATES, CANT_TELL, NO, SIGNALS

from .chart import Chart
from .drawing import AFTER, BEFORE, BELIEVED, FAINT, INK, Look, canvas, legend, panels, svg
from .figures import HALF, months_axis
from .numbers import NONE, missing
from .tables import Cell, Table
from .voice import Spoken

if TYPE_CHECKING:
    from cxsim.scenario import Scenario
    from cxsim.study.anticipation import Anticipation

WIDE, HIGH = 10.8, 5.6
"""Inches of the course of all worlds."""
LOOKS: dict[str, Look] = {
    "nps_measured": BELIEVED,
    "nps": AFTER,
    "satisfaction": {"color": "#0a6148", "linestyle": (0, (1, 1.5)), "marker": "^"},
}
HEADROOM = 1.15
SHOWN = 2
"""Worlds side by side at most: today and the first redesign."""


@dataclass(frozen=True)
class AnticipationPart(Spoken):
    """What the page says of what goes ahead of churn.

    Parameters
    ----------
    found : Anticipation
    as_is : Scenario
    named : mapping of str to str
        What redesigns are called, by name of the world.
    language : str
        "es", "en" or a full locale such as "es_PE".
    """

    found: Anticipation
    as_is: Scenario
    named: Mapping[str, str] = field(default_factory=dict)
    language: str = "es"

    def world(self, name: str) -> str:
        """A world as people call it."""
        if name == library.AS_IS:
            return self.voice.say("anticipation_today")
        return self.named.get(name, name)

    def signal(self, name: str) -> str:
        """A signal as people call it."""
        return self.voice.say(f"anticipation_{name}")

    def lead(self) -> list[Markup]:
        """What was found for today's journey, in sentences."""
        return [self.voice.html(key, **parts) for key, parts in self.said()]

    def said(self) -> Iterator[tuple[str, dict[str, object]]]:
        """The sentences, as key and parts."""
        yield "anticipation_lead", {"futures": self.found.futures, "months": self.found.months}
        world = self.found.scenarios[0]
        mine = self.found.answers[self.found.answers["scenario"] == world]
        for row in mine.to_dict("records"):
            yield self._sentence(row)
        fails = self.found.fails(world)
        if fails:
            yield f"anticipation_fails_{fails}", {}
        chance = float(mine["chance"].iloc[-1])
        if not missing(chance):
            yield "anticipation_chance", {"share": self.voice.numbers.percent(chance)}

    def _sentence(self, row: dict[Any, Any]) -> tuple[str, dict[str, object]]:
        """What is said of one signal."""
        percent, verdict = self.voice.numbers.percent, row["verdict"]
        key, parts = f"anticipation_{verdict}", {"signal": self.signal(row["signal"])}
        if missing(row["r"]):
            return "anticipation_too_few", dict(parts)
        if verdict in (NO, CANT_TELL):
            return key, {**parts, "most": percent(row["most"], 1)}
        if verdict != ANTICIPATES:
            return key, dict(parts)
        rest = min(1.0, row["explained"] / max(1e-9, 1 - row["chance"]))
        told = parts | {"explained": percent(row["explained"]), "rest": percent(rest)}
        if row["lead"] == 1:
            return f"{key}_one", dict(told)
        return key, told | {"lead": row["lead"]}

    def table(self) -> Table:
        """Each signal's answer, world by world."""
        say, numbers = self.voice.say, self.voice.numbers
        rows: list[tuple[Cell, ...]] = []
        for world in self.found.scenarios:
            if len(self.found.scenarios) > 1:
                rows.append((self.world(world),))
            mine = self.found.answers[self.found.answers["scenario"] == world]
            for row in mine.to_dict("records"):
                known = not missing(row["r"])
                at_all = row["verdict"] not in (NO, CANT_TELL)
                rows.append(
                    (
                        self.signal(row["signal"]),
                        say(f"anticipation_says_{row['verdict']}"),
                        numbers.decimal(row["lead"]) if at_all else NONE,
                        numbers.decimal(row["r"], 2, signed=True),
                        f"±{numbers.decimal(row['band'], 2)}" if known else NONE,
                    )
                )
        keys = ("signal", "answer", "by", "r", "band")
        return Table(
            "anticipation",
            say("anticipation_table_title"),
            tuple(say(f"anticipation_{key}") for key in keys),
            tuple(rows),
            say("anticipation_table_note"),
        )

    @cached_property
    def charts(self) -> dict[str, Chart]:
        """Believed and lived over time, and of each world how churn follows."""
        found = {"course": self._course()}
        for world in self.found.scenarios[:SHOWN]:
            found[world] = self._leads(world)
        return found

    def _course(self) -> Chart:
        """NPS above, churn below; a column for each world."""
        say, numbers, worlds = self.voice.say, self.voice.numbers, self.found.scenarios[:SHOWN]
        title, items = say("anticipation_course_title"), []
        with panels(WIDE, HIGH, 2, len(worlds), heights=(3, 2)) as (figure, grid):
            for at, world in enumerate(worlds):
                mine = self.found.course[self.found.course["scenario"] == world]
                above, below = grid[at], grid[at + len(worlds)]
                for column in ("nps_measured", "nps"):
                    _draw(above, mine["month"], mine[column], LOOKS[column], self.signal(column))
                _draw(below, mine["month"], mine["churn"], BEFORE, self.world(world))
                above.set_title(self.world(world), loc="left", fontsize=10.5, color=INK)
                months_axis(above, self.voice)
                months_axis(below, self.voice)
                above.set_xlabel("")
                items.append(self._ends(world, mine.iloc[-1]))
            _alike(grid[: len(worlds)], numbers.plain)
            _alike(grid[len(worlds) :], lambda y: numbers.percent(y, 1), floor=0.0)
            grid[0].set_ylabel(say("anticipation_axis_nps"))
            grid[len(worlds)].set_ylabel(say("anticipation_axis_churn"))
            legend(figure, grid[0])
            said = say("anticipation_course_alt", title=title, items="; ".join(items))
            drawn = svg(figure, "anticipation-course", title, said)
        caption = say("anticipation_course_caption")
        return Chart("anticipation-course", Markup(drawn), title, caption)

    def _ends(self, world: str, last: Any) -> str:
        """Where a world's lines end."""
        numbers = self.voice.numbers
        return self.voice.say(
            "anticipation_course_item",
            world=self.world(world),
            measured=numbers.decimal(last["nps_measured"], 1),
            true=numbers.decimal(last["nps"], 1),
            churn=numbers.percent(last["churn"], 2),
            month=int(last["month"]),
        )

    def _leads(self, world: str) -> Chart:
        """How churn follows each signal, month by month, and what chance would show."""
        say, numbers = self.voice.say, self.voice.numbers
        key = f"anticipation-{world.replace('_', '-')}"
        title = say("anticipation_chart_title", world=self.world(world))
        mine = self.found.leads[self.found.leads["scenario"] == world]
        items = []
        with canvas(*HALF) as (figure, axes):
            for signal in SIGNALS:
                own = mine[mine["signal"] == signal]
                if not len(own):
                    continue
                look: Look = {**LOOKS[signal], "markersize": 4}
                axes.plot(own["lead"], own["r"], **look, label=self.signal(signal))
                strongest = own.iloc[int(own["r"].abs().argmax())]
                items.append(
                    say(
                        "anticipation_chart_item",
                        signal=self.signal(signal),
                        r=numbers.decimal(strongest["r"], 2, signed=True),
                        lead=int(strongest["lead"]),
                    )
                )
            band = float(mine["band"].max()) if len(mine) else 0.0
            axes.axhspan(-band, band, color=FAINT, alpha=0.5, linewidth=0)
            axes.axhline(0, color=INK, linewidth=0.9)
            low, high = axes.get_ylim()
            most = max(abs(low), abs(high), HEADROOM * band)
            axes.set_ylim(-most, most)
            axes.xaxis.set_major_locator(MultipleLocator(2))
            axes.yaxis.set_major_formatter(
                FuncFormatter(lambda y, _: numbers.plain(y, 2, signed=True))
            )
            axes.set_xlabel(say("anticipation_axis_lead"))
            axes.set_ylabel(say("anticipation_axis_r"))
            legend(figure, axes)
            said = say("anticipation_chart_alt", title=title, items="; ".join(items) or NONE)
            drawn = svg(figure, key, title, said)
        return Chart(key, Markup(drawn), title, say("anticipation_chart_caption"))

    def figures(self) -> dict[str, str]:
        """The figures as separate SVG files, by file name."""
        return {f"{chart.key}.svg": str(chart.svg) for chart in self.charts.values()}


def _draw(axes: Axes, across: Any, up: Any, look: Look, label: str) -> None:
    """A line, its marks apart."""
    every = max(1, len(across) // 6)
    axes.plot(across, up, **{**look, "markersize": 4, "markevery": every}, label=label)


def _alike(some: list[Axes], write: Any, floor: float | None = None) -> None:
    """Give panels side by side one scale."""
    limits = [axes.get_ylim() for axes in some]
    low, high = min(one[0] for one in limits), max(one[1] for one in limits)
    for axes in some:
        axes.set_ylim(low if floor is None else floor, high)
        axes.yaxis.set_major_formatter(FuncFormatter(lambda y, _: write(y)))
        axes.locator_params(axis="y", nbins=5, steps=[1, 2, 5, 10])
        axes.grid(axis="y")
