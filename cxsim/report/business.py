"""What a report tells of a redesign's business case: sentences of page one, and tables."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd
from markupsafe import Markup

from cxsim.scenario import MONTH
from cxsim.study.breakeven import SURE
from cxsim.study.business import BusinessCase
from cxsim.study.intervals import FEWEST_FUTURES
from cxsim.study.links import LINKS
from cxsim.study.pilot import Pilot
from cxsim.study.portfolio import Budget, Portfolio
from cxsim.study.uncertain import EXECUTION

from . import business_figures, show
from .numbers import NONE, missing
from .part import Part
from .tables import Cell, Table

SHARES = {"npv": "adds_npv", "nps": "adds_nps", "kept_12": "adds_kept"}
"""Metrics whose shares stand side by side, and their columns."""
LEAVES = ("effect", "reach", "one_off", "monthly", "upkeep", "cost")
"""Of levers and campaigns, what a page has words for."""
LEAST_SWING = 0.01
"""Of the longest bar of a tornado, and of the net gain: less is nothing to look at."""
MOST_PAIRS, MOST_BARS, MOST_SETS, MOST_WARNINGS = 3, 10, 8, 3


@dataclass(frozen=True)
class Business(Part):
    """The business case of one redesign, told.

    Parameters
    ----------
    case_of : BusinessCase
    budget : Budget
    markup : bool
        Whether sentences go into a page, or into a terminal.
    """

    case_of: BusinessCase
    budget: Budget
    markup: bool = True

    def money(self, amount: float, signed: bool = False) -> str:
        """An amount of the firm's money."""
        return self.voice.numbers.money(amount, self.case.firm.currency, signed)

    def _tell(self, key: str, **parts: object) -> str:
        return self.voice.html(key, **parts) if self.markup else self.voice.say(key, **parts)

    def named(self, place: str) -> str:
        """A parameter as people call it: its part with its label, and what of it."""
        if place == EXECUTION:
            return self.voice.say("named_execution")
        if place in LINKS:
            return self.voice.say(f"named_{place.removeprefix('behaviour.').replace('.', '_')}")
        part = show.part_of(place)
        leaf = place.removeprefix(part).lstrip(".") or place
        title = show.part_title(self.scenario, part, self.voice)
        title = title.split(" · ")[1] if " · " in title else title
        return self.voice.say("named_place", part=title, leaf=self._leaf(part, leaf))

    def _leaf(self, part: str, leaf: str) -> str:
        """What of a part it is; of levers and campaigns in everybody's words."""
        if part.startswith(("levers.", "campaigns.")) and leaf in LEAVES:
            return self.voice.say(f"leaf_{leaf}")
        return leaf.replace("_", " ")

    def lever(self, name: str) -> str:
        """A lever, or a campaign, by its label."""
        labels = {} if self.case_of.why is None else self.case_of.why.labels
        return self.voice.short(labels.get(name), name)

    def levers(self, names: Sequence[str]) -> str:
        """A set of levers by their labels."""
        everything = () if self.case_of.why is None else self.case_of.why.players
        if not names:
            return self.voice.say("sets_none")
        if set(names) == set(everything) and len(names) > 1:
            return self.voice.say("sets_whole")
        return " + ".join(self.lever(name) for name in names)

    # Page one.

    def fails(self) -> str:
        """How well it must be carried out."""
        if not any(lever.execution.uncertain for lever in self.scenario.levers.values()):
            return ""
        tips = self.case_of.execution
        percent = self.voice.numbers.percent
        if tips.wins == "above":
            return self._tell("fails_under", share=percent(tips.values[0]))
        if tips.wins == "below":
            return self._tell("fails_over", share=percent(tips.values[0]))
        if tips.wins in ("between", "outside"):
            shares = self.voice.numbers.range(tips.values[0], tips.values[1], percent)
            key = "fails_outside" if tips.wins == "between" else "fails_between"
            return self._tell(key, shares=shares)
        bars = self.case_of.tornado
        mine = bars[bars["place"] == EXECUTION]
        if mine.empty or tips.wins not in ("always", "never"):
            return self._tell("fails_unknown")
        low, high = (percent(float(mine[end].iloc[0])) for end in ("low", "high"))
        key = "fails_never" if tips.wins == "always" else "fails_always"
        return self._tell(key, low=low, high=high)

    def page_one(self) -> list[str]:
        """What page one adds to the comparison."""
        return [
            self.fails(),
            self.stop(),
            self.first(),
            self.hangs(),
            self.short(),
            *self.fund()[:1],
        ]

    def net(self) -> float:
        """Net gain at central values, as page one tells it."""
        return self.comparison.decisions[self.scenario.name].npv.mean

    def stop(self) -> str:
        """When to stop, by what sign, and what is spent by then."""
        rule = self.case_of.stopping.rule
        if self.comparison.decisions[self.scenario.name].verdict == "dont_fund":
            return ""  # it is not begun
        if missing(self.case_of.stopping.worth_out):
            return self._tell("stop_few", count=self.comparison.replications)
        if rule is None:
            return self._tell("stop_never")
        amount = abs(rule.threshold)
        better = rule.threshold > 0 if rule.below else rule.threshold < 0
        if rule.signal == "churn":
            written = self.voice.say("points", difference=self._points(amount))
            key = "stop_churn_not_fallen" if better else "stop_churn_risen"
        else:
            written = self.voice.numbers.decimal(amount, 1)
            key = "stop_nps_not_risen" if better else "stop_nps_fallen"
        signal = self.voice.say(key, amount=written)
        spent = self.money(rule.spent)
        return self._tell("stop_if", month=rule.month, signal=signal, spent=spent)

    def _points(self, share: float) -> str:
        return self.voice.numbers.decimal(100 * share, 2)

    def first(self) -> str:
        """What to measure first, and what knowing it is worth at most."""
        if self.comparison.replications < FEWEST_FUTURES:
            return ""
        worth = self._worth_knowing()
        if worth.empty:
            return self._tell("measure_none")
        top = worth.iloc[0]
        assumption = self.named(str(top["name"]))
        return self._tell("measure_first", assumption=assumption, worth=self.money(top["worth"]))

    def _worth_knowing(self) -> pd.DataFrame:
        """Single assumptions whose knowledge is worth something beyond its error, most first."""
        worth = self.case_of.evppi
        return worth[worth["worth"] > SURE * worth["error"]]

    def hangs(self) -> str:
        """What moves the net gain most, where knowing it does not change the choice."""
        if self.bars.empty or not self._worth_knowing().empty:
            return ""
        return self._tell("hangs_most", **self.ends(self.bars.iloc[0]))

    def ends(self, bar: pd.Series[Any]) -> dict[str, str]:
        """A bar of the tornado in words: the assumption, its two values, the money at each."""
        place = str(bar["place"])
        write = self.written(place)
        said = {"assumption": self.named(place)}
        for end in ("low", "high"):
            said[f"at_{end}"] = write(float(bar[end]))
            said[end] = self.money(float(bar[f"at_{end}"]), True)
        return said

    def warnings(self) -> list[str]:
        """Levers against each other."""
        said = (one.said().said(self.voice.tongue) for one in self.case_of.contradictions)
        return [self._tell("conflict", said=one) for one in said]

    # Why.

    def waterfall(self) -> str:
        """The chart of what each lever adds."""
        return business_figures.waterfall(self)

    def lives(self) -> dict[str, int]:
        """Lives at central values: of each set of levers, and of the comparison."""
        why = self.case_of.why
        return {
            "lives": 0 if why is None else why.plan.replications,
            "all": self.comparison.central,
        }

    def shares(self) -> Table | None:
        """What each lever adds to each of some metrics."""
        why = self.case_of.why
        if why is None or why.shares.empty:
            return None
        table = {(r["lever"], r["metric"]): r for r in why.shares.to_dict("records")}
        metrics = [metric for metric in SHARES if metric in set(why.shares["metric"])]
        rows = [
            (
                self.lever(player),
                *(self._share(table[player, metric], metric) for metric in metrics),
            )
            for player in why.players
        ]
        head = [self.voice.say("lever"), *(self.voice.say(SHARES[metric]) for metric in metrics)]
        return self.table("shares", head, rows)

    def _share(self, row: Mapping[Any, Any], metric: str) -> Cell:
        numbers, firm = self.voice.numbers, self.case.firm.customers

        def write(value: float) -> str:
            if metric == "npv":
                return self.money(value, signed=True)
            if metric == "kept_12":
                return numbers.count(value * firm, signed=True)
            return numbers.decimal(value, 1, signed=True)

        mean, span = write(row["share"]), numbers.range(row["low"], row["high"], write)
        if missing(row["low"]):
            return Markup("<b>{}</b>").format(mean)
        return Markup('<b>{}</b> <span class="span">({})</span>').format(mean, span)

    def together(self) -> list[str]:
        """Pairs of levers that help each other most, or do the same work, beyond doubt."""
        why = self.case_of.why
        if why is None or why.interactions.empty:
            return []
        pairs = why.interactions[why.interactions["metric"] == "npv"]
        sure = pairs[(pairs["mc_low"] > 0) | (pairs["mc_high"] < 0)]
        size = sure["value"].abs().sort_values(ascending=False).index[:MOST_PAIRS]
        told = []
        for row in sure.loc[size].to_dict("records"):
            key = "together_more" if row["value"] > 0 else "together_less"
            first, second = self.lever(row["lever"]), self.lever(row["other"])
            amount = self.money(abs(row["value"]))
            told.append(self._tell(key, first=first, second=second, amount=amount))
        return told

    def sampled(self) -> str:
        """That shares come from orders drawn, with their error."""
        why = self.case_of.why
        if why is None or why.orders is None or why.shares.empty:
            return ""
        mine = why.shares[why.shares["metric"] == "npv"]
        return self._tell("sampled_levers", error=self.money(mine["sampling_error"].max()))

    # How sure.

    def spread(self) -> Table:
        """Where the doubt comes from."""
        rows = [
            (self.voice.say(f"spread_{row['what']}"), self.money(row["spread"]))
            for row in self.case_of.spread.to_dict("records")
        ]
        head = [self.voice.say("spread_source"), self.voice.say("spread_size")]
        return self.table("spread", head, rows)

    def forms(self) -> Table | None:
        """The net gain by form of the link; nothing where it makes no difference."""
        if self.case_of.forms["npv"].nunique() < len(self.case_of.forms):
            return None
        rows = [
            (self.voice.say(f"form_{row['form']}"), self.money(row["npv"], signed=True))
            for row in self.case_of.forms.to_dict("records")
        ]
        return self.table("forms", [self.voice.say("form"), self.voice.say("form_npv")], rows)

    def risk(self) -> Table:
        """In how many futures each choice goes wrong."""
        percent, say = self.voice.numbers.percent, self.voice.say
        names = {"nothing": "choice_nothing", self.scenario.name: "choice_redesign"}
        rows = [
            (
                say(names.get(str(row["option"]), "choice_discount")),
                percent(row["loss"]),
                self.money(row["loss_given"]) if row["loss"] else NONE,
                percent(row["beats_nothing"]) if row["option"] != "nothing" else NONE,
                percent(row["beats_discount"]),
                self.money(row["regret"]),
            )
            for row in self.case_of.risk.to_dict("records")
        ]
        keys = ("choice", "risk_loses", "risk_given", "risk_beats_nothing")
        head = [*map(say, keys), say("risk_beats_discount"), say("risk_regret")]
        return self.table("risk", head, rows)

    def reproducing(self) -> str:
        """In how many futures today's journey is the firm's own, and who wins there."""
        case, stated = self.case_of, self.case.figures
        if missing(case.reproducing):
            return ""
        if missing(case.wins_reproducing):
            return self._tell("reproducing_none", count=len(stated))
        futures = self.comparison.replications
        hits = round(case.reproducing * futures)
        about = {"futures": str(hits), "all": str(futures), "count": str(len(stated))}
        return self._tell("reproducing", wins=str(round(case.wins_reproducing * hits)), **about)

    @cached_property
    def bars(self) -> pd.DataFrame:
        """The longest bars of the tornado, but those too short to be seen."""
        bars = self.case_of.tornado
        least = LEAST_SWING * bars["swing"].max() if len(bars) else 0.0
        return bars[bars["swing"] > max(least, LEAST_SWING * abs(self.net()))].head(MOST_BARS)

    def tornado(self) -> str:
        """The chart of what the net gain hangs on; empty where nothing could be told."""
        return "" if self.bars.empty else business_figures.tornado(self)

    def untold(self) -> str:
        """That nothing could be told apart from luck."""
        futures = self.voice.numbers.decimal(self.comparison.replications)
        return self._tell("tornado_none", count=futures)

    def beyond(self) -> list[str]:
        """Warnings of what may lie beyond the values tested."""
        told = []
        far = self.case_of.outside.set_index("place")
        ordered = [place for place in self.case_of.tornado["place"] if place in far.index]
        for row in far.loc[ordered].reset_index().head(MOST_WARNINGS).to_dict("records"):
            place, write = str(row["place"]), self.written(str(row["place"]))
            span = self.voice.numbers.range(row["low"], row["high"], write)
            about = {"name": self.named(place), "value": write(float(f"{row['value']:.2g}"))}
            told.append(self._tell(f"beyond_{row['what']}", span=span, **about))
        return told

    def written(self, place: str) -> Callable[[float], str]:
        """How a value of a place is written."""
        if place == EXECUTION:
            return self.voice.numbers.percent
        return self.voice.numbers.plain

    def links(self) -> Table:
        """Effects that are assumed to be causes."""
        plain, say = self.voice.numbers.plain, self.voice.say
        rows: list[tuple[Cell, ...]] = []
        for row in self.case_of.links.to_dict("records"):
            span = self.voice.numbers.range(row["low"], row["high"], plain)
            source = row["source"] if isinstance(row["source"], str) else say("no_source")
            rows.append(
                (
                    self.named(str(row["place"])),
                    f"{plain(row['value'])} ({span})",
                    source,
                    self._breaks(row),
                )
            )
        keys = ("link_place", "link_value", "link_source", "link_breaks")
        return self.table("links", map(say, keys), rows, folded=True)

    def _breaks(self, row: Mapping[Any, Any]) -> str:
        say, wins, at = self.voice.say, str(row["wins"]), float(row["breaks_at"])
        if not row["matters"]:
            return say("link_untold")
        if wins in ("above", "below") and math.isfinite(at):
            key = "link_below" if wins == "above" else "link_above"
            return say(key, value=self.voice.numbers.plain(at, 2))
        return say({"always": "link_always", "never": "link_never"}.get(wins, "link_several"))

    # What to fund.

    @property
    def limit(self) -> str:
        """The budget, in money."""
        return self.money(self.budget.money)

    def fund(self) -> list[str]:
        """Which levers to fund, in which order, and what more money would buy."""
        case, known = self.case_of, self.case_of.portfolio
        if case.why is None:
            return [self._tell("no_levers")]
        if known is None:
            if case.unaffordable is None:
                return [self._tell("fund_untold")]
            why = case.unaffordable.text(self.voice.tongue).strip().rstrip(".")
            return [self._tell("fund_unaffordable", why=why)]
        return [*self._fund(known), *self._limits()]

    def _limits(self) -> Iterator[str]:
        """What a year and a quarter may take, where that was asked for."""
        asked = []
        if self.budget.yearly is not None:
            asked.append(self.voice.say("limit_yearly", money=self.money(self.budget.yearly)))
        if self.budget.capacity is not None:
            asked.append(self.voice.say("limit_capacity", count=str(self.budget.capacity)))
        if asked:
            yield self._tell("fund_limits", limits="; ".join(asked))

    def _fund(self, known: Portfolio) -> Iterator[str]:
        if not known.best:
            yield self._tell("fund_nothing")
            if self.case_of.alike:
                yield self._tell("fund_alike_something", **self._alike())
        else:
            about = {"value": self.money(known.value), "cost": self.money(known.cost)}
            about |= {"levers": self.levers(known.best), "futures": str(self.lived)}
            limits = self.budget.yearly, self.budget.capacity
            if math.isfinite(self.budget.money):
                yield self._tell("fund_within", budget=self.limit, **about)
            else:
                key = "fund_all" if limits == (None, None) else "fund_limited"
                yield self._tell(key, **about)
            if self.case_of.alike is not None:
                key = "fund_alike" if self.case_of.alike[0] else "fund_alike_none"
                yield self._tell(key, **self._alike())
            if known.order is not None and len(known.order) > 1:
                order = " → ".join(self.lever(name) for name in known.order)
                yield self._tell("fund_order", order=order)
        if known.next_best != known.best:
            value = self.money(known.next_value)
            yield self._tell("fund_more", levers=self.levers(known.next_best), value=value)

    def _alike(self) -> dict[str, str]:
        """The cheapest set that cannot be told from the best, or the best that cannot from none."""
        names, cost = self.case_of.alike or ((), 0.0)
        return {"levers": self.levers(names), "cost": self.money(cost)}

    def short(self) -> str:
        """That the budget does not pay for the whole redesign; empty where it does."""
        invested = self.comparison.decisions[self.scenario.name].invested.mean
        if not invested > self.budget.money:
            return ""
        return self._tell("budget_short", budget=self.limit, cost=self.money(invested))

    def sets(self) -> Table | None:
        """Sets of levers on one of the frontiers, and the best."""
        known = self.case_of.portfolio
        if known is None:
            return None
        sets = known.sets
        good = sets["by_cost"] | sets["by_cvar"] | sets["by_loss"]
        good |= sets["levers"].map(lambda names: names == known.best)
        first = sets[good].sort_values(["cost", "value"], ascending=[True, False]).head(MOST_SETS)
        rows: list[tuple[Cell, ...]] = []
        columns = 5 if self.lived >= FEWEST_FUTURES else 3  # the worst tenth of a few is one
        for row in first.to_dict("records"):
            named = self.levers(row["levers"])
            best = row["levers"] == known.best
            rows.append(
                (
                    Markup("<b>{}</b>").format(named) if best else named,
                    self.money(row["value"], signed=True),
                    self.money(row["cost"]),
                    self.money(row["cvar"], signed=True),
                    self.voice.say("of_futures", share=self.voice.numbers.percent(row["loss"])),
                )[:columns]
            )
        keys = ("sets_levers", "sets_value", "sets_cost", "sets_worst", "sets_loss")[:columns]
        enough = "" if self.lived >= FEWEST_FUTURES else "_few"
        title = self.voice.say("sets_title")
        note = self.voice.say(f"sets_note{enough}", futures=self.lived)
        head = tuple(self.voice.say(key) for key in keys)
        return Table(f"{self.scenario.name}-sets", title, head, tuple(rows), note)

    @property
    def lived(self) -> int:
        """Futures in which every set of levers was lived."""
        why = self.case_of.why
        return 0 if why is None else why.plan.draws or why.plan.replications

    # Pilot.

    def pilot(self) -> list[str]:
        """What a pilot takes, and whether it is worth it."""
        found = self.case_of.pilot
        if found is None:
            return [self._tell("pilot_none")]
        worth, say = self.money(found.worth), self._tell
        if not found.feasible or found.price is None or found.arm is None:
            return [self._infeasible(found)]
        about = {
            "span": self.voice.span(round(found.months * MONTH)),
            "arm": self.voice.numbers.decimal(found.arm),
            "price": self.money(found.price),
            "worth": worth,
        }
        dear = "pilot_dear" if found.worth > 0 else "pilot_nothing"
        return [say("pilot_yes" if found.advice == "pilot" else dear, **about)]

    def _infeasible(self, found: Pilot) -> str:
        """Why no pilot can tell the difference."""
        if found.difference == 0:
            return self._tell("pilot_talk")
        span = self.voice.span(round(found.months * MONTH))
        if found.detectable is None:
            return self._tell("pilot_infeasible", span=span)
        least = self.voice.say("points", difference=self._points(abs(found.detectable)))
        return self._tell("pilot_least", span=span, least=least)

    def stop_accuracy(self) -> str:
        """How often the rule for stopping is wrong."""
        rule = self.case_of.stopping.rule
        if rule is None or missing(rule.stops_good) or missing(rule.goes_on_bad):
            return ""
        percent = self.voice.numbers.percent
        good, bad = percent(rule.stops_good), percent(rule.goes_on_bad)
        return self._tell("stop_accuracy", good=good, bad=bad)

    def lines(self) -> list[str]:
        """What the terminal says of it."""
        first = " ".join(filter(None, (self.fails(), self.stop(), self.first(), self.hangs())))
        fund = " ".join(filter(None, (self.short(), *self.fund())))
        return [one for one in (*self.warnings(), first, fund, *self.pilot()) if one]
