"""What page one and the terminal say of a redesign: one set of sentences for both."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd
from markupsafe import Markup

from cxsim.measure.teams import OF_TEAMS
from cxsim.study.intervals import FEWEST_FUTURES

from .arrivals import Arrival, arriving
from .measures import change_of, level_of, with_unit
from .numbers import NONE, missing
from .staff import Staff
from .voice import Labels, Voice

if TYPE_CHECKING:
    from cxsim.scenario import Scenario
    from cxsim.study import Comparison, Decision, Interval

ROWS = (
    "churn_voluntary",
    "churn_non_payment",
    "kept_12",
    "nps_measured",
    "first_contact_resolution",
    "service_level",
    "strain",
)
"""Rows of page one, in order."""
MONEY = ("revenue", "cost", "profit", "npv")
"""Metrics that are all zero, in both worlds, where a case has no money."""
LIVED = ("nps", "retention")
"""What is told in its stead."""
SERVING = ("service_level", "speed_of_answer", "abandonment", "strain")
"""What is told of teams in one line."""
UNSEEN_LEAVING = "retention"
"""Row shown first where no churn is seen (purchases without a contract)."""


@dataclass(frozen=True)
class Told:
    """The decision on one redesign in one reader's voice.

    Parameters
    ----------
    comparison : Comparison
    plan : Scenario
        One of its redesigns.
    voice : Voice
    markup : bool
        Whether the sentences go into a page (names escaped, emphasis bold) or into a terminal.
    """

    comparison: Comparison
    plan: Scenario
    voice: Voice
    markup: bool = False

    @property
    def decision(self) -> Decision:
        """The figures of the decision."""
        return self.comparison.decisions[self.plan.name]

    @property
    def horizon(self) -> str:
        """How far ahead the comparison looks."""
        return self.voice.span(self.comparison.horizon_days)

    @property
    def name(self) -> str:
        """The redesign's label; with its file's name where another is called the same."""
        label = self._named(self.plan.label, self.plan.name)
        alike = [plan for plan in self.comparison.to_be if plan.label == self.plan.label]
        return label if len(alike) < 2 else label + f" ({self.plan.name})"

    @property
    def verdict(self) -> str:
        """The verdict in capitals."""
        return self.voice.say(f"verdict_{self.decision.verdict}")

    def money(self, amount: float, signed: bool = False) -> str:
        """An amount of the firm's money."""
        currency = self.comparison.as_is.as_is.firm.currency
        return self.voice.numbers.money(amount, currency, signed)

    def invest(self) -> str:
        """What it costs, what it returns, when."""
        decision = self.decision
        if self.no_money():
            return self._tell("no_money", lived="; ".join(self._lived()))
        if missing(decision.npv.mean) or missing(decision.returned.mean):
            return self._tell("invest_unknown")
        told = self._tell(
            "invest" if decision.invested.mean > 0 else "invest_nothing",
            invested=self.money(decision.invested.mean),
            horizon=self.horizon,
            returned=self.ranged(decision.returned),
            net=self.ranged(decision.npv),
            payback=self.payback(),
        )
        for late in self._not_begun():
            told = told + " " + late
        return told

    def _not_begun(self) -> Iterator[str]:
        """What of the redesign begins only when all that is looked at is over."""
        own = {} if self.plan.redesign is None else self.plan.redesign.campaigns
        begins = {name: (lever.label, lever.start_day) for name, lever in self.plan.levers.items()}
        begins |= {name: (one.label, one.start_day) for name, one in own.items() if one.enabled}
        for name, (label, day) in begins.items():
            if day >= self.comparison.horizon_days:
                said = self._named(label, name)
                yield self._tell("not_begun", name=said, day=day, horizon=self.horizon)

    def outside(self) -> str:
        """What comes from outside in both worlds, and when; empty where nothing does."""
        horizon = self.comparison.horizon_days
        met: list[Arrival] = []
        late: list[Arrival] = []
        for one in arriving(self.comparison.as_is.as_is):
            (met if one.day is None or one.day < horizon else late).append(one)
        said = [self._tell("met", items=self._joined("; ", map(self._arrival, met)))] if met else []
        said += [
            self._tell("not_begun", name=self._called(one), day=one.day, horizon=self.horizon)
            for one in late
        ]
        return self._joined(" ", said)

    def _arrival(self, one: Arrival) -> str:
        """Something from outside, with its day, or how often it strikes."""
        if one.per_year is not None:
            rate = self.voice.numbers.plain(one.per_year)
            return self._tell("met_often", name=self._called(one), rate=rate)
        if one.day is not None:
            return self._tell("met_on", name=self._called(one), day=one.day)
        return self._called(one)

    def _called(self, one: Arrival) -> str:
        return self._joined(": ", (self._named(label, name) for label, name in one.called))

    def _joined(self, between: str, parts: Iterable[str]) -> str:
        return Markup(between).join(parts) if self.markup else between.join(parts)

    def no_money(self) -> bool:
        """Whether the case has no money at all, as one built from a survey may have none."""
        table = self.comparison.table
        mine = table[(table["scenario"] == self.plan.name) & table["metric"].isin(MONEY)]
        return len(mine) > 0 and not mine[["as_is", "to_be", "low", "high"]].fillna(0.0).any(
            axis=None
        )

    def _lived(self) -> Iterator[str]:
        """What the redesign changes in what customers live: each difference with its range."""
        for measure, _, _, difference, span in self._rows(LIVED):
            told = f"{measure} {difference}"
            yield told if span == NONE else f"{told} ({span})"

    def payback(self) -> str:
        """The month in which it has paid for itself."""
        month = self.decision.payback_month
        if month is None or missing(month):
            return self._tell("payback_never", horizon=self.horizon)
        return self._tell("payback", month=round(month))

    def ranged(self, amount: Interval, signed: bool = False) -> str:
        """Money with its range, where there are futures enough for one."""
        mean, low, high = (
            self.money(part, signed) for part in (amount.mean, amount.low, amount.high)
        )
        if missing(amount.low) or missing(amount.high):
            return mean
        return self._tell("ranged", value=mean, low=low, high=high)

    def wins(self) -> str:
        """In how many futures out of ten it wins."""
        decision = self.decision
        if missing(decision.wins_nothing) or self.no_money():
            return ""
        if self.few_futures():
            return ""
        nothing = self.tenths(decision.wins_nothing)
        if self.no_discount():
            return self._tell("wins_nothing", nothing=nothing)
        return self._tell("wins", nothing=nothing, discount=self.tenths(decision.wins_discount))

    def because(self) -> str:
        """Why the verdict is what it is."""
        if self.no_money():
            return self.few_futures()
        npv = self.decision.npv
        same = npv.low == npv.high == 0 and self.decision.verdict == "cant_tell"
        key = "because_same" if same else f"because_{self.decision.verdict}"
        return self.few_futures() or self.voice.say(key)

    def few_futures(self) -> str:
        """That too few futures were tested to tell anything; nothing where they suffice."""
        count = self.comparison.replications
        if count >= FEWEST_FUTURES:
            return ""
        return self.voice.say("few_futures", count=count, least=FEWEST_FUTURES)

    def no_discount(self) -> bool:
        """Whether no discount costs the same: nothing is spent, or too much."""
        return missing(self.decision.wins_discount) or self.decision.discount_npv is None

    def tenths(self, share: float) -> str:
        """A share of futures as so many of ten; nothing uncertain is called none or all."""
        tenth = round(10 * share)
        if tenth == 0 and share > 0:
            return self._tell("fewer_than_one")
        if tenth == 10 and share < 1:
            return self._tell("more_than_nine")
        return str(tenth)

    def why(self) -> str:
        """Where the lives of those saved, or lost, first parted from what they would have been."""
        of = self.decision.parted_of
        if not self.decision.parted:
            return self._tell(f"why_none_{of}")
        touchpoint, share = max(self.decision.parted, key=lambda place: place[1])
        known = self.plan.extended.touchpoints
        label = known[touchpoint].label if touchpoint in known else None
        usual, write = self._usual(touchpoint), self.voice.numbers.percent
        parts = {"share": write(share), "touchpoint": self._named(label, touchpoint)}
        key = f"why_{of}" if share > usual else f"why_{of}_as_all"
        told = self._tell(key, usual=write(usual), **parts)
        dear = of == "saved" and self.decision.npv.mean < 0
        return told + " " + self._tell("why_dear") if dear else told

    def _usual(self, touchpoint: str) -> float:
        """Share of all lives that part at all which part first at a touchpoint."""
        twins = self.comparison.twins
        places = twins["parted_touchpoint"][twins["scenario"] == self.plan.name]
        places = places[places != ""]
        return float((places == touchpoint).mean()) if len(places) else 0.0

    def who(self) -> str:
        """Which archetype keeps more customers, and which keeps fewer, beyond doubt."""
        mine = self.comparison.archetypes
        mine = mine[mine["scenario"] == self.plan.name]
        gain = mine[mine["kept_low"] > 0].nlargest(1, "kept_delta")
        loss = mine[mine["kept_high"] < 0].nsmallest(1, "kept_delta")
        return self._tell("who", winner=self._archetype(gain), loser=self._archetype(loss))

    def confidence(self) -> str:
        """What speaks for the model, and what its range leaves out."""
        figures = self.comparison.figures
        unsourced = int(no_source(assumptions(self.comparison, self.plan.name)).sum())
        return self._tell(
            "confidence",
            figures=self._tell(
                "reproduces", inside=int(figures["inside"].sum()), stated=len(figures)
            )
            if len(figures)
            else self._tell("reproduces_none"),
            assumptions=self._tell("assumptions_one")
            if unsourced == 1
            else self._tell("assumptions_many", count=self.voice.numbers.decimal(unsourced)),
            left_out=self._tell("left_out_teams" if self.staff.teams else "left_out"),
        )

    @property
    def staff(self) -> Staff:
        """What there is to tell of teams."""
        return Staff(self.comparison, self.plan, self.voice)

    def serving(self) -> str:
        """How the teams serve in both worlds, with the ranges of the differences."""
        told = []
        for measure, before, after, difference, span in self._rows(SERVING):
            gap = difference if span == NONE else f"{difference}; {span}"
            told.append(f"{measure.split(' (')[0]} {before} → {after} ({gap})")
        return self._tell("serving", told="; ".join(told)) if told else ""

    def rows(self) -> list[tuple[str, str, str, str, str]]:
        """Page one's table: measure, no change, redesign, difference, its 95% range."""
        table = self.comparison.table
        metrics = set(table["metric"][table["scenario"] == self.plan.name])
        return self._rows(ROWS if ROWS[0] in metrics else (UNSEEN_LEAVING, *ROWS))

    def _rows(self, metrics: Sequence[str]) -> list[tuple[str, str, str, str, str]]:
        """Rows of those metrics that the comparison has."""
        table = self.comparison.table
        mine = table[table["scenario"] == self.plan.name].set_index("metric").T
        return [
            (self._measure(metric), *self._figures(metric, mine[metric]))
            for metric in metrics
            if metric in mine and not _never(mine[metric])
        ]

    def _measure(self, metric: str) -> str:
        if metric == UNSEEN_LEAVING:
            said = self.voice.retained(self.comparison.as_is.as_is.relationship)
            return said[:1].lower() + said[1:]
        return self.voice.say("drift_nps" if metric == "nps" else f"metric_{metric}")

    def _figures(self, metric: str, row: pd.Series[float]) -> tuple[str, str, str, str]:
        numbers = self.voice.numbers
        level, change = self._written(metric)
        difference = change(row["delta"])
        if metric in OF_TEAMS:
            difference = with_unit(metric, difference, self.voice)
        elif difference != NONE and metric != "kept_12":
            difference = self.voice.say("points", difference=difference)
        span = numbers.range(row["low"], row["high"], change)
        return level(row["as_is"]), level(row["to_be"]), difference, span

    def _written(self, metric: str) -> tuple[Callable[[float], str], Callable[[float], str]]:
        """How a metric's level and its change are written."""
        numbers = self.voice.numbers
        if metric in OF_TEAMS:
            return level_of(metric, self.voice), change_of(metric, self.voice)
        if metric == "kept_12":
            firm = self.comparison.as_is.as_is.firm.customers
            return (
                lambda share: numbers.count(share * firm),
                lambda share: numbers.count(share * firm, signed=True),
            )
        if metric.startswith("nps"):
            return (
                lambda score: numbers.decimal(score, 1),
                lambda score: numbers.decimal(score, 1, signed=True),
            )
        digits = 2 if metric.startswith("churn") else 1
        return (
            lambda share: numbers.percent(share, digits),
            lambda share: numbers.points(share, digits),
        )

    def _archetype(self, row: pd.DataFrame) -> str:
        if row.empty:
            return self._tell("nobody")
        name = str(row["archetype"].iloc[0])
        return self._named(self.comparison.as_is.as_is.archetypes[name].label, name)

    def _tell(self, key: str, **parts: object) -> str:
        return self.voice.html(key, **parts) if self.markup else self.voice.say(key, **parts)

    def _named(self, label: Labels | None, name: str) -> str:
        return self.voice.named(label, name) if self.markup else self.voice.short(label, name)


def assumptions(comparison: Comparison, name: str) -> pd.DataFrame:
    """Uncertain values that a redesign's futures draw: those of today and its own."""
    frame = comparison.assumptions
    return frame[frame["scenario"].isin(("as_is", name))].drop_duplicates("path")


def no_source(frame: pd.DataFrame) -> pd.Series[bool]:
    """Which of the assumptions name no source."""
    return frame["source"].fillna("").str.strip() == ""


def _never(row: pd.Series[float]) -> bool:
    """Whether something never happens in either world, whatever is uncertain, so says nothing."""
    return row["as_is"] == row["to_be"] == 0 and not row[["low", "high"]].fillna(0.0).any()
