"""The report: one HTML file that holds all it needs and asks nothing of the network."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from . import figures, names, show
from .decision import Told, no_source
from .numbers import NONE, missing
from .voice import Voice

if TYPE_CHECKING:
    from cxsim.scenario import Scenario
    from cxsim.study import Comparison

TEMPLATES = Environment(
    loader=PackageLoader("cxsim.report"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True)
class Chart:
    """A figure with its words; the SVG itself carries a title and a description."""

    key: str
    svg: Markup
    title: str
    caption: str


@dataclass(frozen=True)
class Plan:
    """All that the page says of one redesign.

    Parameters
    ----------
    comparison : Comparison
    scenario : Scenario
        One of its redesigns.
    voice : Voice
    """

    comparison: Comparison
    scenario: Scenario
    voice: Voice

    @cached_property
    def told(self) -> Told:
        """The sentences of page one."""
        return Told(self.comparison, self.scenario, self.voice, markup=True)

    @property
    def verdict(self) -> str:
        """The verdict's key, for its colour and its reason."""
        return self.told.decision.verdict

    def heading(self) -> Markup:
        """Name and verdict."""
        call = Markup('<span class="call">{}</span>').format(self.told.verdict)
        return self.voice.html("heading", name=self.told.name, verdict=call)

    @property
    def description(self) -> str:
        """What the redesign is, in the words of its file."""
        plan = self.scenario.redesign
        if plan is None or not plan.description:
            return ""
        return names.short(self.voice.full(plan.description, ""), 400)

    def compared(self) -> list[tuple[str, str]]:
        """Its row in the table that puts several redesigns side by side: column, cell."""
        told, decision, say = self.told, self.told.decision, self.voice.say
        month = decision.payback_month
        never = month is None or missing(month)

        def of_ten(share: float) -> str:
            unknown = told.few_futures() or missing(share)
            return NONE if unknown else say("of_ten", count=told.tenths(share))

        return [
            ("verdict", told.verdict),
            ("invested", told.money(decision.invested.mean)),
            ("net_gain", told.ranged(decision.npv)),
            ("wins_over_nothing", of_ten(decision.wins_nothing)),
            ("wins_over_discount", NONE if told.no_discount() else of_ten(decision.wins_discount)),
            (
                "payback_column",
                say("never", horizon=told.horizon)
                if never
                else say("month", month=round(month or 0)),
            ),
        ]

    def levers(self) -> list[show.Change]:
        """What the redesign changes, lever by lever."""
        return show.changes(self.scenario, self.voice)

    def discount(self) -> Markup:
        """The same money as a price cut."""
        told, decision = self.told, self.told.decision
        if decision.discount_npv is None or told.no_discount():
            spent = decision.invested.mean > 0
            return self.voice.html("discount_too_large" if spent else "discount_none")
        return self.voice.html(
            "discount_beside",
            discount=self.voice.numbers.percent(decision.discount, 1),
            net=told.ranged(decision.discount_npv),
        )

    def clv(self) -> Markup | None:
        """Value of a customer, two ways."""
        persist, fade = self.told.decision.clv_persist, self.told.decision.clv_fade
        if missing(persist.mean) or missing(fade.mean):
            return None
        told = self.told
        return self.voice.html(
            "clv_ways",
            persist=told.ranged(persist, signed=True),
            fade=told.ranged(fade, signed=True),
        )

    def curve(self) -> Chart:
        """The emotional curve."""
        frame, case = self.comparison.touchpoints, self.comparison.as_is.as_is
        caption = self.voice.say(
            "curve_caption", least=self.voice.numbers.decimal(figures.LEAST, 1)
        )
        unseen = figures.never_visited(frame, case, self.scenario.name)
        if unseen:
            called = ", ".join(self.voice.short(case.touchpoints[t].label, t) for t in unseen)
            caption = f"{caption} {self.voice.say('never_visited', names=called)}"
        drawn = figures.emotional_curve(frame, case, self.scenario.name, self.voice)
        return self._chart("curve", drawn, caption)

    def charts(self) -> list[Chart]:
        """The six smaller figures: each level beside its difference, then people and money."""
        comparison, name, voice = self.comparison, self.scenario.name, self.voice
        case = comparison.as_is.as_is
        band = voice.say("band_caption")
        return [
            self._chart(
                "retention",
                figures.retention(comparison.months, case, name, voice),
                band,
                voice.retained(case.relationship),
            ),
            self._difference("retained"),
            self._chart("nps", figures.nps(comparison.months, name, voice), band),
            self._difference("nps"),
            self._chart(
                "kept",
                figures.kept_and_lost(comparison.archetypes, case, name, comparison.scale, voice),
                voice.say("kept_caption"),
            ),
            self._chart(
                "money",
                figures.money(
                    comparison.months,
                    name,
                    case.firm.currency,
                    self.told.decision.payback_month,
                    voice,
                ),
                voice.say("money_caption"),
            ),
        ]

    def _difference(self, column: str) -> Chart:
        drawn = figures.difference(self.comparison.months, column, self.scenario.name, self.voice)
        key = f"{figures.FOLLOWED[column]}_difference"
        return self._chart(key, drawn, self.voice.say("difference_caption"))

    def archetypes(self) -> list[tuple[Markup, list[tuple[str, str]]]]:
        """Kept and lost by archetype: its name, then column and cell."""
        frame, case = self.comparison.archetypes, self.comparison.as_is.as_is
        rows = frame[frame["scenario"] == self.scenario.name].to_dict("records")
        return [
            (
                self.voice.named(case.archetypes[row["archetype"]].label, row["archetype"]),
                list(self._archetype(row)),
            )
            for row in rows
        ]

    def _archetype(self, row: dict[Any, Any]) -> Iterator[tuple[str, str]]:
        numbers, scale = self.voice.numbers, self.comparison.scale
        real = row["customers"] * scale

        def net(share: float) -> str:
            return numbers.count(share * real, signed=True)

        def money(amount: float) -> str:
            return self.told.money(amount, signed=True)

        yield "saved", numbers.count(row["saved"] * scale)
        yield "lost", numbers.count(row["lost"] * scale)
        yield "net_kept", self._ranged(row, "kept", net)
        yield "unaffected", numbers.percent(row["unaffected"])
        yield "value_change", self._ranged(row, "npv", money)

    def _ranged(self, row: dict[Any, Any], what: str, write: Callable[[float], str]) -> str:
        span = self.voice.numbers.range(row[f"{what}_low"], row[f"{what}_high"], write)
        mean = write(row[f"{what}_delta"])
        return mean if span == NONE else f"{mean} ({span})"

    def _chart(self, key: str, drawn: str, caption: str, title: str = "") -> Chart:
        return Chart(key, Markup(drawn), title or self.voice.say(f"{key}_title"), caption)


def render(comparison: Comparison, language: str = "es") -> tuple[str, dict[str, str]]:
    """The report of a comparison.

    Parameters
    ----------
    comparison : Comparison
    language : str
        "es", "en" or a full locale such as "es_PE".

    Returns
    -------
    page : str
        HTML with no reference to anything outside it.
    drawn : dict of str to str
        The same figures as separate SVG files, by file name.

    Raises
    ------
    Problems
        When the language is not offered.
    """
    voice = Voice(language)
    plans = [Plan(comparison, scenario, voice) for scenario in comparison.to_be]
    charts = {plan.scenario.name: [plan.curve(), *plan.charts()] for plan in plans}
    page = TEMPLATES.get_template("report.html").render(
        voice=voice,
        say=voice.say,
        breakable=breakable,
        case=comparison.as_is.as_is,
        comparison=comparison,
        plans=plans,
        charts=charts,
        facts=list(_facts(comparison, voice)),
        groups=list(_assumptions(comparison, voice)),
        unsourced=int(no_source(comparison.assumptions.drop_duplicates("path")).sum()),
        checked=list(_checked(comparison, voice)),
        reasons=list(_reasons(comparison, voice)),
        again=list(_again(comparison, voice)),
        version=version_of(comparison),
        share=voice.numbers.percent(comparison.accepted),
    )
    drawn = {
        f"{name}_{chart.key}.svg": str(chart.svg) for name, own in charts.items() for chart in own
    }
    return page, drawn


def _facts(comparison: Comparison, voice: Voice) -> Iterator[tuple[str, str]]:
    """What stands beneath the report's title."""
    numbers = voice.numbers
    yield voice.say("horizon"), voice.span(comparison.horizon_days)
    yield voice.say("customers"), numbers.count(comparison.as_is.as_is.firm.customers)
    yield voice.say("lives"), numbers.decimal(comparison.replications)


def _checked(comparison: Comparison, voice: Voice) -> Iterator[tuple[str, str, str, str]]:
    """The firm's own figures against the model's."""
    currency = comparison.as_is.as_is.firm.currency
    for row in comparison.figures.to_dict("records"):
        metric = str(row["metric"])

        def write(value: float, metric: str = metric) -> str:
            if metric.startswith("nps"):
                return voice.numbers.decimal(value, 1)
            if metric in ("clv", "revenue"):
                return voice.numbers.money(value, currency)
            return voice.numbers.percent(value, 2 if metric.startswith("churn") else 1)

        span = voice.numbers.range(row["low"], row["high"], write)
        agrees = voice.say("yes" if row["inside"] else "no")
        yield voice.say(f"metric_{metric}"), span, write(row["value"]), agrees


def _reasons(comparison: Comparison, voice: Voice) -> Iterator[tuple[str, str, str]]:
    """Why customers leave today: each reason, the share who declare it, the share whose it is."""
    frame = comparison.reasons[comparison.reasons["scenario"] == "as_is"]
    total = frame["customers"].sum()
    real, declared = (frame.groupby(side)["customers"].sum() for side in ("real", "declared"))
    for reason in real.add(declared, fill_value=0).sort_values(ascending=False).index:
        said, was = (side.get(reason, 0.0) / total for side in (declared, real))
        share = voice.numbers.percent
        yield voice.say(f"reason_{reason}"), share(said), share(was)


def _assumptions(
    comparison: Comparison, voice: Voice
) -> Iterator[tuple[str, list[tuple[Markup, str, str, str, str]]]]:
    """Uncertain values by part of the case: place, value, range, unit, source."""
    frame = comparison.assumptions.drop_duplicates(["path", "scenario"])
    rows = [
        (show.part_of(row["path"]), row)
        for row in frame.assign(unsourced=no_source(frame)).to_dict("records")
    ]
    scenarios = {scenario.name: scenario for scenario in (comparison.as_is, *comparison.to_be)}
    for (part, owner), group in groupby(rows, key=lambda pair: (pair[0], pair[1]["scenario"])):
        scenario = scenarios.get(owner, comparison.as_is)
        title = show.part_title(scenario, part, voice)
        yield title, [_assumption(row, part, comparison, voice) for _, row in group]


def _assumption(
    row: dict[Any, Any], part: str, comparison: Comparison, voice: Voice
) -> tuple[Markup, str, str, str, str]:
    currency = comparison.as_is.as_is.firm.currency
    leaf = row["path"].removeprefix(part).lstrip(".") or row["path"]
    return (
        breakable(leaf),
        voice.numbers.plain(row["value"]),
        voice.numbers.range(row["low"], row["high"], voice.numbers.plain),
        voice.unit(str(row["unit"]), currency),
        voice.say("no_source") if row["unsourced"] else names.short(str(row["source"]), 200),
    )


def breakable(path: str) -> Markup:
    """A dotted place that a narrow column may break before its dots."""
    return Markup("<wbr>").join(show.pieces(names.clean(path)))


def _again(comparison: Comparison, voice: Voice) -> Iterator[tuple[str, str]]:
    """What to run, and with what, to get the same figures."""
    manifest = comparison.manifest
    if "command" in manifest:
        yield voice.say("command"), names.clean(str(manifest["command"]))
    yield voice.say("seed"), str(comparison.seed)
    yield voice.say("simulated"), str(comparison.customers)
    yield voice.say("lives"), str(comparison.replications)
    yield voice.say("version"), version_of(comparison)
    for scenario in (comparison.as_is, *comparison.to_be):
        yield voice.say("hash", name=scenario.name), scenario.hash()


def version_of(comparison: Comparison) -> str:
    """The version of cxsim that made the comparison."""
    return names.clean(str(comparison.manifest.get("packages", {}).get("cxsim", "")))
