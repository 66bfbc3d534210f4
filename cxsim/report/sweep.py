"""The page of a sweep: where each redesign is worth most, and what moves that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from markupsafe import Markup

from cxsim.scenario import library
from cxsim.study.runner.design import Span

from . import grounds, names
from .chart import Chart
from .numbers import NONE, SPACE
from .page import TEMPLATES
from .sweep_figures import SweepFigures
from .sweep_places import BINS, Place
from .tables import Cell, Table
from .voice import Spoken

if TYPE_CHECKING:
    from cxsim.scenario import Scenario
    from cxsim.study.sweep import Sweep

FIGURES = ("npv", "retention", "nps")
"""What a sweep is told by: the first of them that differs anywhere, and the next one beside it."""
ENOUGH = 32
"""Points from which on it is said how far each parameter moves the result."""
PLAIN = 0.1
"""Share of the differences from which on a parameter is said to turn the result."""
FIRST = 20
"""Rows of the table of points."""
NAMED, VALUES, LEAST = 3, 4, 4
"""Places and values that a sentence names, and single values of a parameter that it lists."""
BREAK = "\N{ZERO WIDTH SPACE}"
"""Where a dotted place may go on in the next line of a narrow column."""
LINES = 8
"""Lines for a terminal."""
Sentence = tuple[str, dict[str, object]]


@dataclass(frozen=True)
class SweepReport(Spoken):
    """The report of a sweep.

    Parameters
    ----------
    sweep : Sweep
    language : str
        "es", "en" or a full locale such as "es_PE".

    Raises
    ------
    Problems
        When the language is not offered.
    """

    sweep: Sweep
    language: str = "es"

    # What was swept.

    @property
    def scale(self) -> float:
        """Real customers that one simulated customer stands for."""
        return self.sweep.as_is.as_is.firm.customers / self.sweep.customers

    @property
    def told(self) -> tuple[Scenario, ...]:
        """Whose figures are told: the redesigns', or today's where there is none."""
        return self.sweep.to_be or (self.sweep.as_is,)

    def plan(self, name: str) -> str:
        """A redesign as people call it, or no change."""
        if name == library.AS_IS:
            return self.voice.say("no_change")
        one = next(one for one in self.sweep.to_be if one.name == name)
        return self.voice.short(one.label, name)

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """What was varied."""
        swept = self.sweep
        words = {path: self._words(path) for path in swept.over}
        said = list(words.values())
        return tuple(
            Place(
                path,
                names.clean(path) if said.count(words[path]) > 1 else words[path],
                tuple(point[path] for point in swept.plan.points),
                tuple(getattr(one, "values", ())),
            )
            for path, one in swept.over.items()
        )

    def _words(self, path: str) -> str:
        """A place as the case calls it: the labels on the way to it, then what has none."""
        world, *pieces = path.split(".")
        node: Any = self.sweep.plan.worlds[world]
        said = [self.plan(world)] if world != library.AS_IS and len(self.sweep.to_be) > 1 else []
        rest: list[str] = []
        for piece in pieces:
            node = node.get(piece) if isinstance(node, dict) else None
            label = node.get("label") if isinstance(node, dict) else None
            if isinstance(label, dict) and all(isinstance(text, str) for text in label.values()):
                said, rest = [*said, self.voice.short(label, piece)], []
            else:
                rest.append(piece)
        if rest[-1:] == ["value"]:
            rest.pop()
        return " · ".join([*said, *([names.clean(".".join(rest))] if rest else [])])

    def value(self, place: Place, value: Any) -> str:
        """A value of a place, numbers to four significant digits."""
        if isinstance(value, bool):
            return self.voice.say("yes" if value else "no")
        if isinstance(value, (int, float)):
            size = 0 if value == 0 else int(np.floor(np.log10(abs(value))))
            return self.voice.numbers.plain(value, int(np.clip(3 - size, 0, 12)))
        what = place.path.rpartition(".")[2]
        if isinstance(value, str) and what in ("channel", "department"):
            return self.voice.field(what, value)
        return NONE if value is None else names.short(str(value))

    # What was found.

    @cached_property
    def tables(self) -> dict[str, pd.DataFrame]:
        """For each figure a row for each point and scenario told: delta, low, high.

        Deltas are beside no change; where there is no redesign, they are today's levels.
        """
        return {metric: self._table(metric) for metric in FIGURES}

    def _table(self, metric: str) -> pd.DataFrame:
        columns = ["point", "scenario", "delta", "low", "high"]
        if not self._count("done"):
            return pd.DataFrame(columns=columns)
        table = self.sweep.differences(metric) if self.sweep.to_be else self._levels(metric)
        return table.loc[np.isfinite(table["delta"].to_numpy(dtype=float)), columns]

    def _levels(self, metric: str) -> pd.DataFrame:
        done = self.sweep.frame[self.sweep.frame["status"] == "done"]
        by = ["point", "scenario"]
        ends = done.groupby(by)[metric].agg(low="min", high="max")
        central = done[done["kind"] == "central"].groupby(by)[metric].mean()
        return ends.assign(delta=central).reset_index()

    @cached_property
    def metrics(self) -> tuple[str, ...]:
        """The figures that differ anywhere, the one that is told first."""
        differing = [name for name, table in self.tables.items() if table["delta"].any()]
        return tuple(differing or FIGURES[:1])

    @property
    def main(self) -> str:
        """The figure that decides: money, where the case has any."""
        return self.metrics[0]

    def of(self, metric: str, name: str) -> pd.DataFrame:
        """A figure of one scenario: its row of `tables` for each point, in order."""
        table = self.tables[metric]
        return table[table["scenario"] == name].sort_values("point")

    def write(self, metric: str, value: float) -> str:
        """A figure: a difference where there are redesigns, else a level."""
        numbers, signed = self.voice.numbers, bool(self.sweep.to_be)
        if metric == "npv":
            return numbers.money(value, self.sweep.as_is.as_is.firm.currency, signed=signed)
        if metric == "nps":
            return numbers.decimal(value, 1, signed=signed)
        if signed:
            return self.voice.say("points", difference=numbers.points(value, 1))
        return numbers.percent(value, 1)

    def _range(self, metric: str, row: Any) -> str:
        """From the least to the most of a point's futures; nothing where they are all the same."""
        low, high = (self.write(metric, float(row[end])) for end in ("low", "high"))
        return "" if low == high else f"{low} {self.voice.numbers.between} {high}"

    @cached_property
    def _runs(self) -> pd.DataFrame:
        return self.sweep.frame.drop_duplicates(["point", "kind", "replication"])

    def _count(self, status: str) -> int:
        return int((self._runs["status"] == status).sum())

    # Sentences.

    def lead(self) -> list[Markup]:
        """What was found, in paragraphs."""
        html = self.voice.html
        return [Markup(" ").join(html(key, **parts) for key, parts in one) for one in self._found()]

    def lines(self) -> list[str]:
        """The same as plain text, a title first; at most eight lines."""
        say, label = self.voice.say, self.voice.short(self.sweep.as_is.label, self.sweep.as_is.case)
        title = say("sweep_title", name=label)
        if self.sweep.as_is.as_is.fictitious:
            title += f" · {say('fictitious')}"
        found = [" ".join(say(key, **parts) for key, parts in one) for one in self._found()]
        if len(found) < LINES:
            return [title, *found]
        left = len(found) - (LINES - 2)
        return [title, *found[: LINES - 2], say("sweep_more_plans", count=left)]

    def _found(self) -> Iterator[list[Sentence]]:
        """Sentences of the finding, by paragraph."""
        yield [("sweep_lived" if self.places else "sweep_lived_today", self._lived())]
        for status in ("rejected", "failed"):
            if self._count(status):
                yield [(f"sweep_{status}", self._lived() | self._why(status))]
        if not self.sweep.whole:
            done = self.voice.numbers.decimal(len(self._runs))
            yield [("sweep_partial", {"done": done})]
        if self.tables[self.main].empty:
            yield [("sweep_none", {})]
        elif self.sweep.to_be:
            yield from filter(None, (list(self._plan_found(one.name)) for one in self.sweep.to_be))
        else:
            yield from ([self._today(metric)] for metric in self.metrics)

    def _lived(self) -> dict[str, object]:
        plan = self.sweep.plan
        return {
            "points": self._counted("sweep_one_point", "sweep_some_points", len(plan.points)),
            "futures": self._counted("sweep_one_future", "futures", len(plan.runs)),
            "places": self._few([place.words for place in self.places], NAMED),
            "design": self.voice.say(f"sweep_{self.sweep.design}"),
        }

    def _counted(self, one: str, some: str, count: int) -> str:
        """So many of something."""
        return self.voice.say(one if count == 1 else some, count=self.voice.numbers.decimal(count))

    def _few(self, told: Sequence[str], most: int) -> str:
        """Some names, and how many more there are."""
        if len(told) <= most + 1:
            return ", ".join(told)
        listed, count = ", ".join(told[:most]), len(told) - most
        return self.voice.say("sweep_and_more", names=listed, count=count)

    def _why(self, status: str) -> dict[str, object]:
        """How many runs ended so, and the first reasons."""
        reasons = self._runs.loc[self._runs["status"] == status, "reason"].unique()[:2]
        told = " ".join(names.short(str(reason), 200) for reason in reasons)
        return {"count": self.voice.numbers.decimal(self._count(status)), "reasons": told}

    def _at(self, point: int, name: str) -> str:
        """Where a point lies, first along what moves most."""
        told = [f"{p.words} = {self.value(p, p.values[point])}" for p in self._ranked(name)]
        return self._few(told, VALUES)

    def _ranked(self, name: str) -> list[Place]:
        """What was varied, from what moves a scenario most; as given where that is not known."""
        known = {p.path: share for p in self.places if np.isfinite(share := self.share(p, name))}
        return sorted(self.places, key=lambda place: -known.get(place.path, 0.0))

    def _plan_found(self, name: str) -> Iterator[Sentence]:
        """Where a redesign is worth most, and where it beats doing nothing."""
        metric, table = self.main, self.of(self.main, name)
        if table.empty:
            return
        best = _highest(table)
        span = self._range(metric, best)
        parts: dict[str, object] = {
            "name": self.plan(name),
            "net": self.write(metric, best["delta"]),
            "range": self.voice.say("sweep_over_lives", range=span) if span else "",
        }
        if len(self.sweep.plan.points) == 1:
            figure = self.voice.say(f"metric_{metric}")
            yield "sweep_only", parts | {"figure": figure}
            return
        word = "best" if best["delta"] > 0 else "least"
        yield f"sweep_{word}_{metric}", parts | {"values": self._at(int(best["point"]), name)}
        yield self._verdict(name, table)

    def _verdict(self, name: str, table: pd.DataFrame) -> Sentence:
        """Whether a redesign beats doing nothing everywhere, nowhere, or where."""
        wins = table["delta"].to_numpy() > 0
        if wins.all() or not wins.any():
            return ("sweep_everywhere" if wins.all() else "sweep_nowhere"), {}
        decimal = self.voice.numbers.decimal
        about: dict[str, object] = {"count": decimal(wins.sum()), "points": decimal(len(wins))}
        for place in self.places:
            turn = self._turn(place, table["point"], wins)
            if turn is not None:
                return turn[0], about | turn[1]
        turn = self._turn_of_means(name, table)
        return ("sweep_some", about) if turn is None else (turn[0], about | turn[1])

    def _turn(self, place: Place, points: pd.Series[int], wins: np.ndarray) -> Sentence | None:
        """The values of a place that part the points where a redesign wins from the others."""
        at = place.at(points)
        won, lost = at[wins], at[~wins]
        for key, parted, value in (
            ("sweep_from", won.min() > lost.max(), won.min()),
            ("sweep_up_to", won.max() < lost.min(), won.max()),
        ):
            if place.numeric and parted:
                return key, {"place": place.words, "value": self.value(place, float(value))}
        kinds = np.unique(won)
        if set(kinds) & set(lost) or not (place.given and len(kinds) <= LEAST):
            return None
        *some, last = [
            self.value(place, float(kind) if place.numeric else place.kinds[int(kind)])
            for kind in kinds
        ]
        told = self.voice.say("sweep_or", names=", ".join(some), last=last) if some else last
        return "sweep_where", {"place": place.words, "value": told}

    def _turn_of_means(self, name: str, table: pd.DataFrame) -> Sentence | None:
        """Where the means along the place that moves most cross zero, if they do so once."""
        place = next((one for one in self._ranked(name) if one.numeric), None)
        if place is None or not self.share(place, name) >= PLAIN:
            return None
        at, mean = place.means(table)
        turns = np.flatnonzero((mean[1:] > 0) != (mean[:-1] > 0))
        if len(turns) != 1:
            return None
        i = turns[0]
        value = at[i] - mean[i] * (at[i + 1] - at[i]) / (mean[i + 1] - mean[i])
        key = "sweep_from_mean" if mean[-1] > 0 else "sweep_up_to_mean"
        return key, {"place": place.words, "value": self.value(place, float(f"{value:.3g}"))}

    def _today(self, metric: str) -> Sentence:
        """Where a figure of today is highest and lowest."""
        table, figure = self.of(metric, library.AS_IS), self.voice.say(f"sweep_{metric}")
        best, worst = _highest(table), _highest(table.assign(delta=-table["delta"]))
        worst["delta"] *= -1
        high, low = (self.write(metric, row["delta"]) for row in (best, worst))
        if high == low:
            return "sweep_today_still", {"figure": figure, "value": high}
        at = {"best": best, "worst": worst}
        where = {key: self._at(int(row["point"]), library.AS_IS) for key, row in at.items()}
        return "sweep_today", {"figure": figure, "high": high, "low": low, **where}

    def facts(self) -> list[tuple[str, str]]:
        """What stands beneath the title."""
        plan, numbers, say = self.sweep.plan, self.voice.numbers, self.voice.say
        lives = numbers.decimal(plan.replications)
        if plan.draws:
            lives = say("sweep_drawn", central=lives, drawn=numbers.decimal(plan.draws))
        return [
            (say("horizon"), self.voice.span(plan.horizon_days)),
            (say("customers"), numbers.count(self.sweep.as_is.as_is.firm.customers)),
            (say("sweep_points_fact"), numbers.decimal(len(plan.points))),
            (say("sweep_futures_fact"), lives),
            (say("sweep_design"), say(f"sweep_{self.sweep.design}")),
        ]

    # Tables.

    def points(self) -> Table:
        """The points with the highest figures, and where they lie."""
        say = self.voice.say
        if self.sweep.to_be:
            columns = [(self.plan(one.name), self.main, one.name) for one in self.sweep.to_be]
        else:
            columns = [(say(f"metric_{metric}"), metric, library.AS_IS) for metric in self.metrics]
        tables = [self.of(metric, name).set_index("point") for _, metric, name in columns]
        highest = self.tables[self.main].groupby("point")["delta"].max()
        order = highest.sort_values(ascending=False, kind="stable").index
        rows = []
        for point in order[:FIRST]:
            values = [self.value(place, place.values[point]) for place in self.places]
            cells = [
                self._cell(metric, table.loc[point]) if point in table.index else NONE
                for (_, metric, _), table in zip(columns, tables, strict=True)
            ]
            rows.append((f"{say('sweep_point')}{SPACE}{point}", *cells, *values))
        places = [place.words.replace(".", f"{BREAK}.") for place in self.places]
        head = (say("sweep_point"), *(title for title, _, _ in columns), *places)
        title = say("sweep_points_title", figure=self.beside(self.main))
        return Table("sweep-points", title, head, tuple(rows), self._points_note(len(order)))

    def _points_note(self, there: int) -> str:
        say = self.voice.say
        notes = [say("sweep_points_note")]
        if len(self.sweep.to_be) > 1:
            notes.append(say("sweep_points_by"))
        without = len(self.sweep.plan.points) - there
        for key, count in (("more", there - FIRST), ("without", without)):
            if count > 0:
                notes.append(say(f"sweep_points_{key}", count=self.voice.numbers.decimal(count)))
        return " ".join(notes)

    def _cell(self, metric: str, row: Any) -> Cell:
        mean, span = self.write(metric, row["delta"]), self._range(metric, row)
        if not span:
            return mean
        return Markup('{}<br><span class="range">{}</span>').format(mean, span)

    def share(self, place: Place, name: str) -> float:
        """How much of the differences between points goes with one place; NaN where unknown."""
        return self._shares.get((place.path, name), np.nan)

    @cached_property
    def _shares(self) -> dict[tuple[str, str], float]:
        found = {}
        for one in self.told if len(self.places) > 1 else ():
            table = self.of(self.main, one.name)
            delta = table["delta"].to_numpy(dtype=float)
            for place in self.places if len(table) >= ENOUGH else ():
                found[place.path, one.name] = share_between(place.bins(table["point"]), delta)
        return found

    def varied(self) -> Table:
        """What was varied, and how far each place moves the result."""
        say, told = self.voice.say, [one.name for one in self.told]
        shares = {p: [self.share(p, name) for name in told] for p in self.places}
        known = bool(np.isfinite(list(shares.values())).any())
        places = list(self.places)
        head = [say("sweep_parameter"), say("sweep_tried")]
        if known:
            places.sort(key=lambda place: -np.nanmax([0.0, *shares[place]]))
            head += [say("sweep_share", name=self._share_of(name)) for name in told]
        percent = self.voice.numbers.percent
        rows = [
            (
                self._named(place),
                self._tried(place),
                *(percent(share) for share in shares[place] if known),
            )
            for place in places
        ]
        title = say("sweep_moves_title" if known else "sweep_varied_title")
        note = say("sweep_shares_note", figure=say(f"metric_{self.main}")) if known else ""
        return Table("sweep-varied", title, tuple(head), tuple(rows), note)

    def _share_of(self, name: str) -> str:
        """What is shared out: what a redesign changes, or today's figure."""
        return self.plan(name) if self.sweep.to_be else self.voice.say(f"metric_{self.main}")

    def _named(self, place: Place) -> Cell:
        """A place in words with its dotted form below."""
        below = Markup('<br><span class="range">{}</span>').format(grounds.breakable(place.path))
        return Markup("<span>{}{}</span>").format(place.words, below)

    def _tried(self, place: Place) -> str:
        """The values of a place: its range, or the list."""
        one = self.sweep.over[place.path]
        if isinstance(one, Span):
            write = self.voice.numbers.range
            return write(one.low, one.high, lambda value: self.value(place, value))
        most = BINS if place.numeric else LEAST
        return self._few([self.value(place, value) for value in one.values], most)

    # Figures.

    @cached_property
    def _drawn(self) -> SweepFigures:
        return SweepFigures(self)

    @property
    def sets(self) -> list[tuple[str, list[Chart]]]:
        """Figures with their heading: see `SweepFigures.sets`."""
        return self._drawn.sets

    def figures(self) -> dict[str, str]:
        """The figures as separate SVG files, by file name."""
        return self._drawn.figures()

    def how_to_read(self) -> str:
        """How to read the figures."""
        return self._drawn.how_to_read()

    def beside(self, metric: str) -> str:
        """A figure as what is drawn of it is called."""
        figure = self.voice.say(f"sweep_{metric}")
        return self.voice.say("sweep_delta" if self.sweep.to_be else "sweep_level", figure=figure)

    # What is written.

    def summary(self) -> dict[str, Any]:
        """The finding as plain data, ready for JSON."""
        return {
            "points": len(self.sweep.plan.points),
            "runs": len(self._runs),
            "failed": self._count("failed"),
            "rejected": self._count("rejected"),
            "whole": self.sweep.whole,
            "design": self.sweep.design,
            "over": {path: one.told for path, one in self.sweep.over.items()},
            "scenarios": {one.name: self._summary(one.name) for one in self.told},
        }

    def _summary(self, name: str) -> dict[str, Any]:
        table = self.of("npv", name)
        if table.empty:
            return {"best": None, "positive": None} if self.sweep.to_be else {"best": None}
        row = _highest(table)
        point = int(row["point"])
        values = dict(self.sweep.plan.points[point])
        figures = {"npv": row["delta"], "low": row["low"], "high": row["high"]}
        best = {"point": point, "values": values, **figures}
        if not self.sweep.to_be:
            return {"best": best}
        return {"best": best, "positive": float((table["delta"] > 0).mean())}

    def again(self) -> list[tuple[str, str]]:
        """What to run with to get the same figures."""
        say = self.voice.say
        each = {say("lives"): say("sweep_futures_fact")}
        return [
            (each.get(term, term), fact) for term, fact in grounds.again(self.sweep, self.voice)
        ]

    def page(self, beside: bool = True) -> str:
        """HTML with no reference to anything outside it.

        Parameters
        ----------
        beside : bool
            Whether the data set lies beside the page.
        """
        return TEMPLATES.get_template("sweep.html").render(
            report=self,
            voice=self.voice,
            say=self.voice.say,
            case=self.sweep.as_is.as_is,
            name=self.sweep.as_is.case,
            beside=beside,
            command=grounds.command_of(self.sweep),
            version=grounds.version_of(self.sweep),
            printed="",
        )


def _highest(table: pd.DataFrame) -> dict[Any, Any]:
    """The row with the highest figure, the first of several."""
    return max(table.to_dict("records"), key=lambda row: row["delta"])


def share_between(groups: np.ndarray, values: np.ndarray) -> float:
    """Share of the variance of some values that lies between groups, without what luck puts there.

    Kelley's (1935) ε², the correlation ratio η² less its bias: with few values a group, groups of
    no meaning differ, too.

    Parameters
    ----------
    groups : ndarray of int
        A group for each value.
    values : ndarray of float

    Returns
    -------
    float
        0 … 1; NaN where all values are the same, or each has a group of its own.
    """
    frame = pd.Series(values).groupby(groups)
    within = float(((values - frame.transform("mean").to_numpy()) ** 2).sum())
    total = float(((values - values.mean()) ** 2).sum())
    free = len(values) - frame.ngroups
    if total == 0 or free < 1:
        return float("nan")
    return float(np.clip(1 - (within / free) / (total / (len(values) - 1)), 0, 1))
